"""What each deadline was before: the memory that tells a date that has moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from ..core.dates import parse_period
from ..core.memory import MemoryFile
from ..core.problems import Problem
from .models import DateDeadline, Deadline

MEMORY = ".cache/deadlines.json"


@dataclass(frozen=True)
class Held:
    """A value that a deadline has had, `2027-03-26` or `P6W`, from the civil day `since` on.

    `seen` is the day it was last read at its source, as the data then said.
    """

    value: str
    since: date
    seen: date


@dataclass(frozen=True)
class DeadlineHistory:
    """The values that each deadline has had, by its id, in order; the form of the file.

    A change that older code would misread raises `version`.
    """

    version: Literal[1]
    deadlines: dict[str, Annotated[tuple[Held, ...], Field(min_length=1)]]

    def learnt(self, deadlines: Mapping[str, Deadline], today: date) -> DeadlineHistory:
        """The history after a build on `today`. Ids that are no more stay, for a branch or a
        commit that still has them."""
        now = {
            key: _continued(self.deadlines.get(key, ()), deadline, today)
            for key, deadline in deadlines.items()
        }
        return DeadlineHistory(1, {**self.deadlines, **now})

    def moves_since(self, read: date) -> Iterator[tuple[str, Held, Held]]:
        """Each deadline that is not what it was on the day `read`: its id, what it was, what it is.

        One that has moved and come back is what it was.
        """
        for key, values in self.deadlines.items():
            then = next((held for held in reversed(values) if held.since <= read), values[0])
            if then.value != values[-1].value:
                yield key, then, values[-1]


NOTHING = DeadlineHistory(1, {})
"""What is known before the first build."""


def value_of(deadline: Deadline) -> str:
    """What of a deadline can move: its date, or how long it is."""
    if isinstance(deadline, DateDeadline):
        return deadline.date.isoformat()
    return str(parse_period(deadline.within))


def _continued(values: tuple[Held, ...], deadline: Deadline, today: date) -> tuple[Held, ...]:
    """`values` with what `deadline` is today.

    A value is held since the day it was read at its source: whoever reads the pages again that
    same day need not do so once more. If the data give no new day, it is held since `today`.
    """
    value, last = value_of(deadline), values[-1] if values else None
    if last and last.value == value:
        return (*values[:-1], Held(value, last.since, deadline.seen))
    read_anew = not last or last.seen < deadline.seen <= today
    since = deadline.seen if read_anew else today
    return (*values, Held(value, max(since, last.since) if last else since, deadline.seen))


def memory_in(project: Path) -> MemoryFile[DeadlineHistory]:
    """The file of the guide in the folder `project`."""
    return MemoryFile(
        project / MEMORY,
        TypeAdapter(DeadlineHistory),
        MEMORY,
        rebuilt="It is made anew: what moved before today is not told.",
        forgotten="a deadline that moves may not be told.",
    )


def remembered(
    project: Path, deadlines: Mapping[str, Deadline], now: datetime, today: date, *, keep: bool
) -> tuple[DeadlineHistory, list[Problem]]:
    """The history up to this build, which is written down if `keep`, and what hindered that."""
    memory = memory_in(project)
    known, problems = memory.load(now)
    history = (known or NOTHING).learnt(deadlines, today)
    if keep and history != known:
        problems += memory.save(lambda written: (written or NOTHING).learnt(deadlines, today))
    return history, problems
