"""Bytes that cross the wire: a server that packs what it sends and counts it, and a browser."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, Page, Request, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 780}
_PACKED = ("text/", "application/", "image/svg")  # what every host packs
_FRESH = "max-age=600"  # as GitHub Pages has it


@dataclass
class Counter:
    """What was sent since the last look: bodies as packed, without their headers."""

    sent: dict[str, int] = field(default_factory=dict)

    def taken(self) -> dict[str, int]:
        """By path; and begins anew."""
        sent, self.sent = self.sent, {}
        return sent


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: Path, counter: Counter) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site, self.counter = site, counter
        headers = site / "_headers"
        lines = headers.read_text("utf-8").splitlines()[1:] if headers.exists() else []
        self.headers = [line.strip().split(": ", 1) for line in lines]

    def handle_error(self, *_: object) -> None:
        """A browser that closes a tab hangs up on what it was fetching."""


@cache
def _body(path: Path) -> tuple[bytes, bool]:
    """What is sent of `path`, and whether it is packed."""
    packed = (guess_type(path.name)[0] or "").startswith(_PACKED)
    body = path.read_bytes()
    return (gzip.compress(body, 6, mtime=0), True) if packed else (body, False)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = cast("_Server", self.server)
        name = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
        path = (server.site / name).resolve()
        if not path.is_relative_to(server.site.resolve()) or not path.is_file():
            self.send_error(404)
            return
        body, packed = _body(path)
        server.counter.sent[name] = len(body)
        self.send_response(200)
        self.send_header("Content-Type", guess_type(name)[0] or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", _FRESH)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for header, value in server.headers:
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silence."""


@contextmanager
def serving(site: Path) -> Iterator[tuple[str, Counter]]:
    """Serves `site` on loopback, packed; gives its address and what counts its bytes."""
    counter = Counter()
    with _Server(site, counter) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", counter
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Transfer:
    """What one page made the browser fetch: bytes by path from its host, and other hosts asked."""

    sent: dict[str, int]
    others: tuple[str, ...]

    @property
    def bytes(self) -> int:
        return sum(self.sent.values())


class Visitor:
    """A browser with nothing in its cache, which notes the other hosts that a page asks for.

    That they are not reached is the browser's own setting: a route would switch its cache off.
    """

    def __init__(self, context: BrowserContext, address: str, counter: Counter) -> None:
        self.page: Page = context.new_page()
        self.address, self.counter = address, counter
        self._others: set[str] = set()
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        if host and not request.url.startswith(self.address):
            self._others.add(host)

    def opens(self, name: str) -> Transfer:
        """What the page `name` costs, beyond what the browser has from the pages before."""
        self.counter.taken()
        self._others.clear()
        self.page.goto(self.address + name, wait_until="load")
        self.page.wait_for_timeout(500)  # what scripts fetch once the page has loaded
        return Transfer(self.counter.taken(), tuple(sorted(self._others)))
