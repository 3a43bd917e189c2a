"""All that a build prints: announced before its site is made, written once it is finished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..build import Build
from ..pages import Page
from ..problems import Problem, Severity
from ..structured import Site
from .booklet import booklet
from .checklists import checklist_editions, checklist_names
from .edition import Edition
from .leaflet import leaflet
from .letters import letter_editions, letter_names
from .press import PressError, press
from .rendered import Rendered, Source
from .shelf import Shelf
from .walker import unknown_in

_KEPT = ".cache/paper"


class Editions:
    """Prints `build`, the guide of `site`, if its settings say what.

    `description` is the site's.
    """

    def __init__(self, build: Build, site: Site, description: str) -> None:
        self._build = build
        self._settings = build.settings.paper
        self._source = Source(build, site, description)

    @property
    def files(self) -> list[str]:
        """Where docs/ would have what is printed if it stood there."""
        if not self._settings:
            return []
        strings = self._build.strings
        names = [strings.paper_booklet_file, strings.paper_sheets_file]
        names += [strings.paper_leaflet_file] if self._settings.leaflet else []
        names += letter_names(self._build.pages.values(), strings)
        names += checklist_names(self._build.pages.values(), strings)
        return [f"{self._source.language}/{name}" for name in names]

    def read(self, uri: str, html: str, address: str | None) -> Iterator[Problem]:
        """Takes the page at `uri`, rendered as `html`, which has that `address`; yields what of it
        paper has no form for."""
        page = self._build.pages[uri]
        self._source.pages[uri] = Rendered(page, html, address or "")
        if self._settings and uri.partition("/")[2] in self._settings.chapters:
            for name in unknown_in(html):
                yield _without_form(name, page)

    def write(self, site: Path) -> Iterator[Problem]:
        """Writes what is printed into the folder `site`; yields what could not be.

        It leaves the site whole, without it.
        """
        shelf = Shelf(self._build.project / _KEPT)
        for edition in self._editions():
            file = site / edition.name
            made_of = (press(), self._build.day.isoformat(), edition.name, *edition.made_of)
            try:
                file.write_bytes(shelf.file(made_of, edition.make))
            except PressError as error:
                file.unlink()
                message = f"'{file.name}' could not be printed: {error}"
                yield Problem("hooks/paper", 0, message, Severity.WARNING)
        if self._settings:
            shelf.tidy()

    def _editions(self) -> Iterator[Edition]:
        if self._settings:
            yield from booklet(self._source, self._settings.chapters)
            yield from (
                leaflet(self._source, self._settings.leaflet) if self._settings.leaflet else ()
            )
            yield from letter_editions(self._source)
            yield from checklist_editions(self._source)


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
