"""The faults of the web, one line each: what a server does, the verdict, the reason printed.

A setting tells a real server on loopback what to answer, and gives the address to look at.
"""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import struct
import zlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler

import brotli

from guide.links import Verdict
from links import certificates
from links.pdfs import pdf, pdf_bomb
from links.site import Site, serving

OK, MOVED, CHANGED, GONE = Verdict.OK, Verdict.MOVED, Verdict.CHANGED, Verdict.GONE
BLOCKED, UNREACHABLE, REFUSED = Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.REFUSED

TIME_LIMIT = 0.4  # seconds, for the rows that reach it
WORDS = "clôture sous six semaines"
PAGE = f"<!doctype html><title>Droits</title><p>La {WORDS.replace(' ', '&nbsp;')}.</p>"
BODY = PAGE.encode()
LOST = "<title>Site</title><h1>Rien</h1>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

FINE = "200 OK"
UNSEARCHED = "200 OK; its text could not be searched"
UNSAID = f"no longer says '{WORDS}'"
BROKEN = "its answer is broken"
LATE = f"no answer within {TIME_LIMIT:g} s"
SLOW = {"timeout": TIME_LIMIT}
AGAIN = {"pauses": (0.01,)}


@dataclass
class Web:
    """The servers of one row; those with a certificate start when they are needed."""

    site: Site
    stack: ExitStack

    def secure(self, certificate: Callable[[], ssl.SSLContext]) -> Site:
        return self.stack.enter_context(serving(certificate()))

    @cached_property
    def trusted(self) -> Site:
        return self.secure(certificates.valid)


Setting = Callable[[Web], str]


@dataclass(frozen=True)
class Fault:
    """A row. In a reason, `{site}` and `{trusted}` stand for a server, `{port}` for its port."""

    name: str
    setting: Setting
    verdict: Verdict
    reason: str
    expect: tuple[str, ...] = (WORDS,)
    limits: Mapping[str, object] = field(default_factory=dict)


def says(body: bytes | str = PAGE, status: int = 200, **headers: str) -> Setting:
    return lambda web: web.site.says("/page", body, status, **headers)


def written(address: str, path: str = "/page") -> Setting:
    """An address as a writer typed it, `{port}` in it, which must be asked for as `path`."""

    def setting(web: Web) -> str:
        web.site.says(path, PAGE)
        return address.format(port=web.site.port)

    return setting


def leads(to: str, status: int = 301, *, there: str = PAGE) -> Setting:
    """A redirect from `/old`; whatever it leads to on our servers says `there`."""

    def setting(web: Web) -> str:
        target = to
        if "{trusted}" in to:
            web.trusted.says("/page", there)
            target = to.replace("{trusted}", web.trusted.url("", "a.test"))
        for path in ("/page", "/login", "/fr/404.html", "/"):
            web.site.says(path, there)
        web.site.sends("/loop", "/loop")
        return web.site.sends("/old", target.format(port=web.site.port), status)

    return setting


def chain(*statuses: int) -> Setting:
    """Redirects from `/0` to `/1` to …, and the page at their end."""

    def setting(web: Web) -> str:
        for step, status in enumerate(statuses):
            web.site.sends(f"/{step}", f"/{step + 1}", status)
        web.site.says(f"/{len(statuses)}", PAGE)
        return web.site.url("/0")

    return setting


def downgrade(web: Web) -> str:
    web.site.says("/page", PAGE)
    web.trusted.sends("/old", web.site.url("/page"))
    return web.trusted.url("/old", "a.test")


def secure(certificate: Callable[[], ssl.SSLContext]) -> Setting:
    def setting(web: Web) -> str:
        site = web.secure(certificate)
        site.says("/page", PAGE)
        return site.url("/page", "a.test")

    return setting


def answers(behaviour: Callable[[BaseHTTPRequestHandler, Site], object]) -> Setting:
    return lambda web: web.site.does("/page", lambda handler: behaviour(handler, web.site))


def writes(*pieces: bytes) -> Setting:
    """These very bytes, then the end of the connection."""
    return answers(lambda handler, _: handler.wfile.write(b"".join(pieces)))


