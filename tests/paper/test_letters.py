"""Letters to take along: a sheet to fill in, a text and a document to go on writing."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader

from guide.data.settings_model import Side
from guide.paper.letter import Letter, letters_in
from guide.paper.letters import in_typst
from guide.paper.press import typeset
from guide.paper.writable import as_docx, as_text

from .setting import DAY, pages_of
from .structure import tree_of

PAGE = """
<h1>Lettre pour fermer</h1>
<h2 id="a">La lettre, pour vous</h2>
<div class="letter" id="letter-fermer">
<form><p>Votre nom</p></form>
<div class="letter-sheet">
<p><span class="blank" data-field="nom">[Votre nom]<span aria-hidden="true"> ……</span></span><br />
<span class="blank" data-field="adresse">[Votre adresse]<span aria-hidden="true"> ……
……
……</span></span></p>
<p class="addressee"><span class="blank" data-field="caisse">[Votre caisse]<span aria-hidden="true">
…</span></span><br />
Service des lettres</p>
<p><strong>Objet : fermer, « 1 * 2 »</strong></p>
<p>Je demande <span class="cited"><a data-source="loi" href="https://loi.example/36">selon l’article
36</a><sup class="source-note"><a href="#source-loi">4</a></sup></span> :</p>
<ol><li>de fermer ;</li><li>d’effacer.</li></ol>
<p>Signature :</p>
</div>
<p class="letter-files"><a href="x.pdf">x</a></p>
</div>
"""
TEXT = """\
[Votre nom]
[Votre adresse]

[Votre caisse]
Service des lettres

Objet : fermer, « 1 * 2 »

Je demande selon l’article 36 :

1. de fermer ;

2. d’effacer.

Signature :
"""


@pytest.fixture
def letter() -> Letter:
    (found,) = letters_in(PAGE)
    return found


def test_it_is_found_under_the_titles_it_stands_below(letter: Letter) -> None:
    assert letter.name == "fermer"
    assert letter.title == "Lettre pour fermer\u00a0: La lettre, pour vous"
    assert len(letter.head) == 1


def test_as_text_it_is_what_the_page_says_with_lines_for_any_editor(letter: Letter) -> None:
    assert as_text(letter) == TEXT.replace("\n", "\r\n")


def test_as_a_document_it_says_the_same(letter: Letter) -> None:
    document = Document(BytesIO(as_docx(letter, "fr", "right", DAY)))
    said = "\n\n".join(paragraph.text for paragraph in document.paragraphs) + "\n"
    assert said == TEXT
    bold = [p.text for p in document.paragraphs if any(run.bold for run in p.runs)]
    assert bold == ["Objet : fermer, « 1 * 2 »"]


@pytest.mark.parametrize(("window", "across"), [("right", 110), ("left", 25)])
def test_a_document_stands_in_the_window_and_knows_its_language(
    window: Side, across: int, letter: Letter
) -> None:
    document = Document(BytesIO(as_docx(letter, "fr", window, DAY)))
    indent = document.paragraphs[1].paragraph_format.left_indent
    left = document.sections[0].left_margin
    assert indent is not None
    assert left is not None
    assert abs(indent + left - Mm(across)) < Mm(1)
    assert document.core_properties.language == "fr"
    assert document.core_properties.title == letter.title
    assert 'w:lang w:val="fr"' in document.styles["Normal"].element.xml


def test_a_document_has_the_same_bytes_at_any_hour(letter: Letter) -> None:
    assert as_docx(letter, "fr", "right", DAY) == as_docx(letter, "fr", "right", DAY)
    assert as_docx(letter, "fr", "right", date(2026, 11, 26)) != as_docx(letter, "fr", "right", DAY)


def test_the_sheet_is_one_and_is_read_in_order(letter: Letter) -> None:
    pdf = typeset(in_typst(letter, "fr", "right"), DAY)
    (page,) = pages_of(pdf)
    said = " ".join(page.split())
    for words in ("[Votre nom]", "Service des lettres", "Objet : fermer, « 1 * 2 »", "article 36"):
        assert words in said
    assert "article 364" not in said  # no number of a note
    assert len(tree_of(pdf).all_of("LI")) == 2


@pytest.mark.parametrize(
    ("window", "across", "down"), [("right", (110, 195), (55, 88)), ("left", (20, 105), (62.7, 90))]
)
def test_the_address_is_where_a_window_shows_it(
    window: Side, across: tuple[float, float], down: tuple[float, float], letter: Letter
) -> None:
    """On the right of a French envelope; on the left, as DIN 5008 has it. The sender is beside."""
    pdf = typeset(in_typst(letter, "fr", window), DAY)
    at, sender = _place(pdf, "Service"), _place(pdf, "Votre nom")
    assert across[0] <= at[0] <= across[1]
    assert down[0] <= at[1] <= down[1]
    assert not across[0] <= sender[0] <= across[1]


def _place(pdf: bytes, words: str) -> tuple[float, float]:
    """How far from the left and from the top `words` stand, in millimetres."""
    places: list[tuple[float, float]] = []

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        if words in text:
            across = line[4] * page[0] + line[5] * page[2] + page[4]
            up = line[4] * page[1] + line[5] * page[3] + page[5]
            places.append((across / 72 * 25.4, 297 - up / 72 * 25.4))

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    (place,) = places
    return place
