"""The list of all pages is made once for each folder, and each page finds itself marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from mkdocs.structure.pages import Page

from guide.web.menus import Mark, Menus


@dataclass(frozen=True)
class Item:
    title: str
    url: str


A, B, AGAIN, LINK = (
    *(Item("A", "guide/a.html"), Item("B", "guide/b.html"), Item("A", "guide/a.html")),
    Item("Elsewhere", "guide/a.html"),
)
ITEMS = [A, B, LINK, AGAIN]


def page(item: Item) -> Page:
    return cast("Page", item)


class Maker:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, items: Sequence[Any], mark: Mark, prefix: str) -> str:
        self.calls += 1
        return "".join(f'<a href="{one.url}"{mark(one)}>{one.title}</a>' for one in items) + prefix


def test_each_page_is_marked_wherever_it_stands_and_no_other() -> None:
    make, menus = Maker(), Menus()
    here = ' aria-current="page"'
    for current in (A, B):
        expected = make(ITEMS, lambda item, it=current: here if item == it else "", "x")  # type: ignore[misc]
        assert menus.list(make, ITEMS, page(current), "x") == expected
    assert expected.count(here) == 1
    assert menus.list(make, ITEMS, page(A), "x").count(here) == 2
    assert here not in menus.list(make, ITEMS, page(Item("Not listed", "guide/c.html")), "x")
    assert here not in menus.list(make, ITEMS, None, "x")


def test_it_is_made_once_for_a_folder_and_a_place() -> None:
    make, menus = Maker(), Menus()
    for url in ("guide/a.html", "guide/b.html", "a.html", "en/guide/a.html"):
        for prefix in ("pages", "foot"):
            assert menus.list(make, ITEMS, page(Item("A", url)), prefix).endswith(prefix)
    assert make.calls == 3 * 2
    other = list(ITEMS)  # of another language
    menus.list(make, other, page(A), "foot")
    assert make.calls == 3 * 2 + 1


def test_what_is_no_page_of_ours_has_one_of_its_own() -> None:
    make, menus = Maker(), Menus()
    for _ in range(2):
        menus.list(make, ITEMS, None, "foot")
    assert make.calls == 2
