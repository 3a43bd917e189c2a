"""One visit of one page: what it has shown so far, its cookies, the time it has left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from http.cookies import BaseCookie

from aiohttp import ClientResponse, CookieJar
from yarl import URL

from .evidence import Evidence, Hop


@dataclass
class Visit:
    """What is known so far of one page, while its redirects are followed."""

    evidence: Evidence
    seconds_left: float
    former: Evidence | None = None
    hops: list[Hop] = field(default_factory=list)
    jar: CookieJar | None = None

    def ended(self, **known: object) -> Evidence:
        return replace(self.evidence, hops=tuple(self.hops), **known)  # type: ignore[arg-type]

    def cookies(self, url: URL) -> BaseCookie[str] | None:
        return self.jar.filter_cookies(url) if self.jar else None

    def keep_cookies(self, response: ClientResponse) -> None:
        """Some sites send a visitor round until he holds their cookie."""
        if response.cookies:
            self.jar = self.jar or CookieJar()
            self.jar.update_cookies(response.cookies, response.url)

    @asynccontextmanager
    async def timed(self) -> AsyncIterator[None]:
        """Counts the time of what stands in the `with` block, and ends it when none is left."""
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            async with asyncio.timeout(self.seconds_left):
                yield
        finally:
            self.seconds_left -= clock() - started
