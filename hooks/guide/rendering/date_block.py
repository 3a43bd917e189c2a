"""`//// deadline | id`: what is true before a date and after it, each part with its own words."""

from __future__ import annotations

from datetime import timedelta
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks.block import Block

from ..dates import has_passed
from ..models import DateDeadline, Deadline, PeriodDeadline
from ..wording import fill
from .context import Context
from .dates import origin, shown


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
