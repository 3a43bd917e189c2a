"""Python-Markdown's inline patterns, each tried only on the texts that it can be found in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor as NewStyle
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString


class SparingInline(InlineProcessor):
    """Does what its base does, sooner: most texts hold nothing that most patterns look for, and
    the base takes longer to turn to a pattern than the pattern takes to look.

    Should Python-Markdown rename what is overridden here, the base goes on at its own pace:
    https://github.com/Python-Markdown/markdown/blob/master/markdown/treeprocessors.py
    """

    _patterns: Sequence[NewStyle] = ()

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Applies the patterns to all of `tree`, as the base does."""
        patterns: Iterable[Any] = self.inlinePatterns  # its type stub takes them for this class
        self._patterns = list(patterns)  # it sorts itself anew for each one asked for
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N803
        if isinstance(data, AtomicString):
            return data
        index, start = patternIndex, 0
        while index < len(self._patterns):
            pattern, matched = self._patterns[index], False
            if not isinstance(pattern, NewStyle) or pattern.compiled_re.search(data, start):
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, index, start
                )
            if not matched:
                index, start = index + 1, 0
        return data
