"""SVG: what it calls things, and what drawings in pages may consist of.

That is shapes, words, and what says how they look. Nothing that could run, fetch, or be styled from
within: a page's policy forbids that. Nor an id, which could stand twice in one page.
"""

from __future__ import annotations

NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = ("circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect")
WORDS = ("text", "tspan")
SIZES = ("viewBox", "width", "height")
COLOURS = ("fill", "stroke")
ATTRIBUTES = frozenset(
    (
        *SIZES,
        *COLOURS,
        *("d", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry"),
        *("points", "transform", "opacity", "text-anchor", "text-decoration", "letter-spacing"),
        *("stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"),
        *("font-family", "font-size", "font-style", "font-weight"),
    )
)


def local_name(name: str) -> str:
    """The name `path` of expat's `http://www.w3.org/2000/svg path`."""
    return name.rpartition(" ")[2]
