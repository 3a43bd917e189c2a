"""Dates: the ids that pages use, deadlines about to pass, pages due for another reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..dates import days_before, has_passed, last_day, parse_period
from ..models import DateDeadline
from ..pages import Page
from ..problems import Problem, Severity, did_you_mean
from ..registry import DEADLINES, SOURCES, Registry
from .blocks import unknown_deadline
from .citations import unknown_source
from .today import Today

MACROS = ("deadline", "seen", "all")
LISTS = ("sources", "deadlines")


def check_macros(page: Page, registry: Registry) -> Iterator[Problem]:
    """Unknown names in `{deadline:…}`, `{seen:…}` and `{all:…}`."""
    for macro in page.scan.macros:
        for message in _macro_faults(macro.text, macro.name, registry):
            yield Problem(page.file, macro.line, message)


def _macro_faults(name: str, key: str, registry: Registry) -> Iterator[str]:
    if name == "deadline":
        yield from unknown_deadline(key, registry)
    elif name == "seen":
        yield from _seen_faults(key, registry)
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


def check_deadlines_near(
    registry: Registry, pages: Iterable[Page], today: Today
) -> Iterator[Problem]:
    """Dates that pass within their `warn` period, with the pages that name them."""
    pages = list(pages)
    for key, deadline in registry.deadlines.items():
        if not isinstance(deadline, DateDeadline) or not deadline.warn:
            continue
        day, now = deadline.date, today.in_zone(deadline.zone)
        if days_before(day, parse_period(deadline.warn)) <= now and not has_passed(day, now):
            where = ", ".join(page.file for page in pages if names_deadline(page, key))
            message = (
                f"{key}: passes on {day}, in {(day - now).days} days. "
                f"Re-read {where or 'nothing: no page names it'}."
            )
            line = registry.line(DEADLINES, key, "date")
            yield Problem(DEADLINES, line, message, Severity.WARNING)


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
