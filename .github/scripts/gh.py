"""GitHub's own command, `gh`, as the scripts beside this file call it.

It finds the repository in GH_REPO and its right to it in GH_TOKEN, both from the environment. Each
function raises OSError where there is no `gh`, and CalledProcessError where it fails, having said
why on standard error.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def run(*arguments: str, text: str | None = None) -> str:
    """What `gh` prints, `text` being its input."""
    done = subprocess.run(  # noqa: S603
        ["gh", *arguments],  # noqa: S607
        input=text,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def api(*arguments: str, text: str | None = None) -> Any:
    """The JSON that GitHub answers to `gh api`. Raises ValueError for what is none."""
    return json.loads(run("api", *arguments, text=text))


def find(place: str) -> Any:
    """What stands at `place` of GitHub's API; None where nothing does. Raises as `api` does."""
    done = subprocess.run(  # noqa: S603
        ["gh", "api", place],  # noqa: S607
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode and "(HTTP 404)" in done.stderr:
        return None
    sys.stderr.write(done.stderr)
    done.check_returncode()
    return json.loads(done.stdout)
