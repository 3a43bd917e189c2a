"""Pictures: SVG files outside of drawings/. Whoever opens one by itself opens a page, which has no
policy and could run and fetch things. So each may hold shapes and words, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from ..core.places import DOCS
from ..core.problems import Problem, shown
from ..pages.drawings import FOLDER
from ..text.svg import NAMESPACE, SHAPES, WORDS, local_name
from ..text.textfile import read_text

_AROUND = ("svg", "defs", "symbol", "use", "clipPath", "mask", "pattern", "marker", "title")
_SHADES = ("linearGradient", "radialGradient", "stop", "desc", "metadata")
_ELEMENTS = frozenset(f"{NAMESPACE} {name}" for name in (*SHAPES, *WORDS, *_AROUND, *_SHADES))
_PLAIN = "a picture has no DOCTYPE, no `<?` but the first, and is UTF-8. Save it as plain SVG."


def check_svg_files(project: Path) -> Iterator[Problem]:
    """What the SVG files of the guide in `project` may not hold; drawings are held to more."""
    for path in sorted((project / DOCS).rglob("*")):
        is_drawing = path.parent.name == FOLDER and path.suffix == ".svg"
        if path.suffix.lower() == ".svg" and not is_drawing:
            name = f"{DOCS}/{path.relative_to(project / DOCS).as_posix()}"
            text, faults = read_text(path, name)
            yield from faults
            if text is not None:
                yield from (Problem(name, line, message) for line, message in _read(text))


def _read(svg: str) -> list[tuple[int, str]]:
    """Each fault of the text `svg`, and its line."""
    found: list[tuple[int, str]] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def note(message: str) -> None:
        found.append((parser.CurrentLineNumber, message))

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        for message in _faults(tag, attributes):
            note(message)

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() != "utf-8":  # browsers go by it
            note(_PLAIN)

    def unfit(*_: object) -> None:
        note(_PLAIN)

    parser.StartElementHandler = start
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = unfit
    parser.ProcessingInstructionHandler = unfit
    try:
        parser.Parse(svg, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        found.append((error.lineno, f"not well-formed SVG: {what}. Mend it, or draw it again."))
    return found


def _faults(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if tag not in _ELEMENTS:
        name = shown(local_name(tag))
        yield f"{name} has no place in a picture. Remove it, or save as plain SVG."
        return
    for name, value in attributes.items():
        own = local_name(name)
        if not _is_harmless(own.lower(), value):
            yield f"{shown(own)} of a picture could run or fetch something. Remove it."


def _is_harmless(name: str, value: str) -> bool:
    """Whether an attribute neither runs anything nor leads out of the picture."""
    if name.startswith("on"):
        return False
    if name in ("href", "src", "base"):
        return value.startswith("#")
    is_within = value.lower().count("url(") == value.count("url(#")
    return is_within and "//" not in value and "\\" not in value
