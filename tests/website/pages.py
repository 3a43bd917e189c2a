"""The pages that the real guide must have, as its sources name them."""

from __future__ import annotations

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
