"""Guides in folders of their own, built by the program that builds the real one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).parents[2]
SETTINGS = "mkdocs.yml"
LOCK = "requirements.lock"
REPORT = "report.txt"
SITE = "https://exemple.org/refus/"  # the address of a site that has one
NOON = "1795435200"  # 2026-11-23T12:00:00Z, the instant of every small build here
READ = "1796040000"  # 2026-11-30T12:00:00Z: of the real guide, nothing was read after that day
EDITION, EDITION_IN_WORDS = "2026-11-30", "30\N{NO-BREAK SPACE}novembre\N{NO-BREAK SPACE}2026"
BRIEF = {"leaflet": "depliant.md", "chapters": ["guide/cloturer.md"]}
MKDOCS = (sys.executable, "-m", os.environ.get("GENERATOR") or "mkdocs")

INDEX = """\
---
title: A small guide
description: A guide that is small.
verified: 2026-11-23
---

# A small guide

[The law][law] gives until {deadline:coming}.
"""
SOURCES = """\
law: {url: "https://law.example.org/", title: Law, publisher: State, lang: fr, seen: 2026-11-23}
"""
DEADLINES = """\
coming: {kind: date, date: 2027-03-26, title: {fr: Coming}, source: law, seen: 2026-11-23}
"""


def copy_of_the_guide(project: Path, *, docs: str = "docs") -> Path:
    """The guide of this repository in the folder `project`, or only what stands in `docs` of it."""
    without = shutil.ignore_patterns("__pycache__")
    for folder in (docs, "hooks"):
        shutil.copytree(ROOT / folder, project / folder, ignore=without)
    for file in (SETTINGS, LOCK):
        shutil.copy(ROOT / file, project)
    return project


def briefly_printed(project: Path) -> Path:
    """The same in all its languages, with one chapter for its booklets."""
    return with_settings(copy_of_the_guide(project), paper=BRIEF)


def in_french(project: Path) -> Path:
    """The guide of this repository in its source language alone, with one chapter."""
    copy_of_the_guide(project)
    for folder in (project / "docs").iterdir():
        if folder.name not in ("fr", "data", "assets"):
            shutil.rmtree(folder) if folder.is_dir() else None
    return with_settings(project, paper=BRIEF, languages={})


def with_settings(project: Path, **settings: object) -> Path:
    """The guide in `project` with `settings` of the engine's in the place of its own."""
    read = yaml_load((project / SETTINGS).read_text("utf-8"))
    read["extra"]["guide"] |= settings
    (project / SETTINGS).write_text(
        yaml.safe_dump(read, allow_unicode=True, sort_keys=False), "utf-8"
    )
    return project


def small_guide(
    project: Path,
    files: Mapping[str, str],
    *,
    paper: object = None,
    languages: object = None,
    **links: object,
) -> Path:
    """A guide of few pages; `files` of docs/ replace or join those above. `paper`, `languages` and
    `links` are settings. Its built site is not walked, which would take longer than all the rest:
    see `with_walk`."""
    copy_of_the_guide(project, docs="docs/assets")
    settings = yaml_load((project / SETTINGS).read_text("utf-8"))
    del settings["nav"]
    own = {"links": links, "crawl": False, "paper": paper, "languages": languages or {}}
    french = {"source_language": "fr", "zone": "Europe/Paris"}  # whatever the guide of a fork is
    settings["extra"]["guide"] |= own | french
    (project / SETTINGS).write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    usual = {"fr/index.md": INDEX, "data/sources.yml": SOURCES, "data/deadlines.yml": DEADLINES}
    for name, text in {**usual, **files}.items():
        path = project / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return project


def with_walk(project: Path) -> Path:
    """The guide in `project`, whose built site LinkChecker walks."""
    return with_settings(project, crawl=True)


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without what would change a build, and with `settings`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GUIDE_")}
    fixed = {"SOURCE_DATE_EPOCH": NOON, "GUIDE_LINKS": "offline", "NO_MKDOCS_2_WARNING": "1"}
    return own | fixed | settings


def build(project: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` in the folder `project`."""
    return subprocess.run(
        [*MKDOCS, "build", *options],
        cwd=project,
        env=environment(**settings),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def built(project: Path, *options: str, **settings: str) -> Path:
    """The site of the guide in `project`, built now without a fault. What the build said stands
    beside it, in the file REPORT."""
    done = build(project, *options, **settings)
    assert done.returncode == 0, done.stderr
    (project / REPORT).write_text(done.stderr, "utf-8")
    return project / "site"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