def repeats(beginning: bytes, piece: bytes, pause: float = 0) -> Setting:
    """`beginning`, then `piece` for ever, every `pause` seconds."""

    def behaviour(handler: BaseHTTPRequestHandler, site: Site) -> None:
        handler.wfile.write(beginning)
        while not site.closing.wait(pause):
            handler.wfile.write(piece)

    return answers(behaviour)


def resets(handler: BaseHTTPRequestHandler, _: Site) -> None:
    """Half an answer, then a TCP reset: what a server that is killed sends."""
    handler.wfile.write(HEAD + b"Content-Length: 9999\r\n\r\n" + BODY)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(handler.connection.detach())


def busy_then_well(handler: BaseHTTPRequestHandler, site: Site) -> None:
    site.says("/page", PAGE)
    handler.send_error(503)


def wants_its_cookie(handler: BaseHTTPRequestHandler, site: Site) -> None:
    if handler.headers["Cookie"] == "seen=1":
        site.says("/page", PAGE)
        site.answer(handler)
        return
    handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /page\r\nSet-Cookie: seen=1\r\n")
    handler.wfile.write(b"Content-Length: 0\r\n\r\n")


def raw_location(web: Web) -> str:
    """A new address in bytes that should have been encoded."""
    web.site.says("/%E9t%E9", PAGE)
    return writes(b"HTTP/1.1 301 Moved\r\nLocation: /\xe9t\xe9\r\nContent-Length: 0\r\n\r\n")(web)


def shy(home: int, **headers: str) -> Setting:
    """404 for the page, from a host whose home page answers so."""

    def setting(web: Web) -> str:
        web.site.says("/", LOST, home, **headers)
        return web.site.says("/page", LOST, 404)

    return setting


def nobody_listens(web: Web) -> str:
    unused = web.stack.enter_context(socket.socket())
    unused.bind(("127.0.0.1", 0))
    return f"http://127.0.0.1:{unused.getsockname()[1]}/"


def packed(packing: str, body: bytes) -> Setting:
    return says(body, Content_Encoding=packing)


def in_charset(charset: str) -> Setting:
    return says(PAGE.encode(charset), Content_Type=f"text/html; charset={charset}")


def is_pdf(body: bytes) -> Setting:
    return says(body, Content_Type="application/pdf")


def named(setting: Setting) -> Setting:
    """The same by a name, for what a number has not: cookies."""
    return lambda web: setting(web).replace("127.0.0.1", "a.test")


NOT_PUBLIC = "not a public address"
NO_HTTP = "not an http or https address"

