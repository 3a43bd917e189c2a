"""Our prober, and a bare aiohttp client, each in a process of its own.

    python -m bench.clients ours|bare JOB

prints as JSON what it found, in how many seconds, and the most memory it held.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from guide.links import Limits, Outside, Target, Verdict, judge, probe_all

# Ours asks by name, so that its resolver, which refuses private addresses, has its work to do.
_DOMAIN = ".bench.test"


@dataclass(frozen=True)
class Job:
    """What to ask, and how many at once. `pages` are addresses with the words they must say."""

    pages: Sequence[tuple[str, Sequence[str]]]
    total: int
    per_host: int

    def write(self, folder: Path) -> Path:
        path = folder / "job.json"
        path.write_text(json.dumps(asdict(self)), "utf-8")
        return path


Said = dict[str, str]
"""From the address of a page to what is wrong with it."""


def ours(job: Job) -> Said:
    targets = [Target(url, _by_name(url), tuple(words)) for url, words in job.pages]
    limits = Limits(
        total=job.total,
        per_host=job.per_host,
        allow_hosts=tuple({_host(target.url) for target in targets}),
    )
    found = asyncio.run(probe_all(targets, limits, at=datetime.now(UTC), outside=Outside(_look_up)))
    judged = ((target.id, judge(target, found[target.page])) for target in targets)
    return {url: f"{it.verdict}: {it.reason}" for url, it in judged if it.verdict is not Verdict.OK}


def _by_name(url: str) -> str:
    return re.sub(r"//127\.0\.0\.(\d+)", rf"//h\1{_DOMAIN}", url)


def _host(url: str) -> str:
    return url.split("/")[2].partition(":")[0]


def _look_up(name: str) -> list[str]:
    return ["127.0.0." + name.removesuffix(_DOMAIN).removeprefix("h")]


def bare(job: Job) -> Said:
    """The least that aiohttp can do: every page asked for and read, nothing checked but status.

    Made as fast as we could, or our own would look good beside it for nothing: the connector's
    own limits and the cookie jar cost it far more time than semaphores and no cookies.
    """
    return asyncio.run(_bare(job))


async def _bare(job: Job) -> Said:
    said: Said = {}
    total = asyncio.Semaphore(job.total)
    hosts = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(job.per_host))
    connector, no_cookies = aiohttp.TCPConnector(limit=0), aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(connector=connector, cookie_jar=no_cookies) as session:

        async def ask(url: str) -> None:
            try:
                async with hosts[_host(url)], total, session.get(url) as answer:
                    await answer.read()
            except (aiohttp.ClientError, TimeoutError) as error:
                said[url] = repr(error)
            else:
                if not answer.ok:
                    said[url] = str(answer.status)

        await asyncio.gather(*(ask(url) for url, _ in job.pages))
    return said


def _measured(client: Callable[[Job], Said], job: Job) -> dict[str, Any]:
    before = _memory("VmRSS")
    began = time.perf_counter()
    said = client(job)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "said": said, "before": before, "peak": _memory("VmHWM")}


def _memory(field: str) -> float:
    """A figure of Linux on this process, in MiB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition(f"{field}:")[2].split()[0]) / 1024


if __name__ == "__main__":
    chosen = {"ours": ours, "bare": bare}[sys.argv[1]]
    sys.stdout.write(
        json.dumps(_measured(chosen, Job(**json.loads(Path(sys.argv[2]).read_text()))))
    )
