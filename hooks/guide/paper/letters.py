"""The letters of a page, to take as they are: to fill in by hand, or to go on writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ..pages import Page
from ..rendering.letters import LETTER_KINDS
from ..strings import Strings
from .edition import Edition
from .letter import Letter, letters_in
from .markup import string
from .press import typeset
from .rendered import Source
from .walker import Notes, Places, Walker
from .writable import as_docx, as_text


def letter_names(pages: Iterable[Page], strings: Strings) -> Iterator[str]:
    """Where the site has the files of every letter that `pages` hold."""
    for page in pages:
        for name in _letters_of(page):
            for kind in LETTER_KINDS:
                yield f"{strings.letter_folder}/{name}.{kind}"


def letter_editions(source: Source) -> Iterator[Edition]:
    """Every letter of the guide: a sheet to fill in, and documents to go on writing."""
    folder, day = source.strings.letter_folder, source.build.day
    for rendered in source.pages.values():
        if not _letters_of(rendered.page):
            continue
        language = source.tag
        for letter in letters_in(rendered.html):
            name, text, sheet = (
                f"{folder}/{letter.name}",
                as_text(letter),
                in_typst(letter, language),
            )
            yield Edition(f"{name}.pdf", (sheet,), partial(typeset, sheet, day))
            yield Edition(f"{name}.docx", (sheet, text), partial(as_docx, letter, language, day))
            yield Edition(f"{name}.txt", (text,), text.encode)


def in_typst(letter: Letter, language: str) -> str:
    """`letter`, written in `language`, as a source for the press."""
    walker = Walker("", Places(frozenset()), Notes())
    head, body = ("".join(map(walker.element, part)) for part in (letter.head, letter.rest))
    told = f"language: {string(language)}, title: {string(letter.title)}"
    return f'#import "/letter.typ": *\n#letter({told}, head: [{head}], body: [{body}])\n'


def _letters_of(page: Page) -> list[str]:
    return [block.argument for block in page.scan.blocks if block.name == "letter"]
