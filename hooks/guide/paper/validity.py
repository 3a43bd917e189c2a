"""How long what is printed stays true: up to the first day on which anything in it may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..checks.dates import names_deadline, review_due
from ..core.dates import has_passed
from ..data.models import DateDeadline, Deadline
from ..pages.page_files import Page


def valid_until(
    pages: Iterable[Page], deadlines: Mapping[str, Deadline], review_every: str, day: date
) -> date | None:
    """The last day on which `pages`, printed on `day`, are sure to be true: the first of the
    deadlines they name that are still to come, and of the days they are to be read again by.

    None for pages without a day of reading. It may lie before `day`: a reading is then overdue.
    """
    return min(
        (last for page in pages for last in _ends(page, deadlines, review_every, day)), default=None
    )


def _ends(
    page: Page, deadlines: Mapping[str, Deadline], review_every: str, day: date
) -> Iterator[date]:
    if page.split.meta:
        yield review_due(page.split.meta.verified, review_every)
    for key, deadline in deadlines.items():
        if not isinstance(deadline, DateDeadline) or has_passed(deadline.last_before, day):
            continue
        if names_deadline(page, key):
            yield deadline.last_before
