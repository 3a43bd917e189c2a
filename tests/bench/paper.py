"""What the paper editions cost a build, beside mkdocs-to-pdf on the same pages.

    make bench-pdf              RUNS=5 by default

mkdocs-to-pdf is installed in .cache/bench, and wants Pango from the system. Both are timed as whole
builds, less the same build without PDF. The figures are in .cache/bench/paper.json too.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from . import sites
from .links import machine
from .report import Ratio, say
from .running import ROOT, BenchError, Done, run

FOLDER = ROOT / ".cache" / "bench"
_VENV = FOLDER / "mkdocs-to-pdf"
_OTHER = ("mkdocs-to-pdf==0.12.1", "mkdocs-material>=9.8,<10")
_LIMIT = 300.0
_FASTER, _NO_CHANGE, _LARGEST = 10, 0.2, 1_500_000
_PRINTED = re.compile(r"\{copy:(booklet|sheets|leaflet|checklist)\}")
_KEPT = Path(".cache/paper")


@dataclass(frozen=True)
class Timed:
    """Median seconds: of a build that prints, of the same again, and of one without paper."""

    printing: float
    again: float
    without: float

    @property
    def paper(self) -> float:
        return self.printing - self.without

    @property
    def no_change(self) -> float:
        return self.again - self.without


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _told(_ours(Path(folder) / "ours", runs), _other(Path(folder) / "other", runs))
    except BenchError as error:
        sys.stderr.write(f"bench-pdf: {error}\n")
        return 1


def _ours(project: Path, runs: int) -> tuple[Timed, dict[str, int]]:
    """All that the guide prints: booklet, sheets to fold, leaflet, letters, lists."""
    printed = _in_french(sites.copied(project))
    without = _without_paper(_in_french(sites.copied(project.with_name("ours-without"))))
    printing: list[float] = []
    again: list[float] = []
    bare: list[float] = []
    for number in range(1, runs + 1):
        shutil.rmtree(printed / _KEPT, ignore_errors=True)
        printing.append(_build(printed).seconds)
        again.append(_build(printed).seconds)
        bare.append(_build(without).seconds)
        times = f"{printing[-1]:.2f} s, again {again[-1]:.2f} s, without paper {bare[-1]:.2f} s"
        say(f"  run {number}, ours: {times}")
    sizes = {path.name: path.stat().st_size for path in (printed / "site/papier").glob("*.pdf")}
    return Timed(median(printing), median(again), median(bare)), sizes


def _other(project: Path, runs: int) -> float:
    """Seconds that mkdocs-to-pdf takes for one PDF of the booklet's pages."""
    python = _installed()
    plain = sites.plain(project, {})
    chapters = _settings(ROOT)["extra"]["guide"]["paper"]["chapters"]
    for path in (plain / "pages").rglob("*.md"):
        if path.relative_to(plain / "pages").as_posix() not in chapters:
            path.unlink()
    with_pdf: list[float] = []
    bare: list[float] = []
    for number in range(1, runs + 1):
        for plugins, seconds in (
            ([], bare),
            ([{"to-pdf": {"output_path": "guide.pdf"}}], with_pdf),
        ):
            (plain / "mkdocs.yml").write_text(yaml.safe_dump({**sites.PLAIN, "plugins": plugins}))
            command = [str(python), "-m", "mkdocs", "build", "--quiet"]
            seconds.append(run(command, _LIMIT, plain).checked().seconds)
        say(f"  run {number}, mkdocs-to-pdf: {with_pdf[-1]:.2f} s, without it {bare[-1]:.2f} s")
    if not (plain / "site/guide.pdf").exists():
        raise BenchError("mkdocs-to-pdf made no PDF")
    return median(with_pdf) - median(bare)


def _told(ours: tuple[Timed, dict[str, int]], other: float) -> int:
    timed, sizes = ours
    ratios = [
        Ratio("mkdocs-to-pdf, one PDF / all that we print", other / timed.paper, _FASTER),
        Ratio("seconds added where nothing changed", timed.no_change, _NO_CHANGE, at_most=True),
        Ratio("the largest PDF, bytes", max(sizes.values()), _LARGEST, at_most=True),
    ]
    say(f"{machine()}\nours, all editions: {timed.paper:.2f} s; mkdocs-to-pdf: {other:.2f} s")
    say("\n".join(map(str, ratios)))
    figures = {"ours": vars(timed), "sizes": sizes, "mkdocs-to-pdf": other}
    (FOLDER / "paper.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


def _installed() -> Path:
    """The Python that has mkdocs-to-pdf; raises BenchError where it cannot be installed."""
    python = _VENV / "bin" / "python"
    if not python.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        run([sys.executable, "-m", "venv", str(_VENV)], _LIMIT, ROOT).checked()
        run([python, "-m", "pip", "install", "--quiet", *_OTHER], _LIMIT, ROOT).checked()
    return python


def _build(project: Path) -> Done:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return run(command, _LIMIT, project, {"GUIDE_LINKS": "offline"}).checked()


def _settings(project: Path) -> dict[str, Any]:
    settings: dict[str, Any] = yaml_load((project / "mkdocs.yml").read_text("utf-8"))
    return settings


def _in_french(project: Path) -> Path:
    """The guide in `project` in its source language alone, as the other tool prints it."""
    settings = _settings(project)
    settings["extra"]["guide"]["languages"] = {}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    for folder in (project / "docs").iterdir():
        if folder.is_dir() and folder.name not in ("fr", "data", "assets"):
            shutil.rmtree(folder)
    return project


def _without_paper(project: Path) -> Path:
    """The guide in `project`, which prints nothing and says of nothing that it is printed."""
    settings = _settings(project)
    settings["extra"]["guide"]["paper"] = None
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    for page in (project / "docs").rglob("*.md"):
        page.write_text(_PRINTED.sub("", page.read_text("utf-8")), "utf-8")
    return project


if __name__ == "__main__":
    sys.exit(main())
