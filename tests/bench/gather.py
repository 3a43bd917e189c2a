"""Gathers what the benchmarks have kept in .cache/bench into docs/data/measures.json.

    make bench                  runs them all, then this

The page « Mesures » is made from that file. A benchmark that could not run is left out, and so is
what labels.yml has no words for. Figures come from one go only: `--clear` forgets those before.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from guide.data.registry import MEASURES

from .kept import KEPT, keep
from .report import say
from .running import ROOT

_LABELS = Path(__file__).with_name("labels.yml")
_MACHINE = ("processor", "cores", "system", "python")
_DIGITS = 4

Json = dict[str, Any]
Row = tuple[str, str | None, Sequence[float]]
"""One that was measured: its name, its version, the runs."""


def _overhead(kept: Json) -> Iterator[Row]:
    for name, figures in kept["figures"].items():
        yield name, kept["versions"].get(name), figures["processors"]


def _languages(kept: Json) -> Iterator[Row]:
    for pages, figures in kept["pages"].items():
        for name, one in figures.items():
            yield f"{pages} pages, {name}", kept["versions"][name], one["seconds"]


def _pages(kept: Json) -> Iterator[Row]:
    for site, pages in kept["sites"].items():
        for label, one in pages.items():
            version = None if site == "this guide" else kept["material"]
            yield f"{label}, {site}", version, [sum(one["first"]["sent"].values()) / 1000]


def _paper(kept: Json) -> Iterator[Row]:
    for name, one in kept["added"].items():
        yield name, kept["versions"].get(name), one


def _links(kept: Json) -> Iterator[Row]:
    for one in kept["speed"]["tools"]:
        version = None if one["tool"].startswith("our") else one["version"]
        yield one["tool"], version, one["seconds"]


_READERS: Mapping[str, tuple[str, Callable[[Json], Iterator[Row]]]] = {
    "overhead": ("second", _overhead),
    "languages": ("second", _languages),
    "pages": ("kilobyte", _pages),
    "paper": ("second", _paper),
    "links": ("second", _links),
}
"""The benchmarks in the order of the page: the unit of their figures, and what reads them."""


def gathered(kept: Path, day: str) -> Json:
    """The contents of measures.json, of the results in the folder `kept`, measured on `day`."""
    labels = yaml.safe_load(_LABELS.read_text("utf-8"))
    found: Json = {}
    for name, (unit, read) in _READERS.items():
        path = kept / f"{name}.json"
        if not path.exists():
            say(f"{name} was not measured: it is left out.")
            continue
        results = json.loads(path.read_text("utf-8"))
        words = labels[name]
        found[name] = {
            "title": words["title"],
            "unit": unit,
            "date": day,
            "runs": results["runs"],
            "machine": {key: results["machine"][key] for key in _MACHINE},
            "measured": [_measured(row, words["names"]) for row in read(results)],
            "ratios": list(_ratios(_told(results), words["ratios"])),
        }
    return found


def _measured(row: Row, names: Mapping[str, Json]) -> Json:
    name, version, runs = row
    told: Json = {"name": names.get(name, name)}
    if version:
        told["version"] = version
    if _is_ours(name):
        told["ours"] = True
    ends = (median(runs), min(runs), max(runs))
    return told | dict(zip(("median", "least", "most"), map(_rounded, ends), strict=True))


def _is_ours(name: str) -> bool:
    return name.startswith(("our", "ours")) or name.endswith((", ours", ", this guide"))


def _told(results: Json) -> Iterator[Json]:
    """The ratios of a benchmark, of its parts too."""
    for part in (results, results.get("speed", {}), results.get("guide", {})):
        yield from part.get("ratios", ())


def _ratios(ratios: Iterable[Json], words: Mapping[str, Json]) -> Iterator[Json]:
    for one in ratios:
        if one["of"] in words:
            told = {"of": words[one["of"]], "value": _rounded(one["value"])}
            goal = {"goal": one["goal"], "at_most": one["at_most"]} if one["goal"] else {}
            yield told | goal


def _rounded(value: float) -> float:
    """To four digits that count: more would be noise, and a difference at each go."""
    return float(f"{value:.{_DIGITS}g}")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench.gather", description=__doc__.split("\n")[0])
    parser.add_argument("--clear", action="store_true", help="forget what was kept; gather nothing")
    if parser.parse_args(arguments).clear:
        for name in _READERS:
            (KEPT / f"{name}.json").unlink(missing_ok=True)
        return 0
    found = gathered(KEPT, datetime.now(UTC).date().isoformat())
    if not found:
        sys.stderr.write("Nothing was measured. Nothing is written.\n")
        return 1
    keep(found, ROOT / MEASURES)
    say(f"{MEASURES}: written. The page « Mesures » shows it at the next build.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
