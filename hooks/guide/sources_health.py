"""The health of the guide's sources within one build: probed beside it, told in its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from . import links
from .checks.today import Today
from .dates import last_day, parse_period
from .links import CitedSource, Run, Target, Verdict
from .models import LinkSettings, Source
from .pages import Page
from .problems import Problem
from .registry import SOURCES, Registry
from .wording import Wording, fill

CACHE = ".cache/link-health.json"
PUBLISHED = "link-health.json"

_HEALTH = re.compile(r'(<span class="health" data-health="([^"]+)">)[^<]*(</span>)')
_LINK = re.compile(
    r'<a class="source" data-source="([^"]+)" href="[^"]*"([^>]*)>(.*?)</a>', re.DOTALL
)


@dataclass
class SourcesHealth:
    """One build's dealings with its sources: `start` early, `finish` when the pages are made."""

    project: Path
    registry: Registry
    settings: LinkSettings
    today: Today
    pages: Sequence[Page]
    _cited: list[CitedSource] = field(default_factory=list)
    _cache: links.LinkCache = field(default_factory=links.LinkCache)
    _probe: links.BackgroundProbe | None = None
    _problems: list[Problem] = field(default_factory=list)

    def start(self, *, online: bool, everything: bool) -> None:
        """Reads the memory of former runs and, online, begins to ask what is due.

        `everything` asks even those seen well of late.
        """
        self._cited = [
            _cited(key, source, self.registry, self.pages)
            for key, source in sorted(self.registry.sources.items())
        ]
        now = self._now
        self._cache, self._problems = links.load(self.project / CACHE, now)
        targets = [one.target for one in self._cited]
        fresh_for = timedelta(0) if everything else _as_days(self.settings.fresh_for, now)
        due = self._cache.due(targets, now, fresh_for) if online else []
        if due:
            self._probe = links.BackgroundProbe(due, self._limits, at=now)

    def finish(self) -> list[Problem]:
        """Waits for the answers no longer than the budget, remembers them, and reports."""
        run = self._probe.collect(self.settings.budget) if self._probe else Run()
        self._cache.learn(run)
        saved = links.save(self._cache, self.project / CACHE) if self._probe else []
        day = self.today.in_zone(None)
        return self._problems + links.findings(self._cited, self._cache, run, day) + saved

    def published(self) -> str:
        """The state of all sources as JSON."""
        state = links.published_health(self._cited, self._cache, self._now)
        return json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def told_in(self, html: str, wording: Wording) -> str:
        """The built page `html` with what is known of each source it names.

        The reader of a page whose source is gone is led to the archived copy, and told so.
        """
        html = _HEALTH.sub(lambda m: m[1] + self._in_words(m[2], wording) + m[3], html)
        return _LINK.sub(lambda m: self._archived(m, wording), html)

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
        )

    def _standing(self, key: str) -> links.Standing | None:
        source = self.registry.sources.get(key)
        return self._cache.standing(_target(key, source)) if source else None

    def _in_words(self, key: str, wording: Wording) -> str:
        standing = self._standing(key)
        if not standing:
            return escape(wording.strings.health_unknown)
        template: str = getattr(wording.strings, f"health_{standing.judgement.verdict}")
        day = wording.time(standing.record.evidence.at.date())
        return _inner_html(fill(Element("span"), template, {"date": day}))

    def _archived(self, link: re.Match[str], wording: Wording) -> str:
        source, standing = self.registry.sources.get(link[1]), self._standing(link[1])
        gone = standing and standing.judgement.verdict is Verdict.GONE
        if not (source and source.archive and gone):
            return link[0]
        address, day = escape(source.archive.url), wording.time(source.archive.date)
        note = _inner_html(fill(Element("span"), wording.strings.gone, {"date": day}))
        opening = (
            f'<a class="source source-gone" data-source="{link[1]}" href="{address}"{link[2]}>'
        )
        return f'{opening}{link[3]}</a> <span class="gone">{note}</span>'


def _cited(key: str, source: Source, registry: Registry, pages: Sequence[Page]) -> CitedSource:
    relying = [
        page.file for page in pages if any(citation.name == key for citation in page.scan.citations)
    ]
    return CitedSource(
        target=_target(key, source),
        file=SOURCES,
        line=registry.line(SOURCES, key),
        seen=source.seen,
        archived=source.archive is not None,
        pages=tuple(relying),
    )


def _target(key: str, source: Source) -> Target:
    return Target(key, source.url, source.expect)


def _as_days(period: str, now: datetime) -> timedelta:
    return last_day(now.date(), parse_period(period)) - now.date()


def _inner_html(element: Element) -> str:
    children = "".join(tostring(child, encoding="unicode", method="html") for child in element)
    return escape(element.text or "") + children
