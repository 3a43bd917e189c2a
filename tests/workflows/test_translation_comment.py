"""The comment on a pull request, told of what was found in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from .issues import Json
from .pulls import RUN, TABLE, Pulls, comment, pull
from .scripts import WORKFLOWS

MARK = "<!-- guide: translations -->"
FORMER = "<!-- guide: tableau des traductions -->"  # how a comment once began
SHOWN = """\
- `fr-falc` : 1 fresh, 1 missing
- `en` : 1 stale, 1 unstamped
- `pt` : 1 stale, 1 orphan

| page | `fr-falc` | `en` | `pt` |
| --- | --- | --- | --- |
| `index.md` | fresh | stale: 2, 1 grave | stale: 12 |
| `guide/dire.md` | missing | unstamped | orphan |
"""
NONE_LEFT = "ne touche plus aucune traduction"


@pytest.fixture
def pulls(tmp_path: Path) -> Pulls:
    return Pulls.laid(tmp_path)


def test_writes_a_comment(pulls: Pulls) -> None:
    done = pulls.keep()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The translations: wrote a comment on pull request 7.\n"
    [body] = pulls.comments
    assert body.startswith(f"{MARK}\n")
    assert SHOWN in body
    assert RUN in body
    assert "laissées de côté" not in body


def test_updates_it_instead_of_writing_another(pulls: Pulls) -> None:
    pulls.keep()
    done = pulls.keep(TABLE.replace("stale: 12", "fresh"))
    assert done.stdout == "The translations: updated the comment on pull request 7.\n"
    [body] = pulls.comments
    assert "stale: 12" not in body
    assert [call[1:] for call in pulls.state["calls"]][-1] == [
        "repos/{owner}/{repo}/issues/comments/500",
        *("--method", "PATCH", "--input", "-"),
    ]


@pytest.mark.parametrize("mark", [MARK, FORMER])
def test_finds_it_again_among_many(pulls: Pulls, mark: str) -> None:
    others = [comment(number, "…", author="someone") for number in range(1, 5)]
    pulls.begin(*others, comment(9, f"{mark}\nold"), pull=pull())
    pulls.keep()
    *rest, body = pulls.comments
    assert rest == ["…"] * 4
    assert SHOWN in body


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "page by page:\n\n- `fr-falc`: 1 fresh, 1 missing\n"),
        ("de", "Seite für Seite:\n\n- `fr-falc`: 1 fresh, 1 missing\n"),
        ("pt", "page by page:\n\n- `fr-falc`: 1 fresh, 1 missing\n"),
    ],
)
def test_speaks_the_language_of_the_guide(pulls: Pulls, language: str, says: str) -> None:
    pulls.language = language
    pulls.keep()
    [body] = pulls.comments
    assert says in body
    assert "traduction" not in body


@pytest.mark.parametrize(
    "other",
    [
        comment(9, f"{MARK}\nmine", author="someone"),
        comment(9, f"{MARK}\nmine", author="github-actions"),
        comment(9, f"{MARK}\nmine", author=None),
        comment(9, f"Cité : {MARK}"),
        comment(9, "Le site est prêt."),
    ],
)
def test_someone_elses_comment_is_left_alone(pulls: Pulls, other: Json) -> None:
    pulls.begin(other, pull=pull())
    assert pulls.keep().stdout == "The translations: wrote a comment on pull request 7.\n"
    assert pulls.comments[0] == other["body"]
    assert len(pulls.comments) == 2


def test_says_nothing_where_no_translation_is_touched(pulls: Pulls) -> None:
    done = pulls.keep("\n")
    assert (done.returncode, done.stdout) == (0, "The translations: pull request 7 touches none.\n")
    assert pulls.comments == []


def test_says_so_when_no_translation_is_touched_any_more(pulls: Pulls) -> None:
    pulls.keep()
    pulls.keep("")
    [body] = pulls.comments
    assert body.startswith(MARK)
    assert NONE_LEFT in body
    assert "|" not in body


@pytest.mark.parametrize(
    "found",
    [
        pull(head="f" * 40),
        pull(repository="victim/guide"),
        pull(repository=None),
        pull(state="closed"),
    ],
)
def test_the_number_of_another_pull_request_is_refused(pulls: Pulls, found: Json) -> None:
    """Also of the same one once it has moved on: its next run writes the comment."""
    pulls.begin(pull=found)
    done = pulls.keep()
    assert (done.returncode, done.stderr) == (0, "")
    assert "pull request 7 is left alone" in done.stdout
    assert len(pulls.state["calls"]) == 1
    assert pulls.comments == []


@pytest.mark.parametrize(
    "number",
    [
        None,
        "",
        "0",
        "-7",
        "+7",
        "7.0",
        "7_7",
        "٧",
        "²",
        "7 8",
        "7\n8",
        "7/comments",
        "../../other/guide/pulls/7",
        "7?per_page=1",
        "7" * 10,
        "7" + " " * 100,
        "::error::x",
    ],
)
def test_a_number_is_digits_and_nothing_else(pulls: Pulls, number: str | None) -> None:
    done = pulls.keep(number=number)
    assert done.returncode == 1
    assert "The comment could not be kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert "::" not in done.stdout + done.stderr
    assert pulls.state["calls"] == []


HOSTILE = [
    "| [ici](https://evil.example) | fresh | fresh | fresh |",
    "| ![](https://evil.example/a.png).md | fresh | fresh | fresh |",
    "| https://evil.example/a.md | fresh | fresh | fresh |",
    "| <img src=x>.md | fresh | fresh | fresh |",
    "| @everyone.md | fresh | fresh | fresh |",
    "| `a.md | fresh | fresh | fresh |",
    "| a.md` @everyone `b.md | fresh | fresh | fresh |",
    "| a\\.md | fresh | fresh | fresh |",
    "| a b.md | fresh | fresh | fresh |",
    "| \u202ea.md | fresh | fresh | fresh |",
    f"| {'a' * 300}.md | fresh | fresh | fresh |",
    "| index.md | fresh | fresh | @someone |",
    "| index.md | fresh | fresh | #1 |",
    "| index.md | fresh | fresh | [x](https://evil.example) |",
    "| index.md | fresh | fresh | stale: ٢ |",
    "| index.md | fresh | fresh | stale: 12345 |",
    "| index.md | fresh | fresh |",
    "| index.md | fresh | fresh | fresh | fresh |",
    "| index.md | fresh | fresh | fresh | @someone",
    "en: 1 fresh, see https://evil.example",
    "en: 1 fresh @someone",
    "en: 1 approved",
    "de: 1 fresh",
    "Relu et approuvé par @someone.",
    "www.evil.example",
    "<!-- guide: veille quotidienne -->",
    "<details><summary>",
    "# Titre",
    "```",
    "[1]: https://evil.example",
    "index.md | fresh | fresh | fresh",
]


def test_what_is_none_of_the_table_is_dropped_and_counted(pulls: Pulls) -> None:
    pulls.keep()
    clean = pulls.comments[0]
    pulls.keep(TABLE + "".join(f"{line}\n" for line in HOSTILE))
    left_out = "Lignes laissées de côté, car elles ne font pas partie du tableau"
    told = f"\n\n{left_out} : {len(HOSTILE)}.\n"
    assert told in pulls.comments[0]
    assert pulls.comments[0].replace(told, "\n") == clean


def test_what_could_be_a_link_stands_as_code(pulls: Pulls) -> None:
    pulls.keep(f"{TABLE}| www.evil.example/a__b__.md | fresh | fresh | fresh |\n")
    assert "\n| `www.evil.example/a__b__.md` | fresh | fresh | fresh |\n" in pulls.comments[0]
    outside = re.sub(r"`[^`\n]*`", "", pulls.comments[0].partition(MARK)[2])
    assert not re.search(r"[<@#_]|www\.", outside)
    assert re.findall(r"\[.*?\]\(.*?\)|https?:[^)\s]*", outside) == [f"[exécution]({RUN})"]


@pytest.mark.parametrize(
    "table",
    [
        None,
        "Bonjour\n",
        "| page |\n| --- |\n| index.md |\n",
        "| page | @someone |\n",
        "| page | en@someone |\n",
        "| page | en | [x](https://evil.example) |\n",
        "| titre | en |\n",
        f"| page |{' en |' * 41}\n",
        f"Bonjour\n{TABLE}",
        pytest.param(TABLE + "\n" * 200_000, id="too long"),  # its name goes into the environment
        b"\x00\xff\xfe",
    ],
)
def test_what_is_no_table_is_refused(pulls: Pulls, table: str | bytes | None) -> None:
    done = pulls.keep(table)
    assert done.returncode == 1
    assert "The comment could not be kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert "evil" not in done.stderr
    assert pulls.state["calls"] == []


def test_a_long_table_is_cut_and_says_so(pulls: Pulls) -> None:
    rows = [f"| page-{number}.md | fresh | fresh | fresh |\n" for number in range(3000)]
    pulls.keep(TABLE + "".join(rows))
    [body] = pulls.comments
    assert len(body) < 65_536
    kept = body.count("\n| `page-")
    assert f"\n\n… coupé ici ; pages qui manquent : {3000 - kept}.\n" in body
    assert body.endswith("ne dit pas si la traduction est bonne.\n")


def test_the_widest_head_leaves_room_for_the_rest(pulls: Pulls) -> None:
    languages = [f"aa-{'b' * 8}-{'c' * 8}-{number:08}" for number in range(40)]
    states = ", ".join(["99999 unstamped"] * 5)
    head = f"| page | {' | '.join(languages)} |\n"
    rows = f"| {'a' * 200}.md |{' stale: 9999, 9999 grave |' * 40}\n" * 150
    sums = "".join(f"{language}: {states}\n" for language in languages)
    done = pulls.keep(head + rows + sums * 2)
    assert done.returncode == 0
    assert len(pulls.comments[0]) < 65_536


@pytest.mark.parametrize("call", ["GET pulls", "GET issues", "POST issues", "PATCH issues"])
def test_a_refusal_of_github_fails_the_run(pulls: Pulls, call: str) -> None:
    ours = [comment(9, MARK)] if call.startswith("PATCH") else []
    pulls.begin(*ours, pull=pull(), broken=call)
    done = pulls.keep()
    assert done.returncode == 1
    assert "The comment could not be kept" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pull_request_that_is_not_there_fails_the_run(pulls: Pulls) -> None:
    pulls.begin(pull=None)
    assert pulls.keep().returncode == 1


def test_without_gh_the_run_fails(pulls: Pulls) -> None:
    (pulls.folder / "gh").unlink()
    done = pulls.keep()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def workflow(name: str) -> Json:
    loaded: Json = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    return loaded


def test_the_workflow_that_may_write_runs_nothing_of_the_pull_request() -> None:
    [job] = workflow("translations-comment.yml")["jobs"].values()
    checkout, fetch, keep = job["steps"]
    assert set(checkout["with"]) == {
        "persist-credentials",
        "sparse-checkout",
    }  # no ref: the default
    assert fetch["with"]["path"].startswith("${{ runner.temp }}/")  # not where the script is
    assert keep["run"].startswith("python3 .github/scripts/translation_comment.py ")
    assert not re.search(r"[;&|\n]", keep["run"])
    assert "${{" not in keep["run"]
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}


def test_the_workflow_that_runs_the_pull_request_may_only_read() -> None:
    [job] = workflow("translations.yml")["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert "secrets" not in (WORKFLOWS / "translations.yml").read_text("utf-8")


def test_the_one_follows_the_other_and_takes_what_it_leaves() -> None:
    first, second = workflow("translations.yml"), workflow("translations-comment.yml")
    # YAML 1.1 reads the key `on` as true.
    on: Json = {str(key): value for key, value in second.items()}["True"]
    assert on == {"workflow_run": {"workflows": [first["name"]], "types": ["completed"]}}
    left = first["jobs"]["table"]["steps"][-1]["with"]
    fetched = second["jobs"]["comment"]["steps"][1]["with"]
    assert left["name"] == fetched["name"]
