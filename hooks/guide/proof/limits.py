"""How much a published copy may make of itself: nobody knows who wrote it."""

from __future__ import annotations

from collections.abc import Iterable

MOST_FILES = 100_000
MOST_BYTES = 32_000_000  # in one file
MOST_IN_ALL = 4_000_000_000


class Trouble(Exception):
    """Something that cannot be read or made; the message is for a person, on one line."""


class Absent(Trouble):
    """A file that is not there."""


class Unheard(Trouble):
    """A file that a server gave no whole answer for."""


class Allowance:
    """What is left of a copy to read."""

    def __init__(self) -> None:
        self._left = MOST_IN_ALL

    def whole(self, parts: Iterable[bytes]) -> bytes:
        """The file that comes in `parts`. Raises Trouble once it, or all so far, is too much."""
        content = bytearray()
        for part in parts:
            self.add(part, content)
        return bytes(content)

    def add(self, part: bytes, content: bytearray) -> None:
        """Adds `part` to what there is of a file. Raises Trouble as `whole` does."""
        self._left -= len(part)
        content += part
        if len(content) > MOST_BYTES:
            message = f"is longer than {MOST_BYTES:,} bytes"
            raise Trouble(message)
        if self._left < 0:
            message = f"is not read: the files before it come to {MOST_IN_ALL:,} bytes"
            raise Trouble(message)


def refuse_too_many(count: int) -> None:
    """Raises Trouble for a copy of that `count` of files."""
    if count > MOST_FILES:
        message = f"holds more than {MOST_FILES:,} files"
        raise Trouble(message)
