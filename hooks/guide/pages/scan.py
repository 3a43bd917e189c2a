"""Finds what a page refers to, and on which line: headings, links, citations, dates, blocks.

Python-Markdown does not keep line numbers, so the source is read beside it, by its rules. Code
and comments are blanked first, so that whatever is only shown is not taken for meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from ..text.lines import Lines
from ..text.verbatim import without_verbatim

LineOf = Callable[[int], int]
"""From the index of a character to the line it stands on."""

_HEADING = re.compile(r"^[ ]*(?P<level>#{1,6})(?P<title>[^\n]*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"(?:\A|(?<=\n\n))(?P<title>[^\n]+)\n(?P<rule>[=-]+)[ ]*$", re.MULTILINE)
_HEADING_ATTRIBUTES = re.compile(r"[ ](?P<braces>\{[^{}\n]*\})$")
_ATTRIBUTES = re.compile(r"\{:?(?P<words>[^{}\n]*)\}")
_ID_WORD = re.compile(r"(?:^|\s)#(?P<id>\S+)")
_LINK = re.compile(
    r"\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>(?:[^\s()<>]|\([^\s()<>]*\))*))", re.DOTALL
)
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\(\s*<?(?P<target>[^\s()<>]*)")
_BRACKET = re.compile(r"\\.|(?P<open>\[)|(?P<close>\])|(?P<paragraph>\n[ ]*(?=\n))", re.DOTALL)
CITED_ID = re.compile(r"\n?\[([^\[\]]*)\](?!\()")
_ADDRESS_END = r"[^\s<>()\"'\]]"
_RAW_ADDRESS = re.compile(
    rf"\b(?i:[a-z][a-z0-9+.-]{{0,20}}:)//(?:{_ADDRESS_END}|\()+"
    rf"|//[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+{_ADDRESS_END}*"
)
_MACRO = re.compile(r"\{(?P<name>[A-Za-z][\w-]*):(?P<id>[^{}\n]*)\}")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_TAG_TARGET = re.compile(
    r"(?<![\w-])(?:href|src|srcset|poster|data|action|formaction)\s*="
    r"\s*[\"']?\s*(?P<target>[^\"'\s>]*)",
    re.IGNORECASE,
)
_TAG_ID = re.compile(r"(?<![\w-])id\s*=\s*[\"']?(?P<id>[^\"'\s>]+)", re.IGNORECASE)
_FENCE_OR_ITEM = re.compile(
    r"^(?P<indent>[ ]*)(?:(?P<slashes>/{3,})(?P<head>[^\n]*)|(?P<number>\d+\.[ ])|[-*+][ ])",
    re.MULTILINE,
)
_DEEPEST_ITEM = 3  # an item indented further belongs to the item above it


@dataclass(frozen=True)
class Mention:
    """A name that stands on a line: an id, an address or a target, by where it is met."""

    name: str
    line: int
    text: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading: its level (1 to 6), its text and its explicit id, if it has one."""

    level: int
    title: str
    anchor: str | None
    line: int


@dataclass
class Block:
    """A `/// name | argument` block; `end` is 0 while nothing has closed it.

    `indent` counts the spaces before its slashes; `items` and `bullets` are the lines on which the
    items of a numbered list and of a bullet list right in it begin.
    """

    name: str
    argument: str
    slashes: int
    line: int
    parent: Block | None = None
    children: list[Block] = field(default_factory=list)
    end: int = 0
    indent: int = 0
    items: list[int] = field(default_factory=list)
    bullets: list[int] = field(default_factory=list)

    @property
    def linked(self) -> list[int]:
        """The lines of the items that links can lead to, `id-1`, `id-2`…; most blocks have none."""
        return {"steps": self.items, "checklist": self.bullets}.get(self.name, [])


@dataclass(frozen=True)
class Scan:
    """All that a page refers to and offers to be referred to.

    `prose` is the page without what it only shows: code and comments are blank there.
    """

    headings: tuple[Heading, ...]
    links: tuple[Mention, ...]
    images: tuple[Mention, ...]
    tags: tuple[Mention, ...]
    raw_html_links: tuple[Mention, ...]
    citations: tuple[Mention, ...]
    addresses: tuple[Mention, ...]
    macros: tuple[Mention, ...]
    anchors: tuple[Mention, ...]
    blocks: tuple[Block, ...]
    stray_ends: tuple[Mention, ...]
    prose: str


