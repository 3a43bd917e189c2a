"""The source's sections as they were when someone translated them, kept beside the pages.

Git is not asked: a guide that came as a zip, or whose history was squashed, knows them too. Each
page has one file for all languages, docs/.versions/<page>, and in it each section once, below a
comment with its hash. `make translated` writes there, and forgets what no stamp names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..core.places import DOCS
from ..core.problems import Problem
from ..pages.page_files import Page
from ..text.textfile import read_text
from .sections import Section, sections_of

FOLDER = ".versions"
_MARK = re.compile(r"^<!-- (?P<hash>[0-9a-f]{12}) -->\n", re.MULTILINE)


def place_of(path: str) -> str:
    """Where the versions of the page `path`, within a language's folder, are kept."""
    return f"{DOCS}/{FOLDER}/{path}"


@dataclass
class Memory:
    """The versions that the guide in the folder `project` keeps of its pages in their language."""

    project: Path
    source_language: str
    _read: dict[str, tuple[dict[str, str], list[Problem]]] = field(default_factory=dict)
    _cut: dict[str, tuple[Page, dict[str, Section]]] = field(default_factory=dict)

    def versions(self, path: str) -> Mapping[str, str]:
        """The kept texts of the page `path` by their hashes; one that was edited is not there."""
        return self._all(path)[0]

    def faults(self, path: str) -> list[Problem]:
        """What is wrong with the file that keeps the page `path`: nothing may be lost of it."""
        return self._all(path)[1]

    def _all(self, path: str) -> tuple[dict[str, str], list[Problem]]:
        if path not in self._read:
            self._read[path] = _read(self.project, place_of(path))
        return self._read[path]

    def sections(self, source: Page) -> Mapping[str, Section]:
        """The sections of the page `source` by key as they are today, cut for all languages."""
        cut = self._cut.get(source.uri)
        if not cut or cut[0] is not source:
            cut = self._cut[source.uri] = (source, sections_of(source))
        return cut[1]

    def forget(self, path: str) -> None:
        """Reads the versions of the page `path` anew when next asked."""
        self._read.pop(path, None)


def as_text(versions: Mapping[str, str]) -> str:
    """The file that keeps `versions`, texts by their hashes."""
    return "\n".join(f"<!-- {name} -->\n{text}\n" for name, text in versions.items())


def _read(project: Path, place: str) -> tuple[dict[str, str], list[Problem]]:
    """The sound texts of the file at `place`, by their hashes, and what is wrong with the rest."""
    if not (project / place).is_file():
        return {}, []
    text, problems = read_text(project / place, place)
    before, *parts = _MARK.split(text or "")
    kept = {name: words.rstrip() for name, words in zip(parts[::2], parts[1::2], strict=True)}
    damaged = [name for name, words in kept.items() if Section("", 1, words).hash != name]
    if text and (before.strip() or damaged):
        named = f" below '{damaged[0]}'" if damaged else ""
        message = f"was edited{named}. Nobody writes there by hand: take the file back from git."
        problems.append(Problem(place, 0, message))
    return {name: words for name, words in kept.items() if name not in damaged}, problems
