"""Probing beside the rest of the build: started early, collected when the pages are made."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from .evidence import Evidence, Run, Target, questions
from .failures import told_of_ours
from .limits import Limits
from .probe import Outcome, parted, probe_into
from .session import WORLD, Outside

_GOODBYE = 0.05  # of the budget: time for connections to close


class BackgroundProbe:
    """A run of the prober in a thread with an event loop of its own, started at once.

    `known` is former evidence by page: what has not changed since is not read again.
    The thread is a daemon and holds no executor: it never delays the end of the interpreter.
    """

    def __init__(
        self,
        targets: Iterable[Target],
        limits: Limits,
        *,
        at: datetime,
        known: Mapping[str, Evidence] | None = None,
        outside: Outside = WORLD,
    ) -> None:
        self._pages = questions(targets, known or {})
        self._found: dict[str, Outcome] = {}
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(
            probe_into(self._found, self._pages, limits, at=at, outside=outside)
        )
        self._thread = threading.Thread(target=self._run, name="link health", daemon=True)
        self._thread.start()

    def collect(self, budget_seconds: float) -> Run:
        """The evidence so far, after waiting at most `budget_seconds` for the rest.

        What is still under way is cancelled. Calling again gives the same run.
        """
        budget = max(0.0, budget_seconds)
        self._thread.join(budget * (1 - _GOODBYE))
        if self._thread.is_alive():
            with suppress(RuntimeError):  # it ended, and closed its loop, this very moment
                self._loop.call_soon_threadsafe(self._task.cancel)
            self._thread.join(budget * _GOODBYE)
        if self._task.done() and not self._task.cancelled():
            self._task.result()  # a fault of ours, if any, is not to be taken for a dead link
        found = dict(self._found)
        evidence, troubles = parted(found)
        told = {page: told_of_ours(error) for page, error in troubles.items()}
        return Run(evidence, tuple(page for page in self._pages if page not in found), told)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(asyncio.wait([self._task]))
        finally:
            self._loop.close()
