"""Blanks what a page only shows: fenced code, code spans and comments.

What counts as code is what Python-Markdown renders as code. A fence, a backtick or a comment
that is never closed shows nothing: the text after it is rendered, so it is read as meant.
Text that is only indented counts as meant, since most often it goes on a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

QUOTED = re.compile(r"«[^«»]*»|[“„][^“”„]*[“”]|\"[^\"\n]*\"")
"""What is quoted: someone else's word, or an example, and no claim of the page's own."""

_MARKS = ("`", "~~~", "<!--")  # one of which code and comments begin with
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_INFO = re.compile(r"\{.*\}|[\w#.+-]*(?:[ ]+hl_lines=.*)?")
_OPENING = re.compile(r"\\[\\`]|(?P<comment><!--)|(?P<ticks>`+)")
_TICKS = re.compile("`+")
_COMMENT_END = re.compile("--!?>")
_PARAGRAPH_END = re.compile(r"\n[ ]*(?=\n)|\Z")

_Span = tuple[int, int]


def without_verbatim(text: str) -> str:
    """`text` with spaces for all that is code or comment; every line keeps its length.

    Takes time in proportion to the text's length, whatever the text.
    """
    if not any(mark in text for mark in _MARKS):
        return text
    text = without_fences(text)
    return blanked(text, _spans(text))


def without_fences(text: str) -> str:
    """`text` with spaces for its fenced code; every line keeps its length."""
    return blanked(text, _fences(text))


def blanked(text: str, spans: Iterable[_Span]) -> str:
    """`text` with spaces for what stands within `spans`, which are in order; line ends stay."""
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
        position = end
    return "".join(pieces) + text[position:]


def without(pattern: re.Pattern[str], text: str) -> str:
    """`text` with spaces for what `pattern` finds; line ends stay."""
    return blanked(text, (found.span() for found in pattern.finditer(text)))


def _fences(text: str) -> Iterator[_Span]:
    """Fenced code: closed by a line that is the opening fence and nothing else."""
    closings: dict[str, list[int]] = defaultdict(list)
    fences = list(_FENCE.finditer(text))
    for fence in fences:
        if not fence["info"].strip(" "):
            closings[fence["fence"]].append(fence.start())
    position = 0
    for fence in fences:
        if fence.start() < position or not _INFO.fullmatch(fence["info"].strip(" ")):
            continue
        closing = _next(closings[fence["fence"]], fence.end())
        if closing is not None:
            position = closing + len(fence["fence"])
            yield fence.start(), position


def _spans(text: str) -> Iterator[_Span]:
    """Comments, and code spans: as many backticks again, before the paragraph ends."""
    comment_ends = [match.end() for match in _COMMENT_END.finditer(text)]
    paragraph_ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    closings: dict[int, list[int]] = defaultdict(list)
    for ticks in _TICKS.finditer(text):
        closings[len(ticks[0])].append(ticks.start())
    position = 0
    for opening in _OPENING.finditer(text):
        if opening.start() < position:
            continue
        end = None
        if opening["comment"]:
            end = _next(comment_ends, opening.end())
        elif opening["ticks"]:
            length = len(opening["ticks"])
            closing = _next(closings[length], opening.end())
            if closing is not None and closing < (_next(paragraph_ends, opening.end()) or 0):
                end = closing + length
        if end is not None:
            position = end
            yield opening.start(), end


def _next(positions: Sequence[int], start: int) -> int | None:
    """The first of the sorted `positions` that is not before `start`."""
    index = bisect_left(positions, start)
    return positions[index] if index < len(positions) else None
