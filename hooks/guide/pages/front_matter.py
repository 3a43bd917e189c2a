"""Splits a page into front matter and body, and reads the front matter so that none is lost.

MkDocs drops front matter that it cannot parse in silence and prints it on the page; here it is
an error, with its line.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..core.problems import Problem
from ..data.models import FrontMatter
from ..data.validation import validated
from ..text.yamlfile import read_yaml

_FENCE = "---"
_ENDS = (_FENCE, "...")  # as MkDocs has it, from YAML
_ADVICE = "Begin the page with `---`, then title, description and verified, then `---`."


@dataclass(frozen=True)
class SplitPage:
    """A page's front matter, if it holds, and its body with the line on which that begins."""

    meta: FrontMatter | None
    body: str
    body_line: int
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def split_page(text: str, file: str) -> SplitPage:
    """The two parts of the page `text`; faults are reported under the name `file`."""
    lines = text.split("\n")
    if lines[0].rstrip(" \t") != _FENCE:
        return _without_meta(text, file, f"no front matter. {_ADVICE}")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip(" \t") in _ENDS), None)
    if end is None:
        return _without_meta(text, file, f"the front matter is never closed. {_ADVICE}")
    yaml = read_yaml("\n".join(lines[1:end]) + "\n", first_line=2)
    faults = [Problem(file, fault.line, f"front matter: {fault.message}") for fault in yaml.faults]
    meta = None
    if not faults:
        meta, wrong = validated(FrontMatter, yaml, file)
        faults = [Problem(file, fault.line, f"front matter: {fault.message}") for fault in wrong]
    body = "\n".join(lines[end + 1 :])
    keys = {str(path[0]): line for path, line in yaml.lines.items() if len(path) == 1}
    return SplitPage(meta, body, end + 2, keys, tuple(faults))


def _without_meta(text: str, file: str, message: str) -> SplitPage:
    return SplitPage(None, text, 1, {}, (Problem(file, 1, message),))
