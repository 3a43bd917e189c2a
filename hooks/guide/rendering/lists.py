"""`{all:sources}` and the like, alone in a paragraph: a data file, as a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor

from . import citations, contacts, dates, glossary, measures, news, timeline
from .context import Context
from .processor import ContextProcessor

LISTS: Mapping[str, Callable[[Context], Element]] = {
    "sources": citations.all_sources,
    "deadlines": dates.all_deadlines,
    "contacts": contacts.all_contacts,
    "terms": glossary.all_terms,
    "translations": glossary.all_translations,
    "news": news.all_news,
    "timeline": timeline.timeline,
    "measures": measures.all_measures,
}
"""What makes each list."""

_MARKER = re.compile(rf"\{{all:({'|'.join(LISTS)})\}}\s*")
_MARK = "data-list"


class DataListMarker(BlockProcessor):
    """Replaces the marker by an empty element, for DataLists to fill."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the paragraph is nothing but a marker."""
        return _MARKER.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> Any:
        """Puts the element where the marker stood."""
        match = _MARKER.fullmatch(blocks.pop(0))
        SubElement(parent, "div", {_MARK: match[1] if match else ""})


class DataLists(ContextProcessor):
    """Fills the elements, once Markdown can no longer take the data's own words for its signs."""

    def run(self, root: Element) -> None:
        """Writes every entry of the data into the list it belongs to."""
        for place in list(root.iter("div")):
            made = LISTS.get(place.attrib.pop(_MARK, ""))
            if made:
                entries = made(self._context)
                place.tag, place.attrib = entries.tag, entries.attrib
                place.extend(entries)
