"""Letters that a reader fills in the page, where all of it stays, and prints or copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from .pages import HOME
from .reading import DESK, NOON, PHONE, Reader, Witness, kept, stored, violations

NAME = "[Name]\N{NO-BREAK SPACE}" + "…" * 12
ADDRESS = "[Address]\N{NO-BREAK SPACE}" + "…" * 12 + "\n" + "…" * 20
EMPTY = [NAME, ADDRESS, NAME]
PRINT, COPY, CLEAR = "Imprimer la lettre", "Copier le texte", "Tout effacer"
COPIED, CLEARED = "Le texte de la lettre est copié.", "Tout est effacé."
FILLED = "Ada Lovelace\n12 rue X\nParis\n\nI, Ada Lovelace, refuse, by the law."
CLIPBOARD = ["clipboard-read", "clipboard-write"]
OLD = "delete Navigator.prototype.clipboard"
NO_PRINTER = "window.printed = 0; window.print = () => { window.printed += 1 }; 0"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def visitor(browser: Browser, lettered: str) -> Iterator[Reader]:
    """A reader of the guide of letters."""
    with Reader(browser, lettered) as opened:
        yield opened


@pytest.fixture
def page(visitor: Reader) -> Page:
    """The page of two letters, in sight on the day of the build."""
    return visitor.opens(HOME, now=NOON, permissions=CLIPBOARD)


def letter(page: Page, name: str = "refuse") -> Locator:
    return page.locator(f"#letter-{name}")


def blanks(page: Page, name: str = "refuse") -> list[str]:
    """What stands in the blanks of the letter `name`, in order."""
    return letter(page, name).locator(".blank").all_inner_texts()


def typed(page: Page, name: str = "refuse") -> list[str]:
    """What stands in the fields of the letter `name`, in order."""
    return [one.input_value() for one in letter(page, name).get_by_role("textbox").all()]


def fill(page: Page) -> Page:
    """Types an answer into each field of the first letter."""
    letter(page).get_by_label("Name").press_sequentially("Ada Lovelace")
    letter(page).get_by_label("Address").press_sequentially("12 rue X\nParis")
    return page


def press(page: Page, button: str, name: str = "refuse") -> None:
    letter(page, name).get_by_role("button", name=button).click()


def says(page: Page, message: str) -> None:
    expect(letter(page).get_by_role("status")).to_have_text(message)


def pasted(page: Page) -> str:
    """What the clipboard holds, for another program."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    area = page.locator("body > textarea")
    area.press("Control+V")
    return area.input_value().replace("\N{WORD JOINER}", "")


def test_without_script_it_is_a_sheet_with_dots(visitor: Reader) -> None:
    page = visitor.opens(HOME, java_script_enabled=False)
    assert blanks(page) == EMPTY
    expect(letter(page)).to_be_visible()
    expect(page.locator("form.letter-form")).to_have_count(2)
    expect(page.locator("form.letter-form :visible")).to_have_count(0)


def test_what_is_typed_fills_every_blank_of_that_letter_alone(page: Page) -> None:
    letter(page).get_by_label("Name").press_sequentially("Ada <b>")
    assert blanks(page) == ["Ada <b>", ADDRESS, "Ada <b>"]
    assert typed(page) == ["Ada <b>", ""]
    assert (blanks(page, "close"), typed(page, "close")) == ([NAME], [""])
    letter(page, "close").get_by_label("Name").press_sequentially("Grace")
    assert blanks(page, "close") == ["Grace"]
    assert blanks(page) == ["Ada <b>", ADDRESS, "Ada <b>"]


def test_lines_stay_lines(page: Page) -> None:
    assert blanks(fill(page))[1] == "12 rue X\nParis"


def test_an_answer_taken_back_leaves_dots(page: Page) -> None:
    fill(page)
    letter(page).get_by_label("Name").fill("")
    letter(page).get_by_label("Address").fill(" \n ")
    assert blanks(page) == EMPTY


