"""„Weiter“ in an English page of a German guide: what a screen says, in the language it does.

Translators keep such words as the reader will meet them, between the marks that the source language
quotes with, and quote with other marks themselves. Here those words get their language, for screen
readers and for lines that run the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .processor import ContextProcessor

_LEFT_ALONE = ("code", "pre", "script", "style", "svg")


class SourceQuotations(ContextProcessor):
    """Marks each quotation in a page whose language is not the source's."""

    def run(self, root: Element) -> None:
        """Does so in every element of the page but those in the source language as a whole."""
        source = self._context.source_wording
        if not self._context.wording.tells_quotations_of(source):
            return
        opened, closed = source.marks
        for element in list(_elements(root)):
            parts = _parts(element)
            if any(isinstance(part, str) and opened in part for part in parts):
                _refill(element, list(self._marked(parts, opened, closed)))

    def _marked(
        self, parts: list[str | Element], opened: str, closed: str
    ) -> Iterator[str | Element]:
        """`parts` of an element, each quotation in one of its own with all that stands in it."""
        held: list[str | Element] = []
        for piece in _pieces(parts, opened + closed):
            if held and piece == closed:
                yield _refill(self._context.as_source(Element("span")), [*held, piece])
                held = []
            elif held or piece == opened:
                held.append(piece)
            else:
                yield piece
        yield from held  # never closed


def _pieces(parts: list[str | Element], marks: str) -> Iterator[str | Element]:
    """`parts` with each of the `marks` of a quotation apart."""
    for part in parts:
        if isinstance(part, str):
            yield from filter(None, re.split(f"([{marks}])", part))
        else:
            yield part


def _parts(element: Element) -> list[str | Element]:
    """Texts and children in their order."""
    parts: list[str | Element] = [element.text or ""]
    for child in element:
        parts += [child, child.tail or ""]
    return parts


def _refill(element: Element, parts: list[str | Element]) -> Element:
    """`element` with `parts` for its content."""
    element.text, element[:] = None, []
    for part in parts:
        if isinstance(part, str) and len(element):
            element[-1].tail = (element[-1].tail or "") + part
        elif isinstance(part, str):
            element.text = (element.text or "") + part
        else:
            part.tail = None
            element.append(part)
    return element


def _elements(element: Element) -> Iterator[Element]:
    """`element` and what is in it, without what has a language of its own or shows no words."""
    if element.tag not in _LEFT_ALONE and "lang" not in element.attrib:
        yield element
        for child in element:
            yield from _elements(child)