FAULTS = [
    # Well, whatever it looks like
    Fault("plain", says(), OK, FINE),
    Fault("no content", says("", 204), OK, "204 No Content", ()),
    Fault("wants its cookie back", named(answers(wants_its_cookie)), OK, FINE),
    Fault("503, then well", answers(busy_then_well), OK, FINE, limits=AGAIN),
    Fault("405 to HEAD, which is never sent", says(), OK, FINE),
    Fault("no words expected", says("anything"), OK, FINE, ()),
    Fault("says a challenge's header, and its words", says(cf_mitigated="challenge"), OK, FINE),
    # Addresses as they are typed
    Fault("odd port", written("http://127.0.0.1:{port}/page"), OK, FINE),
    Fault("fragment", written("http://127.0.0.1:{port}/page#six-semaines"), OK, FINE),
    Fault("upper case", written("HTTP://A.Test:{port}/page"), OK, FINE),
    Fault("IDN", written("http://clôture.test:{port}/page"), OK, FINE),
    Fault("punycode", written("http://xn--clture-jxa.test:{port}/page"), OK, FINE),
    Fault("accents", written("http://127.0.0.1:{port}/été", "/%C3%A9t%C3%A9"), OK, FINE),
    Fault("encoded", written("http://127.0.0.1:{port}/a%2Fb?q=%3A", "/a%2Fb?q=%3A"), OK, FINE),
    Fault("space", written("http://127.0.0.1:{port}/a b", "/a%20b"), OK, FINE),
    Fault("no address", written("http://[::1"), REFUSED, "not an address: http://[::1"),
    # Redirects
    Fault("301", leads("/page"), MOVED, "moved for good to {site}/page"),
    Fault("308", leads("/page", 308), MOVED, "moved for good to {site}/page"),
    Fault("302", leads("/page", 302), OK, FINE),
    Fault("303", leads("/page", 303), OK, FINE),
    Fault("307", leads("/page", 307), OK, FINE),
    Fault("permanent chain", chain(301, 308, 301), MOVED, "moved for good to {site}/3"),
    Fault("permanent, then temporary", chain(301, 302, 301), MOVED, "moved for good to {site}/1"),
    Fault("temporary, then permanent", chain(302, 301), OK, FINE),
    Fault("to HTTPS", leads("{trusted}/page"), MOVED, "moved for good to {trusted}/page"),
    Fault("named like a login page", leads("/login"), MOVED, "moved for good to {site}/login"),
    Fault("from HTTPS", downgrade, MOVED, "moved for good to {site}/page"),
    Fault("raw Latin-1", raw_location, MOVED, "moved for good to {site}/%E9t%E9"),
    Fault("without the words", leads("/page", there=LOST), CHANGED, UNSAID),
    Fault("eleven redirects", chain(*[302] * 11), UNREACHABLE, "more than 10 redirects"),
    Fault("to itself", leads("/old"), UNREACHABLE, "redirects in a loop at {site}/old"),
    Fault("to a loop", leads("/loop"), UNREACHABLE, "redirects in a loop at {site}/loop"),
    Fault(
        "to nowhere",
        writes(b"HTTP/1.1 302 Found\r\n\r\n"),
        UNREACHABLE,
        "a redirect (302) that leads nowhere",
    ),
    Fault(
        "to no address",
        leads("http://[::1", 302),
        UNREACHABLE,
        "a redirect to something that is no address",
    ),
    # Gone
    Fault("404", says(LOST, 404), GONE, "404 Not Found"),
    Fault("410", says(LOST, 410), GONE, "410 Gone"),
    Fault("host no more", written("http://old.dead/"), GONE, "the host old.dead no longer exists"),
    Fault("to the home page", leads("/"), GONE, "now leads to a home page, {site}/"),
    Fault(
        "to a login page",
        leads("/login", 302, there="<p>Votre mot de passe</p>"),
        GONE,
        "now leads to a login page, {site}/login",
    ),
    Fault(
        "to an error page",
        leads("/fr/404.html", 302, there=LOST),
        GONE,
        "now leads to an error page, {site}/fr/404.html",
    ),
    Fault(
        "« not found » with 200",
        says("<title>Not Found | Site</title>"),
        GONE,
        "its page says 'Not Found'",
    ),
    Fault(
        "« introuvable » with 200",
        says("<title>Site</title><h1>Page introuvable</h1>"),
        GONE,
        "its page says 'Page introuvable'",
    ),
    Fault(
        "Légifrance of another day",
        says("<title>Article R1111-28</title><p>Pas de contenu disponible à cette date</p>"),
        GONE,
        "its page says 'Pas de contenu disponible à cette date'",
    ),
    Fault("a page about such pages", says(f"<title>Not Found</title>{PAGE}"), OK, FINE),
    Fault("404 at home too", shy(404), GONE, "404 Not Found, its home page too"),
    # Changed, or not known to be
    Fault("words gone", says("<p>La clôture prend deux mois.</p>"), CHANGED, UNSAID),
    Fault("words in a script only", says(f"<script>'{WORDS}'</script>"), CHANGED, UNSAID),
    Fault("Latin-1", in_charset("latin-1"), OK, FINE),
    Fault("UTF-16", in_charset("utf-16"), OK, FINE),
    Fault("Windows-1252, unsaid", says(PAGE.encode("cp1252"), Content_Type="text/html"), OK, FINE),
    Fault("gzip", packed("gzip", gzip.compress(BODY)), OK, FINE),
    Fault("gzip, words gone", packed("gzip", gzip.compress(b"deux mois")), CHANGED, UNSAID),
    Fault("brotli", packed("br", brotli.compress(BODY)), OK, FINE),
    Fault("brotli, words gone", packed("br", brotli.compress(b"deux mois")), CHANGED, UNSAID),
    Fault("deflate", packed("deflate", zlib.compress(BODY)), OK, FINE),
    Fault("raw deflate", packed("deflate", zlib.compress(BODY)[2:-4]), OK, FINE),
    Fault("packed as nobody asked", packed("zstd", BODY), OK, UNSEARCHED),
    Fault("PDF", is_pdf(pdf("La clôture\nsous six", "semaines")), OK, FINE),
    Fault("PDF, a word cut", is_pdf(pdf("La clôture sous six se-\nmaines")), OK, FINE),
    Fault("PDF, words gone", is_pdf(pdf("La clôture sous deux mois")), CHANGED, UNSAID),
    Fault("PDF over the limit", is_pdf(pdf(WORDS)), OK, UNSEARCHED, limits={"pdf": 100}),
    Fault("PDF without text", is_pdf(pdf("")), OK, UNSEARCHED),
    Fault("PDF bomb", is_pdf(pdf_bomb()), OK, UNSEARCHED),
    Fault("no PDF", is_pdf(b"%PDF-1.7 or not"), OK, UNSEARCHED),
    Fault("a picture", says(b"\x89PNG", Content_Type="image/png"), OK, UNSEARCHED),
    Fault("gzip bomb", packed("gzip", gzip.compress(bytes(50_000_000))), OK, UNSEARCHED),
    Fault("brotli bomb", packed("br", brotli.compress(bytes(50_000_000))), OK, UNSEARCHED),
    Fault("body without end", repeats(HEAD + b"\r\n" + BODY, b"x" * 65_536), OK, FINE),
    # Blocked
    Fault("401", says(LOST, 401), BLOCKED, "401 Unauthorized"),
    Fault("403", says(LOST, 403), BLOCKED, "403 Forbidden"),
    Fault("405", says(LOST, 405), BLOCKED, "405 Method Not Allowed"),
    Fault("429", says(LOST, 429, Retry_After="60"), BLOCKED, "429 Too Many Requests"),
    Fault(
        "429 until a day",
        says(LOST, 429, Retry_After="Tue, 24 Nov 2026 12:00:00 GMT"),
        BLOCKED,
        "429 Too Many Requests",
        limits=AGAIN,
    ),
    Fault("451", says(LOST, 451), BLOCKED, "451 Unavailable For Legal Reasons"),
    Fault(
        "404 for robots",
        shy(403),
        BLOCKED,
        "404 Not Found, and its home page says 403 Forbidden",
    ),
    Fault(
        "404 for robots, by a challenge",
        shy(200, cf_mitigated="challenge"),
        BLOCKED,
        "404 Not Found, and its home page says 403 Forbidden",
    ),
    Fault(
        "challenge with 200",
        says("<title>Just a moment...</title>"),
        BLOCKED,
        "a challenge page",
    ),
    Fault(
        "challenge with 503", says("", 503, cf_mitigated="challenge"), BLOCKED, "a challenge page"
    ),
    # Unreachable
    Fault("500", says(LOST, 500), UNREACHABLE, "500 Internal Server Error"),
    Fault(
        "503 for an hour",
        says(LOST, 503, Retry_After="3600"),
        UNREACHABLE,
        "503 Service Unavailable",
        limits=AGAIN,
    ),
    Fault(
        "304, unasked",
        writes(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        UNREACHABLE,
        "304 Not Modified",
    ),
    Fault(
        "no such status",
        writes(b"HTTP/1.1 799 Well\r\nContent-Length: 0\r\n\r\n"),
        UNREACHABLE,
        "status 799",
    ),
    Fault(
        "certificate out of date",
        secure(certificates.expired),
        UNREACHABLE,
        "its certificate has expired",
    ),
    Fault(
        "certificate of its own",
        secure(certificates.self_signed),
        UNREACHABLE,
        "its certificate is signed by itself",
    ),
    Fault(
        "certificate of a stranger",
        secure(certificates.of_a_stranger),
        UNREACHABLE,
        "its certificate is signed by an unknown authority",
    ),
    Fault(
        "certificate of another",
        secure(certificates.for_another_name),
        UNREACHABLE,
        "its certificate is for another name",
    ),
    Fault(
        "no TLS at all",
        written("https://127.0.0.1:{port}/page"),
        UNREACHABLE,
        "no secure connection",
    ),
    Fault(
        "name server out of order",
        written("http://quiet.example/"),
        UNREACHABLE,
        "the name quiet.example could not be looked up",
    ),
    Fault("nobody listens", nobody_listens, UNREACHABLE, "no connection: refused by the host"),
    Fault("reset half-way", answers(resets), UNREACHABLE, BROKEN),
    Fault("closed at once", writes(b""), UNREACHABLE, BROKEN),
    Fault(
        "shorter than its length",
        writes(HEAD + b"Content-Length: 9999\r\n\r\n" + BODY),
        UNREACHABLE,
        BROKEN,
    ),
    Fault(
        "longer than its length",
        writes(HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY), BODY, b"more"),
        UNREACHABLE,
        BROKEN,
    ),
    Fault(
        "length that is no number",
        writes(HEAD + b"Content-Length: many\r\n\r\n" + BODY),
        UNREACHABLE,
        BROKEN,
    ),
    Fault(
        "chunks that are none",
        writes(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        UNREACHABLE,
        BROKEN,
    ),
    Fault("gzip that is none", packed("gzip", BODY), UNREACHABLE, BROKEN),
    Fault("brotli that is none", packed("br", BODY), UNREACHABLE, BROKEN),
    Fault("no HTTP", writes(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), UNREACHABLE, BROKEN),
    Fault(
        "a header too long",
        writes(HEAD + b"X: " + b"x" * 99_000 + b"\r\n\r\n"),
        UNREACHABLE,
        BROKEN,
    ),
    Fault("header flood", repeats(HEAD, b"X: x\r\n" * 1000), UNREACHABLE, BROKEN),
    Fault(
        "a byte now and then", repeats(HEAD + b"\r\n", b"x", 0.05), UNREACHABLE, LATE, limits=SLOW
    ),
    Fault(
        "a header now and then", repeats(HEAD, b"X: x\r\n", 0.05), UNREACHABLE, LATE, limits=SLOW
    ),
    Fault("never answers", repeats(b"", b"", 0.05), UNREACHABLE, LATE, limits=SLOW),
    # Refused
    Fault("file", written("file:///etc/passwd"), REFUSED, f"{NO_HTTP}: file:///etc/passwd"),
    Fault("to a file", leads("file:///etc/passwd"), REFUSED, f"{NO_HTTP}: file:///etc/passwd"),
    Fault("private", written("http://10.0.0.1/"), REFUSED, f"10.0.0.1 is {NOT_PUBLIC}"),
    Fault(
        "to a private one", leads("http://192.168.1.1/"), REFUSED, f"192.168.1.1 is {NOT_PUBLIC}"
    ),
    Fault(
        "to loopback", leads("http://127.0.0.2:{port}/page"), REFUSED, f"127.0.0.2 is {NOT_PUBLIC}"
    ),
    Fault("to loopback, IPv6", leads("http://[::1]:{port}/page"), REFUSED, f"::1 is {NOT_PUBLIC}"),
    Fault(
        "to link-local",
        leads("http://169.254.169.254/meta"),
        REFUSED,
        f"169.254.169.254 is {NOT_PUBLIC}",
    ),
    Fault(
        "to a disguised number",
        leads("http://2130706433:{port}/"),
        REFUSED,
        "2130706433 is not a host name",
    ),
    Fault(
        "name of a private address",
        written("http://inside.test:{port}/page"),
        REFUSED,
        f"inside.test resolves to 127.0.0.1, {NOT_PUBLIC}",
    ),
    Fault(
        "name of both kinds",
        written("http://half-inside.test/"),
        REFUSED,
        f"half-inside.test resolves to 10.0.0.7, {NOT_PUBLIC}",
    ),
    Fault(
        "name that leads inside at the second look-up",
        written("http://second.test:{port}/page"),
        REFUSED,
        f"second.test resolves to 127.0.0.1, {NOT_PUBLIC}",
        limits=AGAIN,
    ),
    Fault(
        "to such a name",
        leads("http://link-local.test/"),
        REFUSED,
        f"link-local.test resolves to 169.254.169.254, {NOT_PUBLIC}",
    ),
]
