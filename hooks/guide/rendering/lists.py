"""`{all:sources}` and `{all:deadlines}`, alone in a paragraph: the data, as a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor

from ..dates import has_passed
from ..models import DateDeadline, Deadline
from ..wording import fill
from .citations import describe, link_to
from .context import Context
from .dates import origin, shown

_MARKER = re.compile(r"\{all:(sources|deadlines)\}\s*")
_SOURCES, _DEADLINES = "all-sources", "all-deadlines"


class DataListMarker(BlockProcessor):
    """Replaces the marker by an empty list, for DataLists to fill."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the paragraph is nothing but a marker."""
        return _MARKER.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> Any:
        """Puts the list where the marker stood."""
        match = _MARKER.fullmatch(blocks.pop(0))
        is_sources = match is not None and match[1] == "sources"
        SubElement(
            parent, "ul" if is_sources else "dl", {"class": _SOURCES if is_sources else _DEADLINES}
        )


class DataLists(Treeprocessor):
    """Fills the lists, once Markdown can no longer take the data's own words for its signs."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self._context = context

    def run(self, root: Element) -> None:
        """Writes every entry of the data into the lists they belong to."""
        for entries in root.iter("ul"):
            if entries.get("class") == _SOURCES:
                self._fill_sources(entries)
        for entries in root.iter("dl"):
            if entries.get("class") == _DEADLINES:
                self._fill_deadlines(entries)

    def _fill_sources(self, entries: Element) -> None:
        for key in sorted(self._context.registry.sources):
            entry = SubElement(entries, "li", {"id": f"source-{key}"})
            describe(entry, key, self._context)
            fill(entry, " ")
            health = SubElement(entry, "span", {"class": "health", "data-health": key})
            health.text = self._context.wording.strings.health_unknown

    def _fill_deadlines(self, entries: Element) -> None:
        for key, deadline in sorted(self._context.registry.deadlines.items(), key=_by_date):
            title, language = self._context.wording.pick(
                deadline.title, self._context.source_language
            )
            term = SubElement(entries, "dt", {"id": f"deadline-{key}"})
            term.text = title
            if language != self._context.wording.language:
                term.set("lang", language)
            for row in self._rows(deadline):
                entries.append(row)

    def _rows(self, deadline: Deadline) -> Iterator[Element]:
        context, strings = self._context, self._context.wording.strings
        when = Element("dd")
        value = shown(deadline, context)
        if isinstance(deadline, DateDeadline):
            fill(when, strings.deadline_date, {"date": value})
            if has_passed(deadline.date, context.today.in_zone(deadline.zone)):
                fill(when, f" ({strings.deadline_over})")
        else:
            fill(
                when, strings.deadline_period, {"period": value, "from": origin(deadline, context)}
            )
        yield when
        source = context.registry.sources.get(deadline.source)
        if source:
            proof = Element("dd")
            link = link_to(deadline.source, source, source.title)
            yield fill(proof, strings.deadline_source, {"source": link})


def _by_date(entry: tuple[str, Deadline]) -> tuple[str, str]:
    """Periods first, then dates in order."""
    key, deadline = entry
    return (deadline.date.isoformat() if isinstance(deadline, DateDeadline) else "", key)
