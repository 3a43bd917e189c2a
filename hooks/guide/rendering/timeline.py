"""`{all:timeline}`: what happened and what is to come, beside an axis drawn to scale.

The words are an ordered list; the drawing stands beside it and needs none but the years. Rows are
of one height (guide.css), so each stands at a known part of the whole, and a line leads to it from
its day on the axis. All places are in parts of the whole or in the size of the letters: the
drawing fits any width and any zoom, and a page needs neither a script nor a style of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from xml.etree.ElementTree import Element, SubElement

from ..data.models import DateDeadline
from ..words.wording import fill
from .citations import link_to
from .context import Context

_Place = tuple[str, str]  # across and down
_AXIS, _EDGE = "3.3em", "100%"  # across the drawing


class When(IntEnum):
    """How an event stands to the day of the build, in the order that the list has."""

    PAST = 0
    TODAY = 1
    COMING = 2


@dataclass(frozen=True)
class Event:
    """What has its day: the source that proves it, and its words per language.

    The day of the build itself has neither.
    """

    when: When
    day: date
    source: str | None = None
    words: Mapping[str, str] | None = None


def timeline(context: Context) -> Element:
    """Changes of procedure and dates, the oldest first, with the day of the build among them."""
    events = sorted(_events(context), key=lambda event: (event.when, event.day))
    today = context.wording.time(context.today.in_zone(None))
    strings, figure = context.wording.strings, Element("figure", {"class": "timeline"})
    fill(SubElement(figure, "figcaption"), strings.timeline_caption, {"date": today})
    rows = SubElement(figure, "div", {"class": "timeline-rows"})
    years = [event.day.year for event in events]
    scale = Scale(min(years), max(years))
    name = strings.timeline_drawing.format(first=scale.first, last=scale.last)
    rows.append(drawing(events, scale, name))
    rows.append(_list(events, context))
    return figure


def _events(context: Context) -> Iterator[Event]:
    today = context.today.in_zone(None)
    yield Event(When.TODAY, today)
    for news in context.registry.news.values():
        if news.about == "procedure":
            when = When.PAST if news.date <= today else When.COMING
            yield Event(when, news.date, news.source, news.label or news.text)
    for found in context.registry.deadlines.values():
        if isinstance(found, DateDeadline):
            when = When.PAST if context.is_over(found) else When.COMING
            words = found.label or found.title
            yield Event(when, found.date, found.source, words)


def _list(events: Sequence[Event], context: Context) -> Element:
    entries = Element("ol")
    for event in events:
        entry = SubElement(entries, "li", _classes("event", event.when))
        day = context.wording.time(event.day)
        fill(entry, "{day} {words}", {"day": day, "words": _words(event, context)})
    return entries


def _words(event: Event, context: Context) -> Element:
    if event.words is None:
        words = Element("strong")
        words.text = context.wording.strings.timeline_today
        return words
    source = context.registry.sources.get(event.source or "")
    words = link_to(event.source, source, "") if event.source and source else Element("span")
    return context.in_language(words, event.words)


@dataclass(frozen=True)
class Scale:
    """An axis from the first day of the year `first` to the last day of the year `last`."""

    first: int
    last: int

    def at(self, day: date) -> str:
        """How far down `day` is, in percent of the axis."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        return _percent((day - start).days / (end - start).days)


def drawing(events: Sequence[Event], scale: Scale, name: str) -> Element:
    """The years of `scale`, a mark for each of `events`, and a line from it to its row in the list.

    `events` are in the order of the list; `name` tells what is drawn to who cannot see it.
    """
    svg = Element("svg", {"role": "img", "aria-label": name, "data-search-exclude": ""})
    for year in range(scale.first, scale.last + 1):
        svg.extend(_year(year, scale))
    for row, event in enumerate(events):
        middle = _percent((row + 0.5) / len(events))
        svg.append(_line("leader", event.when, (_AXIS, scale.at(event.day)), (_EDGE, middle)))
    (today,) = (scale.at(event.day) for event in events if event.when is When.TODAY)
    svg.append(_line("axis", When.PAST, (_AXIS, "0%"), (_AXIS, today)))
    svg.append(_line("axis", When.COMING, (_AXIS, today), (_AXIS, "100%")))
    svg.extend(_mark(event.when, scale.at(event.day)) for event in events)
    return svg


def _year(year: int, scale: Scale) -> Iterator[Element]:
    """Where `year` begins: a rule, and its number below."""
    top = scale.at(date(year, 1, 1))
    yield Element("line", _classes("year") | _ends(("0", top), (_AXIS, top)))
    number = Element("text", {"x": "0", "y": top, "dy": "1.15em"})
    number.text = str(year)
    yield number


def _line(part: str, when: When, start: _Place, end: _Place) -> Element:
    return Element("line", _classes(part, when) | _ends(start, end))


def _mark(when: When, at: str) -> Element:
    """A full dot for what is past, a bar for the day of the build, an empty square for the rest."""
    if when is When.TODAY:
        return _line("mark", when, ("2.6em", at), ("4em", at))
    if when is When.PAST:
        return Element("circle", _classes("mark", when) | {"cx": _AXIS, "cy": at, "r": ".32em"})
    square = {"x": _AXIS, "y": at, "width": ".6em", "height": ".6em"}
    return Element("rect", _classes("mark", when) | square)


def _classes(part: str, when: When | None = None) -> dict[str, str]:
    state = f" timeline-{when.name.lower()}" if when is not None else ""
    return {"class": f"timeline-{part}{state}"}


def _ends(start: _Place, end: _Place) -> dict[str, str]:
    return dict(zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True))


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"
