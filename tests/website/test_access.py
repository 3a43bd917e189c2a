"""What the tests of each page rest on: a referee that sees faults, ways that need no script."""

from __future__ import annotations

from .pages import HOME, STEPS
from .reading import PHONE, Reader, violations

# The colour is set by script: the page's policy drops a style that is written in an attribute.
FAULTS = """
  document.querySelector("h1").outerHTML = "<img src=x><p id=pale>pale</p>";
  document.getElementById("pale").style.color = "#eee";
"""


def test_the_referee_sees_faults(reader: Reader) -> None:
    page = reader.opens(HOME)
    page.evaluate(FAULTS)
    found = " ".join(violations(page))
    assert all(rule in found for rule in ("image-alt", "color-contrast"))


def test_without_script_every_page_is_reached(reader: Reader, address: str) -> None:
    page = reader.opens(HOME, java_script_enabled=False, viewport=PHONE)
    page.get_by_role("link", name="Toutes les pages").click()
    page.locator("#pages").get_by_role("link", name="Clôturer mon profil").click()
    assert page.url == address + STEPS
