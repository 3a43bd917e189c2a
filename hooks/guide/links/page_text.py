"""From the bytes of a page to its words: unpacked, decoded, without markup, ready to search.

Every step is linear in the size of the page and bounded, whatever the bytes.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping

ACCEPT_ENCODING = "gzip, deflate"

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_ZLIB_START = b"\x78"  # RFC 1950: deflate with a 32 KiB window, what all servers write
_META_SPAN = 1024  # bytes: how far the HTML standard looks for a <meta charset>
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # as every browser reads them
_NOT_TEXT = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"}

_TAG = re.compile(r"<(?:!--|[a-z/!?])", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|template)\b", re.IGNORECASE)
_GAPS = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+")
_TWINS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-"})

_CHALLENGE_SPAN = 65_536  # characters: challenge pages are short
_CHALLENGE_TITLE = re.compile(
    r"<title[^>]{0,200}>\s*(just a moment|un instant|attention required! \| cloudflare"
    r"|pardon our interruption|making sure you(&#39;|')re not a bot|access denied|ddos-guard"
    r"|verifying you are human|human verification)",
    re.IGNORECASE,
)
_CHALLENGE_MARKS = ("geo.captcha-delivery.com", "Request unsuccessful. Incapsula incident ID")


def unpack(body: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """`body` out of its Content-Encoding, at most `limit` bytes of it, and whether that is all.

    Nothing can be read of an encoding that was not offered. Raises ValueError for a body that is
    not packed as it says.
    """
    packing = encoding.strip().lower()
    if packing in {"", "identity"}:
        return body[:limit], len(body) <= limit
    if packing not in {"gzip", "x-gzip", "deflate"}:
        return b"", False
    raw_deflate = packing == "deflate" and body[:1] != _ZLIB_START  # both are met in the wild
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS if raw_deflate else zlib.MAX_WBITS | 32)
    try:
        text = unpacker.decompress(body, limit)
    except zlib.error as error:
        raise ValueError(f"the body is not {packing}") from error
    return text, unpacker.eof


def decode(body: bytes, content_type: str) -> str:
    """The text of `body`, by its byte order mark, header, <meta>, or the likeliest guess."""
    for mark, name in _BOMS.items():
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _CHARSET.search(content_type) or _CHARSET.search(
        body[:_META_SPAN].decode("ascii", "ignore")
    )
    codec = _codec(declared.group(1)) if declared else None
    if codec:
        return body.decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.start >= len(body) - 3  # the limit fell within a character
        return body.decode("utf-8" if cut_short else "cp1252", "replace")


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
        "".encode(name)  # LookupError for codecs that are not of text, such as zlib
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_TEXT else _WEB_NAMES.get(name, name)


def is_markup(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind in {"", "text/html"} or kind.endswith("xml")


def is_text(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return is_markup(kind) or kind.startswith("text/") or kind.endswith("json")


def visible_text(markup: str) -> str:
    """What a reader sees of an HTML page: no tag, comment, script or style; entities decoded."""
    pieces, position = [], 0
    while opening := _TAG.search(markup, position):
        pieces.append(markup[position : opening.start()])
        position = _end_of_tag(markup, opening.start())
    pieces.append(markup[position:])
    return html.unescape("".join(pieces))


def _end_of_tag(markup: str, start: int) -> int:
    """Where the text goes on after the tag at `start`; a tag never closed hides all the rest."""
    if markup.startswith("<!--", start):
        return _after("-->", markup, start)
    hidden = _HIDDEN.match(markup, start)
    if hidden:
        closing = re.compile(rf"</{hidden.group(1)}", re.IGNORECASE).search(markup, start)
        start = closing.start() if closing else len(markup)
    return _after(">", markup, start)


def _after(mark: str, markup: str, start: int) -> int:
    found = markup.find(mark, start)
    return found + len(mark) if found >= 0 else len(markup)


def missing_words(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Those of `words` that `text` does not say.

    Spaces of every kind, soft hyphens, typographic apostrophes and case make no difference.
    """
    said = _searchable(text)
    return tuple(word for word in words if _searchable(word) not in said)


def _searchable(text: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFKC", text).translate(_TWINS)).casefold()


def is_challenge(headers: Mapping[str, str], markup: str) -> bool:
    """Whether this is a page that asks « are you human? » instead of the page asked for."""
    if "challenge" in headers.get("cf-mitigated", "").lower():
        return True
    if headers.get("x-amzn-waf-action", "").lower() in {"challenge", "captcha"}:
        return True
    beginning = markup[:_CHALLENGE_SPAN]
    marked = any(mark in beginning for mark in _CHALLENGE_MARKS)
    return marked or _CHALLENGE_TITLE.search(beginning) is not None
