"""Each page in a real browser: for every reader, alone with its own host, on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from .pages import ALL, HOME, PAGES, STEPS
from .reading import DESK, NOON, PHONE, SCHEMES, Reader, Witness, stored, violations

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_anyone_can_read_it(reader: Reader, screen: ViewportSize, name: str) -> None:
    # Reduced motion: no colour is caught half-way to another.
    page = reader.opens(name, viewport=screen, reduced_motion="reduce")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert (scheme, violations(page)) == (scheme, [])


def test_the_referee_sees_faults(reader: Reader) -> None:
    page = reader.opens(HOME)
    page.evaluate(
        "document.querySelector('h1').outerHTML = '<img src=x><p style=color:#eee>pale</p>'"
    )
    found = " ".join(violations(page))
    assert all(rule in found for rule in ("image-alt", "color-contrast"))


@pytest.mark.parametrize("name", ALL)
def test_it_asks_nobody_else_and_leaves_nothing(reader: Reader, address: str, name: str) -> None:
    page = reader.tab()
    witness = Witness(page)
    page.goto(address + name, wait_until="networkidle")
    assert f"{address}{name}" in witness.asked
    assert witness.strangers(address) == []
    assert witness.complaints == []
    assert stored(page) == []


@pytest.mark.parametrize("name", [HOME, STEPS])
def test_from_a_folder_too(reader: Reader, site: Path, name: str) -> None:
    page = reader.tab(viewport=PHONE)
    witness = Witness(page)
    page.goto((site / name).as_uri(), wait_until="networkidle")
    assert page.locator("h1").is_visible()
    assert not page.locator("[data-guide=search]").is_visible()  # it could find nothing
    assert witness.strangers(site.as_uri()) == []
    assert witness.complaints == []
    page.get_by_role("contentinfo").get_by_role("link", name="Les sources").click()
    assert page.url == (site / "sources.html").as_uri()


@pytest.mark.parametrize("name", ALL)
def test_it_fits_a_narrow_screen(reader: Reader, name: str) -> None:
    page = reader.opens(name, viewport={"width": 320, "height": 640})
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_without_script_it_says_the_same(reader: Reader, name: str) -> None:
    """On the day of the build: the same words, the same part of each date block."""
    scripted = reader.opens(name, now=NOON)
    plain = reader.opens(name, java_script_enabled=False)
    assert plain.locator("article").inner_text() == scripted.locator("article").inner_text()
    assert not plain.locator("[data-guide]:visible").count()  # no button that does nothing


def test_without_script_every_page_is_reached(reader: Reader, address: str) -> None:
    page = reader.opens(HOME, java_script_enabled=False, viewport=PHONE)
    page.get_by_role("link", name="Toutes les pages").click()
    page.locator("#pages").get_by_role("link", name="Clôturer mon profil").click()
    assert page.url == address + STEPS
