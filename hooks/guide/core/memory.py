"""What one build remembers for the next: a JSON file, whole at every moment, never trusted."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from .problems import Problem, Severity

T = TypeVar("T")

_LOCK_PATIENCE = 5.0  # seconds; a lock ends with the program that holds it, however that ends
_DAMAGED = "is damaged, or of another version"


@dataclass(frozen=True)
class MemoryFile(Generic[T]):
    """The file at `path`, of the form `form`, called `shown_as` in messages.

    `rebuilt` says what becomes of a memory that is lost, `forgotten` of one that cannot be kept.
    """

    path: Path
    form: TypeAdapter[T]
    shown_as: str
    rebuilt: str
    forgotten: str

    def load(self, now: datetime) -> tuple[T | None, list[Problem]]:
        """What is remembered, None if nothing is.

        A file that is damaged, or written by another version, is set aside under a name with
        `now`, and a line says so; unless another build has seen to it meanwhile.
        """
        try:
            return self._read(), []
        except FileNotFoundError:
            return None, []
        except OSError as error:
            return None, [self._info(f"cannot be read ({error.strerror}). {self.rebuilt}")]
        except ValidationError:
            return self._mended(now)

    def save(self, merged: Callable[[T | None], T]) -> list[Problem]:
        """Writes what `merged` makes of the file as it is now, which another build may have
        written meanwhile; None if it cannot be read. A reader finds the old file or the new one.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._held():
                self._write_whole(merged(self._written()))
        except Timeout:
            return [self._info(f"is held by another build: {self.forgotten}")]
        except OSError as error:
            return [self._info(f"cannot be written ({error.strerror}): {self.forgotten}")]
        return []

    def _read(self) -> T:
        return self.form.validate_json(self.path.read_bytes())

    def _written(self) -> T | None:
        try:
            return self._read()
        except (OSError, ValidationError):
            return None

    def _held(self) -> FileLock:
        """What only one build holds at a time."""
        return FileLock(f"{self.path}.lock", timeout=_LOCK_PATIENCE)

    def _mended(self, now: datetime) -> tuple[T | None, list[Problem]]:
        try:
            with self._held():
                return self._read_or_set_aside(now)
        except Timeout:
            why = "another build holds it"
        except OSError as error:
            why = error.strerror or str(error)
        return None, [self._info(f"{_DAMAGED} and stays so ({why}). {self.rebuilt}")]

    def _read_or_set_aside(self, now: datetime) -> tuple[T | None, list[Problem]]:
        """With the lock held: what another build has written since may not be set aside."""
        try:
            return self._read(), []
        except FileNotFoundError:
            return None, []
        except ValidationError:
            aside = self.path.with_name(f"{self.path.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
            self.path.replace(aside)
            told = self._info(f"{_DAMAGED}: set aside as {aside.name}. {self.rebuilt}")
            return None, [told]

    def _write_whole(self, content: T) -> None:
        """Only called with the lock held, so one draft will do: a killed one's is written over."""
        draft = self.path.with_name(f".{self.path.name}.draft")
        try:
            with draft.open("wb") as file:
                file.write(self.form.dump_json(content, indent=1, exclude_defaults=True))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def _info(self, message: str) -> Problem:
        return Problem(self.shown_as, 0, message, Severity.INFO)
