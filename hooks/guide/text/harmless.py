"""What a page may consist of: the elements and attributes that Markdown, the engine and the theme
write, and no others. What could run, fetch, send, or take over the page is on no list.

A tag is judged only where no reader of HTML can see another tag in it (see markup): what may be
read in two ways is refused, so that nothing that looks harmless here is not so in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser

from .markup import REMEMBERED, is_plain, pieces
from .svg import ATTRIBUTES, SHAPES, WORDS

_IN_HEAD = ("html", "head", "title", "meta", "link", "script", "body")  # none of them in a text
_DRAWN = ("svg", *SHAPES, *WORDS)
_ELEMENTS = frozenset(
    (
        *_IN_HEAD,
        *("header", "main", "footer", "nav", "article", "section", "aside", "div", "p", "hr", "br"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
        *("pre", "code", "kbd", "samp", "var", "figure", "figcaption", "details", "summary"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "col", "colgroup"),
        *("a", "abbr", "b", "bdi", "bdo", "cite", "del", "dfn", "em", "i", "img", "ins", "mark"),
        *("q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"),
        *("button", "dialog", "form", "input", "label", "output", "progress", "template"),
        *("textarea", *_DRAWN),
    )
)
_ANYWHERE = frozenset(
    (
        *("class", "dir", "hidden", "id", "lang", "role", "tabindex", "title", "translate"),
        *("markdown",),  # of a block, for Python-Markdown, which takes it away
    )
)
_FAMILIES = ("aria-", "data-")
_OF: dict[str, tuple[str, ...]] = {
    "a": ("href", "hreflang", "rel", "download"),
    "button": ("type",),
    "col": ("span",),
    "details": ("open",),
    "form": ("autocomplete", "novalidate"),
    "img": ("src", "alt", "width", "height", "loading"),
    "input": ("type", "min", "max", "autocomplete", "autocapitalize", "spellcheck"),
    "label": ("for",),
    "link": ("href", "hreflang", "rel", "type", "media", "sizes"),
    "meta": ("charset", "content", "name", "property"),
    "ol": ("start", "reversed"),
    "progress": ("value", "max"),
    "script": ("src", "defer", "type"),
    "td": ("colspan", "rowspan", "align"),
    "textarea": ("rows", "autocomplete", "spellcheck"),
    "th": ("colspan", "rowspan", "scope", "align"),
    "time": ("datetime",),
}
_OF_DRAWINGS = frozenset(("xmlns", *(name.lower() for name in ATTRIBUTES)))  # as HTML reads them
_ADDRESSES = ("href", "src", "data-worker", "data-manifest", "data-needs")  # several, in the last
_INK = re.compile(r"none|currentColor|#[0-9a-fA-F]{3,8}|[a-z]+|var\(--[a-z-]+(, ?#[0-9a-f]{6})?\)")
_SCHEME = re.compile(r"(?P<scheme>[^/?#]*?):")
_FOR_READERS = ("https", "http", "mailto", "tel")  # what a link may begin with
_ODD = (
    'browsers may read this in more than one way. Write <name attribute="value">, and &lt; for a '
    "sign that begins no tag."
)
_NOT_FETCHED = {"canonical", "alternate", "feed alternate"}
_DATA = "application/ld+json"  # a script of which browsers run nothing
_STYLES = "Write a class, and a rule in a style sheet of `extra_css`."

Fault = tuple[str, str]
"""A piece of a page as it is written, and what is wrong with it."""


def misplaced(tag: str) -> Iterator[str]:
    """What `tag`, a plain tag in the text of a page, or its attributes have no place there for."""
    read = _Tag(tag)
    yield from [_no_place(read.name)] if read.name in _IN_HEAD else read.faults()


def faults_of(html: str) -> Iterator[Fault]:
    """Every fault of the whole page `html`, each piece of it once."""
    head, body, text = html.partition("<body")
    for piece in dict.fromkeys(pieces(head)):
        yield from ((piece, fault) for fault in _faults(piece))
    for number, piece in enumerate(dict.fromkeys(pieces(body + text))):
        if number and is_plain(piece) and _opens(piece) in _IN_HEAD:
            yield piece, _no_place(_opens(piece))
        else:
            yield from ((piece, fault) for fault in _faults(piece))


def addresses_in(html: str) -> Iterator[Fault]:
    """Every piece of `html` that leads a reader to another site, and where to."""
    for piece in dict.fromkeys(pieces(html)):
        for address in _leading_out(piece):
            yield piece, address


@lru_cache(REMEMBERED)
def _faults(piece: str) -> tuple[str, ...]:
    if piece.startswith(("<!--", "<!doctype")) and is_plain(piece):
        return ()
    if not is_plain(piece):
        return (_ODD,)
    tag = _Tag(piece)
    return (*tag.faults(), *tag.astray())


@lru_cache(REMEMBERED)
def _leading_out(piece: str) -> tuple[str, ...]:
    tag = _Tag(piece)
    if tag.name != "a":
        return ()
    addresses = (value or "" for name, value in tag.attributes if name == "href")
    return tuple(one for one in addresses if one.lower().startswith(("http:", "https:")))


@lru_cache(REMEMBERED)
def _opens(piece: str) -> str:
    """The name of the element that the tag `piece` opens; empty if it opens none."""
    tag = _Tag(piece)
    return tag.name if tag.opens else ""


def _no_place(name: str) -> str:
    return f"<{name}> has no place in a page. Remove it."


class _Tag(HTMLParser):
    """One plain tag, read by itself."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.name = ""
        self.opens = not piece.startswith("</")
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.attributes = tag, attrs

    def handle_endtag(self, tag: str) -> None:
        self.name = tag

    def faults(self) -> Iterator[str]:
        """What has no place, or may not be there."""
        if self.name not in _ELEMENTS:
            yield _no_place(self.name)
            return
        values = dict(self.attributes)
        if len(values) < len(self.attributes):
            yield "an attribute stands there twice. Keep one."
        if (
            self.opens
            and self.name == "script"
            and "src" not in values
            and values.get("type") != _DATA
        ):
            yield "no page may hold code. Name a file of docs/ in `extra_javascript`."
        for name, value in self.attributes:
            yield from self._attribute(name, value or "")

    def _attribute(self, name: str, value: str) -> Iterator[str]:
        if name == "style" or name.startswith("on"):
            yield f"'{name}' would do nothing: no attribute may hold code or style. {_STYLES}"
        elif not self._may_have(name):
            yield f"<{self.name}> may not have '{name}'. Remove it."
        elif name in ("fill", "stroke") and not _INK.fullmatch(value):
            yield f"'{name}' is no colour. {_STYLES}"

    def astray(self) -> Iterator[str]:
        """Addresses that lead, or fetch, where no page may."""
        for name, value in self.attributes:
            if name in _ADDRESSES and not all(self._addresses(name, value or "")):
                yield f"'{name}' leads where no page may. Write a path within the site."

    def _addresses(self, name: str, value: str) -> Iterator[bool]:
        is_link = name == "href" and (self.name == "a" or not self._is_fetched)
        for part in value.split(" ") if name == "data-needs" else [value]:
            yield _is_fit(part, is_link=is_link)

    @property
    def _is_fetched(self) -> bool:
        """Whether browsers load what it names, as they do for all but some kinds of <link>."""
        relations = {(value or "").lower() for name, value in self.attributes if name == "rel"}
        return self.name != "link" or not relations <= _NOT_FETCHED

    def _may_have(self, name: str) -> bool:
        of_its_own = name in _ANYWHERE or name in _OF.get(self.name, ())
        drawn = self.name in _DRAWN and name in _OF_DRAWINGS
        return of_its_own or drawn or name.startswith(_FAMILIES)


def _is_fit(address: str, *, is_link: bool) -> bool:
    """Whether `address` stays in the site or, of a link that readers press, leads to another."""
    if not address.isprintable() or address != address.strip() or "\\" in address:
        return False  # browsers drop or mend what stands there
    scheme = _SCHEME.match(address)
    if scheme:
        return is_link and scheme["scheme"].lower() in _FOR_READERS
    return not address.startswith("//")
