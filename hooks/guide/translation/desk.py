"""All translations of a guide beside their sources: which are there, and how each one stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from ..core.places import language_of, path_of
from ..pages.page_files import Page
from .memory import Memory
from .standing import Change, Gravity, changes

State = Literal["fresh", "stale", "unstamped", "missing", "orphan"]


@dataclass(frozen=True)
class Translation:
    """A page in a language of its own beside its source; either may be missing.

    `path` is theirs within the folders of their languages.
    """

    language: str
    path: str
    page: Page | None
    source: Page | None
    changes: tuple[Change, ...] = ()

    @property
    def state(self) -> State:
        if not self.source:
            return "orphan"
        if not self.page:
            return "missing"
        if not self.stamps:
            return "unstamped"
        return "stale" if self.changes else "fresh"

    @property
    def stamps(self) -> Mapping[str, str]:
        """The hash of each section as it was translated, by key."""
        meta = self.page.split.meta if self.page else None
        return meta.translated if meta else {}

    def without_stamps(self) -> Translation:
        """The same as if nobody had stamped it: it is then held to its source as that is today."""
        if not self.page or not self.page.split.meta:
            return self
        meta = self.page.split.meta.model_copy(update={"translated": {}})
        page = replace(self.page, split=replace(self.page.split, meta=meta))
        return replace(self, page=page, changes=())

    @property
    def is_gravely_stale(self) -> bool:
        """Whether a reader may rely on what has changed since."""
        return self.state == "stale" and any(
            change.gravity is Gravity.GRAVE for change in self.changes
        )


@dataclass(frozen=True)
class Desk:
    """The translations of a guide, and what it keeps of their sources.

    `tags` gives what markup calls each language, by code, the source language among them. `pages`
    are all there are, those of folders that are no language too.
    """

    memory: Memory
    tags: Mapping[str, str]
    translations: tuple[Translation, ...]
    pages: tuple[Page, ...] = ()

    @classmethod
    def of(
        cls, project: Path, pages: Sequence[Page], tags: Mapping[str, str], source_language: str
    ) -> Desk:
        """The desk of the guide in the folder `project`, each of its `pages` beside its source."""
        memory = Memory(project, source_language)
        by_uri = {page.uri: page for page in pages}
        sources = {
            path_of(page.uri): page
            for page in pages
            if language_of(page.uri, "") == source_language
        }
        found = []
        for code in tags:
            if code == source_language:
                continue
            own = [path_of(page.uri) for page in pages if page.uri.startswith(f"{code}/")]
            for path in [*sources, *(path for path in own if path not in sources)]:
                page, source = by_uri.get(f"{code}/{path}"), sources.get(path)
                one = Translation(code, path, page, source)
                tag = tags.get(source_language, source_language)
                found.append(_compared(one, memory, tag))
        return cls(memory, tags, tuple(found), tuple(pages))

    def tag_of(self, page: Page) -> str:
        """What markup calls the language of the text of `page`."""
        code = language_of(page.original or page.uri, self.memory.source_language)
        return self.tags.get(code, code)

    def at(self, uri: str) -> Translation | None:
        """The translation that docs/ has, or would have, at `uri`."""
        return self._by_uri.get(uri)

    @cached_property
    def _by_uri(self) -> dict[str, Translation]:
        return {f"{one.language}/{one.path}": one for one in self.translations}

    @cached_property
    def missing(self) -> frozenset[str]:
        """Where docs/ lacks a translation."""
        return frozenset(uri for uri, one in self._by_uri.items() if not one.page)

    def stand_ins(self) -> Iterator[Page]:
        """Of each page that is not translated yet, its source in the place of the translation."""
        for one in self.translations:
            if one.state == "missing" and one.source:
                uri = f"{one.language}/{one.path}"
                yield replace(one.source, uri=uri, original=one.source.uri)

    def as_dated(self, page: Page) -> Page:
        """`page`; a fresh translation was last read when its source was."""
        one, meta = self.at(page.uri), page.split.meta
        if not one or one.state != "fresh" or not meta or not one.source:
            return page
        source = one.source.split.meta
        if not source or source.verified <= meta.verified:
            return page
        dated = meta.model_copy(update={"verified": source.verified})
        return replace(page, split=replace(page.split, meta=dated))


def _compared(one: Translation, memory: Memory, tag: str) -> Translation:
    if not (one.page and one.source and one.stamps):
        return one
    found = changes(memory.sections(one.source), one.stamps, memory.versions(one.path), tag)
    return replace(one, changes=tuple(found))
