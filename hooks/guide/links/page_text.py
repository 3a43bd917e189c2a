"""From the bytes of a page to its words: unpacked, decoded, without markup, ready to search.

Every step is linear in the size of the page and bounded, whatever the bytes.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
import zlib
from collections.abc import Iterable

import brotli

ACCEPT_ENCODING = "gzip, deflate, br"

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

# Each branch runs to the end of what it opens without ever going back. The bound keeps the
# engine's own stack small on a script made of `<`: past it, a script counts as text.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|template)\b[^<]*(?:<(?!/\1)[^<]*){0,9999}(?:</[^>]*>?)?"
    r"|<[a-z/!?][^>]*>?",
    re.IGNORECASE | re.DOTALL,
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TWINS = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-"} | dict.fromkeys(
    _INVISIBLE, ""
)


def unpack(body: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """`body` out of its Content-Encoding, at most `limit` bytes of it, and whether that is all.

    Nothing can be read of an encoding that was not offered. Raises ValueError for a body that is
    not packed as it says.
    """
    packing = encoding.strip().lower()
    if packing in {"", "identity"}:
        return body[:limit], len(body) <= limit
    if packing not in {"gzip", "x-gzip", "deflate", "br"}:
        return b"", False
    try:
        return (
            _unpack_brotli(body, limit) if packing == "br" else _unpack_zlib(body, packing, limit)
        )
    except (zlib.error, brotli.error) as error:
        raise ValueError(f"the body is not {packing}") from error


def _unpack_zlib(body: bytes, packing: str, limit: int) -> tuple[bytes, bool]:
    raw_deflate = packing == "deflate" and body[:1] != _ZLIB_START  # both are met in the wild
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS if raw_deflate else zlib.MAX_WBITS | 32)
    text = unpacker.decompress(body, limit)
    return text, unpacker.eof and not unpacker.unused_data.strip(b"\0")


def _unpack_brotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    unpacker = brotli.Decompressor()
    text = unpacker.process(body, output_buffer_limit=limit)  # its buffer doubles, so: about
    return text[:limit], unpacker.is_finished() and len(text) <= limit


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
    """What a reader sees of an HTML page: no tag, comment, script or style; entities decoded.

    A comment or a script that is never closed hides all the rest.
    """
    text = _MARKUP.sub(" ", markup).replace("&nbsp;", "\N{NO-BREAK SPACE}")  # by far the commonest
    return html.unescape(text)


def missing_words(text: str, words: Iterable[str], *, glued: bool = False) -> tuple[str, ...]:
    """Those of `words` that `text` does not say.

    Spaces of every kind, soft hyphens, typographic apostrophes and case make no difference. Words
    and numbers are whole: « 16 mois » does not say « 6 mois », nor « un animal » « un an ». In a
    text whose words are `glued`, as in some PDFs, nobody can tell where they begin.
    """
    said = _searchable(text)
    packed = said.replace(" ", "")
    return tuple(word for word in words if not _says(said, packed, _searchable(word), glued=glued))


def _says(said: str, packed: str, word: str, *, glued: bool) -> bool:
    letters = word.replace(" ", "")
    if letters not in packed:
        return False
    # The pattern, which finds words that markup has parted, takes a hundred times longer.
    return glued or _stands_in(said, word) or _parted(letters).search(said) is not None


def _stands_in(said: str, word: str) -> bool:
    at = said.find(word)
    while at >= 0:
        before, after = said[at - 1 : at], said[at + len(word) : at + len(word) + 1]
        begins = not word[0].isalnum() or not (before.isalnum() or before == "-")
        if begins and not (word[-1].isalnum() and after.isalnum()):
            return True
        at = said.find(word, at + 1)
    return False


def _parted(letters: str) -> re.Pattern[str]:
    """The same bounds, with a space allowed after each letter."""
    begins = r"(?<![^\W_])(?<!-)" if letters[0].isalnum() else ""  # « vingt-deux » is not « deux »
    ends = r"(?![^\W_])" if letters[-1].isalnum() else ""
    return re.compile(begins + " ?".join(map(re.escape, letters)) + ends)


def _searchable(text: str) -> str:
    packed = " ".join(text.split())
    if packed.isascii():
        return packed.lower()
    packed = unicodedata.normalize("NFKC", packed)
    for found, same in _TWINS.items():  # many times faster than str.translate
        packed = packed.replace(found, same)
    return packed.casefold()
