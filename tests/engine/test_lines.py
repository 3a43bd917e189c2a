"""Which line a character stands on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guide.text.lines import Lines


@given(st.text(alphabet="a\n\r\u2028\x85"), st.integers(1, 50))
def test_only_newlines_end_lines(text: str, first: int) -> None:
    lines = Lines(text, first)
    for position in range(len(text) + 1):
        assert lines.at(position) == text[:position].count("\n") + first
