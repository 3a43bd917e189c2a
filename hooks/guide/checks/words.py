"""The data's own words: in which languages of the site they are still to be translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from ..core.problems import Problem, Severity
from ..data.registry import CONTACTS, DEADLINES, FIELDS, GLOSSARY, NEWS, Registry
from ..words.languages import Language

_NAMED = 3  # as many examples tell a translator where to begin


def check_words(
    registry: Registry, languages: Mapping[str, Language], source_language: str
) -> Iterator[Problem]:
    """A line for each file and language in which readers meet the source language instead."""
    held: dict[str, Mapping[str, BaseModel]] = {
        DEADLINES: registry.deadlines,
        CONTACTS: registry.contacts,
        GLOSSARY: registry.terms,
        NEWS: registry.news,
        FIELDS: registry.fields,
    }
    for file, entries in held.items():
        texts = list(_texts(entries, source_language))
        for code, language in languages.items():
            lacking = [name for name, said in texts if code not in said]
            if lacking and not language.is_source and not language.wording.speaks(source_language):
                named = ", ".join(lacking[:_NAMED]) + (", …" if lacking[_NAMED:] else "")
                message = (
                    f"{len(lacking)} of {len(texts)} texts are not in '{code}' yet: {named}. "
                    "Readers find them in the source language."
                )
                yield Problem(file, 0, message, Severity.INFO)


def _texts(
    entries: Mapping[str, BaseModel], source_language: str
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each text that has languages: where it stands, and what it is in each of them."""
    for key, entry in entries.items():
        for name, said in entry:
            # A postal address, which is lines, is written as the post reads it.
            if isinstance(said, dict) and isinstance(said.get(source_language), str):
                yield f"{key}.{name.rstrip('_')}", said
