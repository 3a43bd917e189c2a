"""What the engine adds to a build of the guide: beside the same Markdown, by Material alone.

    make bench-overhead         RUNS=3 by default

Material alone builds the pages of all languages with its own settings, its search and our menu. It
prints our blocks and macros as they are typed; sources are given to it as definitions, so that its
links are links. The pages that the engine adds where a translation is missing are not given to it.
Ours is measured with and without paper, and each with nothing kept of builds before, then again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from . import sites
from .kept import KEPT, keep
from .languages import Figures, build
from .machine import machine
from .paper import without_paper
from .report import Ratio, say, spread, table
from .running import BenchError

RESULTS = KEPT / "overhead.json"
PLAIN = "Material alone"
_GOAL = 1.1


@dataclass(frozen=True)
class Case:
    """One way to build one of the folders; one that is `cold` finds nothing of a build before."""

    folder: str
    cold: bool = True


CASES = {
    PLAIN: Case("plain"),
    "ours, no paper, nothing kept": Case("without"),
    "ours, no paper, again": Case("without", cold=False),
    "ours, nothing kept": Case("with"),
    "ours, again": Case("with", cold=False),
}
"""In this order: each that is not cold follows one that has just built the same folder."""


def measured(folder: Path, runs: int) -> dict[str, Figures]:
    """What each case takes, in turn, then all again, so that a noisy moment is shared."""
    figures = {name: Figures() for name in CASES}
    _lay_down(folder)
    build(folder / CASES[PLAIN].folder)  # Python compiles what it has not met yet
    for number in range(1, runs + 1):
        for name, case in CASES.items():
            took = build(folder / case.folder, cold=case.cold)
            for what, value in took.items():
                getattr(figures[name], what).append(value)
            say(f"  run {number}, {name}: {took['processors']:.2f} s of processors")
    return figures


def _lay_down(folder: Path) -> None:
    sites.copied(folder / "with")
    without_paper(sites.copied(folder / "without"))
    sites.plain_in_all_languages(folder / "plain")


def ratios(figures: Mapping[str, Figures]) -> list[Ratio]:
    """Each case of ours against Material alone: medians."""
    return [
        Ratio(
            f"{name}, {what}, / {PLAIN}",
            median(getattr(one, what)) / median(getattr(figures[PLAIN], what)),
            _GOAL,
            at_most=True,
        )
        for what in ("processors", "seconds")
        for name, one in figures.items()
        if name != PLAIN
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.overhead", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    here = machine()
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder), runs)
        pages = {name: _pages(Path(folder) / case.folder) for name, case in CASES.items()}
    rows = [
        (name, str(pages[name]), *map(spread, vars(one).values())) for name, one in figures.items()
    ]
    say("\n" + table([("build", "pages", "seconds", "of processors", "MiB"), *rows]))
    for ratio in ratios(figures):
        say(str(ratio))
    kept: dict[str, Any] = {
        "machine": here,
        "runs": runs,
        "versions": {PLAIN: version("mkdocs-material")},
        "pages": pages,
        "figures": {name: asdict(one) for name, one in figures.items()},
        "ratios": [asdict(ratio) for ratio in ratios(figures)],
    }
    keep(kept, RESULTS)
    return 0


def _pages(project: Path) -> int:
    return sum(path.name != "404.html" for path in (project / "site").rglob("*.html"))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchError as error:
        sys.exit(f"The benchmark stopped: {error}")
