"""Where two versions of a file differ first, for a person to see."""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest

from ..core.problems import printable
from .copies import Zip
from .limits import Trouble

_BEFORE, _SHOWN = 20, 60  # letters of a line


def difference(path: str, published: bytes, made: bytes) -> str:
    """In what `published`, a copy of the file `path`, is first unlike what was `made`; both are
    whole, and differ."""
    if path.endswith((".zip", ".docx")):
        return _in_zips(published, made)
    try:
        return _in_texts(published.decode(), made.decode())
    except UnicodeDecodeError:
        return _in_bytes(published, made)


def _in_texts(published: str, made: str) -> str:
    lines = zip_longest(published.split("\n"), made.split("\n"))
    number, (theirs, ours) = next(
        (number, pair) for number, pair in enumerate(lines, start=1) if pair[0] != pair[1]
    )
    if ours is None or theirs is None:
        longer, line = ("published", theirs) if ours is None else ("rebuilt", ours)
        return f"line {number}: only the {longer} one goes on: {_excerpt(line or '', 0)}"
    column = _first(theirs, ours)
    return f"line {number}: published {_excerpt(theirs, column)}, rebuilt {_excerpt(ours, column)}"


def _excerpt(line: str, column: int) -> str:
    start = max(0, column - _BEFORE)
    shown = printable(line[start : start + _SHOWN])
    before, after = "…" if start else "", "…" if len(line) > start + _SHOWN else ""
    return f"'{before}{shown}{after}'"


def _in_bytes(published: bytes, made: bytes) -> str:
    place = _first(published, made)
    return f"byte {place:,}: published {len(published):,} bytes, rebuilt {len(made):,}"


def _first(one: str | bytes, other: str | bytes) -> int:
    """The place of what is first unlike in two that differ."""
    pairs = zip(one, other, strict=False)
    unlike = (place for place, (mine, yours) in enumerate(pairs) if mine != yours)
    return next(unlike, min(len(one), len(other)))


def _in_zips(published: bytes, made: bytes) -> str:
    """What of the files in it differs first."""
    try:
        theirs, ours = Zip(BytesIO(published)), Zip(BytesIO(made))
    except Trouble as trouble:
        return f"the published one {trouble}"
    paths = theirs.listed() | ours.listed()
    for (path, there), (_, here) in zip(
        theirs.contents(sorted(paths)), ours.contents(sorted(paths)), strict=True
    ):
        inside = f"in it, {printable(path)}"
        if isinstance(there, Trouble) or isinstance(here, Trouble):
            return f"{inside}: only one of them has it whole"
        if there != here:
            return f"{inside}: {difference('', there, here)}"
    return "the files in it are the same, packed in another way"
