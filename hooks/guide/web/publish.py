"""Puts a finished site in the place of the old one, so that none is ever seen half-written. Were
the build ended between any two of its steps, one of the two sites is there, whole; but where the
system cannot exchange two folders, only once the next build has begun."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD; RENAME_EXCHANGE and RENAME_SWAP, renameat2(2), renamex_np(2)


def publish(new: Path, site: Path, attic: Path) -> None:
    """Moves the folder `new` to `site`; the former `site` is removed.

    Where the system cannot exchange two folders at one stroke, the former `site` waits in `attic`
    for a moment; see `recover`. Raises OSError with the former site in its place.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev != site.parent.stat().st_dev:
        new = _beside(new, site)
    if not site.exists():
        new.replace(site)
    elif _exchanged(new, site):
        shutil.rmtree(new, ignore_errors=True)
    else:
        _in_two_steps(new, site, attic)
    shutil.rmtree(attic, ignore_errors=True)


def recover(site: Path, attic: Path) -> None:
    """Puts the former site back, if a build was ended between the two steps."""
    if attic.exists() and not site.exists():
        shutil.move(attic, site)


def _beside(new: Path, site: Path) -> Path:
    """`new` on the file system of `site`: between two, files are copied, and copies take time."""
    beside = site.with_name(f".{site.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(new, beside)
    shutil.rmtree(new, ignore_errors=True)
    return beside


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two folders were given each other's place, at one stroke."""
    paths = os.fsencode(one), os.fsencode(other)
    system = ctypes.CDLL(None) if os.name == "posix" else None
    with suppress(AttributeError):  # a system that has no such call
        if system and sys.platform == "darwin":
            return bool(system.renamex_np(*paths, _EXCHANGE) == 0)
        if system:
            return bool(system.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0)
    return False


def _in_two_steps(new: Path, site: Path, attic: Path) -> None:
    shutil.rmtree(attic, ignore_errors=True)
    attic.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(site, attic)
    try:
        new.replace(site)
    except OSError:
        shutil.move(attic, site)
        raise
