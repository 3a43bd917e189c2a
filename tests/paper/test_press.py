"""The press: the same bytes, tags, one line for a person when it fails."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from guide.paper.markup import string
from guide.paper.press import PressError, typeset, typeset_to_fold

from .setting import DAY, book, pages_of
from .structure import tree_of

DRAWING = string('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>')
CHAPTER = f"""#chapter[
#heading(level: 1)[Fermer];#label("a");
#paragraph[Voyez #see("b")[plus bas].]
#steps[#enum(item[Ouvrez.], item[Validez.]);]
#checklist[#list(item[La carte]);]
#rows(2, table.header([Vous], [Faites]), [1], [2]);
#drawing({DRAWING}, "Une carte.", 9);
#pagebreak();
#heading(level: 2)[Bas];#label("b");
]"""
FOLDED = "cahier {booklet}, feuille {sheet}"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(book(CHAPTER), DAY)


def test_the_same_source_gives_the_same_bytes(pdf: bytes) -> None:
    assert typeset(book(CHAPTER), DAY) == pdf


def test_it_is_tagged_and_dated_and_says_its_title(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.Root.Lang == "fr"
        with opened.open_metadata() as told:
            assert told["dc:title"] == "T"
            assert told["pdfuaid:part"] == "1"
            assert told["xmp:CreateDate"].startswith("2026-11-25")


def test_who_listens_is_told_all(pdf: bytes) -> None:
    tree = tree_of(pdf)
    assert [tag.role for tag in tree.all_of("H1", "H2")] == ["H1", "H1", "H2", "H1", "H1"]
    assert [tag.alternative for tag in tree.all_of("Figure")] == ["Une carte."]
    assert len(tree.all_of("LI")) == 3
    assert [tag.role for tag in tree.all_of("Table")[0].inner] == ["THead", "TBody"]
    assert all(tag.linked for tag in tree.all_of("Link"))


def test_a_date_is_never_left_at_the_foot_of_a_page_without_its_truth() -> None:
    part = "#deadline-part[#deadline-state[Until {0}];#paragraph[True {0}.];]"
    lower = "#chapter[#heading(level: 1)[{0}];#v({0}mm);" + part + "]"
    heights = range(215, 245, 2)
    pages = pages_of(typeset(book("".join(map(lower.format, heights))), DAY))
    for height in heights:
        (page,) = (page for page in pages if f"Until {height}" in page)
        assert f"True {height}." in page


def test_a_link_to_another_page_says_which(pdf: bytes) -> None:
    assert "plus bas (page 4)." in pages_of(pdf)[2]
    assert pages_of(pdf)[3].startswith("Fermer")  # its running head
    assert "Bas" in pages_of(pdf)[3]


def test_folded_pages_stand_two_by_two_and_say_where_they_belong() -> None:
    folded = typeset_to_fold(book(CHAPTER), DAY, FOLDED)
    sheets = pages_of(folded)
    with pikepdf.open(BytesIO(folded)) as opened:
        assert opened.Root.Lang == "fr"
        assert opened.docinfo["/Title"] == "T"
    assert len(sheets) == 4  # six pages take two sheets
    assert "cahier 1, feuille 2" in sheets[2]
    assert "cahier" not in sheets[1]
    assert "Fermer" in sheets[2]
    mirrored = pages_of(typeset_to_fold(book(CHAPTER), DAY, FOLDED, right_to_left=True))
    assert mirrored != sheets


def test_what_cannot_be_set_is_told_in_a_line() -> None:
    with pytest.raises(PressError) as told:
        typeset('#import "/booklet.typ": *\n#phone(1, 2)', DAY)
    assert str(told.value).startswith("unexpected argument, at ")
    assert "\n" not in str(told.value)


def test_a_letter_that_no_font_has_is_no_box_on_paper() -> None:
    with pytest.raises(PressError, match="could not be displayed"):
        typeset(book("Oui \N{TIBETAN LETTER KA}"), DAY)
