"""Reads what a writer saved: UTF-8 text, whatever its line ends, and nothing a page cannot show.

What is written back is written whole.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .problems import Problem

_MOST_BYTES = 1_000_000
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\U0010ffff]")


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of the file at `path` with `\\n` for line ends, or None and what is wrong with it.

    `name` is what the file is called in messages.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            message = f"the file is longer than {_MOST_BYTES:,} bytes. Split it."
            return None, [Problem(name, 0, message)]
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None, [Problem(name, 0, "this file is missing. Create it, even if empty.")]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return None, [Problem(name, line, "not UTF-8 text. Save the file as UTF-8.")]
    except OSError as error:
        return None, [Problem(name, 0, f"cannot be read: {error.strerror}.")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        message = f"holds the control character U+{ord(control[0]):04X}. Remove it."
        return None, [Problem(name, line, message)]
    return text, []


def json_text(value: Mapping[str, Any]) -> str:
    """`value` as the text of a JSON file that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


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
