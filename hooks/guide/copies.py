"""Writes what lets readers take the finished site along: one zip, and the worker that browsers keep
it by."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from .carry import archive, as_copy
from .offline import FILES, MANIFEST, WORKER, edition
from .textfile import write_whole
from .wording import Wording

# What readers never open: tools, what robots read, what works at its own address only, and copies.
_LEFT_OUT = (
    *(
        "*.map",
        "*.gz",
        "*.zip",
        "*.pdf",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "link-health*.json",
    ),
    *("_headers", ".well-known/*", WORKER, FILES, MANIFEST),
)
_LINE = 72  # letters on a line of the note
_SIZE = re.compile(rb'(<b data-size="([^"]+)">)[^<]*(</b>)')


@dataclass(frozen=True)
class Copies:
    """The copies of the site called `name`, made by the build of the day `day`, at `instant`."""

    name: str
    wording: Wording
    day: date
    instant: datetime

    @property
    def zip(self) -> str:
        """Where the site has the zip."""
        return self.wording.strings.carry_file

    def announce(self, site: Path) -> None:
        """Makes room for the copies in the folder `site`, so that links to them are not dead."""
        for name in (self.zip, WORKER, FILES):
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    def write(self, site: Path) -> None:
        """Writes the copies of what the folder `site` holds, and tells its pages their sizes."""
        files = carried(site)
        zipped = archive(self._folder(files), self.instant)
        sizes = {self.zip: len(zipped), "browser": sum(map(len, files.values()))}
        sizes |= {
            path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.pdf")
        }
        told = {path: self._told(content, sizes) for path, content in files.items()}
        for path in files:
            if told[path] != files[path]:
                write_whole(site / path, told[path])
        kept = edition(told)
        (site / self.zip).write_bytes(zipped)
        (site / FILES).write_text(kept.files, "utf-8")
        (site / WORKER).write_text(kept.worker, "utf-8")

    def _told(self, content: bytes, sizes: Mapping[str, int]) -> bytes:
        """`content` with the sizes where it has a place for them."""

        def size(match: re.Match[bytes]) -> bytes:
            size = sizes.get(match[2].decode())
            return match[1] + (self.wording.size(size).encode() if size else b"") + match[3]

        return _SIZE.sub(size, content)

    def _folder(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """The zip's files, in one folder, with a note on how to open them."""
        strings, folder = self.wording.strings, PurePosixPath(self.zip).stem
        note = strings.carry_note.format(site=self.name, date=self.wording.date(self.day))
        copies = {path: self._as_copy(path, content) for path, content in files.items()}
        copies[strings.carry_note_file] = textwrap.fill(note, _LINE).encode() + b"\n"
        return {f"{folder}/{path}": content for path, content in copies.items()}

    def _as_copy(self, path: str, content: bytes) -> bytes:
        if not path.endswith(".html"):
            return content
        return as_copy(content.decode(), online_only=self.wording.strings.copy_online_only).encode()


def carried(site: Path) -> dict[str, bytes]:
    """The files of the folder `site` that readers need away from it, by path."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    named = {path.relative_to(site).as_posix(): path for path in paths}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if not any(fnmatch(name, pattern) for pattern in _LEFT_OUT)
    }
