"""The real guide as it is written: the pages that it must have, and its data."""

from __future__ import annotations

from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from .building import ROOT, SETTINGS

SOURCE = ROOT / "docs" / "fr"
SETTINGS_READ = yaml_load((ROOT / SETTINGS).read_text("utf-8"))["extra"]["guide"]
TRANSLATED = [code for code in SETTINGS_READ.get("languages", {}) if code != "fr"]
WRITTEN = sorted(
    path.relative_to(SOURCE).with_suffix("").as_posix() for path in SOURCE.rglob("*.md")
)
PAGES = [f"{name}.html" for name in WRITTEN]
ALL = [*PAGES, "404.html"]
HOME = "index.html"
STEPS = "guide/cloturer.html"  # a page with steps, a table and a list of contents


def markdown(page: str) -> str:
    """What was written to make the page `page`."""
    return (SOURCE / page).with_suffix(".md").read_text("utf-8")


def data(name: str) -> dict[str, Any]:
    """A file of docs/data/, as it is written."""
    entries = yaml.safe_load((ROOT / "docs" / "data" / name).read_text("utf-8"))
    assert isinstance(entries, dict)
    return entries
