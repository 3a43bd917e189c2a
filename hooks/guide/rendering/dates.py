"""`{deadline:id}` and `{seen:id}` within a sentence, and the block that carries both truths."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks.block import Block

from ..dates import has_passed, parse_period
from ..models import DateDeadline, Deadline, PeriodDeadline
from ..wording import fill
from .context import Context

MACRO = r"\{(deadline|seen):([a-z0-9-]+)\}"


class DateMacro(InlineProcessor):
    """The date or period behind an id, as the page's language writes it."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(MACRO, md)
        self._context = context

    def handleMatch(  # type: ignore[override]  # the stubs know only the pattern's older form
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The element for one macro, or nothing (the raw marker stays) for an unknown id."""
        element = self._element(m[1], m[2])
        return (element, m.start(), m.end()) if element is not None else (None, None, None)

    def _element(self, name: str, key: str) -> Element | None:
        context = self._context
        if name == "seen":
            source = context.registry.sources.get(key)
            day = source and (source.copied or source.seen)
            return context.wording.time(day) if isinstance(day, date) else None
        deadline = context.registry.deadlines.get(key)
        return shown(deadline, context) if deadline else None


def shown(deadline: Deadline, context: Context) -> Element:
    """A deadline as it stands in a sentence: its date, or how long it is."""
    if isinstance(deadline, DateDeadline):
        return context.wording.time(deadline.date)
    element = Element("span", {"class": "period"})
    element.text = context.wording.period(parse_period(deadline.within))
    return element


class DeadlineBlock(Block):
    """`//// deadline | id`: holds a `before` and an `after` part."""

    NAME = "deadline"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The element that the page's script reads to show the part true on the reader's day."""
        context: Context = self.config["context"]
        deadline = context.registry.deadlines.get(self.argument)
        element = SubElement(parent, "div", {"class": "deadline", "data-deadline": self.argument})
        if isinstance(deadline, DateDeadline):
            element.set("data-last-day", deadline.date.isoformat())
            element.set("data-zone", deadline.zone or context.today.zone)
        elif deadline:
            element.set("class", "deadline deadline-period")
            element.set("data-within", deadline.within)
        return element


class _Part(Block):
    def on_create(self, parent: Element) -> Element:
        """One part, hidden on a build day on which it is not true."""
        context: Context = self.config["context"]
        part = SubElement(parent, "div", {"class": "deadline-part", "data-when": self.NAME})
        deadline = context.registry.deadlines.get(parent.get("data-deadline", ""))
        if deadline and not self._true_today(deadline, context):
            part.set("hidden", "hidden")
        return part

    def _true_today(self, deadline: Deadline, context: Context) -> bool:
        """Of a period, both parts stand: only the reader knows from which day it runs."""
        if isinstance(deadline, PeriodDeadline):
            return True
        passed = has_passed(deadline.date, context.today.in_zone(deadline.zone))
        return passed is (self.NAME == "after")


class BeforePart(_Part):
    """`/// before`: what is true to the end of the deadline's last day."""

    NAME = "before"


class AfterPart(_Part):
    """`/// after`: what is true from the next day on."""

    NAME = "after"


class PartStates(Treeprocessor):
    """Begins each part with a line that says, in words, when it is true.

    It runs once Markdown can no longer take the data's own words for its signs.
    """

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self._context = context

    def run(self, root: Element) -> None:
        """Puts the line at the head of each part of a deadline that is known."""
        for block in root.iter("div"):
            deadline = self._context.registry.deadlines.get(block.get("data-deadline", ""))
            if deadline:
                for part in block.findall("div[@data-when]"):
                    part.insert(0, self._state(deadline, before=part.get("data-when") == "before"))

    def _state(self, deadline: Deadline, *, before: bool) -> Element:
        wording, strings = self._context.wording, self._context.wording.strings
        state = Element("p", {"class": "deadline-state"})
        if isinstance(deadline, DateDeadline):
            day = wording.time(deadline.date if before else deadline.date + timedelta(days=1))
            return fill(state, strings.until if before else strings.since, {"date": day})
        period, start = shown(deadline, self._context), origin(deadline, self._context)
        parts = {"period": period, "from": start}
        return fill(state, strings.within if before else strings.beyond, parts)


def origin(deadline: PeriodDeadline, context: Context) -> Element:
    """What a period runs from, marked with its language where that is not the page's."""
    text, language = context.wording.pick(deadline.from_, context.source_language)
    element = Element("span")
    if language != context.wording.language:
        element.set("lang", language)
    element.text = text
    return element
