"""The health of the guide's sources within one build: probed beside it, told once it is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .. import links
from ..core.dates import last_day, parse_period
from ..core.problems import Problem
from ..core.published_json import json_text
from ..core.today import Today
from ..data.models import Source
from ..data.registry import SOURCES, Registry
from ..data.settings_model import LinkSettings
from ..links import CitedSource, Finding, Run
from ..pages.page_files import Page
from ..pages.reliance import reliance
from ..words.wording import Wording
from .health_told import told_in


@dataclass
class SourcesHealth:
    """One build's dealings with its sources: `start` early, `finish` when the pages are made.

    `language` is the tag of the one they are asked for in.
    """

    project: Path
    registry: Registry
    settings: LinkSettings
    today: Today
    pages: Sequence[Page]
    language: str
    _cited: list[CitedSource] = field(default_factory=list)
    _cache: links.LinkCache = field(default_factory=links.LinkCache)
    _probe: links.BackgroundProbe | None = None
    _problems: list[Problem] = field(default_factory=list)
    _found: list[Finding] = field(default_factory=list)
    _budget: float = 0
    _run: Run = field(default_factory=Run)

    def start(self, *, online: bool, everything: bool) -> str:
        """Reads the memory of former runs and, online, begins to ask what is due. Says how many.

        `everything` asks even those seen well of late, and gives them the time of a check.
        """
        self._budget = self.settings.check_budget if everything else self.settings.budget
        places = reliance(self.pages, self.registry)
        self._cited = [
            _cited(key, source, self.registry, places.get(key, ()))
            for key, source in sorted(self.registry.sources.items())
        ]
        now = self._now
        self._cache, self._problems = links.load(self.project / links.CACHE, now)
        targets = [one.target for one in self._cited]
        fresh_for = timedelta(0) if everything else _as_days(self.settings.fresh_for, now)
        due = self._cache.due(targets, now, fresh_for) if online else []
        if due:
            known = {} if everything else self._cache.evidence()
            self._probe = links.BackgroundProbe(due, self._limits, at=now, known=known)
        return f"Asking {len(due)} sources; once the site is built, {self._budget:g} s at most"

    def finish(self) -> list[Problem]:
        """Waits for the answers no longer than the budget, remembers them, and reports."""
        run = self._run = self._probe.collect(self._budget) if self._probe else Run()
        self._cache.learn(run)
        saved = self._save() if self._probe else []
        self._found = links.findings(self._cited, self._cache, run, self.today.in_zone(None))
        told = [finding.problem for finding in self._found]
        left = links.not_checked(self._cited, self._cache, run) + links.troubles(self._cited, run)
        return self._problems + told + left + saved

    def _save(self) -> list[Problem]:
        pages = {one.target.page for one in self._cited}
        return links.save(self._cache, self.project / links.CACHE, pages)

    def to_do(self) -> Iterator[str]:
        """What a maintainer is told besides, once finished: what to save, and what to mend.

        Without any network nothing new is known of any source, and there is no table.
        """
        unsaved = links.without_copy(self._cited, self._cache)
        if unsaved:
            yield unsaved
        if not self._run.network_down:
            seen = sum(self._cache.standing(one.target) is not None for one in self._cited)
            missed = [one.target.id for one in links.missed(self._cited, self._run)]
            yield links.table(self._found, of=seen, missed=missed)

    def published(self) -> str:
        """The state of all sources as JSON."""
        return json_text(links.published_health(self._cited, self._cache, self._now))

    def evidence(self) -> dict[str, links.Record]:
        """All that is known of the pages that are cited, by their addresses."""
        cited = sorted({one.target.page for one in self._cited} & self._cache.records.keys())
        return {page: self._cache.records[page] for page in cited}

    def told_in(self, html: str, wording: Wording) -> str:
        """The built page `html` with what is known of each source it names."""
        return told_in(html, self.registry.sources, self._cache, self.today.zone, wording)

    @property
    def _now(self) -> datetime:
        return self.today.clock.instant.astimezone(UTC)

    @property
    def _limits(self) -> links.Limits:
        settings = self.settings
        return links.Limits(
            timeout=settings.timeout,
            per_host=settings.per_host,
            total=settings.total,
            allow_hosts=settings.allow_hosts,
            repository=settings.repository,
            language=self.language,
        )


def published_schema() -> str:
    """The JSON Schema of what a build publishes."""
    return json_text(links.health_schema())


def _cited(
    key: str, source: Source, registry: Registry, places: tuple[links.Place, ...]
) -> CitedSource:
    return CitedSource(
        target=links.Target(key, source.url, source.expect),
        file=SOURCES,
        line=registry.line(SOURCES, key),
        seen=source.seen,
        archived=source.archive is not None,
        places=places,
    )


def _as_days(period: str, now: datetime) -> timedelta:
    return last_day(now.date(), parse_period(period)) - now.date()