def scan(body: str, first_line: int = 1) -> Scan:
    """What the Markdown `body`, which begins on line `first_line` of its file, refers to.

    Takes time in proportion to the length of `body`, whatever that holds.
    """
    text = without_verbatim(body)
    line = Lines(text, first_line).at
    headings = sorted((*_headings(text, line), *_underlined(text, line)), key=lambda h: h.line)
    blocks, stray_ends = blocks_in(text, line)
    tags = [(tag[0], line(tag.start())) for tag in _TAG.finditer(text)]
    return Scan(
        headings=tuple(headings),
        links=tuple(
            Mention(m["angled"] or m["target"] or "", line(m.start())) for m in _LINK.finditer(text)
        ),
        images=tuple(
            Mention(m["target"], line(m.start()), m["alt"].strip()) for m in _IMAGE.finditer(text)
        ),
        tags=tuple(Mention(tag, at) for tag, at in tags),
        raw_html_links=tuple(
            Mention(unescape(m["target"]), at)
            for tag, at in tags
            for m in _TAG_TARGET.finditer(tag)
        ),
        citations=tuple(citations_in(text, line)),
        addresses=tuple(Mention(m[0], line(m.start())) for m in _RAW_ADDRESS.finditer(text)),
        macros=tuple(macros_in(text, line)),
        anchors=(
            *_attribute_ids(text, line),
            *(Mention(m["id"], at) for tag, at in tags for m in _TAG_ID.finditer(tag)),
        ),
        blocks=tuple(blocks),
        stray_ends=tuple(stray_ends),
        prose=text,
    )


def _headings(text: str, line: LineOf) -> Iterator[Heading]:
    for match in _HEADING.finditer(text):
        title = match["title"].strip(" ").rstrip("#").strip(" ")
        yield _heading(len(match["level"]), title, line(match.start()))


def _underlined(text: str, line: LineOf) -> Iterator[Heading]:
    """Headings marked by a line of `=` or `-` below them."""
    for match in _UNDERLINED.finditer(text):
        level = 1 if match["rule"].startswith("=") else 2
        yield _heading(level, match["title"].strip(" "), line(match.start()))


def _heading(level: int, title: str, line: int) -> Heading:
    attributes = _HEADING_ATTRIBUTES.search(title)
    if not attributes:
        return Heading(level, title, None, line)
    return Heading(
        level, title[: attributes.start()].strip(" "), _id_in(attributes["braces"]), line
    )


def _attribute_ids(text: str, line: LineOf) -> Iterator[Mention]:
    for match in _ATTRIBUTES.finditer(text):
        anchor = _id_in(match[0])
        if anchor:
            yield Mention(anchor, line(match.start()))


def _id_in(braces: str) -> str | None:
    """The id that `{#id}`, `{: #id .class }`… gives, if it gives one."""
    word = _ID_WORD.search(braces.strip("{}").removeprefix(":"))
    return word["id"] if word else None


def macros_in(prose: str, line: LineOf) -> Iterator[Mention]:
    """Every `{name:id}` of `prose`, whose characters stand on the lines that `line` tells."""
    for match in _MACRO.finditer(prose):
        yield Mention(match["id"], line(match.start()), match["name"])


def citations_in(prose: str, line: LineOf) -> Iterator[Mention]:
    """Every `[text][id]` of `prose`, and `[id][]`, where the text may hold brackets that match."""
    if "][" in prose or "]\n[" in prose:
        yield from _citations(prose, line)


def _citations(text: str, line: LineOf) -> Iterator[Mention]:
    still_open: list[re.Match[str]] = []
    innermost, position = None, 0
    for bracket in _BRACKET.finditer(text):
        if bracket.start() < position:
            continue
        if bracket["open"]:
            innermost = bracket
            still_open.append(bracket)
        elif bracket["paragraph"]:
            still_open.clear()
        elif bracket["close"] and still_open:
            opening = still_open.pop()
            label = CITED_ID.match(text, bracket.end())
            key = label and label[1]
            if label and not key and opening is innermost:
                key = text[opening.end() : bracket.start()]
            if label and key:
                yield Mention(key, line(opening.start()))
                position = label.end()


def blocks_in(prose: str, line: LineOf) -> tuple[list[Block], list[Mention]]:
    """Every block of `prose` in order of opening, and the `///` that close nothing."""
    return _blocks(prose, line) if "///" in prose else ([], [])


def _blocks(text: str, line: LineOf) -> tuple[list[Block], list[Mention]]:
    blocks: list[Block] = []
    stray: list[Mention] = []
    still_open: list[Block] = []
    slashes_open = Counter[int]()
    for match in _FENCE_OR_ITEM.finditer(text):
        indent, slashes = len(match["indent"]), len(match["slashes"] or "")
        at, innermost = line(match.start()), still_open[-1] if still_open else None
        if not slashes:
            if innermost and 0 <= indent - innermost.indent <= _DEEPEST_ITEM:
                (innermost.items if match["number"] else innermost.bullets).append(at)
        elif match["head"].strip(" "):
            block = _opened(match["head"], slashes, at, innermost)
            block.indent = indent
            blocks.append(block)
            still_open.append(block)
            slashes_open[slashes] += 1
        elif slashes_open[slashes]:
            _close(still_open, slashes_open, slashes, at)
        else:
            stray.append(Mention(match["slashes"], at))
    return blocks, stray


def _close(still_open: list[Block], slashes_open: Counter[int], slashes: int, at: int) -> None:
    """Ends the innermost block of as many slashes; those within it stay without an end."""
    while True:
        block = still_open.pop()
        slashes_open[block.slashes] -= 1
        if block.slashes == slashes:
            block.end = at
            return


def _opened(head: str, slashes: int, at: int, parent: Block | None) -> Block:
    name, _, argument = head.partition("|")
    block = Block(name.strip(), argument.strip(), slashes, at, parent)
    if parent:
        parent.children.append(block)
    return block
