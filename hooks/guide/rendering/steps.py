"""`/// steps | id` and `/// checklist | id`: lists whose items can each be linked to."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block


class _NumberedItems(Block):
    """Gives the items of its list the ids `id-1`, `id-2`…, the same in every language."""

    ARGUMENT = True
    LIST = "ol"

    def on_create(self, parent: Element) -> Element:
        """The element round the list."""
        return SubElement(parent, "div", {"class": self.NAME})

    def on_end(self, block: Element) -> None:
        """Numbers the items, whatever breaks the list in two."""
        items = [item for one in block.findall(self.LIST) for item in one.findall("li")]
        for number, item in enumerate(items, 1):
            item.set("id", f"{self.argument}-{number}")


class StepsBlock(_NumberedItems):
    """A numbered list of things to do, in order."""

    NAME = "steps"


class ChecklistBlock(_NumberedItems):
    """A list of things to tick, in any order."""

    NAME = "checklist"
    LIST = "ul"
