"""The booklet: chapters of the guide, to read, and on sheets to fold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from .book import Chapter, Cover, book_of
from .edition import Edition
from .press import typeset, typeset_to_fold
from .rendered import Rendered, Source


def booklet(source: Source, chapters: tuple[str, ...]) -> Iterator[Edition]:
    """The booklet of those `chapters`, pages by path in the language's folder; both ways."""
    strings, day = source.build.strings, source.build.day
    pages = source.named(chapters)
    cover = _cover(source, pages)
    set_chapters = [_chapter(source, page) for page in pages]
    made_of = (repr(cover), repr(set_chapters))

    @cache
    def book() -> str:
        return book_of(cover, set_chapters, source.site.address or "")

    def sheets() -> bytes:
        right_to_left = source.is_right_to_left
        return typeset_to_fold(book(), day, strings.paper_sheet, right_to_left=right_to_left)

    yield Edition(strings.paper_booklet_file, made_of, lambda: typeset(book(), day))
    yield Edition(strings.paper_sheets_file, (*made_of, strings.paper_sheet), sheets)


def _chapter(source: Source, rendered: Rendered) -> Chapter:
    page, wording = rendered.page, source.build.wording(rendered.page.uri)
    meta = page.split.meta
    return Chapter(
        page=source.build.built_uri(page.uri),
        html=source.html(rendered),
        verified=wording.strings.verified.format(date=wording.date(meta.verified)) if meta else "",
        address=rendered.address,
    )


def _cover(source: Source, pages: list[Rendered]) -> Cover:
    strings = source.build.strings
    return Cover(
        language=source.language,
        title=source.site.name,
        description=source.description,
        sentences={
            **source.edition(pages),
            "contents": strings.paper_contents,
            "page": strings.paper_page,
            "sources": strings.paper_sources,
            "numbers": strings.paper_numbers,
            "notes": strings.paper_notes,
        },
    )
