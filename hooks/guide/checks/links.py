"""Links within the guide: every page, drawing and anchor that one leads to exists."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from ..pages import DOCS, Page, built_uri
from ..problems import Problem, did_you_mean
from ..scan import Mention

_ALLOWED_SCHEMES = ("mailto", "tel")
_ANCHORS_OF_EVERY_PAGE = ("sources",)


class LinkMap:
    """What links can lead to: the pages with their anchors, and the other files of docs/."""

    def __init__(self, pages: Iterable[Page], files: Iterable[str], source_language: str) -> None:
        self._language = source_language
        self._anchors = {page.uri: set(anchors_of(page)) for page in pages}
        self._files = set(files) | set(self._anchors)
        self._built = {built_uri(uri, source_language): uri for uri in self._files}

    def check(self, page: Page) -> Iterator[Problem]:
        """The page's links that lead nowhere or where a reader must not be led."""
        for link in page.scan.links:
            yield from self._check(page, link, page.uri, dict(zip(self._files, self._files)))
        for link in page.scan.raw_html_links:
            place = built_uri(page.uri, self._language)
            yield from self._check(page, link, place, self._built)

    def _check(
        self, page: Page, link: Mention, place: str, targets: dict[str, str]
    ) -> Iterator[Problem]:
        message = self._fault(page, link.name, place, targets)
        if message:
            yield Problem(page.file, link.line, message)

    def _fault(self, page: Page, target: str, place: str, targets: dict[str, str]) -> str | None:
        try:
            parts = urlsplit(target)
        except ValueError:
            return f"link '{target}' is not an address."
        if parts.scheme in ("http", "https") or parts.netloc:
            return None  # reported as an address
        if parts.scheme:
            allowed = parts.scheme in _ALLOWED_SCHEMES
            return None if allowed else f"link '{target}': '{parts.scheme}:' is not allowed."
        if parts.path.startswith("/"):
            return f"link '{target}' begins with '/'. Write it relative to this page."
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(parts.path)))
        if not parts.path:
            path = place
        if path.startswith("../"):
            return f"link '{target}' leads out of {DOCS}/."
        if path not in targets:
            near = did_you_mean(path, targets)
            return f"link '{target}' leads to no file, '{path}'.{near}"
        return self._anchor_fault(target, targets[path], unquote(parts.fragment))

    def _anchor_fault(self, target: str, uri: str, anchor: str) -> str | None:
        if not anchor or uri not in self._anchors or anchor in self._anchors[uri]:
            return None
        near = did_you_mean(anchor, self._anchors[uri])
        return f"link '{target}': {DOCS}/{uri} has no heading or id '{anchor}'.{near}"


def anchors_of(page: Page) -> Iterator[str]:
    """Every id that a link may end with: written ones, steps, and the sources at the page's end."""
    yield from (anchor.name for anchor in page.scan.anchors)
    for block in page.scan.blocks:
        if block.name == "steps":
            yield from (f"{block.argument}-{number + 1}" for number in range(block.items))
    if page.scan.citations:
        yield from _ANCHORS_OF_EVERY_PAGE
        yield from (f"source-{citation.name}" for citation in page.scan.citations)
