"""The browser's Print and the booklet: one family."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOOKLET = (ROOT / "hooks/paper/booklet.typ").read_text("utf-8")
PRINT = (ROOT / "hooks/templates/assets/css/print.css").read_text("utf-8")
# What each calls the same ink.
INKS = {
    "ink": "--ink",
    "soft": "--ink-soft",
    "deep": "--green",
    "warm": "--warm",
    "line": "--rule",
    "leaf": "background",
}


@pytest.mark.parametrize(("in_booklet", "in_print"), INKS.items())
def test_they_are_printed_in_the_same_inks(in_booklet: str, in_print: str) -> None:
    [ink] = re.findall(rf'^#let {in_booklet} = rgb\("(#\w+)"\)', BOOKLET, re.MULTILINE)
    assert set(re.findall(rf"{in_print}: (#(?!fff)\w+);", PRINT)) == {ink}
