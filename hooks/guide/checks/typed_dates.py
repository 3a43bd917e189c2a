"""Dates typed by hand in a page: what nobody will mend once the day is past, or has moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..core.problems import Problem, Severity
from ..data.models import DateDeadline
from ..data.registry import DEADLINES, Registry
from ..pages.page_files import Page
from ..text.lines import Lines
from ..text.verbatim import QUOTED, without
from ..words.written_dates import in_full


def check_typed_dates(page: Page, registry: Registry, tag: str) -> Iterator[Problem]:
    """Dates in full that are a deadline's, or that come after the page was last read.

    What lies before is history, and may be typed; what comes after is a claim. `tag` is the page's
    language.
    """
    meta, text = page.split.meta, page.scan.prose
    lines = Lines(text, page.split.body_line)
    own = without(QUOTED, text)
    for written in in_full(own, tag):
        day = written.date
        if day and meta:
            to_come = day > meta.verified
            remedy = _macro_for(day, registry) or (_declare(meta.verified) if to_come else "")
            severity = Severity.WARNING if to_come else Severity.INFO
            if remedy:
                message = f"'{written.text}' is typed by hand{remedy}"
                yield Problem(page.file, lines.at(written.start), message, severity)


def _macro_for(day: date, registry: Registry) -> str:
    """What to write for a `day` that deadlines are on."""
    macros = [
        f"{{deadline:{key}}}"
        for key, deadline in registry.deadlines.items()
        if isinstance(deadline, DateDeadline) and deadline.date == day
    ]
    return f". Write {' or '.join(macros)}: it follows should the date move." if macros else ""


def _declare(verified: date) -> str:
    return (
        f" and comes after 'verified', {verified}: nobody will mend it once it is past. "
        f"Declare it in {DEADLINES} and write {{deadline:id}}."
    )
