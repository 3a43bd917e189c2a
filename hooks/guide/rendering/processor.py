"""What goes over the whole tree of a page, and knows what the page is rendered with."""

from __future__ import annotations

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .context import Context


class ContextProcessor(Treeprocessor):
    """The base of those: `run` is theirs to write."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self._context = context
