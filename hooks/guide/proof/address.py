"""A published copy of a site at its address, asked file by file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from itertools import islice

from aiohttp import ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from ..links.failures import FROM_OUTSIDE, explain
from .copies import Content, Copy
from .limits import Absent, Allowance, Trouble, Unheard

_AT_ONCE = 8  # requests
_PATIENCE = 60  # seconds for one file
_HOPS = 5
_PART = 1 << 16
_OK, _NOT_THERE = 200, (404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_FOUND = "404.html"  # hosts may say of it what it is shown for
# What is packed for the way would have to be unpacked with care.
_AS_IT_IS = {"Accept-Encoding": "identity"}


class Address(Copy):
    """What a server gives below `address`, that of a site's folder or of its home page.

    The first file may lead to another host, which all the others are then asked of.
    Raises Trouble for what is no address.
    """

    def __init__(self, address: str) -> None:
        folder = address.removesuffix("index.html").rstrip("/")
        try:
            self._base = URL(f"{folder}/")
        except ValueError:
            self._base = URL()
        if not self._base.host:
            message = f"'{address}' is no address of a site"
            raise Trouble(message)
        self._settled = False
        self._allowance = Allowance()

    def listed(self) -> None:
        """Nothing: a server only gives what it is asked for."""

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, Content]]:
        """See Copy. Raises Trouble once the server is not heard from any more."""
        left = iter(paths)
        with asyncio.Runner() as runner:
            while batch := list(islice(left, _AT_ONCE if self._settled else 1)):
                found = runner.run(self._batch(batch))
                silent = [one for one in found if isinstance(one, Unheard)]
                if len(silent) == _AT_ONCE:
                    message = f"{self._base.host} does not answer any more: a file {silent[0]}"
                    raise Trouble(message)
                yield from zip(batch, found, strict=True)

    async def _batch(self, paths: list[str]) -> list[Content]:
        async with ClientSession(
            headers=_AS_IT_IS, auto_decompress=False, timeout=ClientTimeout(total=_PATIENCE)
        ) as session:
            return await asyncio.gather(*(self._content(session, path) for path in paths))

    async def _content(self, session: ClientSession, path: str) -> Content:
        try:
            return await self._fetched(session, path)
        except Trouble as trouble:
            return trouble
        except FROM_OUTSIDE as error:
            return Unheard(f"could not be fetched: {explain(error, _PATIENCE)[1]}")

    async def _fetched(self, session: ClientSession, path: str) -> bytes:
        url = self._base.joinpath(*path.split("/"))
        for _ in range(_HOPS):
            async with session.get(url, allow_redirects=False) as answer:
                leads = answer.headers.get("Location") if answer.status in _REDIRECTS else None
                if leads is None:
                    content = await self._body(answer, path)
                    self._settle(url, path)
                    return content
            url = url.join(URL(leads))
            if self._settled and url.origin() != self._base.origin():
                message = f"leads to another host, {url.host}"
                raise Trouble(message)
        message = f"is redirected more than {_HOPS} times"
        raise Trouble(message)

    def _settle(self, url: URL, path: str) -> None:
        if not self._settled and url.path.endswith(f"/{path}"):
            self._base = url.with_path(url.path.removesuffix(path)).with_query(None)
        self._settled = True

    async def _body(self, answer: ClientResponse, path: str) -> bytes:
        if answer.status in _NOT_THERE and not path.endswith(_NOT_FOUND):
            raise Absent
        if answer.status not in (_OK, *_NOT_THERE):
            message = f"cannot be fetched: the host answers {answer.status}"
            raise Trouble(message)
        packed = answer.headers.get("Content-Encoding", "identity")
        if packed != "identity":
            message = f"comes packed ({packed}), though it was asked for as it is"
            raise Trouble(message)
        content = bytearray()
        async for part in answer.content.iter_chunked(_PART):
            self._allowance.add(part, content)
        return bytes(content)
