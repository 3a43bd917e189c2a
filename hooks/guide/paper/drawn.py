"""Drawings on paper: in their own inks, which are those for light."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from xml.etree.ElementTree import Element, tostring

from .markup import call, string

_INK = re.compile(r"var\(--[a-z-]+, ([^)]+)\)")
_INHERITED = {"font-size": "16", "font-weight": "400", "fill": "#20302e", "text-anchor": "start"}
_RIGHT_TO_LEFT = ("R", "AL")  # Unicode's classes of such letters


def drawing(element: Element) -> str:
    """The drawing `element`, an SVG in a page, as a source for the press.

    Typst 0.15 loses what the glyphs of Arabic within an SVG stand for, and PDF/UA refuses them. So
    a drawing with letters from right to left has its words set by Typst, over its shapes.
    """
    said = element.get("aria-label", "")
    shapes = Element("svg", {**_shape(element), "xmlns": "http://www.w3.org/2000/svg"})
    shapes.extend(deepcopy(child) for child in element)
    labels = list(_labels(shapes, _INHERITED)) if _runs_left(shapes) else []
    if labels:
        _drop_words(shapes)
    svg = _plain(tostring(shapes, encoding="unicode"))
    told = [string(svg), string(said), element.get("width", "320")]
    if labels:
        told.append(f"labels: ({' '.join(f'{label},' for label in labels)})")
    return call("drawing", *told)


def _shape(element: Element) -> Mapping[str, str]:
    """The attributes that draw, in the letter case that XML wants and HTML forgets."""
    return {
        {"viewbox": "viewBox"}.get(name, name): value
        for name, value in element.attrib.items()
        if name not in ("aria-label", "role", "class", "aria-hidden")
    }


def _plain(svg: str) -> str:
    return _INK.sub(r"\1", svg)


def _runs_left(shapes: Element) -> bool:
    words = "".join(shapes.itertext())
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in words)


def _labels(element: Element, inherited: Mapping[str, str]) -> Iterator[str]:
    """Each line of words as a dictionary in Typst's code, its look taken from where it stands."""
    look = {name: element.get(name, value) for name, value in inherited.items()}
    if element.tag in ("text", "tspan") and (element.text or "").strip():
        look |= {name: element.get(name, inherited.get(name, "0")) for name in ("x", "y")}
        told = {
            "x": look["x"],
            "y": look["y"],
            "size": look["font-size"],
            "weight": look["font-weight"],
            "ink": string(_plain(look["fill"])),
            "anchor": string(look["text-anchor"]),
            "words": string(" ".join((element.text or "").split())),
        }
        yield f"({', '.join(f'{name}: {value}' for name, value in told.items())})"
    for child in element:
        yield from _labels(child, look)


def _drop_words(element: Element) -> None:
    for child in list(element):
        if child.tag == "text":
            element.remove(child)
        else:
            _drop_words(child)
