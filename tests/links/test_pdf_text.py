"""Words inside a PDF: found, or known not to have been searched."""

from __future__ import annotations

import asyncio

import pytest

from guide.links.pdf_text import pdf_text
from links.pdfs import pdf, pdf_bomb


def text_of(body: bytes, seconds: float = 20) -> str | None:
    return asyncio.run(pdf_text(body, seconds))


def test_all_its_pages() -> None:
    text = text_of(pdf("Le délai est de\nsix semaines.", "Fin"))
    assert text is not None
    assert "".join(text.split()) == "Ledélaiestdesixsemaines.Fin"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7\n",
        pdf("un", "deux")[:300],
        pdf("six semaines", ""),  # a page that is a picture may say anything
        pdf(*["page"] * 301),
        pdf_bomb(),
    ],
    ids=["empty", "bare", "cut", "scanned", "long", "bomb"],
)
def test_what_cannot_be_searched_whole(body: bytes) -> None:
    assert text_of(body) is None


def test_it_ends_in_time() -> None:
    assert text_of(pdf("six semaines"), seconds=0) is None
