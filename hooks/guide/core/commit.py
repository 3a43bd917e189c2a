"""Which version of the sources a site is made from."""

from __future__ import annotations

import subprocess
from pathlib import Path

CHANGED = "+"
"""What follows a commit where files differ from what was committed."""

_SHOWN = 10  # letters: as many as tell commits apart, and the same in every clone
_DESCRIBE = ("git", "describe", "--always", "--abbrev=40", f"--dirty={CHANGED}", "--exclude=*")


def commit_of(project: Path) -> str:
    """The commit that the folder `project` stands at, with a sign if files have changed since;
    empty where git knows nothing of it."""
    try:
        done = subprocess.run(  # noqa: S603  # no input of anyone's
            _DESCRIBE, cwd=project, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""  # no git on this machine
    return done.stdout.strip() if done.returncode == 0 else ""


def in_short(commit: str) -> str:
    """`commit` as people are told it."""
    name = commit.removesuffix(CHANGED)
    return name[:_SHOWN] + commit[len(name) :]
