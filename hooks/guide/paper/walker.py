"""A page as the site has it, in Typst: each element becomes a call of the template's function.

What the functions look like is for hooks/paper/ to say; here stands only which element
is which of them. An element that is neither known nor meant for screens only is reported.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from ..pages.outline import classes_of
from .drawn import drawing
from .markup import call, string, text

# On paper nothing is pressed, unfolded or typed.
_FOR_SCREENS = frozenset(
    (
        *("button", "form", "input", "label", "output", "progress", "script", "select", "style"),
        *("template", "textarea"),
    )
)
_CLASSES_FOR_SCREENS = frozenset(("calculator", "online", "source-note", "sources"))
# Their content is all that matters.
_TRANSPARENT = frozenset(("abbr", "div", "figure", "section", "small", "span", "time"))
_FUNCTIONS = {
    "b": "strong",
    "strong": "strong",
    "em": "emph",
    "i": "emph",
    "code": "typed",
    "sup": "super",
    "sub": "sub",
    "p": "paragraph",
    "blockquote": "quoted",
    "figcaption": "paragraph",
}
# What a class makes of an element, before its name is looked at.
_BY_CLASS = {
    "addressee": "addressee",
    "admonition": "framed",
    "admonition-title": "framed-title",
    "at-hand": "at-hand",
    "blank": "blank",
    "checklist": "checklist",
    "deadline-part": "deadline-part",
    "deadline-state": "deadline-state",
    "health": "small-print",
    "lead": "lead",
    "letter-sheet": "letter-sheet",
    "phone": "phone",
    "postal-address": "postal-address",
    "proof": "small-print",
    "steps": "steps",
    "timeline-coming": "coming",
    "timeline-past": "past",
    "timeline-rows": "timeline",
    "timeline-today": "today",
}
# What has a form of its own below, and what stands within it.
_SPECIAL = frozenset(
    (
        *("a", "br", "dd", "details", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
        *("ol", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)
_KNOWN = _FOR_SCREENS | _TRANSPARENT | _FUNCTIONS.keys() | _SPECIAL
_TAG = re.compile(r"<([a-z][a-z0-9-]*)")
_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)  # its elements are checked as it is read
_HEADING = re.compile(r"h([1-6])")
_WORD_JOINER = "\N{WORD JOINER}"  # ties a note's number to its word, which Typst does unasked


@dataclass
class Notes:
    """The sources of a book in the order in which it first cites them, each with the words and the
    address of the link that does."""

    cited: dict[str, tuple[str, str]] = field(default_factory=dict)

    def number(self, source: str, words: str, address: str) -> int:
        """The number of the note on `source`, from 1."""
        self.cited.setdefault(source, (words, address))
        return list(self.cited).index(source) + 1


@dataclass(frozen=True)
class Places:
    """Where the book's own links can lead: to `places`, each a page of the site with an anchor
    (`guide/x.html#y`) or with none; what else the site has is at `base`, if it has an address."""

    places: frozenset[str]
    base: str = ""


def unknown_in(html: str) -> list[str]:
    """The names of the elements of `html` that have no form on paper, each once, in order."""
    names = _TAG.findall(_DRAWING.sub("", html))
    return [name for name in dict.fromkeys(names) if name not in _KNOWN]


def places_in(page: str, element: Element) -> Iterator[str]:
    """Every place of `page`, as the book sets its content `element`, that a link can lead to."""
    yield page
    for child in element:
        if _is_printed(child):
            if child.get("id"):
                yield f"{page}#{child.get('id')}"
            yield from places_in(page, child)


class Walker:
    """Sets one page, which the site has at `page`, with `below_title` where that says."""

    def __init__(self, page: str, places: Places, notes: Notes, below_title: str = "") -> None:
        self._below_title = below_title
        self._page = page
        self._places = places
        self._notes = notes

    def content(self, element: Element) -> str:
        """What stands in `element`, as markup."""
        return "".join(self._content(element))

    def _content(self, element: Element) -> Iterator[str]:
        yield _text(element.text)
        for child in element:
            yield self.element(child)
            yield _text(child.tail)

    def element(self, element: Element) -> str:
        """`element` itself, as markup; nothing, if it is for screens."""
        if not _is_printed(element):
            return ""
        language, markup = element.get("lang", "").partition("-")[0], self._set(element)
        if language:
            markup = f"#[#set text(lang: {string(language)});{markup}];"
        return self._mark(element) + markup

    def _set(self, element: Element) -> str:
        tag = element.tag
        function = _by_class(element) or _FUNCTIONS.get(tag)
        if (tag in _TRANSPARENT and not function) or _is_drawing(element):
            return self.content(element)
        if function == "blank":
            ends_its_line = "true" if not (element.tail or "").strip() else "false"
            lines = str(_lines_of(element))
            return call(function, lines, ends_its_line, body=self.content(element))
        if function:
            return call(function, body=self.content(element))
        special: dict[str, Callable[[Element], str]] = {
            "a": self._link,
            "br": lambda _: call("linebreak"),
            "hr": lambda _: call("rule"),
            "details": self._details,
            "dl": self._terms,
            "ol": lambda each: self._list("enum", each),
            "svg": drawing,
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading),
            "table": self._table,
            "ul": lambda each: self._list("list", each),
        }
        return special.get(tag, self.content)(element)  # of what is unknown, the words remain

    def _mark(self, element: Element) -> str:
        """Where a link of the book leads to, if one may lead to `element`."""
        place = f"{self._page}#{element.get('id', '')}"
        is_heading = _HEADING.fullmatch(element.tag)
        return (
            call("mark", string(place)) if place in self._places.places and not is_heading else ""
        )

    def _heading(self, element: Element) -> str:
        level = int(element.tag[1])
        place = f"{self._page}#{element.get('id', '')}" if level > 1 else self._page
        label = f"#label({string(place)})" if place in self._places.places else ""
        title = call("heading", f"level: {level}", body=self.content(element)) + label
        return title + (self._below_title if level == 1 else "")

    def _link(self, element: Element) -> str:
        words, href = self.content(element), element.get("href", "")
        source = element.get("data-source")
        if source:
            number = self._notes.number(source, words, href)
            return call("cited", str(number), string(href), body=words)
        target = urlsplit(href)
        if target.scheme:
            return call("elsewhere", string(href), body=words)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._page), target.path))
        page = unquote(path) if target.path else self._page
        place = f"{page}#{unquote(target.fragment)}" if target.fragment else page
        if place not in self._places.places:
            place = page  # the page itself is better than nothing
        if place in self._places.places:
            return call("see", string(place), body=words)
        return call("on-site", string(f"{self._places.base}{page}"), body=words)

    def _list(self, function: str, element: Element) -> str:
        items = ((_by_class(item) or "item", item) for item in element)
        set_items = (f"{kind}[{self._mark(item)}{self.content(item)}]" for kind, item in items)
        return call(function, *set_items)

    def _details(self, element: Element) -> str:
        """Paper shows what the page unfolds, below the words that one would press."""
        summary = element.find("summary")
        if summary is None:
            return self.content(element)
        element.remove(summary)
        return call("unfolded", f"[{self.content(summary)}]", body=self.content(element))

    def _terms(self, element: Element) -> str:
        """A list of terms, each with all that is said of it."""
        terms: list[tuple[str, list[str]]] = []
        for child in element:
            if child.tag == "dt":
                terms.append((self._mark(child) + self.content(child), []))
            elif terms:
                terms[-1][1].append(self._element_of_term(child))
        return "".join(
            call("term", f"[{term}]", body="#parbreak();".join(said)) for term, said in terms
        )

    def _element_of_term(self, element: Element) -> str:
        proof = "proof" in classes_of(element)
        said = self.content(element)
        return call("small-print", body=said) if proof else said

    def _table(self, element: Element) -> str:
        heads, rows = element.findall("thead/tr"), list(element.iter("tr"))
        cells = []
        for row in rows:
            written = ", ".join(f"[{self.content(cell)}]" for cell in row)
            cells.append(f"table.header({written})" if row in heads else written)
        return call("rows", str(max(map(len, rows))), *cells)


def _by_class(element: Element) -> str | None:
    return next((_BY_CLASS[name] for name in classes_of(element) if name in _BY_CLASS), None)


def _is_printed(element: Element) -> bool:
    """Whether `element` means anything on paper."""
    return not (
        element.tag in _FOR_SCREENS
        or element.get("aria-hidden") == "true"
        or (element.tag == "svg" and not element.get("viewbox"))  # drawn by the page's styles
        or _CLASSES_FOR_SCREENS.intersection(classes_of(element))
    )


def _is_drawing(element: Element) -> bool:
    """Whether `element` is a paragraph for a drawing alone, which Typst sets as none."""
    return element.tag == "p" and element.find("svg") is not None


def _text(words: str | None) -> str:
    return text((words or "").replace(_WORD_JOINER, ""))


def _lines_of(blank: Element) -> int:
    """How many dotted lines the page leaves for an answer."""
    dots = blank.find("span")
    return 1 if dots is None else "".join(dots.itertext()).strip().count("\n") + 1
