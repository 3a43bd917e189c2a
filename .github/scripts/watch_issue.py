"""Keeps the watch's one issue: opened when the guide needs a hand, closed when it no longer does.

Usage: watch_issue.py REPORT --run-url URL

REPORT is the folder that the watch's check left: `report.txt`, the output of `make check`, and
`status`, its exit status. What is missing there is told in the issue, never taken for good news.
Needs GitHub's `gh`, with GH_TOKEN and GH_REPO in the environment.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LABEL = "veille"
TITLE = "La veille demande une relecture"
GITHUB_LIMIT = 65_536  # characters in the body of an issue
ROOM = GITHUB_LIMIT - 5_536  # for the report; the rest is for our own sentences
FAULT = re.compile(r"^(?:WARNING|ERROR|CRITICAL) +-")


@dataclass(frozen=True)
class Check:
    """What the watch's check left: its output, and its exit status, None when it never ended."""

    report: str
    status: int | None

    @property
    def clean(self) -> bool:
        return self.status == 0


@dataclass(frozen=True)
class Issue:
    """An issue that is open on GitHub."""

    number: int
    body: str


def read_check(folder: Path) -> Check:
    """The check in `folder`; a missing or unreadable file is an unfinished check."""
    try:
        report = (folder / "report.txt").read_text("utf-8", errors="replace")
    except OSError:
        return Check("", None)
    try:
        return Check(report, int((folder / "status").read_text("ascii")))
    except (OSError, ValueError):
        return Check(report, None)


def faults(text: str) -> list[str]:
    """The lines of warnings and errors, which stay the same from day to day, unlike the others."""
    return sorted({line.rstrip() for line in text.splitlines() if FAULT.match(line)})


def cut(report: str, run_url: str) -> str:
    """`report`, or as many of its first lines as an issue can hold and a line that says so."""
    if len(report) <= ROOM:
        return report
    kept = report[:ROOM].rpartition("\n")[0] or report[:ROOM]
    left = report[len(kept) :].strip("\n").count("\n") + 1
    return f"{kept}\n… coupé ici : il manque {left} lignes. Le rapport entier : {run_url}"


def fenced(text: str) -> str:
    """`text` as a code block that nothing inside can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def verdict(check: Check) -> str:
    if check.status is None:
        return (
            "La vérification quotidienne **n’est pas allée à son terme** : "
            "rien ne dit que les pages et les sources sont encore justes."
        )
    found = len(faults(check.report))
    if not found:
        return f"La vérification quotidienne a échoué (état {check.status}) ; le rapport dit où."
    points = "point" if found == 1 else "points"
    return f"La vérification quotidienne a trouvé **{found}** {points} à revoir."


def body(check: Check, run_url: str) -> str:
    """The text of the issue."""
    report = check.report.strip("\n") or "(aucun rapport)"
    return f"""{verdict(check)}

Chaque ligne `WARNING` ou `ERROR` nomme le fichier, la ligne et le remède. Pour les voir chez vous :
`make check`. Ce ticket se met à jour chaque jour et se ferme de lui-même quand tout est en ordre.

[Exécution et rapport complet]({run_url})

{fenced(cut(report, run_url))}
"""


def gh(*arguments: str, text: str | None = None) -> str:
    """Runs `gh`; its own words go to standard error, and its failure is ours."""
    done = subprocess.run(  # noqa: S603
        ["gh", *arguments],  # noqa: S607
        input=text,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def open_issues() -> list[Issue]:
    """The watch's open issues, the oldest first."""
    found = json.loads(
        gh("issue", "list", "--state", "open", "--label", LABEL, "--json", "number,body")
    )
    return sorted((Issue(one["number"], one["body"]) for one in found), key=lambda one: one.number)


def create(text: str) -> str:
    gh(
        *("label", "create", LABEL, "--force", "--color", "B60205"),
        *("--description", "Ce que la veille quotidienne a trouvé"),
    )
    gh("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", "-", text=text)
    return "opened an issue"


def update(issue: Issue, text: str) -> str:
    """Renews the body each day, and writes a comment, which notifies, when the faults changed."""
    gh("issue", "edit", str(issue.number), "--body-file", "-", text=text)
    before, after = faults(issue.body), faults(text)
    if before == after:
        return f"updated issue {issue.number}"
    news = "\n".join(
        [f"- {line}" for line in before if line not in after]
        + [f"+ {line}" for line in after if line not in before]
    )
    comment = f"Le rapport a changé (`-` réglé, `+` nouveau) :\n\n{fenced(news[:ROOM])}"
    gh("issue", "comment", str(issue.number), "--body-file", "-", text=comment)
    return f"updated issue {issue.number} and told what changed"


def close(issues: list[Issue], run_url: str) -> str:
    for issue in issues:
        comment = f"Tout est en ordre : [la vérification]({run_url}) n’a rien trouvé à revoir."
        gh("issue", "close", str(issue.number), "--reason", "completed", "--comment", comment)
    return "closed issue " + ", ".join(str(issue.number) for issue in issues)


def keep(check: Check, run_url: str) -> str:
    """Brings the issue in line with `check` and says what was done."""
    issues = open_issues()
    if check.clean:
        return close(issues, run_url) if issues else "all is well, and no issue is open"
    text = body(check, run_url)
    return update(issues[0], text) if issues else create(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("report", type=Path, help="the folder with report.txt and status")
    parser.add_argument("--run-url", required=True, help="where the run can be read")
    arguments = parser.parse_args()
    try:
        done = keep(read_check(arguments.report), arguments.run_url)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"The issue could not be kept: {error}\n")
        return 1
    sys.stdout.write(f"The watch: {done}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
