"""Whose a file is: the engine's, which all guides share, or the guide's own."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from .refusal import Refusal

LIST = "hooks/guide/fork/files.toml"
Owner = Literal["engine", "guide"]
_OWNERS: tuple[Owner, Owner] = ("engine", "guide")
_MADE = {"__pycache__"}  # folders that running the engine leaves in those of its sources


class Ownership:
    """The list of the engine in the folder `project`.

    It is read there, and not from here: an update goes by what upstream says is the engine's.
    Raises Refusal if there is none.
    """

    def __init__(self, project: Path) -> None:
        self.project = project
        try:
            told = tomllib.loads((project / LIST).read_text("utf-8"))
            self._owners: dict[str, Owner] = {
                name: owner for owner in _OWNERS for name in told[owner]
            }
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"{project} holds no engine that can be taken: {LIST} is missing or damaged."
            raise Refusal(message) from error

    def owner(self, path: str) -> Owner | None:
        """Whose the file at `path` within the project is; None if the list does not say."""
        names = [name for name in self._owners if _holds(name, path)]
        return self._owners[max(names, key=len)] if names else None

    def engine_files(self) -> Iterator[str]:
        """The paths of the engine's files that are there, sorted."""
        found = {
            path
            for name, owner in self._owners.items()
            if owner == "engine"
            for path in self._below(name)
            if self.owner(path) == "engine"
        }
        yield from sorted(found)

    def engine_names(self) -> list[str]:
        """What the list names as the engine's."""
        return [name for name, owner in self._owners.items() if owner == "engine"]

    def _below(self, name: str) -> Iterator[str]:
        if not name.endswith("/"):
            found = (path for path in self.project.glob(name) if path.is_file())
            yield from (path.relative_to(self.project).as_posix() for path in found)
            return
        for folder, folders, files in os.walk(self.project / name):
            folders[:] = [one for one in folders if one not in _MADE]
            for file in files:
                yield (Path(folder) / file).relative_to(self.project).as_posix()


def _holds(name: str, path: str) -> bool:
    return path.startswith(name) if name.endswith("/") else fnmatchcase(path, name)
