"""The watch's issue, with a `gh` of ours that keeps issues in a file."""

from __future__ import annotations

import pytest

from .issues import MARK, RUN, GitHub, issue

DEAD = "WARNING -  docs/data/sources.yml:12: source 'a' is gone, since 20 November 2026.\n"
TABLE = """\
INFO    -  Sources that are not simply well, the gravest first: 1 of 130 looked at.

  VERDICT      SINCE       SOURCE, and its line in docs/data/sources.yml
  gone         2026-11-20  a, line 12
               to do       Give its new `url`.

Aborted with 1 warnings in strict mode!
"""
OLD = "ERROR   -  docs/fr/index.md:4: no title.\n"


def test_opens_one_when_there_is_something_to_do_and_none_is_open(github: GitHub) -> None:
    done = github.watch(f"INFO    -  Building…\n{DEAD}", "1\n")
    assert (done.returncode, done.stdout) == (0, "The watch: opened an issue.\n")
    [opened] = github.state["issues"]
    assert opened["labels"] == ["veille"]
    assert opened["title"] == "La veille demande une relecture"
    assert DEAD in opened["body"]
    assert RUN in opened["body"]
    assert "**1** point à revoir" in opened["body"]


def test_the_table_of_sources_comes_first(github: GitHub) -> None:
    github.watch(f"INFO    -  Building…\n{DEAD}{TABLE}make: *** [check] Error 1\n", "1\n")
    body = github.state["issues"][0]["body"]
    _, table, rest = (part.partition("\n```")[0] for part in body.split("```text\n"))
    assert table == TABLE.removeprefix("INFO    -  ").partition("\n\nAborted")[0]
    assert rest == (
        f"INFO    -  Building…\n{DEAD}Aborted with 1 warnings in strict mode!\n"
        "make: *** [check] Error 1"
    )


def test_a_long_report_leaves_the_table_its_place(github: GitHub) -> None:
    lines = [f"WARNING -  page-{number}.md:1: é\n" for number in range(5000)]
    github.watch("".join(lines) + TABLE, "1\n")
    body = github.state["issues"][0]["body"]
    assert len(body) < 65_536
    assert "  gone         2026-11-20  a, line 12\n" in body
    assert "… coupé ici" in body


def test_a_long_table_leaves_the_report_its_place(github: GitHub) -> None:
    rows = [f"  gone         2026-11-20  a-{number}, line 12\n" for number in range(5000)]
    head, _, tail = TABLE.partition("\n\n")
    github.watch(f"{DEAD}{head}\n\n{''.join(rows)}{tail}", "1\n")
    body = github.state["issues"][0]["body"]
    assert len(body) < 65_536
    assert DEAD in body
    assert "… coupé ici" in body


def test_updates_the_open_one_without_a_word_when_nothing_new(github: GitHub) -> None:
    github.watch(f"Built in 3 seconds\n{DEAD}", "1\n")
    done = github.watch(f"Built in 4 seconds\n{DEAD}", "1\n")
    assert done.stdout == "The watch: updated issue 100.\n"
    [kept] = github.state["issues"]
    assert "Built in 4 seconds" in kept["body"]
    assert kept["comments"] == []


@pytest.mark.parametrize(
    "line",
    [
        "WARNING -  a.yml:1: source 'b' …; nobody has read it for {} days. Open it.\n",
        "WARNING -  a.yml:1: source 'b' could not be reached, …, in {0} runs on {0} days.\n",
        "WARNING -  a.yml:1: campagne: passes on 2027-03-26, in {} days. Re-read a.md.\n",
    ],
)
def test_a_day_more_is_no_news(github: GitHub, line: str) -> None:
    github.watch(line.format(91), "1\n")
    done = github.watch(line.format(92), "1\n")
    assert done.stdout == "The watch: updated issue 100.\n"
    [kept] = github.state["issues"]
    assert line.format(92) in kept["body"]
    assert kept["comments"] == []


def test_tells_what_changed(github: GitHub) -> None:
    github.watch(DEAD, "1\n")
    done = github.watch(OLD, "1\n")
    assert done.stdout == "The watch: updated issue 100 and told what changed.\n"
    [comment] = github.state["issues"][0]["comments"]
    assert f"- {DEAD}+ {OLD}" in comment


