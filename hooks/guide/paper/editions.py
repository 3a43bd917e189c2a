"""All that a build prints: announced before its site is made, written once it is finished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..build import Build
from ..core.places import path_of
from ..core.problems import Problem, Severity
from ..pages.page_files import Page
from ..published.structured import Site
from .booklet import booklet
from .checklists import checklist_editions, checklist_names
from .edition import Edition
from .leaflet import leaflet
from .letters import letter_editions, letter_names
from .press import PressError, press
from .rendered import Rendered, Source
from .shelf import Shelf
from .walker import unknown_in
from .workers import made

_KEPT = ".cache/paper"


class Editions:
    """Prints `build`, a guide whose settings say what, in each of its languages.

    `sites` are the site in each language, by code.
    """

    def __init__(self, build: Build, sites: Mapping[str, Site]) -> None:
        self._build = build
        self._settings = build.settings.paper
        self._sources = {
            code: Source(build, language, sites[code]) for code, language in build.languages.items()
        }

    @property
    def files(self) -> list[str]:
        """Where the site has what is printed."""
        if not self._settings:
            return []
        return [name for source in self._sources.values() for name in self._files(source)]

    def _files(self, source: Source) -> Iterator[str]:
        assert self._settings  # noqa: S101  # files has looked
        code, strings = source.language.code, source.strings
        pages = [
            page
            for page in self._build.pages.values()
            if self._build.language(page.uri) is source.language and not page.original
        ]
        paths = {page.uri.removeprefix(f"{code}/") for page in pages}
        if not paths.isdisjoint(self._settings.chapters):
            yield from (strings.paper_booklet_file, strings.paper_sheets_file)
        if self._settings.leaflet in paths:
            yield strings.paper_leaflet_file
        if source.language.is_source:  # offices read no other, so translations lead to these
            yield from letter_names(pages, strings)
        yield from checklist_names(pages, strings)

    def read(self, uri: str, html: str, address: str | None) -> Iterator[Problem]:
        """Takes the page at `uri`, rendered as `html`, which has that `address`; yields what of it
        paper has no form for."""
        page = self._build.pages[uri]
        if page.original:
            return
        source = self._sources[self._build.language(uri).code]
        source.pages[uri] = Rendered(page, html, address or "")
        is_source = source.language.is_source  # whose elements translations have
        if self._settings and is_source and path_of(uri) in self._settings.chapters:
            for name in unknown_in(html):
                yield _without_form(name, page)

    def write(self, site: Path) -> Iterator[Problem]:
        """Writes what is printed into the folder `site`; yields what could not be.

        It leaves the site whole, without it.
        """
        shelf = Shelf(self._build.project / _KEPT)
        editions = {self._made_of(one): one for one in self._editions()}
        missing = [made_of for made_of in editions if not shelf.has(made_of)]
        missing.sort(key=lambda made_of: -sum(map(len, made_of)))  # the longest first
        printed = dict(zip(missing, made([editions[one].make for one in missing]), strict=True))
        for made_of, edition in editions.items():
            file, content = site / edition.name, printed.get(made_of)
            if isinstance(content, PressError):
                file.unlink()
                message = f"'{file.name}' could not be printed: {content}"
                yield Problem("hooks/paper", 0, message, Severity.WARNING)
                continue
            if content is not None:
                shelf.put(made_of, content)
            file.write_bytes(shelf.file(made_of))
        if self._settings:
            shelf.tidy()

    def _made_of(self, edition: Edition) -> tuple[str, ...]:
        return (press(), self._build.day.isoformat(), edition.name, *edition.made_of)

    def _editions(self) -> Iterator[Edition]:
        for source in self._sources.values() if self._settings else ():
            assert self._settings  # noqa: S101
            yield from booklet(source, self._settings.chapters)
            yield from leaflet(source, self._settings.leaflet) if self._settings.leaflet else ()
            if source.language.is_source:
                yield from letter_editions(source, self._settings.window)
            yield from checklist_editions(source)


def _without_form(name: str, page: Page) -> Problem:
    """Of the element called `name`: on its line, where the page itself writes it."""
    written = re.search(rf"<{name}\b", page.split.body)
    before = page.split.body.count("\n", 0, written.start()) if written else 0
    line = page.split.body_line + before if written else 0
    message = (
        f"paper has no form for <{name}>: only its words are printed. Give it one in "
        "hooks/guide/paper/walker.py, or write the page without it."
    )
    return Problem(page.file, line, message, Severity.WARNING)
