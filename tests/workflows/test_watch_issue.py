"""The watch's issue, with a `gh` of ours that keeps issues in a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / ".github" / "scripts" / "watch_issue.py"
Json = dict[str, Any]

RUN = "https://git.example/guide/actions/runs/1"

# A program of two files: the first line of a script cannot hold a path with a space.
GH = f"""#!/bin/sh
exec "{sys.executable}" "${{0}}.py" "$@"
"""

GH_PY = """\
import json, pathlib, sys

state = pathlib.Path(__file__).with_name("state.json")
data = json.loads(state.read_text())
data["calls"].append(sys.argv[1:])
verb, rest = sys.argv[1:3], sys.argv[3:]

def option(name):
    return rest[rest.index(name) + 1]

if verb == data.get("broken"):
    state.write_text(json.dumps(data))
    sys.exit("HTTP 502")
if verb == ["issue", "list"]:
    assert option("--state") == "open"
    print(json.dumps([
        {"number": one["number"], "body": one["body"]}
        for one in data["issues"]
        if one["open"] and option("--label") in one["labels"]
    ]))
elif verb == ["label", "create"]:
    data["labels"].append(rest[0])
elif verb == ["issue", "create"]:
    assert option("--label") in data["labels"], "could not add label: not found"
    data["issues"].append({
        "number": 100 + len(data["issues"]), "open": True, "labels": [option("--label")],
        "title": option("--title"), "body": sys.stdin.read(), "comments": [],
    })
else:
    [issue] = [one for one in data["issues"] if str(one["number"]) == rest[0]]
    if verb == ["issue", "edit"]:
        issue["body"] = sys.stdin.read()
    elif verb == ["issue", "comment"]:
        issue["comments"].append(sys.stdin.read())
    elif verb == ["issue", "close"]:
        issue["open"] = False
        issue["comments"].append(option("--comment"))
    else:
        sys.exit(f"no such command: {verb}")
state.write_text(json.dumps(data))
"""


def issue(number: int, body: str = "", *, label: str = "veille", opened: bool = True) -> Json:
    return {
        "number": number,
        "open": opened,
        "labels": [label],
        "title": "…",
        "body": body,
        "comments": [],
    }


@dataclass
class GitHub:
    """A repository's issues, and the script run upon them."""

    folder: Path

    @property
    def state(self) -> Json:
        state: Json = json.loads((self.folder / "state.json").read_text("utf-8"))
        return state

    def begin(self, *issues: Json, broken: list[str] | None = None) -> None:
        state = {"issues": list(issues), "labels": [], "calls": [], "broken": broken}
        (self.folder / "state.json").write_text(json.dumps(state), "utf-8")

    def watch(self, report: str | None, status: str | None) -> subprocess.CompletedProcess[str]:
        kept = self.folder / "report"
        kept.mkdir(exist_ok=True)
        for name, content in {"report.txt": report, "status": status}.items():
            (kept / name).unlink(missing_ok=True)
            if content is not None:
                (kept / name).write_text(content, "utf-8")
        return subprocess.run(
            [sys.executable, SCRIPT, kept, "--run-url", RUN],
            env=os.environ | {"PATH": str(self.folder), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    gh = tmp_path / "gh"
    gh.write_text(GH, "utf-8")
    (tmp_path / "gh.py").write_text(GH_PY, "utf-8")
    gh.chmod(0o755)
    github = GitHub(tmp_path)
    github.begin()
    return github


DEAD = "WARNING -  docs/data/sources.yml:12: source 'a' is gone, since 20 November 2026.\n"
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


def test_updates_the_open_one_without_a_word_when_nothing_new(github: GitHub) -> None:
    github.watch(f"Built in 3 seconds\n{DEAD}", "1\n")
    done = github.watch(f"Built in 4 seconds\n{DEAD}", "1\n")
    assert done.stdout == "The watch: updated issue 100.\n"
    [kept] = github.state["issues"]
    assert "Built in 4 seconds" in kept["body"]
    assert kept["comments"] == []


def test_tells_what_changed(github: GitHub) -> None:
    github.watch(DEAD, "1\n")
    done = github.watch(OLD, "1\n")
    assert done.stdout == "The watch: updated issue 100 and told what changed.\n"
    [comment] = github.state["issues"][0]["comments"]
    assert f"- {DEAD}+ {OLD}" in comment


def test_closes_when_clean(github: GitHub) -> None:
    github.begin(issue(3), issue(5))
    done = github.watch("INFO    -  Documentation built\n", "0\n")
    assert done.stdout == "The watch: closed issue 3, 5.\n"
    assert [one["open"] for one in github.state["issues"]] == [False, False]
    assert all(RUN in one["comments"][0] for one in github.state["issues"])


def test_does_nothing_when_clean_and_none_is_open(github: GitHub) -> None:
    github.begin(issue(3, opened=False), issue(4, label="autre"))
    done = github.watch("INFO    -  Documentation built\n", "0\n")
    assert done.stdout == "The watch: all is well, and no issue is open.\n"
    assert [call[:2] for call in github.state["calls"]] == [["issue", "list"]]


def test_of_two_open_ones_the_oldest_is_kept_up(github: GitHub) -> None:
    github.begin(issue(9), issue(3))
    github.watch(DEAD, "1\n")
    assert [DEAD in one["body"] for one in github.state["issues"]] == [False, True]


def test_someone_elses_issue_is_left_alone(github: GitHub) -> None:
    github.begin(issue(3, "mine", label="autre"))
    github.watch(DEAD, "1\n")
    assert github.state["issues"][0] == issue(3, "mine", label="autre")
    assert len(github.state["issues"]) == 2


def test_a_long_report_is_cut_and_says_so(github: GitHub) -> None:
    lines = [f"WARNING -  page-{number}.md:1: é\n" for number in range(5000)]
    github.watch("".join(lines), "1\n")
    body = github.state["issues"][0]["body"]
    assert len(body) < 65_536
    kept = body.count("WARNING -  page-")
    assert f"… coupé ici : il manque {5000 - kept} lignes. Le rapport entier : {RUN}" in body
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
    [(None, None), ("half a rep", None), ("whole", "not a number"), (None, "0\n")],
)
def test_a_check_that_never_ended_is_no_good_news(
    github: GitHub, report: str | None, status: str | None
) -> None:
    done = github.watch(report, status)
    assert done.stdout == "The watch: opened an issue.\n"
    body = github.state["issues"][0]["body"]
    assert "n’est pas allée à son terme" in body
    assert (report or "(aucun rapport)") in body


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
