"""The real guide on paper: nothing of its paths is missing, and whoever listens is told as much."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pikepdf
import pytest
from docx import Document
from mkdocs.utils.yaml import yaml_load
from pypdf import PdfReader

from guide.pages.front_matter import split_page
from guide.pages.outline import parsed
from guide.pages.scan import scan
from paper.setting import pages_of
from paper.structure import Tag, tree_of

from .building import ROOT, SETTINGS

CHAPTERS = [
    name.replace(".md", ".html")
    for name in yaml_load((ROOT / SETTINGS).read_text("utf-8"))["extra"]["guide"]["paper"][
        "chapters"
    ]
]
LETTERS = [
    block.argument
    for path in sorted((ROOT / "docs/fr/lettres").glob("*.md"))
    for block in scan(split_page(path.read_text("utf-8"), path.name).body, 1).blocks
    if block.name == "letter"
]
FORMS = ("calculator", "letter-form", "ticks", "online", "guide-toc")


@pytest.fixture(scope="module")
def pdf(known: Path) -> bytes:
    return (known / "papier/guide-fr.pdf").read_bytes()


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return pages_of(pdf)


@pytest.fixture(scope="module")
def said(pages: list[str]) -> str:
    return squeezed("".join(pages))


@pytest.fixture(scope="module")
def tree(pdf: bytes) -> Tag:
    return tree_of(pdf)


def squeezed(text: str) -> str:
    """Letters and digits alone: lines and pages break anywhere, and words are hyphenated."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


def article(site: Path, name: str) -> Element:
    html = (site / name).read_text("utf-8")
    found = re.search(r"<article[^>]*>(.*)</article>", html, re.DOTALL)
    assert found
    return parsed(found[1])


def without_sources(page: Element) -> Element:
    for section in [child for child in page if "sources" in child.get("class", "")]:
        page.remove(section)
    return page


def texts(element: Element, *tags: str) -> Iterator[list[str]]:
    """The words of each `tags` of `element`, in pieces, without forms and the numbers of notes."""
    if set(element.get("class", "").split()) & set(FORMS) or element.tag in ("form", "template"):
        return
    if element.tag in tags:
        yield list(pieces(element))
    for child in element:
        yield from texts(child, *tags)


def pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != "sup":
            yield from pieces(child)
        yield child.tail or ""


def words_of_docx(document: bytes) -> str:
    return "".join(paragraph.text for paragraph in Document(BytesIO(document)).paragraphs)


def is_in(said: str, words: list[str], page: str = r"page\d+") -> bool:
    """Whether `said` holds `words`; behind a link, it may hold a `page` or a note's number too."""
    between = rf"({page}|\d+)?"
    return bool(re.search(between.join(re.escape(squeezed(word)) for word in words), said))


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_heading_step_date_and_number_of_a_path_is_there(
    known: Path, said: str, name: str
) -> None:
    page = without_sources(article(known, name))
    told = list(texts(page, "h1", "h2", "h3", "strong", "time", "dt", "th"))
    told += [list(pieces(one)) for one in page.iter("a") if "tel:" in one.get("href", "")]
    assert len(told) > 3
    assert [one for one in told if not is_in(said, one)] == []


def test_every_source_has_a_note_with_its_whole_address(known: Path, said: str) -> None:
    cited = {
        link.get("href", "")
        for name in CHAPTERS
        for link in article(known, name).iter("a")
        if link.get("data-source")
    }
    assert len(cited) > 90
    assert [address for address in cited if squeezed(address) not in said] == []


def test_nothing_of_markdown_or_typst_is_left(pages: list[str]) -> None:
    for page in pages:
        assert not re.search(r"\*\*|\]\(|\{[a-z]+:|#[a-z]+[\[(]|\\[.,:]|///", page)


def test_every_font_goes_along(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [
            one for one in opened.objects if _is(one, "/Font") and "/DescendantFonts" not in one
        ]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in fonts)


