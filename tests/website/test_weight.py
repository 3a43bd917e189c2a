"""Light: what a page makes a browser fetch, packed as hosts pack it, and how still it loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from .pages import HOME, STEPS
from .reading import DESK, PHONE, Reader, Witness
from .weighing import packed

FIRST = 60_000  # bytes of a first visit, all told
SHIFTS = """new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { moved += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(moved), 100));
})"""


@pytest.mark.parametrize("name", [HOME, STEPS, "article.html", "lettres/cnil.html"])
def test_a_first_visit_is_light(reader: Reader, site: Path, address: str, name: str) -> None:
    page = reader.tab(viewport=PHONE)
    witness = Witness(page)
    page.goto(address + name, wait_until="networkidle")
    urls = set(witness.asked)
    assert len(urls) > 4
    assert packed(site, urls) <= FIRST


@pytest.mark.parametrize("name", [HOME, STEPS, "article.html", "lettres/cnil.html"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_as_it_loads(reader: Reader, screen: ViewportSize, name: str) -> None:
    page = reader.opens(name, viewport=screen)
    assert page.evaluate(SHIFTS) == 0


def test_the_header_stands_still_while_it_arrives(reader: Reader) -> None:
    """On a slow line it is painted before its last buttons have come."""
    page = reader.opens(STEPS, viewport=PHONE)
    parts = page.locator(".md-header__inner > :is(a, button)")
    whole = [parts.nth(index).bounding_box() for index in range(parts.count())]
    assert len(whole) == 3
    for missing in (2, 1):
        parts.nth(missing).evaluate("part => part.remove()")
        assert [parts.nth(index).bounding_box() for index in range(missing)] == whole[:missing]


@pytest.mark.parametrize("missing", [".guide-button--search span", ".guide-button--menu"])
def test_a_button_that_will_be_pushed_aside_is_not_shown_yet(reader: Reader, missing: str) -> None:
    page = reader.opens(STEPS, viewport=DESK)
    button = page.get_by_role("button", name="Rechercher")
    expect(button).to_be_visible()
    page.locator(missing).evaluate("part => part.remove()")
    expect(page.locator(".guide-button--search")).to_be_hidden()
