"""Published copies of a site, as they are found: a folder, or a zip of one. See address, too."""

from __future__ import annotations

import os
import stat
import struct
import zlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from lzma import LZMAError
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from .limits import Absent, Allowance, Trouble, refuse_too_many
from .record import FILE

Content = bytes | Trouble
_AT_ONCE = 1 << 20
# What zipfile raises over what is damaged, under a password, or packed in a way it does not know.
_DAMAGED = (
    *(BadZipFile, EOFError, OSError, RuntimeError, ValueError),
    *(zlib.error, LZMAError, struct.error),
)


class Copy(ABC):
    """The files of a site that someone has published."""

    @abstractmethod
    def listed(self) -> frozenset[str] | None:
        """The paths of all its files; None where nobody can know them."""

    @abstractmethod
    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, Content]]:
        """Each file of `paths`, in any order, or why it is not to be had."""


class _OneByOne(Copy):
    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, Content]]:
        for path in paths:
            try:
                yield path, self._read(path)
            except Trouble as trouble:
                yield path, trouble

    @abstractmethod
    def _read(self, path: str) -> bytes: ...


class Folder(_OneByOne):
    """What stands in the folder `root`. No link is followed: it may lead anywhere."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._allowance = Allowance()

    def listed(self) -> frozenset[str]:
        found: set[str] = set()
        for folder, folders, files in os.walk(self._root):
            links = (name for name in folders if Path(folder, name).is_symlink())
            names = (Path(folder, name) for name in (*files, *links))
            found.update(path.relative_to(self._root).as_posix() for path in names)
            refuse_too_many(len(found))
        return frozenset(found)

    def _read(self, path: str) -> bytes:
        try:
            self._refuse_links(path)
            with (self._root / path).open("rb") as file:
                return self._allowance.whole(_parts(file))
        except (FileNotFoundError, NotADirectoryError):
            raise Absent from None
        except OSError as error:
            message = f"cannot be read ({error.strerror})"
            raise Trouble(message) from None

    def _refuse_links(self, path: str) -> None:
        place = self._root
        for part in path.split("/"):
            place /= part
            mode = place.lstat().st_mode
            if stat.S_ISLNK(mode):
                message = "is a link, which is not followed"
                raise Trouble(message)
        if not stat.S_ISREG(mode):
            message = "is no file"
            raise Trouble(message)


class Zip(_OneByOne):
    """What stands in a zip beside the uppermost build.json. Nothing of it is written anywhere.

    Raises Trouble if it is none, or damaged.
    """

    def __init__(self, zipped: Path | BytesIO) -> None:
        try:
            self._zip = ZipFile(zipped)
        except _DAMAGED as error:
            message = f"is no zip that can be read ({error})"
            raise Trouble(message) from None
        self._allowance = Allowance()
        names = [name for name in self._zip.namelist() if not name.endswith("/")]
        refuse_too_many(len(names))
        self._root = _root_of(names)
        own = [name for name in names if name.startswith(self._root)]
        self._counts = Counter(name.removeprefix(self._root) for name in own)

    def listed(self) -> frozenset[str]:
        return frozenset(self._counts)

    def _read(self, path: str) -> bytes:
        if path not in self._counts:
            raise Absent
        if self._counts[path] > 1:
            message = "stands there twice"
            raise Trouble(message)
        try:
            with self._zip.open(self._root + path) as file:
                return self._allowance.whole(_parts(file))
        except _DAMAGED as error:
            message = f"cannot be unpacked ({error})"
            raise Trouble(message) from None


def _root_of(names: Iterable[str]) -> str:
    """What stands before the uppermost build.json of `names`; nothing, if there is none."""
    found = [name for name in names if name == FILE or name.endswith(f"/{FILE}")]
    first = min(found, key=lambda name: (name.count("/"), name), default=FILE)
    return first.removesuffix(FILE)


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(file.read, _AT_ONCE), b"")
