"""Sheets to fold: each page once, and in order once they are folded."""

from __future__ import annotations

import pytest

from guide.paper.imposition import Side, sides


def folded(printed: list[Side]) -> list[int]:
    """The pages in the order in which folded sheets show them, booklet after booklet."""
    fronts, backs = printed[::2], printed[1::2]
    read: list[int] = []
    for booklet in dict.fromkeys(front.booklet for front in fronts):
        sheets = [pair for pair in zip(fronts, backs, strict=True) if pair[0].booklet == booklet]
        read += [page for front, back in sheets for page in (front.right, back.left)]
        read += [page for front, back in reversed(sheets) for page in (back.right, front.left)]
    return read


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8, 39, 40, 41, 44, 81, 112, 162, 400])
def test_folded_sheets_read_in_order(count: int) -> None:
    read = folded(list(sides(count)))
    assert [page for page in read if page] == list(range(1, count + 1))
    assert len(read) - count < 4  # no sheet is wasted


def test_eight_pages_take_two_sheets() -> None:
    assert list(sides(8)) == [Side(8, 1, 1, 1), Side(2, 7), Side(6, 3, 1, 2), Side(4, 5)]


def test_a_thick_book_is_several_that_fold_flat() -> None:
    fronts = [side for side in sides(162) if side.sheet]
    assert [sum(front.booklet == number for front in fronts) for number in range(1, 7)] == [
        *(9, 8, 8, 8, 8),
        0,
    ]
    assert fronts[9] == Side(68, 37, 2, 1)
