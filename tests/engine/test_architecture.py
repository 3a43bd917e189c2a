"""The drawing in hooks/README.md is what the imports are: no arrow too few, none too many.

Import-linter, the usual tool, holds imports to a contract, and no drawing to the imports: an arrow
that no import needs any more would stand for ever.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

HOOKS = Path(__file__).parents[2] / "hooks"
README = (HOOKS / "README.md").read_text("utf-8")
DRAWING = README.partition("```mermaid\n")[2].partition("```")[0]
Arrows = Mapping[str, frozenset[str]]


def part_of(module: tuple[str, ...]) -> str:
    """The part of the module `module`, a path from hooks/: that of guide/core/dates is core."""
    return module[1] if module[0] == "guide" else module[0]


def imported(module: tuple[str, ...], text: str) -> Iterator[tuple[str, ...]]:
    """The modules of ours, or what stands in them, that the module with this text imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            above = module[: len(module) - node.level] if node.level else ()
            named = (*above, *(node.module or "").split("."))
            for one in node.names:
                full = tuple(name for name in (*named, one.name) if name)
                if full[0] == "guide":
                    yield full


def imports() -> Arrows:
    """From each part to those that its modules import."""
    found: dict[str, set[str]] = {}
    for path in sorted(HOOKS.rglob("*.py")):
        module = path.relative_to(HOOKS).with_suffix("").parts
        if module != ("guide", "__init__"):
            part = part_of(module)
            parts = {part_of(one) for one in imported(module, path.read_text("utf-8"))}
            found.setdefault(part, set()).update(parts - {part})
    return {part: frozenset(others) for part, others in found.items()}


def reached(part: str, arrows: Arrows) -> set[str]:
    """All parts that `arrows` lead to from `part`, over others too."""
    seen: set[str] = set()
    ahead = list(arrows[part])
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead += arrows[one]
    return seen


def needed(arrows: Arrows) -> set[str]:
    """The lines of a drawing that shows `arrows`: none that others tell already."""
    return {
        f"{part} --> {other}"
        for part, others in arrows.items()
        for other in others
        if not any(other in reached(one, arrows) for one in others)
    }


def test_no_part_leans_on_one_that_leans_on_it() -> None:
    arrows = imports()
    assert [part for part in arrows if part in reached(part, arrows)] == []


def test_the_drawing_is_what_the_imports_are() -> None:
    drawn = {line.strip() for line in DRAWING.splitlines() if "-->" in line}
    arrows = needed(imports())
    assert arrows - drawn == set(), "add these lines to the drawing in hooks/README.md"
    assert drawn - arrows == set(), "take these lines out of the drawing in hooks/README.md"


def test_every_part_is_drawn_and_told() -> None:
    parts = set(imports())
    assert set(re.findall(r"\w+", DRAWING)) - {"flowchart", "TD"} == parts
    told = README.partition("In words")[2].partition("Beside")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE)) == parts


def test_each_file_named_is_there() -> None:
    for name in re.findall(r"`((?:\w+/)*\w+\.(?:py|js|md))`", README):
        places = (HOOKS / name, HOOKS / "guide" / name, HOOKS.parent / name)
        assert any(path.is_file() for path in places), name
