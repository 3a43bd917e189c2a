"""What is to be said of a locked package, by what its index knows. Pure: nothing is asked here.

A known fault, a version that its authors withdrew, and one that has waited too long are warnings.
All else is information: a maintainer who is told of each release learns to look away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from packaging.specifiers import SpecifierSet
from packaging.version import Version

PATIENCE = 90  # days that a release may wait before it is asked for
RENEW = "Type `make lock UPGRADE=1`, then `make test`."


@dataclass(frozen=True)
class Locked:
    """A package as a lock has it: `place` is the file and line. `bounds` are those that
    pyproject.toml sets, None for a package that only others ask for."""

    name: str
    version: Version
    place: str
    bounds: SpecifierSet | None


@dataclass(frozen=True)
class Release:
    """A version in the index, the day it came, the Pythons it is for; `withdrawn` says why."""

    version: Version
    day: date
    python: SpecifierSet
    withdrawn: str | None = None


@dataclass(frozen=True)
class Fault:
    """A known vulnerability of the locked version, by all its names, and what mends it."""

    names: tuple[str, ...]
    summary: str
    fixed_in: tuple[str, ...]
    link: str


@dataclass(frozen=True)
class Known:
    """What an index knows of a package: its versions, and the faults of the locked one; None where
    it tells of no faults at all."""

    releases: Sequence[Release]
    faults: Sequence[Fault] | None


@dataclass(frozen=True)
class Line:
    """A line of the report."""

    level: str
    text: str

    def __str__(self) -> str:
        return f"{self.level:<8}-  {self.text}"


def said_of(
    locked: Locked, known: Known, accepted: Collection[str], *, python: str, today: date
) -> Iterator[Line]:
    """The lines about `locked`. `python` is the oldest that the locks are for, `3.11`."""
    yield from of_its_standing(locked, known.releases)
    for fault in known.faults or ():
        if not {*fault.names} & {*accepted}:
            yield of_a_fault(locked, fault)
    yield from of_newer(locked, known.releases, python=python, today=today)


def of_its_standing(locked: Locked, releases: Sequence[Release]) -> Iterator[Line]:
    """Whether the locked version can still be installed, and should be."""
    same = [release for release in releases if release.version == locked.version]
    what = f"{locked.place}: {locked.name} {locked.version}"
    if not same:
        yield Line("WARNING", f"{what} is no longer in the index: nobody can install it. {RENEW}")
    for why in (release.withdrawn for release in same if release.withdrawn is not None):
        told = f" ({why})" if why else ""
        yield Line("WARNING", f"{what} was withdrawn by its authors{told}. {RENEW}")


def of_a_fault(locked: Locked, fault: Fault) -> Line:
    name, *others = fault.names
    also = f" ({', '.join(others)})" if others else ""
    remedy = (
        f"Fixed in {', '.join(fault.fixed_in)}. {RENEW}"
        if fault.fixed_in
        else "No version mends it yet."
    )
    return Line(
        "WARNING",
        f"{locked.place}: {locked.name} {locked.version} has a known fault, {name}{also}: "
        f"{fault.summary} See {fault.link} {remedy} If it cannot touch the guide, write "
        f'`{name} = "why"` in docs/data/accepted.toml.',
    )


def of_newer(
    locked: Locked, releases: Sequence[Release], *, python: str, today: date
) -> Iterator[Line]:
    """Whether there is a newer version, and whether the bounds let it in."""
    newer = sorted(
        (one for one in releases if is_newer(one, locked, python)), key=lambda one: one.version
    )
    if not newer:
        return
    if locked.bounds is None:
        yield Line(
            "INFO",
            f"{locked.place}: {locked.name} {locked.version}: {newer[-1].version} is out since "
            f"{newer[-1].day}; others ask for this package, and may hold it back.",
        )
        return
    let_in = [one for one in newer if locked.bounds.contains(one.version)]
    if let_in:
        yield of_a_wait(locked, let_in, today)
    if newer[-1] not in let_in:
        yield Line(
            "INFO",
            f"{locked.place}: {locked.name} {locked.version}: {newer[-1].version} is out since "
            f"{newer[-1].day}, and kept out by '{locked.bounds}' in pyproject.toml.",
        )


def is_newer(release: Release, locked: Locked, python: str) -> bool:
    """Whether `release` is one that a lock could hold instead."""
    return (
        release.version > locked.version
        and not release.version.is_prerelease
        and release.withdrawn is None
        and release.python.contains(python)
    )


def of_a_wait(locked: Locked, newer: Sequence[Release], today: date) -> Line:
    """The wait counts from the first that was not taken: a newest one is always young."""
    waited = (today - min(release.day for release in newer)).days
    told = f"{locked.place}: {locked.name} {locked.version}: {newer[-1].version} is out"
    if waited < PATIENCE:
        return Line("INFO", f"{told} since {newer[-1].day}.")
    return Line(
        "WARNING",
        f"{told}; this one was overtaken {waited} days ago. {RENEW} "
        "If that leaves it as it is, bound it in pyproject.toml and say why.",
    )
