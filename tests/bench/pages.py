"""What a page costs its reader, and how Lighthouse judges it, beside what Material alone makes.

    make bench-pages            RUNS=3 by default; ARGS='--only bytes' skips Lighthouse

Three sites from the same Markdown are served on loopback, packed by gzip; nothing else is reached,
save to install Lighthouse, in .cache/bench. The figures are in .cache/bench/pages.json too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from . import lighthouse, sites
from .kept import KEPT, keep
from .lighthouse import CATEGORIES, Scores
from .machine import machine
from .report import Ratio, say, table
from .running import BenchError
from .transfers import PHONE, Counter, Transfer, Visitor, serving

RESULTS = KEPT / "pages.json"
PAGES = {"home": "index.html", "a path": "guide/cloturer.html", "the article": "article.html"}
FLAGS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
_KB = 1000
_FIRST_KB, _NEXT_KB = 120, 15


@dataclass
class Figures:
    """One page of one site: its first visit, the same page after home, and its marks."""

    first: Transfer
    after_home: Transfer
    scores: Scores | None = None


@dataclass
class Bench:
    """One go: what is measured, said as it comes, and kept."""

    runs: int
    only: Sequence[str]
    figures: dict[str, dict[str, Figures]] = field(default_factory=dict)

    def site(self, name: str, site: Path, browser: Browser, program: str) -> None:
        """Measures one site."""
        with serving(site) as (address, counter), tempfile.TemporaryDirectory() as folder:
            for label, page in PAGES.items():
                figures = Figures(*_visits(browser, address, counter, page))
                if "lighthouse" in self.only:
                    say(f"{name}, {label}: Lighthouse, {self.runs} goes")
                    url = address + page
                    figures.scores = lighthouse.judged(url, program, self.runs, Path(folder))
                self.figures.setdefault(name, {})[label] = figures

    def tell(self) -> None:
        """The table and the ratios."""
        say("\n" + table([_HEADING, *_rows(self.figures)]))
        for ratio in ratios(self.figures):
            say(str(ratio))
        if any(one.first.others for pages in self.figures.values() for one in pages.values()):
            say("What other hosts would have sent (fonts) is not counted: nobody was asked.")
        for name, pages in self.figures.items():
            found = {one for page in pages.values() if page.scores for one in page.scores.found}
            if found:
                say(f"{name}, below full marks: {'; '.join(sorted(found))}.")

    def save(self, path: Path, about: dict[str, Any]) -> None:
        sites_ = {
            name: {label: asdict(one) for label, one in pages.items()}
            for name, pages in self.figures.items()
        }
        kept = about | {"sites": sites_, "ratios": [asdict(one) for one in ratios(self.figures)]}
        keep(kept, path)


def _visits(
    browser: Browser, address: str, counter: Counter, page: str
) -> tuple[Transfer, Transfer]:
    with browser.new_context(viewport=PHONE) as context:
        first = Visitor(context, address, counter).opens(page)
    with browser.new_context(viewport=PHONE) as context:
        visitor = Visitor(context, address, counter)
        visitor.opens(PAGES["home"])
        after_home = visitor.opens(page)
    return first, after_home


_HEADING = (
    *("site", "page", "first visit", "files", "after home", "other hosts"),
    *("perf.", "access.", "practices", "SEO", "paint", "shift"),
)


def _rows(figures: dict[str, dict[str, Figures]]) -> list[tuple[str, ...]]:
    return [
        (
            *(name, label, f"{one.first.bytes / _KB:.1f} kB", str(len(one.first.sent))),
            "" if label == "home" else f"{one.after_home.bytes / _KB:.1f} kB",
            ", ".join(one.first.others) or "none",
            *_marks(one.scores),
        )
        for name, pages in figures.items()
        for label, one in pages.items()
    ]


def _marks(scores: Scores | None) -> tuple[str, ...]:
    if not scores:
        return ("",) * 6
    points = (f"{scores.points[name]:.0f}" for name in CATEGORIES)
    return (*points, f"{scores.largest_paint / 1000:.1f} s", f"{scores.shift:.3f}")


def ratios(figures: dict[str, dict[str, Figures]]) -> list[Ratio]:
    """Ours against our goals, and the others against ours."""
    ours = figures[sites.OURS]
    found = [
        Ratio("first visit, the heaviest page, kB", _heaviest(ours), _FIRST_KB, at_most=True),
        *(
            Ratio(f"after home, {label}, kB", one.after_home.bytes / _KB, _NEXT_KB, at_most=True)
            for label, one in ours.items()
            if label != "home"
        ),
        *(
            Ratio(f"{label}, {name}", one.scores.points[name], 100)
            for label, one in ours.items()
            if one.scores
            for name in CATEGORIES
        ),
    ]
    for name, pages in figures.items():
        if name != sites.OURS:
            found += [
                Ratio(f"first visit, {label}, {name} / ours", theirs.first.bytes / one.first.bytes)
                for (label, theirs), one in zip(pages.items(), ours.values(), strict=True)
            ]
    return found


def _heaviest(pages: dict[str, Figures]) -> float:
    return max(one.first.bytes for one in pages.values()) / _KB


def bench(runs: int, only: Sequence[str], results: Path) -> None:
    """Measures and says all of it, and keeps it in `results`."""
    program = os.environ.get("GUIDE_CHROMIUM", "chromium")
    about: dict[str, Any] = {"machine": machine(), "material": version("mkdocs-material")}
    about["runs"] = runs
    if "lighthouse" in only:
        try:
            about["lighthouse"] = lighthouse.set_up()
        except BenchError as error:
            say(f"Lighthouse is left out: {error}.")
            only = [one for one in only if one != "lighthouse"]
    done = Bench(runs, only)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=program, args=FLAGS) as browser,
    ):
        about["browser"] = browser.version
        say(", ".join(f"{name}: {value}" for name, value in about.items()))
        for name, site in sites.built(Path(folder)).items():
            done.site(name, site, browser, program)
    done.tell()
    done.save(results, about)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.pages", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    both = ("bytes", "lighthouse")
    parser.add_argument("--only", nargs="+", choices=both, default=both)
    read = parser.parse_args()
    try:
        bench(read.runs, read.only, RESULTS)
    except BenchError as error:
        sys.exit(f"The benchmark stopped: {error}")
