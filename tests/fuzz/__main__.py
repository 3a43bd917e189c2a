"""`make fuzz MINUTES=60`: other guides at each run, until the time is over or one breaks the
engine, which is left in .cache/fuzz/ for who mends.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from .guides import guides
from .running import Guide

_KEPT = Path(".cache/fuzz")
_ROUND = 200  # guides, after which the time is looked at
_WHOLE = 40  # of so many guides one is built whole


def main() -> int:
    """Says how many guides were read, and how many of them had no fault of their own."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    count, end, number = Counter[str](), time.monotonic() + options.minutes * 60, options.seed
    with tempfile.TemporaryDirectory() as folder:
        guide = Guide(Path(folder) / "guide")
        while time.monotonic() < end:
            try:
                _round(guide, number, count)
            except BaseException:
                _say(f"Broken at seed {number}: see {_KEPT}/.")
                raise
            number += 1
            _say(
                f"{count['guides']} guides read, {count['whole']} of them built whole; "
                f"{count['sound']} had no error; {count['lines']} lines said."
            )
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _round(guide: Guide, number: int, count: Counter[str]) -> None:
    @seed(number)
    @given(files=guides)
    @settings(
        max_examples=_ROUND,
        deadline=None,
        derandomize=False,
        database=None,
        phases=[Phase.generate],  # to make a guide smaller may take longer than to mend the engine
        suppress_health_check=list(HealthCheck),
    )
    def tried(files: Mapping[str, bytes]) -> None:
        count["guides"] += 1
        whole = count["guides"] % _WHOLE == 0
        count["whole"] += whole
        try:
            problems = guide.run(files, whole=whole)
        except Exception:
            _keep(files)
            raise
        count["lines"] += len(problems)
        count["sound"] += not any(problem.severity.name == "ERROR" for problem in problems)

    tried()


def _keep(files: Mapping[str, bytes]) -> None:
    """Leaves the failing guide where it can be looked at."""
    shutil.rmtree(_KEPT, ignore_errors=True)
    for name, content in files.items():
        (_KEPT / name).parent.mkdir(parents=True, exist_ok=True)
        (_KEPT / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
