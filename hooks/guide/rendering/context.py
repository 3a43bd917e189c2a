"""What a page is rendered with, and for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, relpath
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from ..core.dates import has_passed
from ..core.places import built_uri, folder_of, language_of
from ..core.today import Today
from ..data.models import DateDeadline, Deadline
from ..data.registry import Registry
from ..pages.drawings import Drawing
from ..words.wording import Wording


@dataclass
class Context:
    """The registry, the build's day and the language of the page at hand.

    `source_language` is what data without a text in the page's language falls back to. `languages`
    holds how each says things, by code. `drawings`, `uri`, the page's own, and `text_uri`, where
    its text stands, are paths within docs/; `is_printed` says of the guide that it is,
    `booklets` in which languages.
    """

    registry: Registry
    today: Today
    wording: Wording
    source_language: str
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    uri: str = ""
    text_uri: str = ""
    languages: Mapping[str, Wording] = field(default_factory=dict)
    is_printed: bool = False
    booklets: Collection[str] = ()

    def way_to(self, path: str) -> str:
        """The address of what the site has at `path`, as the page at hand names it."""
        return "../" * built_uri(self.uri, self.source_language).count("/") + path

    def link_to(self, path: str) -> str:
        """The same as a link of the page's Markdown, which MkDocs reads as a path within docs/."""
        return relpath(f"{self.source_language}/{path}", dirname(self.uri) or ".")

    @property
    def source_wording(self) -> Wording:
        """How the source language says things: it stays in letters, which offices read."""
        return self.languages.get(self.source_language, self.wording)

    @property
    def is_in_source_language(self) -> bool:
        """Whether the page's text is, were it made easy."""
        return self.wording.speaks(self.source_wording.tag)

    @property
    def place(self) -> Wording:
        """How the language says things in which the site has the page, were its text another's."""
        code = language_of(self.uri, self.source_language)
        return self.languages.get(code, self.wording)

    @property
    def folder(self) -> str:
        """What the paths of the text's language within the site begin with: nothing, or `en/`."""
        return folder_of(self.wording.language, self.source_language)

    def zone_of(self, deadline: Deadline) -> str:
        """The time zone that the days of `deadline` end in."""
        return deadline.zone or self.today.zone

    def is_over(self, deadline: DateDeadline) -> bool:
        """Whether what is true before `deadline` no longer is on the day of the build."""
        return has_passed(deadline.last_before, self.today.in_zone(deadline.zone))

    def in_language(self, element: Element, texts: Mapping[str, str]) -> Element:
        """`element` with the text for the page's reader, marked where its language is another."""
        text, language = self.wording.pick(texts, self.source_language)
        element.text = AtomicString(text)  # data are words, never Markdown
        return self.mark(element, language)

    def mark(self, element: Element, language: str) -> Element:
        """`element`, whose words are in `language`, with its mark where the page's is another."""
        wording, tag = self.languages.get(language), self.tag_of(language)
        if not self.wording.speaks(tag):
            element.set("lang", tag)
            if wording and wording.direction != self.wording.direction:
                element.set("dir", wording.direction)
        return element

    def tag_of(self, language: str) -> str:
        """What markup calls the language with the code `language`."""
        wording = self.languages.get(language)
        return wording.tag if wording else language

    def as_source(self, element: Element) -> Element:
        """`element`, whose words are in the source language."""
        return self.mark(element, self.source_language)
