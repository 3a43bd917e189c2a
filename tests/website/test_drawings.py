"""The guide's drawings and icons, as its readers meet them: by day, by night, on paper, aloud."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from .building import ROOT
from .html import ids, page, text, with_class
from .images import CARD, ICON, IMAGES, TOUCH
from .pages import HOME, PAGES, markdown
from .reading import NOON, PHONE, Reader

DOCS = ROOT / "docs"
DRAWN = "guide/trouver.html"  # a page with a drawing of words
TREE = "main svg[role=img]"
LIGHT, DARK = "rgb(32, 48, 46)", "rgb(236, 230, 216)"
INK = "svg => getComputedStyle(svg).stroke"
WORD = "svg => getComputedStyle(svg.querySelectorAll('text')[1]).fill"  # [0] is on a badge
SMALLEST = """svg => Math.min(...[...svg.querySelectorAll('text')].map(word =>
  parseFloat(getComputedStyle(word).fontSize) * svg.getScreenCTM().a))"""
OUTSIDE = """svg => { const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(word => {
    const own = word.getBoundingClientRect();
    return own.left < box.left - 1 || own.right > box.right + 1 || own.bottom > box.bottom + 1;
  }).map(word => word.textContent); }"""
SHIFT = """() => new Promise(done => { let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300); })"""


def drawings() -> list[Path]:
    """Every drawing of the guide."""
    return sorted(DOCS.glob("**/drawings/*.svg"))


def test_every_drawing_is_shown_and_every_one_shown_is_a_drawing() -> None:
    shown = {
        path.parent.joinpath(target).resolve()
        for path in DOCS.glob("[!.]*/**/*.md")
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", path.read_text("utf-8"))
    }
    assert shown == set(drawings())


@pytest.mark.parametrize("name", [name for name in PAGES if "/drawings/" in markdown(name)])
def test_each_is_told_in_words_or_left_to_the_eye(site: Path, name: str) -> None:
    alternatives = re.findall(r"!\[([^\]]*)\]\([^)]+\)", markdown(name))
    found = list(with_class(page(site / name), "drawing"))
    assert [svg.get("aria-label", "") for svg in found] == alternatives
    for svg in found:
        spoken = svg.get("aria-label")
        assert (svg.get("role"), svg.get("aria-hidden")) == (
            ("img", None) if spoken else (None, "true")
        )
        assert spoken or not text(svg)
        assert not ids(svg)
        assert all(svg.get(size) for size in ("viewbox", "width", "height"))


def test_words_are_set_in_french() -> None:
    for path in DOCS.glob("fr*/drawings/*.svg"):
        words = " ".join(re.findall(r"<text[^>]*>([^<]*)<", path.read_text("utf-8")))
        assert not re.search(r"'|\s\?|[^\u202f]\?|[^\u00a0]:", words.replace("\u202f?", "")), path


def ink(opened: Page, ask: str = INK) -> str:
    return str(opened.locator(TREE).first.evaluate(ask))


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_button_changes_the_inks(reader: Reader, system: Literal["light", "dark"]) -> None:
    opened = reader.opens(DRAWN, color_scheme=system)
    given, other = (LIGHT, DARK) if system == "light" else (DARK, LIGHT)
    assert (ink(opened), ink(opened, WORD)) == (given, given)
    opened.get_by_role("button", name="Affichage sombre").click()
    assert (ink(opened), ink(opened, WORD)) == (other, other)


@pytest.mark.parametrize(("system", "wanted"), [("light", LIGHT), ("dark", DARK)])
def test_without_script_and_from_a_folder_too(
    reader: Reader, site: Path, system: Literal["light", "dark"], wanted: str
) -> None:
    opened = reader.tab(color_scheme=system)
    opened.route("**/*.js", lambda route: route.abort())
    opened.goto((site / DRAWN).as_uri())
    assert ink(opened) == wanted


def test_paper_is_always_white(reader: Reader) -> None:
    opened = reader.opens(DRAWN, color_scheme="dark")
    opened.emulate_media(media="print")
    assert ink(opened) == LIGHT


@pytest.mark.parametrize("name", [name for name in PAGES if "(../drawings/" in markdown(name)])
def test_words_are_legible_and_whole_at_320(reader: Reader, name: str) -> None:
    opened = reader.opens(name, viewport={"width": 320, "height": 640})
    found = opened.locator(TREE).all()
    assert found
    for svg in found:
        assert svg.evaluate(SMALLEST) >= 11.5
        assert svg.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("name", [HOME, DRAWN, "guide/cloturer.html"])
def test_nothing_moves_while_a_page_comes(reader: Reader, name: str) -> None:
    opened = reader.opens(name, viewport=PHONE)
    assert opened.evaluate(SHIFT) < 0.01


def test_the_home_page_gives_each_situation_its_picture(reader: Reader) -> None:
    opened = reader.opens(HOME, now=NOON, viewport=PHONE)
    cards = opened.locator(".grid.cards li")
    expect(cards).to_have_count(8)
    for card in cards.all():
        expect(card.locator("svg.drawing")).to_be_visible()
    seen = [card.locator("svg.drawing").inner_html() for card in cards.all()]
    assert len(set(seen)) == 8


def test_the_icons_and_the_card_have_their_size() -> None:
    ico = (IMAGES / "favicon.ico").read_bytes()
    assert struct.unpack("<3H2B", ico[:8]) == (0, 1, 1, *ICON)
    assert ico[22:30] == b"\x89PNG\r\n\x1a\n"
    assert _size("apple-touch-icon.png") == TOUCH
    assert _size("carte-de-partage.png") == CARD
    assert (IMAGES / "carte-de-partage.png").stat().st_size < 200_000


def _size(name: str) -> tuple[int, int]:
    """Width and height of the PNG `name`, in pixels."""
    width, height = struct.unpack(">2I", (IMAGES / name).read_bytes()[16:24])
    return width, height


@pytest.mark.parametrize("name", [HOME, "guide/cloturer.html"])
def test_every_page_offers_its_icons(site: Path, name: str) -> None:
    links = [link for link in page(site / name).iter("link") if "icon" in link.get("rel", "")]
    offered = [(site / name).parent.joinpath(link.attrib["href"]).resolve() for link in links]
    assert {path.suffix for path in offered} == {".svg", ".ico", ".png"}
    assert all(path.is_file() for path in offered)
