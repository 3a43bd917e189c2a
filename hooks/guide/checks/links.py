"""Links within the guide: every page, drawing and anchor that one leads to exists."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from ..core.places import DOCS, MADE, built_uri, folder_of, language_of, resolved
from ..core.problems import Problem, did_you_mean
from ..data.registry import Registry
from ..pages.page_files import Page

_SCHEMES = ("mailto", "tel")
_ADVICE = " Correct the link, or remove it."


class LinkMap:
    """What links can lead to: the pages with their anchors, and the other files of docs/.

    Markdown links follow the sources, and MkDocs translates them. Those in raw HTML it leaves
    alone, so they must be right in the built site.
    """

    def __init__(
        self,
        pages: Collection[Page],
        files: Iterable[str],
        registry: Registry,
        source_language: str,
    ) -> None:
        self._language = source_language
        self._anchors = {page.uri: set(anchors_of(page, registry)) for page in pages}
        uris = {*files, *self._anchors}
        self._sources = {uri: uri for uri in uris}
        self._built = {built_uri(uri, source_language): uri for uri in uris}
        folders = {
            folder_of(language_of(page.uri, self._language), self._language) for page in pages
        }
        self._built |= {folder + made: made for folder in folders for made in MADE}

    def check(self, page: Page) -> Iterator[Problem]:
        """The page's links that lead nowhere or where a reader must not be led."""
        built = built_uri(page.uri, self._language)
        for place, targets, links in (
            (page.uri, self._sources, page.scan.links),
            (built, self._built, page.scan.raw_html_links),
        ):
            for link in links:
                message = _unfit(link.name) or self._dead(link.name, place, targets)
                if message:
                    yield Problem(page.file, link.line, f"link '{link.name}' {message}")

    def _dead(self, target: str, place: str, targets: Mapping[str, str]) -> str | None:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return None
        path = resolved(unquote(parts.path), place) if parts.path else place
        if f"{path}/".startswith("../"):
            return f"leads out of {DOCS}/. Put the file into {DOCS}/ and link to it there."
        if path not in targets:
            folder = posixpath.dirname(place) or "."
            near = (posixpath.relpath(known, folder) for known in targets)
            return f"leads to no file, '{path}'.{did_you_mean(parts.path, near) or _ADVICE}"
        return self._dead_anchor(targets[path], unquote(parts.fragment))

    def _dead_anchor(self, uri: str, anchor: str) -> str | None:
        known = self._anchors.get(uri)
        if not anchor or known is None or anchor in known:
            return None
        near = did_you_mean(anchor, known) or _ADVICE
        return f"leads to no id '{anchor}' in {DOCS}/{uri}.{near}"


def _unfit(target: str) -> str | None:
    """Why nobody should be led to `target`, wherever it is; web addresses are judged elsewhere."""
    if not target:
        return "leads nowhere. Write where to, or remove it."
    try:
        parts = urlsplit(target)
    except ValueError:
        return "is not an address. Write a path relative to this page."
    if parts.scheme and parts.scheme not in _SCHEMES and not parts.netloc:
        return f"is not allowed: '{parts.scheme}:'. A page, a source, tel: or mailto: is."
    if target.startswith("/") and "." not in parts.netloc:  # with a dot, it is an address
        return "begins with '/'. Write it relative to this page."
    return None


def anchors_of(page: Page, registry: Registry) -> Iterator[str]:
    """Every id that a link may end with: written ones, steps, and the sources at the page's end."""
    yield from (anchor.name for anchor in page.scan.anchors)
    for block in page.scan.blocks:
        yield from (f"{block.argument}-{number}" for number, _ in enumerate(block.linked, 1))
        if block.name == "letter":
            yield f"letter-{block.argument}"
    for macro in page.scan.macros:
        if macro.text == "all":
            yield from _ids_in_list(macro.name, registry)
    if page.scan.citations:
        yield "sources"
        yield from (f"source-{citation.name}" for citation in page.scan.citations)


def _ids_in_list(name: str, registry: Registry) -> Iterator[str]:
    lists: dict[str, tuple[str, Iterable[str]]] = {
        "sources": ("source", registry.sources),
        "deadlines": ("deadline", registry.deadlines),
        "contacts": ("contact", registry.contacts),
        "terms": ("term", registry.terms),
        "news": ("news", registry.news),
    }
    prefix, keys = lists.get(name, ("", ()))
    yield from (f"{prefix}-{key}" for key in keys)
