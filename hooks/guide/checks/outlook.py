"""What passes in the days to come: the maintainer's calendar, a line for each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from ..core.dates import last_day, parse_period
from ..core.places import DOCS
from ..core.problems import Problem, Severity
from ..core.today import Today
from ..data.models import DateDeadline
from ..data.registry import Registry
from ..data.settings_model import Settings
from ..pages.page_files import Page
from .dates import is_near, readings, review_due, showing


def outlook(
    registry: Registry, pages: Sequence[Page], settings: Settings, today: Today
) -> Iterator[Problem]:
    """A line for each day of the `horizon` on which something passes, in the guide's zone.

    What the build warns of already is left out.
    """
    now = today.in_zone(None)
    end = last_day(now, parse_period(settings.horizon))
    for day, events in _calendar(registry, pages, settings, today).items():
        if now <= day <= end:
            message = f"to come on {day}, in {(day - now).days} days: {'; '.join(events)}."
            yield Problem(DOCS, 0, message, Severity.INFO)


def _calendar(
    registry: Registry, pages: Sequence[Page], settings: Settings, today: Today
) -> dict[date, list[str]]:
    """What passes on each day, whenever that is."""
    days: dict[date, list[str]] = defaultdict(list)
    for key, deadline in registry.deadlines.items():
        if isinstance(deadline, DateDeadline) and not is_near(deadline, today):
            where = showing(pages, key)
            days[deadline.date].append(f"{key} passes, {f'on {where}' if where else 'on no page'}")
    for due, read in _pages_by_review(pages, settings.review_every).items():
        named = ", ".join(page.file for page in read)
        whose = f"all {len(read)} pages" if len(read) == len(pages) > 1 else named
        days[due].append(f"last day before a re-reading of {whose}")
    for due, entries in _entries_by_reading(registry, settings.reread_every).items():
        days[due].append(f"last day before another reading of {', '.join(entries)}")
    return days


def _pages_by_review(pages: Sequence[Page], review_every: str) -> dict[date, list[Page]]:
    due: dict[date, list[Page]] = defaultdict(list)
    for page in pages:
        if page.split.meta:
            due[review_due(page.split.meta.verified, review_every)].append(page)
    return due


def _entries_by_reading(registry: Registry, reread_every: str) -> dict[date, list[str]]:
    due: dict[date, list[str]] = defaultdict(list)
    for reading in readings(registry, reread_every):
        due[reading.due].append(reading.key)
    return due