def test_closes_when_clean(github: GitHub) -> None:
    github.begin(issue(3, MARK), issue(5, MARK))
    done = github.watch("INFO    -  Documentation built\n", "0\n")
    assert done.stdout == "The watch: closed issue 3, 5.\n"
    assert [one["open"] for one in github.state["issues"]] == [False, False]
    assert all(RUN in one["comments"][0] for one in github.state["issues"])


def test_does_nothing_when_clean_and_none_is_open(github: GitHub) -> None:
    github.begin(issue(3, MARK, opened=False), issue(4, MARK, label="autre"))
    done = github.watch("INFO    -  Documentation built\n", "0\n")
    assert done.stdout == "The watch: all is well, and no issue is open.\n"
    assert {tuple(call[:2]) for call in github.state["calls"]} == {("issue", "list")}


def test_finds_its_issue_again_by_its_former_mark(github: GitHub) -> None:
    github.begin(issue(3, "<!-- guide: veille quotidienne -->"))
    github.watch(DEAD, "1\n")
    [kept] = github.state["issues"]
    assert kept["body"].startswith(f"{MARK}\n")


@pytest.mark.parametrize(
    ("language", "label", "title", "says"),
    [
        ("fr", "veille", "La veille demande une relecture", "a trouvé **2** points"),
        ("de-AT", "tägliche Prüfung", "Die tägliche Prüfung bittet", "hat **2** Punkte gefunden"),
        ("en", "watch", "The watch asks for a review", "found **2** things to look at again"),
        ("it", "watch", "The watch asks for a review", "found **2** things to look at again"),
        (None, "watch", "The watch asks for a review", "found **2** things to look at again"),
    ],
)
def test_speaks_the_language_of_the_guide(
    github: GitHub, language: str | None, label: str, title: str, says: str
) -> None:
    github.language = language
    github.watch(DEAD + OLD, "1\n")
    [opened] = github.state["issues"]
    assert opened["labels"] == [label]
    assert opened["title"].startswith(title)
    assert says in opened["body"]


def test_a_guide_that_changed_its_language_keeps_its_issue(github: GitHub) -> None:
    github.watch(DEAD, "1\n")
    github.language = "de"
    assert github.watch(DEAD, "1\n").stdout == "The watch: updated issue 100.\n"
    assert "Die tägliche Prüfung hat **1** Punkt gefunden" in github.state["issues"][0]["body"]


OLD_PACKAGE = (
    "WARNING -  requirements.lock:1: tool 1.0: 1.1 is out; this one was overtaken {} days ago.\n"
)


def test_packages_have_an_issue_of_their_own(github: GitHub) -> None:
    github.watch(DEAD, "1\n")
    done = github.watch(OLD_PACKAGE.format(90), "2\n", "versions")
    assert done.stdout == "The versions: opened an issue.\n"
    titles = [one["title"] for one in github.state["issues"]]
    assert titles == ["La veille demande une relecture", "Des paquets sont à mettre à jour"]
    github.watch("INFO    -  Documentation built\n", "0\n")
    assert [one["open"] for one in github.state["issues"]] == [False, True]
    done = github.watch(OLD_PACKAGE.format(91), "2\n", "versions")
    assert done.stdout == "The versions: updated issue 101.\n"
    github.watch("94 locked packages looked at.\n", "0\n", "versions")
    assert [one["open"] for one in github.state["issues"]] == [False, False]


def test_of_two_open_ones_the_oldest_is_kept_up(github: GitHub) -> None:
    github.begin(issue(9, MARK), issue(3, MARK))
    github.watch(DEAD, "1\n")
    assert [DEAD in one["body"] for one in github.state["issues"]] == [False, True]


@pytest.mark.parametrize("label", ["veille", "autre"])
def test_someone_elses_issue_is_left_alone(github: GitHub, label: str) -> None:
    github.begin(issue(3, "mine", label=label))
    github.watch(DEAD, "1\n")
    assert len(github.state["issues"]) == 2
    github.watch("INFO    -  Documentation built\n", "0\n")
    assert [one["open"] for one in github.state["issues"]] == [True, False]
    assert github.state["issues"][0] == issue(3, "mine", label=label)


