"""How long a source has been in its state: what tells a hiccup from a death."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .verdict import Verdict


@dataclass(frozen=True)
class History:
    """The verdict of the last run, and how it lasts.

    `runs` and `days` count the runs, and the distinct UTC days, that reached this same verdict
    without interruption up to `last_day`; "refuses robots" and "does not answer" count as one,
    or a site that goes from one to the other would never be told. `verdict_since` is the first of
    these days, None in a memory that was written before it was kept. `first_bad` is the day since
    which no run was good, whatever ailed the source; `last_ok` the instant of the last good run.
    """

    verdict: Verdict
    last_day: date
    runs: int = 1
    days: int = 1
    verdict_since: date | None = None
    first_bad: date | None = None
    last_ok: datetime | None = None


_UNDECIDED = {Verdict.BLOCKED, Verdict.UNREACHABLE}


def continued(history: History | None, verdict: Verdict, at: datetime) -> History:
    """The history after one more run, which reached `verdict` at `at` (aware UTC)."""
    today = at.date()
    same = history if history and _same(history.verdict, verdict) else None
    return History(
        verdict=verdict,
        last_day=today,
        runs=same.runs + 1 if same else 1,
        days=same.days + (same.last_day != today) if same else 1,
        verdict_since=same.verdict_since if same else today,
        first_bad=None if verdict.good else (history and history.first_bad) or today,
        last_ok=at if verdict.good else (history.last_ok if history else None),
    )


def _same(one: Verdict, other: Verdict) -> bool:
    return one is other or {one, other} <= _UNDECIDED
