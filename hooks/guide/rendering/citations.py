"""`[text][source-id]`: a link to the source, a number, and the numbered list at the page's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.util import AtomicString

from ..data.models import Contact, Deadline, Source
from ..pages.scan import CITED_ID
from ..words.wording import fill
from .context import Context
from .processor import ContextProcessor

_WORD_JOINER = "\N{WORD JOINER}"


class Citation(ReferenceInlineProcessor):
    """Plain Markdown reference syntax, whose definitions are the sources of the registry."""

    RE_LINK = CITED_ID  # what renders and what is checked are one

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(r"\[", md)
        self._context = context

    def handleMatch(  # type: ignore[override]  # the stubs know only the pattern's older form
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The link and its note, or nothing if the label is no source's id."""
        text, index, closed = self.getText(data, m.end(0))
        if not closed:
            return None, None, None
        key, end, found = self.evalId(data, index, text)
        source = self._context.registry.sources.get(key) if found and key else None
        if not (key and source):
            return None, None, None
        return _cited(key, source, text), m.start(0), end


def _cited(key: str, source: Source, text: str) -> Element:
    cited = Element("span", {"class": "cited"})
    link = link_to(key, source, text)
    link.tail = _WORD_JOINER
    cited.append(link)
    note = SubElement(cited, "sup", {"class": "source-note"})
    SubElement(note, "a", {"href": f"#source-{key}"})
    return cited


def link_to(key: str, source: Source, text: str) -> Element:
    """A link to `source`; a source that is gone is later given its archived copy here."""
    attributes = {"class": "source", "data-source": key, "href": source.url}
    link = Element("a", {**attributes, "rel": "external noreferrer"})
    link.text = text
    return link


def titled(key: str, source: Source, context: Context) -> Element:
    """A link to `source` by its title, which is in the guide's source language."""
    return context.as_source(link_to(key, source, source.title))


class NumberedSources(ContextProcessor):
    """Numbers a page's citations in reading order and ends the page with the list of them."""

    def run(self, root: Element) -> None:
        """Fills in the numbers, then appends the section."""
        wording, numbers = self._context.wording, dict[str, int]()
        for note in root.iter("sup"):
            if note.get("class") == "source-note":
                link = note[0]
                key = link.attrib["href"].removeprefix("#source-")
                number = str(numbers.setdefault(key, len(numbers) + 1))
                link.text = AtomicString(number)
                label = wording.strings.source_number.format(number=number)
                link.set("aria-label", label)
        if numbers:
            root.append(self._section(numbers, {element.get("id") for element in root.iter()}))

    def _section(self, numbers: dict[str, int], taken: set[str | None]) -> Element:
        section = Element("section", {"class": "sources", "aria-labelledby": "sources"})
        heading = SubElement(section, "h2", {"id": "sources"})
        heading.text = self._context.wording.strings.sources_title
        entries = SubElement(section, "ol")
        for key in numbers:
            entry = SubElement(entries, "li")
            if f"source-{key}" not in taken:  # else the page holds the list of all sources
                entry.set("id", f"source-{key}")
            describe(entry, key, self._context)
        return section


def describe(entry: Element, key: str, context: Context) -> None:
    """Appends to `entry` the source's title, publisher, and the day and form it was read in."""
    _introduce(entry, key, context)
    fill(entry, ", ")
    _read(entry, context.registry.sources[key], context)
    fill(entry, ".")


def _introduce(entry: Element, key: str, context: Context) -> None:
    """Appends to `entry` the source's title, which leads to it, and its publisher."""
    source = context.registry.sources[key]
    link = titled(key, source, context)
    if not context.wording.speaks(source.lang):  # of the page: its title is in our own words
        link.set("hreflang", source.lang)
    entry.append(link)
    link.tail = f", {source.publisher}"  # words of the data, no template


def _read(place: Element, source: Source, context: Context) -> Element:
    """Appends to `place` when and how a person read `source`."""
    template, parts = _reading(source, context)
    return fill(place, template, {"seen": context.wording.time(source.seen), **parts})


def _reading(source: Source, context: Context) -> tuple[str, dict[str, Element]]:
    """The sentence that says how `source` was read, and what it needs besides the day."""
    strings, origin = context.wording.strings, context.registry.sources.get(source.via or "")
    if source.via and origin:
        return strings.address_only, {"via": titled(source.via, origin, context)}
    if source.copied is None:
        return strings.seen_live, {}
    if isinstance(source.copied, date):
        return strings.seen_in_copy, {"copy": context.wording.time(source.copied)}
    return strings.seen_in_undated_copy, {}


def proof_of(entry: Deadline | Contact, context: Context) -> Iterator[Element]:
    """A line with the source that `entry` rests on and the day it was last read there."""
    source = context.registry.sources.get(entry.source)
    if source:
        link = titled(entry.source, source, context)
        parts = {"source": link, "seen": context.wording.time(entry.seen)}
        yield fill(Element("dd", {"class": "proof"}), context.wording.strings.proof, parts)


def source_of(key: str | None, tag: str, context: Context) -> Iterator[Element]:
    """A line, an element `tag`, with the source `key`, if there is one of that id."""
    source = context.registry.sources.get(key or "")
    if key and source:
        parts = {"source": titled(key, source, context)}
        yield fill(Element(tag, {"class": "proof"}), context.wording.strings.deadline_source, parts)


def all_sources(context: Context) -> Element:
    """Every source with the day a person last read it, and what our robot last found there."""
    strings, entries = context.wording.strings, Element("ul", {"class": "all-sources"})
    for key, source in sorted(context.registry.sources.items()):
        entry = SubElement(entries, "li", {"id": f"source-{key}"})
        _introduce(entry, key, context)
        fill(entry, ". ")
        reading = _read(Element("span"), source, context)
        person = SubElement(entry, "span", {"class": "health"})
        fill(person, strings.seen_by_person, {"reading": reading})
        fill(entry, " ")
        state = Element("span", {"data-health": key})
        state.text = strings.health_unknown  # until the page is built: see published/health_told.py
        # What is not known yet is not to be found either.
        robot = SubElement(entry, "span", {"class": "health", "data-search-exclude": ""})
        fill(robot, strings.seen_by_robot, {"state": state})
    return entries
