"""Headings: one title, and an id of its own on each below it, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from markdown.extensions.toc import slugify

from ..core.problems import Problem
from ..pages.page_files import Page


def check_headings(page: Page) -> Iterator[Problem]:
    """Headings without an id, ids that stand twice, no title or two."""
    titles = [heading for heading in page.scan.headings if heading.level == 1]
    if not titles:
        yield Problem(page.file, page.split.body_line, "no title. Begin the text with '# Title'.")
    for heading in titles[1:]:
        message = f"'# {heading.title}' is a second title. Write '## {heading.title}'."
        yield Problem(page.file, heading.line, message)
    for heading in page.scan.headings:
        if not heading.title:
            message = "a heading without words. Write some, or remove the line."
            yield Problem(page.file, heading.line, message)
        elif heading.level > 1 and not heading.anchor:
            anchor = slugify(heading.title, "-") or "…"
            message = f"heading '{heading.title}' has no id. Write it at its end: {{#{anchor}}}."
            yield Problem(page.file, heading.line, message)
    yield from _repeated(page)


def _repeated(page: Page) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for anchor in page.scan.anchors:
        if anchor.name in first:
            message = f"id '{anchor.name}' is on line {first[anchor.name]} already. Choose another."
            yield Problem(page.file, anchor.line, message)
        first.setdefault(anchor.name, anchor.line)
