"""Lighthouse, by its own defaults: a phone of the middle range on a slow 4G network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from .kept import KEPT
from .running import run
from .tools import npm_install

PINNED = "lighthouse@12.8.2"  # the last for Node 20; 13 wants 22
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_PROGRAM = KEPT / "node_modules" / ".bin" / "lighthouse"
_LIMIT = 180.0  # seconds for one page
_FLAGS = "--headless=new --no-sandbox --host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"


@dataclass(frozen=True)
class Scores:
    """One page judged: points of 100 by category, milliseconds to its largest paint, its shifts,
    and the titles of what cost points."""

    points: dict[str, float]
    largest_paint: float
    shift: float
    found: list[str] = field(default_factory=list)


def set_up() -> str:
    """Installs it into the benchmarks' folder where it is not; its version."""
    if not _PROGRAM.exists():
        npm_install(PINNED)
    return run([_PROGRAM, "--version"], _LIMIT, KEPT).checked().out.strip()


def judged(url: str, browser: str, runs: int, folder: Path) -> Scores:
    """The page at `url`, the median of `runs` goes."""
    each = [read(_report(url, browser, folder)) for _ in range(runs)]
    return Scores(
        {name: median(one.points[name] for one in each) for name in CATEGORIES},
        median(one.largest_paint for one in each),
        median(one.shift for one in each),
        sorted({title for one in each for title in one.found}),
    )


def _report(url: str, browser: str, folder: Path) -> dict[str, Any]:
    path = folder / "report.json"
    command: list[str | Path] = [
        *(_PROGRAM, url, "--quiet", "--output=json", f"--output-path={path}"),
        *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={_FLAGS}"),
    ]
    run(command, _LIMIT, folder, {"CHROME_PATH": browser}).checked()
    report: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return report


def read(report: dict[str, Any]) -> Scores:
    """What Lighthouse's own report says."""
    audits, categories = report["audits"], report["categories"]
    short = [
        audits[one["id"]]["title"]
        for category in categories.values()
        for one in category["auditRefs"]
        if one["weight"]
        and (audits[one["id"]]["score"] or 0) < 1
        and audits[one["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]
    return Scores(
        {name: round(100 * categories[name]["score"]) for name in CATEGORIES},
        audits["largest-contentful-paint"]["numericValue"],
        audits["cumulative-layout-shift"]["numericValue"],
        short,
    )
