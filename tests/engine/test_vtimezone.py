"""Time zones as calendars carry them, read by two parsers that are not ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from guide.published.vtimezone import vtimezone

FIRST, LAST = date(2021, 1, 1), date(2032, 1, 1)
NEAR = ("Europe/Paris", "Indian/Reunion", "Pacific/Noumea", "America/Miquelon", "America/Montreal")
# Of these, parsers disagree with each other; they are read as the standard reads them.
ZONES = (
    *NEAR,
    "America/Santiago",  # set anew at midnight
    "Australia/Lord_Howe",  # by half an hour
    "Africa/Casablanca",  # back to winter for a moving month
    "Europe/Dublin",  # whose winter is the exception
)


def carried(name: str) -> str:
    """The zone's component in a calendar, as text."""
    calendar = Calendar()
    calendar.add_component(vtimezone(name, FIRST, LAST))
    return str(calendar.to_ical(), "utf-8")


def read_again(name: str) -> Any:
    """The component as icalendar reads it, untyped."""
    (zone,) = Calendar.from_ical(carried(name).encode()).timezones
    return zone


def read_by_icalendar(name: str) -> tzinfo:
    read: tzinfo = read_again(name).to_tz(lookup_tzid=False)
    return read


def read_by_dateutil(name: str) -> tzinfo:
    read = tzical(StringIO(carried(name))).get(name)
    assert read
    return read


HALF_AN_HOUR = timedelta(minutes=30)


@cache
def telling(name: str) -> list[datetime]:
    """The instants (UTC) round each change of the zone's clocks, and one at least; found without
    the code under test."""
    zone, at = ZoneInfo(name), datetime(2021, 1, 2, tzinfo=UTC)
    found = [at]
    while at < datetime(2031, 12, 30, tzinfo=UTC):
        then = at + HALF_AN_HOUR
        if at.astimezone(zone).utcoffset() != then.astimezone(zone).utcoffset():
            found += [then + count * HALF_AN_HOUR for count in range(-4, 5)]
        at = then
    return found


@pytest.mark.parametrize("name", ZONES)
def test_the_last_onset_before_an_instant_sets_the_clock(name: str) -> None:
    """As the standard reads a zone: an onset is told by the clock that it sets anew."""
    zone = read_again(name)
    onsets = sorted(
        (clock - observance.TZOFFSETFROM, observance.TZOFFSETTO)
        for observance in (*zone.standard, *zone.daylight)
        for clock in (observance.DTSTART, *(one for one, *_ in observance.rdates))
    )
    for at in telling(name):
        offset = [to for onset, to in onsets if onset <= at.replace(tzinfo=None)][-1]
        assert offset == at.astimezone(ZoneInfo(name)).utcoffset(), at


@pytest.mark.parametrize("read", [read_by_icalendar, read_by_dateutil])
@pytest.mark.parametrize("name", NEAR)
def test_parsers_set_their_clocks_so(name: str, read: Callable[[str], tzinfo]) -> None:
    """Each instant is the time that it is there, and each time there is told of that instant."""
    zone, carried_zone = ZoneInfo(name), read(name)
    for at in telling(name):
        there = at.astimezone(zone)
        clock = there.replace(tzinfo=None)
        assert at.astimezone(carried_zone).replace(tzinfo=None, fold=0) == clock.replace(fold=0), at
        if there.replace(fold=0).utcoffset() == there.replace(fold=1).utcoffset():  # once only
            assert clock.replace(tzinfo=carried_zone).utcoffset() == there.utcoffset(), clock


def test_the_clocks_are_set_as_the_standard_dates_it() -> None:
    """By what they said before: two o'clock in spring, three in autumn (RFC 5545, 3.6.5)."""
    lines = carried("Europe/Paris").replace("\r\n ", "").splitlines()
    spring = lines[lines.index("TZNAME:CEST") - 2 : lines.index("TZNAME:CEST") + 3]
    assert spring[0] == "DTSTART:20210328T020000"
    assert spring[1].startswith("RDATE:20220327T020000,20230326T020000,20240331T020000,")
    assert spring[2:] == ["TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"]
    assert "DTSTART:20211031T030000" in lines


def test_a_zone_without_summer_time_has_one_rule() -> None:
    assert carried("Indian/Reunion").count("BEGIN:STANDARD") == 1
    assert "DAYLIGHT" not in carried("Indian/Reunion")
