"""`//// deadline | id`: what is true before a date and after it, each part with its own words."""

from __future__ import annotations

from datetime import timedelta
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

from ..data.models import DateDeadline, Deadline, PeriodDeadline
from ..words.wording import fill
from .calculator import calculator, origin
from .context import Context
from .dates import shown
from .processor import ContextProcessor


class DeadlineBlock(Block):
    """`//// deadline | id`: holds a `before` and an `after` part."""

    NAME = "deadline"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The element that holds both parts."""
        context: Context = self.config["context"]
        deadline = context.registry.deadlines.get(self.argument)
        element = SubElement(parent, "div", {"class": "deadline", "data-deadline": self.argument})
        if isinstance(deadline, DateDeadline):
            # A page may stay open past midnight: who does not see the parts change hears it.
            element.set("aria-live", "polite")
        elif deadline:
            element.set("class", "deadline deadline-period")
        return element


class _Part(Block):
    BOUND: str

    def on_create(self, parent: Element) -> Element:
        """One part, hidden on a build day on which it is not true.

        Of a period, both parts stand: only the reader knows from which day it runs.
        """
        context: Context = self.config["context"]
        part = SubElement(parent, "div", {"class": "deadline-part", "data-when": self.NAME})
        deadline = context.registry.deadlines.get(parent.get("data-deadline", ""))
        if isinstance(deadline, DateDeadline):
            self._date(part, deadline, context)
        return part

    def _date(self, part: Element, deadline: DateDeadline, context: Context) -> None:
        """Tells the page's script, guide.js, on which days of the reader's the part is true."""
        part.set(self.BOUND, deadline.last_before.isoformat())
        part.set("data-zone", context.zone_of(deadline))
        if context.is_over(deadline) is (self.NAME == "before"):
            part.set("hidden", "hidden")


class BeforePart(_Part):
    """`/// before`: what is true to the end of the deadline's last day."""

    NAME = "before"
    BOUND = "data-until"


class AfterPart(_Part):
    """`/// after`: what is true from the next day on."""

    NAME = "after"
    BOUND = "data-after"


class PartStates(ContextProcessor):
    """Begins each part with a line that says, in words, when it is true, and a period's block
    with a form that finds the reader's own last day.

    It runs once Markdown can no longer take the data's own words for its signs.
    """

    def run(self, root: Element) -> None:
        """Does so for each deadline that is known."""
        blocks = [block for block in root.iter("div") if "data-deadline" in block.attrib]
        for number, block in enumerate(blocks, 1):
            key = block.attrib["data-deadline"]
            deadline = self._context.registry.deadlines.get(key)
            if not deadline:
                continue
            for part in block.findall("div[@data-when]"):
                part.insert(0, self._state(deadline, before=part.get("data-when") == "before"))
            if isinstance(deadline, PeriodDeadline):
                # Two hyphens stand in no id: never that of a form in the list of all periods.
                block.insert(0, calculator(key, deadline, f"{key}--{number}", self._context))

    def _state(self, deadline: Deadline, *, before: bool) -> Element:
        wording, strings = self._context.wording, self._context.wording.strings
        state = Element("p", {"class": "deadline-state"})
        if isinstance(deadline, DateDeadline):
            last = deadline.last_before
            day = wording.time(last if before else last + timedelta(days=1))
            return fill(state, strings.until if before else strings.since, {"date": day})
        period, start = shown(deadline, self._context), origin(deadline, self._context)
        parts = {"period": period, "from": start}
        return fill(state, strings.within if before else strings.beyond, parts)
