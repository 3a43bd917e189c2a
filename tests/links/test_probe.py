"""Every row of the table against a real server, and what servers do to annoy a prober."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import brotli
import pytest

from guide.links import Evidence, Failure, Hop, Run, Target, Verdict
from links.looking import NOW, look, look_at, verdict_on
from links.site import Site

PAGE = "<!doctype html><title>Droits</title><p>Le délai est de six&nbsp;semaines.</p>"
WORDS = "six semaines"


def test_ok(site: Site) -> None:
    assert verdict_on(site.says("/page", PAGE), WORDS) == (Verdict.OK, "200 OK")


def test_ok_evidence_whole(site: Site) -> None:
    url = site.says("/page", PAGE)
    assert look(url, WORDS) == Evidence(url, NOW, status=200, asked=(WORDS,))


@pytest.mark.parametrize("status", [301, 308])
def test_moved(site: Site, status: int) -> None:
    new = site.says("/new", PAGE)
    old = site.sends("/old", "/new", status)
    assert verdict_on(old, WORDS) == (Verdict.MOVED, f"moved for good to {new}")


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_ok(site: Site, status: int) -> None:
    site.says("/today", PAGE)
    old = site.sends("/old", "/today", status)
    assert verdict_on(old, WORDS) == (Verdict.OK, "200 OK")
    assert look(old).hops == (Hop(status, site.url("/today")),)


def test_changed(site: Site) -> None:
    url = site.says("/page", PAGE)
    reason = "no longer says 'huit jours', 'deux mois'"
    assert verdict_on(url, "huit jours", WORDS, "deux mois") == (Verdict.CHANGED, reason)


@pytest.mark.parametrize(("status", "reason"), [(404, "404 Not Found"), (410, "410 Gone")])
def test_gone(site: Site, status: int, reason: str) -> None:
    assert verdict_on(site.says("/page", PAGE, status)) == (Verdict.GONE, reason)


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/", "a home", PAGE),
        ("/fr/login?next=x", "a login", "<p>Votre mot de passe</p>"),
        ("/fr/404.html", "an error", "<p>Rien ici</p>"),
    ],
)
def test_gone_to_a_page_that_stands_in_for_it(site: Site, path: str, kind: str, body: str) -> None:
    there = site.says(path, body)
    old = site.sends("/old", path, 302)
    assert verdict_on(old, WORDS) == (Verdict.GONE, f"now leads to {kind} page, {there}")


def test_gone_with_its_host() -> None:
    reason = "the host old.dead no longer exists"
    assert verdict_on("http://old.dead/page") == (Verdict.GONE, reason)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "401 Unauthorized"), (403, "403 Forbidden"), (429, "429 Too Many Requests")],
)
def test_blocked(site: Site, status: int, reason: str) -> None:
    assert verdict_on(site.says("/page", status=status)) == (Verdict.BLOCKED, reason)


@pytest.mark.parametrize("status", [200, 403, 503])
def test_blocked_by_a_challenge(site: Site, status: int) -> None:
    url = site.says("/page", "<title>Just a moment...</title>", status)
    assert verdict_on(url, WORDS) == (Verdict.BLOCKED, "a challenge page")


def test_a_page_that_says_its_words_is_no_challenge(site: Site) -> None:
    url = site.says("/page", PAGE, cf_mitigated="challenge")
    assert verdict_on(url, WORDS) == (Verdict.OK, "200 OK")


@pytest.mark.parametrize(
    ("status", "reason"), [(500, "500 Internal Server Error"), (503, "503 Service Unavailable")]
)
def test_unreachable_by_status(site: Site, status: int, reason: str) -> None:
    assert verdict_on(site.says("/page", status=status)) == (Verdict.UNREACHABLE, reason)


def test_unreachable_without_a_name_server() -> None:
    reason = "the name quiet.example could not be looked up"
    assert verdict_on("http://quiet.example/") == (Verdict.UNREACHABLE, reason)


def test_unreachable_when_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        reason = "no connection: refused by the host"
        assert verdict_on(url) == (Verdict.UNREACHABLE, reason)


def test_unreachable_without_tls(site: Site) -> None:
    url = site.url("/page").replace("http:", "https:")
    assert verdict_on(url) == (Verdict.UNREACHABLE, "no secure connection")


def never_answers(handler: BaseHTTPRequestHandler, site: Site) -> None:
    site.closing.wait(5)


def trickles(handler: BaseHTTPRequestHandler, site: Site) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not site.closing.wait(0.02):
        handler.wfile.write(b"x")


def trickles_headers(handler: BaseHTTPRequestHandler, site: Site) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not site.closing.wait(0.02):
        handler.wfile.write(b"X-More: x\r\n")


@pytest.mark.parametrize("behaviour", [never_answers, trickles, trickles_headers])
def test_unreachable_when_too_slow(
    site: Site, behaviour: Callable[[BaseHTTPRequestHandler, Site], None]
) -> None:
    url = site.does("/slow", lambda handler: behaviour(handler, site))
    reason = "no answer within 0.15 s"
    assert verdict_on(url, timeout=0.15) == (Verdict.UNREACHABLE, reason)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "its answer is broken"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "its answer is broken"),
        (b"HTTP/1.1 999999 What\r\n\r\n", "its answer is broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", "its answer is broken"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "its answer is broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nplain", "its answer is broken"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 99_000 + b"\r\n\r\n", "its answer is broken"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 9_000 + b"\r\n", "its answer is broken"),
        (b"HTTP/1.1 302 Found\r\n\r\n", "a redirect (302) that leads nowhere"),
        (
            b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n",
            "a redirect to something that is no address",
        ),
    ],
)
def test_unreachable_when_the_answer_is_broken(site: Site, answer: bytes, reason: str) -> None:
    url = site.does("/broken", lambda handler: handler.wfile.write(answer))
    assert verdict_on(url) == (Verdict.UNREACHABLE, reason)


def test_a_header_in_strange_bytes_is_followed_as_it_is(site: Site) -> None:
    answer = b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\r\n\r\n"
    url = site.does("/strange", lambda handler: handler.wfile.write(answer))
    assert verdict_on(url)[0] is Verdict.GONE
    assert site.hits["/%FF%FE"] == 1


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "not an http or https address: file:///etc/passwd"),
        ("http://10.0.0.1/", "10.0.0.1 is not a public address"),
        ("http://[::1", "not an address: http://[::1"),
        ("http://inside.test/", "inside.test resolves to 127.0.0.1, not a public address"),
        ("http://half-inside.test/", "half-inside.test resolves to 10.0.0.7, not a public address"),
    ],
)
def test_refused(url: str, reason: str) -> None:
    assert verdict_on(url) == (Verdict.REFUSED, reason)


def test_refused_without_being_asked(site: Site) -> None:
    site.says("/page", PAGE)
    assert verdict_on(site.url("/page", "inside.test"))[0] is Verdict.REFUSED
    assert verdict_on(site.url("/page"), allow_hosts=())[0] is Verdict.REFUSED
    assert not site.hits


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "not an http or https address: file:///etc/passwd"),
        ("http://169.254.169.254/meta", "169.254.169.254 is not a public address"),
        ("//inside.test/", "inside.test resolves to 127.0.0.1, not a public address"),
    ],
)
def test_refused_after_a_redirect(site: Site, target: str, reason: str) -> None:
    assert verdict_on(site.sends("/old", target, 302)) == (Verdict.REFUSED, reason)


def test_a_loop_is_noticed(site: Site) -> None:
    url = site.sends("/a", "/b")
    site.sends("/b", "/a")
    assert look(url).failure is Failure.LOOP
    assert site.hits == {"/a": 2, "/b": 2}


def test_ten_redirects_and_no_more(site: Site) -> None:
    for step in range(11):
        site.sends(f"/{step}", f"/{step + 1}", 302)
    site.says("/11", PAGE)
    assert verdict_on(site.url("/1")) == (Verdict.OK, "200 OK")
    assert verdict_on(site.url("/0")) == (Verdict.UNREACHABLE, "more than 10 redirects")


def test_a_page_that_wants_its_cookie_back(site: Site) -> None:
    def wants_cookie(handler: BaseHTTPRequestHandler) -> None:
        if "seen=1" in (handler.headers["Cookie"] or ""):
            handler.send_response(200)
        else:
            handler.send_response(302)
            handler.send_header("Set-Cookie", "seen=1; Path=/")
            handler.send_header("Location", "/page")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.does("/page", wants_cookie)
    assert verdict_on(site.url("/page", "a.test")) == (Verdict.OK, "200 OK")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_packed_bodies(site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    url = site.says("/page", pack(PAGE.encode()), Content_Encoding=encoding)
    assert verdict_on(url, WORDS) == (Verdict.OK, "200 OK")
    assert verdict_on(url, "huit jours")[0] is Verdict.CHANGED


def test_charset_of_the_header(site: Site) -> None:
    url = site.says("/page", "clôturé".encode("latin-1"), Content_Type="text/html; charset=latin1")
    assert verdict_on(url, "clôturé") == (Verdict.OK, "200 OK")


def test_what_cannot_be_searched_is_not_said_to_have_changed(site: Site) -> None:
    pdf = site.says("/a.pdf", b"%PDF-1.7", Content_Type="application/pdf")
    long = site.says("/long", PAGE + "x" * 2000 + "la fin")
    bomb = site.says("/bomb", gzip.compress(bytes(20_000_000)), Content_Encoding="gzip")
    unsearched = (Verdict.OK, "200 OK; its text could not be searched")
    assert verdict_on(pdf, WORDS) == unsearched
    assert verdict_on(long, WORDS, "la fin", body=1000) == unsearched
    assert verdict_on(long, WORDS, body=1000) == (Verdict.OK, "200 OK")
    assert verdict_on(bomb, WORDS) == unsearched


def test_a_body_without_end(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())
        while not site.closing.is_set():
            handler.wfile.write(b"x" * 65_536)

    assert verdict_on(site.does("/endless", endless), WORDS) == (Verdict.OK, "200 OK")


def test_each_distinct_page_is_asked_once(site: Site) -> None:
    url = site.says("/page", PAGE)
    targets = [
        Target("a", url, (WORDS,)),
        Target("b", f"{url}#delai", ("huit jours",)),
        Target("c", url),
    ]
    assert look_at(targets) == {
        url: Evidence(url, NOW, status=200, asked=(WORDS, "huit jours"), missing=("huit jours",))
    }
    assert site.hits == {"/page": 1}


def test_who_asks(site: Site) -> None:
    look(site.says("/page", PAGE))
    (asked,) = site.asked
    assert asked["user-agent"] == "guide-link-health/1.0 (+https://example.org/guide)"
    assert asked["accept-language"] == "fr, en;q=0.7, *;q=0.5"
    assert asked["accept-encoding"] == "gzip, deflate, br"


class Moments:
    """What takes a moment to answer, and the most requests that ever waited for it at once.

    A request is counted no longer than until its answer is sent: who has it may ask for the next
    before this server is told that the sending is over.
    """

    def __init__(self) -> None:
        self.most = 0
        self._waiting = 0
        self._lock = threading.Lock()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self._waiting += 1
            self.most = max(self.most, self._waiting)
        time.sleep(0.05)
        with self._lock:
            self._waiting -= 1
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def test_two_requests_at_once_for_one_host(site: Site) -> None:
    moments = Moments()
    urls = [site.does(f"/{number}", moments) for number in range(8)]
    look_at(Target(url, url) for url in urls)
    assert site.hits.total() == 8
    assert moments.most == 2


def test_total_limit_over_many_hosts(site: Site) -> None:
    moments = Moments()
    for number in range(2):
        site.does(f"/{number}", moments)
    urls = [site.url(f"/{n}", f"{name}.test") for name in "abcdef" for n in range(2)]
    look_at((Target(url, url) for url in urls), total=3)
    assert site.hits.total() == 12
    assert moments.most == 3


def fails_then_answers(site: Site, **headers: str) -> str:
    """A page that answers 503 once, then well."""

    def first(handler: BaseHTTPRequestHandler) -> None:
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        handler.wfile.write(f"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n{lines}\r\n".encode())
        site.says("/page", PAGE)

    return site.does("/page", first)


def test_tried_again_after_a_pause(site: Site) -> None:
    assert verdict_on(fails_then_answers(site), WORDS, pauses=(0.01,)) == (Verdict.OK, "200 OK")


def test_not_tried_again_before_the_server_wants(site: Site) -> None:
    evidence = look(fails_then_answers(site, Retry_After="120"), pauses=(0.01,))
    assert (evidence.status, evidence.retry_after) == (503, 120)
    assert site.hits == {"/page": 1}


@pytest.mark.parametrize("value", ["86400", "Tue, 24 Nov 2026 12:00:00 GMT"])
def test_what_a_server_asks_to_wait_is_kept_in_seconds(site: Site, value: str) -> None:
    answer = f"HTTP/1.1 429 Wait\r\nContent-Length: 0\r\nRetry-After: {value}\r\n\r\n"
    url = site.does("/page", lambda handler: handler.wfile.write(answer.encode()))
    assert look(url).retry_after == 86_400


@pytest.mark.parametrize("status", [410, 403, 429])
def test_not_tried_again_when_the_answer_is_plain(site: Site, status: int) -> None:
    look(site.says("/page", status=status), pauses=(0.01,))
    assert site.hits == {"/page": 1}


def test_a_dead_network_is_told_from_a_dead_host(site: Site) -> None:
    dead = [Target("a", "http://a.dead/"), Target("b", "http://quiet.example/")]
    assert Run(look_at(dead)).network_down
    assert not Run(look_at([*dead, Target("c", site.says("/page"))])).network_down


def busy_host(site: Site, retry_after: str) -> list[Target]:
    """Three pages of one host, the first of which says that it is busy, and one of another."""
    first = site.says("/0", status=429, Retry_After=retry_after)
    urls = [first, site.says("/1", PAGE), site.says("/2", PAGE), site.url("/1", "a.test")]
    return [Target(url, url) for url in urls]


def test_a_host_that_asks_to_wait_is_left_alone_with_all_its_pages(site: Site) -> None:
    targets = busy_host(site, "60")
    found = look_at(targets, per_host=1)
    assert set(found) == {targets[0].url, targets[3].url}
    assert site.hits == {"/0": 1, "/1": 1}


def test_its_home_page_is_left_alone_too(site: Site) -> None:
    gone, busy = site.url("/gone"), site.says("/busy", status=503, Retry_After="60")
    found = look_at([Target(url, url) for url in (gone, busy)], per_host=1)
    assert (found[gone].status, found[gone].home) == (404, None)
    assert site.hits == {"/gone": 1, "/busy": 1}


def test_a_short_wait_is_waited(site: Site) -> None:
    targets = busy_host(site, "1")
    started = time.monotonic()
    found = look_at(targets, per_host=1, pauses=(1.0,))
    assert time.monotonic() - started >= 0.9
    assert [evidence.status for evidence in found.values()].count(200) == 3
