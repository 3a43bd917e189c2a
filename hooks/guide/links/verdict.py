"""From evidence to verdict, as a pure function.

- ok: 2xx, and every expected word is there.
- moved: a permanent redirect to the same content.
- changed: 2xx, but an expected word is gone.
- gone: 404, 410, a host that no longer exists, a page that says it is none, a redirect to a home
  page, or to a login or error page without the expected words.
- blocked: 401, 403, 429 or a challenge page: no machine can tell.
- unreachable: a time-out, 5xx, a fault of TLS or of the network: it may pass.
- refused: not http(s), or an address that is not public: never asked.

How grave each is for a build is said in `findings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from itertools import takewhile
from urllib.parse import urldefrag, urlsplit

from .evidence import FINE, Evidence, Failure, Target

_NOT_FOR_ROBOTS = {*range(400, 500)} - {404, 408, 410}  # 401, 403, 429; 400, 405, 451… say no more


class Verdict(StrEnum):
    """What became of a source."""

    OK = "ok"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"

    @property
    def good(self) -> bool:
        """Whether the source still says what it is cited for."""
        return self in {Verdict.OK, Verdict.MOVED}


# Any other failure may pass.
_OF_FAILURES = {
    Failure.REFUSED: Verdict.REFUSED,
    Failure.INSIDE: Verdict.REFUSED,
    Failure.NO_HOST: Verdict.GONE,
}


@dataclass(frozen=True)
class Judgement:
    """A verdict, its reason in one phrase, and the new address of a page that has moved."""

    verdict: Verdict
    reason: str
    address: str | None = None


def judge(target: Target, evidence: Evidence) -> Judgement:
    """The verdict on `target`, from what its page showed. Whether there was a network at all is
    a question for the whole run: see `Run.network_down`."""
    if evidence.failure is not None:
        return _judge_failure(evidence.failure, evidence.detail)
    if evidence.challenge:
        return Judgement(Verdict.BLOCKED, "a challenge page")
    status = evidence.status or 0
    if status in FINE:
        return _judge_page(target, evidence)
    if status == HTTPStatus.NOT_FOUND:
        return _judge_not_found(evidence.home)
    return Judgement(_verdict_of_status(status), _named(status))


def _judge_not_found(home: int | None) -> Judgement:
    """Some hosts answer 404 to robots: one that refuses us its home page proves nothing by it.

    One that has no home page for us either may be dead or shy. The table says dead; the reason
    says what to look at.
    """
    state = _named(HTTPStatus.NOT_FOUND)
    if home in _NOT_FOR_ROBOTS:
        return Judgement(Verdict.BLOCKED, f"{state}, and its home page says {_named(home or 0)}")
    also = ", its home page too" if home == HTTPStatus.NOT_FOUND else ""
    return Judgement(Verdict.GONE, state + also)


def _judge_failure(failure: Failure, detail: str) -> Judgement:
    verdict = _OF_FAILURES.get(failure, Verdict.UNREACHABLE)
    return Judgement(verdict, detail or failure.value)


def _verdict_of_status(status: int) -> Verdict:
    if status in {404, 410}:
        return Verdict.GONE
    if status in _NOT_FOR_ROBOTS:
        return Verdict.BLOCKED
    return Verdict.UNREACHABLE


def _judge_page(target: Target, evidence: Evidence) -> Judgement:
    loss = _loss(target, evidence)
    if loss:
        return Judgement(Verdict.GONE, loss)
    missing = [word for word in target.expect if word in evidence.missing]
    if missing:
        return Judgement(Verdict.CHANGED, f"no longer says {_listed(missing)}")
    address = _new_address(target, evidence)
    if address is not None:
        return Judgement(Verdict.MOVED, f"moved for good to {address}", address)
    return Judgement(Verdict.OK, _named(evidence.status or 0) + _unsearched(target, evidence))


def _unsearched(target: Target, evidence: Evidence) -> str:
    """What is not known of a page that answers, for want of a search; empty when nothing is."""
    unasked = evidence.unasked(target.expect)
    if unasked:
        return f"; not searched yet for {_listed(unasked)}"
    return "" if evidence.readable or not target.expect else "; its text could not be searched"


def _loss(target: Target, evidence: Evidence) -> str:
    """What stands there instead of the page of `target`; empty when nothing does.

    A page that says its words is no other, whatever its new address looks like; a home page may
    quote them.
    """
    final = evidence.final_url
    stand_ins = _HOME_PAGE if evidence.says(target.expect) else _STAND_INS
    for kind, is_such in stand_ins.items():
        if evidence.hops and is_such(final) and not is_such(target.url):
            return f"now leads to {kind}, {final}"
    return f"its page says '{evidence.not_found}'" if evidence.not_found else ""


def _new_address(target: Target, evidence: Evidence) -> str | None:
    """Where the permanent redirects lead: what follows a temporary one is not for bookmarks."""
    permanent = list(takewhile(lambda hop: hop.permanent, evidence.hops))
    if not permanent or permanent[-1].url == target.page:
        return None
    address, fragment = permanent[-1].url, urldefrag(target.url).fragment
    return f"{address}#{fragment}" if fragment and "#" not in address else address


_HOME = re.compile(
    r"/?((fr|en|de|es|it|nl|pt|pl|ro|ar)([-_][a-z]{2})?/?)?"
    r"((index|home|accueil|startseite|default)(\.\w+)?/?)?",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(account\W?)?(log[-_]?[io]n|sign[-_]?in|sso|oauth2?|authori[sz]e|auth(entication)?"
    r"|connexion|se-connecter|anmeld(en|ung)|authentification|identification)(\.\w+)?",
    re.IGNORECASE,
)
_ERROR_PAGE = re.compile(
    r"(page[-_]?)?(erreur|error)?[-_]?404([-_]?(erreur|error))?(\.\w+)?"
    r"|(page|404)?[-_]?(not[-_]?found|introuvable|non[-_]?trouvee?)(\.\w+)?",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"(login|signin|sso|auth|idp|connexion|accounts?)\d*\.", re.IGNORECASE)


def _is_home(url: str) -> bool:
    """`/`, `/fr/`, `/index.html`, `/fr/accueil`… with nothing asked for behind a `?`."""
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None


def _is_login(url: str) -> bool:
    parts = urlsplit(url)
    by_path = any(_LOGIN.fullmatch(segment) for segment in parts.path.split("/"))
    return by_path or _LOGIN_HOST.match(parts.hostname or "") is not None


def _is_error_page(url: str) -> bool:
    """`/404`, `/erreur404.html`, `/page-introuvable`…"""
    name = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return _ERROR_PAGE.fullmatch(name) is not None


_HOME_PAGE = {"a home page": _is_home}
_STAND_INS = _HOME_PAGE | {"a login page": _is_login, "an error page": _is_error_page}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(map(repr, words))


def _named(status: int) -> str:
    """« 404 Not Found »."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
