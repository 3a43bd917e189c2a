"""A machine unlike this one, as far as a build can tell."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Python runs it before all else. Nobody promises in which order a folder's files come.
_CUSTOM = """\
import os

_scandir, _listdir = os.scandir, os.listdir


class Backwards:
    def __init__(self, entries):
        with entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        pass


os.scandir = lambda *path: Backwards(_scandir(*path))
os.listdir = lambda *path: sorted(_listdir(*path), reverse=True)
os.cpu_count = lambda: 1
"""
_LONG_AGO = 981_173_106  # in 2001


def unlike(folder: Path) -> dict[str, str]:
    """The environment of a machine with one processor, another home, another language and zone,
    whose folders list their files backwards; `folder` is for what makes it so."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_CUSTOM, "utf-8")
    return {
        "HOME": str(folder),
        "LC_ALL": "C",  # the one locale that every system has, and that says nothing of UTF-8
        "PYTHONHASHSEED": "1",
        "PYTHONPATH": str(folder),
        "TZ": "Pacific/Kiritimati",
    }


@contextmanager
def private() -> Iterator[None]:
    """New files are for their owner alone."""
    former = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(former)


def aged(project: Path) -> Path:
    """The same folder, all files of which are old."""
    for path in project.rglob("*"):
        os.utime(path, (_LONG_AGO, _LONG_AGO))
    return project
