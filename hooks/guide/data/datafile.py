"""One data file: a mapping of ids to entries, read and held to a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ..core.problems import Problem, shown
from ..text.textfile import read_text
from ..text.yamlfile import YamlText, read_yaml
from .validation import M, validated

ID_ADVICE = "Write small letters, digits and single hyphens, for instance 'opposition'."


def is_id(text: str) -> bool:
    """Whether `text` can name something in data, in addresses and in HTML: kebab-case."""
    words = text.split("-")
    return all(word.isascii() and word.isalnum() and word == word.lower() for word in words)


class DataFile:
    """The file `name` of the folder `project`; one that is `optional` may be missing.

    `problems` is what is wrong with it so far; `broken` whether entries of it may be lost.
    """

    def __init__(self, project: Path, name: str, *, optional: bool = False) -> None:
        self.name = name
        self.yaml, self.problems = YamlText(), list[Problem]()
        if not optional or (project / name).exists():
            self.yaml, self.problems = _read(project / name, name)
        self.broken = bool(self.problems)

    def lines(self) -> dict[tuple[str, ...], int]:
        """The line of everything in the file, by the file's name and the keys that lead there."""
        return {(self.name, *map(str, path)): line for path, line in self.yaml.lines.items()}

    def entries(
        self, model_for: Callable[[object], type[M]], context: Mapping[str, object] | None = None
    ) -> dict[str, M]:
        """The entries that hold, by id, each as the model that `model_for` chooses for it."""
        entries: dict[str, M] = {}
        for key, value in (self.yaml.value or {}).items():
            entry, faults = validated(
                model_for(value), self.yaml, self.name, path=(key,), context=context
            )
            self.problems += faults + self._id_faults(key)
            self.broken |= bool(faults)
            if entry is not None:
                entries[key] = entry
        return entries

    def _id_faults(self, key: str) -> list[Problem]:
        if is_id(key):
            return []
        return [Problem(self.name, self.yaml.line((key,)), f"'{key}' is not an id. {ID_ADVICE}")]


def _read(path: Path, name: str) -> tuple[YamlText, list[Problem]]:
    text, problems = read_text(path, name)
    yaml = read_yaml(text or "")
    problems += [Problem(name, fault.line, fault.message) for fault in yaml.faults]
    if yaml.value is not None and not isinstance(yaml.value, dict):
        found = shown(yaml.value)
        message = f"must hold entries, `id:` and its lines, not {found}."
        problems.append(Problem(name, yaml.line(()), message))
        yaml.value = None
    return yaml, problems
