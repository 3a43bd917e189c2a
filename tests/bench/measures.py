"""The measures: how fast, which faults, at what cost to the build, in how much memory."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from . import guide
from .cases import HOSTS, Case, counted, many, of_fault, trap_of
from .replies import FAULTS
from .running import BenchError, Done, run
from .server import Server
from .tools import (
    Bare,
    HtmlProofer,
    LinkChecker,
    LinkCheckerAtItsBest,
    Linkinator,
    Ours,
    OursAsShipped,
    Tool,
)

IN_FLIGHT = 100
TIRING = 30.0  # seconds: a run that takes longer is not repeated
FAULT_SECONDS = 90.0  # LinkChecker gives up at 60
AT_ONCE = 4  # runs of the table of faults, where time is not measured


@dataclass(frozen=True)
class Options:
    """How much to measure."""

    runs: int = 5
    addresses: int = 2_000
    sources: int = 10_000  # for the peak of memory
    limit: float = 600.0  # seconds for one run of one tool
    only: tuple[str, ...] = ("speed", "faults", "guide", "memory")


@dataclass
class Measure:
    """The runs of one tool on the many addresses. `seconds` are those of the whole command,
    `asking` those without its start, where it tells; `told` counts what it complained of, by
    kind; `asked` counts the addresses the server saw in the last run, `most` and `most_a_host` the
    requests that it saw under way at once in any."""

    tool: str
    version: str
    limits: str
    seconds: list[float] = field(default_factory=list)
    asking: list[float] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    most: int = 0
    most_a_host: int = 0
    cut: bool = False

    @property
    def tired(self) -> bool:
        return bool(self.seconds) and self.seconds[-1] > TIRING


Say = Callable[[str], object]


def set_up(tools: Iterable[Tool], say: Say) -> dict[Tool, str]:
    """The version of each tool that can run here; a line for each that cannot."""
    versions: dict[Tool, str] = {}
    for tool in tools:
        try:
            versions[tool] = tool.set_up()
        except BenchError as error:
            say(f"{tool.name} is left out: {error}.")
    return versions


def all_tools() -> list[Tool]:
    share = IN_FLIGHT // HOSTS
    ours, bare = Ours(IN_FLIGHT, share), Bare(IN_FLIGHT, share)
    return [
        ours,
        bare,
        OursAsShipped(),
        LinkChecker(),
        LinkCheckerAtItsBest(),
        Linkinator(),
        HtmlProofer(),
    ]


def speed(
    versions: Mapping[Tool, str], server: Server, options: Options, say: Say
) -> list[Measure]:
    """Every tool in turn, then every tool again, so that a noisy moment is shared by all."""
    measures = {
        tool: Measure(tool.name, version, tool.limits) for tool, version in versions.items()
    }
    for number in range(options.runs):
        for tool, measure in measures.items():
            if not measure.tired:
                _measure(tool, measure, server, options)
                say(f"  run {number + 1}, {tool.name}: {measure.seconds[-1]:.2f} s")
    return list(measures.values())


def _measure(tool: Tool, measure: Measure, server: Server, options: Options) -> None:
    cases = many(options.addresses, server.port, first=tool.first_host)
    server.traffic()
    done = _look(tool, cases, options.limit)
    seen = server.traffic()
    said = tool.said(done)
    measure.seconds.append(done.seconds)
    measure.asking += [seconds for seconds in [tool.asking(done)] if seconds is not None]
    measure.asked = sum(case.target in seen.hits for case in cases)
    measure.most = max(measure.most, seen.most)
    measure.most_a_host = max(measure.most_a_host, seen.most_a_host)
    measure.told = dict(counted([case for case in cases if case.url in said]))
    measure.cut = done.cut


def _look(tool: Tool, cases: Sequence[Case], limit: float) -> Done:
    with tempfile.TemporaryDirectory() as folder:
        done = run(tool.command(cases, Path(folder)), limit, Path(folder))
    return done if done.cut else done.checked(*tool.statuses)


def faults(tools: Iterable[Tool], server: Server, names: Sequence[str]) -> dict[str, list[str]]:
    """For each fault what each tool makes of it; the names of the tools come first."""
    twice = (OursAsShipped, LinkCheckerAtItsBest)
    tools = [tool for tool in tools if not isinstance(tool, twice)]
    pairs = [(name, tool) for name in names for tool in tools]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        looks = list(pool.map(lambda pair: _fault(pair[0], pair[1], server), pairs))
    hits = server.traffic().hits
    cells = ["asks it" if trap_of(case) in hits else answer for case, answer in looks]
    rows = [cells[start : start + len(tools)] for start in range(0, len(cells), len(tools))]
    return {"": [tool.name for tool in tools]} | dict(zip(names, rows, strict=True))


def _fault(name: str, tool: Tool, server: Server) -> tuple[Case, str]:
    case = of_fault(name, server.port, tool.first_host, type(tool).__name__)
    try:
        done = _look(tool, [case], FAULT_SECONDS)
    except BenchError:
        return case, "fails"
    if done.cut:
        return case, "hangs"
    found = case.url in tool.said(done)
    if FAULTS[name].sound:
        return case, "false alarm" if found else "well"
    return case, "found" if found else "-"


@dataclass(frozen=True)
class Builds:
    """Cold builds of the guide, in seconds: without asking its sources; asking them, on as many
    hosts as they really have; asking them, each on a host of its own. `busiest` is the number of
    sources of the host that has most; `verdicts` are those of the last online build."""

    sources: int
    hosts: int
    busiest: int
    made_up: tuple[str, ...]
    offline: list[float]
    online: list[float]
    spread: list[float]
    verdicts: dict[str, int]


def builds(server: Server, runs: int, say: Say) -> Builds:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        real = guide.copied(Path(first), server.port)
        spread = guide.copied(Path(second), server.port, spread=True)
        for copy in (real, spread):
            copy.build("offline")  # Python compiles what it has not met yet
        times: dict[str, list[float]] = {"offline": [], "online": [], "spread": []}
        for number in range(runs):
            times["offline"].append(real.build("offline"))
            times["online"].append(real.build("online"))
            times["spread"].append(spread.build("online"))
            last = ", ".join(f"{mode} {seconds[-1]:.2f} s" for mode, seconds in times.items())
            say(f"  run {number + 1}: {last}")
        many_of = Counter(real.hosts)
        return Builds(
            sources=len(real.hosts),
            hosts=len(many_of),
            busiest=max(many_of.values()),
            made_up=real.made_up,
            **times,
            verdicts=real.verdicts(),
        )


def memory(server: Server, options: Options) -> dict[str, float]:
    """The most memory that our prober holds for many sources, in MiB, and before it began."""
    tool = Ours(IN_FLIGHT, IN_FLIGHT // HOSTS)
    done = _look(tool, many(options.sources, server.port), options.limit).checked()
    return {name: json.loads(done.out)[name] for name in ("before", "peak", "seconds")}
