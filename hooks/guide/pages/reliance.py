"""Who relies on each source: the steps and sections that show it, the data that rest on it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..data.registry import CONTACTS, DEADLINES, SOURCES, Registry
from ..links import Place
from .page_files import Page

# What a macro shows rests on the source of the entry it names.
_SHOWN_BY_MACRO = {
    "seen": SOURCES,
    "deadline": DEADLINES,
    "phone": CONTACTS,
    "hours": CONTACTS,
    "address": CONTACTS,
}


def reliance(pages: Iterable[Page], registry: Registry) -> dict[str, tuple[Place, ...]]:
    """Every place that relies on a source, by the source's id: pages first, each place once.

    A page relies on what it cites, and on what proves the dates and contacts that it shows.
    """
    resting = list(registry.relied_on())
    proofs = {(file, entry): source for file, entry, key, source in resting if key == "source"}
    proofs |= {(SOURCES, key): key for key in registry.sources}
    found: dict[str, list[Place]] = defaultdict(list)
    for page in pages:
        for source, line in sorted(_shown_on(page, proofs), key=lambda shown: shown[1]):
            found[source].append(_place(page, line))
    for file, entry, _, source in resting:
        found[source].append(Place(file, registry.line(file, entry), "entry", entry))
    return {source: tuple(_distinct(places)) for source, places in found.items()}


def _shown_on(page: Page, proofs: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, int]]:
    """The sources that the page relies on, each with the line where it does."""
    for citation in page.scan.citations:
        yield citation.name, citation.line
    for macro in page.scan.macros:
        entry = (_SHOWN_BY_MACRO.get(macro.text, ""), macro.name)
        if entry in proofs:
            yield proofs[entry], macro.line
    for block in page.scan.blocks:
        if block.name == "deadline" and (DEADLINES, block.argument) in proofs:
            yield proofs[DEADLINES, block.argument], block.line


def _place(page: Page, line: int) -> Place:
    """Where `line` of the page stands: in a step, else under a heading that has an id."""
    for block in reversed(page.scan.blocks):
        if block.line < line < block.end:
            number = bisect_right(block.linked, line)
            if number:
                return Place(page.file, line, "step", f"{block.argument}-{number}")
    for heading in reversed(page.scan.headings):
        if heading.line <= line and heading.anchor:
            return Place(page.file, line, "section", heading.anchor)
    return Place(page.file, line, "page")


def _distinct(places: Iterable[Place]) -> Iterator[Place]:
    """The first place of each step, section and entry."""
    seen = set[tuple[str, str, str]]()
    for place in places:
        what = (place.file, place.part, place.id)
        if what not in seen:
            seen.add(what)
            yield place
