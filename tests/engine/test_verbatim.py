"""What is only shown, as Python-Markdown has it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.making import render
from guide.pages.scan import scan
from guide.text.verbatim import without_verbatim

SHOWN = [
    "`[x][loi]`",
    "`` ` [x][loi] ` ``",
    "`a\n[x][loi]`",
    "```\n[x][loi]\n```",
    "```\n\n[x][loi]\n\n```",
    "```` md\n[x][loi]\n```\n[x][loi]\n````",
    "~~~\n[x][loi]\n~~~",
    "~~~ {.md #a}\n[x][loi]\n~~~",
    "``` py hl_lines='1'\n[x][loi]\n```",
    "<!-- [x][loi] -->",
    "<!--\n[x][loi]\n\n[x][loi]\n-->",
    "<!-- ` --> <!-- [x][loi] -->",
    "`<!--` `[x][loi] -->`",
    "1. a\n\n    `[x][loi]`",
    "| a |\n| --- |\n| `[x][loi]` |",
]
MEANT = [
    "[x][loi]",
    "`a\n\n[x][loi]`",
    "``a` [x][loi]",
    "\\`[x][loi]\\`",
    "```\n[x][loi]\n\nnever closed",
    "```\n[x][loi]\n\n````",
    "```a``` [x][loi]\n\n```",
    "    a\n\n[x][loi]",
    "<!-- [x][loi]\n\nnever closed",
    "`a` [x][loi] `b`",
    "```\na\n```\n\n[x][loi]\n\n```\nb\n```",
    "<!-- a --> [x][loi] <!-- b -->",
    "`a\\` [x][loi] `b`",
]


@pytest.mark.parametrize("text", SHOWN)
def test_code_and_comments_are_not_meant(text: str) -> None:
    assert not scan(text).citations
    assert 'class="cited"' not in render(text)


@pytest.mark.parametrize("text", MEANT)
def test_the_rest_is(text: str) -> None:
    assert scan(text).citations
    assert 'class="cited"' in render(text)


@given(st.text() | st.text("`~ab\n <!->\\"))
@example("```\n`` ` <!-- ```\n --> \n```")
def test_every_line_keeps_its_length(text: str) -> None:
    left = without_verbatim(text)
    assert [len(line) for line in left.split("\n")] == [len(line) for line in text.split("\n")]
    assert all(new in (old, " ") for old, new in zip(text, left, strict=True))
