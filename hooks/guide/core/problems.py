"""What is wrong, where, and what to write instead: the one shape of every message we print."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

_LONGEST_SHOWN = 80


class Severity(IntEnum):
    """How grave a problem is. Errors stop the build, warnings stop a strict one."""

    INFO = 20
    WARNING = 30
    ERROR = 40


@dataclass(frozen=True, order=True)
class Problem:
    """One line for a person: `file:line: message`. Sorts by file, then line.

    `file` is a path from the project's folder, with `/`; `line` counts from 1, and 0 stands for
    the file as a whole. `message` says what was found, what is wrong and what to write instead.
    """

    file: str
    line: int
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return printable(f"{place}: {self.message}")


class Report:
    """Collects the problems of one build, each once."""

    def __init__(self) -> None:
        self._problems: set[Problem] = set()

    def add(self, *problems: Problem) -> None:
        self._problems.update(problems)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._problems.update(problems)

    def sorted(self) -> list[Problem]:
        """All problems, by file and line."""
        return sorted(self._problems)

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self._problems)


def printable(text: str) -> str:
    """`text` on one line, without what a terminal would obey: what was found may hold either."""
    return "".join(char if char.isprintable() else " " for char in text)


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """ " Did you mean 'opposition'?" when one of `known` is near `found`, else an empty string."""
    lowered = {name.lower(): name for name in known}
    near = difflib.get_close_matches(found.lower(), lowered, n=1)
    return f" Did you mean '{lowered[near[0]]}'?" if near else ""


def shown(found: object) -> str:
    """What a writer typed, short enough to stand within a line."""
    if isinstance(found, (list, tuple)):
        return "a list"
    if isinstance(found, dict):
        return "`key: value` lines"
    text = str(found)
    return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[:_LONGEST_SHOWN]}…'"
