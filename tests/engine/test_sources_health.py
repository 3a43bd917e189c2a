"""What a built page says of the sources it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engine.making import context, on_day, render, source, strings
from guide.data.models import Contact, News, Source, Term
from guide.data.registry import Registry
from guide.links import Evidence, Hop, LinkCache, Run, Target
from guide.published.health_told import told_in
from guide.rendering.context import Context
from guide.words.wording import Wording

AT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # the day after, in Paris
DAY = '<time datetime="2026-11-21">21~novembre~2026</time>'
TWO_DAYS_BEFORE = '<time datetime="2026-11-19">19~novembre~2026</time>'
COPY = {"url": "https://archive.example/?a=1&b=2", "date": "2026-05-02"}
MOVED = (Hop(301, "https://elsewhere.example/page"),)


def told(text: str, sources: dict[str, Source], *runs: dict[str, dict[str, Any]]) -> str:
    """The HTML of the Markdown `text`, told what each source showed in each run, a day apart."""
    return told_with(context(sources=sources), text, *runs)


def told_with(given: Context, text: str, *runs: dict[str, dict[str, Any]]) -> str:
    cache, sources = LinkCache(), given.registry.sources
    for number, run in enumerate(runs):
        at = AT - timedelta(days=len(runs) - 1 - number)
        shown = [
            Evidence(Target(key, sources[key].url).page, at, asked=sources[key].expect, **one)
            for key, one in run.items()
        ]
        cache.learn(Run({one.url: one for one in shown}))
    html = told_in(render(text, given), sources, cache, "Europe/Paris", given.wording)
    return html.replace("\N{NO-BREAK SPACE}", "~")


NOTE = (
    '<span class="gone">(disparue ; copie du <time datetime="2026-05-02">2~mai~2026</time>)</span>'
)


def test_readers_are_led_to_the_copy_of_a_source_that_is_gone() -> None:
    html = told("[**la** loi][loi]", {"loi": source(archive=COPY)}, {"loi": {"status": 404}})
    link = (
        '<a class="source source-gone" data-source="loi" '
        'href="https://archive.example/?a=1&amp;b=2" rel="external noreferrer">{}</a> ' + NOTE
    )
    assert link.format("<strong>la</strong> loi") in html
    assert link.format("Article 28") in html
    assert "loi.example" not in html


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("{all:sources}", 2),  # its own line, and that of the source it gave the address of
        ("{all:deadlines}", 1),
        ("{all:contacts}", 2),
        ("{all:terms}", 1),
        ("{all:news}", 1),
        ("[a][loi], [b][loi] et [c][par]", 4),  # two in the text, and both notes
        ("/// steps | s\n1. [a][loi]\n///", 2),
        ("| [a][loi] |\n| --- |\n| [b][loi] |", 3),
    ],
)
def test_wherever_the_source_is_named(text: str, links: int) -> None:
    sources = {"loi": source(archive=COPY), "par": source(url="https://b.example/", via="loi")}
    contact = {"name": {"fr": "Mes"}, "source": "loi", "site": "loi", "seen": "2026-11-23"}
    term = {"term": {"fr": "a"}, "meaning": {"fr": "b"}, "source": "loi"}
    news = {"date": "2026-11-01", "about": "procedure", "text": {"fr": "a"}, "source": "loi"}
    given = context(sources=sources)
    given.registry = Registry(
        deadlines={"campagne": on_day("2022-05-09")},
        sources=sources,
        contacts={"mes": Contact.model_validate(contact)},
        terms={"mot": Term.model_validate(term)},
        news={"neuf": News.model_validate(news)},
    )
    html = told_with(given, text, {"loi": {"status": 410}})
    assert (html.count(NOTE), html.count("source-gone")) == (links, links)
    assert "loi.example" not in html


def test_the_copy_is_marked_in_the_words_of_the_page() -> None:
    given = context(sources={"loi": source(archive=COPY, lang="de")}, language="en")
    words = strings(locale="en", gone="(page gone; copy of {date})")
    given = replace(given, wording=Wording("en", words))
    html = told_with(given, "[the law][loi]", {"loi": {"status": 404}})
    assert '(page gone; copy of <time datetime="2026-05-02">May~2,~2026</time>)' in html
    assert 'hreflang="de" lang="fr" rel="external noreferrer">Article 28</a>' in html


@pytest.mark.parametrize("status", [200, 403, 500])
def test_a_source_that_is_not_gone_keeps_its_address(status: int) -> None:
    html = told("[a][loi]", {"loi": source(archive=COPY)}, {"loi": {"status": status}})
    assert "archive.example" not in html


def test_without_a_copy_the_address_stays() -> None:
    html = told("[a][loi]", {"loi": source()}, {"loi": {"status": 404}})
    assert 'href="https://loi.example/28"' in html
    assert "source-gone" not in html


def listed(given: Source, *runs: dict[str, Any]) -> str:
    """What the list of all sources says of one, after runs that showed this."""
    html = told("{all:sources}", {"a": given}, *({"a": run} for run in runs))
    return html.partition(', Légifrance. <span class="health">')[2].partition("</li>")[0]


SEEN = 'Une personne : <span>lue le <time datetime="2026-11-23">23~novembre~2026</time></span>.'
ROBOT = ' <span class="health" data-search-exclude="">Le robot : <span data-health="a">'
WELL, GONE, CHANGED = {"status": 200}, {"status": 404}, {"status": 200, "missing": ("six",)}


@pytest.mark.parametrize(
    ("expect", "runs", "state"),
    [
        ((), (), "jamais vérifiée"),
        ((), (WELL,), f"répond (le {DAY})"),
        (("six",), (WELL,), f"répond, et le dit (le {DAY})"),
        (("six",), (WELL | {"readable": False},), f"répond (le {DAY})"),
        ((), (GONE, WELL), f"répond (le {DAY})"),
        ((), (GONE,), f"<span>disparue (le {DAY})</span> ; jamais vue"),
        (
            ("six",),
            (WELL, GONE, CHANGED),
            f"<span>changée (le {DAY})</span> ; vue le {TWO_DAYS_BEFORE}",
        ),
    ],
)
def test_the_list_says_when_each_was_last_seen_well_and_by_whom(
    expect: tuple[str, ...], runs: tuple[dict[str, Any], ...], state: str
) -> None:
    assert listed(source(expect=expect), *runs) == f"{SEEN}</span>{ROBOT}{state}</span>.</span>"


def test_words_that_were_never_looked_for_are_not_said_to_be_there() -> None:
    before, now = source(expect=("six",)), source(expect=("six", "huit"))
    cache, given = LinkCache(), context(sources={"a": now})
    cache.learn(Run({now.url: Evidence(now.url, AT, asked=before.expect, status=200)}))
    html = told_in(render("{all:sources}", given), {"a": now}, cache, "Europe/Paris", given.wording)
    assert f"répond (le {DAY})" in html.replace("\N{NO-BREAK SPACE}", "~")


def test_the_list_says_how_a_person_read_it() -> None:
    text = listed(source(copy="2025-08-27"))
    copied = f'copie du <time datetime="{date(2025, 8, 27)}">27~août~2025</time>'
    assert text.startswith(f"{SEEN[:-8]}, {copied}</span>.</span>")


def test_the_list_says_that_a_page_has_moved() -> None:
    given = strings(health_moved="partie (le {date})")
    moved = replace(context(sources={"a": source()}), wording=Wording("fr", given))
    html = told_with(moved, "{all:sources}", {"a": {"status": 200, "hops": MOVED}})
    assert f'<span data-health="a">partie (le {DAY})</span>.' in html
