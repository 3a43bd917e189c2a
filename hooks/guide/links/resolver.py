"""Resolves names to addresses that may be asked.

The connection uses this resolver, so the address checked is the address connected to: a name that
answers differently the second time gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult

from ..core.addresses import AddressRefused, is_public

LookUp = Callable[[str], Sequence[str]]
"""From a host name to its addresses, as text; may block; raises OSError (socket.gaierror)."""

T = TypeVar("T")


def look_up(host: str) -> list[str]:
    """The addresses of `host`, by the system's resolver."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only, save those of `allow_hosts` (tests on loopback)."""

    def __init__(self, allow_hosts: Sequence[str] = (), look_up: LookUp = look_up) -> None:
        self._allow_hosts = allow_hosts
        self._look_up = look_up

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,
    ) -> list[ResolveResult]:
        addresses = await in_daemon_thread(self._look_up, host)
        private = [address for address in addresses if not is_public(address)]
        if private and host not in self._allow_hosts:
            raise AddressRefused(f"{host} resolves to {private[0]}, not a public address")
        return [_result(host, port, address) for address in addresses]

    async def close(self) -> None:
        """Nothing is held open."""


def _result(host: str, port: int, address: str) -> ResolveResult:
    ipv6 = isinstance(ipaddress.ip_address(address), ipaddress.IPv6Address)
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=socket.AF_INET6 if ipv6 else socket.AF_INET,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )


async def in_daemon_thread(function: Callable[[str], T], argument: str) -> T:
    """`function(argument)` without blocking the loop, nor, unlike an executor's threads, the end
    of the interpreter: a name server may stay silent for half a minute."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def settle(value: T | None, error: Exception | None) -> None:
        if result.done():
            return
        if error is not None:
            result.set_exception(error)
        else:
            result.set_result(value)  # type: ignore[arg-type]  # T itself may be None

    def work() -> None:
        value, error = None, None
        try:
            value = function(argument)
        except Exception as raised:  # noqa: BLE001 - handed on, whatever it is
            error = raised
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=work, name=f"look up {argument}", daemon=True).start()
    return await result
