"""The data files held to each other and to the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..core.dates import has_passed
from ..core.problems import Problem, Severity
from ..data.models import DateDeadline, Source
from ..data.registry import CONTACTS, DEADLINES, GLOSSARY, NEWS, SOURCES, Registry
from .citations import unknown_source


def check_data(registry: Registry, today: date) -> Iterator[Problem]:
    """What contradicts: unknown sources, readings still to come, claims that nobody read, two
    words for one short form.

    `today` is the real civil date, whatever day a preview pretends.
    """
    yield from _unknown_sources(registry)
    yield from _readings_to_come(registry, today)
    yield from _shared_short_forms(registry)
    yield from _warnings_too_late(registry)
    yield from _titles_twice(registry)
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
        if _leads_back(key, registry.sources):
            message = f"{key}: 'via' leads back to '{key}'. Name the source that gives its address."
            yield Problem(SOURCES, registry.line(SOURCES, key, "via"), message)
    for key, news in registry.news.items():
        if news.about == "procedure" and not news.source:
            message = f"{key}: a change of procedure without a source. Add `source: …`."
            yield Problem(NEWS, registry.line(NEWS, key), message)


def _unknown_sources(registry: Registry) -> Iterator[Problem]:
    for file, entry, key, source in registry.relied_on():
        for message in unknown_source(source, registry):
            yield Problem(file, registry.line(file, entry, key), f"{entry}: {message}")


def _leads_back(key: str, sources: Mapping[str, Source]) -> bool:
    """Whether the source `key` has its address, through others or not, from itself."""
    followed, step = set[str](), sources[key].via or ""
    while step in sources and step not in followed and step != key:
        followed.add(step)
        step = sources[step].via or ""
    return step == key


def _shared_short_forms(registry: Registry) -> Iterator[Problem]:
    owners: dict[tuple[str, str], str] = {}
    for key, term in registry.terms.items():
        for language, short in term.shorts.items():
            owner = owners.setdefault((language, short), key)
            if owner != key:
                message = (
                    f"{key}: '{short}' is the short form of '{owner}' already. "
                    "Pages can explain it in one way only: remove one of the two."
                )
                yield Problem(GLOSSARY, registry.line(GLOSSARY, key, "short"), message)


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


def _warnings_too_late(registry: Registry) -> Iterator[Problem]:
    """Dates to be warned of that were over when they were read: most often, a year mistyped."""
    for key, deadline in registry.deadlines.items():
        if not isinstance(deadline, DateDeadline) or not deadline.warn:
            continue
        if has_passed(deadline.date, deadline.seen):
            message = (
                f"{key}: 'date' is {deadline.date}, over when it was read, {deadline.seen}, "
                "and 'warn' still waits for it. Correct the year, or remove 'warn'."
            )
            line = registry.line(DEADLINES, key, "warn")
            yield Problem(DEADLINES, line, message, Severity.WARNING)


def _titles_twice(registry: Registry) -> Iterator[Problem]:
    """Deadlines that nobody could tell apart in a list or in a calendar."""
    taken: dict[tuple[str, str], str] = {}
    for key, deadline in registry.deadlines.items():
        for language, title in deadline.title.items():
            first = taken.setdefault((language, " ".join(title.split()).casefold()), key)
            if first != key:
                message = (
                    f"{key}: '{first}' has this title too, '{title}' ({language}). "
                    "Say in each what sets it apart."
                )
                line = registry.line(DEADLINES, key, "title", language)
                yield Problem(DEADLINES, line, message)
