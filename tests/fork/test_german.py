"""A guide of another country, in another language, by this engine as it is: nothing French is left.

What it changes stands in its mkdocs.yml and its docs/ alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from icalendar import Calendar
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Page, expect

from paper.structure import tree_of
from website.building import REPORT
from website.html import page, text
from website.reading import PHONE, Reader, Witness, violations

from .german import (
    STRINGS,
    french_in,
    french_words,
    languages_of,
    languages_told,
    loaded,
    pdf_text,
    shipped,
)

HOME, PATH, LETTER = "index.html", "widersprechen.html", "brief.html"
VISITED = [HOME, PATH, LETTER, "termine.html", f"en/{PATH}"]
NOON = "2026-11-29T12:00:00Z"


@cache
def strings() -> dict[str, Any]:
    """What the engine says in German, by key."""
    said: dict[str, Any] = yaml_load((STRINGS / "de.yml").read_text("utf-8"))
    return said


# What is shipped ---------------------------------------------------------------------------------


def test_it_sees_french_where_there_is_some() -> None:
    assert {"page", "relue"} & french_in("Page relue le 3")
    assert french_in("août") == {"août"}
    assert french_in("Die Seite wurde am 3. März geprüft; read this page.") == set()
    assert french_in("« Quoi »") >= {"«", "»"}
    assert french_in("Heure de Europe/Paris") >= {"europe/paris"}
    assert len(french_words()) > 300


def test_nothing_french_is_shipped(site: Path) -> None:
    found = {name: french for name, told in shipped(site) if (french := french_in(told))}
    assert found == {}


def test_nothing_french_is_reported(site: Path) -> None:
    report = (site.parent / REPORT).read_text("utf-8")
    assert "WARNING" not in report
    assert "reading ease" in report
    assert french_in(report) == set()


def test_the_guide_is_german_and_has_an_english_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        root = page(path)
        (body,) = root.iter("body")
        english = name.startswith("en/")
        assert languages_of(root) <= {"de", "en", "en-GB", "x-default"}, name
        assert root.get("lang", "").split("-")[0] == ("en" if english else "de"), name
        assert body.get("dir") == "ltr", name
        if english and name not in (f"en/{PATH}", "en/404.html"):
            (article,) = root.iter("article")
            assert "de" in languages_of(article), name
            assert any("not been translated" in text(one) for one in article.iter("p")), name


def test_german_words_are_german_on_an_english_page(site: Path) -> None:
    spans = [one for one in page(site / "en" / PATH).iter("span") if one.get("lang") == "de"]
    assert "„Widerspruch“" in map(text, spans)


def test_data_and_calendars_are_german(site: Path) -> None:
    for path in site.rglob("*.json"):
        assert languages_told(loaded(path)) <= {"de", "en", "en-GB"}, path.name
    calendar = Calendar.from_ical((site / "deadlines.ics").read_bytes())
    names = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert names == ["Die ePA kommt von selbst", "Praxen müssen sie nutzen", "Austausch in Europa"]
    assert "Europe/Berlin" in (site / "deadlines.json").read_text("utf-8")
    feed = (site / "feed.xml").read_text("utf-8")
    assert 'xml:lang="de"' in feed
    assert "Dieser Leitfaden erscheint zum ersten Mal." in feed


def test_what_is_taken_along_says_so_in_german(site: Path) -> None:
    with ZipFile(site / strings()["carry_file"]) as opened:
        (note,) = (one for one in opened.namelist() if one.endswith(strings()["carry_note_file"]))
        assert "Öffnen Sie die Datei index.html" in " ".join(opened.read(note).decode().split())


# On paper ----------------------------------------------------------------------------------------


def test_each_pdf_is_german_and_accessible(site: Path) -> None:
    paths = [path for path in site.rglob("*.pdf") if "en" not in path.relative_to(site).parts]
    assert len(paths) == 5  # the booklet, its sheets to fold, the leaflet, two letters
    to_fold = Path(strings()["paper_sheets_file"]).name
    for path in paths:
        with pikepdf.open(path) as opened:
            assert opened.Root.Lang == "de", path.name
            assert opened.docinfo["/Title"], path.name
            with opened.open_metadata() as told:
                assert told.get("pdfuaid:part") == (None if path.name == to_fold else "1")


def test_the_booklet_holds_the_way_and_the_drawing(site: Path) -> None:
    path = site / strings()["paper_booklet_file"]
    said = " ".join(pdf_text(path.read_bytes()).split())
    for words in ("Der ePA widersprechen", "Gültig bis zum 27. Februar 2027", "Inhalt", "§ 344"):
        assert words in said
    drawn = [tag.alternative for tag in tree_of(path.read_bytes()).all_of("Figure")]
    assert any(one.startswith("Zeichnung eines Weges") for one in drawn)


def test_the_letter_is_whole(site: Path) -> None:
    letters = sorted((site / strings()["letter_folder"]).glob("*.pdf"))
    assert {path.stem for path in letters} == {"widerspruch", "widerspruch-kind"}
    for path in letters:
        said = " ".join(pdf_text(path.read_bytes()).split())
        assert "Sehr geehrte Damen und Herren" in said
        assert "Mit freundlichen Grüßen" in said


# In a browser ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VISITED)
def test_it_suits_any_reader_and_asks_nobody_else(reader: Reader, name: str) -> None:
    tab = reader.tab(viewport=PHONE, locale="de-DE")
    witness = Witness(tab)
    tab.goto(reader.address + name)
    assert violations(tab) == []
    assert witness.strangers(reader.address) == []
    assert witness.complaints == []


def test_a_reader_counts_their_own_last_day(reader: Reader) -> None:
    tab = reader.opens(PATH, now=NOON, locale="de-DE")
    block = tab.locator("[data-deadline=widerspruch]")
    count(tab, "2026-11-20")
    expect(block.get_by_role("status")).to_contain_text("1. Januar 2027")
    assert block.locator("[data-when=before]").is_visible()
    count(tab, "2026-01-02")
    expect(block.get_by_role("status")).to_contain_text("13. Februar 2026")
    expect(block.locator("[data-when=after]")).to_contain_text("jederzeit widersprechen")
    assert block.locator("[data-when=after]").is_visible()


def count(tab: Page, day: str) -> None:
    """Asks for the last day of the period that runs from `day`."""
    block = tab.locator("[data-deadline=widerspruch]")
    block.locator("input").fill(day)
    block.get_by_role("button", name="Berechnen").click()


def test_the_letter_fills_as_it_is_written(reader: Reader) -> None:
    tab = reader.opens(LETTER)
    name = tab.get_by_label("Ihr Vor- und Nachname").first
    name.fill("Erika Musterfrau")
    expect(tab.locator(".letter-sheet").first).to_contain_text("Erika Musterfrau")


def test_search_knows_the_words_of_german(reader: Reader) -> None:
    tab = reader.opens(HOME)
    tab.get_by_role("button", name="Suchen").click()
    dialog = tab.get_by_role("dialog")
    for words in ("löschen", "LOSCHEN", "Ombudsstelle", "index"):
        dialog.get_by_role("searchbox").fill(words)
        expect(dialog.get_by_role("link").first).to_be_visible()
