"""A fast server on loopback, in a process of its own, so that what is measured is the client.

    python -m bench.server HOSTS

listens on 127.0.0.1 to 127.0.0.HOSTS, prints its port, and ends when its input is closed.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import cast
from urllib.request import ProxyHandler, build_opener

from .replies import Asked, End, Reply, reply
from .running import ENVIRONMENT

_PAUSE = 0.5  # seconds between the bytes of a trickle
_QUEUE = 1024  # connections that may wait to be taken


def host(number: int) -> str:
    return f"127.0.0.{number}"


@dataclass
class Traffic:
    """What the server saw: how often each target was asked, and the most requests under way at
    once, in all and for one host. This proves what a tool says of its limits."""

    hits: Counter[str] = field(default_factory=Counter)
    most: int = 0
    most_a_host: int = 0


class _Log:
    """The traffic since it was last told, and the requests now under way by host."""

    def __init__(self) -> None:
        self._traffic = Traffic()
        self._under_way = Counter[str]()

    def began(self, target: str, name: str) -> None:
        seen, now = self._traffic, self._under_way
        seen.hits[target] += 1
        now[name] += 1
        seen.most = max(seen.most, now.total())
        seen.most_a_host = max(seen.most_a_host, now[name])

    def ended(self, name: str) -> None:
        self._under_way[name] -= 1

    def told(self) -> bytes:
        traffic, self._traffic = self._traffic, Traffic()
        return json.dumps(vars(traffic)).encode()


class _Connection(asyncio.Protocol):
    """One client; it asks one thing at a time."""

    def __init__(self, log: _Log) -> None:
        self._log = log
        self._unread = b""
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._host, self._port = transport.get_extra_info("sockname")

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while b"\r\n\r\n" in self._unread:
            head, _, self._unread = self._unread.partition(b"\r\n\r\n")
            method, target, _ = head.decode("latin-1").split(" ", 2)
            self._take(Asked(method, target, self._port))

    def _take(self, asked: Asked) -> None:
        if asked.target == "/traffic":
            self._transport.write(Reply(self._log.told()).as_bytes(asked.method))
            return
        self._log.began(asked.target, self._host)
        answer = reply(asked)
        self._loop.call_later(answer.milliseconds / 1000, self._say, answer, asked.method)

    def _say(self, answer: Reply, method: str) -> None:
        self._log.ended(self._host)
        if self._transport.is_closing() or answer.end is End.SILENCE:
            return
        self._transport.write(answer.as_bytes(method))
        if answer.end is End.CLOSE:
            self._transport.close()
        elif answer.end is End.RESET:
            self._loop.call_later(0.05, self._transport.abort)
        elif answer.end is End.TRICKLE:
            self._trickle()

    def _trickle(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(b".")
            self._loop.call_later(_PAUSE, self._trickle)


async def _serve(hosts: int) -> None:
    loop, log = asyncio.get_running_loop(), _Log()
    with closing(socket.create_server((host(1), 0))) as any_port:
        port = any_port.getsockname()[1]
    names = [host(number) for number in range(1, hosts + 1)]
    async with await loop.create_server(lambda: _Connection(log), names, port, backlog=_QUEUE):
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


@dataclass(frozen=True)
class Server:
    """The running server."""

    port: int

    def traffic(self) -> Traffic:
        """What came since the last call."""
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"http://{host(1)}:{self.port}/traffic") as answer:
            return Traffic(**json.load(answer))


@contextmanager
def serving(hosts: int) -> Iterator[Server]:
    command = [sys.executable, "-m", "bench.server", str(hosts)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Server(int(process.stdout.readline()))
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
