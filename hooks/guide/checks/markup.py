"""HTML typed into a page: only what the built page may hold (see text/harmless.py)."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.problems import Problem, shown
from ..pages.page_files import Page
from ..text.harmless import misplaced
from ..text.markup import is_plain


def check_markup(page: Page) -> Iterator[Problem]:
    """What has no place in the page; what is oddly written is for the built page to show."""
    for tag in page.scan.tags:
        for message in misplaced(tag.name) if is_plain(tag.name) else ():
            yield Problem(page.file, tag.line, f"{shown(tag.name)}: {message}")
