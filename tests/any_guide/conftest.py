"""The guide that stands here, as any fork has one, built once for all workers of pytest-xdist.

Where it has tests of its own that ask more of it (`tests/website/`), as the first guide has, the
guides that forks begin with are looked at in its place.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from guide.fork.new import SHARED, STARTERS
from website.building import ROOT, SETTINGS, build
from website.reading import launched, serving

HAS_TESTS_OF_ITS_OWN = (ROOT / "tests/website/conftest.py").exists()
OFFERED = [path.name for path in sorted((ROOT / STARTERS).iterdir()) if path.name != SHARED]
GUIDES = OFFERED if HAS_TESTS_OF_ITS_OWN else [""]
_DAY = re.compile(r"\b(?:verified|seen): (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Built:
    """A guide, its site, and what its build said."""

    project: Path
    said: str

    @property
    def site(self) -> Path:
        return self.project / "site"


@pytest.fixture(scope="session", params=GUIDES)
def guide(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A guide, built on the day on which it was last read: at no other day is it its writers'
    fault alone if something in it has passed."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    project, said = shared / f"guide-{request.param}", shared / f"guide-{request.param}.txt"
    with project.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            noon = str(int(last_read(_copied(request.param, project)).timestamp()))
            done = build(project, SOURCE_DATE_EPOCH=noon)
            said.write_text(done.stderr, "utf-8")
    return Built(project, said.read_text("utf-8"))


def _copied(language: str, project: Path) -> Path:
    """The guide of this repository, or the starter in `language` if one is named."""
    made = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", project / "hooks", ignore=made)
    if not language:
        shutil.copytree(ROOT / "docs", project / "docs")
        shutil.copy(ROOT / SETTINGS, project)
        return project
    for name in (SHARED, language):
        shutil.copytree(ROOT / STARTERS / name, project, dirs_exist_ok=True)
    return project


def last_read(project: Path) -> datetime:
    """Noon of the newest day on which a page or a source of the guide in `project` was read."""
    texts = [*(project / "docs").rglob("*.md"), *(project / "docs/data").glob("*.yml")]
    days = [str(day) for path in texts for day in _DAY.findall(path.read_text("utf-8"))]
    return datetime.fromisoformat(f"{max(days)}T12:00:00Z")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real browser. Closed after this folder's tests: while it runs, no other loop may."""
    with sync_playwright() as playwright:
        running = launched(playwright.chromium)
        yield running
        running.close()


@pytest.fixture
def address(guide: Built) -> Iterator[str]:
    """Where the guide is served."""
    with serving(guide.site) as address:
        yield address
