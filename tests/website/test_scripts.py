"""The guide's own scripts: small, and of a language that old browsers know."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from .building import ROOT
from .pages import PAGES

SCRIPTS = sorted((ROOT / "hooks" / "templates" / "assets" / "js").glob("*.js"))
# Signs and words of ECMAScript that are younger than its edition 5.1.
YOUNGER = re.compile(
    r"=>|`|\.{3}|\?[.?]|\*\*|(?<!\.)\b(?:let|const|class|async|await|import|export|of)\b"
)


@pytest.mark.parametrize("name", PAGES)
def test_the_scripts_of_a_page_are_small(site: Path, name: str) -> None:
    """What a phone loads with a page, before its reader asks for search or for a copy."""
    named = re.findall(r'<script src="(?:\.\./)*([^"]+)"', (site / name).read_text("utf-8"))
    assert named
    sizes = {one: len(gzip.compress((site / one).read_bytes(), 9)) for one in named}
    assert sum(sizes.values()) < 6000, json.dumps(sizes)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_it_is_written_as_browsers_of_2017_read_it(path: Path) -> None:
    """ECMAScript 5.1: nothing in the code, strings and comments aside, that is younger."""
    text = path.read_text("utf-8")
    code = _code(text)
    assert YOUNGER.findall(code) == []
    assert '"use strict"' in text


def _code(text: str) -> str:
    without = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r'"(?:\\.|[^"\\\n])*"|//[^\n]*', "", without)
