"""What a page is rendered with, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from ..checks.today import Today
from ..drawings import Drawing
from ..pages import built_uri
from ..registry import Registry
from ..wording import Wording


@dataclass
class Context:
    """The registry, the build's day and the language of the page at hand.

    `source_language` is what data without a text in the page's language falls back to. `drawings`
    and `uri`, the page's own, are paths within docs/; `is_printed` says of the guide that it is.
    """

    registry: Registry
    today: Today
    wording: Wording
    source_language: str
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    uri: str = ""
    is_printed: bool = False

    def way_to(self, path: str) -> str:
        """The address of what the site has at `path`, as the page at hand names it."""
        return "../" * built_uri(self.uri, self.source_language).count("/") + path

    def in_language(self, element: Element, texts: Mapping[str, str]) -> Element:
        """`element` with the text for the page's reader, marked where its language is another."""
        text, language = self.wording.pick(texts, self.source_language)
        element.text = AtomicString(text)  # data are words, never Markdown
        if language != self.wording.language:
            element.set("lang", language)
        return element
