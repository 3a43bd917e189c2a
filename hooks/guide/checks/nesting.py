"""How deep a page nests what it holds, and how long it goes on without an end.

What renders it calls itself at each level, and looks for the end of each bracket up to that of the
paragraph: twenty levels are more than a reader can follow, thousands would stop the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.problems import Problem
from ..pages.page_files import Page
from ..pages.scan import Block
from ..text.lines import Lines
from ..text.markup import VOID

_DEEPEST = 20
_MOST_BRACKETS = 100
_MOST_LINES = 1000  # of a paragraph: Python-Markdown looks at each as often as there are others
_MOST_SIGNS = 10_000  # of a line
_TAB = 4
# What a line may begin with before its words: a level each, as are four spaces.
_OPENING = re.compile(r"(?:[ ]*(?:>|[-+*:][ ]|\d+\.[ ]))*[ ]*")
_LEVEL = re.compile(rf"[ ]{{{_TAB}}}|>|[-+*:](?=[ ])|\d+\.(?=[ ])")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[a-zA-Z][^\s<>/]*)[^<>]*>")


def check_nesting(page: Page) -> Iterator[Problem]:
    """The first line of each thing that is nested too deeply to be rendered."""
    prose = page.scan.prose
    line = Lines(prose, page.split.body_line).at
    for position in (_deep_line(prose), _deep_tag(prose)):
        if position is not None:
            yield _too_deep(page, line(position), "the text")
    for block in page.scan.blocks:
        if _depth(block) == _DEEPEST + 1:
            yield _too_deep(page, block.line, f"block '{block.name}'")
    for paragraph in _PARAGRAPH.finditer(prose):
        for message in _without_end(paragraph[0]):
            yield Problem(page.file, line(paragraph.start()), message)
    for number, row in enumerate(page.split.body.split("\n"), page.split.body_line):
        signs = len(row.expandtabs(_TAB))
        if signs > _MOST_SIGNS:
            message = f"a line of {signs} characters. Break it, below {_MOST_SIGNS}."
            yield Problem(page.file, number, message)


def _without_end(paragraph: str) -> Iterator[str]:
    for opening, closing in ("[]", "<>"):
        unclosed = paragraph.count(opening) - paragraph.count(closing)
        if unclosed > _MOST_BRACKETS:
            yield f"{unclosed} brackets '{opening}' that nothing closes. Close or remove them."
    lines = paragraph.count("\n")
    if lines > _MOST_LINES:
        yield f"{lines} lines without a blank one. Part them, {_MOST_LINES} at most."


def _too_deep(page: Page, line: int, what: str) -> Problem:
    message = f"{what} is nested more than {_DEEPEST} levels deep. Write it flat."
    return Problem(page.file, line, message)


def _deep_line(text: str) -> int | None:
    """Where the first line begins that stands too deep in lists, quotations and indentation."""
    start = 0
    for row in text.split("\n"):
        opening = _OPENING.match(row.expandtabs(_TAB))
        if row.strip() and opening and len(_LEVEL.findall(opening[0])) > _DEEPEST:
            return start
        start += len(row) + 1
    return None


def _deep_tag(text: str) -> int | None:
    """Where the first tag stands that has too many around it."""
    depth = 0
    for tag in _TAG.finditer(text):
        if tag["name"].lower() not in VOID:
            depth = max(0, depth - 1) if tag["end"] else depth + 1
        if depth > _DEEPEST:
            return tag.start()
    return None


def _depth(block: Block) -> int:
    depth, parent = 1, block.parent
    while parent and depth <= _DEEPEST + 1:
        depth, parent = depth + 1, parent.parent
    return depth
