"""The booklet: chapters of the guide, to read, and on sheets to fold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .book import Book, Chapter, Cover
from .edition import Edition
from .rendered import Rendered, Source


def booklet(source: Source, chapters: tuple[str, ...]) -> Iterator[Edition]:
    """The booklet of those `chapters`, pages by path in the language's folder; both ways."""
    strings, day = source.strings, source.build.day
    pages = source.named(chapters)
    if not pages:
        return
    cover = _cover(source, pages)
    set_chapters = [_chapter(source, page) for page in pages]
    book = Book(cover, set_chapters, source.site.address or "")
    made_of = (repr(cover), repr(set_chapters))
    to_read = partial(book.to_read, day)
    to_fold = partial(book.to_fold, day, strings.paper_sheet, source.is_right_to_left)
    yield Edition(strings.paper_booklet_file, made_of, to_read)
    yield Edition(strings.paper_sheets_file, (*made_of, strings.paper_sheet), to_fold)


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
    strings = source.strings
    return Cover(
        language=source.tag,
        title=source.site.name,
        description=source.site.description,
        sentences={
            **source.edition(pages),
            "contents": strings.paper_contents,
            "page": strings.paper_page,
            "sources": strings.paper_sources,
            "numbers": strings.paper_numbers,
            "notes": strings.paper_notes,
        },
    )
