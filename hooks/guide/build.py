"""One build of a guide, from what was read to the report: what MkDocs' events call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from .checks.dates import review_due
from .checks.moved import check_moved
from .checks.outlook import outlook
from .checks.reading import check_reading, reading_summary
from .core.commit import commit_of
from .core.dates import Period, last_day
from .core.places import CALENDAR, FEED, HEALTH, built_uri, language_of, path_of
from .core.problems import Problem
from .data.deadline_history import remembered
from .data.models import DateDeadline
from .links.health import SCHEMA
from .loading import Sources
from .pages.page_files import Page
from .published.data_files import data_files
from .published.search import Section, index_script, sections
from .published.sources_health import SourcesHealth, published_schema
from .rendering.context import Context
from .rendering.extension import GuideExtension
from .walks.crawl import CrawlError
from .walks.walk import MEMORY, walk
from .words.languages import Language
from .words.readability import Ease, ease_of
from .words.wording import Wording


class Build:
    """One build of sound sources: its pages rendered, its links asked, its site walked."""

    def __init__(self, project: Path, sources: Sources) -> None:
        self.project = project
        self.settings = sources.settings
        self.today = sources.today
        self.report = sources.report
        self.languages = sources.languages
        self.source = self.languages[self.settings.source_language]
        self.desk = sources.desk
        self.pages = {page.uri: page for page in sources.pages}
        self._eases: dict[str, Ease] = {}
        self._found: dict[str, list[Section]] = {}
        self.health = SourcesHealth(
            project,
            sources.registry,
            self.settings.links,
            self.today,
            self._source_pages(),
            self.source.wording.tag,
        )
        context = Context(
            sources.registry,
            self.today,
            self.source.wording,
            self.source.code,
            sources.drawings,
            languages={code: language.wording for code, language in self.languages.items()},
            is_printed=self.settings.paper is not None,
            booklets=self._booklets(),
        )
        self.extension = GuideExtension(context)

    def _booklets(self) -> set[str]:
        """The languages that have a chapter, and so a booklet."""
        chapters = self.settings.paper.chapters if self.settings.paper else ()
        written = [uri for uri, page in self.pages.items() if not page.original]
        return {self.language(uri).code for uri in written if path_of(uri) in chapters}

    def _source_pages(self) -> list[Page]:
        return [page for page in self.pages.values() if self.language(page.uri) is self.source]

    def render_for(self, uri: str) -> None:
        """Makes the extension speak the language of the text at `uri`, and look from there."""
        page, context = self.pages.get(uri), self.extension.context
        context.wording = self.wording(uri)
        context.uri, context.text_uri = uri, page.original if page else ""

    def language(self, uri: str) -> Language:
        """The language in which the site has the page at `uri`."""
        code = language_of(uri, self.source.code)
        return self.languages.get(code, self.source)

    def wording(self, uri: str) -> Wording:
        """How the language of the text at `uri` says things: the source's, if it stands in."""
        page = self.pages.get(uri)
        return self.language(page.original or uri if page else uri).wording

    def read(self, uri: str, html: str) -> None:
        """Reports how hard the page at `uri`, rendered as `html`, is to read."""
        page = self.pages.get(uri)
        if page and self.language(uri) is self.source:
            ease = self._eases[uri] = ease_of(html, self.source.wording.tag)
            self.report.extend(check_reading(page, ease, self.settings.reading))
        if page and not page.original:
            self._found[uri] = sections(html)

    def built_uri(self, uri: str) -> str:
        """Where the site has the file at `uri` in docs/."""
        return built_uri(uri, self.settings.source_language)

    def meta(self, page: Page) -> dict[str, Any]:
        """What the page's template is told: its front matter, and its age in days and in words."""
        meta = page.split.meta
        if not meta:
            return {}
        wording, every = self.language(page.uri).wording, self.settings.review_every
        review_by = review_due(meta.verified, every)
        told = meta.model_dump(mode="json", exclude_unset=True, exclude={"translated"})
        return told | {
            "verified_on": wording.date(meta.verified),
            "review_by": review_by.isoformat(),
            "review_by_on": wording.date(review_by),
            # Late once is a delay; late by as long again, nobody is reading the page any more.
            "overdue_after": review_due(review_by, every).isoformat(),
        }

    @property
    def day(self) -> date:
        """The build's civil date in the guide's zone."""
        return self.today.in_zone(None)

    @cached_property
    def commit(self) -> str:
        """The commit that is built, as `commit_of` tells it."""
        return commit_of(self.project)

    def made(self, language: Language) -> dict[str, str]:
        """What every page in `language` is told of the build: its day, the same in words, the
        guide's zone, and the day after which the site has not been built for a year.
        """
        return {
            "day": self.day.isoformat(),
            "on": language.wording.date(self.day),
            "zone": self.today.zone,
            "stopped_after": last_day(self.day, Period(years=1)).isoformat(),
        }

    def feed(self, language: Language) -> str | None:
        """Where the site has the feed of the news, for a guide that has a page of them."""
        return language.folder + FEED if self._news_page(language) else None

    def calendar(self, language: Language) -> str | None:
        """Where the site has the calendar of the dates, for a guide that has any."""
        deadlines = self.extension.context.registry.deadlines.values()
        has_dates = any(isinstance(one, DateDeadline) for one in deadlines)
        return language.folder + CALENDAR if has_dates else None

    def _news_page(self, language: Language) -> str | None:
        """Where the site has the page that lists the news, if there are any."""
        return self._page_of("news", language) if self.extension.context.registry.news else None

    def _page_of(self, name: str, language: Language) -> str | None:
        """Where the site has the page with the list of all `name`, if there is one."""
        for uri, page in self.pages.items():
            lists = (macro.name for macro in page.scan.macros if macro.text == "all")
            if self.language(uri) is language and name in lists:
                return self.built_uri(uri)
        return None

    def write_data(self, site: Path, language: Language, *, title: str, base: str) -> None:
        """Writes what the site in the folder `site` offers in `language` beside its pages: feed,
        calendar, index…

        `title` is the site's name; `base` its address, empty where it has none.
        """
        context = replace(self.extension.context, wording=language.wording)
        files = data_files(
            context,
            title=title,
            base=base,
            news_page=self._news_page(language),
            dates_page=self._page_of("deadlines", language),
        )
        for name, content in files.items():
            (site / language.folder / name).write_bytes(content)
        index = site / language.search
        index.parent.mkdir(exist_ok=True)
        found = {
            self.built_uri(uri): read
            for uri, read in self._found.items()
            if self.language(uri) is language
        }
        index.write_text(index_script(found, language.strings), "utf-8")

    def finish(self, site: Path, *, base: str, walked: bool) -> None:
        """Walks the site while the sources still answer, then tells its pages what was found.

        `base` is the site's public address, empty where it has none. What the pages are told adds
        no link within the site, so the walk need not wait for it.
        """
        (site / HEALTH).touch()
        (site / SCHEMA).write_text(published_schema(), "utf-8")
        if walked and self.settings.crawl:
            self.report.extend(self._walk(site, base))
        self.report.extend(self.health.finish())
        self.report.extend(reading_summary(self._eases))
        self._look_back_and_ahead(keep=walked)
        (site / HEALTH).write_text(self.health.published(), "utf-8")
        for page in self.pages.values():
            self._tell_health(site / self.built_uri(page.uri), self.wording(page.uri))

    def _look_back_and_ahead(self, *, keep: bool) -> None:
        """Reports the deadlines that have moved, and what passes next.

        `keep` lets this build be remembered; the preview of another day never is.
        """
        clock, registry = self.today.clock, self.extension.context.registry
        pages = [page for page in self.pages.values() if not page.original]
        keep = keep and not clock.pretended
        history, problems = remembered(
            self.project, registry.deadlines, clock.instant, self.today.really, keep=keep
        )
        self.report.extend(problems)
        self.report.extend(check_moved(history, pages, registry, self.desk.tag_of))
        self.report.extend(outlook(registry, self._source_pages(), self.settings, self.today))

    def _tell_health(self, built: Path, wording: Wording) -> None:
        if built.is_file():
            html = built.read_text("utf-8")
            told = self.health.told_in(html, wording)
            if told != html:
                built.write_text(told, "utf-8")

    def _walk(self, site: Path, base: str) -> Iterator[Problem]:
        written = {self.built_uri(uri): page.file for uri, page in self.pages.items()}
        try:
            for dead in walk(site, base, self.project / MEMORY):
                file = written.get(dead.page, f"site/{dead.page}")
                yield Problem(file, 0, f"built page: '{dead.link}' is dead: {dead.reason}.")
        except CrawlError as error:
            yield Problem("site", 0, f"LinkChecker failed: {error}. The built site is unchecked.")
