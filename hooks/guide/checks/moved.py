"""Deadlines that have moved since someone last held a page against its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from ..core.dates import parse_day
from ..core.problems import Problem, Severity
from ..data.deadline_history import DeadlineHistory, Held
from ..data.models import DateDeadline
from ..data.registry import DEADLINES, Registry
from ..pages.page_files import Page
from ..words.written_dates import in_any_form
from .dates import names_deadline


def check_moved(
    history: DeadlineHistory,
    pages: Iterable[Page],
    registry: Registry,
    tag_of: Callable[[Page], str],
) -> Iterator[Problem]:
    """A line for each value that a deadline has left, with the pages that were right for it.

    A page leaves the list once its `verified` is on or after the day of the move. `tag_of` gives
    the language of a page.
    """
    concerned: dict[tuple[str, Held, Held], list[str]] = defaultdict(list)
    for page in pages:
        for move in history.moves_since(page.split.meta.verified) if page.split.meta else ():
            concerned[move] += _places(page, *move, tag_of(page))
    for (key, then, now), places in concerned.items():
        if places and key in registry.deadlines:
            kept_in = "date" if isinstance(registry.deadlines[key], DateDeadline) else "within"
            line = registry.line(DEADLINES, key, kept_in)
            yield Problem(DEADLINES, line, _message(key, then, now, places), Severity.WARNING)


def _message(key: str, then: Held, now: Held, places: Iterable[str]) -> str:
    unread = " Write in 'seen' the day you read the new one." if now.seen < now.since else ""
    return (
        f"{key}: moved from {then.value} to {now.value}.{unread} "
        f"Re-read {', '.join(places)}; then write the day in 'verified'."
    )


def _places(page: Page, key: str, then: Held, now: Held, tag: str) -> list[str]:
    """Where the page shows the deadline `key`, or writes out the date that it was."""
    typed = list(_typed(page, then.value, now.value, tag))
    return typed or ([page.file] if names_deadline(page, key) else [])


def _typed(page: Page, then: str, now: str, tag: str) -> Iterator[str]:
    """The lines on which the date `then` stands, and cannot mean `now`; a period has none."""
    try:
        old, new = parse_day(then), parse_day(now)
    except ValueError:
        return
    for text, lines in page.prose():
        for written in in_any_form(text, tag):
            if written.is_on(old) and not written.is_on(new):
                yield f"{page.file}:{lines.at(written.start)} ('{written.text}')"
