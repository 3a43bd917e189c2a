"""Keeps an issue of the watch: opened when the guide needs a hand, closed when it no longer does.

Usage: watch_issue.py REPORT --about watch|versions --run-url URL

REPORT is the folder that record.py left: `report.txt`, the output of `make check` or of
`make outdated`, and `status`, its exit status. What is missing there is told in the issue, never
taken for good news; nor is a check that found no network. One that had no time for some sources
closes nothing. The issue is in the guide's language. Needs GitHub's `gh`, with GH_TOKEN and GH_REPO
in the environment.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import gh
from words import in_every_language, words

# In the body, by what the issue is about: the label is anyone's to give. The last of each is how
# it is written today, the others how it once was.
MARKS = {
    "watch": ("<!-- guide: veille quotidienne -->", "<!-- guide: daily watch -->"),
    "versions": ("<!-- guide: new versions -->",),
}
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


def cut(report: str, room: int, line: str) -> str:
    """`report`, or as many of its first lines as fit in `room` and `line`, which says so."""
    if len(report) <= room:
        return report
    kept = report[:room].rpartition("\n")[0] or report[:room]
    left = report[len(kept) :].strip("\n").count("\n") + 1
    return f"{kept}\n{line.replace('{lines}', str(left))}"


def fenced(text: str) -> str:
    """`text` as a code block that nothing inside can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def verdict(check: Check, said: Mapping[str, str]) -> str:
    if not check.asked:
        return said["unfinished"]
    if check.clean:
        return said["no_time"]
    found = len(faults(check.report))
    if not found:
        return said["failed"].format(status=check.status)
    return said["found_one"] if found == 1 else said["found_many"].format(found=found)


@dataclass(frozen=True)
class Keeper:
    """Keeps the issue about one thing, `about`, of which the run at `run_url` has told."""

    about: str
    run_url: str

    @property
    def said(self) -> Mapping[str, str]:
        return words("issue", self.about)

    def keep(self, check: Check) -> str:
        """Brings the issue in line with `check` and says what was done."""
        issues = self.open_issues()
        if check.clean and check.whole:
            return self.close(issues) if issues else "all is well, and no issue is open"
        if check.clean and not issues:
            return "all is well, save what there was no time for, and no issue is open"
        text = self.body(check)
        return self.update(issues[0], text) if issues else self.create(text)

    def body(self, check: Check) -> str:
        """The text of the issue: the table of sources first, which a long report ends without."""
        said, run = self.said, self.run_url
        line = said["cut"].replace("{run}", run)
        table, rest = parted(check.report.strip() or said["no_report"])
        table = table and f"{fenced(cut(table, TABLE_ROOM, line))}\n\n"
        return f"""{MARKS[self.about][-1]}
{verdict(check, said)}

{said["how"]}

[{said["run"]}]({run})

{table}{fenced(cut(rest, ROOM - len(table), line))}
"""

    def open_issues(self) -> list[Issue]:
        """Our own open issues, the oldest first: an issue of someone else is never touched."""
        which = ("--state", "open", "--limit", "1000", "--json", "number,body,labels")
        labels = in_every_language("issue", "label")
        found = [
            Issue(one["number"], one["body"])
            for one in json.loads(gh.run("issue", "list", *which))
            if any(label["name"] in labels for label in one["labels"])
            and any(mark in one["body"] for mark in MARKS[self.about])
        ]
        return sorted(found, key=lambda one: one.number)

    def create(self, text: str) -> str:
        said = self.said
        gh.run(
            *("label", "create", said["label"], "--force", "--color", "B60205"),
            *("--description", said["label_description"]),
        )
        what = ("--title", said["title"], "--label", said["label"])
        gh.run("issue", "create", *what, "--body-file", "-", text=text)
        return "opened an issue"

    def update(self, issue: Issue, text: str) -> str:
        """Renews the body each day, and writes a comment, which notifies, when faults changed."""
        gh.run("issue", "edit", str(issue.number), "--body-file", "-", text=text)
        before, after = faults(issue.body), faults(text)
        gone, new = lacking(before, after), lacking(after, before)
        if not gone and not new:
            return f"updated issue {issue.number}"
        news = "\n".join([f"- {line}" for line in gone] + [f"+ {line}" for line in new])
        comment = f"{self.said['changed']}\n\n{fenced(news[:ROOM])}"
        gh.run("issue", "comment", str(issue.number), "--body-file", "-", text=comment)
        return f"updated issue {issue.number} and told what changed"

    def close(self, issues: list[Issue]) -> str:
        comment = self.said["closed"].format(run=self.run_url)
        for issue in issues:
            why = ("--reason", "completed", "--comment", comment)
            gh.run("issue", "close", str(issue.number), *why)
        return "closed issue " + ", ".join(str(issue.number) for issue in issues)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("report", type=Path, help="the folder with report.txt and status")
    parser.add_argument("--about", choices=sorted(MARKS), default="watch")
    parser.add_argument("--run-url", required=True, help="where the run can be read")
    arguments = parser.parse_args()
    try:
        done = Keeper(arguments.about, arguments.run_url).keep(read_check(arguments.report))
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"The issue could not be kept: {error}\n")
        return 1
    sys.stdout.write(f"The {arguments.about}: {done}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