def test_nothing_is_sent_and_nothing_is_kept(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    witness, address = Witness(page), page.url
    fill(page)
    letter(page).get_by_label("Name").press("Enter")
    letter(page, "close").get_by_label("Name").press("Enter")  # its only field
    press(page, COPY)
    says(page, COPIED)
    page.wait_for_load_state("networkidle")
    assert (witness.asked, witness.complaints) == ([], [])
    assert page.url == address
    assert typed(page) == ["Ada Lovelace", "12 rue X\nParis"]
    assert stored(page) == []
    assert kept(page) == []


def test_the_letter_is_copied_as_it_reads(page: Page) -> None:
    press(fill(page), COPY)
    says(page, COPIED)
    assert page.evaluate("navigator.clipboard.readText()") == FILLED
    expect(letter(page).get_by_role("button", name=COPY)).to_be_focused()


def test_an_old_browser_copies_too(visitor: Reader) -> None:
    page = visitor.tab()
    page.add_init_script(OLD)
    page.goto(visitor.address + HOME)
    press(fill(page), COPY)
    says(page, COPIED)
    assert page.evaluate("String(getSelection())") == ""
    assert pasted(page) == FILLED


def test_a_letter_that_cannot_be_copied_is_selected(visitor: Reader) -> None:
    page = visitor.tab()
    page.add_init_script(f"{OLD}; document.execCommand = () => false")
    page.goto(visitor.address + HOME)
    press(fill(page), COPY)
    says(page, "")
    page.keyboard.press("Control+C")
    assert pasted(page) == FILLED


def test_all_is_cleared_in_that_letter_alone(page: Page) -> None:
    letter(page, "close").get_by_label("Name").fill("Grace")
    press(fill(page), CLEAR)
    assert (blanks(page), typed(page)) == (EMPTY, ["", ""])
    assert (blanks(page, "close"), typed(page, "close")) == (["Grace"], ["Grace"])


def test_what_was_done_is_announced_until_the_next_word(page: Page) -> None:
    says(page, "")  # it stands there from the start, or nobody would hear it change
    press(fill(page), COPY)
    says(page, COPIED)
    press(page, CLEAR)
    says(page, CLEARED)
    letter(page).get_by_label("Name").press_sequentially("A")
    says(page, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [("refuse", FILLED), ("close", f"I, {NAME}, close.")],
)
def test_a_letter_is_printed_alone(visitor: Reader, name: str, text: str) -> None:
    page = fill(visitor.opens(HOME, now=NOON))
    page.evaluate(NO_PRINTER)
    before = page.locator("body").inner_text()
    press(page, PRINT, name)
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text().replace("\N{WORD JOINER}", "")
    assert printed.strip() == text
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("body").inner_text() == before


def test_the_whole_page_can_still_be_printed(page: Page) -> None:
    page.evaluate(NO_PRINTER)
    press(page, PRINT)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_text("Before.")).to_be_visible()
    expect(page.locator(".letter-sheet:visible")).to_have_count(2)
    expect(page.locator(".letter-form:visible")).to_have_count(0)


def test_a_page_that_is_left_forgets_it_all(page: Page) -> None:
    fill(page).reload()
    assert (blanks(page), typed(page)) == (EMPTY, ["", ""])
    fill(page).goto("about:blank")
    page.go_back()
    assert (blanks(page), typed(page)) == (EMPTY, ["", ""])
    # Some browsers keep the page itself for the way back.
    fill(page).evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert (blanks(page), typed(page)) == (EMPTY, ["", ""])


def test_a_label_leads_to_its_field(page: Page) -> None:
    for name in ("refuse", "close"):
        letter(page, name).get_by_text("Name", exact=True).click()
        expect(letter(page, name).get_by_label("Name")).to_be_focused()
    address = letter(page).get_by_label("Address")
    expect(address).to_have_accessible_description("Street and town.")


def test_by_keyboard_from_field_to_field_and_to_the_buttons(page: Page) -> None:
    inside = letter(page)
    inside.get_by_label("Name").focus()
    for one in (
        inside.get_by_label("Address"),
        *(inside.get_by_role("button", name=name) for name in (PRINT, COPY, CLEAR)),
    ):
        page.keyboard.press("Tab")
        expect(one).to_be_focused()
    page.keyboard.press("Enter")
    says(page, CLEARED)


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_anyone_can_fill_it(visitor: Reader, screen: ViewportSize) -> None:
    page = visitor.opens(HOME, now=NOON, viewport=screen)
    press(fill(page), COPY)
    assert violations(page) == []


def test_a_long_answer_fits_a_narrow_screen(visitor: Reader) -> None:
    page = visitor.opens(HOME, now=NOON, viewport={"width": 320, "height": 640})
    letter(page).get_by_label("Name").fill("x" * 300)
    assert page.evaluate(OVERFLOW) <= 0


def test_from_a_folder_too(visitor: Reader, lettered_site: Path) -> None:
    page = visitor.tab(permissions=CLIPBOARD)
    witness = Witness(page)
    page.goto((lettered_site / HOME).as_uri(), wait_until="networkidle")
    press(fill(page), COPY)
    says(page, COPIED)
    assert pasted(page) == FILLED
    assert witness.strangers(lettered_site.as_uri()) == []
    assert witness.complaints == []
