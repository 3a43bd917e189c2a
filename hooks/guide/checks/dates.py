"""Dates: deadlines about to pass, pages and deadlines due for another reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from ..core.dates import days_before, has_passed, last_day, parse_period
from ..core.problems import Problem, Severity
from ..core.today import Today
from ..data.models import DateDeadline, Deadline
from ..data.registry import DEADLINES, SOURCES, Registry
from ..pages.page_files import Page


def check_deadlines_near(
    registry: Registry, pages: Sequence[Page], today: Today
) -> Iterator[Problem]:
    """Dates that pass within their `warn` period, with the pages that name them."""
    for key, deadline in registry.deadlines.items():
        if is_near(deadline, today):
            day, now = deadline.date, today.in_zone(deadline.zone)
            message = (
                f"{key}: passes on {day}, in {(day - now).days} days. "
                f"Re-read {showing(pages, key) or 'nothing: no page names it'}."
            )
            line = registry.line(DEADLINES, key, "date")
            yield Problem(DEADLINES, line, message, Severity.WARNING)


def is_near(deadline: Deadline, today: Today) -> TypeGuard[DateDeadline]:
    """Whether the deadline's day is no further than its `warn` period, and not yet over."""
    if not isinstance(deadline, DateDeadline) or not deadline.warn:
        return False
    day, now = deadline.date, today.in_zone(deadline.zone)
    return days_before(day, parse_period(deadline.warn)) <= now and not has_passed(day, now)


def showing(pages: Iterable[Page], key: str) -> str:
    """The pages that show the deadline `key`, as a message lists them."""
    return ", ".join(page.file for page in pages if names_deadline(page, key))


def names_deadline(page: Page, key: str) -> bool:
    """Whether the page shows the deadline `key`, inline or as a block."""
    inline = any(macro.text == "deadline" and macro.name == key for macro in page.scan.macros)
    return inline or any(
        block.name == "deadline" and block.argument == key for block in page.scan.blocks
    )


def review_due(verified: date, review_every: str) -> date:
    """The last day on which a page read on `verified` counts as fresh."""
    return last_day(verified, parse_period(review_every))


def check_review(page: Page, review_every: str, today: Today) -> Iterator[Problem]:
    """A page whose last reading is too long ago, or still to come."""
    meta = page.split.meta
    if not meta:
        return
    line, now = page.split.lines.get("verified", 1), today.in_zone(None)
    due = review_due(meta.verified, review_every)
    if has_passed(due, now):
        message = (
            f"last held against its sources on {meta.verified}; due again since {due}. "
            "Re-read the page, then write the day in 'verified'."
        )
        yield Problem(page.file, line, message, Severity.WARNING)
    really_now = today.clock.instant.date()
    if (meta.verified - really_now).days > 1:
        message = (
            f"'verified' is {meta.verified}, after today, {really_now}. "
            "Write the day someone read the page."
        )
        yield Problem(page.file, line, message, Severity.WARNING)


@dataclass(frozen=True)
class Reading:
    """The last reading of an entry of a data file, and the last day on which it is fresh."""

    file: str
    key: str
    seen: date
    due: date


def readings(registry: Registry, reread_every: str) -> Iterator[Reading]:
    """Of each deadline, and of each source that one rests on.

    A date that was over when it was read is history, which no source will change.
    """
    period = parse_period(reread_every)
    live = {
        key: deadline
        for key, deadline in registry.deadlines.items()
        if not (isinstance(deadline, DateDeadline) and has_passed(deadline.date, deadline.seen))
    }
    proofs = {deadline.source for deadline in live.values()}
    sources = {key: source for key, source in registry.sources.items() if key in proofs}
    for file, entries in ((DEADLINES, live), (SOURCES, sources)):
        for key, entry in entries.items():
            yield Reading(file, key, entry.seen, last_day(entry.seen, period))


def check_readings(registry: Registry, reread_every: str, today: Today) -> Iterator[Problem]:
    """Deadlines, and sources they rest on, that nobody has read for too long.

    A law may change without its page moving: only a person who reads it again will see.
    """
    for reading in readings(registry, reread_every):
        if has_passed(reading.due, today.in_zone(None)):
            message = (
                f"{reading.key}: last read on {reading.seen}; due again since {reading.due}. "
                "Read it again, then write the day in 'seen'."
            )
            line = registry.line(reading.file, reading.key, "seen")
            yield Problem(reading.file, line, message, Severity.WARNING)
