"""A page in Arabic on paper: laid out from right to left, every letter there."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from guide.paper.book import Chapter, Cover, book_of
from guide.paper.press import typeset

from .setting import DAY, SENTENCES, pages_of
from .structure import tree_of

ARABIC = """
<h1>إغلاق الملف</h1>
<p>يمكنك إغلاق الملف <span class="cited"><a data-source="loi" href="https://loi.example/36">في أي
وقت</a></span>. اتصل بالرقم <a class="phone" href="tel:3422">3422</a>.</p>
<div class="steps"><ol><li><p><strong>افتح الموقع الرسمي.</strong></p></li>
<li><p>اختر « Clôture du profil » ثم أكّد.</p></li></ol></div>
<div class="deadline-part"><p class="deadline-state">خلال 6 أسابيع</p>
<p>ما زال بإمكانك الرفض.</p></div>
<table><thead><tr><th>أنت</th><th>افعل</th></tr></thead><tr><td>نعم</td><td>لا</td></tr></table>
<ul><li>بطاقة Vitale</li></ul>
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    cover = Cover("ar", "دليل", "وصف", {**dict.fromkeys(SENTENCES, "نص"), "page": "صفحة {page}"})
    return typeset(book_of(cover, [Chapter("a.html", ARABIC, "قُرئت اليوم")], ""), DAY)


def test_its_letters_have_a_face_of_their_own(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        names = {
            str(one.BaseFont)
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
        }
    assert any("NotoNaskhArabic" in name for name in names)


def test_whoever_listens_hears_arabic_in_order(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "ar"
    assert len(tree_of(pdf).all_of("LI")) == 3
    assert "3422" in "".join(pages_of(pdf))


def test_lines_begin_on_the_right(pdf: bytes) -> None:
    """None is half as long as the page is wide."""
    places: list[float] = []

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        if text.strip():
            places.append((line[4] * page[0] + line[5] * page[2] + page[4]) / 72 * 25.4)

    PdfReader(BytesIO(pdf)).pages[2].extract_text(visitor_text=note)
    assert min(places) > 19
    assert sum(place > 105 for place in places) > len(places) / 2
