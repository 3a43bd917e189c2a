"""Tells which locked packages have a known fault, were withdrawn, or have waited too long.

Usage: outdated.py [--index URL] [--today YYYY-MM-DD] [--pause S] [NAME==VERSION...]

Reads pyproject.toml and both locks in the current folder; what stands after the options counts as
locked too. Asks the index, PyPI unless told, by its JSON interface. The exit status is 1 when
something is to be done. Nothing is installed, nothing is written. What releases.py calls accepted
stands in docs/data/accepted.toml, where there is one: `NAME = "why it cannot touch the guide"`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

# Of MkDocs' own dependencies: `make site` has installed it.
from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from releases import Fault, Known, Line, Locked, Release, said_of

PYPI = "https://pypi.org/pypi"
ACCEPTED = "docs/data/accepted.toml"  # the guide's: pyproject.toml is the engine's
LOCKS = ("requirements.lock", "requirements-test.lock")
PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)")
AT_ONCE = 6
TRIES = 3
SECONDS = 30  # for one request
MOST = 128 * 2**20  # bytes of an answer
MISSING = 404


class UnansweredError(Exception):
    """The index did not answer, or with what is no answer; the text says which."""


def locked_in(folder: Path, project: Mapping[str, Any], also: Sequence[str]) -> list[Locked]:
    """Each locked package once, in the order of the locks; of two versions, the newer one."""
    bounds = dict(bounds_of(project))
    found = dict[str, Locked]()
    for place, name, version in [*pins(folder), *(("Makefile", *_pin(pin)) for pin in also)]:
        key = canonicalize_name(name)
        if key not in found or Version(version) > found[key].version:
            own = SpecifierSet() if place == "Makefile" else bounds.get(key)
            found[key] = Locked(key, Version(version), place, own)
    return list(found.values())


def pins(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The place, name and version of each pin in the locks."""
    for lock in LOCKS:
        for number, line in enumerate((folder / lock).read_text("utf-8").splitlines(), 1):
            if pin := PIN.match(line):
                yield f"{lock}:{number}", pin[1], pin[2]


def _pin(text: str) -> tuple[str, str]:
    name, _, version = text.partition("==")
    return name, version


def bounds_of(project: Mapping[str, Any]) -> Iterator[tuple[str, SpecifierSet]]:
    """The packages that pyproject.toml asks for, and their bounds."""
    groups = project.get("dependency-groups", {}).values()
    for asked in (project["project"]["dependencies"], *groups):
        for requirement in (Requirement(text) for text in asked if isinstance(text, str)):
            yield canonicalize_name(requirement.name), requirement.specifier


def accepted_in(folder: Path) -> Collection[str]:
    """The names of the faults that cannot touch this guide, as its own file in `folder` says.

    Raises SystemExit with a line for people where that file cannot be read.
    """
    file = folder / ACCEPTED
    try:
        return tomllib.loads(file.read_text("utf-8")) if file.exists() else ()
    except ValueError as error:  # no TOML, or no UTF-8
        sys.exit(f'{ACCEPTED}: {error}. Write `CVE-2026-1 = "why"`, each on a line of its own.')


def ask(address: str, pause: float) -> Any:
    """The JSON at `address`, None where there is none.

    Raises UnansweredError after some tries, `pause` seconds and more apart.
    """
    agent = f"guide-watch/1 ({os.environ.get('REPOSITORY_URL', '')})"  # whom to complain to
    request = urllib.request.Request(address, headers={"User-Agent": agent})  # noqa: S310
    for left in reversed(range(TRIES)):
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return json.loads(answer.read(MOST))
        except urllib.error.HTTPError as error:
            if error.code == MISSING:
                return None
            why = f"{error.code} {error.reason}"
        except (OSError, ValueError) as error:
            why = str(error)
        if left:
            time.sleep(pause * (TRIES - left))
    raise UnansweredError(why)


