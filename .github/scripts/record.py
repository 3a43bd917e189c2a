"""Runs a command, and keeps what it said and how it ended, for watch_issue.py.

Usage: record.py FOLDER COMMAND [ARGUMENT...]

FOLDER gets `report.txt`, the command's output and errors, which are shown meanwhile too, and, once
it has ended, `status`, its exit status. What is cut off leaves no status. The command's failure is
a part of the report, not ours: only one that cannot be run at all, or kept, fails.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import BinaryIO


def record(folder: Path, command: list[str], shown: BinaryIO) -> int:
    """Runs `command`, keeps it in `folder`, shows it on `shown`; gives its exit status."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "status").unlink(missing_ok=True)
    with (
        (folder / "report.txt").open("wb", buffering=0) as report,
        subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as running,
    ):
        assert running.stdout  # noqa: S101
        for line in running.stdout:
            report.write(line)
            shown.write(line)
            shown.flush()
    (folder / "status").write_text(f"{running.returncode}\n", "ascii")
    return running.returncode


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:  # noqa: PLR2004
        sys.stderr.write("Usage: record.py FOLDER COMMAND [ARGUMENT...]\n")
        return 2
    folder, *command = arguments
    try:
        status = record(Path(folder), command, sys.stdout.buffer)
    except OSError as error:
        sys.stderr.write(f"{command[0]} could not be run and kept: {error}\n")
        return 1
    sys.stdout.write(f"{command[0]} ended with status {status}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
