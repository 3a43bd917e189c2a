"""Writes what lets readers take the finished site along, in each language: a zip, and the worker
that browsers keep it by."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from ..core.places import CODES, MANIFEST, OFFLINE, WORKER
from ..proof import record, sbom
from ..published.offline import edition
from ..text.textfile import write_whole
from ..words.languages import Language
from .carry import archive, as_copy, doorway

# What readers never open: tools, what robots read, what works at its own address only, and copies.
_LEFT_OUT = (
    *("*.map", "*.gz", "*.zip", "*.pdf", "robots.txt", "sitemap.xml", "link-health*.json"),
    *(record.FILE, record.SCHEMA, sbom.FILE, "_headers", ".well-known/*"),
    *(
        f"{folder}{name}"
        for folder in ("", "*/")
        for name in ("404.html", WORKER, OFFLINE, MANIFEST)
    ),
)
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

    def of(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Those of the site's `files`, by path, that are for this copy."""
        return {path: content for path, content in files.items() if self._holds(path)}

    def _holds(self, path: str) -> bool:
        if path.startswith(f"{PurePosixPath(self.language.search).parent}/"):
            return path == self.language.search
        own = path.removeprefix(f"{CODES}/")
        if self.language.is_source:
            return not own.startswith(self.others)
        return own.startswith((self.language.folder, _ASSETS))

    def as_folder(self, files: Mapping[str, bytes], day: date) -> dict[str, bytes]:
        """The zip's files, in one folder, with a note on how to open them."""
        strings, folder = self.language.strings, PurePosixPath(self.zip).stem
        note = strings.carry_note.format(site=self.name, date=self.language.wording.date(day))
        copies = {path: self._as_copy(path, content) for path, content in files.items()}
        if self.language.folder:  # its pages stand in it, and nobody should have to look
            tag, home = self.language.wording.tag, f"{self.language.folder}{HOME}"
            copies[HOME] = doorway(self.name, tag, home)
        copies[strings.carry_note_file] = textwrap.fill(note, _LINE).encode() + b"\n"
        return {f"{folder}/{path}": content for path, content in copies.items()}

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
        sizes = {
            path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.pdf")
        }
        held = [copy.of(files) for copy in self.copies]
        with ThreadPoolExecutor() as packing:  # zlib lets other threads work meanwhile
            packed = packing.map(self._packed, self.copies, held)
            for copy, its, zipped in zip(self.copies, held, packed, strict=True):
                (site / copy.zip).write_bytes(zipped)
                sizes |= {copy.zip: len(zipped), copy.worker: sum(map(len, its.values()))}
        for copy in self.copies:
            told = {
                path: _told(data, sizes, copy.language) for path, data in copy.of(files).items()
            }
            for path, content in told.items():
                if content != files[path]:
                    write_whole(site / path, content)
            kept = edition(told, copy.language.folder)
            (site / copy.files).write_text(kept.files, "utf-8")
            (site / copy.worker).write_text(kept.worker, "utf-8")

    def _packed(self, copy: Copy, files: Mapping[str, bytes]) -> bytes:
        return archive(copy.as_folder(files, self.day), self.instant)


def _told(content: bytes, sizes: Mapping[str, int], language: Language) -> bytes:
    """`content` with the sizes where it has a place for them."""

    def size(match: re.Match[bytes]) -> bytes:
        size = sizes.get(match[2].decode())
        return match[1] + (language.wording.size(size).encode() if size else b"") + match[3]

    return _SIZE.sub(size, content)


def carried(site: Path) -> dict[str, bytes]:
    """The files of the folder `site` that readers need away from it, by path."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    named = {path.relative_to(site).as_posix(): path for path in paths}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if not any(fnmatch(name, pattern) for pattern in _LEFT_OUT)
    }
