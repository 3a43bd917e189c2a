"""The data files held to each other and to the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..problems import Problem, Severity
from ..registry import CONTACTS, DEADLINES, NEWS, SOURCES, Registry
from .citations import unknown_source


def check_data(registry: Registry, today: date) -> Iterator[Problem]:
    """What contradicts: unknown sources, readings still to come, claims that nobody read.

    `today` is the real civil date, whatever day a preview pretends.
    """
    yield from _unknown_sources(registry)
    yield from _readings_to_come(registry, today)
    for key, source in registry.sources.items():
        if isinstance(source.copied, date) and source.copied > source.seen:
            message = (
                f"{key}: the copy of {source.copied} is younger than its reading, {source.seen}. "
                "Write in 'seen' the day you read the copy."
            )
            yield Problem(SOURCES, registry.line(SOURCES, key, "copy"), message)
        if source.via and (source.copied or source.expect):
            message = (
                f"{key}: 'via' says that nobody read the page. "
                "Remove 'copy' and 'expect', or remove 'via'."
            )
            yield Problem(SOURCES, registry.line(SOURCES, key, "via"), message)
    for key, news in registry.news.items():
        if news.about == "procedure" and not news.source:
            message = f"{key}: a change of procedure without a source. Add `source: …`."
            yield Problem(NEWS, registry.line(NEWS, key), message)


def _unknown_sources(registry: Registry) -> Iterator[Problem]:
    for file, entry, key, source in registry.relied_on():
        for message in unknown_source(source, registry):
            yield Problem(file, registry.line(file, entry, key), f"{entry}: {message}")


def _readings_to_come(registry: Registry, today: date) -> Iterator[Problem]:
    read = {
        DEADLINES: registry.deadlines,
        SOURCES: registry.sources,
        CONTACTS: registry.contacts,
    }
    for file, entries in read.items():
        for key, entry in entries.items():
            if entry.seen > today:
                message = (
                    f"{key}: 'seen' is {entry.seen}, after today, {today}. "
                    "Write the day you read it."
                )
                line = registry.line(file, key, "seen")
                yield Problem(file, line, message, Severity.WARNING)
