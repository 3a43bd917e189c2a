"""Which line of its file a character stands on."""

from __future__ import annotations

import re
from bisect import bisect_left


class Lines:
    """The lines of `text`, whose first line is line `first` of its file; only `\\n` ends one."""

    def __init__(self, text: str, first: int = 1) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._first = first

    def at(self, position: int) -> int:
        """The line of the character at `position`, an index from 0 on."""
        return bisect_left(self._ends, position) + self._first
