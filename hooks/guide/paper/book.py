"""A book of pages in Typst: chapters, then the notes that their numbers lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from ..pages.outline import parsed
from ..web.qr import qr_svg
from .markup import call, dictionary, document, string
from .press import typeset, typeset_to_fold
from .walker import Notes, Places, Walker, places_in

_NOTE = "source-"  # what the id of a source begins with, in a page's list of sources


@dataclass(frozen=True)
class Chapter:
    """One page of the site: where it stands there, its content as HTML, when it was last read.

    `verified` is a sentence; `address` is the page's own, empty where the site has none.
    """

    page: str
    html: str
    verified: str
    address: str = ""


@dataclass(frozen=True)
class Cover:
    """What the book says of itself: its language, title and description, and the engine's
    sentences by name, ready to be set."""

    language: str
    title: str
    description: str
    sentences: Mapping[str, str]


@dataclass(frozen=True)
class Book:
    """A book with that `cover` of those `chapters`; what else the site has is at `base`.

    It is for the press, in whatever process that stands: see workers.
    """

    cover: Cover
    chapters: Sequence[Chapter]
    base: str

    def to_read(self, day: date) -> bytes:
        """The PDF to read, dated `day`."""
        return typeset(self._in_typst(), day)

    def to_fold(self, day: date, sheet: str, right_to_left: bool) -> bytes:
        """The PDF of the sheets to fold; see typeset_to_fold."""
        return typeset_to_fold(self._in_typst(), day, sheet, right_to_left=right_to_left)

    def _in_typst(self) -> str:
        return book_of(self.cover, self.chapters, self.base)


def book_of(cover: Cover, chapters: Sequence[Chapter], base: str) -> str:
    """The book with that `cover` of those `chapters`; what else the site has is at `base`."""
    contents = {chapter.page: parsed(chapter.html) for chapter in chapters}
    found = (place for page, content in contents.items() for place in places_in(page, content))
    numbers, places = Notes(), Places(frozenset(found), base)
    bodies = []
    for chapter in chapters:
        walker = Walker(chapter.page, places, numbers, _opening(chapter))
        bodies.append(call("chapter", body=walker.content(contents[chapter.page])))
    notes = _notes(contents, places, numbers)
    told = {**_told(cover), "chapters": f"[{''.join(bodies)}]", "notes": f"[{''.join(notes)}]"}
    return document("booklet", "booklet", told)


def _told(cover: Cover) -> dict[str, str]:
    return {
        "language": string(cover.language),
        "title": string(cover.title),
        "description": string(cover.description),
        "sentences": dictionary(cover.sentences),
    }


def _opening(chapter: Chapter) -> str:
    """What stands below a chapter's title: when its page was read, and how to come to it."""
    code = string(qr_svg(chapter.address).decode()) if chapter.address else "none"
    return call("opening", string(chapter.verified), string(chapter.address), code)


def _notes(contents: Mapping[str, Element], places: Places, numbers: Notes) -> Iterator[str]:
    """A note for each source that is cited, and for each that such a note cites in its turn."""
    told = dict(_sources(contents))
    written = 0
    while written < len(numbers.cited):
        source, (words, address) = list(numbers.cited.items())[written]
        written += 1
        if source in told:
            page, item = told[source]
            words, address = _note(item, Walker(page, places, numbers))
        yield call("note", str(written), string(address), body=words)


def _note(item: Element, walker: Walker) -> tuple[str, str]:
    """What a page's list of sources says in `item`, and the address that it links to first."""
    link = item.find("a")
    assert link is not None  # noqa: S101  # a list of sources links to each
    del link.attrib["data-source"]  # a note is no note on itself
    return walker.content(item), link.get("href", "")


def _sources(contents: Mapping[str, Element]) -> Iterator[tuple[str, tuple[str, Element]]]:
    """By source, what a page that cites it says of it."""
    for page, content in contents.items():
        for item in content.iter("li"):
            anchor = item.get("id", "")
            if anchor.startswith(_NOTE):
                yield anchor.removeprefix(_NOTE), (page, item)
