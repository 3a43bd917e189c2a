"""A shelf of what was made before: nothing is made again while all it was made of is the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Shelf:
    """Files by what they were made of, in the folder `folder`."""

    folder: Path
    _asked_for: set[str] = field(default_factory=set)

    def has(self, made_of: tuple[str, ...]) -> bool:
        """Whether the file made of `made_of` stands here."""
        return self._place(made_of).is_file()

    def put(self, made_of: tuple[str, ...], content: bytes) -> None:
        """Puts here `content`, the file made of `made_of`."""
        file = self._place(made_of)
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".draft")
        draft.write_bytes(content)
        draft.replace(file)

    def file(self, made_of: tuple[str, ...]) -> bytes:
        """The file made of `made_of`, which stands here."""
        return self._place(made_of).read_bytes()

    def _place(self, made_of: tuple[str, ...]) -> Path:
        name = sha256("\0".join(made_of).encode()).hexdigest()
        self._asked_for.add(name)
        return self.folder / name

    def tidy(self) -> None:
        """Forgets every file that nobody has asked for since this shelf was opened."""
        for file in self.folder.glob("*"):
            if file.name not in self._asked_for:
                file.unlink(missing_ok=True)
