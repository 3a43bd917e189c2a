"""Which addresses may be asked: public ones over HTTP, whatever a page or a name server says.

The check sits in the resolver that the connection uses, so the address checked is the address
connected to: a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

LookUp = Callable[[str], Sequence[str]]
"""From a host name to its addresses, as text; may block; raises OSError (socket.gaierror)."""

T = TypeVar("T")

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
_NOT_PUBLIC = (  # though the standard library takes them for global
    ipaddress.ip_network("::/96"),  # RFC 4291, 2.5.5.1: an IPv4 address, as nobody writes it now
    ipaddress.ip_network("fec0::/10"),  # RFC 3879: site-local, as some networks still route it
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215: NAT64 within a network of one's own
)
_NUMERIC = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)\.?", re.IGNORECASE)
_RAW_BYTE = re.compile("[\udc80-\udcff]")  # how Python keeps a byte that is not UTF-8 (PEP 383)
_PLAIN = re.compile(r"[!#-;=?-Z\[\]_a-z~]*")  # what RFC 3986 lets stand in an address, `%` too


class AddressRefused(OSError):
    """A name that resolves to an address that must not be asked."""


def parse(address: str) -> URL:
    """The address to send, byte for byte as written when it may be sent so; else encoded.

    A server may tell `%3A` from `:`, so what is already encoded is left alone; only the host is
    put in small letters. Raises ValueError for what is no address.
    """
    url = URL(address, encoded=_PLAIN.fullmatch(address) is not None)
    host = url.raw_host or ""
    return url if host == host.lower() else url.with_host(host.lower())


def parse_header(value: str) -> URL:
    """The address in a header, whose bytes that are not UTF-8 are sent back as they came.

    Raises ValueError for what is no address.
    """
    return parse(_RAW_BYTE.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", value))


def why_refused(url: URL, allow_hosts: Sequence[str] = ()) -> str | None:
    """Why `url` must not be asked, as far as its own text tells; None when it may be.

    `allow_hosts` are in small letters, in their ASCII form (`xn--…`).
    """
    if url.scheme.lower() not in {"http", "https"}:
        return f"not an http or https address: {url}"
    host = url.raw_host
    if not host:
        return f"an address without a host: {url}"
    if host in allow_hosts:
        return None
    try:
        return None if is_public(host) else f"{host} is not a public address"
    except ValueError:
        # RFC-less spellings such as 127.1 or 0x7f000001, which some systems take for an address
        return f"{host} is not a host name" if _NUMERIC.fullmatch(host) else None


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public Internet, whatever it is wrapped in.

    IANA's special-purpose registries, as the standard library encodes them, and what it leaves out;
    IPv4 in IPv6 (mapped, 6to4, NAT64) counts as the IPv4 address it is. Raises ValueError for what
    is no address.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast and not any(ip in one for one in _NOT_PUBLIC)


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
