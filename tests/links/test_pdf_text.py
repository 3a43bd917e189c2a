"""Words inside a PDF: found, or known not to have been searched."""

from __future__ import annotations

import asyncio

import pytest

from guide.links import pdf_text
from links.pdfs import pdf, pdf_bomb


def text_of(body: bytes, seconds: float = 20) -> str | None:
    return asyncio.run(pdf_text.pdf_text(body, seconds))


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


def test_two_are_read_at_once_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    under_way: list[int] = []
    busiest: list[int] = []

    async def reads(body: bytes, _: float) -> str:
        under_way.append(1)
        busiest.append(len(under_way))
        await asyncio.sleep(0)
        under_way.pop()
        return body.decode()

    async def all_texts() -> list[str | None]:
        pdfs = pdf_text.PdfReader()
        return await asyncio.gather(*(pdfs.text(b"%d" % number, 1) for number in range(5)))

    monkeypatch.setattr(pdf_text, "pdf_text", reads)
    assert asyncio.run(all_texts()) == list("01234")
    assert max(busiest) == 2


def test_it_ends_in_time() -> None:
    assert text_of(pdf("six semaines"), seconds=0) is None
