"""Runs a command, within a time limit, and says how long it took."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
} | {
    "PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")]),
    "NO_MKDOCS_2_WARNING": "1",
}


class BenchError(RuntimeError):
    """A measure that cannot be made, and why."""


@dataclass(frozen=True)
class Done:
    """What a command did: in how long, what it wrote, whether it was cut off at the limit."""

    seconds: float
    out: str
    err: str
    status: int
    cut: bool = False

    def checked(self, *others: int) -> Done:
        """Itself; raises BenchError with its last words if its status is not 0 nor of `others`."""
        if self.status not in {0, *others}:
            words = (self.err.strip() or self.out.strip() or "it said nothing").splitlines()
            raise BenchError(words[-1])
        return self


def run(
    command: Sequence[str | Path], limit: float, cwd: Path, extra: Mapping[str, str] | None = None
) -> Done:
    """Runs `command` in `cwd` for `limit` seconds at most, with `extra` in its environment."""
    # Files, not pipes: Node leaves without emptying a pipe.
    with tempfile.TemporaryFile("w+b") as out, tempfile.TemporaryFile("w+b") as err:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            cwd=cwd,
            env=ENVIRONMENT | dict(extra or {}),
            start_new_session=True,
        )
        cut = _wait(process, limit)
        seconds = time.perf_counter() - began
        texts = [_text(file) for file in (out, err)]
    return Done(seconds, texts[0], texts[1], process.returncode, cut)


def _wait(process: subprocess.Popen[bytes], limit: float) -> bool:
    """Waits for `process`; whether it had to be stopped, with all that it started."""
    try:
        process.wait(limit)
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        return True
    return False


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
