"""The files of docs/: each one that every system can hold, and that is where it seems to be."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..core.places import DOCS
from ..core.problems import Problem
from ..text.textfile import A_LINK

_FORBIDDEN = frozenset('<>:"\\|?*')  # to Windows; the first two also to HTML
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
_LONGEST = 120  # of a name, in bytes: a zip of the guide is unpacked into folders of long names


def check_files(project: Path) -> Iterator[Problem]:
    """Links, which may lead out of docs/, and names that not every system can hold, or can tell
    apart, in the folder `project`."""
    taken: dict[str, str] = {}
    for name in sorted(_paths(project / DOCS)):
        path = f"{DOCS}/{name}"
        if (project / path).is_symlink():
            yield Problem(path, 0, A_LINK)
        if not _is_portable(PurePosixPath(name).name):
            message = (
                "not every system can hold a file of that name. Use letters, digits, '-', '_' and "
                "'.', and end it with none of the last."
            )
            yield Problem(path, 0, message)
        first = taken.setdefault(unicodedata.normalize("NFC", name).casefold(), path)
        if first != path:
            message = f"not every system can tell it from {first}. Rename one of the two."
            yield Problem(path, 0, message)


def _paths(docs: Path) -> Iterator[str]:
    """Every file and folder of `docs`, by path from there; no link is followed."""
    for folder, folders, files in os.walk(docs):
        within = Path(folder).relative_to(docs)
        yield from ((within / name).as_posix() for name in (*folders, *files))


def _is_portable(name: str) -> bool:
    return (
        name.isprintable()
        and _FORBIDDEN.isdisjoint(name)
        and name.partition(".")[0].lower() not in _DEVICES
        and name == name.strip().removesuffix(".")
        and len(name.encode()) <= _LONGEST
    )
