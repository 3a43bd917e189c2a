"""The Python-Markdown extension that all of it is reached by."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from .citations import Citation, NumberedSources
from .context import Context
from .date_block import AfterPart, BeforePart, DeadlineBlock, PartStates
from .drawings import InlineDrawings
from .glossary import OncePerSection, short_forms
from .inline import SparingInline
from .letters import LetterBlock
from .lists import DataListMarker, DataLists
from .macros import Macro
from .quotations import SourceQuotations
from .steps import ChecklistBlock, StepsBlock
from .tables import EmptyHeaders, StackedTables

# Python-Markdown runs higher numbers first. Among inline patterns: after `backticks` (190), so
# that code stays code, and before `reference` (170). Among block processors: before `paragraph`
# (10). Among tree processors: after `inline` (20), so that citations exist, and `abbr` (7), so
# that nothing takes the data's own words for Markdown; before `toc` (5).
_AS_EVER = 20
_AFTER_CODE = 185
_BEFORE_REFERENCE = 175
_BEFORE_PARAGRAPH = 15
_BEFORE_TOC = 6

BLOCKS = (DeadlineBlock, BeforePart, AfterPart, StepsBlock, ChecklistBlock, LetterBlock)


class GuideExtension(BlocksExtension):
    """Renders pages with `context`, whose wording is set anew for each page's language."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers everything with one Markdown instance."""
        super().extendMarkdown(md)
        md.treeprocessors.register(SparingInline(md), "inline", _AS_EVER)
        md.inlinePatterns.register(Macro(md, self.context), "guide-macro", _AFTER_CODE)
        md.inlinePatterns.register(Citation(md, self.context), "guide-citation", _BEFORE_REFERENCE)
        md.parser.blockprocessors.register(
            DataListMarker(md.parser), "guide-list", _BEFORE_PARAGRAPH
        )
        AbbrExtension(glossary=short_forms(self.context)).extendMarkdown(md)
        for name, processor in {
            "guide-tables": EmptyHeaders(md),
            "guide-stacks": StackedTables(md),
            "guide-part-states": PartStates(md, self.context),
            "guide-lists": DataLists(md, self.context),
            "guide-sources": NumberedSources(md, self.context),
            "guide-terms": OncePerSection(md),
            "guide-drawings": InlineDrawings(md, self.context),
            "guide-quotations": SourceQuotations(md, self.context),
        }.items():
            md.treeprocessors.register(processor, name, _BEFORE_TOC)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Registers the `///` blocks."""
        for block in BLOCKS:
            block_mgr.register(block, {"context": self.context})
