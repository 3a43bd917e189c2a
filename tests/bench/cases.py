"""The addresses that are asked: many of a few kinds, or one for each fault."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from .replies import FAULTS, WORDS
from .server import host

HOSTS = 20
WELL_MS, SLOW_MS = 50, 300
# Of fifty addresses of a host, all but these are well.
_ODD = {5: "slow", 15: "dead", 25: "moved", 35: "dead", 45: "moved"}


@dataclass(frozen=True)
class Case:
    """An address, what it is (well, slow, dead, moved, a fault), the words it must say."""

    url: str
    kind: str
    expect: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """What the server is asked for."""
        parts = urlsplit(self.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


def many(count: int, port: int, *, first: int = 1) -> list[Case]:
    """`count` distinct addresses, spread evenly over HOSTS hosts from 127.0.0.`first` on, in an
    order of no meaning that is always the same: a tool that waits between two requests to one
    host is at its best when hosts come in turn, at its worst when each comes in one block."""
    cases = [_case(n, f"http://{host(first + n % HOSTS)}:{port}") for n in range(count)]
    random.Random(count).shuffle(cases)  # noqa: S311 - no secret
    return cases


def in_turn(cases: Sequence[Case]) -> list[Case]:
    """`cases` in an order in which the hosts of `many` come in turn."""
    return sorted(cases, key=lambda case: int(case.target.rpartition("/")[2]))


def _case(n: int, base: str) -> Case:
    kind = _ODD.get(n // HOSTS % 50, "well")
    milliseconds = SLOW_MS if kind == "slow" else WELL_MS
    path = kind if kind in {"dead", "moved"} else "page"
    return Case(f"{base}/{path}/{milliseconds}/{n}", kind, (WORDS, f"page {n}"))


def of_fault(name: str, port: int, number: int, asker: str) -> Case:
    """The address of a fault on host `number`; `asker` tells who came, in the server's hits."""
    return Case(f"http://{host(number)}:{port}/fault/{name}?by={asker}", name, (WORDS,))


def trap_of(case: Case) -> str | None:
    """What a careful tool does not ask the server for when it looks at `case`."""
    trap = FAULTS[case.kind].trap
    return trap.format(query=urlsplit(case.url).query) if trap else None


def delays_alone(cases: Sequence[Case], in_flight: int) -> float:
    """Seconds that the server's delays take, `in_flight` at once: no client can be faster."""
    milliseconds = {"slow": SLOW_MS, "moved": 2 * WELL_MS}
    total = sum(milliseconds.get(case.kind, WELL_MS) for case in cases)
    return math.ceil(total / in_flight) / 1000


def counted(cases: Sequence[Case]) -> Counter[str]:
    return Counter(case.kind for case in cases)
