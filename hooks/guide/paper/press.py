"""The press: a source in Typst becomes a PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .imposition import Side, sides

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parents[2] / "paper"
"""What the sources import, and the fonts: no other machine need have them."""

_A4, _A5 = ({"paper": paper} for paper in ("a4", "a5"))
_PLACE = re.compile(r"┌─ (\S+)")  # as Typst shows it
_THEIRS = ("typst", "pikepdf", "python-docx", "segno")
_ACCESSIBLE = "ua-1"  # PDF/UA-1: Typst refuses what it cannot vouch for


class PressError(Exception):
    """Typst could not set a source; the message is one line for a person."""


def typeset(source: str, day: date) -> bytes:
    """The PDF of `source` on A4, tagged as PDF/UA-1 wants it, dated `day`.

    The same two and the same `press` give the same bytes. Raises PressError.
    """
    return _packed(_compiled(source.encode(), day, pdf_standards=_ACCESSIBLE, sys_inputs=_A4))


def typeset_to_fold(source: str, day: date, sheet: str, *, right_to_left: bool = False) -> bytes:
    """The PDF of `source` on A5, two pages on each side of sheets to print, fold and staple; each
    sheet says in its fold what `sheet` says, with `{booklet}` and `{sheet}` for its place.

    Its pages are no longer in order, so it has no tags: whoever listens takes the other one.
    Raises PressError.
    """
    import pikepdf  # noqa: PLC0415  # see _compiled

    pages = _compiled(source.encode(), day, pdf_tags=False, sys_inputs=_A5)
    with pikepdf.open(BytesIO(pages)) as opened:
        told = [_told(side, sheet, right_to_left) for side in sides(len(opened.pages))]
        inputs = {
            "sides": json.dumps(told),
            "language": str(opened.Root.Lang),
            "title": str(opened.docinfo["/Title"]),
        }
    with TemporaryDirectory() as folder:
        Path(folder, "pages.pdf").write_bytes(pages)
        sheets = (TEMPLATES / "sheets.typ").read_bytes()
        return _packed(_compiled(sheets, day, root=folder, pdf_tags=False, sys_inputs=inputs))


def _told(side: Side, sheet: str, right_to_left: bool) -> tuple[int, int, str]:
    left, right = (side.right, side.left) if right_to_left else (side.left, side.right)
    place = sheet.format(booklet=side.booklet, sheet=side.sheet) if side.sheet else ""
    return left, right, place


def _compiled(source: bytes, day: date, root: Path | str = TEMPLATES, **options: Any) -> bytes:
    # Most builds print nothing, or let workers do it.
    import typst  # noqa: PLC0415

    try:
        printed = typst.compile(
            source,
            root=root,
            font_paths=_fonts(),
            format="pdf",
            timestamp=datetime.combine(day, time(), UTC),
            **options,
        )
    except typst.TypstError as error:
        raise PressError(_in_a_line(error)) from error
    assert isinstance(printed, bytes)  # noqa: S101  # a PDF is one file
    return printed


def _in_a_line(error: typst.TypstError) -> str:
    """What is wrong and, where Typst knows it, in which file and line of the templates."""
    place = _PLACE.search(error.diagnostic)
    where = f", at {place[1]}" if place else ""
    return " ".join(f"{error.message}{where}".split())


def _packed(pdf: bytes) -> bytes:
    """`pdf` with its tags and links packed too, which Typst leaves as plain text: a third of it."""
    import pikepdf  # noqa: PLC0415  # see _compiled

    packed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
    return packed.getvalue()


@cache
def _fonts() -> typst.Fonts:
    """Ours and Typst's own, never the machine's."""
    import typst  # noqa: PLC0415  # see _compiled

    return typst.Fonts(include_system_fonts=False, font_paths=[TEMPLATES])


@cache
def press() -> str:
    """What all that is printed depends on: other people's programs by their versions, our own and
    the folder of templates by what they hold."""
    read = sha256()
    for path in (*sorted(TEMPLATES.rglob("*")), *_programs()):
        if path.is_file():
            read.update(path.read_bytes())
    theirs = [f"{name} {version(name)}" for name in _THEIRS]
    return " ".join([*theirs, read.hexdigest()])


def _programs() -> Iterator[Path]:
    """What makes a page, once rendered, into what the press takes."""
    here = Path(__file__).parent
    yield from sorted(here.glob("*.py"))
    elsewhere = ("text/markup", "pages/outline", "web/carry", "web/qr")
    yield from (here.parent / f"{name}.py" for name in elsewhere)
