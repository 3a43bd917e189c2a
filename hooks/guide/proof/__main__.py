"""`python -m guide.proof SITE`: is the copy of the site that is published at SITE what the commit
checked out here makes? SITE is a folder, a zip or an address.

The exit status is 0 if it is, 1 if it is not, 2 if that cannot be told.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from ..core.commit import CHANGED, commit_of, in_short
from ..core.places import PROJECT
from ..core.problems import printable
from .comparison import Comparison, Finding, Kind
from .copies import Copy, Folder, Zip
from .limits import Absent, Trouble
from .rebuild import rebuilt
from .record import FILE, BuildRecord

SAME, OTHER, UNKNOWN, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str], project: Path = PROJECT) -> int:
    """Verifies the copy that `arguments` name against the guide in the folder `project`."""
    where = arguments[0] if len(arguments) == 1 else ""
    try:
        return _verified(_opened(where), project)
    except Trouble as trouble:
        _say(f"{where}: {trouble}." if where else f"{trouble}.")
        return UNKNOWN
    except OSError as error:  # no room for the build, a folder that may not be read
        _say(f"{error.filename or where}: {error.strerror or error}.")
        return UNKNOWN
    except KeyboardInterrupt:
        _say("Stopped: nothing is known.")
        return STOPPED


def _opened(where: str) -> Copy:
    if where.startswith(("https://", "http://")):
        from .address import Address  # noqa: PLC0415  # it loads a library that the others spare

        return Address(where)
    if where and Path(where).is_dir():
        return Folder(Path(where))
    if where and Path(where).is_file():
        return Zip(Path(where))
    found = "is no folder, no zip and no address" if where else "There is nothing to verify"
    message = f"{found}. Type for instance: make verify SITE=https://example.org/guide"
    raise Trouble(message)


def read_record(copy: Copy) -> BuildRecord:
    """What `copy` says of its build. Raises Trouble if it says nothing, or nothing of sense."""
    ((_, content),) = copy.contents([FILE])
    if isinstance(content, Absent):
        message = f"no {FILE}: no copy of a whole site is here, or an older engine has built it"
        raise Trouble(message)
    if isinstance(content, Trouble):
        message = f"{FILE} {content}"
        raise Trouble(message)
    try:
        return BuildRecord.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{FILE} is not what the engine writes: {place or 'the file'}: {first['msg']}"
        raise Trouble(message) from None


def _verified(copy: Copy, project: Path) -> int:
    told, commit = read_record(copy), commit_of(project)
    at = datetime.fromtimestamp(int(told.environment.SOURCE_DATE_EPOCH), UTC)
    _say(f"Built {at:%Y-%m-%d at %H:%M:%S} UTC from {_named(told.commit)}.")
    for line in _of_commits(told.commit, commit):
        _say(line)
    _say(f"Building {_named(commit.removesuffix(CHANGED))} anew, without network…")
    with rebuilt(project, told) as site:
        comparison = Comparison(told, read_record(Folder(site)), site)
        _say(f"Holding {len(told.files)} files against it…")
        findings = sorted(comparison.findings(copy))
    for name, there, here in comparison.versions():
        _say(f"version    {name}: {there} there, {here} here")
    return _concluded(findings, told)


def _named(commit: str) -> str:
    return f"commit {in_short(commit)}" if commit else "sources of no known commit"


def _of_commits(told: str, here: str) -> list[str]:
    """What is to be said of a copy of the commit `told`, as its build.json has it, by whoever has
    checked out `here`."""
    lines = []
    if told.endswith(CHANGED):
        lines.append("It was built with changes that its commit does not have.")
    if here.endswith(CHANGED):
        lines.append("Here, files have changed since the commit: they are left out.")
    if not here:
        lines.append("git knows no commit here: the folder is taken as it stands.")
    commit = told.removesuffix(CHANGED)
    if commit and here and commit != here.removesuffix(CHANGED):
        mine = in_short(here.removesuffix(CHANGED))
        lines.append(f"Here is another commit, {mine}: its own is had by `git checkout {commit}`.")
    return lines


def _concluded(findings: Sequence[Finding], told: BuildRecord) -> int:
    """Says what was found, and gives the exit status."""
    for finding in findings:
        if finding.kind is not Kind.IDENTICAL:
            why = f": {finding.why}" if finding.why else ""
            _say(f"{finding.kind:<10} {finding.path}{why}")
    counts = Counter(finding.kind for finding in findings)
    counted = ", ".join(f"{counts[kind]} {kind}" for kind in Kind if counts[kind])
    if not all(kind.is_well for kind in counts):
        _say(f"{counted}. This is not what the commit makes.")
        return OTHER
    _say(f"{counted}. This is what the commit makes.")
    _say(
        "Its hour, its address and what it says of the links "
        f"({len(told.evidence)} sources) are its own word."
    )
    return SAME


def _say(line: str) -> None:
    sys.stdout.write(printable(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
