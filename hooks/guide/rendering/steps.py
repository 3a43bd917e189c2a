"""`/// steps | id`: a numbered list whose steps can each be linked to."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block


class StepsBlock(Block):
    """Gives the items of its list the ids `id-1`, `id-2`…, the same in every language."""

    NAME = "steps"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The element round the list."""
        return SubElement(parent, "div", {"class": "steps"})

    def on_end(self, block: Element) -> None:
        """Numbers the steps, whatever breaks the list in two."""
        items = [item for steps in block.findall("ol") for item in steps.findall("li")]
        for number, item in enumerate(items, 1):
            item.set("id", f"{self.argument}-{number}")
