"""How hard a text is to read: the reading-ease figure of its language, and its long sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import ClassVar

import pyphen

from ..text.markup import VOID, feed

# Flesch's reading ease as refitted to each language: constant, weight of a sentence's mean length
# in words, weight of a word's mean length in syllables. 100 is easy; 60 to 70 is plain language
# that people read at about 13. French: Kandel and Moles (1958); English: Flesch (1948); German:
# Amstad (1978); Spanish: Fernández Huerta (1959); Italian: Franchina and Vacca (1986).
_FORMULAS = {
    "fr": (207.0, 1.015, 73.6),
    "en": (206.835, 1.015, 84.6),
    "de": (180.0, 1.0, 58.5),
    "es": (206.84, 1.02, 60.0),
    "it": (217.0, 1.3, 60.0),
}
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# A full stop ends a sentence, save after « art. » or an initial, as in « R. 1111-28 », and save
# where the text goes on in small letters, as after « Quoi ? » dit-il.
_NO_END = (r"\b[A-ZÀ-Þ]", r"\b[Aa]rt", r"\bp")
# German counts with a stop, « am 9. Mai », and parts « z. B. » and « § 344 Abs. 3 Nr. 2 ».
_NO_END_IN = {"de": (r"\b\w", r"\b\d\d", r"\bAbs", r"\bNr", r"\bArt", r"\bbzw", r"\bvgl")}
_END = r"[.!?…]+\"?(?:“|\s*[»”)])*+(?!\S|\s+[a-zß-öø-ÿœ])"
_BLOCKS = {"p", "li", "dd", "dt", "td", "th", "summary", "figcaption", "blockquote", "div"}
_SKIPPED_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "script", "style", "svg"),
    *("table", "sup", "form", "dl"),
}
_SKIPPED_CLASSES = {
    *("sources", "letter", "verified", "headerlink"),
    *("all-sources", "all-news", "timeline", "measures"),
}
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Ease:
    """A text's figure (about 0 to 100, None for a language without formula) and its sentences.

    `words` counts the words; `sentences` holds each sentence as it stands.
    """

    figure: float | None
    words: int
    sentences: tuple[str, ...]

    @property
    def mean(self) -> float:
        """Words in a sentence, on average."""
        return self.words / max(1, len(self.sentences))

    def longer_than(self, words: int) -> list[str]:
        """The sentences of more than `words` words."""
        return [one for one in self.sentences if count_words(one) > words]


def count_words(text: str) -> int:
    """How many words `text` has; « l’envoi » and « celui-ci » count as one."""
    return len(_WORD.findall(text))


def ease_of(html: str, language: str) -> Ease:
    """How hard the running text of `html` is for readers of `language`, a tag such as `en-GB`.

    Headings, tables, lists of data, letters and the sources at the end are left out: they are
    not read sentence by sentence.
    """
    language = language.partition("-")[0]
    sentences = tuple(_sentences(_running_text(html), _ends(language)))
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    formula = _FORMULAS.get(language)
    if not formula or not words:
        return Ease(None, len(words), sentences)
    hyphens = pyphen.Pyphen(lang=language, left=1, right=1)
    syllables = sum(len(hyphens.positions(word.lower())) + 1 for word in words)
    constant, length, density = formula
    figure = constant - length * len(words) / len(sentences) - density * syllables / len(words)
    return Ease(round(figure, 1), len(words), sentences)


@cache
def _ends(language: str) -> re.Pattern[str]:
    """What finds the end of a sentence in `language`."""
    before = "".join(f"(?<!{one})" for one in _NO_END_IN.get(language, _NO_END))
    return re.compile(before + _END)


def _sentences(blocks: list[str], ends: re.Pattern[str]) -> list[str]:
    found = []
    for block in blocks:
        start = 0
        for end in ends.finditer(block):
            found.append(block[start : end.end()].strip())
            start = end.end()
        found.append(block[start:].strip())
    return [sentence for sentence in found if _WORD.search(sentence)]


def _running_text(html: str) -> list[str]:
    reader = BlockReader()
    feed(reader, html)
    reader.end_block()
    return reader.blocks


class BlockReader(HTMLParser):
    """Collects the text of paragraphs, list items and the like, one string each."""

    skipped_tags: ClassVar[Set[str]] = _SKIPPED_TAGS
    skipped_classes: ClassVar[Set[str]] = _SKIPPED_CLASSES

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._skipped: list[str] = []  # the open elements from the first skipped one on

    @property
    def skipping(self) -> bool:
        """Whether the reader stands within what is not to be read."""
        return bool(self._skipped)

    def end_block(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.blocks.append(text)
        self._text = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in VOID:
            self.handle_data(" ")
            return
        if self._skipped or self.skips(tag, dict(attrs)):
            self._skipped.append(tag)
        if tag in _BLOCKS:
            self.end_block()

    def skips(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        """Whether this element, with all within it, is not to be read."""
        classes = set((attributes.get("class") or "").split())
        return tag in self.skipped_tags or not classes.isdisjoint(self.skipped_classes)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            while self._skipped.pop() != tag:  # what was left open within it
                pass
        if tag in _BLOCKS:
            self.end_block()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Takes any `<![…` for a comment: HTMLParser stops at those that it does not know."""
        return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(data)
