"""The index that search.js searches, made from the pages as they are rendered.

It is a script, not JSON: a page opened from a folder may load a script, and may fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..text.markup import feed
from ..words.readability import Attributes, BlockReader
from ..words.strings import Strings

_SAID = ("none", "one", "many", "most")
_HEADINGS = ("h1", "h2", "h3")
# Marked so by the engine, or true on some days only.
_LEFT_OUT = {"data-search-exclude", "data-last-day", "data-after", "data-until"}


@dataclass
class Section:
    """What stands under one heading: its id, its words, and the blocks of text below it."""

    anchor: str
    heading: str = ""
    blocks: list[str] = field(default_factory=list)


def sections(html: str) -> list[Section]:
    """The page `html`, from heading to heading, as it is to be found.

    What is true on some days only is left out: an excerpt stands alone, without its dates.
    """
    reader = _Sections()
    feed(reader, html)
    reader.end_block()
    return reader.sections


def index_script(pages: Mapping[str, Iterable[Section]], strings: Strings) -> str:
    """The index of `pages`, by address within the site, in the order given, with what is said of
    what was found and what words may drop and still mean the same."""
    listed = [_page(url, list(found)) for url, found in pages.items()]
    index = {
        "endings": _longest_first(strings.search_endings),
        "beginnings": _longest_first(strings.search_beginnings),
        "said": {name: getattr(strings, f"search_{name}") for name in _SAID},
        "pages": listed,
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"var guideIndex={text};\n"


def _longest_first(parts: str) -> str:
    return "|".join(sorted(parts.split(), key=len, reverse=True))


def _page(url: str, found: list[Section]) -> dict[str, object]:
    title = found[0].heading if found else ""
    return {"url": url, "title": title, "sections": list(map(_entry, found))}


def _entry(section: Section) -> list[str]:
    return [section.anchor, section.heading, " ".join(section.blocks)]


class _Sections(BlockReader):
    skipped_tags = frozenset({"script", "style", "template", "form", "svg"})
    skipped_classes = frozenset({"source-note", "sources"})

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[Section] = []

    def skips(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        return super().skips(tag, attributes) or not _LEFT_OUT.isdisjoint(attributes)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        super().handle_starttag(tag, attrs)
        if tag in _HEADINGS and not self.skipping:
            self.end_block()
            self.sections.append(Section(dict(attrs).get("id") or ""))
            self.blocks = self.sections[-1].blocks

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag in _HEADINGS and not self.skipping:
            self.end_block()
            self.sections[-1].heading = " ".join(self.blocks)
            self.blocks.clear()
