"""Writes what lets readers take the finished site along, in each language: a zip, and the worker
that browsers keep it by."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from ..core.places import CODES, OFFLINE, WORKER
from ..published.offline import edition
from ..text.textfile import write_whole
from ..words.languages import Language
from .carry import as_copy, doorway, pack
from .site_files import SiteFiles, carried

_ASSETS, HOME = "assets/", "index.html"
_LINE = 72  # letters on a line of the note
_SIZE = re.compile(rb'(<b data-size="([^"]+)">)[^<]*(</b>)')


@dataclass(frozen=True)
class Copy:
    """What readers of `language` take along: their part of the site, which is called `name`.

    `others` are the folders of the site's other languages.
    """

    language: Language
    name: str
    others: tuple[str, ...]

    @property
    def zip(self) -> str:
        """Where the site has the zip."""
        return self.language.strings.carry_file

    @property
    def worker(self) -> str:
        """Where the site has the worker."""
        return self.language.folder + WORKER

    @property
    def files(self) -> str:
        """Where the site has the list of the worker's files."""
        return self.language.folder + OFFLINE

    def of(self, files: SiteFiles) -> SiteFiles:
        """Those of the site's `files` that are for this copy."""
        return files.that(self._holds)

    def _holds(self, path: str) -> bool:
        if path.startswith(f"{PurePosixPath(self.language.search).parent}/"):
            return path == self.language.search
        own = path.removeprefix(f"{CODES}/")
        if self.language.is_source:
            return not own.startswith(self.others)
        return own.startswith((self.language.folder, _ASSETS))

    def as_folder(self, files: Mapping[str, bytes], day: date) -> Iterator[tuple[str, bytes]]:
        """The zip's files by path, in one folder, with a note on how to open them."""
        strings, folder = self.language.strings, PurePosixPath(self.zip).stem
        note = strings.carry_note.format(site=self.name, date=self.language.wording.date(day))
        added = {strings.carry_note_file: textwrap.fill(note, _LINE).encode() + b"\n"}
        if self.language.folder:  # its pages stand in it, and nobody should have to look
            tag, home = self.language.wording.tag, f"{self.language.folder}{HOME}"
            added[HOME] = doorway(self.name, tag, home)
        for path in sorted({*files, *added}):
            content = added[path] if path in added else self._as_copy(path, files[path])
            yield f"{folder}/{path}", content

    def _as_copy(self, path: str, content: bytes) -> bytes:
        if not path.endswith(".html"):
            return content
        return as_copy(
            content.decode(), online_only=self.language.strings.copy_online_only
        ).encode()


@dataclass(frozen=True)
class Copies:
    """All `copies` of a site, the source language's first, made by the build of the day `day`, at
    `instant`."""

    copies: Sequence[Copy]
    day: date
    instant: datetime

    def announce(self, site: Path) -> None:
        """Makes room for the copies in the folder `site`, so that links to them are not dead."""
        for copy in self.copies:
            for name in (copy.zip, copy.worker, copy.files):
                path = site / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()

    def write(self, site: Path) -> None:
        """Writes the copies of what the folder `site` holds, and tells its pages their sizes."""
        files = carried(site)
        held = [copy.of(files) for copy in self.copies]
        with ThreadPoolExecutor() as packing:  # zlib lets other threads work meanwhile
            list(packing.map(partial(self._pack, site), self.copies, held))
        weighed = [*site.rglob("*.pdf"), *(site / copy.zip for copy in self.copies)]
        sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in weighed}
        sizes |= {copy.worker: its.size for copy, its in zip(self.copies, held, strict=True)}
        for copy, its in zip(self.copies, held, strict=True):
            _tell(site, its, sizes, copy.language)
            kept = edition(its, copy.language.folder)
            (site / copy.files).write_text(kept.files, "utf-8")
            (site / copy.worker).write_text(kept.worker, "utf-8")

    def _pack(self, site: Path, copy: Copy, files: SiteFiles) -> None:
        pack(site / copy.zip, copy.as_folder(files, self.day), self.instant)


def _tell(
    site: Path, files: Mapping[str, bytes], sizes: Mapping[str, int], language: Language
) -> None:
    """Writes the sizes into the `files` of the folder `site` that have a place for them."""
    for path, content in files.items():
        told = _told(content, sizes, language)
        if told != content:
            write_whole(site / path, told)


def _told(content: bytes, sizes: Mapping[str, int], language: Language) -> bytes:
    """`content` with the sizes where it has a place for them."""

    def size(match: re.Match[bytes]) -> bytes:
        size = sizes.get(match[2].decode())
        return match[1] + (language.wording.size(size).encode() if size else b"") + match[3]

    return _SIZE.sub(size, content)
