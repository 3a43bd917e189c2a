"""Date rules: periods counted by calendar, and deadlines that last to the end of their day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from .problems import shown

_DAY = re.compile(r"(\d{4})-(\d{2})-\d{2}", re.ASCII)
_YEARS = range(1600, 3000)  # Gregorian, and far enough from year 9999 to count on from
_COUNT = r"(\d{1,6})"
_PERIOD = re.compile(f"P(?=\\d)(?:{_COUNT}Y)?(?:{_COUNT}M)?(?:{_COUNT}W)?(?:{_COUNT}D)?", re.ASCII)
_LONGEST_DAYS = 400 * 366


@dataclass(frozen=True)
class Period:
    """A duration in calendar units, as ISO 8601-1 §5.5.2 writes it without time of day."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        return "P" + "".join(f"{count}{unit}" for count, unit in parts if count)


def parse_day(text: str) -> date:
    """`2026-11-23` as a date. Raises ValueError, with a line for a person, for anything else.

    Stricter than `date.fromisoformat`, which takes `20261123` and `2026-W48-1` too.
    """
    match = _DAY.fullmatch(text)
    if match and int(match[1]) in _YEARS:
        try:
            return date.fromisoformat(text)
        except ValueError:
            reason = _why_no_day(int(match[1]), int(match[2]))
    else:
        reason = ""
    message = f"{shown(text)} is not a date{reason}. Write YYYY-MM-DD, for instance 2026-11-23."
    raise ValueError(message)


def _why_no_day(year: int, month: int) -> str:
    if not 1 <= month <= 12:  # noqa: PLR2004  # as a year has
        return f": there is no month {month}"
    days = calendar.monthrange(year, month)[1]
    return f": {calendar.month_name[month]} {year} has {days} days"


def parse_period(text: str) -> Period:
    """`P6W`, `P3M`, `P1Y6M`… as a Period. Raises ValueError for anything else.

    Zero, negative and fractional periods and times of day are refused: no deadline of ours
    is counted so. So is a period of more than four centuries.
    """
    match = _PERIOD.fullmatch(text)
    period = Period(*(int(count or 0) for count in match.groups())) if match else Period()
    if not 0 < _about_days(period) <= _LONGEST_DAYS:
        message = f"{shown(text)} is not a period. Write for instance P6W, P3M, P10Y or P8D."
        raise ValueError(message)
    return period


def _about_days(period: Period) -> int:
    return period.years * 366 + period.months * 31 + period.weeks * 7 + period.days


def last_day(start: date, period: Period) -> date:
    """The last day, inclusive, of `period` counted from `start`.

    The day of `start` does not count, and a month that has no such day ends on its own last
    one (article 641 of the French code de procédure civile; regulation (EEC, Euratom) 1182/71,
    article 3): one month from 31 January ends on the last day of February.
    Raises OverflowError past the year 9999.
    """
    try:
        return start + _delta(period)
    except ValueError as error:
        raise OverflowError(str(error)) from None


def days_before(day: date, period: Period) -> date:
    """The day that lies `period` before `day`, or the first one that the calendar has."""
    try:
        return day - _delta(period)
    except (ValueError, OverflowError):
        return date.min


def has_passed(last: date, today: date) -> bool:
    """Whether a deadline is over: it lasts to the end of its last day."""
    return today > last


def _delta(period: Period) -> relativedelta:
    return relativedelta(
        years=period.years, months=period.months, weeks=period.weeks, days=period.days
    )
