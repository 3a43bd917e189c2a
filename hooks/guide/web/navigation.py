"""The navigation of every language, made from that of the source language and the pages' own names.

MkDocs builds one tree. So each other language is given to it as a section named by its code, and
taken out of the tree again once its pages are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as BuiltPage

from ..pages.page_files import Page
from ..words.languages import Language


def with_languages(
    nav: list[Any] | None,
    languages: Mapping[str, Language],
    pages: Mapping[str, Page],
    source_language: str,
) -> list[Any] | None:
    """`nav`, as mkdocs.yml has it, with a section for each language but the source's.

    Where mkdocs.yml has none, the source language's pages in their order are taken for it; a guide
    in one language leaves that to MkDocs.
    """
    others = [language for language in languages.values() if not language.is_source]
    if not others:
        return nav
    if nav is None:
        nav = [uri for uri in pages if uri.startswith(f"{source_language}/")]
        nav.sort(key=lambda uri: (not uri.endswith("/index.md"), uri))
    return nav + [
        {language.code: list(_translated(nav, language, pages, source_language))}
        for language in others
    ]


def _translated(
    items: list[Any], language: Language, pages: Mapping[str, Page], source_language: str
) -> Iterator[Any]:
    """`items` with the language's pages in the places of the source's."""
    titles = language.settings.sections if language.settings else {}
    for item in items:
        title, value = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(value, list):
            translated = list(_translated(value, language, pages, source_language))
            yield {titles.get(str(title), title): translated}
            continue
        uri = f"{language.code}/{str(value).removeprefix(f'{source_language}/')}"
        if not str(value).startswith(f"{source_language}/"):
            yield item  # a link to elsewhere
        elif uri in pages:
            meta = pages[uri].split.meta
            own = meta.nav_title or meta.title if meta and not pages[uri].original else title
            yield {own: uri} if own else uri


def by_language(nav: Navigation, languages: Mapping[str, Language]) -> dict[str, Navigation]:
    """The navigation of each language by its code; `nav` itself keeps the source language's."""
    codes = [code for code, language in languages.items() if not language.is_source]
    own = {
        item.title: _root(item)
        for item in nav.items
        if isinstance(item, Section) and item.title in codes
    }
    nav.items = [item for item in nav.items if getattr(item, "title", None) not in own]
    source = next(code for code, language in languages.items() if language.is_source)
    return {**own, source: nav}


def _root(section: Section) -> Navigation:
    for item in section.children:
        item.parent = None
    navigation = Navigation(section.children, list(_pages(section.children)))
    # MkDocs knows a home page by the root of the site.
    home = f"{section.title}/index.md"
    navigation.homepage = next((one for one in navigation.pages if one.file.src_uri == home), None)
    return navigation


def _pages(items: list[Any]) -> Iterator[BuiltPage]:
    for item in items:
        if isinstance(item, BuiltPage):
            yield item
        yield from _pages(item.children or [])
