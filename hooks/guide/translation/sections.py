"""A page in sections, from heading to heading: what translations are held to, part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from ..pages.page_files import Page
from ..pages.scan import Block, LineOf, Mention, blocks_in, citations_in, macros_in
from ..text.lines import Lines
from ..text.verbatim import QUOTED, without, without_verbatim
from ..words.written_dates import in_full

TOP = "the beginning"
"""The key of what stands before the first heading that has an id, the title and description too.

No id holds a space."""

_LENGTH = 12  # of a hash, in hexadecimal: enough for the sections of one guide
# What is no text of the section: where links lead, macros and ids, tags, the numbers of a list,
# the fences of blocks.
_MARKS = re.compile(
    r"\]\([^()\s]*\)|\]\[[^\[\]\n]*\]|\{[^{}\n]*\}|<[^<>]*>|^[ ]*\d+\.[ ]|^[ ]*/{3,}[^\n]*$",
    re.MULTILINE,
)
_NUMBER = re.compile(r"\d+")
# A letter in the reader's language, below the one to send: it numbers its points as it likes.
_FOLDED = re.compile(r"^\?\?\? translation[^\n]*\n(?:[ ]{4}[^\n]*\n|[ ]*\n)*", re.MULTILINE)
_LETTER = re.compile(r"^/// letter \|[^\n]*\n.*?^///[ ]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Section:
    """One section: its key, an id or TOP, the line it begins on, and its Markdown.

    What it holds is looked for once, when it is asked for: the source's sections are shared by all
    translations, and most hold little of what a section can. Lines are those of the page.
    """

    key: str
    line: int
    text: str

    @cached_property
    def hash(self) -> str:
        """A digest of the words: another line break or space is no change."""
        words = " ".join(self.text.split())
        return sha256(words.encode()).hexdigest()[:_LENGTH]

    @cached_property
    def prose(self) -> str:
        """Its Markdown without what it only shows."""
        return without_verbatim(self.text)

    @cached_property
    def _at(self) -> LineOf:
        return Lines(self.prose, self.line).at

    @cached_property
    def _all_blocks(self) -> list[Block]:
        return blocks_in(self.prose, self._at)[0]

    @cached_property
    def _all_macros(self) -> list[Mention]:
        return list(macros_in(self.prose, self._at))

    @property
    def steps(self) -> dict[str, Block]:
        """Its blocks of steps by their ids."""
        return self._blocks("steps")

    @property
    def date_blocks(self) -> dict[str, Block]:
        """Its blocks of dates by the ids of their deadlines."""
        return self._blocks("deadline")

    def _blocks(self, name: str) -> dict[str, Block]:
        return {block.argument: block for block in self._all_blocks if block.name == name}

    @cached_property
    def sources(self) -> dict[str, int]:
        """The line on which it first cites each of its sources."""
        cited = list(citations_in(self.prose, self._at))
        return {one.name: one.line for one in reversed(cited)}

    @cached_property
    def macros(self) -> dict[str, int]:
        """The line on which each of its macros first stands; those of letters are the letters'."""
        return {
            f"{{{macro.text}:{macro.name}}}": macro.line
            for macro in reversed(self._all_macros)
            if macro.text != "field"
        }

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The line on which each number first stands, digits only."""
        if not _NUMBER.search(self.prose):
            return {}
        found = list(_NUMBER.finditer(without(_MARKS, without(_FOLDED, self.prose))))
        return {one[0]: self._at(one.start()) for one in reversed(found)}

    def dates(self, tag: str) -> dict[tuple[int | None, int, int], int]:
        """The line on which each date written out in the language `tag` first stands."""
        found = list(in_full(self.prose, tag))
        return {(one.year, one.month, one.day): self._at(one.start) for one in reversed(found)}

    @cached_property
    def letters(self) -> dict[str, str]:
        """The text of each of its letters, by id."""
        texts = (one[0] for one in _LETTER.finditer(self.text))
        return {text.partition("|")[2].partition("\n")[0].strip(): text for text in texts}

    @cached_property
    def lines(self) -> list[tuple[str, int]]:
        """The words of each line, without where links lead, and its number.

        What is to be sent or said in the source's language, letters and quotations, is left out.
        """
        text = without(QUOTED, without(_LETTER, self.text))
        told = (" ".join(_MARKS.sub(" ", line).split()) for line in text.split("\n"))
        return [(words, self.line + number) for number, words in enumerate(told) if words]


def sections_of(page: Page) -> dict[str, Section]:
    """The sections of `page` by key, in their order."""
    meta, lines = page.split.meta, page.split.body.split("\n")
    first = page.split.body_line
    starts = [(TOP, first)] + [
        (heading.anchor, heading.line) for heading in page.scan.headings if heading.anchor
    ]
    ends = [line for _, line in starts[1:]] + [first + len(lines)]
    found = {}
    for (key, line), end in zip(starts, ends, strict=True):
        found[key] = Section(key, line, "\n".join(lines[line - first : end - first]).rstrip())
    if meta:  # on a line of their own, before the text
        told = f"{meta.title}. {meta.description}"
        found[TOP] = Section(TOP, first - 1, f"{told}\n{found[TOP].text}".rstrip())
    return found
