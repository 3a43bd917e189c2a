"""No page, however it is made, keeps the build waiting: reading one takes time in proportion."""

from __future__ import annotations

import time

import pytest

from guide.pages.front_matter import split_page
from guide.pages.scan import scan

SIZE = 100_000
# Reading so much takes some hundredths of a second; what is quadratic would take minutes.
SECONDS = 3.0
PIECES = [
    *"[]`{}/<(#~!:. a1-=\\\n|\"'",
    *("![", "[a", "[a](", "[a][", "[a][b]", "[[a][x]]", "](", "](<", "](a(", "[\n"),
    *("{#", "{a:", "{:", "{# }", "{a#", "<a ", "<a href", "<a href=", "<!--", "<!-- -->", "-->"),
    *("`a", "``a`", "```\n", "```` ", "```a\n", "~~~\n", "~~~a\n\n", "`\n\n", "\\`", "a.", "a:"),
    *("/// a\n", "////\n", "///\n", "//// a\n/// b\n", "1. a\n", "///a", "//a.", "//a", "http://"),
    *("# ", "#", "# a #", "a\n==\n\n", "\n\n---\n", "a\n\n", "- ", " \n", "{deadline:", "x://"),
]


def _ticks() -> str:
    """Runs of backticks, each of another length, so that none closes another."""
    return " ".join("`" * length for length in range(1, 440))


def _texts() -> list[str]:
    texts = [
        _ticks(),
        "[" * (SIZE // 2) + "]" * (SIZE // 2),
        "/// a\n" * (SIZE // 12) + "////\n" * (SIZE // 12),
    ]
    for piece in PIECES:
        many = piece * (SIZE // len(piece))
        half = many[: SIZE // 2]
        texts += [many, f"# a{half}{' ' * (SIZE // 2)}x"]
    return texts


@pytest.mark.parametrize("text", _texts(), ids=lambda text: repr(text[:8] + "…" + text[-2:]))
def test_reading_takes_time_in_proportion(text: str) -> None:
    began = time.process_time()
    scan(text)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("piece", ["[", "{", "- ", "a: ", "'", '"', "&a ", "? ", "a:\n", "#", "|"])
def test_so_does_front_matter(piece: str) -> None:
    text = f"---\n{piece * (SIZE // 5 // len(piece))}\n---\n"
    began = time.process_time()
    split_page(text, "a.md")
    assert time.process_time() - began < SECONDS
