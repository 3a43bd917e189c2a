"""The Content-Security-Policy of a page, made from the page itself: what it needs, and no more.

https://www.w3.org/TR/CSP3/. `'self'` also covers what stands beside a page opened from a folder,
in Chromium and in Firefox (tried: 156, 153): the same policy holds there. Images of `data:` are the
small marks within the theme's style sheet.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from .markup import REMEMBERED, is_plain, pieces

_NEEDED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_GOVERNED = {"script": "script-src", "style": "style-src"}
# Other types of script are data, which no browser runs.
_RUN = {"", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"}
_AFTER = '<meta charset="utf-8">'  # which must stand in the first 1024 bytes
_META = '\n      <meta http-equiv="Content-Security-Policy" content="{}">'


@dataclass
class Inline:
    """What stands in a page's own text: hashes of what it may run, and what no policy lets it."""

    hashes: dict[str, set[str]] = field(default_factory=dict)
    blocked: list[str] = field(default_factory=list)


def inline(html: str) -> Inline:
    """The scripts and styles within the page `html`, by directive, and what would be blocked.

    A page whose every tag is harmless by itself has none of either, and need not be parsed whole.
    """
    return Inline() if all(map(_is_harmless, set(pieces(html)))) else whole(html)


def whole(html: str) -> Inline:
    """The same by HTMLParser, which is the judge: of every page that is not plainly harmless."""
    return _read(html).found


def policy(pages: Collection[Inline]) -> str:
    """The policy under which all of `pages` work."""
    allowed = dict(_NEEDED)
    for directive in _GOVERNED.values():
        hashes = {one for page in pages for one in page.hashes.get(directive, ())}
        allowed[directive] = " ".join([allowed[directive], *sorted(hashes)])
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def secured(html: str, found: Inline) -> str:
    """The page `html`, in which `found` stands, with its policy in its head, before anything that
    the policy governs."""
    return html.replace(_AFTER, _AFTER + _META.format(policy([found])), 1)


@lru_cache(REMEMBERED)
def _is_harmless(piece: str) -> bool:
    """Whether the tag `piece` is plain, has no code in it, and begins none.

    The parser judges its attributes, as it does those of a whole page.
    """
    if not is_plain(piece):
        return False
    read = _read(piece)
    return read.found == Inline() and not read.directive


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Inline()
        self.directive = ""  # of the element whose text is being read
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.found.blocked += _blocked(tag, attributes)
        is_data = tag == "script" and (attributes.get("type") or "").lower() not in _RUN
        if tag in _GOVERNED and "src" not in attributes and not is_data:
            self.directive, self._text = _GOVERNED[tag], ""

    def handle_data(self, data: str) -> None:
        self._text += data if self.directive else ""

    def handle_endtag(self, tag: str) -> None:
        if self.directive and tag in _GOVERNED:
            digest = b64encode(hashlib.sha256(self._text.encode()).digest()).decode()
            self.found.hashes.setdefault(self.directive, set()).add(f"'sha256-{digest}'")
            self.directive = ""


def _blocked(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    """The attributes that are code or style, each as it is written."""
    for name, value in attributes.items():
        is_code = name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
        if is_code or name == "style":
            yield f'<{tag} {name}="{value or ""}">'
