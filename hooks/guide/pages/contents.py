"""The table of contents as its headings are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from ..words.wording import Wording
from .page_files import Page


class Entry(Protocol):
    """A line of a table of contents, such as MkDocs' AnchorLink."""

    id: str
    title: str

    @property
    def children(self) -> Iterable[Entry]: ...


def keep_spaces(entries: Iterable[Entry], page: Page) -> None:
    """Gives each title back its no-break spaces: Python-Markdown joins the words by plain ones.

    https://github.com/Python-Markdown/markdown/blob/master/markdown/extensions/toc.py, strip_tags
    """
    written = {heading.anchor: heading.title for heading in page.scan.headings if heading.anchor}
    _keep_spaces(entries, written)


def mark_quotations(entries: Iterable[Entry], source: Wording) -> None:
    """Marks what titles quote of the source language."""
    for entry in entries:
        opening = f'<span lang="{source.tag}" dir="{source.direction}">'
        entry.title = source.quotation.sub(rf"{opening}\g<0></span>", entry.title)
        mark_quotations(entry.children, source)


def _keep_spaces(entries: Iterable[Entry], written: Mapping[str, str]) -> None:
    for entry in entries:
        title = written.get(entry.id, "")
        if " ".join(title.split()) == entry.title:
            entry.title = title
        _keep_spaces(entry.children, written)
