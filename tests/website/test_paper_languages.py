"""The booklet and the leaflet of each language: set in it, whole, and light enough."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from paper.setting import pages_of

from .pages import TRANSLATED
from .test_booklet import CHAPTERS, article, is_in, squeezed, texts, without_sources
from .test_languages import DIRECTIONS, TAGS, strings_of, written

MOST = {"ar": 3_300_000}  # bytes: Typst sets each letter of Noto Naskh apart
USUAL = 1_500_000


@pytest.fixture(scope="module", params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def file(known: Path, language: str, name: str) -> Path:
    return known / strings_of(language)[f"paper_{name}_file"]


def test_the_booklet_is_in_its_language_and_has_a_mark_for_each_chapter(
    known: Path, language: str
) -> None:
    booklet = file(known, language, "booklet")
    with pikepdf.open(booklet) as opened:
        assert str(opened.Root.Lang) == TAGS[language].partition("-")[0]
        assert opened.Root.MarkInfo.Marked
    assert booklet.stat().st_size < MOST.get(language, USUAL)
    outline = PdfReader(booklet).outline
    marks = [str(one.title) for one in outline if not isinstance(one, list)]
    chapters = [name for name in CHAPTERS if written(language, name)]
    assert len(chapters) > 15
    titles = ["".join(next(texts(article(known / language, name), "h1"))) for name in chapters]
    assert set(titles) <= set(marks)


def test_the_booklet_says_every_step(known: Path, language: str) -> None:
    if language in DIRECTIONS:
        pytest.skip("what is read back from right to left comes in another order")
    said = squeezed("".join(pages_of(file(known, language, "booklet").read_bytes())))
    number = squeezed(strings_of(language)["paper_page"].format(page=0)).replace("0", r"\d+")
    for name in [name for name in CHAPTERS if written(language, name)]:
        told = texts(without_sources(article(known / language, name)), "h2", "h3", "strong")
        assert [one for one in told if not is_in(said, one, number)] == []


def test_the_leaflet_fits_its_sheet(known: Path, language: str) -> None:
    leaflet = file(known, language, "leaflet").read_bytes()
    sides = pages_of(leaflet)
    assert len(sides) == 2
    draft = strings_of(language)["translation_draft"]
    assert language in DIRECTIONS or is_in(squeezed("".join(sides)), [draft])
    if language not in DIRECTIONS:
        page = without_sources(article(known / language, "depliant.html"))
        told = list(texts(page, "h1", "h2", "strong", "li"))
        assert [one for one in told if not is_in(squeezed("".join(sides)), one)] == []


def test_the_sheets_to_fold_are_there_and_lighter_than_paper(known: Path, language: str) -> None:
    sheets = PdfReader(BytesIO(file(known, language, "sheets").read_bytes()))
    booklet = PdfReader(file(known, language, "booklet"))
    assert 0 < len(sheets.pages) < len(booklet.pages)
