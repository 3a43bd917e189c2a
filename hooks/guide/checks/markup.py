"""HTML typed into a page: only what the built page may hold (see text/harmless.py), and nothing
that MkDocs cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.problems import Problem, shown
from ..pages.page_files import Page
from ..text.harmless import misplaced
from ..text.lines import Lines
from ..text.markup import is_plain
from ..text.verbatim import without_fences

# What begins a marked section: Python's HTML parser, which MkDocs gives the whole page but for
# fenced code, raises an error at any that SGML does not know.
_SECTION = re.compile(r"<!\[")


def check_markup(page: Page) -> Iterator[Problem]:
    """What has no place in the page; what is oddly written is for the built page to show."""
    for tag in page.scan.tags:
        for message in misplaced(tag.name) if is_plain(tag.name) else ():
            yield Problem(page.file, tag.line, f"{shown(tag.name)}: {message}")
    body = page.split.body
    line = Lines(body, page.split.body_line).at
    for found in _SECTION.finditer(without_fences(body)):
        message = (
            "'<![' cannot be read here. Write '&lt;![', or show it as code between two lines of "
            "'```'."
        )
        yield Problem(page.file, line(found.start()), message)
