"""Writes into a translation what it was made from, and keeps that text beside the source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..checks.headings import check_headings
from ..core.places import path_of
from ..core.problems import Problem
from ..pages.front_matter import SplitPage
from ..pages.page_files import Page
from ..text.textfile import read_text, write_whole
from .desk import Desk, Translation
from .memory import as_text, place_of
from .sections import sections_of

KEY = "translated"


def refusals(one: Translation, desk: Desk) -> Iterator[Problem]:
    """Why `one` cannot be stamped yet: what could not be read whole would be lost.

    The pages of other languages name versions too, and theirs are kept with its own.
    """
    yield from desk.memory.faults(one.path)
    for page in _namesakes(one, desk):
        yield from page.split.problems
    for held in (one.page, one.source):
        if held:
            yield from check_headings(held)


def stamp(page: Page, source: Page, desk: Desk) -> None:
    """Stamps `page`, which nothing refuses, as made from its `source` as this is now.

    What no stamp of any language names any more is kept no longer.
    """
    path, memory = path_of(page.uri), desk.memory
    sections = sections_of(source)
    stamps = {key: section.hash for key, section in sections.items()}
    kept = {**memory.versions(path), **{one.hash: one.text for one in sections.values()}}
    _keep(desk, path, kept)
    verified = source.split.meta.verified.isoformat() if source.split.meta else ""
    text, _ = read_text(memory.project / page.file, page.file)
    assert text is not None  # noqa: S101  # refusals has read it
    write_whole(
        memory.project / page.file, with_stamps(text, page.split, stamps, verified).encode()
    )
    others = (other for other in desk.pages if path_of(other.uri) == path and other.uri != page.uri)
    named = {*stamps.values(), *(name for other in others for name in _stamps(other))}
    _keep(desk, path, {name: words for name, words in kept.items() if name in named})


def with_stamps(text: str, split: SplitPage, stamps: Mapping[str, str], verified: str) -> str:
    """The page `text`, which is `split`, with `stamps` at the end of its front matter, in the place
    of former ones, and with the day on which its source was `verified`."""
    lines, fence = text.split("\n"), split.body_line - 2
    start = split.lines.get(KEY)
    if "verified" in split.lines and verified:
        lines[split.lines["verified"] - 1] = f"verified: {verified}"
    if start:
        later = [line - 1 for line in split.lines.values() if line > start]
        end = min([*later, fence])
        del lines[start - 1 : end]
        fence -= end - (start - 1)
    told = (f"  {_quoted(key)}: {_quoted(value)}" for key, value in stamps.items())
    lines[fence:fence] = [f"{KEY}:", *told]
    return "\n".join(lines)


def _keep(desk: Desk, path: str, versions: Mapping[str, str]) -> None:
    place = desk.memory.project / place_of(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    write_whole(place, as_text(versions).encode())
    desk.memory.forget(path)


def _namesakes(one: Translation, desk: Desk) -> Iterator[Page]:
    return (page for page in desk.pages if path_of(page.uri) == one.path)


def _stamps(page: Page) -> Iterator[str]:
    yield from page.split.meta.translated.values() if page.split.meta else ()


def _quoted(text: str) -> str:
    """`text` as YAML takes it for nothing else: a hash may look like a number."""
    return json.dumps(text, ensure_ascii=False)
