"""Letters to go on writing: as plain text, and for a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from ..data.settings_model import Side
from ..pages.outline import classes_of
from ..web.carry import archive
from .letter import Letter

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_NOT_WRITTEN = frozenset(("source-note",))
_BLOCKS = frozenset(("ol", "ul"))
_WINDOWS = {"left": 25, "right": 110}  # mm: where they show the address: hooks/paper/letter.typ
_MARGIN = 20
_FONT, _SIZE = "Times New Roman", 11.5


@dataclass(frozen=True)
class _Run:
    """Words that look alike; `\\n` in them ends a line."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class _Part:
    """A paragraph; `bullet` is the number or the dash that it begins with in a list."""

    runs: tuple[_Run, ...]
    bullet: str = ""
    is_address: bool = False

    @property
    def text(self) -> str:
        return self.bullet + "".join(run.text for run in self.runs)


def as_text(letter: Letter) -> str:
    """`letter` as plain text, a blank line between paragraphs; blanks stand in brackets. Lines end
    as every editor of text wants them."""
    text = "\n\n".join(part.text for part in _parts(letter)) + "\n"
    return text.replace("\n", "\r\n")


def as_docx(letter: Letter, language: str, window: Side, day: date) -> bytes:
    """`letter`, written in `language`, as an Office Open XML document dated `day`; its address is
    as far to the right as in a window on the side `window`."""
    # Letters seldom change, and then it is a worker that writes them again.
    from docx import Document  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = Document()
    told, now = document.core_properties, datetime.combine(day, time(), UTC)
    told.title, told.language, told.author = letter.title, language, ""
    told.created = told.modified = now
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    language_of_style = style.element.get_or_add_rPr().makeelement(
        qn("w:lang"), {qn("w:val"): language}
    )
    style.element.rPr.append(language_of_style)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    for part in _parts(letter):
        paragraph = document.add_paragraph()
        if part.is_address:
            paragraph.paragraph_format.left_indent = Mm(_WINDOWS[window] - _MARGIN)
        _write(paragraph, part)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as zipped:  # the same bytes at any hour
        return archive({name: zipped.read(name) for name in zipped.namelist()}, now)


def _write(paragraph: Paragraph, part: _Part) -> None:
    paragraph.add_run(part.bullet)
    for run in part.runs:
        paragraph.add_run(run.text).bold = run.bold or None


def _parts(letter: Letter) -> Iterator[_Part]:
    for element in letter.sheet:
        if element.tag in _BLOCKS:
            for number, item in enumerate(element, start=1):
                bullet = f"{number}. " if element.tag == "ol" else "– "
                yield replace(_part(item), bullet=bullet)
        else:
            yield _part(element)


def _part(element: Element) -> _Part:
    runs = [run for run in _runs(element, bold=False) if run.text]
    return _Part(tuple(runs), is_address="addressee" in classes_of(element))


def _runs(element: Element, *, bold: bool) -> Iterator[_Run]:
    bold = bold or element.tag in ("strong", "b")
    yield _Run(_on_a_line(element.text), bold)
    for child in element:
        if child.tag == "br":
            yield _Run("\n")
            yield _Run(_on_a_line(child.tail).lstrip(" "), bold)
            continue
        if not _NOT_WRITTEN.intersection(classes_of(child)) and not child.get("aria-hidden"):
            yield from _runs(child, bold=bold)
        yield _Run(_on_a_line(child.tail), bold)


def _on_a_line(text: str | None) -> str:
    return re.sub(r"[ \t\n]+", " ", (text or "").replace("\N{WORD JOINER}", ""))
