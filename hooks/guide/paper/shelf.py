"""A shelf of what was made before: nothing is made again while all it was made of is the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Shelf:
    """Files by what they were made of, in the folder `folder`."""

    folder: Path
    _asked_for: set[str] = field(default_factory=set)

    def file(self, made_of: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """The file made of `made_of` as it stands here, else as `make` makes it."""
        name = sha256("\0".join(made_of).encode()).hexdigest()
        self._asked_for.add(name)
        file = self.folder / name
        if not file.is_file():
            content = make()
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = file.with_suffix(".draft")
            draft.write_bytes(content)
            draft.replace(file)
        return file.read_bytes()

    def tidy(self) -> None:
        """Forgets every file that nobody has asked for since this shelf was opened."""
        for file in self.folder.glob("*"):
            if file.name not in self._asked_for:
                file.unlink(missing_ok=True)
