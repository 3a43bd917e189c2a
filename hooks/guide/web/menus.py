"""The list of all pages of a language, which stands on each of them, twice.

It is the same on all pages of a folder, save that each marks itself. So it is made once for each
folder (hooks/templates/partials/pages.html), and the mark is put in its place afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from mkdocs.structure.pages import Page

Mark = Callable[[Any], str]
"""What stands in the link to an item of the navigation."""
Make = Callable[[Sequence[Any], Mark, str], str]
"""The template's macro: from items, their marks and the beginning of ids to HTML."""

_HERE = ' aria-current="page"'
_PLACE = "\0"  # in no text that MkDocs accepts


class Menus:
    """Those of one build, whose pages are all known."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str, str], _Menu] = {}

    def list(self, make: Make, items: Sequence[Any], page: Page | None, prefix: str) -> str:
        """What `make` writes of `items` on `page`, or on what is no page, with `prefix` in ids."""
        if page is None:
            return make(items, _unmarked, prefix)
        key = (id(items), _seen_from(page.url), prefix)
        if key not in self._made:
            self._made[key] = _Menu(make, items, prefix)
        return self._made[key].on(page)


class _Menu:
    def __init__(self, make: Make, items: Sequence[Any], prefix: str) -> None:
        self._items = items  # kept, so that nothing else comes to have their identity
        self._places = defaultdict[str, list[tuple[Any, int]]](list)
        linked: list[Any] = []

        def mark(item: Any) -> str:
            linked.append(item)
            return _PLACE

        pieces = make(items, mark, prefix).split(_PLACE)
        position = 0
        for piece, item in zip(pieces, linked, strict=False):
            position += len(piece)
            self._places[getattr(item, "url", "")].append((item, position))
        self._html = "".join(pieces)

    def on(self, page: Page) -> str:
        html = self._html
        for item, place in reversed(self._places.get(page.url, [])):
            if item == page:
                html = html[:place] + _HERE + html[place:]
        return html


def _unmarked(item: Any) -> str:
    return ""


def _seen_from(url: str) -> str:
    """What links on the page at `url` depend on: its folder, as MkDocs reckons it."""
    folder, _, name = url.rpartition("/")
    return folder if "." in name else url
