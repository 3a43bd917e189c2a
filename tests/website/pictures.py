"""Paper as pictures: where it is inked, in which of the guide's inks, and in which shapes."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from playwright.sync_api import Page
from pypdf import PdfReader

from .building import ROOT

FINE = 200  # pixels per inch: the thinnest bar is six of them wide
MM = 25.4 / FINE
# Fills of the test's own drawing, which no paper has otherwise.
DRAWN = {"draw-leaf": "#cde2d2", "draw-warm": "#a8481f"}
_SHEETS = """#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for number in range({first}, {last}) {{ page(image("paper.pdf", page: number)) }}
"""
# An ink is known by its direction from white, so that the rim of a letter is of the letter's ink;
# a wash is so light that other inks' rims would be taken for it, and is known by its very colour.
# Touching pixels of one ink are a shape. A line is rows of pixels that all hold something dark.
_MEASURE = """async ([png, inks]) => {
  const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const pixels = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
  const WHITE = 0xffffffff, names = Object.keys(inks), length = one => Math.hypot(...one);
  const from_white = names.map(name => inks[name].map(value => 255 - value));
  const look = pixel => {
    const own = [255 - (pixel & 255), 255 - (pixel >> 8 & 255), 255 - (pixel >> 16 & 255)];
    const found = { ink: -1, share: 0, dark: length(own) > 200 };
    let least = 10;
    from_white.forEach((ink, index) => {
      const share = own.reduce((sum, value, at) => sum + value * ink[at], 0) / length(ink) ** 2;
      const off = length(own.map((value, at) => value - share * ink[at]));
      const enough = length(ink) < 120 ? Math.abs(share - 1) * length(ink) < 4 : share > .3;
      if (!enough || off >= least) return;
      least = off;
      Object.assign(found, { ink: index, share: Math.min(share, 1) });
    });
    return found;
  };
  const seen = new Map(), inked = new Int8Array(pixels.length).fill(-1);
  const share = new Float32Array(pixels.length), rows = new Uint8Array(height);
  let left = width, top = height, right = 0, bottom = 0;
  for (let at = 0; at < pixels.length; at++) {
    if (pixels[at] === WHITE) continue;
    let found = seen.get(pixels[at]);
    if (!found) seen.set(pixels[at], found = look(pixels[at]));
    const x = at % width, y = (at - x) / width;
    inked[at] = found.ink;
    share[at] = found.share;
    if (found.dark) rows[y] = 1;
    left = Math.min(left, x); right = Math.max(right, x + 1);
    top = Math.min(top, y); bottom = Math.max(bottom, y + 1);
  }
  const lines = [];
  rows.forEach((dark, y) => {
    if (dark && rows[y - 1]) lines[lines.length - 1][1] = y + 1;
    else if (dark) lines.push([y, y + 1]);
  });
  const shapes = [], stack = [];
  const reach = (at, ink) => { if (inked[at] === ink) { inked[at] = -1; stack.push(at); } };
  inked.forEach((ink, start) => {
    if (inked[start] < 0) return;
    let [left, top, right, bottom, area] = [width, height, 0, 0, 0];
    reach(start, ink);
    while (stack.length) {
      const at = stack.pop(), x = at % width, y = (at - x) / width;
      left = Math.min(left, x); right = Math.max(right, x + 1);
      top = Math.min(top, y); bottom = Math.max(bottom, y + 1);
      area += share[at];
      if (x) reach(at - 1, ink);
      if (x + 1 < width) reach(at + 1, ink);
      reach(at - width, ink);
      reach(at + width, ink);
    }
    shapes.push([names[ink], left, top, right - left, bottom - top, area]);
  });
  const size = [width, height], box = [left, top, right, bottom];
  return JSON.stringify({ size, box, lines, shapes }); // Playwright is slow with many values
}"""


@dataclass(frozen=True)
class Shape:
    """What is inked in one piece, in millimetres from the page's left and top edges."""

    ink: str
    left: float
    top: float
    width: float
    height: float
    area: float

    @property
    def right(self) -> float:
        """Where it ends, from the left."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends, from the top."""
        return self.top + self.height

    @property
    def thickness(self) -> float:
        """Its shorter side."""
        return min(self.width, self.height)

    @property
    def is_large(self) -> bool:
        """Whether it is no letter: none is as large as a step's number."""
        return max(self.width, self.height) > 7.5


@dataclass(frozen=True)
class Picture:
    """A page, in millimetres: its size, its `shapes` from the top down, where its lines begin and
    end, and the first and last column and row that hold anything at all."""

    width: float
    height: float
    shapes: list[Shape]
    lines: list[tuple[float, float]]
    box: tuple[float, float, float, float]

    def large(self) -> list[Shape]:
        """The shapes that are no letters, from the top down."""
        return [shape for shape in self.shapes if shape.is_large]


def inks() -> dict[str, str]:
    """The inks of paper, by what booklet.typ calls them, and of the test's own drawing."""
    look = (ROOT / "hooks/paper/booklet.typ").read_text("utf-8")
    return dict(re.findall(r'^#let (\w+) = rgb\("(#\w+)"\)', look, re.MULTILINE)) | DRAWN


def pictures(page: Page, pdf: bytes, first: int = 1, last: int | None = None) -> list[Picture]:
    """Pages `first` to `last` of `pdf`, numbered from 1, drawn by Typst and measured in `page`."""
    colours = {name: [*bytes.fromhex(ink[1:])] for name, ink in inks().items()}
    last = last or len(PdfReader(BytesIO(pdf)).pages)
    drawn = (b64encode(png).decode() for png in _drawn(pdf, first, last))
    return [_picture(json.loads(page.evaluate(_MEASURE, [png, colours]))) for png in drawn]


def _drawn(pdf: bytes, first: int, last: int) -> list[bytes]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "paper.pdf").write_bytes(pdf)
        sheets = folder / "sheets.typ"
        sheets.write_text(_SHEETS.format(first=first, last=last + 1), "utf-8")
        drawn: Any = typst.compile(sheets, root=folder, format="png", ppi=FINE)
    return drawn if isinstance(drawn, list) else [drawn]  # one page is no list


def _picture(measured: dict[str, Any]) -> Picture:
    shapes = [
        Shape(ink, left * MM, top * MM, width * MM, height * MM, area * MM**2)
        for ink, left, top, width, height, area in measured["shapes"]
    ]
    width, height = (side * MM for side in measured["size"])
    left, top, right, bottom = (edge * MM for edge in measured["box"])
    lines = [(start * MM, end * MM) for start, end in measured["lines"]]
    return Picture(width, height, shapes, lines, (left, top, right, bottom))
