"""A repository on GitHub, of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from .issues import GH, GH_PY, GitHub


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    gh = tmp_path / "gh"
    gh.write_text(GH, "utf-8")
    (tmp_path / "gh.py").write_text(GH_PY, "utf-8")
    gh.chmod(0o755)
    github = GitHub(tmp_path)
    github.begin()
    return github
