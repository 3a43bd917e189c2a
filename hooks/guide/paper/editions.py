"""The paper editions of a guide within one build: what they are made of, and where they go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..build import Build
from ..pages import Page
from ..problems import Problem, Severity
from ..structured import Site
from .book import Chapter, Cover, book_of
from .commit import commit_of
from .press import PressError, press, typeset, typeset_to_fold
from .shelf import Shelf
from .validity import valid_until
from .walker import unknown_in

_KEPT = ".cache/paper"


@dataclass(frozen=True)
class _Rendered:
    """A page's content as the site has it, and its address, empty where it has none."""

    html: str
    address: str


@dataclass
class Editions:
    """Prints `build`, the guide of `site`, once its pages are rendered and its sources asked.

    `description` is the site's. A guide whose settings name no chapters is not printed.
    """

    build: Build
    site: Site
    description: str
    _rendered: dict[str, _Rendered] = field(default_factory=dict)

    @property
    def files(self) -> tuple[str, ...]:
        """Where docs/ would have the editions if they stood there: to read, and to fold."""
        if not self._uris:
            return ()
        strings, language = self.build.strings, self.build.settings.source_language
        return tuple(
            f"{language}/{name}" for name in (strings.paper_booklet_file, strings.paper_sheets_file)
        )

    def read(self, uri: str, html: str, address: str | None) -> Iterator[Problem]:
        """Takes the page at `uri`, rendered as `html`, which has that `address`; yields what of it
        paper has no form for."""
        if uri in self._uris:
            self._rendered[uri] = _Rendered(html, address or "")
            for name in unknown_in(html):
                yield _without_form(name, self.build.pages[uri])

    def write(self, site: Path) -> Iterator[Problem]:
        """Writes the editions into the folder `site`; yields what they lack.

        An edition that cannot be printed leaves the site whole, without it.
        """
        if not self._uris:
            return
        shelf = Shelf(self.build.project / _KEPT)
        for uri, make in zip(self.files, (self._to_read, self._to_fold), strict=True):
            edition = site / self.build.built_uri(uri)
            try:
                edition.write_bytes(shelf.pdf((*self._made_of, uri), make))
            except PressError as error:
                edition.unlink()
                message = f"'{edition.name}' could not be printed: {error}"
                yield Problem("hooks/paper", 0, message, Severity.WARNING)
        shelf.tidy()

    def _to_read(self) -> bytes:
        return typeset(self._book, self.build.day)

    def _to_fold(self) -> bytes:
        sheet, right_to_left = self.build.strings.paper_sheet, self._cover.is_right_to_left
        return typeset_to_fold(self._book, self.build.day, sheet, right_to_left=right_to_left)

    @cached_property
    def _made_of(self) -> tuple[str, ...]:
        """All that the book depends on, without setting it."""
        return (press(), self.build.day.isoformat(), repr(self._cover), repr(self._chapters))

    @cached_property
    def _book(self) -> str:
        return book_of(self._cover, self._chapters, self.site.address or "")

    @cached_property
    def _chapters(self) -> list[Chapter]:
        return [self._chapter(self.build.pages[uri]) for uri in self._uris]

    def _chapter(self, page: Page) -> Chapter:
        wording, rendered = self.build.wording(page.uri), self._rendered[page.uri]
        read = wording.date(page.split.meta.verified) if page.split.meta else ""
        return Chapter(
            page=self.build.built_uri(page.uri),
            html=self.build.health.told_in(rendered.html, wording),
            verified=wording.strings.verified.format(date=read) if read else "",
            address=rendered.address,
        )

    @cached_property
    def _cover(self) -> Cover:
        build, wording = self.build, self.build.wording("")
        strings, commit = wording.strings, commit_of(build.project)
        pages = [build.pages[uri] for uri in self._uris]
        registry = build.extension.context.registry
        last = valid_until(pages, registry.deadlines, build.settings.review_every, build.day)
        until = wording.date(last or build.day)
        latest = strings.paper_latest.format(address=self.site.address) if self.site.address else ""
        return Cover(
            language=wording.language,
            is_right_to_left=wording.locale.text_direction == "right-to-left",
            title=self.site.name,
            description=self.description,
            sentences={
                "edition": strings.paper_edition.format(date=wording.date(build.day)),
                "version": strings.paper_version.format(commit=commit) if commit else "",
                "valid": strings.paper_valid.format(date=until),
                "expired": strings.paper_expired.format(date=until),
                "latest": latest,
                "contents": strings.paper_contents,
                "page": strings.paper_page,
                "online": strings.paper_online,
                "code": strings.share_code,
                "sources": strings.paper_sources,
                "numbers": strings.paper_numbers,
                "notes": strings.paper_notes,
            },
        )

    @cached_property
    def _uris(self) -> list[str]:
        language, paper = self.build.settings.source_language, self.build.settings.paper
        return [f"{language}/{name}" for name in paper.chapters] if paper else []


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
