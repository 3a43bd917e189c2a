"""What a translator has to do again: each changed section before and after, and their own of it.

It needs no history: what the source was is kept beside it (see memory).
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from ..core.places import DOCS
from .desk import Translation
from .sections import Section, sections_of
from .standing import Change, Gravity


def as_lines(one: Translation) -> Iterator[str]:
    """The lines to show for `one`, whose page and source are there."""
    assert one.page  # noqa: S101  # its caller has chosen those that are there
    assert one.source  # noqa: S101
    name = f"{DOCS}/{one.language}/{one.path}"
    if one.state == "unstamped":
        yield f"{name} has no stamp: nothing tells what it was made from."
        return
    if not one.changes:
        yield f"{name} is fresh: nothing has changed in {one.source.file}."
        return
    own = sections_of(one.page)
    for change in one.changes:
        yield from _shown(change, own.get(change.key), name)


def _shown(change: Change, own: Section | None, name: str) -> Iterator[str]:
    what = ", ".join(change.what) if change.gravity is Gravity.GRAVE else "light"
    yield f"=== section '{change.key}' ({what})"
    before, after = _lines(change.before), _lines(change.after)
    yield "--- source, before"
    yield "+++ source, now"
    yield from (
        line for line in unified_diff(before, after, lineterm="", n=2) if not _is_head(line)
    )
    yield f"--- {name}:{own.line if own else 0}"
    yield own.text if own else "(no section with that id)"
    yield ""


def _lines(section: Section | None) -> list[str]:
    return section.text.split("\n") if section else []


def _is_head(line: str) -> bool:
    return line.startswith(("--- ", "+++ "))
