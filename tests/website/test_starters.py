"""The guides that forks begin with: one guide in several languages, each explained alike."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from guide.data.settings_model import PaperSettings, Settings
from guide.fork.new import SHARED, STARTERS

from .building import ROOT, SETTINGS

FIRST, *OTHERS = sorted(path for path in (ROOT / STARTERS).iterdir() if path.name != SHARED)
LATER = {"leaflet"}  # what a small guide has no use for yet


def explained(starter: Path) -> list[str]:
    """The comments in the settings of `starter`."""
    text = (starter / SETTINGS).read_text("utf-8").replace(f"docs/{starter.name}/", "docs/x/")
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


def pages(starter: Path) -> list[list[str]]:
    """The kinds of its headings, blocks and macros, page by page in the order of the menu."""
    menu = re.findall(r"[\w-]+/[\w-]+\.md$", (starter / SETTINGS).read_text("utf-8"), re.MULTILINE)
    texts = ((starter / "docs" / name).read_text("utf-8") for name in menu)
    kinds = re.compile(r"^#+ |^/{3,} ?\w*|\{(?:all|copy|deadline|field)\b", re.MULTILINE)
    return [kinds.findall(text) for text in texts]


@pytest.mark.parametrize("starter", OTHERS, ids=lambda path: path.name)
def test_they_are_one_guide(starter: Path) -> None:
    assert explained(starter) == explained(FIRST)
    told, first = pages(starter), pages(FIRST)
    assert len(told) == len(first) == 6
    assert all(len(page) > 1 for page in told)
    # English has a word on the United Kingdom, whose law began as that of the Union.
    assert [page[: len(other)] for page, other in zip(told, first, strict=True)] == first


@pytest.mark.parametrize("starter", [FIRST, *OTHERS, ROOT], ids=lambda path: path.name)
def test_every_setting_is_there_to_be_seen_with_a_word_on_it(starter: Path) -> None:
    text = (starter / SETTINGS).read_text("utf-8")
    settings = yaml_load(text)["extra"]["guide"]
    assert set(Settings.model_fields) - set(settings) <= LATER
    assert set(PaperSettings.model_fields) - set(settings["paper"]) <= LATER
    lines = text.partition("  guide:\n")[2].partition("\n\n")[0].splitlines()
    bare = [after for before, after in pairwise(lines) if is_setting(after) and "#" not in before]
    assert bare == []


def is_setting(line: str) -> bool:
    return bool(re.match(r" {4}\w", line))
