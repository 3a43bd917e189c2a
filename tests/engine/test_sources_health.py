"""What a built page says of the sources it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.making import context, render, source
from guide.links import Evidence, LinkCache, Run
from guide.models import LinkSettings, Source
from guide.registry import Registry
from guide.sources_health import SourcesHealth

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
COPY = {"url": "https://archive.example/?a=1&b=2", "date": "2026-05-02"}


def told(text: str, sources: dict[str, Source], statuses: dict[str, int], folder: Path) -> str:
    """The HTML of the Markdown `text`, told which status each source answered with."""
    given = context(sources=sources)
    cache = LinkCache()
    evidence = {
        sources[key].url: Evidence(sources[key].url, AT, status=status)
        for key, status in statuses.items()
    }
    cache.learn(Run(evidence))
    health = SourcesHealth(folder, Registry({}, sources), LinkSettings(), given.today, [])
    health = replace(health, _cache=cache)
    html = health.told_in(render(text, given), given.wording)
    return html.replace("\N{NO-BREAK SPACE}", "~")


def test_readers_are_led_to_the_copy_of_a_source_that_is_gone(tmp_path: Path) -> None:
    sources = {"loi": source(archive=COPY)}
    html = told("[**la** loi][loi]", sources, {"loi": 404}, tmp_path)
    link = (
        '<a class="source source-gone" data-source="loi" '
        'href="https://archive.example/?a=1&amp;b=2" rel="external noreferrer">{}</a> '
        '<span class="gone">(disparue ; copie du <time datetime="2026-05-02">2~mai~2026</time>)'
        "</span>"
    )
    assert link.format("<strong>la</strong> loi") in html
    assert link.format("Article 28") in html
    assert "loi.example" not in html


@pytest.mark.parametrize("status", [200, 403, 500])
def test_a_source_that_is_not_gone_keeps_its_address(status: int, tmp_path: Path) -> None:
    sources = {"loi": source(archive=COPY)}
    assert "archive.example" not in told("[a][loi]", sources, {"loi": status}, tmp_path)


def test_without_a_copy_the_address_stays(tmp_path: Path) -> None:
    html = told("[a][loi]", {"loi": source()}, {"loi": 404}, tmp_path)
    assert 'href="https://loi.example/28"' in html
    assert "source-gone" not in html


def test_the_list_of_all_sources_says_how_each_one_is(tmp_path: Path) -> None:
    sources = {
        "a": source(url="https://a.example/"),
        "b": source(url="https://b.example/"),
        "c": source(url="https://c.example/"),
    }
    html = told("{all:sources}", sources, {"a": 200, "b": 404}, tmp_path)
    day = '<time datetime="2026-11-20">20~novembre~2026</time>'
    assert f'data-health="a">répond (le {day})</span>' in html
    assert f'data-health="b">disparue (le {day})</span>' in html
    assert 'data-health="c">jamais vérifiée</span>' in html
