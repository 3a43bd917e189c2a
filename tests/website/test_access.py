"""Each page in a real browser: for every reader, alone with its own host, on any screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .pages import ALL, HOME, PAGES, STEPS
from .reading import DESK, NOON, PHONE, SCHEMES, Reader, violations

# The colour is set by script: the page's policy drops a style that is written in an attribute.
FAULTS = """
  document.querySelector("h1").outerHTML = "<img src=x><p id=pale>pale</p>";
  document.getElementById("pale").style.color = "#eee";
"""
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module", params=[PHONE, DESK], ids=["phone", "desk"])
def screen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """One tab for all pages. Its motion is reduced: no colour is caught half-way to another."""
    with Reader(browser, address) as reader:
        yield reader.opens(HOME, viewport=request.param, reduced_motion="reduce")


@pytest.mark.parametrize("name", ALL)
def test_anyone_can_read_it(screen: Page, address: str, name: str) -> None:
    screen.goto(address + name)
    for scheme in SCHEMES:
        screen.emulate_media(color_scheme=scheme)
        assert (scheme, violations(screen)) == (scheme, [])


def test_the_referee_sees_faults(reader: Reader) -> None:
    page = reader.opens(HOME)
    page.evaluate(FAULTS)
    found = " ".join(violations(page))
    assert all(rule in found for rule in ("image-alt", "color-contrast"))


def test_all_fit_a_narrow_screen(reader: Reader, address: str) -> None:
    page = reader.tab(viewport={"width": 320, "height": 640})
    assert [name for name in ALL if _overflows(page, address + name)] == []


def _overflows(page: Page, url: str) -> bool:
    page.goto(url)
    return bool(page.evaluate(OVERFLOW))


def test_without_script_all_say_the_same(reader: Reader, address: str) -> None:
    """On the day of the build: the same words, the same part of each date block."""
    scripted = reader.opens(HOME, now=NOON)
    plain = reader.opens(HOME, java_script_enabled=False)
    for name in PAGES:
        assert (name, _words(plain, address + name)) == (name, _words(scripted, address + name))
        assert not plain.locator("[data-guide]:visible").count()  # no button that does nothing


def _words(page: Page, url: str) -> str:
    """What the page says, but for what only a script can use: forms, ticks, a copy's buttons."""
    page.goto(url)
    scripted = page.locator(".letter-form, .calculator, .ticks, .steps .tick, [data-worker]")
    scripted.evaluate_all("parts => parts.forEach(part => part.remove())")
    return page.locator("article").inner_text()


def test_without_script_every_page_is_reached(reader: Reader, address: str) -> None:
    page = reader.opens(HOME, java_script_enabled=False, viewport=PHONE)
    page.get_by_role("link", name="Toutes les pages").click()
    page.locator("#pages").get_by_role("link", name="Clôturer mon profil").click()
    assert page.url == address + STEPS
