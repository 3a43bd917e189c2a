"""How a translated page stands to its source: section by section, what changed and how gravely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from ..pages.scan import Block
from .sections import Section


class Gravity(IntEnum):
    """What a change of the source means to who follows the translation.

    Grave is a step, a date, a number, a date block or a source that changed; light, other words.
    """

    LIGHT = 1
    GRAVE = 2


@dataclass(frozen=True)
class Change:
    """A section of the source that is not as it was when it was translated.

    `before` is None for a section that came since, `after` for one that went. `what` says what of
    it a reader relies on has changed, and is empty for a light change.
    """

    key: str
    before: Section | None
    after: Section | None
    what: tuple[str, ...]

    @property
    def gravity(self) -> Gravity:
        return Gravity.GRAVE if self.what else Gravity.LIGHT


def changes(
    source: Mapping[str, Section], stamps: Mapping[str, str], versions: Mapping[str, str], tag: str
) -> Iterator[Change]:
    """What has changed in the sections of `source`, in their order, since those that `stamps` name.

    `stamps` gives the hash of each section as it was translated, `versions` their texts by hash;
    `tag` is the source's language. Of a stamp whose text is not known, nothing can be said.
    """
    for key, after in source.items():
        stamp = stamps.get(key)
        if stamp != after.hash and (stamp is None or stamp in versions):
            before = declared(key, stamps, versions)
            yield Change(key, before, after, tuple(_reliance(before, after, tag)))
    for key in (key for key in stamps if key not in source):
        before = declared(key, stamps, versions)
        yield Change(key, before, None, tuple(_reliance(before, None, tag)))


def declared(key: str, stamps: Mapping[str, str], versions: Mapping[str, str]) -> Section | None:
    """The section `key` as it was when it was translated, if that is known."""
    text = versions.get(stamps.get(key, ""))
    return None if text is None else Section(key, 1, text)


def _reliance(before: Section | None, after: Section | None, tag: str) -> Iterator[str]:
    """What of a section readers act by, as far as it differs."""
    empty = Section("", 1, "")
    then, now = _relied_on(before or empty, tag), _relied_on(after or empty, tag)
    yield from (part for part in now if then[part] != now[part])


def _relied_on(section: Section, tag: str) -> dict[str, object]:
    return {
        "steps": _texts_of(section.steps, section),
        "date blocks": _texts_of(section.date_blocks, section),
        "dates": section.dates(tag).keys(),
        "numbers": section.numbers.keys() | section.macros.keys(),
        "sources": section.sources.keys(),
        "letters": section.letters,
    }


def _texts_of(blocks: Mapping[str, Block], section: Section) -> list[str]:
    """The words of each block: a step is another one if it says something else."""
    lines, first = section.text.split("\n"), section.line
    texts = (lines[block.line - first : block.end - first] for block in blocks.values())
    return [" ".join(" ".join(text).split()) for text in texts]
