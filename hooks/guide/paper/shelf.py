"""A shelf of what was printed before: nothing is printed again while all it was made of is the
same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Shelf:
    """PDFs by what they were made of, in the folder `folder`."""

    folder: Path
    _asked_for: set[str] = field(default_factory=set)

    def pdf(self, made_of: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """The PDF made of `made_of` as it stands here, else as `make` makes it."""
        name = sha256("\0".join(made_of).encode()).hexdigest()
        self._asked_for.add(name)
        file = self.folder / f"{name}.pdf"
        if not file.is_file():
            printed = make()
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = file.with_suffix(".draft")
            draft.write_bytes(printed)
            draft.replace(file)
        return file.read_bytes()

    def tidy(self) -> None:
        """Forgets every PDF that nobody has asked for since this shelf was opened."""
        for file in self.folder.glob("*.pdf"):
            if file.stem not in self._asked_for:
                file.unlink(missing_ok=True)
