"""What a PDF tells who does not see it: its tree of tags (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf


@dataclass
class Tag:
    """An element of the tree: its role, what it says in the place of its content, what it holds,
    and how many pieces of pages or notes of links are its own."""

    role: str
    alternative: str = ""
    inner: list[Tag] = field(default_factory=list)
    pieces: int = 0
    linked: bool = False

    def every(self) -> Iterator[Tag]:
        yield self
        for tag in self.inner:
            yield from tag.every()

    def all_of(self, *roles: str) -> list[Tag]:
        return [tag for tag in self.every() if tag.role in roles]


def tree_of(pdf: bytes) -> Tag:
    """The tree of tags of `pdf`."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        names: Any = root.get("/RoleMap", {})
        return Tag("Root", inner=[_tag(one, names) for one in _listed(root.K)])


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _tag(element: Any, names: Any) -> Tag:
    role = str(names.get(element.S, element.S)).removeprefix("/")
    tag = Tag(role, str(element.get("/Alt", "")))
    for kid in _listed(element.get("/K", pikepdf.Array())):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            tag.inner.append(_tag(kid, names))
        else:
            tag.pieces += 1
            tag.linked |= isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    return tag
