"""What the link prober costs, and what it finds, beside what could be taken instead.

    make bench-links            RUNS=3 by default; ARGS='--addresses 200 --only speed'

All is asked of a server on loopback in one go: nothing leaves this machine, save to install the
tools that are compared, in .cache/bench. The figures are in .cache/bench/links.json too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from guide.links import Limits

from . import guide
from .cases import HOSTS, SLOW_MS, WELL_MS, counted, delays_alone, many
from .kept import KEPT, keep
from .machine import machine
from .measures import (
    FAULT_SECONDS,
    IN_FLIGHT,
    Options,
    Say,
    all_tools,
    builds,
    faults,
    memory,
    set_up,
    speed,
)
from .replies import FAULTS
from .report import build_ratios, notes, say, speed_ratios, speed_table, spread, table
from .running import BenchError
from .server import Server, serving
from .tools import Tool

RESULTS = KEPT / "links.json"


@dataclass
class Bench:
    """One go: what is measured, said as it comes, and kept."""

    options: Options
    server: Server
    say: Say
    results: dict[str, Any] = field(default_factory=dict)

    def speed(self, versions: dict[Tool, str]) -> None:
        options = self.options
        cases = many(options.addresses, self.server.port)
        shares = ", ".join(f"{number} {kind}" for kind, number in counted(cases).items())
        alone = delays_alone(cases, IN_FLIGHT)
        self.say(
            f"\nSpeed: {options.addresses} addresses on {HOSTS} hosts ({shares}), "
            f"{WELL_MS} ms each, slow ones {SLOW_MS} ms;\n"
            f"the delays alone, {IN_FLIGHT} at once, take {alone:.2f} s."
        )
        measures = speed(versions, self.server, options, self.say)
        ratios = speed_ratios(measures)
        self.say(speed_table(measures, options))
        for line in (*notes(measures, options), *ratios):
            self.say(str(line))
        self.results["speed"] = {
            "delays alone": alone,
            "tools": [asdict(one) for one in measures],
            "ratios": [asdict(one) for one in ratios],
        }

    def faults(self, versions: dict[Tool, str]) -> None:
        self.say(
            f"\nFaults: what each tool, at its defaults, makes of one address alone. -: nothing "
            f"said;\nhangs: stopped at {FAULT_SECONDS:g} s; asks it: the private page was fetched."
        )
        found = faults(versions, self.server, list(FAULTS))
        titled = {FAULTS[name].title if name else "": row for name, row in found.items()}
        self.say(table([(title, *row) for title, row in titled.items()]))
        self.results["faults"] = titled

    def guide(self, _: dict[Tool, str]) -> None:
        self.say(f"\nThe guide itself, its sources at {guide.SOURCE_MS} ms each, cold.")
        done = builds(self.server, self.options.runs, self.say)
        alone = -(-done.busiest // Limits.per_host) * guide.SOURCE_MS / 1000
        self.say(
            f"{done.sources} sources on {done.hosts} hosts: {done.verdicts}. The busiest has "
            f"{done.busiest}: at {Limits.per_host} at once, {alone:.1f} s.\n"
            f"offline {spread(done.offline)} s, online {spread(done.online)} s, "
            f"each source on its own host {spread(done.spread)} s"
        )
        ratios = build_ratios(done)
        for ratio in ratios:
            self.say(str(ratio))
        if done.made_up:
            self.say(f"Not written yet, so made up empty: {', '.join(done.made_up)}.")
        self.results["guide"] = asdict(done) | {"ratios": [asdict(one) for one in ratios]}

    def memory(self, _: dict[Tool, str]) -> None:
        peak = memory(self.server, self.options)
        self.say(
            f"\nMemory: {self.options.sources} sources, {IN_FLIGHT} at once: at most "
            f"{peak['peak']:.0f} MiB, of which {peak['before']:.0f} before it began; "
            f"{peak['seconds']:.2f} s."
        )
        self.results["memory"] = peak | {"sources": self.options.sources}

    def save(self, path: Path) -> None:
        kept = {"options": asdict(self.options), "runs": self.options.runs} | self.results
        keep(kept, path)


def bench(options: Options, tools: Sequence[Tool], say: Say, results: Path) -> None:
    """Measures and says what `options` ask for, and keeps it in `results`."""
    here = machine()
    say(f"{', '.join(f'{name}: {value}' for name, value in here.items())}.")
    with serving(guide.HOSTS) as server:
        done = Bench(options, server, say, {"machine": here})
        versions = set_up(tools, say)
        for part in options.only:
            getattr(done, part)(versions)
            done.save(results)


def read_options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(prog="bench.links", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=Options.runs)
    parser.add_argument("--addresses", type=int, default=Options.addresses)
    parser.add_argument("--sources", type=int, default=Options.sources)
    parser.add_argument("--limit", type=float, default=Options.limit)
    parser.add_argument("--only", nargs="+", choices=Options.only, default=Options.only)
    read = vars(parser.parse_args(arguments))
    return Options(**read | {"only": tuple(read["only"])})


if __name__ == "__main__":
    try:
        bench(read_options(sys.argv[1:]), all_tools(), say, RESULTS)
    except BenchError as error:
        sys.exit(f"The benchmark stopped: {error}")