def releases_in(answer: Any) -> list[Release]:
    """What an index says of a package's versions; those that no rule can order are left out."""
    found = list[Release]()
    for name, files in answer["releases"].items():
        try:
            version = Version(name)
            python = SpecifierSet(next((one["requires_python"] or "" for one in files), ""))
        except (InvalidVersion, InvalidSpecifier):
            continue
        if files:
            day = min(date.fromisoformat(one["upload_time_iso_8601"][:10]) for one in files)
            withdrawn = (files[0]["yanked_reason"] or "") if files[0]["yanked"] else None
            found.append(Release(version, day, python, withdrawn))
    return found


def faults_in(answer: Any) -> list[Fault]:
    """The vulnerabilities that an index knows of a version; those taken back are left out.

    Two databases tell of many, each under its own name and the other's: once is enough.
    """
    found = list[Fault]()
    for told in answer.get("vulnerabilities") or ():
        names = (told["id"], *(told.get("aliases") or ()))
        known = {name for fault in found for name in fault.names}
        if not told.get("withdrawn") and not known & {*names}:
            words = told.get("summary") or told.get("details") or "no word on it."
            link = told.get("link") or f"https://osv.dev/vulnerability/{told['id']}"
            fixed_in = tuple(told.get("fixed_in") or ())
            found.append(Fault(names, " ".join(words.split())[:200], fixed_in, link))
    return found


@dataclass(frozen=True)
class Index:
    """An index by its `address`; between two tries `pause` seconds pass, and more each time."""

    address: str
    pause: float

    def ask_about(self, package: Locked) -> Known | UnansweredError:
        """What the index knows of `package`."""
        place = f"{self.address}/{package.name}"
        try:
            every = ask(f"{place}/json", self.pause)
            same = ask(f"{place}/{package.version}/json", self.pause)
            releases = releases_in(every) if every else []
            if same:
                return Known(releases, faults_in(same))
        except UnansweredError as error:
            return error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return UnansweredError(f"its answer has not the form it had: {error!r}")
        # Of a version that is gone, nothing more is to be told.
        is_there = any(release.version == package.version for release in releases)
        return Known(releases, None if is_there else ())


def report(
    packages: Sequence[Locked],
    project: Mapping[str, Any],
    accepted: Collection[str],
    index: Index,
    today: date,
) -> list[Line]:
    """All that is to be said of `packages`, in their order, but for the faults that are `accepted`;
    what is to be done comes first."""
    python = re.sub(r"[^\d.]", "", project["project"]["requires-python"])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(index.ask_about, packages))
    if answers and all(isinstance(answer, UnansweredError) for answer in answers):
        return [
            Line("INFO", f"{LOCKS[0]}: no network: {index.address} did not answer: {answers[0]}.")
        ]
    lines, mute = list[Line](), list[str]()
    for package, answer in zip(packages, answers, strict=True):
        if isinstance(answer, UnansweredError):
            told = f"{package.place}: nothing could be learnt of {package.name}: {answer}."
            lines.append(Line("WARNING", told))
            continue
        if answer.faults is None:
            mute.append(package.name)
        lines += said_of(package, answer, accepted, python=python, today=today)
    if mute:
        of = "any package" if len(mute) == len(packages) else ", ".join(mute)
        told = (
            f"{LOCKS[0]}: {index.address} tells no known faults of {of}. Look at https://osv.dev."
        )
        lines.append(Line("WARNING", told))
    return sorted(lines, key=lambda line: line.level != "WARNING")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", default=PYPI, help="where the JSON of packages is")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=datetime.now(UTC).date(), help="a day"
    )
    parser.add_argument("--pause", type=float, default=1, help="seconds between two tries")
    parser.add_argument("also", nargs="*", help="what is locked elsewhere: uv==0.13.9")
    arguments = parser.parse_args()
    index = Index(arguments.index, arguments.pause)
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    packages = locked_in(Path(), project, arguments.also)
    lines = report(packages, project, accepted_in(Path()), index, arguments.today)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.write(f"{len(packages)} locked packages looked at.\n")
    return int(any(line.level == "WARNING" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
