"""Macros: every `{name:id}` is a word that the engine knows, with an id that the data define."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from ..core.problems import Problem, did_you_mean
from ..data.registry import CONTACTS, FIELDS, SOURCES, Registry
from ..pages.page_files import Page
from .blocks import unknown_deadline
from .citations import unknown_source

MACROS = ("deadline", "seen", "phone", "hours", "address", "field", "copy", "all")
COPIES = ("zip", "browser")
PRINTED = ("booklet", "sheets", "leaflet", "checklist")
LISTS = (
    "sources",
    "deadlines",
    "contacts",
    "terms",
    "translations",
    "news",
    "timeline",
    "measures",
)


def check_macros(page: Page, registry: Registry, *, is_printed: bool = False) -> Iterator[Problem]:
    """Unknown names and ids in the page's macros; `is_printed` says of the guide that it is."""
    copies = COPIES + PRINTED if is_printed else COPIES
    for macro in page.scan.macros:
        for message in _faults(macro.text, macro.name, registry, copies):
            yield Problem(page.file, macro.line, message)
    letters = [
        (block.line, block.end or inf) for block in page.scan.blocks if block.name == "letter"
    ]
    for macro in page.scan.macros:
        if macro.text == "field" and not any(start < macro.line < end for start, end in letters):
            message = (
                f"'{{field:{macro.name}}}' stands outside a letter. "
                "Put '/// letter | id' and '///' round the letter."
            )
            yield Problem(page.file, macro.line, message)


def _faults(name: str, key: str, registry: Registry, copies: tuple[str, ...]) -> Iterator[str]:
    if name == "deadline":
        yield from unknown_deadline(key, registry)
    elif name == "seen":
        yield from _seen_faults(key, registry)
    elif name in ("phone", "hours", "address"):
        yield from _contact_faults(name, key, registry)
    elif name == "field":
        if key not in registry.fields and FIELDS not in registry.broken:
            near = did_you_mean(key, registry.fields)
            yield f"unknown field '{key}'.{near} Defined in {FIELDS}."
    elif name == "copy" and key in PRINTED and key not in copies:
        yield f"'{{copy:{key}}}': this guide is not printed. Name chapters in extra.guide.paper."
    elif name == "copy" and key not in copies:
        near = did_you_mean(key, copies)
        yield f"unknown copy '{{copy:{key}}}'.{near} There are: {', '.join(copies)}."
    elif name == "all" and key not in LISTS:
        near = did_you_mean(key, LISTS)
        yield f"unknown list '{{all:{key}}}'.{near} There are: {', '.join(LISTS)}."
    elif name not in MACROS:
        near = did_you_mean(name, MACROS)
        yield f"unknown word '{{{name}:…}}'.{near} There are: {', '.join(MACROS)}."


def _seen_faults(key: str, registry: Registry) -> Iterator[str]:
    yield from unknown_source(key, registry)
    source = registry.sources.get(key)
    if source and source.copied == "unknown":
        yield (
            f"'{{seen:{key}}}' has no date to show: the copy's is unknown. "
            f"Write the sentence without it, or give 'copy' a date in {SOURCES}."
        )


def _contact_faults(part: str, key: str, registry: Registry) -> Iterator[str]:
    contact = registry.contacts.get(key)
    if contact is None:
        if CONTACTS not in registry.broken:
            near = did_you_mean(key, registry.contacts)
            yield f"unknown contact '{key}'.{near} Defined in {CONTACTS}."
    elif getattr(contact, part) is None:
        yield f"contact '{key}' has no '{part}'. Give it one in {CONTACTS}, or leave the macro out."
