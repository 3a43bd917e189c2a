"""Reads what a writer saved: UTF-8 text, whatever its line ends, and nothing a page cannot show.

What is written back is written whole.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG

from ..core.problems import Problem

_MOST_BYTES = 1_000_000
# What no page can show, what some readers of text take for the end of a line, and what turns round
# the order of what follows: a number could be read otherwise than it is dialled.
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\ufffd\U00010000-\U0010ffff]")

A_LINK = "is a link to another file, which may be anyone's. Put the file itself here."


class _UnfitError(Exception):
    """What is no file to read, and why."""


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of the file at `path` with `\\n` for line ends, or None and what is wrong with it.

    `name` is what the file is called in messages.
    """
    try:
        text = _content(path).decode("utf-8-sig")
    except FileNotFoundError:
        return None, [Problem(name, 0, "this file is missing. Create it, even if empty.")]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return None, [Problem(name, line, "not UTF-8 text. Save the file as UTF-8.")]
    except _UnfitError as unfit:
        return None, [Problem(name, 0, str(unfit))]
    except OSError as error:
        return None, [Problem(name, 0, f"cannot be read: {error.strerror}.")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        message = f"holds the control character U+{ord(control[0]):04X}. Remove it."
        return None, [Problem(name, line, message)]
    return text, []


def _content(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises OSError, and _UnfitError for what is none."""
    if path.is_symlink():
        raise _UnfitError(A_LINK)
    found = path.stat()
    if not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):
        raise _UnfitError("is no file, but what a program writes to. Remove it.")
    if found.st_size > _MOST_BYTES:
        raise _UnfitError(f"the file is longer than {_MOST_BYTES:,} bytes. Split it.")
    return path.read_bytes()


def is_within(folder: Path, name: str) -> bool:
    """Whether `name` is the path of a file from `folder`, and leads to nothing outside."""
    path = PurePosixPath(name)
    outside = path.is_absolute() or ".." in path.parts
    return not outside and path.as_posix() == name and (folder / name).is_file()


def write_whole(path: Path, content: bytes) -> None:
    """Puts `content` in the place of the file at `path`, with its permissions: a reader finds the
    old content or the new one, never a part of it."""
    file = path.resolve()  # a link stays one
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
        shutil.copymode(file, draft)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
