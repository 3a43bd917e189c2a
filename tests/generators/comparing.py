"""What sets two builds of one guide apart, file by file, and whether a reader could tell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import takewhile
from typing import Any

from guide.proof.record import FILE as RECORD

_AROUND = 30  # characters shown on either side of the first difference
_SILENT = {"generator"}  # the names of <meta> that only say which tool wrote the page


@dataclass(frozen=True, order=True)
class Difference:
    """One file that two builds do not share; `seen` if a reader, or a reader's program, could
    tell."""

    path: str
    told: str
    seen: bool = True


def differences(
    before: Mapping[str, bytes], after: Mapping[str, bytes], name: str
) -> Iterator[Difference]:
    """How the site `after`, built by the generator `name`, differs from the site `before`; both
    are files by path.

    Pages that differ only in what no browser shows (comments, the name of the generator, white
    space between elements) are told as unseen; so is a record of the build that only names other
    packages, each generator having its own.
    """
    for path in sorted({*before, *after}):
        if path not in after:
            yield Difference(path, f"{name} does not make it")
        elif path not in before:
            yield Difference(path, f"only {name} makes it")
        elif before[path] != after[path]:
            yield _changed(path, before[path], after[path])


def _changed(path: str, before: bytes, after: bytes) -> Difference:
    if path == RECORD and _without_packages(before) == _without_packages(after):
        return Difference(path, "the packages that made the site", seen=False)
    if not path.endswith(".html"):
        return Difference(path, f"other bytes: {len(before)}, {len(after)}")
    old, new = shown(before.decode("utf-8")), shown(after.decode("utf-8"))
    if old == new:
        return Difference(path, "comments, spaces or the generator's name", seen=False)
    return Difference(path, _first("\n".join(old), "\n".join(new)))


def _without_packages(record: bytes) -> dict[str, Any]:
    return {key: told for key, told in json.loads(record).items() if key != "packages"}


def _first(old: str, new: str) -> str:
    """The first place where two texts part, in both."""
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    cut = slice(max(0, at - _AROUND), at + _AROUND)
    return f"{old[cut]!r} is {new[cut]!r}"


def shown(html: str) -> list[str]:
    """What a browser makes of the page `html`: its tags with their attributes, and its words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if not (tag == "meta" and told.get("name") in _SILENT):
            self.found.append(f"<{tag} {sorted(told.items(), key=str)}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.found.append(words)
