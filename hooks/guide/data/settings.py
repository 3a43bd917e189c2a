"""Reads `extra.guide` of mkdocs.yml, and what the environment says beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import ValidationError

from ..core.places import DOCS
from ..core.problems import Problem, did_you_mean
from ..text.images import png_size
from ..text.textfile import is_within
from .settings_model import Settings
from .validation import in_words

FILE = "mkdocs.yml"
LINK_MODES = ("online", "offline", "check")


def read_settings(
    value: object, text: str = "", folders: Collection[str] = ()
) -> tuple[Settings, list[Problem]]:
    """The settings that `value` holds, or what is wrong with it and settings to go on with.

    `text` is that of mkdocs.yml, to find the lines in; `folders` are those of docs/ with a home
    page, one of which is likely to hold the source language.
    """
    try:
        return Settings.model_validate({} if value is None else value), []
    except ValidationError as error:
        return _makeshift(value, folders), [
            Problem(
                FILE,
                _line(text, ("extra", "guide", *map(str, detail["loc"]))),
                f"extra.guide: {in_words(detail, Settings)}",
            )
            for detail in error.errors(include_url=False)
        ]


def _makeshift(value: object, folders: Collection[str]) -> Settings:
    """The defaults, with the source language that `value` means, or else one of `folders`."""
    said = value.get("source_language") if isinstance(value, Mapping) else None
    code = str(said) if said in folders else min(folders, default="en")
    return Settings.model_construct(source_language=code, zone="UTC")


def check_pictures(settings: Settings, project: Path, text: str = "") -> Iterator[Problem]:
    """Pictures that the settings name and the folder `project` does not have, in the form it takes.

    `text` is that of mkdocs.yml, to find the lines in.
    """
    icons = settings.app.icons if settings.app else ()
    named = {("card",): [settings.card] if settings.card else [], ("app", "icons"): icons}
    for key, names in named.items():
        for name in names:
            message = _picture_fault(project / DOCS, name, svg=key != ("card",))
            if message:
                line = _line(text, ("extra", "guide", *key))
                yield Problem(FILE, line, f"extra.guide.{'.'.join(key)}: '{name}' {message}")


def check_chapters(settings: Settings, project: Path, text: str = "") -> Iterator[Problem]:
    """Pages that are to be printed and that the folder `project` does not have, or has to print
    twice; `text` as above."""
    chapters = settings.paper.chapters if settings.paper else ()
    folder = f"{DOCS}/{settings.source_language}"
    for index, name in enumerate(chapters):
        if not is_within(project / folder, name):
            fault = f"is not in {folder}/. Write a page's path from there."
        elif name in chapters[:index]:
            fault = "stands there twice. Keep one of the two."
        else:
            continue
        line = _line(text, ("extra", "guide", "paper", "chapters"))
        yield Problem(FILE, line, f"extra.guide.paper.chapters: '{name}' {fault}")


def _picture_fault(docs: Path, name: str, *, svg: bool) -> str | None:
    if not is_within(docs, name):
        return f"is not in {DOCS}/. Write its path from there."
    path = docs / name
    if (svg and path.suffix == ".svg") or png_size(path.read_bytes()):
        return None
    return f"is no {'SVG and no ' * svg}PNG. Name one that is."


def check_link_mode(environ: Mapping[str, str]) -> Iterator[Problem]:
    """A GUIDE_LINKS that says nothing known; unset or empty, mkdocs.yml decides."""
    mode = environ.get("GUIDE_LINKS")
    if mode and mode not in LINK_MODES:
        near = did_you_mean(mode, LINK_MODES)
        message = f"GUIDE_LINKS: unknown mode '{mode}'.{near} There are: {', '.join(LINK_MODES)}."
        yield Problem("environment", 0, message)


def _line(text: str, path: tuple[str, ...]) -> int:
    """The line of `path` or of its nearest parent; 0 where another file is inherited from, or the
    text is not UTF-8, which MkDocs does not ask for."""
    try:
        node, line = yaml.compose(text, yaml.SafeLoader), 0  # nodes only: no tag is followed
    except yaml.YAMLError:
        return 0
    for step in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        key, node = next((pair for pair in pairs if pair[0].value == step), (None, None))
        if key is None:
            break
        line = key.start_mark.line + 1
    return line
