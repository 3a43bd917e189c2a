"""A booklet's pages on sheets twice their size, to print on both sides, fold and staple."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_PAGES_OF_A_SHEET = 4  # two on either side
_MOST_SHEETS = 10  # more do not fold flat


@dataclass(frozen=True)
class Side:
    """One side of a sheet: the pages on its left and right, from 1, 0 for a blank; and which sheet
    of which booklet it is the front of, from 1, or 0 for a back."""

    left: int
    right: int
    booklet: int = 0
    sheet: int = 0


def sides(count: int) -> Iterator[Side]:
    """The sides of the sheets that hold pages 1 to `count`, front and back in turn. Sheets turn on
    their short side.

    A booklet too thick to fold becomes several, to lay one on the other.
    """
    sheets = -(-count // _PAGES_OF_A_SHEET)
    booklets = -(-sheets // _MOST_SHEETS)
    first = 1
    for booklet in range(1, booklets + 1):
        thick = sheets // booklets + (booklet <= sheets % booklets)
        last = first + thick * _PAGES_OF_A_SHEET - 1
        for sheet in range(1, thick + 1):
            yield Side(_page(last, count), first, booklet, sheet)
            yield Side(_page(first + 1, count), _page(last - 1, count))
            first, last = first + 2, last - 2
        first += 2 * thick


def _page(number: int, count: int) -> int:
    return number if number <= count else 0
