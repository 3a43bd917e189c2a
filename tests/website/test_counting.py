"""The calendar in Python and the one in the page: the same rule, proven case by case."""

from __future__ import annotations

import calendar
import random
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from guide.core.dates import has_passed, last_day, parse_period

from .reading import COUNTED, PERIODS, ZONES, Reader

LIST = "list.html"
# The instants at which the cases are counted: year's ends, leap days, changes of clocks, and the
# last second of a day in each zone.
CLOCKS = [
    "2026-11-23T12:00:00Z",
    "2026-12-31T22:59:59Z",
    "2027-01-01T03:59:59Z",
    "2027-03-28T00:59:59Z",
    "2027-10-31T01:00:00Z",
    "2028-02-29T09:59:59Z",
    "2028-02-29T10:00:00Z",
    "2029-06-30T19:59:59Z",
    "2031-12-31T23:59:59Z",
    "2032-03-01T00:00:00Z",
    "2034-08-15T04:00:00Z",
    "2036-11-22T12:00:00Z",
]
AT_EACH_CLOCK = 1000
# Types each day into the real form, presses its button, and reads what is written there.
COUNT = """cases => cases.map(([key, day]) => {
  const form = document.querySelector(`#deadline-${key} ~ dd form`);
  form.querySelector("input").value = day;
  form.querySelector("[data-action=submit]").click();
  const said = form.querySelector("[role=status]"), last = said.querySelector("time");
  const lines = [...said.children].map(line => line.dataset.say.replace(/-.*/, ""));
  const days = said.querySelector("[data-say^=left] span, [data-say^=passed] span");
  return [last && last.dateTime, days ? days.textContent.replace(/\\D/g, "") : "", lines.join(" ")];
})"""


def edges() -> list[date]:
    """The days that rules stumble over, within what the form takes."""
    years = (1900, 1904, 1999, 2000, 2023, 2024, 2027, 2028, 2096, 2099, 2100)
    ends = [
        date(year, month, calendar.monthrange(year, month)[1])
        for year in years
        for month in range(1, 13)
    ]
    firsts = [date(year, month, 1) for year in years for month in (1, 2, 3)]
    return [*ends, *firsts, *(date(year, 1, 30) for year in years), date(2028, 2, 28)]


def cases(seed: int) -> list[tuple[str, date]]:
    """Periods and days: each edge with some period, days near the clock, and any others."""
    chance = random.Random(seed)  # noqa: S311  # the same at every run
    starts = edges()
    now = date.fromisoformat(CLOCKS[seed][:10])
    starts += [now + timedelta(days=chance.randint(-70, 5)) for _ in range(300)]
    span = (date(2100, 12, 31) - date(1900, 1, 1)).days
    while len(starts) < AT_EACH_CLOCK:
        starts.append(date(1900, 1, 1) + timedelta(days=chance.randint(0, span)))
    return [(chance.choice(COUNTED), start) for start in starts]


def zone_of(within: str) -> ZoneInfo:
    """The zone of a period in the guide of periods."""
    found = re.search(rf"(?m)^{within.lower()}: .*? zone: ([^,]+)", PERIODS["data/deadlines.yml"])
    assert found
    return ZoneInfo(found[1])


def expected(within: str, start: date, now: datetime) -> list[str]:
    """What the engine's own rules say of one case, as COUNT reads it in the page."""
    last, today = last_day(start, parse_period(within)), now.astimezone(zone_of(within)).date()
    left = (last - today).days
    lines = ["last", *(["future"] if start > today else [])]
    lines.append("passed" if has_passed(last, today) else "left" if left else "today")
    if within == "P8D" and has_passed(last, today):
        lines.append("late")
    return [last.isoformat(), str(abs(left)) if left else "", " ".join(lines)]


@pytest.mark.parametrize("seed", range(len(CLOCKS)))
def test_the_page_counts_as_the_engine_does(
    counter: Reader, seed: int, record_property: Any
) -> None:
    """12 clocks of 1,000 cases, each through both: 12,000."""
    given = cases(seed)
    assert len(given) == AT_EACH_CLOCK
    assert AT_EACH_CLOCK * len(CLOCKS) >= 10_000
    page = counter.opens(LIST, now=CLOCKS[seed], timezone_id=ZONES[seed % len(ZONES)])
    found = page.evaluate(COUNT, [[key.lower(), day.isoformat()] for key, day in given])
    now = datetime.fromisoformat(CLOCKS[seed])
    assert now.tzinfo == UTC
    wrong = [
        (case, said, right)
        for case, said in zip(given, found, strict=True)
        if said != (right := expected(*case, now))
    ]
    assert wrong == []
    record_property("cases", len(found))


def test_the_cases_hold_what_rules_stumble_over() -> None:
    """Else the test above would prove little."""
    all_cases = [case for seed in range(len(CLOCKS)) for case in cases(seed)]
    assert {within for within, _ in all_cases} == set(COUNTED)
    assert any(within == "P1M" and (day.month, day.day) == (1, 31) for within, day in all_cases)
    said = [
        expected(within, day, datetime.fromisoformat(CLOCKS[seed]))[2]
        for seed in range(len(CLOCKS))
        for within, day in cases(seed)
    ]
    for lines in ("last left", "last passed", "last today", "last future left"):
        assert said.count(lines) >= 10, lines
    assert any(within == "P1Y" and (day.month, day.day) == (2, 29) for within, day in all_cases)
    assert {date(1900, 1, 31), date(2100, 12, 31)} <= {day for _, day in all_cases}
