"""What a rendered page consists of, for machines that do not read it: its steps, its questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from ..text.markup import VOID, feed

_HEADING = re.compile(r"h[1-6]")
_ASKABLE = re.compile(r"<h[23]\b.*?</h[23]>", re.DOTALL | re.IGNORECASE)
_UNSAID = frozenset(("form", "script", "style", "sup", "svg"))  # a note's number, a letter's form
_WORD_JOINER = "\N{WORD JOINER}"  # ties a note to its word
_FEWEST_QUESTIONS, _MOST = 3, 0.8
_QUESTION_MARKS = ("?", "&quest", "&#")  # the last may stand for one


@dataclass(frozen=True)
class Part:
    """A step or a question: the id that leads to it, its name and what is said below it."""

    anchor: str
    name: str
    text: str = ""


@dataclass(frozen=True)
class Steps:
    """A list of steps: the id of its first, the heading it stands under, the steps."""

    anchor: str
    name: str
    steps: tuple[Part, ...]


def may_have_parts(html: str) -> bool:
    """Whether there can be steps or questions in the content `html`; most pages have none, and
    need not be parsed for them."""
    if "steps" in html:
        return True
    asked = [one for one in _ASKABLE.findall(html) if any(mark in one for mark in _QUESTION_MARKS)]
    return len(asked) >= _FEWEST_QUESTIONS


def parsed(html: str) -> Element:
    """The content `html` of a page as a tree; what was left open ends with its parent."""
    tree = _Tree()
    feed(tree, html)
    return tree.root


def steps_of(root: Element) -> Iterator[Steps]:
    """Every list of steps of the page `root`."""
    heading = ""
    for element in root.iter():
        if _HEADING.fullmatch(element.tag):
            heading = words(element)
        elif "steps" in classes_of(element):
            steps = tuple(_step(item) for item in element.iterfind("ol/li"))
            if steps:
                yield Steps(steps[0].anchor, heading, steps)


def questions_of(root: Element) -> list[Part]:
    """The page's questions, each with what answers it; none if it is no page of questions.

    It is one where three headings of some level or more are questions, and few others are not.
    """
    for level in ("h2", "h3"):
        headings = [child for child in root if child.tag == level]
        asked = [heading for heading in headings if words(heading).endswith("?")]
        if len(asked) >= _FEWEST_QUESTIONS and len(asked) > _MOST * len(headings):
            return [
                Part(heading.get("id", ""), words(heading), _answer(root, heading))
                for heading in asked
            ]
    return []


def classes_of(element: Element) -> list[str]:
    """The classes of `element`, as written."""
    return element.get("class", "").split()


def words(element: Element) -> str:
    """The words of `element` as they are read: no notes, no drawings; no-break spaces stay."""
    said = "".join(_said(element)).replace(_WORD_JOINER, "")
    return re.sub(r"[ \t\n]+", " ", said).strip(" ")


def _said(element: Element) -> Iterator[str]:
    if element.tag not in _UNSAID:
        yield " " if element.tag == "br" else element.text or ""
        for child in element:
            yield from _said(child)
            yield child.tail or ""


def _step(item: Element) -> Part:
    """A step by its gesture, with which it begins in bold, or whole if it has none."""
    gesture = item.find(".//strong")
    return Part(item.get("id", ""), words(item if gesture is None else gesture))


def _answer(root: Element, heading: Element) -> str:
    """What follows `heading` up to the next of its rank or above."""
    after = list(root)[list(root).index(heading) + 1 :]
    said = []
    for element in after:
        if element.tag == "section" or (
            _HEADING.fullmatch(element.tag) and element.tag <= heading.tag
        ):
            break
        said.append(words(element))
    return "\n".join(filter(None, said))


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("body")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = SubElement(self._open[-1], tag, attributes)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
