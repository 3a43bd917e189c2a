"""Tables that a screen reader can follow."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class EmptyHeaders(Treeprocessor):
    """Makes a header without words, such as a table's corner, the plain cell that it is."""

    def run(self, root: Element) -> None:
        """Turns each empty `th` into a `td`."""
        for header in root.iter("th"):
            if not len(header) and not (header.text or "").strip():
                header.tag = "td"
