"""Replaces single values in a YAML text that a person wrote, and leaves every other byte alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from .yamlfile import Path, read_yaml

_PLAIN = re.compile(r"https?://[\w./~%+=&?#@!$*:;-]*[\w/]", re.ASCII)


def with_values(text: str, values: Mapping[Path, str]) -> tuple[str, set[Path]]:
    """`text` with the scalars at some paths replaced, and the paths where that was done.

    A scalar that is written as a block (`|`, `>`), or is not there, is left as it is.
    """
    spans = read_yaml(text).spans
    places = sorted((spans[path], path) for path in values.keys() & spans.keys())
    for (start, end), path in reversed(places):
        text = text[:start] + as_scalar(values[path]) + text[end:]
    return text, {path for _, path in places}


def as_scalar(value: str) -> str:
    """`value` as YAML: a usual address as it is, anything else in double quotes."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
