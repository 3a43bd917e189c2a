"""What the benchmark's server says: well pages, dead ones, moved ones, and a choice of faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

WORDS = "six semaines"
_SENTENCE = (
    "<p>Le titulaire peut à tout moment <em>clôturer</em> son espace&nbsp;; il en est informé "
    "{n} fois, <a href='#s{n}'>selon l’article</a>, par les moyens qu’il a choisis.</p>\n"
)
_SENTENCES = "".join(_SENTENCE.format(n=n) for n in range(60))


class End(Enum):
    """What becomes of the connection after an answer."""

    KEEP = auto()
    CLOSE = auto()
    RESET = auto()
    TRICKLE = auto()  # a byte now and then, for ever
    SILENCE = auto()  # no answer at all


@dataclass(frozen=True)
class Asked:
    """A request: its method, its target (path and query), the port it came in by."""

    method: str
    target: str
    port: int

    @property
    def parts(self) -> list[str]:
        return urlsplit(self.target).path.strip("/").split("/")

    @property
    def query(self) -> str:
        return urlsplit(self.target).query


@dataclass(frozen=True)
class Reply:
    """An answer. `declared` is the length it claims, when that is not the body's own."""

    body: bytes = b""
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)
    milliseconds: int = 0
    end: End = End.KEEP
    declared: int | None = None

    def as_bytes(self, method: str) -> bytes:
        length = len(self.body) if self.declared is None else self.declared
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(length)}
        lines = [f"{name}: {value}\r\n" for name, value in (fields | dict(self.headers)).items()]
        head = f"HTTP/1.1 {self.status.value} {self.status.phrase}\r\n{''.join(lines)}\r\n"
        return head.encode() + (b"" if method == "HEAD" else self.body)


def page(says: str = WORDS, title: str = "Vos droits") -> bytes:
    """A page of about ten kilobytes that says `says`."""
    return (
        f"<!doctype html><html lang=fr><title>{title}</title><body><h1>{title}</h1>\n"
        f"{_SENTENCES}<p>Le délai : {says}.</p></body></html>\n"
    ).encode()


def reply(asked: Asked) -> Reply:
    """`/page/MS/ID?say=WORDS`, `/dead/MS/ID`, `/moved/MS/ID`, answered after MS milliseconds;
    `/fault/NAME`; `/`, `/login` and `/inside`, where faults lead to; nothing else is there."""
    match asked.parts:
        case ["page", ms, name]:
            said = " ".join(parse_qs(asked.query).get("say", [WORDS]))
            return Reply(page(f"{said}, page {name}"), milliseconds=int(ms))
        case ["dead", ms, _]:
            return Reply(page(""), HTTPStatus.NOT_FOUND, milliseconds=int(ms))
        case ["moved", ms, name]:
            there = {"Location": f"/page/{ms}/{name}"}
            moved = HTTPStatus.MOVED_PERMANENTLY
            return Reply(status=moved, headers=there, milliseconds=int(ms))
        case ["fault", name]:
            return FAULTS[name].reply(asked)
        case [""] | ["login"] | ["inside"]:
            return Reply(page("voir ailleurs"))
        case _:
            return Reply(status=HTTPStatus.NOT_FOUND)


@dataclass(frozen=True)
class Fault:
    """A case of the table of faults; a `sound` one is well, and a tool must not complain.

    `trap` is a path that a careful tool never asks.
    """

    title: str
    reply: Callable[[Asked], Reply]
    sound: bool = False
    trap: str | None = None


def _says(body: bytes, status: HTTPStatus = HTTPStatus.OK) -> Callable[[Asked], Reply]:
    return lambda asked: Reply(body, status)


def _leads(location: str, status: HTTPStatus = HTTPStatus.FOUND) -> Callable[[Asked], Reply]:
    return lambda asked: Reply(
        status=status,
        headers={"Location": location.format(port=asked.port, query=asked.query)},
    )


def _ends(end: End, declared: int | None = None) -> Callable[[Asked], Reply]:
    return lambda asked: Reply(page(), end=end, declared=declared)


def _not_for_head(asked: Asked) -> Reply:
    return Reply(page(), HTTPStatus.METHOD_NOT_ALLOWED if asked.method == "HEAD" else HTTPStatus.OK)


FAULTS = {
    "well": Fault("a page that is well", _says(page()), sound=True),
    "head": Fault("well, but HEAD answers 405", _not_for_head, sound=True),
    "today": Fault("302 to a page that is well", _leads("/page/0/today"), sound=True),
    "dead": Fault("404", _says(page(), HTTPStatus.NOT_FOUND)),
    "gone": Fault("410", _says(page(), HTTPStatus.GONE)),
    "error": Fault("500", _says(page(), HTTPStatus.INTERNAL_SERVER_ERROR)),
    "moved": Fault("301 to the new address", _leads("/page/0/x", HTTPStatus.MOVED_PERMANENTLY)),
    "home": Fault("302 to the home page", _leads("/")),
    "login": Fault("302 to a login page", _leads("/login")),
    "soft": Fault("« Page introuvable », said with 200", _says(page("", "Page introuvable"))),
    "date": Fault(
        "« Pas de contenu disponible à cette date », 200",
        _says(page("Pas de contenu disponible à cette date")),
    ),
    "words": Fault("200, the expected words are gone", _says(page("deux mois"))),
    "challenge": Fault(
        "« Just a moment... », a challenge said with 200", _says(page("", "Just a moment..."))
    ),
    "loop": Fault("302 to itself", _leads("/fault/loop?{query}")),
    "private": Fault(
        "302 to a private address",
        _leads("http://127.0.0.1:{port}/inside?{query}"),
        trap="/inside?{query}",
    ),
    "file": Fault("302 to file:", _leads("file:///etc/hostname")),
    "short": Fault("a body cut short", _ends(End.CLOSE, declared=99_999)),
    "reset": Fault("reset before the body's end", _ends(End.RESET, declared=99_999)),
    "packed": Fault(
        "gzip that is none", lambda asked: Reply(page(), headers={"Content-Encoding": "gzip"})
    ),
    "trickle": Fault("two bytes a second, without end", _ends(End.TRICKLE, declared=9_999_999)),
    "silence": Fault("no answer at all", _ends(End.SILENCE)),
}
