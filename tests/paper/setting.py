"""Sets a few words by the real press, and reads them again."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import typst
from pypdf import PdfReader

DAY = date(2026, 11, 25)
SENTENCES = (
    *("edition", "version", "valid", "expired", "latest", "contents", "online", "code", "sources"),
    *("numbers", "notes"),
)
COVER = ", ".join(['page: "page {page}"', *(f'{name}: "{name}"' for name in SENTENCES)])


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page of `pdf`."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def words_of(markup: str) -> str:
    """What a reader finds on paper of `markup`, which is one paragraph."""
    printed = typst.compile(
        f"#set page(width: 90cm)\n#set smartquote(enabled: false)\n{markup}".encode(), format="pdf"
    )
    assert isinstance(printed, bytes)
    return pages_of(printed)[0]


def book(chapters: str) -> str:
    """A book of `chapters`, which are markup."""
    told = f'language: "fr", title: "T", sentences: ({COVER}), chapters: [{chapters}]'
    return f'#import "/booklet.typ": *\n#booklet({told})'
