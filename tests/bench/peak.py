"""Runs a command, and tells as JSON what it took: seconds, seconds of processors, MiB of memory.

    python -m bench.peak COMMAND…

Memory is the most that any one process held, of the command and of those that it waited for. It is
told from here, a small process: Linux counts for a child what its parent held when it began.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

_MIB = 1024 if sys.platform == "linux" else 1024**2  # in kibibytes there, in bytes on macOS


def main(command: Sequence[str]) -> int:
    began = time.perf_counter()
    status = subprocess.call(command, stdout=sys.stderr)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = used.ru_utime + used.ru_stime
    told = {"seconds": seconds, "processors": worked, "memory": used.ru_maxrss / _MIB}
    sys.stdout.write(json.dumps(told))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
