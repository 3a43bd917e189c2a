"""Asks each page once, politely and safely, and notes what it showed.

Nothing that a server can do raises: every look ends in an Evidence, within its time limit, or in
None: its host has asked to be left alone, longer than a run may wait. What raises is a fault of
ours, which is no evidence of anything, and stops the looks at that one page only.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from aiohttp import ClientResponse, ClientSession
from yarl import URL

from ..core import addresses
from . import reading, revisit
from .evidence import Evidence, Failure, Hop, Question, Target, page_of, questions
from .failures import FROM_OUTSIDE, Fault, explain
from .limits import Limits
from .network import Network, while_there_is_a_network
from .pdf_text import PdfReader
from .reading import Answer
from .retry import host_wait, worth_another_try
from .session import WORLD, Outside, open_session
from .visit import Visit

Outcome = Evidence | Exception
"""What came of asking one page: what it showed, or the fault of ours that kept us from it."""

_REDIRECTS = {301, 302, 303, 307, 308}
_VISITS = 2  # of one address in one chain: the second may bring the cookie that was missing


async def probe_all(
    targets: Iterable[Target],
    limits: Limits,
    *,
    at: datetime,
    known: Mapping[str, Evidence] | None = None,
    outside: Outside = WORLD,
) -> dict[str, Evidence]:
    """The evidence on each distinct page of `targets`, by its address without fragment.

    `at` is the instant of the run, noted in each Evidence; `known` is former evidence by page,
    for conditional requests. Raises, once all are done, what was a fault of ours.
    """
    found: dict[str, Outcome] = {}
    await probe_into(found, questions(targets, known or {}), limits, at=at, outside=outside)
    evidence, troubles = parted(found)
    if troubles:
        raise ExceptionGroup("the prober failed", list(troubles.values()))
    return evidence


def parted(found: Mapping[str, Outcome]) -> tuple[dict[str, Evidence], dict[str, Exception]]:
    """The pages that showed something, and those that a fault of ours kept us from."""
    evidence = {page: one for page, one in found.items() if isinstance(one, Evidence)}
    troubles = {page: one for page, one in found.items() if isinstance(one, Exception)}
    return evidence, troubles


async def probe_into(
    found: MutableMapping[str, Outcome],
    pages: Mapping[str, Question],
    limits: Limits,
    *,
    at: datetime,
    outside: Outside,
) -> None:
    """Puts what came of each of `pages` into `found` as it comes.

    Ends soon once there proves to be no network. May be cancelled at any moment: what was found
    until then is whole.
    """
    async with (
        while_there_is_a_network(len(_askable_hosts(pages, limits))) as network,
        open_session(limits, network, outside) as session,
        asyncio.TaskGroup() as tasks,
    ):
        prober = _Prober(session, limits, at, network)

        async def look(page: str, question: Question) -> None:
            try:
                async for evidence in prober.tries(page, question):
                    found[page] = evidence
            except Exception as error:  # noqa: BLE001 - one strange page must not stop the run
                found[page] = error

        for page, question in pages.items():
            tasks.create_task(look(page, question))


class _LeftAloneError(Exception):
    """A host that asked not to be asked again in this run."""


class _Prober:
    """The limits of one run, shared by all its visits."""

    def __init__(
        self,
        session: ClientSession,
        limits: Limits,
        at: datetime,
        network: Network,
    ) -> None:
        self._session = session
        self._limits = limits
        self._at = at
        self._network = network
        self._homes: dict[str, Evidence | None] = {}
        self._asking_home = defaultdict[str, asyncio.Lock](asyncio.Lock)
        self._pdfs = PdfReader()
        self._total = asyncio.Semaphore(limits.total)
        self._hosts = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(limits.per_host)
        )
        self._left_alone_until: dict[str, float] = {}  # by host, in the loop's time

    async def tries(self, page: str, question: Question) -> AsyncIterator[Evidence]:
        """The evidence on `page`, then that of each further try when what failed may pass."""
        evidence = await self._look(page, question)
        for pause in self._limits.pauses:
            if evidence is None or not worth_another_try(evidence, pause):
                break
            yield evidence
            await asyncio.sleep(pause)
            evidence = await self._look(page, question)
        if evidence is not None:
            yield evidence

    async def _look(self, page: str, question: Question) -> Evidence | None:
        evidence = await self._visit(page, question)
        if evidence is not None and evidence.status == HTTPStatus.NOT_FOUND:
            return replace(evidence, home=await self._home_status(evidence.final_url))
        return evidence

    async def _home_status(self, url: str) -> int | None:
        """What the home page of the host of `url` answers, asked once in a run."""
        home = str(URL(url).origin().with_path("/"))
        async with self._asking_home[home]:
            if home not in self._homes:
                self._homes[home] = await self._visit(home, Question())
        evidence = self._homes[home]
        if evidence is None:
            return None
        return HTTPStatus.FORBIDDEN if evidence.challenge else evidence.status

    async def _visit(self, page: str, question: Question) -> Evidence | None:
        evidence = Evidence(page, self._at, asked=question.words)
        visit = Visit(evidence, self._limits.timeout, question.former)
        try:
            await self._follow(visit)
        except _LeftAloneError:
            return None
        except FROM_OUTSIDE as error:
            failure, detail = explain(error, self._limits.timeout)
            evidence = visit.ended(failure=failure, detail=detail)
        else:
            evidence = visit.ended()
        self._tell_network(evidence)
        return evidence

    def _tell_network(self, evidence: Evidence) -> None:
        if evidence.answered:
            self._network.heard()
        elif evidence.failure is not Failure.REFUSED:
            self._network.silent(URL(evidence.url).host or "")

    async def _follow(self, visit: Visit) -> None:
        """Asks page after page until one is no redirect; each is checked before it is asked."""
        url: URL | None = _first_address(visit.evidence.url)
        seen: list[str] = []
        while url is not None:
            refusal = addresses.why_refused(url, self._limits.allow_hosts)
            if refusal:
                led = visit.hops and url.host
                raise Fault(Failure.INSIDE if led else Failure.REFUSED, refusal)
            seen.append(page_of(str(url)))
            if seen.count(seen[-1]) > _VISITS:
                raise Fault(Failure.LOOP, f"redirects in a loop at {url}")
            if len(visit.hops) > self._limits.redirects:
                raise Fault(Failure.LOOP, f"more than {self._limits.redirects} redirects")
            url = await self._ask(url, visit)

    async def _ask(self, url: URL, visit: Visit) -> URL | None:
        """Notes what `url` answers; the address it redirects to, if it does."""
        conditions = revisit.conditions(visit.former, url, visit.evidence.asked)
        host = url.host or ""
        async with self._hosts[host], self._total:
            await self._wait_for(host)
            async with visit.timed():
                answer = await self._answer(url, visit, conditions)
            if answer.status in _REDIRECTS:
                target = _redirect_target(url, answer)
                visit.hops.append(Hop(answer.status, str(target)))
                return target
            if visit.former and conditions and answer.status == HTTPStatus.NOT_MODIFIED:
                visit.evidence = replace(visit.former, at=self._at)
            else:
                visit.evidence = await reading.read(
                    visit.evidence, answer, self._limits, self._pdfs
                )
            self._leave_alone(host, host_wait(visit.evidence))
            return None

    def _leave_alone(self, host: str, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        self._left_alone_until[host] = max(until, self._left_alone_until.get(host, until))

    async def _wait_for(self, host: str) -> None:
        """Waits for as long as `host` asked to; raises when that is longer than we wait."""
        left = self._left_alone_until.get(host, 0) - asyncio.get_running_loop().time()
        if left > max(self._limits.pauses, default=0):
            raise _LeftAloneError
        await asyncio.sleep(max(0, left))

    async def _answer(self, url: URL, visit: Visit, conditions: Mapping[str, str]) -> Answer:
        async with self._session.get(
            url, allow_redirects=False, headers=conditions, cookies=visit.cookies(url)
        ) as response:
            visit.keep_cookies(response)
            if response.status in _REDIRECTS:
                return Answer(response.status, response.headers)
            limit = reading.body_limit(response.headers, visit.evidence.asked, self._limits)
            return Answer(response.status, response.headers, await _body(response, limit))


async def _body(response: ClientResponse, limit: int) -> bytes:
    """The body as sent, up to one byte over `limit`."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > limit:
            break
    return bytes(body[: limit + 1])


def _askable_hosts(pages: Iterable[str], limits: Limits) -> set[str | None]:
    """The hosts of `pages`, without those that are refused by their text."""
    hosts = set()
    for page in pages:
        with suppress(Fault):
            url = _first_address(page)
            if addresses.why_refused(url, limits.allow_hosts) is None:
                hosts.add(url.host)
    return hosts


def _first_address(page: str) -> URL:
    try:
        return addresses.parse(page)
    except ValueError as error:
        raise Fault(Failure.REFUSED, f"not an address: {page}") from error


def _redirect_target(url: URL, answer: Answer) -> URL:
    location = answer.headers.get("Location", "")
    if not location:
        raise Fault(Failure.BROKEN, f"a redirect ({answer.status}) that leads nowhere")
    try:
        return url.join(addresses.parse_header(location))
    except ValueError as error:
        raise Fault(Failure.BROKEN, "a redirect to something that is no address") from error
