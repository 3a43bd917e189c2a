"""Which version of the sources an edition was made from."""

from __future__ import annotations

import subprocess
from pathlib import Path

# Short, and with a sign where files differ from what was committed.
_DESCRIBE = ("git", "describe", "--always", "--abbrev=10", "--dirty=+", "--exclude=*")


def commit_of(project: Path) -> str:
    """The commit that the folder `project` stands at; empty where git knows nothing of it."""
    try:
        done = subprocess.run(  # noqa: S603  # no input of anyone's
            _DESCRIBE, cwd=project, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""  # no git on this machine
    return done.stdout.strip() if done.returncode == 0 else ""
