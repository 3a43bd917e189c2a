"""QR codes, read back as a telephone would."""

from __future__ import annotations

import re

import pytest
import zxingcpp

from engine.making import parsed
from guide.web.qr import qr_svg

ADDRESSES = (
    "https://exemple.org/",
    "https://exemple.org/refus/guide/enfants-et-proches.html",
    "https://exemple.org/" + "x" * 400,
    "https://exemple.org/œuvre/été.html",
)
SQUARE = 6  # pixels


def read(svg: bytes) -> str:
    """What the drawing `svg`, lines on white, says to a reader of QR codes."""
    root = parsed(svg.decode())
    size = int(root.attrib["viewBox"].split()[-1])
    background, lines = (path.attrib["d"] for path in root)
    assert background == f"M0 0h{size}v{size}h-{size}z"
    pixels = bytearray(b"\xff" * (size * SQUARE) ** 2)
    for x, y, width in _runs(lines):
        for row in range(y * SQUARE, (y + 1) * SQUARE):
            start = row * size * SQUARE + x * SQUARE
            pixels[start : start + width * SQUARE] = bytes(width * SQUARE)
    image = memoryview(pixels).cast("B", (size * SQUARE, size * SQUARE))
    (found,) = zxingcpp.read_barcodes(image)
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    return str(found.text)


def _runs(path: str) -> list[tuple[int, int, int]]:
    """Where each line of `path` begins, and how long it is: every line is one square high."""
    runs, x, y = [], 0, 0
    for command, numbers in re.findall(r"([Mmh])(-?[\d.]+(?:[ ,]?-?[\d.]+)*)", path):
        first, *second = (float(one) for one in re.findall(r"-?\d+(?:\.\d+)?|-?\.\d+", numbers))
        if command == "h":
            runs.append((x, y, int(first)))
            x += int(first)
        elif command == "M":
            x, y = int(first), int(second[0])
        else:
            x, y = x + int(first), y + int(second[0])
    return runs


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_says_its_address(address: str) -> None:
    assert read(qr_svg(address)) == address


def test_a_code_is_the_same_every_time_and_runs_nothing() -> None:
    code = qr_svg(ADDRESSES[1])
    assert code == qr_svg(ADDRESSES[1])
    assert code.startswith(b"<svg ")
    assert not re.search(rb"script|style|href|<\?xml", code)


def test_a_code_stays_dark_on_light_with_its_margin() -> None:
    background, lines = parsed(qr_svg(ADDRESSES[0]).decode())
    assert (background.get("fill"), lines.get("stroke")) == ("#fff", "#000")
    assert min(x for x, _, _ in _runs(lines.attrib["d"])) == 4
