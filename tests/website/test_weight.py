"""Light: what a page makes a browser fetch, packed as hosts pack it, and how still it loads."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from .pages import HOME, PAGES, STEPS
from .reading import DESK, PHONE, Reader, Witness

FIRST = 60_000  # bytes of a first visit, all told
NEXT = 15_000  # bytes more for one page more
LONG = {  # read whole, or listing everything
    "article.html": 22_500,
    "guide/ca-ne-marche-pas.html": 15_500,
    "guide/s-opposer.html": 15_500,
    "guide/verrouiller.html": 15_500,
    "inconnues.html": 16_000,
    "sources.html": 16_000,
}
KINDS = [STEPS, "lettres/effacer.html"]  # whose scripts and styles the others share
SHIFTS = """new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { moved += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(moved), 100));
})"""


def asked(page: Page, url: str) -> set[str]:
    """What the browser fetches to show `url`."""
    witness = Witness(page)
    page.goto(url, wait_until="networkidle")
    return set(witness.asked)


def packed(site: Path, urls: set[str]) -> int:
    """The bytes of `urls`, each by gzip at the level that servers use."""
    paths = (site / unquote(urlsplit(url).path[1:] or HOME) for url in urls)
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


@pytest.mark.parametrize("name", [HOME, STEPS, "article.html", "lettres/cnil.html"])
def test_a_first_visit_is_light(reader: Reader, site: Path, address: str, name: str) -> None:
    urls = asked(reader.tab(viewport=PHONE), address + name)
    assert len(urls) > 4
    assert packed(site, urls) <= FIRST


def test_every_next_page_is_lighter(reader: Reader, site: Path, address: str) -> None:
    page = reader.tab(viewport=PHONE)
    known = asked(page, address + HOME).union(*(asked(page, address + name) for name in KINDS))
    heavy = {}
    for name in PAGES:
        more = packed(site, asked(page, address + name) - known | {address + name})
        if more > LONG.get(name, NEXT):
            heavy[name] = more
    assert heavy == {}


@pytest.mark.parametrize("name", [HOME, STEPS, "article.html", "lettres/cnil.html"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_as_it_loads(reader: Reader, screen: ViewportSize, name: str) -> None:
    page = reader.opens(name, viewport=screen)
    assert page.evaluate(SHIFTS) == 0
