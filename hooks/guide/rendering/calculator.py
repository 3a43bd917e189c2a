"""A period's own last day: a form that the page's script shows and works, deadlines.js.

Nothing typed there leaves the page. Without the script it stays out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from ..data.models import PeriodDeadline
from ..words.strings import Plural
from ..words.wording import fill
from .context import Context

_YEARS = (1900, 2100)  # of the day that a period runs from: what lies outside is a slip
# Out of sight until the script is there; and search must not find the same words on every page.
_SHELL = {"class": "calculator", "hidden": "hidden", "data-search-exclude": ""}
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s]+')

# The reader's own event, by RFC 5545: {…} is for the script to fill, before it folds the lines.
# A day begins at midnight wherever the calendar is: 15 hours before that, it is 9 in the morning.
# The UID tells a calendar that it was given the same day of the same period before.
_CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//{{host}}//calculator//EN
BEGIN:VEVENT
UID:{key}-{{day}}@{{host}}
DTSTAMP:{{stamp}}
DTSTART;VALUE=DATE:{{day}}
SUMMARY;LANGUAGE={language}:{summary}
DESCRIPTION;LANGUAGE={language}:{text}{{address}}
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION;LANGUAGE={language}:{summary}
TRIGGER:-P6DT15H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION;LANGUAGE={language}:{summary}
TRIGGER:-PT15H
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def origin(deadline: PeriodDeadline, context: Context) -> Element:
    """What a period runs from, marked with its language where that is not the page's."""
    return context.in_language(Element("span"), deadline.from_)


def calculator(key: str, deadline: PeriodDeadline, name: str, context: Context) -> Element:
    """The form for the block of the period `key`; `name` tells it from the page's others."""
    element = Element("div", _SHELL)
    element.append(_form(key, deadline, f"calculator-{name}", context))
    return element


def folded_calculator(key: str, deadline: PeriodDeadline, context: Context) -> Element:
    """The same for a list of many periods: it opens when asked for, and says what to do once the
    period has passed, as the `after` part of a block does.
    """
    element = Element("details", _SHELL)
    SubElement(element, "summary").text = context.wording.strings.calculator_open
    form = _form(key, deadline, f"calculator-{key}", context)
    if deadline.late:
        late = SubElement(form[-1], "p", {"data-say": "late"})
        context.in_language(late, deadline.late)
    element.append(form)
    return element


def _form(key: str, deadline: PeriodDeadline, identity: str, context: Context) -> Element:
    """The form, whose last part holds every sentence that the script may have to say, by name."""
    form = Element("form", _rule(key, deadline, context))
    form.append(_field(deadline, identity, context))
    SubElement(form, "div", {"role": "status", "id": f"{identity}--said"})
    actions = SubElement(form, "p", {"class": "calculator-actions", "hidden": "hidden"})
    for action in ("calendar", "clear"):
        actions.append(_button(action, "button", context))
    words = SubElement(form, "div", {"hidden": "hidden"})
    words.extend(_words(deadline, context))
    return form


def _rule(key: str, deadline: PeriodDeadline, context: Context) -> dict[str, str]:
    """What the script counts by, and what it writes into the reader's calendar."""
    wording, title = context.wording, _title(deadline, context)
    return {
        "data-within": deadline.within,
        "data-zone": context.zone_of(deadline),
        "data-locale": wording.strings.locale,
        "data-order": wording.day_order,
        "data-first-day": wording.strings.first_day or "1",
        "data-calendar": _calendar(key, deadline, context),
        "data-file": _NOT_IN_FILE_NAMES.sub(" ", title).strip(" .") + ".ics",
        "aria-label": title,
        "autocomplete": "off",
        "novalidate": "novalidate",  # the script refuses in the guide's own words
    }


def _field(deadline: PeriodDeadline, identity: str, context: Context) -> Element:
    strings, (first, last) = context.wording.strings, _YEARS
    field = Element("div", {"class": "calculator-field"})
    label = SubElement(field, "label", {"for": identity})
    fill(label, strings.calculator_start, {"from": origin(deadline, context)})
    told = " ".join(f"{identity}--{part}" for part in ("typed", "private", "said"))
    limits = {"min": f"{first}-01-01", "max": f"{last}-12-31", "aria-describedby": told}
    row = SubElement(field, "p", {"class": "calculator-row"})
    SubElement(row, "input", {"type": "date", "id": identity, "autocomplete": "off"} | limits)
    row.append(_button("submit", "submit", context))
    typed = SubElement(field, "small", {"id": f"{identity}--typed"})
    typed.text = strings.calculator_typed
    private = SubElement(field, "small", {"id": f"{identity}--private"})
    private.text = strings.calculator_private
    return field


def _button(action: str, kind: str, context: Context) -> Element:
    button = Element("button", {"type": kind, "data-action": action})
    button.text = getattr(context.wording.strings, f"calculator_{action}")
    return button


def _words(deadline: PeriodDeadline, context: Context) -> Iterator[Element]:
    strings, (first, last) = context.wording.strings, _YEARS
    zone = context.wording.zone(context.zone_of(deadline))
    yield _sentence("last", strings.calculator_last, {"date": Element("span")})
    yield from _counted("left", strings.calculator_left)
    yield _sentence("today", strings.calculator_today, {"zone": zone})
    yield from _counted("passed", strings.calculator_passed)
    for name in ("future", "no_date", "no_day", "no_clock"):
        yield _sentence(name, getattr(strings, f"calculator_{name}"))
    years = {"first": str(first), "last": str(last)}
    yield _sentence("too_far", strings.calculator_too_far, years)


def _counted(name: str, said: Plural) -> Iterator[Element]:
    for category, text in said.forms().items():
        yield _sentence(f"{name}-{category}", text, {"days": Element("span")})


def _sentence(
    name: str, text: str, parts: Mapping[str, Element | str] = MappingProxyType({})
) -> Element:
    return fill(Element("p", {"data-say": name}), text, parts)


def _calendar(key: str, deadline: PeriodDeadline, context: Context) -> str:
    strings = context.wording.strings
    zone = context.wording.zone(context.zone_of(deadline))
    summary = strings.calendar_summary.format(title=_title(deadline, context))
    return _CALENDAR.format(
        key=key,
        language=strings.locale,
        summary=_escaped(summary),
        text=_escaped(strings.calendar_text.format(zone=zone) + "\n"),
    )


def _escaped(text: str) -> str:
    """`text` as RFC 5545 writes it, §3.3.11."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _title(deadline: PeriodDeadline, context: Context) -> str:
    title, _ = context.wording.pick(deadline.title, context.source_language)
    return title