def test_a_long_report_is_cut_and_says_so(github: GitHub) -> None:
    lines = [f"WARNING -  page-{number}.md:1: é\n" for number in range(5000)]
    github.watch("".join(lines), "1\n")
    body = github.state["issues"][0]["body"]
    assert len(body) < 65_536
    kept = body.count("WARNING -  page-")
    told = f"… coupé ici : il manque {5000 - kept} lignes. Le rapport entier : {RUN}"
    assert told in body.replace("\u00a0", " ")
    assert "**5000** points à revoir" in body


def test_one_endless_line_is_cut_too(github: GitHub) -> None:
    github.watch("x" * 200_000, "1\n")
    assert len(github.state["issues"][0]["body"]) < 65_536


def test_what_a_report_holds_cannot_leave_its_block(github: GitHub) -> None:
    github.watch(f"{OLD}````\n@everyone\n", "1\n")
    body = github.state["issues"][0]["body"]
    assert "\n`````text\n" in body
    assert body.endswith("\n`````\n")


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (None, None),
        ("half a rep", None),
        ("whole", "not a number"),
        ("whole", ""),
        (None, "0\n"),
        ("", "0\n"),
        ("\n \n", "0\n"),
    ],
)
def test_a_check_that_never_ended_is_no_good_news(
    github: GitHub, report: str | None, status: str | None
) -> None:
    done = github.watch(report, status)
    assert done.stdout == "The watch: opened an issue.\n"
    body = github.state["issues"][0]["body"]
    assert "n’est pas allée à son terme" in body
    assert ((report or "").strip() or "(aucun rapport)") in body


def test_a_check_without_network_is_no_good_news(github: GitHub) -> None:
    github.watch(DEAD, "1\n")
    line = "INFO    -  docs/data/sources.yml: no network: 130 sources not checked.\n"
    done = github.watch(line, "0\n")
    assert done.stdout == "The watch: updated issue 100 and told what changed.\n"
    [kept] = github.state["issues"]
    assert kept["open"]
    assert "n’est pas allée à son terme" in kept["body"]
    assert line in kept["body"]


SHORT = (
    "INFO    -  docs/data/sources.yml: 2 sources not checked in the time given: a, b."
    " The next run begins with them.\n"
)


def test_a_check_that_had_no_time_for_some_sources_closes_nothing(github: GitHub) -> None:
    github.watch(DEAD, "1\n")
    done = github.watch(SHORT, "0\n")
    assert done.stdout == "The watch: updated issue 100 and told what changed.\n"
    [kept] = github.state["issues"]
    assert kept["open"]
    assert "pas eu le temps" in kept["body"]
    assert SHORT in kept["body"]
    assert github.watch("INFO    -  Documentation built\n", "0\n").stdout == (
        "The watch: closed issue 100.\n"
    )


def test_a_check_that_had_no_time_for_some_sources_opens_nothing(github: GitHub) -> None:
    """The next begins with them: only what is found to be wrong wants a hand."""
    done = github.watch(SHORT, "0\n")
    assert done.stdout == (
        "The watch: all is well, save what there was no time for, and no issue is open.\n"
    )
    assert github.state["issues"] == []


def test_a_failure_without_a_fault_line_is_told(github: GitHub) -> None:
    github.watch("The packages could not be installed", "2\n")
    assert "a échoué (état 2)" in github.state["issues"][0]["body"]


@pytest.mark.parametrize("verb", [["issue", "list"], ["label", "create"], ["issue", "create"]])
def test_a_refusal_of_github_fails_the_run(github: GitHub, verb: list[str]) -> None:
    github.begin(broken=verb)
    done = github.watch(DEAD, "1\n")
    assert done.returncode == 1
    assert "The issue could not be kept" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_gh_the_run_fails(github: GitHub) -> None:
    (github.folder / "gh").unlink()
    done = github.watch(DEAD, "1\n")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
