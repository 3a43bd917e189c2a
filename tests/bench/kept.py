"""What a benchmark keeps of its figures, for `gather` and for whoever compares two goes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guide.core.published_json import json_text

from .running import ROOT

KEPT = ROOT / ".cache" / "bench"
"""The folder of the figures, and of the tools that were fetched to be measured."""


def keep(figures: Mapping[str, Any], path: Path) -> None:
    """Writes `figures` at `path`, in a folder that is made if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json_text(figures), "utf-8")
