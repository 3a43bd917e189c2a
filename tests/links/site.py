"""A real HTTP(S) server on loopback, that answers each path as a test tells it to."""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[[BaseHTTPRequestHandler], object]


class Site:
    """What the server says at each path, and what it was asked."""

    def __init__(self, port: int, scheme: str = "http") -> None:
        self.port = port
        self.hits: Counter[str] = Counter()
        self.asked: list[dict[str, str]] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._scheme = scheme
        self._pages: dict[str, Behaviour] = {}
        self.says("/", "<title>Accueil</title>")

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self._scheme}://{host}:{self.port}{path}"

    def says(self, path: str, body: bytes | str = "", status: int = 200, **headers: str) -> str:
        """`path` answers `body`; header names are written with `_` for `-`. Returns its URL."""
        content = body.encode() if isinstance(body, str) else body
        fields = {"Content-Type": "text/html; charset=utf-8"}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in fields.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)

        return self.does(path, answer)

    def sends(self, path: str, target: str, status: int = 301) -> str:
        """`path` redirects to `target`."""
        return self.says(path, status=status, Location=target)

    def does(self, path: str, behaviour: Behaviour) -> str:
        self._pages[path] = behaviour
        return self.url(path)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.hits[handler.path] += 1
            self.asked.append({name.lower(): value for name, value in handler.headers.items()})
        self._pages.get(handler.path, _not_found)(handler)


def _not_found(handler: BaseHTTPRequestHandler) -> None:
    handler.send_error(404)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of what is tested."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site of its own on loopback; over HTTPS with the certificate of `tls`, when given."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.answer(self)

        def do_HEAD(self) -> None:
            self.send_error(405)

        def log_message(self, *_: object) -> None:
            """Silence."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        site = Site(server.server_port, "https" if tls else "http")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.closing.set()
            server.shutdown()
            thread.join()
