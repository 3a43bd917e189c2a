"""How the prober goes out: one HTTP client for the whole run, bounded and checked."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, TraceConfig

from .limits import Limits
from .network import Network
from .resolver import LookUp, PublicResolver, look_up

_HEADER_LIMIT = 32_768  # bytes: real policies exceed aiohttp's 8 KiB, floods exceed this
_KEEP_ALIVE = 0.1  # seconds: pages of one host follow at once; of many hosts, few stay open


@dataclass(frozen=True)
class Outside:
    """What stands between the prober and the world, for tests to replace: the name server, and
    the certificates trusted (None for the system's)."""

    look_up: LookUp = look_up
    tls: ssl.SSLContext | None = None


WORLD = Outside()


@asynccontextmanager
async def open_session(
    limits: Limits, network: Network, outside: Outside
) -> AsyncIterator[ClientSession]:
    """One session for all: it holds no cookies, each visit has its own."""

    async def connected(*_: object) -> None:
        network.heard()

    trace = TraceConfig()
    trace.on_connection_create_end.append(connected)
    connector = TCPConnector(
        resolver=PublicResolver(limits.allow_hosts, outside.look_up),
        ssl=outside.tls or True,
        limit=0,  # ours count: per host and in all
        ttl_dns_cache=None,  # a name is looked up, and checked, once in a run
        keepalive_timeout=_KEEP_ALIVE,
    )
    async with ClientSession(
        connector=connector,
        headers=limits.headers,
        cookie_jar=DummyCookieJar(),
        auto_decompress=False,  # bounded unpacking is ours: see page_text.unpack
        timeout=ClientTimeout(total=None),  # asyncio.timeout covers the look-up too
        max_line_size=_HEADER_LIMIT,
        max_field_size=_HEADER_LIMIT,
        trace_configs=[trace],
    ) as session:
        yield session
