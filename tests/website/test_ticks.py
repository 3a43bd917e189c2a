"""Boxes to tick: nothing is kept before a tick, all of it is forgotten at a press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from .pages import HOME, PAGES, STEPS, markdown
from .reading import DESK, PHONE, Reader, Witness, stored, violations

CLEAR = "Effacer mes coches"
NO_STORAGE = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('no', 'SecurityError'); } })"""
KEEPS = "localStorage.setItem('{key}', 'sans-compte-1/8 sans-compte-2/9 gone-1/3')"
TICKED = [name for name in PAGES if "/// steps" in markdown(name) or "/// check" in markdown(name)]
PATH, LIST = "#sans-compte-1", "#materiel-sans-compte-1"


@pytest.fixture
def page(reader: Reader) -> Iterator[Page]:
    """A page of paths and lists, on which no script fails."""
    opened, failed = reader.tab(), list[str]()
    opened.on("pageerror", lambda error: failed.append(str(error)))
    opened.goto(reader.address + STEPS)
    yield opened
    assert failed == []


def block(page: Page, item: str = PATH) -> Locator:
    """The list of steps or lines that `item` belongs to."""
    return page.locator(".steps, .checklist").filter(has=page.locator(item))


def box(page: Page, item: str = PATH) -> Locator:
    return page.locator(item).get_by_role("checkbox")


def says(page: Page, words: str, item: str = PATH) -> None:
    expect(block(page, item).get_by_role("status")).to_have_text(words)


def test_each_step_and_each_line_has_a_box(reader: Reader) -> None:
    page = reader.tab()
    for name in TICKED:
        page.goto(reader.address + name)
        items = page.locator(".steps li[id], .checklist li[id]")
        found = items.get_by_role("checkbox").evaluate_all("boxes => boxes.map(one => one.checked)")
        assert (name, found) == (name, [False] * items.count())
        assert found
        expect(page.get_by_role("button", name=CLEAR)).to_have_count(0)


def test_what_is_kept_is_said_before_anything_is(page: Page) -> None:
    expect(block(page).get_by_text("restent dans votre navigateur")).to_be_visible()
    says(page, "Étapes faites\N{NO-BREAK SPACE}: 0 sur 8")
    says(page, "Cases cochées\N{NO-BREAK SPACE}: 0 sur 4", LIST)


def test_a_tick_stays_until_it_is_taken_back(page: Page) -> None:
    box(page).check()
    box(page, LIST).check()
    assert stored(page) == ["guide-ticks /" + STEPS]
    says(page, "Étapes faites\N{NO-BREAK SPACE}: 1 sur 8")
    page.reload()
    expect(box(page)).to_be_checked()
    expect(box(page, LIST)).to_be_checked()
    expect(box(page, "#sans-compte-2")).not_to_be_checked()
    says(page, "Étapes faites\N{NO-BREAK SPACE}: 1 sur 8")
    box(page).uncheck()
    box(page, LIST).uncheck()
    assert stored(page) == []


def test_one_button_forgets_all_of_the_page(page: Page) -> None:
    box(page).check()
    box(page, LIST).check()
    block(page).get_by_role("button", name=CLEAR).click()
    assert stored(page) == []
    expect(page.locator(":checked:not([data-md-toggle])")).to_have_count(0)
    says(page, "Cases cochées\N{NO-BREAK SPACE}: 0 sur 4", LIST)
    expect(box(page)).to_be_focused()  # the button is gone: the keyboard must not be lost
    expect(page.get_by_role("button", name=CLEAR)).to_have_count(0)


def test_it_says_when_all_is_done(page: Page) -> None:
    boxes = block(page).get_by_role("checkbox").all()
    for one in boxes:
        one.check()
    says(page, "8 sur 8\N{NO-BREAK SPACE}: tout est fait")
    assert block(page).locator("progress").evaluate("bar => bar.value / bar.max") == 1


