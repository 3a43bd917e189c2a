"""How the tests look at a page: on loopback, with a name server of their own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle

from guide.links import Evidence, Limits, Outside, Target, Verdict, judge, probe_all
from links import certificates

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LIMITS = Limits(
    language="fr",
    timeout=10.0,  # the reader of a PDF may be slow to start on a busy machine
    pauses=(),
    allow_hosts=("127.0.0.1", *(f"{name}.test" for name in "abcdef"), "xn--clture-jxa.test"),
    repository="https://example.org/guide",
)
_NAMES: Mapping[str, list[str]] = {
    **{f"{name}.test": ["127.0.0.1"] for name in "abcdef"},
    "xn--clture-jxa.test": ["127.0.0.1"],
    "inside.test": ["127.0.0.1"],
    "half-inside.test": ["93.184.216.34", "10.0.0.7"],
    "link-local.test": ["169.254.169.254"],
}


_SECOND_LOOK_UPS = cycle([False, True])


def look_up(host: str) -> list[str]:
    """A name server that knows a few names; `.dead` names do not exist, others get no answer.

    Of `second.test` it tells an address every second time only.
    """
    if host in _NAMES:
        return _NAMES[host]
    if host == "second.test" and next(_SECOND_LOOK_UPS):
        return ["127.0.0.1"]
    code = socket.EAI_NONAME if host.endswith(".dead") else socket.EAI_AGAIN
    raise socket.gaierror(code, "as the test wants it")


OUTSIDE = Outside(look_up, certificates.trusting())


def look_at(
    targets: Iterable[Target], known: Mapping[str, Evidence] | None = None, **limits: object
) -> dict[str, Evidence]:
    return asyncio.run(
        probe_all(
            targets,
            replace(LIMITS, **limits),  # type: ignore[arg-type]
            at=NOW,
            known=known,
            outside=OUTSIDE,
        )
    )


def look(url: str, *expect: str, **limits: object) -> Evidence:
    """The evidence on one page."""
    target = Target("source", url, expect)
    return look_at([target], None, **limits)[target.page]


def verdict_on(url: str, *expect: str, **limits: object) -> tuple[Verdict, str]:
    """The verdict on one page, and its reason."""
    judgement = judge(Target("source", url, expect), look(url, *expect, **limits))
    return judgement.verdict, judgement.reason
