"""Keeps the watch's one issue: opened when the guide needs a hand, closed when it no longer does.

Usage: watch_issue.py REPORT --run-url URL

REPORT is the folder that the watch's check left: `report.txt`, the output of `make check`, and
`status`, its exit status. What is missing there is told in the issue, never taken for good news;
nor is a check that found no network. One that had no time for some sources closes nothing.
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
MARK = "<!-- guide: veille quotidienne -->"  # in the body: the label is anyone's to give
TITLE = "La veille demande une relecture"
GITHUB_LIMIT = 65_536  # characters in the body of an issue
ROOM = GITHUB_LIMIT - 5_536  # for the report; the rest is for our own sentences
TABLE_ROOM = ROOM // 2  # of it, for the table of sources
FAULT = re.compile(r"^(?:WARNING|ERROR|CRITICAL) +-")
NO_NETWORK = re.compile(r"^INFO +-  \S+: no network: ", re.MULTILINE)
NO_TIME = re.compile(r"^INFO +-  \S+: \d+ sources? not checked in the time given: ", re.MULTILINE)
# What `make check` prints last: its further lines are indented, or empty.
TABLE = re.compile(
    r"^INFO +-  (Sources that are not simply well.*(?:\n(?: .*)?)*?)\s*(?=^\S|\Z)", re.MULTILINE
)
COUNT = re.compile(r"\d+(?= (?:days|runs)\b)")  # what grows from day to day while nothing changes


@dataclass(frozen=True)
class Check:
    """What the watch's check left: its output, and its exit status, None when it never ended."""

    report: str
    status: int | None

    @property
    def asked(self) -> bool:
        """Whether it ran to its end, and reached the network: else it says nothing of sources."""
        return self.status is not None and bool(self.report.strip()) and not self._down

    @property
    def clean(self) -> bool:
        return self.asked and self.status == 0

    @property
    def whole(self) -> bool:
        """Whether it had time for every source."""
        return NO_TIME.search(self.report) is None

    @property
    def _down(self) -> bool:
        return NO_NETWORK.search(self.report) is not None


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


def lacking(lines: list[str], others: list[str]) -> list[str]:
    """Those of `lines` that `others` lack, whatever days they count."""
    known = {COUNT.sub("", line) for line in others}
    return [line for line in lines if COUNT.sub("", line) not in known]


def parted(report: str) -> tuple[str, str]:
    """The table of sources in `report`, empty where there is none, and all the rest."""
    table = TABLE.search(report)
    if not table:
        return "", report
    return table[1], report[: table.start()] + report[table.end() :]


def cut(report: str, room: int, run_url: str) -> str:
    """`report`, or as many of its first lines as fit in `room` and a line that says so."""
    if len(report) <= room:
        return report
    kept = report[:room].rpartition("\n")[0] or report[:room]
    left = report[len(kept) :].strip("\n").count("\n") + 1
    return f"{kept}\n… coupé ici : il manque {left} lignes. Le rapport entier : {run_url}"


def fenced(text: str) -> str:
    """`text` as a code block that nothing inside can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def verdict(check: Check) -> str:
    if not check.asked:
        return (
            "La vérification quotidienne **n’est pas allée à son terme** : "
            "rien ne dit que les pages et les sources sont encore justes."
        )
    if check.clean:
        return (
            "La vérification quotidienne n’a rien trouvé à revoir, mais **elle n’a pas eu le temps "
            "d’interroger toutes les sources** : ce ticket attend la prochaine."
        )
    found = len(faults(check.report))
    if not found:
        return f"La vérification quotidienne a échoué (état {check.status}) ; le rapport dit où."
    points = "point" if found == 1 else "points"
    return f"La vérification quotidienne a trouvé **{found}** {points} à revoir."


def body(check: Check, run_url: str) -> str:
    """The text of the issue: the table of sources first, which the end of a long report is not."""
    table, rest = parted(check.report.strip() or "(aucun rapport)")
    table = table and f"{fenced(cut(table, TABLE_ROOM, run_url))}\n\n"
    return f"""{MARK}
{verdict(check)}

Chaque ligne `WARNING` ou `ERROR` nomme le fichier, la ligne et le remède. Pour les voir chez vous :
`make check`. Ce ticket se met à jour chaque jour et se ferme de lui-même quand tout est en ordre.

[Exécution et rapport complet]({run_url})

{table}{fenced(cut(rest, ROOM - len(table), run_url))}
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
    """The watch's own open issues, the oldest first: an issue of someone else is never touched."""
    found = json.loads(
        gh("issue", "list", "--state", "open", "--label", LABEL, "--json", "number,body")
    )
    issues = (Issue(one["number"], one["body"]) for one in found)
    return sorted((one for one in issues if MARK in one.body), key=lambda one: one.number)


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
    gone, new = lacking(before, after), lacking(after, before)
    if not gone and not new:
        return f"updated issue {issue.number}"
    news = "\n".join([f"- {line}" for line in gone] + [f"+ {line}" for line in new])
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
    if check.clean and check.whole:
        return close(issues, run_url) if issues else "all is well, and no issue is open"
    if check.clean and not issues:
        return "all is well, save what there was no time for, and no issue is open"
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
