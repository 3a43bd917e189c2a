"""Asks each page once, politely and safely, and notes what it showed.

Nothing that a server can do raises: every look ends in an Evidence, within its time limit.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from aiohttp import BaseConnector, ClientResponse, ClientSession, ClientTimeout, TCPConnector
from yarl import URL

from . import addresses, page_text
from .evidence import Evidence, Failure, Hop, Target, page_of, words_by_page
from .failures import Fault, explain
from .limits import Limits
from .retry import retry_after_seconds, worth_another_try

_REDIRECTS = {301, 302, 303, 307, 308}
_VISITS = 2  # of one address in one chain: the second may bring the cookie that was missing
_HEADER_LIMIT = 32_768  # bytes: real policies exceed aiohttp's 8 KiB, floods exceed this


async def probe_all(
    targets: Iterable[Target],
    limits: Limits,
    *,
    at: datetime,
    look_up: addresses.LookUp = addresses.look_up,
) -> dict[str, Evidence]:
    """The evidence on each distinct page of `targets`, by its address without fragment.

    `at` is the instant of the run, noted in each Evidence.
    """
    found: dict[str, Evidence] = {}
    await probe_into(found, words_by_page(targets), limits, at=at, look_up=look_up)
    return found


async def probe_into(
    found: MutableMapping[str, Evidence],
    pages: Mapping[str, tuple[str, ...]],
    limits: Limits,
    *,
    at: datetime,
    look_up: addresses.LookUp = addresses.look_up,
) -> None:
    """Puts the evidence on each of `pages` (with the words it must say) into `found` as it comes.

    May be cancelled at any moment: what was found until then is whole.
    """
    resolver = addresses.PublicResolver(limits.allow_hosts, look_up)
    async with TCPConnector(resolver=resolver, limit=0, ttl_dns_cache=None) as connector:
        prober = _Prober(connector, limits, at)

        async def look(page: str, words: tuple[str, ...]) -> None:
            found[page] = await prober.look(page, words)

        async with asyncio.TaskGroup() as tasks:
            for page, words in pages.items():
                tasks.create_task(look(page, words))


@dataclass
class _Visit:
    """What is known so far of one page, while its redirects are followed."""

    evidence: Evidence
    hops: list[Hop] = field(default_factory=list)

    def ended(self, **known: object) -> Evidence:
        return replace(self.evidence, hops=tuple(self.hops), **known)  # type: ignore[arg-type]


class _Prober:
    """The limits of one run, shared by all its visits."""

    def __init__(self, connector: BaseConnector, limits: Limits, at: datetime) -> None:
        self._connector = connector
        self._limits = limits
        self._at = at
        self._total = asyncio.Semaphore(limits.total)
        self._hosts = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(limits.per_host)
        )

    async def look(self, page: str, words: tuple[str, ...]) -> Evidence:
        """The evidence on `page`; tried again when what failed may pass."""
        evidence = await self._visit(page, words)
        for pause in self._limits.pauses:
            if not worth_another_try(evidence, pause):
                break
            await asyncio.sleep(pause)
            evidence = await self._visit(page, words)
        return evidence

    async def _visit(self, page: str, words: tuple[str, ...]) -> Evidence:
        visit = _Visit(Evidence(page, self._at, asked=words))
        try:
            # A session of its own: some sites send a visitor round until he holds their cookie,
            # and one source's cookies are no business of the next.
            async with self._session() as session:
                await self._follow(session, visit)
        except Exception as error:  # noqa: BLE001 - one strange server must not stop the run
            failure, detail = explain(error, self._limits.timeout)
            return visit.ended(failure=failure, detail=detail)
        return visit.ended()

    def _session(self) -> ClientSession:
        return ClientSession(
            connector=self._connector,
            connector_owner=False,
            headers=self._limits.headers,
            auto_decompress=False,  # bounded unpacking is ours: see page_text.unpack
            timeout=ClientTimeout(total=None),  # asyncio.timeout covers the look-up too
            max_line_size=_HEADER_LIMIT,
            max_field_size=_HEADER_LIMIT,
        )

    async def _follow(self, session: ClientSession, visit: _Visit) -> None:
        """Asks page after page until one is no redirect; each is checked before it is asked."""
        url: URL | None = _first_address(visit.evidence.url)
        seen: list[str] = []
        while url is not None:
            refusal = addresses.why_refused(url, self._limits.allow_hosts)
            if refusal:
                raise Fault(Failure.REFUSED, refusal)
            seen.append(page_of(str(url)))
            if seen.count(seen[-1]) > _VISITS:
                raise Fault(Failure.LOOP, f"redirects in a loop at {url}")
            if len(visit.hops) > self._limits.redirects:
                raise Fault(Failure.LOOP, f"more than {self._limits.redirects} redirects")
            url = await self._ask(session, url, visit)

    async def _ask(self, session: ClientSession, url: URL, visit: _Visit) -> URL | None:
        """Notes what `url` answers; the address it redirects to, if it does."""
        async with (
            self._hosts[url.host or ""],
            self._total,
            asyncio.timeout(self._limits.timeout),
            session.get(url, allow_redirects=False) as response,
        ):
            if response.status in _REDIRECTS:
                target = _redirect_target(url, response)
                visit.hops.append(Hop(response.status, str(target)))
                return target
            visit.evidence = replace(visit.evidence, status=response.status)
            visit.evidence = await self._read(response, visit.evidence)
            return None

    async def _read(self, response: ClientResponse, evidence: Evidence) -> Evidence:
        content_type = response.headers.get("Content-Type", "")
        encoding = response.headers.get("Content-Encoding", "")
        body, whole = page_text.unpack(await self._body(response), encoding, self._limits.body)
        text = page_text.decode(body, content_type) if page_text.is_text(content_type) else ""
        said = page_text.visible_text(text) if page_text.is_markup(content_type) else text
        missing = page_text.missing_words(said, evidence.asked)
        readable = whole and page_text.is_text(content_type)
        proven = response.ok and bool(evidence.asked) and not missing
        return replace(
            evidence,
            challenge=not proven and page_text.is_challenge(response.headers, text),
            missing=missing if readable else (),
            readable=readable or not missing,
            retry_after=retry_after_seconds(response.headers, evidence.at),
        )

    async def _body(self, response: ClientResponse) -> bytes:
        """The body as sent, up to one byte over the limit, which tells that there is more."""
        body = bytearray()
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > self._limits.body:
                break
        return bytes(body[: self._limits.body + 1])


def _first_address(page: str) -> URL:
    try:
        return addresses.parse(page)
    except ValueError as error:
        raise Fault(Failure.REFUSED, f"not an address: {page}") from error


def _redirect_target(url: URL, response: ClientResponse) -> URL:
    location = response.headers.get("Location", "")
    if not location:
        raise Fault(Failure.BROKEN, f"a redirect ({response.status}) that leads nowhere")
    try:
        return url.join(addresses.parse(location))
    except ValueError as error:
        raise Fault(Failure.BROKEN, "a redirect to something that is no address") from error
