"""The guide as one file to carry away: a zip whose pages open from a folder, and say that they are
a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_COMMENT = re.compile("<!--copy|copy-->")  # around what is said in a copy alone
# What leads out of the copy, to another language.
_OUTSIDE = re.compile(
    r'<details class="guide-languages">.*?</details>|<a class="guide-outside"[^>]*>.*?</a>',
    re.DOTALL,
)
_ONLINE = re.compile(r'<span class="online".*?</span>', re.DOTALL)
_OLDEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time
_UNIX, _PLAIN_FILE = 3, 0o100644


def as_copy(html: str, *, online_only: str) -> str:
    """The page `html` as it reads away from its site: it says that it is a copy, leads to no other
    language, and has the sentence `online_only` in the place of what a copy cannot do."""
    shown = _COMMENT.sub("", _OUTSIDE.sub("", html))
    return _ONLINE.sub(lambda _: f"<em>{escape(online_only)}</em>", shown)


def doorway(title: str, tag: str, page: str) -> bytes:
    """A page called `title`, in the language `tag`, that leads to `page` at once."""
    return (
        f'<!doctype html>\n<html lang="{escape(tag)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(page)}">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n"
        f'<p><a href="{escape(page)}">{escape(title)}</a></p>\n</body>\n</html>\n'
    ).encode()


def archive(files: Mapping[str, bytes], instant: datetime) -> bytes:
    """A zip of `files`, by path: what `pack` writes of them in the order of their paths."""
    packed = BytesIO()
    pack(packed, sorted(files.items()), instant)
    return packed.getvalue()


def pack(into: Path | IO[bytes], files: Iterable[tuple[str, bytes]], instant: datetime) -> None:
    """Writes a zip of `files`, each a path and what it holds, of which one at a time is in memory.

    All are dated `instant` (aware), to the zip's two seconds in UTC. The same files and instant
    give the same bytes, whatever machine packs them with one zlib.
    """
    time = max(instant.astimezone(UTC).timetuple()[:6], _OLDEST)
    with ZipFile(into, "w") as zipped:
        for path, content in files:
            entry = ZipInfo(path, time)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE << 16
            zipped.writestr(entry, content, ZIP_DEFLATED, compresslevel=9)
