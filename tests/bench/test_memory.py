"""What a build in many languages holds in memory at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from .running import ROOT
from .translated import LANGUAGES, Ours

PAGES = 10 * len(LANGUAGES)
MOST = 115  # MiB: 200 pages took 91 of them, 600 took 132


def test_a_build_holds_no_more_memory_than_is_said(tmp_path: Path) -> None:
    Ours().write(tmp_path / "guide", PAGES)
    paths = {"PYTHONPATH": str(ROOT / "tests"), "GUIDE_LINKS": "offline"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", "bench.peak", *command],
        cwd=tmp_path / "guide",
        env={**os.environ, **paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(list((tmp_path / "guide" / "site").rglob("page-*.html"))) >= PAGES - len(LANGUAGES)
    assert json.loads(done.stdout)["memory"] < MOST
