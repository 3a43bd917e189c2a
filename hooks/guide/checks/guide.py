"""All checks of a guide's sources, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..core.places import language_of
from ..core.problems import Problem
from ..core.today import Today
from ..data.registry import Registry
from ..data.settings_model import Settings
from ..pages.page_files import Page
from .blocks import check_blocks
from .citations import check_citations, check_unused
from .dates import check_deadlines_near, check_readings, check_review
from .headings import check_headings
from .links import LinkMap
from .macros import check_macros
from .markup import check_markup
from .nesting import check_nesting


def check_guide(
    pages: Sequence[Page],
    files: Iterable[str],
    registry: Registry,
    settings: Settings,
    today: Today,
) -> Iterator[Problem]:
    """Every problem of the guide's pages and data that can be known before it is built."""
    links = LinkMap(pages, files, registry, settings.source_language)
    written = [page for page in pages if not page.original]
    sources = [
        page
        for page in written
        if language_of(page.uri, settings.source_language) == settings.source_language
    ]
    for page in written:
        yield from page.split.problems
        yield from check_headings(page)
        yield from check_blocks(page, registry, today)
        yield from check_macros(page, registry, is_printed=settings.paper is not None)
        yield from check_citations(page, registry)
        yield from check_markup(page)
        yield from check_nesting(page)
        yield from links.check(page)
    for page in sources:  # a translation is held to its source
        yield from check_review(page, settings.review_every, today)
    yield from check_unused(registry, written)
    yield from check_deadlines_near(registry, sources, today)
    yield from check_readings(registry, settings.reread_every, today)
