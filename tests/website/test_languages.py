"""Every language of the site as its readers meet it: on a phone, by ear, in search, in the menu."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.data.settings_model import Settings
from guide.walks.built_site import BuiltSite
from guide.words.languages import load_languages

from .building import EDITION, ROOT, SITE
from .french import paragraphs, unknown_words
from .html import page as built_page
from .html import text, with_class
from .pages import ALL, HOME, PAGES, SETTINGS_READ, STEPS, TRANSLATED
from .reading import NOON, PHONE, Reader, serving, violations
from .test_each_page import OVERFLOW, TINY
from .test_french import WORDS

LANGUAGES: dict[str, dict[str, Any]] = SETTINGS_READ["languages"]
DIRECTIONS = {"ar": "rtl"}
TAGS = {"fr": "fr", "fr-falc": "fr", "en": "en-GB", "ar": "ar", "pt": "pt-PT", "tr": "tr"}
# One of each kind: the home page, a path, a letter, dates, words, what takes the guide along.
VISITED = [HOME, STEPS, "lettres/s-opposer.html", "dates.html", "glossaire.html", "emporter.html"]
DICTIONARIES = {"fr-falc": "fr", "en": "en_GB", "ar": "ar", "pt": "pt_PT", "tr": "tr_TR"}
NARROW = {"width": 320, "height": 640}
# What is looked for as it is written, and as someone types it in haste; and what is found.
SOUGHT = {
    "fr-falc": ("numéro de série", "NUMERO DE SERIE"),
    "en": ("serial number", "SERIAL NUMBERS"),
    "ar": ("الرقم التسلسلي", "رقم تسلسلي"),
    "pt": ("número de série", "NUMERO DE SERIE"),
    "tr": ("seri numarası", "SERI NUMARASI"),
}
FOUND = "guide/s-opposer.html#numero-de-serie"
FRENCH_INSIDE = """() => [...document.querySelectorAll("article *, nav *")]
  .flatMap(one => [...one.childNodes])
  .filter(node => node.nodeType === 3 && node.data.includes("«"))
  .filter(node => !node.parentElement.closest("[lang=fr], code, .all-translations"))
  .map(node => node.data)"""


def written(language: str, name: str) -> bool:
    """Whether the page `name` is translated into `language`."""
    return (ROOT / "docs" / language / name).with_suffix(".md").exists()


@cache
def strings_of(language: str) -> dict[str, str]:
    """What the engine says in `language` on this site, by key."""
    languages, _ = load_languages(Settings.model_validate(SETTINGS_READ), ROOT)
    said = languages[language].strings.model_dump()
    return {key: text for key, text in said.items() if isinstance(text, str)}


@pytest.fixture(scope="module", params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def tab(language: str, browser: Browser, address: str) -> Iterator[Page]:
    """A phone, at the site in that language."""
    with Reader(browser, f"{address}{language}/") as reader:
        page = reader.tab(viewport=PHONE, locale=TAGS[language])
        page.clock.set_fixed_time(NOON)
        yield page


@pytest.mark.parametrize("name", VISITED)
def test_it_suits_any_reader_on_a_phone(tab: Page, language: str, address: str, name: str) -> None:
    tab.set_viewport_size(PHONE)
    tab.goto(f"{address}{language}/{name}")
    assert violations(tab) == []
    assert TAGS[language] == "fr" or tab.evaluate(FRENCH_INSIDE) == []  # what scripts say, too
    tab.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert tab.evaluate(TINY) == []
    assert not tab.evaluate(OVERFLOW)


@pytest.mark.parametrize("name", VISITED)
def test_it_is_written_the_way_of_its_language(site: Path, language: str, name: str) -> None:
    root = built_page(site / language / name)
    (body,) = root.iter("body")
    assert root.get("lang") == TAGS[language]
    assert body.get("dir") == DIRECTIONS.get(language, "ltr")
    title = root.findtext("head/title") or ""
    assert title.endswith(LANGUAGES[language]["site_name"])
    assert title == LANGUAGES[language]["site_name"] or name != HOME


def test_words_of_french_screens_are_marked_as_french(site: Path, language: str) -> None:
    if TAGS[language] == "fr":
        pytest.skip("it is French")
    for name in PAGES:
        root = built_page(site / language / name)
        shown = [one for tag in ("article", "nav") for one in root.iter(tag)]
        assert [said for one in shown for said in french_unmarked(one)] == [], name


def french_unmarked(element: Element) -> Iterator[str]:
    """The French words in quotation marks within `element` that it does not say are French."""
    own = element.get("lang") == "fr" or element.tag == "code"
    if own or "all-translations" in element.get("class", "").split():
        return
    yield from (said for said in (element.text or "",) if "«" in said)
    for child in element:
        yield from french_unmarked(child)
        yield from (said for said in (child.tail or "",) if "«" in said)


def test_search_on_a_page_that_is_not_there_leads_home(
    tab: Page, language: str, site: Path
) -> None:
    with serving(site) as there:
        tab.goto(f"{there}{language}/404.html")
        tab.get_by_role("button", name=strings_of(language)["search"], exact=True).click()
        tab.get_by_role("searchbox").fill(SOUGHT[language][0])
        tab.locator(f"dialog a[href$='/{language}/{FOUND}']").click()
        tab.wait_for_url(f"{there}{language}/{FOUND}")
        tab.goto(f"{there}{language}/404.html")
        tab.locator(".guide-languages summary").click()
        tab.locator(".guide-languages a").filter(has_text="English").click()
        tab.wait_for_url(f"{there}en/{HOME}")


def test_each_language_offers_its_own_copies(known: Path, language: str) -> None:
    said, root = strings_of(language), built_page(known / language / "emporter.html")
    links = [one.get("href", "") for one in root.iter("a") if "download" in one.attrib]
    named = {f"{language}/{link}" for link in links}
    for key in ("carry_file", "paper_booklet_file", "paper_sheets_file"):
        assert said[key] in named
    (kept,) = (one for one in root.iter("span") if one.get("data-worker"))
    assert kept.get("data-worker") == f"../{language}/worker.js"


def test_a_letter_stays_in_french_and_is_told_below(site: Path, language: str) -> None:
    name = "lettres/s-opposer.html"
    if not written(language, name):
        pytest.skip("it is not translated")
    root = built_page(site / language / name)
    sheets = list(with_class(root, "letter-sheet"))
    french = list(with_class(built_page(site / name), "letter-sheet"))
    assert [text(sheet) for sheet in sheets] == [text(sheet) for sheet in french]
    assert {sheet.get("lang") for sheet in sheets} == {"fr"}
    assert len(list(with_class(root, "translation"))) >= len(sheets)
    files = [link.get("href", "") for link in root.iter("a") if "download" in link.attrib]
    assert len(files) == 3 * len(sheets)
    assert all((site / language / name).parent.joinpath(one).resolve().is_file() for one in files)


def test_search_finds_a_word_however_it_is_typed(tab: Page, language: str, address: str) -> None:
    said = strings_of(language)
    for words in SOUGHT[language]:
        tab.goto(f"{address}{language}/{HOME}")
        tab.get_by_role("button", name=said["search"], exact=True).click()
        dialog = tab.get_by_role("dialog")
        dialog.get_by_role("searchbox").fill(words)
        found = dialog.locator(f"a[href$='/{language}/{FOUND}']")
        expect(found).to_have_count(1)
        expect(found.locator("mark").first).to_be_visible()


def has_dictionary(name: str) -> bool:
    """Whether hunspell has the dictionary `name` on this machine."""
    asked = ["hunspell", "-d", name, "-l"]
    done = subprocess.run(asked, input="", capture_output=True, check=False, encoding="utf-8")
    return done.returncode == 0


def test_spelling(site: Path, language: str) -> None:
    """French names and quotations stand in every translation: French words are known too."""
    dictionary = DICTIONARIES[language]
    if not has_dictionary(dictionary):
        pytest.skip(f"hunspell has no dictionary {dictionary} here")
    pages = [built_page(site / language / name) for name in ALL]
    texts = [part for one in pages for part in paragraphs(one, TAGS[language])]
    ours = {
        line.strip() for line in WORDS.with_name(f"words-{language}.txt").read_text("utf-8").split()
    }
    french = {line.strip() for line in WORDS.read_text("utf-8").splitlines()}
    unknown = unknown_words(texts, ours | french, dictionary)
    assert unknown_words(unknown, ours | french) == set()


def test_the_switch_stays_on_the_page(tab: Page, language: str, address: str) -> None:
    tab.goto(f"{address}{language}/{STEPS}")
    switch = tab.locator(".guide-languages")
    expect(switch.get_by_role("link")).to_have_count(0)
    switch.get_by_text(strings_of(language)["languages"]).click()
    links = switch.get_by_role("link")
    assert links.all_inner_texts() == [one["name"] for one in LANGUAGES.values()]
    expect(switch.locator("[aria-current]")).to_have_text(LANGUAGES[language]["name"])
    assert violations(tab, ".guide-languages") == []
    links.filter(has_text=re.compile("^Français$")).click()
    tab.wait_for_url(address + STEPS)
    tab.locator(".guide-languages summary").click()
    tab.locator(".guide-languages a").filter(has_text=LANGUAGES[language]["name"]).last.click()
    tab.wait_for_url(f"{address}{language}/{STEPS}")


def test_the_switch_works_without_script_and_by_keyboard(reader: Reader) -> None:
    page = reader.opens(STEPS, java_script_enabled=False, viewport=PHONE)
    page.locator(".guide-languages summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/{STEPS}")


def test_a_page_not_translated_yet_says_so_and_is_marked_as_what_it_is(site: Path) -> None:
    missing = [(code, one) for code in TRANSLATED for one in PAGES if not written(code, one)]
    assert missing
    for code, name in missing:
        root = built_page(site / code / name)
        said = " ".join(text(one) for one in with_class(root, "translation"))
        assert strings_of(code)["translation_missing"] in said
        assert root.get("lang") == TAGS[code]
        if TAGS[code] != "fr":
            heading = next(one for one in root.iter("div") if one.find("h1") is not None)
            assert (heading.get("lang"), heading.get("dir")) == ("fr", "ltr")


def test_who_reads_a_draft_is_told(site: Path, language: str) -> None:
    assert LANGUAGES[language]["reread"] is False
    for name in [one for one in PAGES if written(language, one)]:
        assert strings_of(language)["translation_draft"] in (site / language / name).read_text(
            "utf-8"
        )
    assert strings_of("fr")["translation_draft"] not in (site / HOME).read_text("utf-8")


def test_robots_are_told_of_each_translation_once(known: Path) -> None:
    xhtml = "{http://www.w3.org/1999/xhtml}link"
    root = ElementTree.parse(known / "sitemap.xml").getroot()  # noqa: S314  # ours
    places = {url[0].text: [link.attrib for link in url.iter(xhtml)] for url in root}
    told = {one["hreflang"]: one["href"] for one in places[SITE + STEPS]}
    assert told == {
        "x-default": SITE + STEPS,
        "fr": SITE + STEPS,
        **{code: f"{SITE}{code}/{STEPS}" for code in ("en", "ar", "pt", "tr")},
    }
    assert places[f"{SITE}en/{STEPS}"] == places[SITE + STEPS]
    assert places[f"{SITE}fr-falc/{STEPS}"] == []  # the same language, for a robot
    links = [one for one in built_page(known / "en" / STEPS).iter("link") if one.get("hreflang")]
    assert {one.attrib["hreflang"]: one.get("href") for one in links} == told


def test_a_page_that_stands_in_leads_robots_to_the_one_it_shows(known: Path) -> None:
    code, name = next((c, n) for c in TRANSLATED for n in PAGES if not written(c, n))
    root = built_page(known / code / name)
    (canonical,) = (one for one in root.iter("link") if one.get("rel") == "canonical")
    assert canonical.get("href") == SITE + name
    assert f"{SITE}{code}/{name}" not in (known / "sitemap.xml").read_text("utf-8")
    assert f'"{code}/{name}"' not in (known / "search" / f"{code}.js").read_text("utf-8")


def test_each_language_has_feed_calendar_dates_and_a_page_for_what_is_gone(
    site: Path, language: str
) -> None:
    names = ("feed.xml", "deadlines.ics", "deadlines.json", "404.html", "manifest.webmanifest")
    for name in names:
        assert (site / language / name).is_file()
    assert strings_of(language)["not_found_title"] in (site / language / "404.html").read_text(
        "utf-8"
    )
    assert f'lang="{TAGS[language]}"' in (site / language / "404.html").read_text("utf-8")
    assert 'href="/assets/css/guide.css"' in (site / language / "404.html").read_text("utf-8")


def test_what_is_taken_along_is_in_one_language_and_whole(
    site: Path, language: str, tmp_path: Path
) -> None:
    zipped = site / strings_of(language)["carry_file"]
    with ZipFile(zipped) as opened:
        opened.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert list(BuiltSite.read(folder).dead_links()) == []
    assert {one.name for one in folder.iterdir()} >= {language, "assets"}
    others = {*TRANSLATED, "lettres"} - {language}
    assert not others & {one.name for one in folder.iterdir()}
    assert f"url={language}/{HOME}" in (folder / HOME).read_text("utf-8")
    inside = folder / language
    pages = {one.relative_to(inside).as_posix() for one in inside.rglob("*.html")}
    assert pages == set(ALL) - {"404.html"}
    day = EDITION.partition("-")[0]
    assert day in (folder / strings_of(language)["carry_note_file"]).read_text("utf-8")
