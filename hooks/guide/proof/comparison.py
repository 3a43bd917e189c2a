"""Holds each file of a published copy against the same commit, built anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from ..published.hosting import FILE as HEADERS
from .copies import Content, Copy
from .difference import difference
from .limits import Absent
from .record import FILE, BuildRecord


class Kind(StrEnum):
    """How a file stands."""

    IDENTICAL = "identical"
    KEPT = "kept by the host"
    DIFFERENT = "different"
    MISSING = "missing"
    EXTRA = "extra"
    UNREAD = "not read"

    @property
    def is_well(self) -> bool:
        return self in (Kind.IDENTICAL, Kind.KEPT)


@dataclass(frozen=True, order=True)
class Finding:
    """How the file at `path` stands, and why; identical files need no reason."""

    path: str
    kind: Kind
    why: str = ""


@dataclass(frozen=True)
class Comparison:
    """A copy, `told` by its build.json, beside the site that was built anew in the folder `site`,
    `made` as its own build.json tells."""

    told: BuildRecord
    made: BuildRecord
    site: Path

    def findings(self, copy: Copy) -> Iterator[Finding]:
        """How each file stands that the copy has, is said to have, or should have."""
        listed = copy.listed()
        paths = {*self.told.files, *self.made.files, *(listed or ())} - {FILE}
        for path, content in copy.contents(sorted(paths)):
            yield self._finding(path, content, is_address=listed is None)
        yield from self._own_findings()

    def _finding(self, path: str, content: Content, *, is_address: bool) -> Finding:
        if isinstance(content, bytes):
            return self._of_file(path, content)
        if not isinstance(content, Absent):
            return Finding(path, Kind.UNREAD, f"it {content}")
        if is_address and path == HEADERS:
            return Finding(path, Kind.KEPT, "it is for the host, who need not serve it")
        if path not in self.made.files:
            return Finding(path, Kind.MISSING, "build.json lists it, this commit makes none")
        return Finding(path, Kind.MISSING)

    def _of_file(self, path: str, content: bytes) -> Finding:
        told, made = self.told.files.get(path), self.made.files.get(path)
        found = sha256(content).hexdigest()
        if made is None:
            why = "build.json lists it, this commit makes none" if told else "added after the build"
            return Finding(path, Kind.EXTRA, why)
        if found != made:
            when = "as it was built" if found == told else "changed after it was built"
            where = difference(path, content, (self.site / path).read_bytes())
            return Finding(path, Kind.DIFFERENT, f"{when}; {where}")
        if told != made:
            lists = "lists another" if told else "does not list it"
            return Finding(path, Kind.DIFFERENT, f"it is as it should be, but build.json {lists}")
        return Finding(path, Kind.IDENTICAL)

    def _own_findings(self) -> Iterator[Finding]:
        """How build.json itself stands, but for its list of files and what is no fault: see
        `versions`."""
        for name in ("commit", "environment", "evidence"):
            if getattr(self.told, name) != getattr(self.made, name):
                yield Finding(FILE, Kind.DIFFERENT, f"another `{name}` than this build has")

    def versions(self) -> Iterator[tuple[str, str, str]]:
        """Each program in another version there than here: its name, and both versions."""
        there, here = _programs(self.told), _programs(self.made)
        for name in sorted({*there, *here}):
            versions = (there.get(name, "none"), here.get(name, "none"))
            if versions[0] != versions[1]:
                yield name, *versions


def _programs(record: BuildRecord) -> Mapping[str, str]:
    return {**record.packages, "Python": record.python, "zlib": record.zlib}
