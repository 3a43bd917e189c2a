"""Reads what the engine says to readers: the engine's own files, and those of the guide.

hooks/strings/<language>.yml is the engine's, docs/strings/<language>.yml the guide's, which says
some sentences otherwise, or all of them in a language that the engine does not speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..core.problems import Problem
from ..data.validation import in_words, validated
from ..text.textfile import read_text
from ..text.yamlfile import YamlText, read_yaml
from .strings import Strings

ENGINE, GUIDE = "hooks/strings", "docs/strings"
FOLDER = Path(__file__).parents[2] / "strings"
"""Where the engine's stand."""


@dataclass(frozen=True)
class _File:
    """A file of strings: its path from the project's folder, and what it holds."""

    name: str
    yaml: YamlText

    def says(self, key: object) -> bool:
        return key in (self.yaml.value or {})


def load_strings(
    language: str, project: Path, engine: Path = FOLDER
) -> tuple[Strings | None, list[Problem]]:
    """The strings of `language` in the guide of the folder `project`, whose own replace those of
    the folder `engine` one by one; or None and what is wrong with their files."""
    files: list[_File] = []
    problems: list[Problem] = []
    for folder, place in ((engine, ENGINE), (project / GUIDE, GUIDE)):
        path = folder / f"{language}.yml"
        if path.is_file():
            file, faults = _read(path, f"{place}/{path.name}")
            problems += faults
            files += [file] if file else []
    if problems:
        return None, problems
    if not files:
        return None, [_missing(language)]
    return _merged(files)


def _missing(language: str) -> Problem:
    message = (
        f"this file is missing, and {ENGINE}/ has none of that name. "
        f"Copy {ENGINE}/en.yml to it and translate it."
    )
    return Problem(f"{GUIDE}/{language}.yml", 0, message)


def _read(path: Path, name: str) -> tuple[_File | None, list[Problem]]:
    text, problems = read_text(path, name)
    if text is None:
        return None, problems
    yaml = read_yaml(text)
    if yaml.faults:
        return None, [Problem(name, fault.line, fault.message) for fault in yaml.faults]
    if not isinstance(yaml.value, dict | None):
        return None, validated(Strings, yaml, name)[1]
    return _File(name, yaml), []


def _merged(files: Sequence[_File]) -> tuple[Strings | None, list[Problem]]:
    """What `files` say together, the last one first heard."""
    said = {key: text for file in files for key, text in (file.yaml.value or {}).items()}
    try:
        return Strings.model_validate(said), []
    except ValidationError as error:
        return None, [_fault(detail, files) for detail in error.errors(include_url=False)]


def _fault(detail: ErrorDetails, files: Sequence[_File]) -> Problem:
    """One of pydantic's errors, told where its sentence stands."""
    key = detail["loc"][0]
    file = next((one for one in reversed(files) if one.says(key)), files[0])
    return Problem(file.name, file.yaml.line(detail["loc"]), in_words(detail, Strings))
