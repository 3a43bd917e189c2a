"""The letters of a page, to take as they are: to fill in by hand, or to go on writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ..data.settings_model import Side
from ..pages.page_files import Page
from ..rendering.letters import LETTER_KINDS
from ..words.strings import Strings
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


def letter_editions(source: Source, window: Side) -> Iterator[Edition]:
    """Every letter of the guide: a sheet to fill in, and documents to go on writing. The address
    is where envelopes with their window on the side `window` show it."""
    folder, day = source.strings.letter_folder, source.build.day
    for rendered in source.pages.values():
        if not _letters_of(rendered.page):
            continue
        language = source.tag
        for letter in letters_in(rendered.html):
            name, text, sheet = (
                f"{folder}/{letter.name}",
                as_text(letter),
                in_typst(letter, language, window),
            )
            yield Edition(f"{name}.pdf", (sheet,), partial(typeset, sheet, day))
            written = partial(as_docx, letter, language, window, day)
            yield Edition(f"{name}.docx", (sheet, text), written)
            yield Edition(f"{name}.txt", (text,), text.encode)


def in_typst(letter: Letter, language: str, window: Side) -> str:
    """`letter`, written in `language`, as a source for the press; `window` as above."""
    walker = Walker("", Places(frozenset()), Notes())
    head, body = ("".join(map(walker.element, part)) for part in (letter.head, letter.rest))
    told = f"language: {string(language)}, title: {string(letter.title)}, window: {string(window)}"
    return (
        '#import "/letter.typ": *\n'
        f"#let addressee = addressee-in.with({string(window)})\n"
        f"#letter({told}, head: [{head}], body: [{body}])\n"
    )


def _letters_of(page: Page) -> list[str]:
    return [block.argument for block in page.scan.blocks if block.name == "letter"]
