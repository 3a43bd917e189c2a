"""The Python-Markdown extension that all of it is reached by."""

from __future__ import annotations

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from .citations import Citation, NumberedSources
from .context import Context
from .dates import AfterPart, BeforePart, DateMacro, DeadlineBlock
from .lists import DataList
from .steps import StepsBlock

# Python-Markdown runs higher numbers first. Among inline patterns: after `backticks` (190), so
# that code stays code, and before `reference` (170). Among block processors: before `paragraph`
# (10). Among tree processors: after `inline` (20), so that citations exist, before `toc` (5).
_AFTER_CODE = 185
_BEFORE_REFERENCE = 175
_BEFORE_PARAGRAPH = 15
_BEFORE_TOC = 15


class GuideExtension(BlocksExtension):
    """Renders pages with `context`, whose wording is set anew for each page's language."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers everything with one Markdown instance."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(DateMacro(md, self.context), "guide-date", _AFTER_CODE)
        md.inlinePatterns.register(Citation(md, self.context), "guide-citation", _BEFORE_REFERENCE)
        md.parser.blockprocessors.register(
            DataList(md.parser, self.context), "guide-list", _BEFORE_PARAGRAPH
        )
        md.treeprocessors.register(NumberedSources(md, self.context), "guide-sources", _BEFORE_TOC)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Registers the `///` blocks."""
        for block in (DeadlineBlock, BeforePart, AfterPart, StepsBlock):
            block_mgr.register(block, {"context": self.context})
