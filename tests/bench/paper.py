"""What the paper editions cost a build, beside mkdocs-to-pdf on the same pages.

    make bench-pdf              RUNS=3 by default

mkdocs-to-pdf is installed in .cache/bench, and wants Pango from the system. Both are timed as whole
builds, less the same build without PDF. The figures are in .cache/bench/paper.json too.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from . import sites
from .kept import KEPT, keep
from .machine import machine
from .report import Ratio, say, spread
from .running import ROOT, BenchError, Done, run

RESULTS = KEPT / "paper.json"
_VENV = KEPT / "mkdocs-to-pdf"
_OTHER = ("mkdocs-to-pdf==0.12.1", "mkdocs-material>=9.8,<10")
_THEIRS = "mkdocs-to-pdf, one PDF"
_LIMIT = 600.0
_FASTER, _NO_CHANGE, _LARGEST = 10, 0.2, 1_500_000
_PRINTED = re.compile(r"\{copy:(booklet|sheets|leaflet|checklist)\}")
_KEPT = Path(".cache/paper")


@dataclass
class Added:
    """Seconds that paper adds to a build, one go after another: where nothing is printed yet, and
    where nothing changed; the bytes of each PDF."""

    printing: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)


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


def _ours(project: Path, runs: int) -> Added:
    """All that the guide prints: booklet, sheets to fold, leaflet, letters, lists."""
    printed = _in_french(sites.copied(project))
    without = without_paper(_in_french(sites.copied(project.with_name("ours-without"))))
    added = Added()
    for number in range(1, runs + 1):
        shutil.rmtree(printed / _KEPT, ignore_errors=True)
        whole, again, bare = (_build(one).seconds for one in (printed, printed, without))
        added.printing.append(whole - bare)
        added.again.append(max(0.0, again - bare))
        say(f"  run {number}, ours: {whole:.2f} s, again {again:.2f} s, without {bare:.2f} s")
    added.sizes = {path.name: path.stat().st_size for path in (printed / "site").rglob("*.pdf")}
    return added


def _other(project: Path, runs: int) -> list[float]:
    """Seconds that mkdocs-to-pdf adds for one PDF of the booklet's pages; none where it cannot
    run here."""
    try:
        python = _installed()
    except BenchError as error:
        say(f"mkdocs-to-pdf is left out: {error}.")
        return []
    plain = sites.plain(project, {})
    chapters = _settings(ROOT)["extra"]["guide"]["paper"]["chapters"]
    for path in (plain / "pages").rglob("*.md"):
        if path.relative_to(plain / "pages").as_posix() not in chapters:
            path.unlink()
    added: list[float] = []
    for number in range(1, runs + 1):
        bare = _plain_build(python, plain, [])
        whole = _plain_build(python, plain, [{"to-pdf": {"output_path": "guide.pdf"}}])
        added.append(whole - bare)
        say(f"  run {number}, mkdocs-to-pdf: {whole:.2f} s, without it {bare:.2f} s")
    if not (plain / "site/guide.pdf").exists():
        raise BenchError("mkdocs-to-pdf made no PDF")
    return added


def _plain_build(python: Path, plain: Path, plugins: list[object]) -> float:
    (plain / "mkdocs.yml").write_text(yaml.safe_dump({**sites.PLAIN, "plugins": plugins}))
    return run([python, "-m", "mkdocs", "build", "--quiet"], _LIMIT, plain).checked().seconds


def _told(ours: Added, other: list[float]) -> int:
    printing, no_change = median(ours.printing), median(ours.again)
    faster = "mkdocs-to-pdf, one PDF / all that we print"
    ratios = [
        *([Ratio(faster, median(other) / printing, _FASTER)] if other else []),
        Ratio("seconds added where nothing changed", no_change, _NO_CHANGE, at_most=True),
        Ratio("the largest PDF, bytes", max(ours.sizes.values()), _LARGEST, at_most=True),
    ]
    say(f"{machine()}\nours, all editions: {spread(ours.printing)} s")
    say("\n".join(map(str, ratios)))
    added = {"ours, all that we print": ours.printing, "ours, where nothing changed": ours.again}
    kept = {
        "machine": machine(),
        "runs": len(ours.printing),
        "versions": {_THEIRS: _OTHER[0].partition("==")[2]},
        "added": added | ({_THEIRS: other} if other else {}),
        "sizes": ours.sizes,
        "ratios": [asdict(one) for one in ratios],
    }
    keep(kept, RESULTS)
    return 0


def _installed() -> Path:
    """The Python that has mkdocs-to-pdf; raises BenchError where it cannot be installed."""
    python = _VENV / "bin" / "python"
    if not python.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
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


def without_paper(project: Path) -> Path:
    """The guide in `project`, which prints nothing and says of nothing that it is printed."""
    settings = _settings(project)
    settings["extra"]["guide"]["paper"] = None
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    for page in (project / "docs").glob("[!.]*/**/*.md"):  # not the versions that stamps name
        page.write_text(_PRINTED.sub("", page.read_text("utf-8")), "utf-8")
    translations = [code for code in settings["extra"]["guide"]["languages"] if code != "fr"]
    sites.stamp(project, translations)
    return project


if __name__ == "__main__":
    sys.exit(main())
