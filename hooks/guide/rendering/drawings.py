"""`![what it tells](drawings/x.svg)`: the drawing itself in the page, in the page's own inks.

As an image of its own it would know neither the style sheet nor the reader's choice of dark.
"""

from __future__ import annotations

from copy import deepcopy
from xml.etree.ElementTree import Element

from ..core.places import resolved
from ..pages.drawings import Drawing
from .processor import ContextProcessor


class InlineDrawings(ContextProcessor):
    """Puts each drawing in the place of the image that names it."""

    def run(self, root: Element) -> None:
        """Replaces images that are drawings; others stay."""
        for parent in list(root.iter()):
            for place, image in enumerate(parent):
                drawing = self._named(image)
                if drawing:
                    parent[place] = _drawn(drawing, image)
                    if drawing.has_words:
                        # Search would take its words for a sentence.
                        parent.set("data-search-exclude", "")

    def _named(self, image: Element) -> Drawing | None:
        if image.tag != "img":
            return None
        return self._context.drawings.get(
            resolved(image.get("src", ""), self._context.text_uri or self._context.uri)
        )


def _drawn(drawing: Drawing, image: Element) -> Element:
    """The drawing with what the image says of itself; without words, only the eye meets it."""
    svg = deepcopy(drawing.root)
    alternative = image.get("alt", "")
    svg.set("class", f"drawing {image.get('class', '')}".strip())
    if alternative:
        svg.set("role", "img")
        svg.set("aria-label", alternative)
    else:
        svg.set("aria-hidden", "true")
    svg.tail = image.tail
    return svg
