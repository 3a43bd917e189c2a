"""The few things a reader can work: by keyboard, by thumb, with nothing kept behind their back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from .pages import HOME, PAGES, STEPS
from .reading import DESK, PHONE, Reader, stored

KEPT = "localStorage.getItem('guide-theme')"
PAPER = "getComputedStyle(document.body).backgroundColor"
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const style = getComputedStyle(one), x = box.x + box.width / 2, y = box.y + box.height / 2;
  return {
    name: one.outerHTML.slice(0, 120), isBody: one === document.body,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inSight: box.width > 0 && x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight,
    opacity: style.opacity,
  };
}"""


def paper(page: Page) -> str:
    """The colour that the page is written on."""
    return str(page.evaluate(PAPER))


@pytest.mark.parametrize("system", ["light", "dark"])
def test_light_and_dark_follow_the_system_until_the_button_is_pressed(
    reader: Reader, system: str
) -> None:
    page = reader.opens(HOME, color_scheme=system)
    other = "light" if system == "dark" else "dark"
    given, button = paper(page), page.get_by_role("button", name="Affichage sombre")
    expect(button).to_have_attribute("aria-pressed", str(system == "dark").lower())
    assert stored(page) == []

    button.click()
    assert paper(page) != given
    expect(button).to_have_attribute("aria-pressed", str(other == "dark").lower())
    assert stored(page) == ["guide-theme"]
    assert page.evaluate(KEPT) == other
    page.reload()
    assert paper(page) != given

    button.click()
    assert paper(page) == given
    assert stored(page) == []


def test_light_and_dark_change_with_the_system(reader: Reader) -> None:
    page = reader.opens(HOME, color_scheme="light")
    given = paper(page)
    page.emulate_media(color_scheme="dark")
    assert paper(page) != given
    assert stored(page) == []


@pytest.mark.parametrize("name", [HOME, STEPS, "article.html", "dates.html"])
def test_the_first_tab_skips_to_the_text(reader: Reader, name: str) -> None:
    page = reader.opens(name)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("name", [HOME, STEPS])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_keyboard_s_place_is_always_seen(
    reader: Reader, screen: ViewportSize, name: str
) -> None:
    page = reader.opens(name, viewport=screen, reduced_motion="reduce")
    seen: list[str] = []
    while True:
        page.keyboard.press("Tab")
        place = page.evaluate(FOCUSED)
        if place["isBody"] or place["name"] in seen[:1]:
            break
        seen.append(place["name"])
        assert place["outline"] >= 2, place
        assert place["inSight"], place
        assert place["opacity"] == "1", place
    assert any("guide-theme" in one or 'data-guide="theme"' in one for one in seen)
    assert len(seen) > 20


def test_the_first_answer_is_on_the_first_screen_of_a_phone(reader: Reader) -> None:
    page = reader.opens(HOME, viewport=PHONE)
    expect(page.get_by_role("link", name="Mon profil existe déjà")).to_be_in_viewport(ratio=1)


def test_the_menu_of_a_phone_leads_to_all_pages(reader: Reader) -> None:
    page = reader.opens(STEPS, viewport=PHONE)
    pages = page.locator("#pages")
    expect(pages).not_to_be_in_viewport()
    page.get_by_role("link", name="Toutes les pages").click()
    expect(pages).to_be_in_viewport()
    expect(pages.get_by_role("link")).to_have_count(len(PAGES))


@pytest.mark.parametrize(
    ("screen", "folded", "beside"), [(PHONE, True, False), (DESK, False, True)]
)
def test_the_contents_are_shown_once(
    reader: Reader, screen: ViewportSize, folded: bool, beside: bool
) -> None:
    page = reader.opens(STEPS, viewport=screen)
    expect(page.locator(".guide-toc")).to_be_visible(visible=folded)
    expect(page.locator(".md-sidebar--secondary nav")).to_be_visible(visible=beside)


@pytest.mark.parametrize("name", [HOME, STEPS, "404.html"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_all_pages_are_in_sight_or_one_link_away(
    reader: Reader, screen: ViewportSize, name: str
) -> None:
    page = reader.opens(name, viewport=screen)
    column = page.locator(".md-sidebar--primary nav")
    expect(page.get_by_role("link", name="Toutes les pages")).to_be_visible(
        visible=not column.is_visible()
    )
