"""Reads `extra.guide` of mkdocs.yml, and what the environment says beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml
from pydantic import ValidationError

from .models import Settings
from .problems import Problem, did_you_mean
from .validation import in_words

FILE = "mkdocs.yml"
LINK_MODES = ("online", "offline", "check")


def read_settings(value: object, text: str = "") -> tuple[Settings, list[Problem]]:
    """The settings that `value` holds, or the defaults and what is wrong with `value`.

    `text` is that of mkdocs.yml, to find the lines in.
    """
    try:
        return Settings.model_validate({} if value is None else value), []
    except ValidationError as error:
        return Settings(), [
            Problem(
                FILE,
                _line(text, ("extra", "guide", *map(str, detail["loc"]))),
                f"extra.guide: {in_words(detail, Settings)}",
            )
            for detail in error.errors(include_url=False)
        ]


def check_link_mode(environ: Mapping[str, str]) -> Iterator[Problem]:
    """A GUIDE_LINKS that says nothing known; unset or empty, mkdocs.yml decides."""
    mode = environ.get("GUIDE_LINKS")
    if mode and mode not in LINK_MODES:
        near = did_you_mean(mode, LINK_MODES)
        message = f"GUIDE_LINKS: unknown mode '{mode}'.{near} There are: {', '.join(LINK_MODES)}."
        yield Problem("environment", 0, message)


def _line(text: str, path: tuple[str, ...]) -> int:
    """The line of `path` or of its nearest parent; 0 where another file is inherited from."""
    node, line = yaml.compose(text, yaml.SafeLoader), 0  # nodes only: no tag is followed
    for step in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        key, node = next((pair for pair in pairs if pair[0].value == step), (None, None))
        if key is None:
            break
        line = key.start_mark.line + 1
    return line
