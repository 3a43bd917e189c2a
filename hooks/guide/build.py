"""One build of a guide, from its sources to the report: what MkDocs' events call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .checks.data import check_data
from .checks.dates import review_due
from .checks.drawings import check_drawings
from .checks.guide import check_guide
from .checks.moved import check_moved
from .checks.outlook import outlook
from .checks.reading import check_reading, reading_summary
from .checks.today import Today
from .clock import Clock, ClockError, read_clock
from .crawl import CrawlError
from .data_files import data_files
from .dates import Period, last_day
from .deadline_history import remembered
from .drawings import Drawing, load_drawings
from .links.health import SCHEMA
from .models import DateDeadline
from .pages import (
    CALENDAR,
    FEED,
    HEALTH,
    Page,
    built_uri,
    language_of,
    load_pages,
    other_files,
)
from .problems import Problem, Report
from .readability import Ease, ease_of
from .registry import Registry, load_registry
from .rendering.context import Context
from .rendering.extension import GuideExtension
from .search import FILE as SEARCH
from .search import Section, index_script, sections
from .settings import FILE, check_chapters, check_link_mode, check_pictures, read_settings
from .settings_model import Settings
from .sources_health import SourcesHealth, published_schema
from .strings import Strings, load_strings
from .walk import MEMORY, walk
from .wording import Wording


@dataclass
class Sources:
    """A guide as its writers left it: read, checked, and with a report of what is wrong."""

    settings: Settings
    today: Today
    registry: Registry
    pages: list[Page]
    drawings: Mapping[str, Drawing]
    strings: Strings | None
    report: Report


def read_guide(project: Path, extra: object, environ: Mapping[str, str], now: datetime) -> Sources:
    """The guide of the folder `project` with its settings; what is wrong with them, and with the
    environment, is in the report too.

    `extra` is what MkDocs has read of `extra.guide`; `now` (aware) is the instant if `environ`
    sets no other.
    """
    config = project / FILE
    text = config.read_text("utf-8-sig", "replace") if config.is_file() else ""
    settings, problems = read_settings(extra, text)
    problems += check_link_mode(environ)
    problems += check_pictures(settings, project, text)
    problems += check_chapters(settings, project, text)
    try:
        clock = read_clock(environ, now)
    except ClockError as error:
        clock = read_clock({}, now)
        problems.append(Problem("environment", 0, str(error)))
    sources = read_sources(project, settings, clock)
    sources.report.extend(problems)
    return sources


def read_sources(project: Path, settings: Settings, clock: Clock) -> Sources:
    """Everything in the guide of the folder `project`. What is wrong with it is in the report."""
    report = Report()
    today = Today(clock, settings.zone)
    registry, problems = load_registry(project, settings.links.allow_hosts)
    report.extend(problems)
    # A preview of another day does not make a reading of last week one of the future.
    report.extend(check_data(registry, today.really))
    pages, problems = load_pages(project)
    report.extend(problems)
    drawings, problems = load_drawings(project)
    report.extend(problems)
    strings, problems = load_strings(settings.source_language)
    report.extend(problems)
    report.extend(check_guide(pages, other_files(project), registry, settings, today))
    report.extend(check_drawings(pages, drawings))
    return Sources(settings, today, registry, pages, drawings, strings, report)


class Build:
    """One build of sound sources: its pages rendered, its links asked, its site walked."""

    def __init__(self, project: Path, sources: Sources, strings: Strings, report: Report) -> None:
        self.project = project
        self.settings = sources.settings
        self.today = sources.today
        self.report = report
        self.strings = strings
        self.pages = {page.uri: page for page in sources.pages}
        self._eases: dict[str, Ease] = {}
        self._found: dict[str, list[Section]] = {}
        self.health = SourcesHealth(
            project, sources.registry, self.settings.links, self.today, sources.pages
        )
        language = self.settings.source_language
        context = Context(
            sources.registry,
            self.today,
            Wording(language, strings),
            language,
            sources.drawings,
            is_printed=self.settings.paper is not None,
        )
        self.extension = GuideExtension(context)

    def render_for(self, uri: str) -> None:
        """Makes the extension speak the language of the page at `uri`, and look from there."""
        self.extension.context.wording = self.wording(uri)
        self.extension.context.uri = uri

    def wording(self, uri: str) -> Wording:
        """How the language of the page at `uri` says things."""
        return Wording(language_of(uri, self.settings.source_language), self.strings)

    def read(self, uri: str, html: str) -> None:
        """Reports how hard the page at `uri`, rendered as `html`, is to read."""
        page = self.pages.get(uri)
        if page:
            ease = self._eases[uri] = ease_of(html, self.wording(uri).language)
            self.report.extend(check_reading(page, ease, self.settings.reading))
            self._found[self.built_uri(uri)] = sections(html)

    def built_uri(self, uri: str) -> str:
        """Where the site has the file at `uri` in docs/."""
        return built_uri(uri, self.settings.source_language)

    def meta(self, page: Page) -> dict[str, Any]:
        """What the page's template is told: its front matter, and its age in days and in words."""
        meta = page.split.meta
        if not meta:
            return {}
        wording, every = self.wording(page.uri), self.settings.review_every
        review_by = review_due(meta.verified, every)
        return meta.model_dump(mode="json", exclude_unset=True) | {
            "verified_on": wording.date(meta.verified),
            "review_by": review_by.isoformat(),
            "review_by_on": wording.date(review_by),
            # Late once is a delay; late by as long again, nobody is reading the page any more.
            "overdue_after": review_due(review_by, every).isoformat(),
        }

    @property
    def search(self) -> str:
        """Where the site has the index of its pages."""
        return SEARCH.format(language=self.settings.source_language)

    @property
    def day(self) -> date:
        """The build's civil date in the guide's zone."""
        return self.today.in_zone(None)

    @property
    def made(self) -> dict[str, str]:
        """What every page is told of the build: its day, the same in words, the guide's zone, and
        the day after which the site has not been built for a year.
        """
        return {
            "day": self.day.isoformat(),
            "on": self.wording("").date(self.day),
            "zone": self.today.zone,
            "stopped_after": last_day(self.day, Period(years=1)).isoformat(),
        }

    @property
    def feed(self) -> str | None:
        """Where the site has the feed of the news, for a guide that has a page of them."""
        return FEED if self._news_page else None

    @property
    def calendar(self) -> str | None:
        """Where the site has the calendar of the dates, for a guide that has any."""
        deadlines = self.extension.context.registry.deadlines.values()
        return CALENDAR if any(isinstance(one, DateDeadline) for one in deadlines) else None

    @property
    def _news_page(self) -> str | None:
        """Where the site has the page that lists the news, if there are any."""
        return self._page_of("news") if self.extension.context.registry.news else None

    def _page_of(self, name: str) -> str | None:
        """Where the site has the page with the list of all `name`, if there is one."""
        for uri, page in self.pages.items():
            if any(macro.text == "all" and macro.name == name for macro in page.scan.macros):
                return self.built_uri(uri)
        return None

    def write_data(self, site: Path, *, title: str, base: str) -> None:
        """Writes what the site in the folder `site` offers beside its pages: feed, calendar, index…

        `title` is the site's name; `base` its address, empty where it has none.
        """
        language = self.settings.source_language
        context = replace(self.extension.context, wording=Wording(language, self.strings))
        files = data_files(
            context,
            title=title,
            base=base,
            news_page=self._news_page,
            dates_page=self._page_of("deadlines"),
        )
        for name, content in files.items():
            (site / self.built_uri(f"{language}/{name}")).write_bytes(content)
        index = site / self.search
        index.parent.mkdir(exist_ok=True)
        index.write_text(index_script(self._found, self.strings.search_endings), "utf-8")

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
        pages = list(self.pages.values())
        keep = keep and not clock.pretended
        history, problems = remembered(
            self.project, registry.deadlines, clock.instant, self.today.really, keep=keep
        )
        self.report.extend(problems)
        self.report.extend(check_moved(history, pages, registry, self.settings.source_language))
        self.report.extend(outlook(registry, pages, self.settings, self.today))

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
