"""Tables that a screen reader and a phone can follow."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_WIDE = 3  # columns: more than two are too narrow at 360 px


class EmptyHeaders(Treeprocessor):
    """Makes a header without words, such as a table's corner, the plain cell that it is."""

    def run(self, root: Element) -> None:
        """Turns each empty `th` into a `td`."""
        for header in root.iter("th"):
            if not len(header) and not (header.text or "").strip():
                header.tag = "td"


class StackedTables(Treeprocessor):
    """Lets a table too wide for a phone unfold there, row by row, each cell under its header."""

    def run(self, root: Element) -> None:
        """Marks wide tables for the style sheet, and tells each cell its header's words."""
        for table in root.iter("table"):
            stacked(table)


def stacked(table: Element) -> Element:
    """`table`, which unfolds if it is wide."""
    headers = ["".join(header.itertext()).strip() for header in table.iterfind("thead/tr/*")]
    if len(headers) < _WIDE:
        return table
    table.set("class", "stack")
    for row in table.iterfind("tbody/tr"):
        for header, cell in zip(headers, row, strict=False):
            if header:
                cell.set("data-label", header)
    return table
