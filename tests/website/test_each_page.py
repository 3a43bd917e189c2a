"""Each page in a real browser, visited once: whom it asks, what it leaves, how it suits any reader.

The server of these tests says what the site's own `_headers` says, so all of it holds under them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from .pages import ALL, HOME, STEPS
from .reading import DESK, NOON, PHONE, Reader, Witness, search, stored, violations
from .weighing import NEXT, packed

LONG = {  # read whole, or listing everything
    "article.html": 22_000,
    "sources.html": 15_500,
}
KNOWN = [HOME, STEPS, "lettres/effacer.html"]  # whose scripts and styles the others share
NARROW: ViewportSize = {"width": 320, "height": 640}
# What is smaller than a thumb, by WCAG 2.5.8: all that can be pressed, unfolded too, unless it is a
# few words of a line. No page counts on the spacing that would excuse more.
TINY = """() => {
  const folded = document.querySelectorAll("details:not([open])");
  const open = opened => folded.forEach(one => { one.open = opened; });
  const inLine = one => getComputedStyle(one).display === "inline"
    && one.closest("p, li, dt, dd, td, th").textContent.trim() !== one.textContent.trim();
  open(true);
  const tiny = [...document.querySelectorAll("a, button, input, textarea, summary")].filter(one => {
    const { width, height } = one.getBoundingClientRect();
    return width && Math.min(width, height) < 24 && !inLine(one);
  });
  open(false);
  return tiny.map(one => one.outerHTML);
}"""
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass(frozen=True)
class Visit:
    """What a page did and showed to one reader, on the day of the build."""

    name: str
    url: str
    asked: list[str]
    sought: list[str]  # asked for once the search was used
    strangers: list[str]
    complaints: list[str]
    left: list[Any]
    url_after: str
    wrong: list[str]
    tiny: list[str]
    overflows: bool
    words: str


@pytest.fixture(scope="module", params=ALL)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Visit:
    with Reader(browser, address) as reader:
        page = reader.tab()
        page.clock.set_fixed_time(NOON)
        return visited(page, address, request.param)


def visited(page: Page, address: str, name: str) -> Visit:
    """Visits `name` in the empty tab `page`."""
    witness, wrong = Witness(page), list[str]()
    page.goto(address + name)
    for screen in (PHONE, DESK):
        page.set_viewport_size(screen)
        wrong += violations(page)
    asked = list(witness.asked)
    page.set_viewport_size(NARROW)
    tiny = page.evaluate(TINY)
    overflows = page.evaluate(OVERFLOW)
    expect(search(page, "opposition").first).to_be_visible()
    return Visit(
        name=name,
        url=address + name,
        asked=asked,
        sought=witness.asked[len(asked) :],
        strangers=witness.strangers(address),
        complaints=witness.complaints,
        left=stored(page),
        url_after=page.url,
        wrong=wrong,
        tiny=tiny,
        overflows=overflows,
        words=said(page),
    )


def test_it_asks_nobody_else_even_when_searched(visit: Visit) -> None:
    assert visit.url in visit.asked
    assert [url for url in visit.asked if "search" in url] == []  # not before it is wanted
    assert any("/search/fr.js" in url for url in visit.sought)
    assert visit.strangers == []
    assert visit.complaints == []


def test_it_leaves_nothing(visit: Visit) -> None:
    assert visit.left == []
    assert visit.url_after == visit.url


def test_anyone_can_read_it(visit: Visit) -> None:
    assert visit.wrong == []
    assert visit.tiny == []
    assert not visit.overflows


@pytest.fixture(scope="module")
def known(browser: Browser, address: str) -> set[str]:
    """What a browser has already, after the first pages of a reader."""
    with Reader(browser, address) as reader:
        page = reader.tab()
        witness = Witness(page)
        for name in KNOWN:
            page.goto(address + name)
        return set(witness.asked)


def test_it_is_light_for_who_comes_from_another(visit: Visit, known: set[str], site: Path) -> None:
    more = packed(site, set(visit.asked) - known | {visit.url})
    assert more <= LONG.get(visit.name, NEXT)


def said(page: Page) -> str:
    """What the page says, but for what only a script can use: forms, ticks, a copy's buttons."""
    scripted = page.locator(".letter-form, .calculator, .ticks, .steps .tick, [data-worker]")
    scripted.evaluate_all("parts => parts.forEach(part => part.remove())")
    return page.locator("article").inner_text()


@pytest.fixture(scope="module")
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A tab without script."""
    with Reader(browser, address) as reader:
        yield reader.tab(java_script_enabled=False, viewport=NARROW)


def test_without_script_it_says_the_same(visit: Visit, plain: Page) -> None:
    """The same words, the same part of each date block, and no button that does nothing."""
    plain.goto(visit.url)
    assert said(plain) == visit.words
    assert not plain.locator("[data-guide]:visible").count()
