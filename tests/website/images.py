"""Makes the pictures that cannot be SVG, each from its SVG: `make images`.

Home screens take PNG, old browsers ICO, and those who show a shared link PNG.
"""

from __future__ import annotations

import struct
from pathlib import Path

from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from .building import ROOT, SETTINGS
from .reading import launched

IMAGES = ROOT / "docs" / "assets" / "images"
ICON, TOUCH, CARD = (32, 32), (180, 180), (1200, 630)
_PAPER = "#fbf7ee"
_SHEET = """<style>
  * {{ box-sizing: border-box }}
  html, body, svg {{ display: block; width: 100%; height: 100% }}
  body {{ margin: 0; padding: {edge}px; background: {ground} }}
</style>{svg}"""


def main() -> None:
    """Draws all of them again."""
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        icon = _png(browser, IMAGES / "favicon.svg", ICON)
        (IMAGES / "favicon.ico").write_bytes(_ico(icon))
        # A phone rounds its corners and fills what is clear with black: hence edge and ground.
        touch = _png(browser, IMAGES / "favicon.svg", TOUCH, edge=26, ground=_PAPER)
        (IMAGES / "apple-touch-icon.png").write_bytes(touch)
        told = yaml_load((ROOT / SETTINGS).read_text("utf-8"))["extra"]["guide"]
        card = ROOT / "docs" / told["card"]
        card.write_bytes(_png(browser, card.with_suffix(".svg"), CARD))
        browser.close()


def _png(
    browser: Browser,
    svg: Path,
    size: tuple[int, int],
    edge: int = 0,
    ground: str = "transparent",
) -> bytes:
    """The drawing `svg` in pixels, with `edge` of them round it."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    page = browser.new_page(viewport=viewport)
    page.set_content(_SHEET.format(edge=edge, ground=ground, svg=svg.read_text("utf-8")))
    return page.screenshot(omit_background=True)


def _ico(png: bytes) -> bytes:
    """An icon file that holds one picture of 32 pixels, as browsers have read it since 2009."""
    header = struct.pack("<3H4B2H2I", 0, 1, 1, *ICON, 0, 0, 1, 32, len(png), 22)
    return header + png


if __name__ == "__main__":
    main()
