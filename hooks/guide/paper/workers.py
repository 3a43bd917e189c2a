"""Prints many editions side by side, each processor its own.

In processes that are started anew: threads of one take longer together than one does alone, and
Typst's own threads are not there any more in a process that was forked.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from .press import PressError
from .worker import DONE

Make = Callable[[], bytes]
"""What can be pickled: a function of a module, with its arguments."""

_HOOKS = Path(__file__).parents[2]
_MOST = 4  # each comes to hold a gigabyte, over booklets
_FEW = 2  # so many are made before a worker has started


def made(makes: Sequence[Make]) -> list[bytes | PressError]:
    """What each of `makes` makes, in their order; the error of each that fails.

    Those that take longest should come first.
    """
    count = min(os.cpu_count() or 1, len(makes), _MOST)
    if len(makes) <= _FEW or count == 1:
        return [_made_here(make) for make in makes]
    workers = [Worker() for _ in range(count)]
    idle = SimpleQueue[Worker]()
    for worker in workers:
        idle.put(worker)

    def made_there(make: Make) -> bytes | PressError:
        worker = idle.get()
        try:
            return worker.made(make)
        finally:
            idle.put(worker)

    try:
        with ThreadPoolExecutor(count) as waiting:  # each thread only waits for its worker
            return list(waiting.map(made_there, makes))
    finally:
        for worker in workers:
            worker.end()


def _made_here(make: Make) -> bytes | PressError:
    try:
        return make()
    except PressError as error:
        return error


class Worker:
    """A process that makes one thing after another; another one is started in the place of one that
    ended before its time."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()  # so that one that is ended leaves nothing behind
        self._process: subprocess.Popen[bytes] | None = None

    def made(self, make: Make) -> bytes | PressError:
        """What `make` makes; an error, too, if the process ends over it."""
        process = self._process = self._process or self._started()
        assert process.stdin  # noqa: S101  # _started asks for both
        assert process.stdout  # noqa: S101
        try:
            pickle.dump(make, process.stdin)
            process.stdin.flush()
            head = process.stdout.read(9)
            size = int.from_bytes(head[1:], "big")
            what = process.stdout.read(size)
        except BrokenPipeError:
            head, size, what = b"", 0, b""
        if len(head) < 9 or len(what) < size:  # noqa: PLR2004  # see worker
            self._stop()
            return PressError(f"the process that printed it ended ({process.returncode}).")
        return what if head[:1] == DONE else PressError(what.decode())

    def end(self) -> None:
        """Ends the process, and removes what it may have left."""
        self._stop()
        self._folder.cleanup()

    def _started(self) -> subprocess.Popen[bytes]:
        paths = [str(_HOOKS), *filter(None, [os.environ.get("PYTHONPATH")])]
        own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder.name)
        return subprocess.Popen(
            [sys.executable, "-m", "guide.paper.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **own, "PYTHONPATH": os.pathsep.join(paths)},
        )

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            with process:  # closes its pipes and waits for it
                pass
