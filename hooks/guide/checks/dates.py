"""Dates: deadlines about to pass, pages due for another reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..dates import days_before, has_passed, last_day, parse_period
from ..models import DateDeadline
from ..pages import Page
from ..problems import Problem, Severity
from ..registry import DEADLINES, Registry
from .today import Today


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
