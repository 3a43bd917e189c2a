"""Which versions of which packages build the site: as they are locked, and as they are here."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LOCK = "requirements.lock"
_LOCKED = re.compile(r"^([\w.-]+)==(\S+)(?: ; (.*?))?(?: \\)?$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Package:
    """A package in its version; `marker` says on which machines alone, in the words of PEP 508."""

    name: str
    version: str
    marker: str = ""

    @property
    def purl(self) -> str:
        """Its address in the index of packages. https://github.com/package-url/purl-spec"""
        return f"pkg:pypi/{self.name}@{self.version}"


def locked(project: Path) -> list[Package]:
    """The packages that the guide in the folder `project` is built with, on any machine; none for
    a guide that came without its lock."""
    try:
        text = (project / LOCK).read_text("utf-8")
    except OSError:
        return []
    return sorted(Package(*found.groups(default="")) for found in _LOCKED.finditer(text))


def installed(names: Iterable[str]) -> dict[str, str]:
    """The version here of each package of `names`, as a lock writes them, that is here.

    By the names of their folders (https://packaging.python.org/specifications/recording-installed-packages/):
    to read what is in them takes a build as long as all else that it proves.
    """
    here: dict[str, str] = {}
    for folder in reversed(sys.path):  # the first is the one that is imported
        for path in Path(folder).glob("*.dist-info"):
            name, _, version = path.stem.partition("-")
            here[_normalised(name)] = version
    return {name: here[name] for name in sorted(names) if name in here}


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
