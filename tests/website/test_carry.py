"""The guide as one file: unpacked anywhere, it opens from its folder and asks for nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from guide.walks.crawl import dead_links

from .building import EDITION_IN_WORDS, SITE
from .html import page, text, with_class
from .pages import HOME, PAGES
from .reading import PHONE, Reader, Witness, stored, violations

ZIP = "emporter/guide-fr.zip"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked where people do so."""
    place = tmp_path_factory.mktemp("x") / "clé USB d’été (1) #2 100%"
    with ZipFile(site / ZIP) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(place)
    return place / "guide-fr"


def test_it_unpacks_into_one_folder_with_a_note(folder: Path) -> None:
    assert [one.name for one in folder.parent.iterdir()] == ["guide-fr"]
    note = (folder / "LISEZ-MOI.txt").read_text("utf-8")
    assert "index.html" in note
    assert EDITION_IN_WORDS in note
    assert max(map(len, note.splitlines())) <= 72


def test_it_has_every_page_and_neither_itself_nor_what_needs_a_host(folder: Path) -> None:
    files = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
    assert set(PAGES) <= files
    assert "LICENSE" in files
    assert not {"404.html", "worker.js", "offline.json", "manifest.webmanifest"} & files
    assert not [name for name in files if name.endswith((".zip", ".map", ".gz"))]


def test_every_link_in_it_leads_somewhere(folder: Path, tmp_path: Path) -> None:
    plain = shutil.copytree(folder, tmp_path / "un été")  # LinkChecker takes `#` for an anchor
    assert dead_links(plain) == []


def test_each_page_opens_from_its_folder(reader: Reader, folder: Path) -> None:
    opened = reader.tab(viewport=PHONE)
    witness = Witness(opened)
    for name in PAGES:
        opened.goto((folder / name).as_uri())
        notice = opened.locator(".copy-notice")
        expect(notice).to_be_visible()
        assert EDITION_IN_WORDS in notice.inner_text()
        assert stored(opened) == []
    assert len(witness.asked) > 3 * len(PAGES)
    assert witness.strangers(folder.as_uri()) == []
    assert witness.complaints == []


def test_a_copy_tells_how_old_it_is(reader: Reader, folder: Path) -> None:
    old = reader.tab()
    old.clock.set_fixed_time("2027-06-01T12:00:00Z")
    old.goto((folder / HOME).as_uri())
    expect(old.locator(".overdue")).to_be_visible()


def test_a_letter_is_filled_in_a_copy(reader: Reader, folder: Path) -> None:
    letter = reader.tab()
    letter.goto((folder / "lettres/cloturer.html").as_uri())
    box = letter.locator("[data-fills]").first
    box.fill("Dupont")
    expect(letter.locator(".blank--filled").first).to_have_text("Dupont")


def test_a_copy_offers_no_copy(reader: Reader, folder: Path) -> None:
    carry = reader.tab()
    carry.goto((folder / "emporter.html").as_uri())
    assert not carry.get_by_role("button", name="Garder ce guide").count()
    assert not carry.locator("a[href$='.zip']").count()
    expect(carry.get_by_text("cette partie ne sert qu’en ligne")).to_have_count(5)
    assert violations(carry) == []


def test_the_page_tells_the_size_of_the_zip_as_it_is(site: Path) -> None:
    (place,) = (
        one for one in page(site / "emporter.html").iter("b") if one.get("data-size") == ZIP
    )
    size = (site / ZIP).stat().st_size
    told = (
        f"{round(size / 1000)} ko"
        if size < 10**6
        else f"{size / 10**6:.1f} Mo".replace(".", ",").replace(",0", "")
    )
    assert text(place) == told


def test_a_copy_leads_to_the_page_that_is_up_to_date(known: Path, tmp_path: Path) -> None:
    with ZipFile(known / ZIP) as zipped:
        zipped.extract("guide-fr/guide/cloturer.html", tmp_path)
    (notice,) = with_class(page(tmp_path / "guide-fr/guide/cloturer.html"), "copy-notice")
    assert [link.get("href") for link in notice.iter("a")] == [SITE + "guide/cloturer.html"]
    assert "hidden" not in notice.attrib