def _is(one: Any, kind: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind


def test_every_link_leads_somewhere(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [one for one in opened.objects if _is(one, "/Annot")]
        assert len(links) > 1000
        places = pikepdf.NameTree(opened.Root.Names.Dests)
        for link in links:
            assert _leads_somewhere(link, places)


def _leads_somewhere(link: Any, places: Any) -> bool:
    action = link.get("/A", {})
    if "/URI" in action:
        return bool(re.match(r"https?://|tel:", str(action.URI)))
    where = link.get("/Dest", action.get("/D"))
    return _is((places[str(where)] if isinstance(where, pikepdf.String) else where)[0], "/Page")


def test_who_listens_is_told_all(tree: Tag) -> None:
    ranks = [int(tag.role[1]) for tag in tree.every() if re.fullmatch("H[1-6]", tag.role)]
    assert all(below <= above + 1 for above, below in pairwise(ranks))
    assert ranks.count(1) >= len(CHAPTERS)
    assert all(tag.alternative for tag in tree.all_of("Figure"))
    assert all(tag.linked for tag in tree.all_of("Link"))
    assert all(tag.inner[0].role == "THead" for tag in tree.all_of("Table"))


def test_every_chapter_shows_the_way_to_its_page(tree: Tag) -> None:
    codes = [tag.alternative for tag in tree.all_of("Figure") if "QR" in tag.alternative]
    assert len(codes) == len(CHAPTERS)


def test_bookmarks_lead_to_every_chapter(pdf: bytes, known: Path) -> None:
    bookmarks = [one.title for one in PdfReader(BytesIO(pdf)).outline if not isinstance(one, list)]
    titles = ["".join(next(texts(article(known, name), "h1"))) for name in CHAPTERS]
    assert set(titles) <= set(bookmarks)


def test_its_cover_says_how_long_it_is_good_for(pages: list[str]) -> None:
    cover = " ".join(pages[0].split())
    assert "Édition du 30 novembre 2026" in cover
    assert re.search(r"Valable jusqu’au \d+(er)? \w+ 2027 inclus", cover)
    assert "Vous lisez ceci après le" in cover
    assert "https://exemple.org/refus/" in cover


def test_it_is_light(known: Path) -> None:
    for pdf in (known / "papier").glob("*.pdf"):
        assert pdf.stat().st_size < 1_500_000


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_one_sheet_a_document_and_a_text(known: Path, name: str) -> None:
    sheet, document, text = (
        (known / f"papier/lettres/{name}.{kind}").read_bytes() for kind in ("pdf", "docx", "txt")
    )
    (page,) = pages_of(sheet)
    said = text.decode().splitlines()
    assert squeezed("".join(said)) == squeezed(words_of_docx(document))
    # Dots part what stands between blanks.
    assert [line for line in said if not is_in(squeezed(page), re.split(r"(?<=\])", line))] == []


def test_the_leaflet_is_one_sheet_that_says_all_its_page_says(known: Path) -> None:
    leaflet = (known / "papier/depliant-fr.pdf").read_bytes()
    sides = pages_of(leaflet)
    assert len(sides) == 2
    page = without_sources(article(known, "depliant.html"))
    told = list(texts(page, "h1", "h2", "strong", "li"))
    assert len(told) > 15
    said = squeezed("".join(sides))
    assert [one for one in told if not is_in(said, one)] == []
    codes = [tag.alternative for tag in tree_of(leaflet).all_of("Figure")]
    assert len(codes) == 5
    assert all("https://exemple.org/refus/guide/" in code for code in codes)


@pytest.mark.parametrize("name", ["avant-de-fermer", "verrouiller", "enfants-et-proches"])
def test_the_lists_of_a_page_are_on_one_sheet(known: Path, name: str) -> None:
    (sheet,) = pages_of((known / f"papier/liste-{name}.pdf").read_bytes())
    page = article(known, f"guide/{name}.html")
    lists = [one for one in page.iter("div") if "checklist" in one.get("class", "")]
    items = [list(pieces(item)) for one in lists for item in one.iter("li")]
    assert items
    assert [item for item in items if not is_in(squeezed(sheet), item)] == []
