"""The calendar of all dates (RFC 5545, with the names of RFC 7986), one per language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone

from ..data.models import DateDeadline
from ..rendering.context import Context
from .vtimezone import vtimezone

# At nine in the morning, seven days before and one: a day begins at midnight, when people sleep.
REMINDERS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))
_OFTEN_ENOUGH = timedelta(days=1)  # how long a reader may wait before asking for the file again
_YEAR = timedelta(days=366)


def ics(context: Context, *, title: str, base: str, page: str | None) -> bytes | None:
    """The calendar as the bytes of its file, or None for a guide without dates: it needs an event.

    `title` is the site's name. `base` is its address, empty where it has none; `page` is the path
    within the site of the page that lists the dates, if there is one. The same guide on the same
    day gives the same bytes.
    """
    dates = {
        key: found
        for key, found in context.registry.deadlines.items()
        if isinstance(found, DateDeadline)
    }
    if not dates:
        return None
    calendar = _calendar(context, title)
    for zone in _zones(list(dates.values()), context):
        calendar.add_component(zone)
    for key, found in sorted(dates.items(), key=lambda entry: (entry[1].date, entry[0])):
        event = _event(key, found, context, title)
        if base and page:
            event.add("URL", urljoin(base, f"{page}#deadline-{key}"))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _calendar(context: Context, title: str) -> Calendar:
    calendar, language = Calendar(), context.wording.language
    calendar.add("PRODID", f"-//{title}//deadlines//{language.upper()}")
    calendar.add("VERSION", "2.0")
    for name in ("NAME", "X-WR-CALNAME"):  # the standard's name, and the one in use before it
        calendar.add(name, context.wording.strings.calendar_name.format(site=title))
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        calendar.add(name, _OFTEN_ENOUGH, parameters={"VALUE": "DURATION"})
    return calendar


def _zones(dates: list[DateDeadline], context: Context) -> Iterator[Timezone]:
    """The rules of each time zone in use, for the years in which something happens."""
    used: dict[str, list[date]] = {}
    for found in dates:
        used.setdefault(context.zone_of(found), []).append(found.date)
    for name, days in sorted(used.items()):
        yield vtimezone(name, min(days) - _YEAR, max(days) + _YEAR)


def _event(key: str, deadline: DateDeadline, context: Context, title: str) -> Event:
    """The day of `deadline`, from midnight to midnight where the act is received."""
    event, zone = Event(), ZoneInfo(context.zone_of(deadline))
    passed = context.is_over(deadline)
    event.add("UID", _identity(title, key))
    event.add("DTSTART", datetime.combine(deadline.date, time(), zone))
    event.add("DTEND", datetime.combine(deadline.date + timedelta(days=1), time(), zone))
    event.add("TRANSP", "TRANSPARENT")  # nobody is busy all that day
    event.add("CATEGORIES", [title])
    changed = _changed(deadline, passed=passed)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    summary, language = context.wording.pick(
        deadline.label or deadline.title, context.source_language
    )
    event.add("SUMMARY", summary, parameters={"LANGUAGE": context.tag_of(language)})
    event.add("DESCRIPTION", _description(deadline, context, passed=passed))
    for before in () if passed else REMINDERS:
        event.add_component(_reminder(before, summary))
    return event


def _identity(title: str, key: str) -> str:
    """An id that is the same in every language, and wherever the site stands."""
    return str(uuid5(NAMESPACE_URL, f"deadline:{title}/{key}"))


def _changed(deadline: DateDeadline, *, passed: bool) -> datetime:
    """When the event last changed, in UTC: as it was read at its source, or as it passed.

    The instant of the build would make an event new that is not.
    """
    over = deadline.last_before + timedelta(days=1)
    return datetime.combine(max(deadline.seen, over) if passed else deadline.seen, time(), UTC)


def _description(deadline: DateDeadline, context: Context, *, passed: bool) -> str:
    """The whole title, what proves it, and that it has passed; that it has not would grow false."""
    wording = context.wording
    lines = [wording.pick(deadline.title, context.source_language)[0]]
    if passed:
        lines.append(wording.strings.calendar_passed)
    source, seen = context.registry.sources[deadline.source], wording.date(deadline.seen)
    lines += [wording.strings.proof.format(source=source.title, seen=seen), source.url]
    return "\n".join(lines)


def _reminder(before: timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", before)
    alarm.add("DESCRIPTION", summary)
    return alarm
