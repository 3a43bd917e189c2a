"""Drawings in pages: what one says, its alternative says too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..core.places import resolved
from ..core.problems import Problem
from ..pages.drawings import Drawing
from ..pages.page_files import Page


def check_drawings(pages: Iterable[Page], drawings: Mapping[str, Drawing]) -> Iterator[Problem]:
    """Drawings that hold words and are shown without any for those who do not see them."""
    for page in pages:
        for image in page.scan.images:
            drawing = drawings.get(resolved(image.name, page.uri))
            if drawing and drawing.has_words and not image.text:
                message = f"drawing '{image.name}' holds words. Say in '![…]' what it tells."
                yield Problem(page.file, image.line, message)
