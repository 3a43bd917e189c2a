"""The tags of a page, each distinct one once: pages of a site share most of theirs.

HTMLParser takes longer over a page than MkDocs takes to make it. So a page that is plainly written,
as ours are, is cut at its tags, and only tags that were not met before are parsed. What is not
plainly written is for HTMLParser itself, as whole as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

REMEMBERED = 1 << 16
"""How many distinct tags are remembered: those of a thousand pages, some megabytes."""

VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    )
)
"""The elements that nothing closes. https://html.spec.whatwg.org/multipage/syntax.html#void-elements"""

# From each `<` up to where a plain tag ends.
_PIECE = re.compile(r"(<[^<>]*>?)")
# Elements whose text is not read as that of others, and what stands in titles besides words.
_RAW = re.compile(
    r"<(?:script|style|xmp|iframe|noembed|noframes|noscript|plaintext)\b"
    r"|<(title|textarea)\b[^<>]*>[^<]*(?!</\1>)<",
    re.IGNORECASE,
)
# In such a piece no reader of HTML, by the rules or not, can see a tag that ends elsewhere: values
# stand in double quotes and hold neither `<` nor `>`. A comment may hold tags, each its own piece.
_PLAIN = re.compile(
    r'<[a-zA-Z][a-zA-Z0-9-]*(?:[ \t\n]+[a-zA-Z][a-zA-Z0-9:._-]*(?:="[^"<>]*")?)*[ \t\n]*/?>'
    r"|</[a-zA-Z][a-zA-Z0-9-]*>"
    r"|<!doctype html>"
    r"|<!--[^<>]*(?:-->)?"
)


def pieces(html: str) -> list[str]:
    """What stands from each `<` of `html` on, in order: where all of it is plain, its tags, and
    its comments up to the first tag within."""
    return _PIECE.findall(html)


def is_plain(piece: str) -> bool:
    """Whether `piece` is a tag (or begins a comment) beyond doubt, from its first letter to its
    last.

    Where each piece of a page is, each tag that a browser sees in that page is one of them.
    """
    return _PLAIN.fullmatch(piece) is not None


def feed(reader: HTMLParser, html: str) -> None:
    """Has `reader` read all of `html`: its methods are called as by `feed` and `close`, but sooner.

    A piece of text is handed over whole. The place of a tag, and the tag as written, are not told.
    """
    parts = _PIECE.split(html)
    tags = [_tag(piece) for piece in parts[1::2]]
    if None in tags or _RAW.search(html):
        reader.feed(html)
        reader.close()
        return
    for text, tag in zip(parts[::2], [*tags, None], strict=True):
        if text:
            reader.handle_data(unescape(text))
        if tag:
            tag.handed_to(reader)


class _Tag(HTMLParser):
    """One tag by itself: which method of a parser it is for, and with what."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self._method = ""
        self._name = ""
        self._attributes: list[tuple[str, str | None]] = []
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._method, self._name, self._attributes = "handle_starttag", tag, attrs

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._method, self._name, self._attributes = "handle_startendtag", tag, attrs

    def handle_endtag(self, tag: str) -> None:
        self._name = tag

    def handed_to(self, reader: HTMLParser) -> None:
        if self._method:
            getattr(reader, self._method)(self._name, self._attributes)
        else:
            reader.handle_endtag(self._name)


@lru_cache(REMEMBERED)
def _tag(piece: str) -> _Tag | None:
    """None for what is not plain, and what is no tag."""
    return _Tag(piece) if is_plain(piece) and not piece.startswith("<!") else None