def test_pages_do_not_share_their_ticks(page: Page, reader: Reader) -> None:
    box(page).check()
    page.goto(reader.address + "guide/s-opposer.html")
    expect(page.locator(".tick :checked")).to_have_count(0)


def test_a_path_with_another_number_of_steps_starts_afresh(page: Page) -> None:
    page.evaluate(KEEPS.format(key="guide-ticks /" + STEPS))
    page.reload()
    expect(page.locator(".tick :checked")).to_have_count(1)
    expect(box(page)).to_be_checked()


def test_aloud_a_box_names_its_step(page: Page) -> None:
    expect(box(page, "#sans-compte-3")).to_have_accessible_name(
        "C’est fait\N{NO-BREAK SPACE}: Choisissez votre type de carte."
    )
    expect(box(page, "#materiel-sans-compte-2")).to_have_accessible_name("Votre date de naissance.")


def test_by_keyboard(page: Page) -> None:
    box(page).focus()
    page.keyboard.press("Space")
    expect(box(page)).to_be_checked()
    says(page, "Étapes faites\N{NO-BREAK SPACE}: 1 sur 8")
    page.keyboard.press("Space")
    expect(box(page)).not_to_be_checked()


def test_a_link_in_a_line_still_leads_where_it_says(page: Page) -> None:
    page.locator("#materiel-sans-compte-3").get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"s-opposer\.html#numero-de-serie$"))


def test_without_storage_ticks_last_as_long_as_the_page(reader: Reader) -> None:
    page = reader.tab()
    page.add_init_script(NO_STORAGE)
    page.goto(reader.address + STEPS)
    box(page).check()
    says(page, "Étapes faites\N{NO-BREAK SPACE}: 1 sur 8")
    block(page).get_by_role("button", name=CLEAR).click()
    says(page, "Étapes faites\N{NO-BREAK SPACE}: 0 sur 8")


def test_from_a_folder_too(reader: Reader, site: Path) -> None:
    page = reader.tab()
    page.goto((site / STEPS).as_uri())
    box(page).check()
    says(page, "Étapes faites\N{NO-BREAK SPACE}: 1 sur 8")


def test_without_script_there_is_nothing_to_press(reader: Reader) -> None:
    page = reader.opens(STEPS, java_script_enabled=False)
    expect(page.locator(PATH)).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_text(CLEAR)).not_to_be_visible()


def test_paper_has_boxes_for_a_pen_only(page: Page) -> None:
    page.emulate_media(media="print")
    expect(block(page).get_by_role("status")).not_to_be_visible()
    expect(box(page)).not_to_be_visible()
    expect(page.locator(LIST)).to_be_visible()


def test_a_page_without_steps_does_not_load_the_script(reader: Reader) -> None:
    page = reader.tab()
    witness = Witness(page)
    page.goto(reader.address + HOME)
    assert not [url for url in witness.asked if "ticks" in url]


@pytest.mark.parametrize(
    "screen", [{"width": 320, "height": 640}, PHONE, DESK], ids=["320", "phone", "desk"]
)
def test_anyone_can_tick(reader: Reader, screen: ViewportSize) -> None:
    page = reader.opens(STEPS, viewport=screen)
    box(page).check()
    box(page, LIST).check()
    for item in (PATH, LIST):
        assert violations(page, f":is(.steps, .checklist):has({item})") == []
    for one in page.locator(".ticks, .tick").all():
        inside = one.bounding_box()
        assert inside
        assert inside["x"] >= 0
        assert inside["x"] + inside["width"] <= screen["width"]
    for item in (PATH, LIST):
        target = box(page, item).bounding_box()
        assert target
        assert min(target["width"], target["height"]) >= 24


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_lies_over_anything(reader: Reader, width: int) -> None:
    """The place kept for the boxes is as large as they are."""
    page = reader.opens(STEPS, viewport={"width": width, "height": 800})
    box(page).check()
    head = block(page).locator(".ticks").bounding_box()
    first = page.locator(PATH).bounding_box()
    assert head
    assert first
    assert head["y"] + head["height"] <= first["y"]
