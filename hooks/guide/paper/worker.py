"""A process that prints: `python -m guide.paper.worker`, started by workers, which it talks to.

On its input it is handed calls, pickled: nothing but workers writes there. On its output it gives
for each a byte that says how it went, the length of what follows as eight bytes, and that.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import BinaryIO

from .press import PressError

DONE, FAILED = b"+", b"-"


def serve(calls: BinaryIO, answers: BinaryIO) -> None:
    """Makes what is called for until there is nothing more."""
    while True:
        try:
            make = pickle.load(calls)  # noqa: S301  # from the build that started this process
        except EOFError:
            return
        try:
            how, what = DONE, make()
        except (PressError, OSError) as error:  # a full disk is no reason for a traceback
            how, what = FAILED, str(error).encode()
        answers.write(how + len(what).to_bytes(8, "big") + what)
        answers.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build is told, and ends its workers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed by mistake is no answer
    serve(sys.stdin.buffer, answers)
