"""The workflows' scripts, laid beside settings of our own, and run as a workflow runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / ".github" / "scripts"
WORKFLOWS = ROOT / ".github" / "workflows"


def lay(folder: Path, language: str | None = "fr") -> Path:
    """Copies the scripts into `folder`, a guide written in `language`; gives their folder."""
    settings = f"extra:\n  guide:\n    source_language: {language}\n" if language else "extra: {}\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    place = folder / SCRIPTS.relative_to(ROOT)
    shutil.copytree(
        SCRIPTS, place, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
    )
    return place


def leave(folder: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Puts `files` into `folder` as an earlier step left them, None for one that it did not; gives
    the folder."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).unlink(missing_ok=True)
        if content is not None:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def run(
    script: Path, *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs `script`; of programs it finds those only that PATH names, if `environment` has it."""
    return subprocess.run(
        [sys.executable, script, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
