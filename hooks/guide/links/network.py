"""Whether there is a network at all: found out once, from the first hosts asked, for all sources.

Without this, each source would wait out its own look-up: some systems take ten seconds to say
that they have no name server.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

ENOUGH_SILENT_HOSTS = 4
GRACE = 1.0  # seconds left to the other hosts once so many, or all, have failed and none has spoken


class Network:
    """What the hosts of one run tell of the network that leads to them."""

    def __init__(self, patience: asyncio.Timeout, hosts: int) -> None:
        self._patience = patience
        self._enough = min(ENOUGH_SILENT_HOSTS, hosts)
        self._silent: set[str] = set()
        self._is_there = False

    def heard(self) -> None:
        """Some host was reached: the network is there, and stays for the rest of the run."""
        self._is_there = True
        self._wait_until(None)

    def silent(self, host: str) -> None:
        """`host` could not be reached."""
        if self._is_there:
            return
        self._silent.add(host)
        if len(self._silent) == self._enough:
            self._wait_until(asyncio.get_running_loop().time() + GRACE)

    def _wait_until(self, end: float | None) -> None:
        if not self._patience.expired() and self._patience.when() != end:
            self._patience.reschedule(end)


@asynccontextmanager
async def while_there_is_a_network(hosts: int) -> AsyncIterator[Network]:
    """Cancels what stands in the `with` block, quietly, once the network proves to be dead.

    `hosts` is how many may be asked.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(None) as patience:
            yield Network(patience, hosts)
