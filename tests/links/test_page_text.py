"""Words are found as a reader finds them, in whatever bytes they come."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.links import page_text

LIMIT = 1000


@pytest.mark.parametrize(
    "markup",
    [
        "<p>six semaines</p>",
        "<p>SIX\n   semaines</p>",
        "<p>six\u00a0semaines</p>",
        "<p>six&nbsp;semaines</p>",
        "<p>six&#8239;semaines</p>",
        "<p>six <b>semai</b>nes</p>",
        "<p>six se\u00admaines</p>",
        "<p><!-- six --> six <!-- > --> semaines",
        "<script>if (a < b) {}</script>six<style>p > a {}</style> semaines",
    ],
)
def test_found(markup: str) -> None:
    assert page_text.missing_words(page_text.visible_text(markup), ["six semaines"]) == ()


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("16 mois", "6 mois"),
        ("vingt-deux mois", "deux mois"),
        ("aucun animal", "un an"),
        ("un animal", "un an"),
        ("pendant 100", "pendant 10"),
        ("les délais", "les délai"),
        ("article R. 1111-28", "R. 1111-2"),
    ],
)
def test_a_word_or_number_within_another_is_not_it(said: str, word: str) -> None:
    text = page_text.visible_text(said)
    assert page_text.missing_words(text, [word]) == (word,)
    assert page_text.missing_words(text, [word], glued=True) == ()


@pytest.mark.parametrize(
    "said",
    [
        "l’opposition, dit-elle",
        "(opposition)",
        "_opposition_",
        "opposition/refus",
        "opposition-type",
        "<b>opposition</b><sup>1</sup>",
    ],
)
def test_what_is_no_letter_bounds_a_word(said: str) -> None:
    assert page_text.missing_words(page_text.visible_text(said), ["opposition"]) == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<script>'six semaines'</script>",
        "<!-- six semaines -->",
        "<!-- never closed: six semaines",
        "<style>six semaines",
        "<p title='six semaines'>huit semaines</p>",
        "<template>six semaines</template>",
    ],
)
def test_not_found_where_no_reader_looks(markup: str) -> None:
    said = page_text.visible_text(markup)
    assert page_text.missing_words(said, ["six semaines"]) == ("six semaines",)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("l’opposition", "l'opposition"),
        ("l'opposition", "l’opposition"),
        ("art. R. 1111\u201128", "art. R. 1111-28"),
        ("clo\u0302ture", "cl\u00f4ture"),
        ("3 < 5 semaines", "3 < 5"),
        ("R&amp;D", "R&D"),
    ],
)
def test_typography_makes_no_difference(said: str, word: str) -> None:
    assert page_text.missing_words(page_text.visible_text(said), [word]) == ()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("clôturé".encode(), "text/html; charset=utf-8"),
        ("clôturé".encode(), "text/html"),
        ("clôturé".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("clôturé".encode("cp1252"), "text/html"),
        ('<meta charset="windows-1252">clôturé'.encode("cp1252"), "text/html"),
        ("\ufeffclôturé".encode("utf-16-le"), "text/html; charset=utf-8"),
        ("clôturé".encode(), "text/html; charset=no-such-thing"),
        ("clôturé".encode(), "text/html; charset=zlib"),
        ("clôturé".encode(), "text/html; charset=punycode"),
        ("clôturé — ".encode()[:-2], "text/html"),
    ],
)
def test_charsets(body: bytes, content_type: str) -> None:
    assert "clôturé" in page_text.decode(body, content_type)


def test_typographic_apostrophe_of_windows_in_a_page_that_says_latin_1() -> None:
    assert page_text.decode(b"l\x92acte", "text/html; charset=iso-8859-1") == "l’acte"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@given(st.binary(max_size=LIMIT))
def test_unpacked_as_packed(body: bytes) -> None:
    assert page_text.unpack(body, "", LIMIT) == (body, True)
    assert page_text.unpack(gzip.compress(body), "gzip", LIMIT) == (body, True)
    assert page_text.unpack(zlib.compress(body), "deflate", LIMIT) == (body, True)
    assert page_text.unpack(raw_deflate(body), " Deflate", LIMIT) == (body, True)
    assert page_text.unpack(brotli.compress(body), "br", LIMIT) == (body, True)


def test_unpacking_is_bounded() -> None:
    bomb = gzip.compress(bytes(10_000_000))
    assert page_text.unpack(bomb, "gzip", LIMIT) == (bytes(LIMIT), False)
    assert page_text.unpack(bytes(LIMIT + 1), "identity", LIMIT) == (bytes(LIMIT), False)
    assert page_text.unpack(bomb[:100], "gzip", LIMIT)[1] is False
    brotli_bomb = brotli.compress(bytes(10_000_000))
    assert page_text.unpack(brotli_bomb, "br", LIMIT) == (bytes(LIMIT), False)
    assert page_text.unpack(b"anything", "zstd", LIMIT) == (b"", False)


def test_a_second_part_is_known_to_be_unread() -> None:
    packed = gzip.compress(b"first")
    assert page_text.unpack(packed + gzip.compress(b"second"), "gzip", LIMIT) == (b"first", False)
    assert page_text.unpack(packed + b"\0\0", "gzip", LIMIT) == (b"first", True)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_body_not_packed_as_it_says(encoding: str) -> None:
    with pytest.raises(ValueError, match=f"the body is not {encoding}"):
        page_text.unpack(b"<p>plain</p>", encoding, LIMIT)


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 500_000,
        "<!--" * 200_000,
        "<script>" + "<" * 500_000,
        "<a" * 400_000,
        "<!--" + "-" * 500_000,
    ],
)
def test_strange_markup_costs_little(markup: str) -> None:
    tracemalloc.start()
    page_text.visible_text(markup)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


@given(st.binary(), st.text())
def test_no_bytes_are_too_strange(body: bytes, content_type: str) -> None:
    text = page_text.decode(body, content_type)
    page_text.missing_words(page_text.visible_text(text), ["six"])


@given(st.text("<>!-/ asript&;é’"))
def test_no_markup_is_too_strange(markup: str) -> None:
    assert len(page_text.visible_text(markup)) <= len(markup)
