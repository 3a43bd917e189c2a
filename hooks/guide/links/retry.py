"""When a page that did not answer well is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from .evidence import Evidence, Failure

_PASSING_FAILURES = {Failure.TIMEOUT, Failure.NO_CONNECTION, Failure.BROKEN}
_PASSING_STATUSES = {408, 500, 502, 503, 504}
_WHOLE_HOST = {429, 503}  # too many requests, or no service: not said of one page
_LONGEST = timedelta(days=7)


def worth_another_try(evidence: Evidence, pause: float) -> bool:
    """Whether asking again in `pause` seconds may help and was not asked to wait longer."""
    passing = evidence.failure in _PASSING_FAILURES or evidence.status in _PASSING_STATUSES
    return passing and (evidence.retry_after or 0) <= pause


def asked_to_wait(evidence: Evidence, now: datetime) -> bool:
    """Whether the server's `Retry-After` has not run out at `now` (aware)."""
    pause = timedelta(seconds=evidence.retry_after or 0)
    return evidence.at <= now < evidence.at + pause


def host_wait(evidence: Evidence) -> int:
    """The seconds for which the host that ended this look wants to be left alone, all its pages."""
    return (evidence.retry_after or 0) if evidence.status in _WHOLE_HOST else 0


def waiting_hosts(known: Iterable[Evidence], now: datetime) -> set[str | None]:
    """The hosts whose wait, as `known` tells of it, has not run out at `now` (aware)."""
    return {
        urlsplit(one.final_url).hostname
        for one in known
        if host_wait(one) and asked_to_wait(one, now)
    }


def retry_after_seconds(headers: Mapping[str, str], at: datetime) -> int | None:
    """The `Retry-After` of an answer in seconds, at most a week; None without a valid one.

    A date counts from the server's own `Date`, else from `at` (RFC 9110, 10.2.3).
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        seconds = int(value[:9])
    else:
        until, now = _http_date(value), _http_date(headers.get("Date", "")) or at
        if until is None:
            return None
        seconds = max(0, round((until - now).total_seconds()))
    return min(seconds, int(_LONGEST.total_seconds()))


def _http_date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
