"""What a guide in four languages costs to build, beside mkdocs-static-i18n and Material alone.

    make bench-languages        RUNS=3 by default; ARGS='--pages 60' shortens

All build the same made-up pages, without network, from nothing. mkdocs-static-i18n is installed in
.cache/bench. The menu of Material alone holds the pages of all languages, those of the two others
only what a reader of one language sees. The figures are in .cache/bench/languages.json too.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from .kept import KEPT, keep
from .machine import machine
from .measures import Say
from .report import Ratio, say, spread, table
from .running import BenchError, run
from .translated import LANGUAGES, Builder, Ours, Plain, StaticI18n

RESULTS = KEPT / "languages.json"
_PAGES = (60, 600)
_LIMIT = 900.0  # seconds for one build
_GOALS = {Plain.name: 1.0, StaticI18n.name: 0.5}


@dataclass
class Figures:
    """What each build of one builder took: seconds, seconds of processors, which say more where
    others work on the machine, and the most memory that it held, in MiB."""

    seconds: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


Measured = dict[str, Figures]
"""From the name of a builder to its figures."""


def measured(builders: Sequence[Builder], pages: int, runs: int, say: Say) -> Measured:
    """Every builder in turn, then every builder again, so that a noisy moment is shared by all."""
    figures = {builder.name: Figures() for builder in builders}
    with tempfile.TemporaryDirectory() as folder:
        projects = {builder: Path(folder) / builder.name for builder in builders}
        for builder, project in projects.items():
            builder.write(project, pages)
            build(project, builder.python)  # Python compiles what it has not met yet
            _check(builder, project / "site", pages)
        for number in range(1, runs + 1):
            for builder, project in projects.items():
                took = build(project, builder.python)
                for what, value in took.items():
                    getattr(figures[builder.name], what).append(value)
                say(f"  run {number}, {pages} pages, {builder.name}: {took['seconds']:.2f} s")
    return figures


def build(
    project: Path, python: Path = Path(sys.executable), *, cold: bool = True
) -> dict[str, float]:
    """What one build of `project` took, by the names of Figures: a `cold` one from nothing."""
    for name in (".cache", "site") if cold else ():
        shutil.rmtree(project / name, ignore_errors=True)
    building = [str(python), "-m", "mkdocs", "build", "--quiet"]
    measuring = [sys.executable, "-m", "bench.peak", *building]
    done = run(measuring, _LIMIT, project, {"GUIDE_LINKS": "offline"}).checked()
    took: dict[str, float] = json.loads(done.out)
    return took


def _check(builder: Builder, site: Path, pages: int) -> None:
    found = sum(path.name != "404.html" for path in site.rglob("*.html"))
    if found != pages:
        raise BenchError(f"{builder.name} made {found} pages of {pages}")


def rows(found: Mapping[int, Measured], versions: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The table, its heading first."""
    return [
        ("pages", "builder", "version", "seconds", "of processors", "MiB"),
        *(
            (str(pages), name, versions[name], *map(spread, vars(one).values()))
            for pages, figures in found.items()
            for name, one in figures.items()
        ),
    ]


def ratios(found: Mapping[int, Measured]) -> list[Ratio]:
    """Ours against the others: medians of the same number of pages."""
    return [
        Ratio(
            f"{pages} pages, {what}, ours / {name}",
            median(ours) / median(vars(one)[what]),
            _GOALS[name] if what == "seconds" else None,
            at_most=True,
        )
        for pages, figures in found.items()
        for name, one in figures.items()
        if name != Ours.name
        for what, ours in vars(figures[Ours.name]).items()
    ]


def bench(
    pages: Sequence[int], runs: int, builders: Sequence[Builder], say: Say, results: Path
) -> None:
    """Measures and says all of it, and keeps it in `results`."""
    here = machine()
    say(f"{', '.join(f'{name}: {value}' for name, value in here.items())}.")
    say(f"{len(LANGUAGES)} languages: {', '.join(LANGUAGES)}.")
    say("In one language: as many pages in all, each with all of them in its menu.")
    versions, present = _set_up(builders, say)
    found = {count: measured(present, count, runs, say) for count in pages}
    say(f"\n{table(rows(found, versions))}")
    for ratio in ratios(found):
        say(str(ratio))
    kept: dict[str, Any] = {
        "machine": here,
        "runs": runs,
        "versions": versions,
        "pages": {
            count: {name: asdict(one) for name, one in figures.items()}
            for count, figures in found.items()
        },
        "ratios": [asdict(ratio) for ratio in ratios(found)],
    }
    keep(kept, results)


def _set_up(builders: Sequence[Builder], say: Say) -> tuple[dict[str, str], list[Builder]]:
    """The versions of those that can run here, and those; a line for each that cannot."""
    versions: dict[str, str] = {}
    for builder in builders:
        try:
            versions[builder.name] = builder.set_up()
        except BenchError as error:
            say(f"{builder.name} is left out: {error}.")
    return versions, [builder for builder in builders if builder.name in versions]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.languages", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, nargs="+", default=_PAGES, help="multiples of 4")
    read = parser.parse_args()
    try:
        bench(read.pages, read.runs, [Ours(), Plain(), StaticI18n()], say, RESULTS)
    except BenchError as error:
        sys.exit(f"The benchmark stopped: {error}")
