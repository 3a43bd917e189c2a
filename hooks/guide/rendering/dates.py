"""Dates: `{deadline:id}` and `{seen:id}` within a sentence, and the list of all deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from ..core.dates import parse_period
from ..data.models import DateDeadline, Deadline, PeriodDeadline
from ..words.wording import fill
from .calculator import folded_calculator, origin
from .citations import proof_of
from .context import Context


def deadline(key: str, context: Context) -> Element | None:
    """The date or the period of the deadline `key`."""
    found = context.registry.deadlines.get(key)
    return shown(found, context) if found else None


def seen(key: str, context: Context) -> Element | None:
    """The day of the copy in which the source `key` was read, or the day it was read live."""
    source = context.registry.sources.get(key)
    day = source and (source.copied or source.seen)
    return context.wording.time(day) if isinstance(day, date) else None


def shown(deadline: Deadline, context: Context) -> Element:
    """A deadline as it stands in a sentence: its date, or how long it is."""
    if isinstance(deadline, DateDeadline):
        return context.wording.time(deadline.date)
    element = Element("span", {"class": "period"})
    element.text = context.wording.period(parse_period(deadline.within))
    return element


def all_deadlines(context: Context) -> Element:
    """Every deadline with its source: periods first, then dates in order."""
    entries = Element("dl", {"class": "all-deadlines"})
    for key, found in sorted(context.registry.deadlines.items(), key=_by_date):
        term = SubElement(entries, "dt", {"id": f"deadline-{key}"})
        context.in_language(term, found.title)
        for row in _rows(key, found, context):
            entries.append(row)
    return entries


def _rows(key: str, deadline: Deadline, context: Context) -> Iterator[Element]:
    strings, when = context.wording.strings, Element("dd")
    value = shown(deadline, context)
    if isinstance(deadline, DateDeadline):
        fill(when, strings.deadline_date, {"date": value})
        when.append(_over(deadline, context))
    else:
        parts = {"period": value, "from": origin(deadline, context)}
        fill(when, strings.deadline_period, parts)
    yield when
    yield from proof_of(deadline, context)
    if isinstance(deadline, PeriodDeadline):
        own = Element("dd")
        own.append(folded_calculator(key, deadline, context))
        yield own


def _over(deadline: DateDeadline, context: Context) -> Element:
    """That it is past: hidden until it is, on the build's day or by the script on the reader's."""
    bounds = {
        "data-after": deadline.last_before.isoformat(),
        "data-zone": context.zone_of(deadline),
    }
    over = Element("span", bounds)
    if not context.is_over(deadline):
        over.set("hidden", "hidden")
    return fill(over, f" ({context.wording.strings.deadline_over})")


def _by_date(entry: tuple[str, Deadline]) -> str:
    """Periods first, as the file has them, then dates in order."""
    return entry[1].date.isoformat() if isinstance(entry[1], DateDeadline) else ""
