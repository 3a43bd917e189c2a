"""What one look at one address showed: plain values, from which verdicts are reached later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from urllib.parse import urldefrag, urlsplit

FINE = range(200, 300)
"""The statuses of an answer that is the page asked for."""


@dataclass(frozen=True, slots=True)
class Target:
    """A source to look at: its id, its address as written, the words it must still say."""

    id: str
    url: str
    expect: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The address as it is asked for: without its fragment, which never leaves a browser."""
        return page_of(self.url)

    @property
    def host(self) -> str | None:
        """The host to ask; None for an address without one, which is to be refused."""
        try:
            return urlsplit(self.url).hostname
        except ValueError:  # an unclosed IPv6 bracket
            return None


class Failure(StrEnum):
    """Why there was no whole answer."""

    REFUSED = "refused"  # an address that must never be asked
    INSIDE = "inside"  # a name, or a redirect, that leads to such an address
    NO_HOST = "no host"  # the name does not exist, or there is no network to ask
    NO_CONNECTION = "no connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    BROKEN = "broken"  # an answer that is not HTTP, or ends half-way
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status it was given with, the address it led to."""

    status: int
    url: str

    @property
    def permanent(self) -> bool:
        return self.status in {301, 308}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a server said when asked for `url` at `at` (an aware instant).

    `status` is that of the last answer, None when there was none. `asked` are the words looked
    for and `missing` those not there; a text that cannot be searched to its end (`readable` is
    False: a scan, a body over the limit) proves no word missing. `not_found` is the page's own
    word for not being there; after a 404, `home` is what the host's home page answered to us.
    `retry_after` is in seconds. `etag` and `last_modified` name this state of the page.
    """

    url: str
    at: datetime
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    detail: str = ""
    challenge: bool = False
    asked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    readable: bool = True
    not_found: str = ""
    home: int | None = None
    retry_after: int | None = None
    etag: str = ""
    last_modified: str = ""

    @property
    def final_url(self) -> str:
        """Where the redirects ended."""
        return self.hops[-1].url if self.hops else self.url

    def unasked(self, words: Iterable[str]) -> list[str]:
        """Those of `words` that were not looked for: they were expected later."""
        return [word for word in words if word not in self.asked]

    def says(self, words: Sequence[str]) -> bool:
        """Whether there are any `words`, and each was looked for and found."""
        sought = bool(words) and self.readable and not self.unasked(words)
        return sought and not set(words) & set(self.missing)

    @property
    def answered(self) -> bool:
        """Whether any server was reached, which proves that there is a network."""
        spoke = self.failure in {Failure.TLS, Failure.BROKEN}
        led = self.hops and self.failure is not Failure.INSIDE  # else our own network may have
        return self.status is not None or bool(led) or spoke


@dataclass(frozen=True)
class Run:
    """One run of the prober: the evidence by page address, the pages it had no time for, and those
    that a fault of ours kept it from (`troubles`: which fault, in a line).

    A run without any of these is that of an offline build.
    """

    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    unchecked: tuple[str, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def network_down(self) -> bool:
        """No host at all answered: the fault is on our side, and no verdict can be given.

        Refused addresses were never asked, so they prove nothing either way. One host that leads
        inside is to blame itself; that all do is the work of the network: see `walled`.
        """
        asked = [one for one in self.evidence.values() if one.failure is not Failure.REFUSED]
        hosts = {urlsplit(one.url).hostname for one in asked}
        alone = len(hosts) == 1 and asked[0].failure is Failure.INSIDE
        return bool(asked) and not alone and not any(one.answered for one in asked)

    @property
    def walled(self) -> bool:
        """The network leads to itself, whoever is asked for, until its login page is passed."""
        inside = any(one.failure is Failure.INSIDE for one in self.evidence.values())
        return self.network_down and inside


def page_of(url: str) -> str:
    """`url` without its fragment."""
    try:
        return urldefrag(url).url
    except ValueError:  # an unclosed IPv6 bracket: to be refused, not to stop the build
        return url


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted of a page: all the words that its sources expect; and what it showed before,
    if it need not be read again when it has not changed."""

    words: tuple[str, ...] = ()
    former: Evidence | None = None


def questions(targets: Iterable[Target], known: Mapping[str, Evidence]) -> dict[str, Question]:
    """Each distinct page of `targets` once, in their order. `known` is former evidence by page."""
    words: dict[str, dict[str, None]] = {}
    for target in targets:
        words.setdefault(target.page, {}).update(dict.fromkeys(target.expect))
    return {page: Question(tuple(said), known.get(page)) for page, said in words.items()}
