"""What a page is rendered with, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from ..checks.today import Today
from ..registry import Registry
from ..wording import Wording


@dataclass
class Context:
    """The registry, the build's day and the language of the page at hand.

    `source_language` is what data without a text in the page's language falls back to.
    """

    registry: Registry
    today: Today
    wording: Wording
    source_language: str

    def in_language(self, element: Element, texts: Mapping[str, str]) -> Element:
        """`element` with the text for the page's reader, marked where its language is another."""
        text, language = self.wording.pick(texts, self.source_language)
        element.text = AtomicString(text)  # data are words, never Markdown
        if language != self.wording.language:
            element.set("lang", language)
        return element
