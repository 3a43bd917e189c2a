"""A built page as a tree of elements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

Attributes = list[tuple[str, str | None]]

_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)


class _Tree(HTMLParser):
    """Takes for granted that each element is closed: the Nu HTML checker looks after that."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def parsed(html: str) -> Element:
    """The one element that `html` holds."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.builder.close()


@cache
def page(path: Path) -> Element:
    """The `html` element of the page at `path`, read once: nobody may change it."""
    return parsed(path.read_text("utf-8").split("<!doctype html>", 1)[1].strip())


def visible(root: Element) -> Element:
    """A copy of `root` without what is hidden."""
    copy = Element(root.tag, root.attrib)
    copy.text = root.text
    for child in root:
        kept = Element("span") if "hidden" in child.attrib else visible(child)
        kept.tail = child.tail
        copy.append(kept)
    return copy


def with_class(root: Element, name: str) -> Iterator[Element]:
    """Every element below `root` of the class `name`."""
    return (one for one in root.iter() if name in one.get("class", "").split())


def ids(root: Element) -> set[str]:
    """Every id below `root`."""
    return {one.attrib["id"] for one in root.iter() if "id" in one.attrib}


def text(element: Element) -> str:
    """The words of `element`, each part by one space."""
    return " ".join("".join(element.itertext()).split())


def meta(root: Element, name: str) -> list[str]:
    """What the `meta` elements called `name` say."""
    return [one.attrib["content"] for one in root.iter("meta") if one.get("name") == name]
