"""The rules of a time zone as calendars carry them (RFC 5545, section 3.6.5).

Our own, since `Timezone.from_tzid` of icalendar (7.3) begins summer time an hour late: it takes
the clock after the change for the onset, where the standard wants the clock before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True)
class _Rule:
    """What clocks are set to: their offsets from UTC before and after, and the time's name."""

    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def vtimezone(name: str, first: date, last: date) -> Timezone:
    """The component of the zone `name`, right from the day `first` to the day `last`."""
    zone = ZoneInfo(name)
    start, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, last))
    onsets = {_rule(start, start, zone): [datetime.combine(first, time())]}
    for change in _changes(start, end, zone):
        rule = _rule(change - _SECOND, change, zone)
        onsets.setdefault(rule, []).append((change + rule.before).replace(tzinfo=None))
    component = Timezone()
    component.add("TZID", name)
    for rule, clocks in onsets.items():
        component.add_component(_observance(rule, clocks))
    return component


def _observance(rule: _Rule, clocks: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    """Each of `clocks` is what the clock said when it was set anew."""
    observance = TimezoneDaylight() if rule.is_summer else TimezoneStandard()
    observance.add("DTSTART", clocks[0])
    if clocks[1:]:
        observance.add("RDATE", clocks[1:])
    observance.add("TZNAME", rule.name)
    observance.add("TZOFFSETFROM", rule.before)
    observance.add("TZOFFSETTO", rule.after)
    return observance


def _rule(before: datetime, after: datetime, zone: ZoneInfo) -> _Rule:
    was, now = before.astimezone(zone), after.astimezone(zone)
    offsets = (was.utcoffset() or timedelta(), now.utcoffset() or timedelta())
    return _Rule(*offsets, now.tzname() or zone.key, is_summer=bool(now.dst()))


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Every instant (UTC) from `start` to `end` at which the clocks of `zone` are set anew."""
    while start < end:
        then = start + _DAY
        if _clock(start, zone) != _clock(then, zone):
            yield _change_between(start, then, zone)
        start = then


def _change_between(same: datetime, other: datetime, zone: ZoneInfo) -> datetime:
    """The first second at which the clock is no longer set as at `same`, up to `other`."""
    was = _clock(same, zone)
    while other - same > _SECOND:
        middle = same + (other - same) // _SECOND // 2 * _SECOND
        if _clock(middle, zone) == was:
            same = middle
        else:
            other = middle
    return other


def _clock(at: datetime, zone: ZoneInfo) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname()
