"""Finds what a page refers to, and on which line: headings, links, citations, dates, blocks.

Python-Markdown does not keep line numbers, so the source is read beside it. Code and comments
are blanked first, so that whatever is only shown is not taken for meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_CODE_OR_COMMENT = re.compile(
    r"^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]*(?P=fence)[`~]*[ ]*$|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r"|(?P<ticks>(?<!`)`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^[ ]*(?P<level>#{1,6})[ ]+(?P<title>[^\n]*?)[ ]*#*[ ]*$", re.MULTILINE)
_ATTRIBUTE_ID = re.compile(r"\{:?[^}\n]*?#(?P<id>[^\s}]+)[^}\n]*\}")
_LINK = re.compile(r"(?P<image>!?)\[[^\]]*\]\(\s*<?(?P<target>[^)\s>]*)>?[^)]*\)")
_CITATION = re.compile(r"(?<![!\\\]])\[(?P<text>(?:[^\[\]]|\[[^\]]*\])+)\]\[(?P<id>[^\]\n]*)\]")
_RAW_ADDRESS = re.compile(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s)>\"'\]]*", re.ASCII)
_MACRO = re.compile(r"\{(?P<name>[a-z]+):(?P<id>[^{}\n]*)\}")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_TAG_TARGET = re.compile(
    r"\b(?:href|src|poster|data)\s*=\s*(?P<quote>[\"']?)(?P<target>[^\"'\s>]*)"
)
_TAG_ID = re.compile(r"\bid\s*=\s*[\"']?(?P<id>[^\"'\s>]+)")
_FENCE = re.compile(r"^(?P<indent>[ ]*)(?P<slashes>/{3,})[ ]*(?P<head>[^\n]*?)[ ]*$", re.MULTILINE)
_LIST_ITEM = re.compile(r"^\d+[.)][ ]", re.MULTILINE)


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
    """A `/// name | argument` block; `end` is 0 while nothing has closed it."""

    name: str
    argument: str
    slashes: int
    line: int
    parent: Block | None = None
    children: list[Block] = field(default_factory=list)
    end: int = 0
    items: int = 0


@dataclass(frozen=True)
class Scan:
    """All that a page refers to and offers to be referred to."""

    headings: tuple[Heading, ...]
    links: tuple[Mention, ...]
    raw_html_links: tuple[Mention, ...]
    citations: tuple[Mention, ...]
    addresses: tuple[Mention, ...]
    macros: tuple[Mention, ...]
    anchors: tuple[Mention, ...]
    blocks: tuple[Block, ...]
    stray_ends: tuple[Mention, ...]


def scan(body: str, first_line: int = 1) -> Scan:
    """What the Markdown `body`, which begins on line `first_line` of its file, refers to."""
    text = _CODE_OR_COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)

    def line(position: int) -> int:
        return text.count("\n", 0, position) + first_line

    tags = [(tag, tag.start()) for tag in _TAG.finditer(text)]
    blocks, stray_ends = _blocks(text, line)
    return Scan(
        headings=tuple(_headings(text, line)),
        links=_mentions(_LINK, "target", text, line),
        raw_html_links=tuple(
            Mention(m["target"], line(at)) for tag, at in tags for m in _TAG_TARGET.finditer(tag[0])
        ),
        citations=tuple(
            Mention(m["id"] or m["text"], line(m.start()), m["text"])
            for m in _CITATION.finditer(text)
        ),
        addresses=tuple(Mention(m[0], line(m.start())) for m in _RAW_ADDRESS.finditer(text)),
        macros=tuple(Mention(m["id"], line(m.start()), m["name"]) for m in _MACRO.finditer(text)),
        anchors=(
            *_mentions(_ATTRIBUTE_ID, "id", text, line),
            *(Mention(m["id"], line(at)) for tag, at in tags for m in _TAG_ID.finditer(tag[0])),
        ),
        blocks=tuple(blocks),
        stray_ends=tuple(stray_ends),
    )


def _mentions(
    pattern: re.Pattern[str], group: str, text: str, line: Callable[[int], int]
) -> tuple[Mention, ...]:
    return tuple(Mention(m[group], line(m.start()), m[0]) for m in pattern.finditer(text))


def _headings(text: str, line: Callable[[int], int]) -> Iterator[Heading]:
    for match in _HEADING.finditer(text):
        anchor = _ATTRIBUTE_ID.search(match["title"])
        title = _ATTRIBUTE_ID.sub("", match["title"]).strip()
        yield Heading(
            len(match["level"]), title, anchor["id"] if anchor else None, line(match.start())
        )


def _blocks(text: str, line: Callable[[int], int]) -> tuple[list[Block], list[Mention]]:
    """Every block in order of opening, and the `///` that close nothing."""
    blocks: list[Block] = []
    stray: list[Mention] = []
    still_open: list[Block] = []
    for match in _FENCE.finditer(text):
        slashes, head, at = len(match["slashes"]), match["head"], line(match.start())
        if head:
            block = _opened(head, slashes, at, still_open[-1] if still_open else None)
            block.items = len(_LIST_ITEM.findall(_content(text, match)))
            blocks.append(block)
            still_open.append(block)
        elif any(block.slashes == slashes for block in still_open):
            while still_open[-1].slashes != slashes:
                still_open.pop()
            still_open.pop().end = at
        else:
            stray.append(Mention(match["slashes"], at))
    return blocks, stray


def _opened(head: str, slashes: int, at: int, parent: Block | None) -> Block:
    name, _, argument = head.partition("|")
    block = Block(name.strip(), argument.strip(), slashes, at, parent)
    if parent:
        parent.children.append(block)
    return block


def _content(text: str, opening: re.Match[str]) -> str:
    """The text between an opening fence and the next fence of as many slashes."""
    fences = (match for match in _FENCE.finditer(text, opening.end()) if not match["head"])
    same = (match for match in fences if match["slashes"] == opening["slashes"])
    end = next(same, None)
    content = text[opening.end() : end.start() if end else len(text)]
    indent = len(opening["indent"])
    return "\n".join(row[indent:] for row in content.split("\n"))
