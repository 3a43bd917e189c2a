"""Style sheets that a guide brings: they fetch nothing, and stand in for none of the engine's."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ..core.places import DOCS
from ..core.problems import Problem
from ..text.lines import Lines
from ..text.textfile import read_text

_ENGINE_S = Path(__file__).parents[2] / "templates"
_REPLACED = "assets/css/guide-dark.css"  # which is there to be
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ROW = re.compile(r"(?:[^\n\\]|\\.)+", re.DOTALL)  # goes on after a backslash at a line's end
# https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|.))", re.DOTALL)
_UNREAD = str.maketrans("", "", "\t\r\n")  # within an address, https://url.spec.whatwg.org/
_LEADS_OUT = re.compile(
    r"@import\b|\b(?:https?|wss?|ftp|file):|[\"'(][\x00-\x20]*[\\/]{2}", re.IGNORECASE
)


def check_styles(project: Path) -> Iterator[Problem]:
    """What the style sheets of the guide in the folder `project` may not do."""
    docs = project / DOCS
    for path in sorted(docs.rglob("*")):
        if path.suffix.lower() != ".css":
            continue
        uri = path.relative_to(docs).as_posix()
        if uri != _REPLACED and (_ENGINE_S / uri).exists():
            message = (
                "stands in for a style sheet of the engine's, which would reach no reader. Give it "
                "another name, and name it under `extra_css`."
            )
            yield Problem(f"{DOCS}/{uri}", 0, message)
        text, faults = read_text(path, f"{DOCS}/{uri}")
        yield from faults
        for line in _leading_out(text or ""):
            message = (
                "would have readers ask another host. Copy what it needs into docs/, and use "
                "neither '@import' nor a whole address."
            )
            yield Problem(f"{DOCS}/{uri}", line, message)


def _leading_out(css: str) -> Iterator[int]:
    """The lines of `css` that name another host or sheet, however they spell it."""
    bare = _COMMENT.sub(lambda comment: " " + "\n" * comment[0].count("\n"), css)
    line = Lines(bare).at
    for row in _ROW.finditer(bare):
        if _LEADS_OUT.search(_ESCAPE.sub(_meant, row[0]).translate(_UNREAD)):
            yield line(row.start())


def _meant(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2][-1])
    return chr(code) if code <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"
