"""What can stop a build though nothing is wrong with the guide: each said in one line."""

from __future__ import annotations

import errno
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = ".cache/build.lock"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHUT = (errno.EACCES, errno.EPERM, errno.EROFS)


class BusyError(Exception):
    """Another build is at work in the folder."""


def alone_in(project: Path) -> FileLock:
    """What keeps others from building the guide in the folder `project` until this process ends, or
    releases it. Raises BusyError, and OSError where nothing can be written."""
    path = project / LOCK
    path.parent.mkdir(exist_ok=True)
    lock = FileLock(path, timeout=0, is_singleton=True)  # this process may build again and again
    try:
        lock.acquire()
    except Timeout:
        message = "another build is at work in this folder. Let it end, then build again."
        raise BusyError(message) from None
    return lock


def in_a_line(error: Exception, page: str) -> str | None:
    """What `error` says to a person, met at or after the rendering of `page`; None if it is a fault
    of the engine, of which the whole must be seen."""
    if isinstance(error, BusyError):
        return str(error)
    if isinstance(error, RecursionError):
        return f"{page}: nests lists, quotations or HTML too deeply to be rendered. Write it flat."
    if not isinstance(error, OSError):
        return None
    place = f" '{error.filename}'" if error.filename else ""
    return f"cannot read or write{place}: {error.strerror or error}. {_remedy(error.errno)}"


def _remedy(code: int | None) -> str:
    if code in _FULL:
        return "Make room on the disk, then build again."
    if code in _SHUT:
        return "Whoever builds must be able to write in .cache/ and in site/."
    return "Mend that, then build again."
