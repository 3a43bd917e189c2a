"""Drawings: SVG files that become a part of the page, so that its style sheet gives the inks.

They stand in a folder `drawings/`: that of a language if they hold words, that of assets/ if not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ..core.places import DOCS
from ..core.problems import Problem, did_you_mean
from ..text.svg import ATTRIBUTES, COLOURS, NAMESPACE, SHAPES, SIZES, WORDS, local_name
from ..text.textfile import read_text

FOLDER = "drawings"
INKS = "assets/css/inks.css"
"""Where a guide may have a style sheet of its own colours, by path in docs/."""

_STYLES = Path(__file__).parents[2] / "templates" / "assets" / "css" / "guide.css"

_INK = re.compile(r"(--draw-[a-z-]+):\s*(#[0-9a-f]{6})\b")
_DEEPEST = 20  # groups within groups: what copies a drawing calls itself at each
_ELEMENTS = (*SHAPES, "svg", *WORDS)


@dataclass(frozen=True)
class Drawing:
    """An `svg` element ready for HTML, and whether it holds words."""

    root: Element
    has_words: bool


def load_drawings(project: Path) -> tuple[dict[str, Drawing], list[Problem]]:
    """Every sound drawing of the guide in `project` by its path within docs/, and what is wrong."""
    drawings: dict[str, Drawing] = {}
    problems: list[Problem] = []
    docs = project / DOCS
    paths = sorted(docs.glob(f"**/{FOLDER}/*.svg"))
    inks = inks_of(project) if paths else {}
    for path in paths:
        uri = path.relative_to(docs).as_posix()
        text, faults = read_text(path, f"{DOCS}/{uri}")
        drawing, more = (
            read_drawing(text, f"{DOCS}/{uri}", inks) if text is not None else (None, [])
        )
        problems += faults + more
        if drawing:
            drawings[uri] = drawing
    return drawings, problems


def inks_of(project: Path) -> dict[str, str]:
    """The name of each ink by its colour in light, as in `{"#20302e": "--draw-ink"}`: those that
    the engine's style sheet declares, and the own ones of the guide in `project`."""
    colours = _declared(_STYLES) | _declared(project / DOCS / INKS)
    inks: dict[str, str] = {}
    for name, colour in colours.items():
        inks.setdefault(colour, name)
    return inks


def _declared(styles: Path) -> dict[str, str]:
    """The colour of each ink where the style sheet `styles`, if there is one, first sets it."""
    text = (read_text(styles, styles.name)[0] or "") if styles.is_file() else ""
    colours: dict[str, str] = {}
    for name, colour in _INK.findall(text):
        colours.setdefault(name, colour)
    return colours


def read_drawing(
    svg: str, file: str, inks: Mapping[str, str]
) -> tuple[Drawing | None, list[Problem]]:
    """The drawing that the text `svg` of `file` is, or None and its faults.

    A colour that `inks` names becomes that custom property, with itself to fall back on.
    """
    reader = _Reader(file, inks)
    root = reader.read(svg)
    if reader.problems or root is None:
        return None, reader.problems
    return Drawing(root, any(one.tag == "text" for one in root.iter())), []


@dataclass
class _Reader:
    """Builds the tree of one drawing, and notes on which line what is wrong."""

    file: str
    inks: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    _depth: int = 0
    _tree: TreeBuilder = field(default_factory=TreeBuilder)

    def read(self, svg: str) -> Element | None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = lambda text: self._tree.data(_squeezed(text))
        try:
            self._parser.Parse(svg, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            self._note(f"not well-formed SVG: {what}. Mend it, or draw it again.", error.lineno)
        return None if self.problems else self._tree.close()

    def _note(self, message: str, line: int | None = None) -> None:
        self.problems.append(Problem(self.file, line or self._parser.CurrentLineNumber, message))

    def _doctype(self, *_: object) -> None:
        self._note("a drawing has no DOCTYPE. Remove it.")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(local_name(tag))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == _DEEPEST + 1:
            self._note(f"shapes are nested more than {_DEEPEST} levels deep. Draw them flat.")
        for message in _faults(tag, attributes, self.inks):
            self._note(message)
        inked = {name: self._inked(name, value) for name, value in attributes.items()}
        self._tree.start(local_name(tag), inked)

    def _inked(self, name: str, value: str) -> str:
        ink = self.inks.get(value) if name in COLOURS else None
        return f"var({ink}, {value})" if ink else value


def _squeezed(text: str) -> str:
    """`text` without indentation: a page carries its drawings on every visit."""
    return re.sub(r"\s+", " ", text)


def _faults(tag: str, attributes: Mapping[str, str], inks: Mapping[str, str]) -> Iterator[str]:
    if tag not in {f"{NAMESPACE} {name}" for name in _ELEMENTS}:
        known = ", ".join(_ELEMENTS)
        yield f"'{local_name(tag)}' has no place in a drawing. There are: {known}."
        return
    for name in attributes.keys() - ATTRIBUTES:
        near = did_you_mean(local_name(name), ATTRIBUTES)
        yield f"a drawing's shapes have no '{local_name(name)}'.{near or ' Remove it.'}"
    for name in COLOURS:
        yield from _unknown_ink(name, attributes.get(name, "none"), inks)
    for name in SIZES if local_name(tag) == "svg" else ():
        if name not in attributes:
            yield f"the drawing has no '{name}': the page would jump. Add it."


def _unknown_ink(name: str, colour: str, inks: Mapping[str, str]) -> Iterator[str]:
    if colour != "none" and colour not in inks:
        known = ", ".join(f"{one} ({ink})" for one, ink in inks.items()) or "none yet"
        yield f"{name} '{colour}' is no ink. There are: {known}."
