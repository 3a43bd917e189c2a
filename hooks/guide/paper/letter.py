"""A letter of a page: what it is for, who writes it, to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..pages.outline import classes_of, parsed, words

_ID = "letter-"  # what the id of a letter begins with, in its page
_ADDRESSEE = "addressee"


@dataclass(frozen=True)
class Letter:
    """A letter by its `name`; `title` says what it is for, `sheet` holds its paragraphs."""

    name: str
    title: str
    sheet: Element

    @property
    def head(self) -> list[Element]:
        """Who writes: what stands before whom it is for."""
        return list(self.sheet)[: self._place]

    @property
    def rest(self) -> list[Element]:
        """Whom it is for, and all that follows."""
        return list(self.sheet)[self._place :]

    @property
    def _place(self) -> int:
        marked = (
            index for index, child in enumerate(self.sheet) if _ADDRESSEE in classes_of(child)
        )
        return next(marked, 0)


def letters_in(html: str) -> Iterator[Letter]:
    """Each letter of the page whose content is `html`, under the title of page and part."""
    page = part = ""
    for element in parsed(html).iter():
        if element.tag == "h1":
            page = words(element)
        elif element.tag == "h2":
            part = words(element)
        name, sheet = element.get("id", ""), element.find("div")
        if sheet is not None and name.startswith(_ID):
            title = f"{page}\N{NO-BREAK SPACE}: {part}" if part else page
            yield Letter(name.removeprefix(_ID), title, sheet)
