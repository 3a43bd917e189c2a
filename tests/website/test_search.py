"""The search: by keyboard, by finger, with accents or without, and with nothing kept of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from .pages import HOME, STEPS
from .reading import DESK, PHONE, Reader, search, stored, violations


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.opens(HOME)


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_by_keyboard(reader: Reader, screen: ViewportSize) -> None:
    page = reader.opens(STEPS, viewport=screen)
    button = page.get_by_role("button", name="Rechercher")
    for _ in range(3):  # past « Aller au contenu » and the home link
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("pharmacie")
    dialog = page.get_by_role("dialog", name="Rechercher dans le guide")
    expect(dialog.get_by_role("status")).to_have_text("16 passages trouvés")
    assert violations(page, "dialog") == []
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(button).to_be_focused()
    assert stored(page) == []
    assert "pharmacie" not in page.url


def test_what_is_found_is_one_press_away(page: Page) -> None:
    search(page, "dossier pharmaceutique").first.press("Enter")
    page.wait_for_url("**/guide/autres-fichiers.html#pharmacie")
    found = search(page, "dossier pharmaceutique").first  # from a folder of the site, too
    found.click()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.locator("#pharmacie")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("clôturer", "Clôturer un profil qui existe"),
        ("CLOTUREES", "Clôturer un profil qui existe"),
        ("s’opposer", "S’opposer avant l’ouverture"),
        ("oppositions", "S’opposer avant l’ouverture"),
        ("dates", "Toutes les dates"),
        ("coup d'oeil", "D’un coup d’œil"),
        ("cloture enfant", "Fermer le profil d’un enfant"),
        ("numero de serie", "Où lire le numéro de série"),
        ("tele", "Par téléphone"),  # while it is being typed
    ],
)
def test_words_are_found_whatever_their_accents_case_and_ending(
    page: Page, asked: str, found: str
) -> None:
    titles = search(page, asked).locator("strong").all_inner_texts()
    assert found in titles[:12]


def test_what_was_meant_is_marked_and_nothing_is_taken_for_markup(page: Page) -> None:
    first = search(page, "médicaments").first
    marked = first.locator("mark").all_inner_texts()
    assert marked
    assert all(word.lower().startswith("médicament") for word in marked)
    expect(search(page, "profil <img src=x onerror=alert(1)>")).to_have_count(20)
    assert page.locator("#guide-search img").count() == 0


def test_what_is_nowhere_is_said_to_be(page: Page) -> None:
    expect(search(page, "zzz")).to_have_count(0)
    said = page.get_by_role("dialog").get_by_role("status")
    expect(said).to_have_text("Aucun résultat. Essayez un autre mot.")
    page.get_by_role("searchbox").fill("")
    expect(said).to_be_empty()


def test_of_many_the_best_are_shown(page: Page) -> None:
    expect(search(page, "profil")).to_have_count(20)
    said = page.get_by_role("dialog").get_by_role("status").inner_text()
    assert said.endswith("passages trouvés, dont voici les 20 premiers")
    assert int(said.split()[0]) > 20


def test_it_closes_by_its_button_and_beside_it(reader: Reader) -> None:
    page = reader.opens(HOME, viewport=DESK)
    dialog = page.get_by_role("dialog", name="Rechercher dans le guide")
    search(page, "profil")
    dialog.get_by_role("button", name="Fermer").click()
    expect(dialog).not_to_be_visible()
    search(page, "profil")
    page.mouse.click(20, 500)
    expect(dialog).not_to_be_visible()


def test_where_it_cannot_be_loaded_it_says_so(page: Page) -> None:
    page.route("**/search/fr.js", lambda route: route.abort())
    page.get_by_role("button", name="Rechercher").click()
    said = page.get_by_role("dialog").get_by_role("status")
    expect(said).to_have_text("La recherche n’a pas pu être chargée.")


def test_a_browser_without_dialogs_offers_none(reader: Reader) -> None:
    page = reader.tab()
    page.add_init_script("delete HTMLDialogElement.prototype.showModal")
    page.goto(reader.address)
    expect(page.locator("[data-guide=search]")).not_to_be_visible()
    expect(page.get_by_role("contentinfo").get_by_role("link").first).to_be_visible()
