"""Readers: how each comes to a page, and what the page did behind their back."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Literal, Self

from playwright.sync_api import Browser, BrowserType, Locator, Page, ViewportSize, expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 780}
DESK: ViewportSize = {"width": 1280, "height": 900}
# What axe looks at, beside colours, which it is asked about apart.
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
# Other results, an address for each element, style sheets: not asked for, which spares time.
SPARED = {"resultTypes": ["violations"], "selectors": False, "preload": False}
# What is written alike on a like ground has the same contrast: one of each is enough, where axe
# would look at every line of a long page, and at the same lines of each.
_ONE_OF_EACH = """within => {
  const said = new Map([[null, ""]]), alike = new Map();
  const look = one => {
    if (!said.has(one)) {
      const css = getComputedStyle(one);
      said.set(one, look(one.parentElement) + [
        one.localName, css.color, css.backgroundColor, css.backgroundImage, css.opacity,
        css.fontSize, css.fontWeight, css.textDecoration, css.display, css.position,
      ]);
    }
    return said.get(one);
  };
  const written = one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const shown = one => one.checkVisibility() && one.getBoundingClientRect().width > 1;
  const all = document.querySelectorAll(`:is(${within}), :is(${within}) *`);
  for (const one of all) {
    if (written(one) && shown(one) && !alike.has(look(one))) alike.set(look(one), one);
  }
  return alike;
}"""
_LOOKS = "alike => [...alike.keys()]"
_WRITTEN_SO = "(alike, looks) => ({ include: looks.map(look => alike.get(look)) })"
NOON = "2026-11-23T12:00:00Z"  # the day of the build

_HEAD = (
    "---\ntitle: Dates\ndescription: Dates.\nverified: 2026-11-23\n---\n\n# Dates\n\n[Law][law]\n"
)
_BLOCK = "\n//// deadline | {id}\n/// before\nStill open.\n///\n/// after\nClosed.\n///\n////\n"
_DATE = (
    "{id}: {{kind: date, date: {date}, title: {{fr: {id}}}, source: law, seen: 2026-11-23{more}}}\n"
)
_DAYS = {
    "paris": ("2027-03-26", ""),
    "reunion": ("2027-03-26", ", zone: Indian/Reunion"),
    "past": ("2022-05-09", ""),
}
DATED = {
    "fr/index.md": _HEAD + "".join(_BLOCK.format(id=name) for name in _DAYS),
    "data/deadlines.yml": "".join(
        _DATE.format(id=name, date=date, more=more) for name, (date, more) in _DAYS.items()
    ),
}
# Each unit alone and several at once, the shortest and the longest that a guide may have, in the
# zones of bodies far apart.
COUNTED = [
    *("P1D", "P8D", "P30D", "P59D", "P365D", "P999D", "P146400D", "P1W", "P6W", "P52W", "P20914W"),
    *("P1M", "P2M", "P3M", "P6M", "P11M", "P12M", "P13M", "P18M", "P120M", "P4722M", "P1Y", "P2Y"),
    *("P4Y", "P10Y", "P100Y", "P400Y", "P1Y1M", "P1M1D", "P1Y6M", "P3Y11M", "P1M2W", "P1Y1M1W1D"),
]
ZONES = ("Europe/Paris", "Indian/Reunion", "America/Montreal", "Pacific/Kiritimati")
_PERIOD = (
    "{id}: {{kind: period, within: {within}, zone: {zone}, from: {{fr: l’envoi}}, "
    "title: {{fr: 'Refuser ; {id}, « à temps »'}}, source: law, seen: 2026-11-23{more}}}\n"
)
_NAMED = {"refusal": "P6W", "answer": "P1M"} | {within.lower(): within for within in COUNTED}
PERIODS = {
    "fr/index.md": _HEAD + _BLOCK.format(id="refusal") + _BLOCK.format(id="answer"),
    "fr/list.md": _HEAD + "\n{all:deadlines}\n",
    "data/deadlines.yml": "".join(
        _PERIOD.format(
            id=name,
            within=within,
            zone=ZONES[number % len(ZONES)],
            more=", late: {fr: Close it.}" if name in ("refusal", "p8d") else "",
        )
        for number, (name, within) in enumerate(_NAMED.items())
    ),
}
LETTERS = {
    "fr/index.md": """\
---
title: Letters
description: Letters.
verified: 2026-11-23
---

# Letters

Before.

/// letter | refuse
{field:name}<br>
{field:address}

I, {field:name}, refuse, by [the law][law].
///

///// deadline | coming
//// before
/// letter | close
I, {field:name}, close.
///
////
//// after
Too late.
////
/////
""",
    "data/fields.yml": """\
name: {label: {fr: Name}}
address: {label: {fr: Address}, hint: {fr: Street and town.}, rows: 2}
""",
}


class _Handler(SimpleHTTPRequestHandler):
    """Says with each answer what a host that reads the site's own `_headers` says."""

    def __init__(self, *arguments: Any, fresh_for: int, **options: Any) -> None:
        self.fresh_for = fresh_for
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        """Says for how many seconds a browser need not ask again."""
        self.send_header("Cache-Control", f"max-age={self.fresh_for}")
        path = Path(self.directory) / "_headers"
        for line in path.read_text("utf-8").splitlines()[1:] if path.exists() else ():
            self.send_header(*line.strip().split(": ", 1))
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Silence."""


class _Trickle(_Handler):
    """Sends a page as a slow line does, a few words at a time, and its end once it is `wanted`."""

    def __init__(self, *arguments: Any, wanted: threading.Event, **options: Any) -> None:
        self.wanted = wanted
        super().__init__(*arguments, **options)

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        if not self.path.endswith(".html"):
            return super().copyfile(source, outputfile)
        page = source.read()
        for start in range(0, len(page), 128):
            if start + 128 >= len(page):
                self.wanted.wait(timeout=60)
            outputfile.write(page[start : start + 128])
            time.sleep(0.002)
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that closes a tab hangs up on what it was fetching."""


@contextmanager
def serving(
    folder: Path, port: int = 0, fresh_for: int = 0, *, wanted: threading.Event | None = None
) -> Iterator[str]:
    """Serves `folder` on loopback, at a free port or at `port`; gives the address, with its last
    slash. Browsers may take what they were given for the truth during `fresh_for` seconds. With
    `wanted`, pages come slowly, and their last words not before it is set."""
    kind = partial(_Trickle, wanted=wanted) if wanted else _Handler
    handler = partial(kind, directory=str(folder), fresh_for=fresh_for)
    with _Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def program() -> str | None:
    """The path of the browser that GUIDE_CHROMIUM names, else of the system's, if it has one."""
    system = map(shutil.which, ("chromium-headless-shell", "chromium"))
    return os.environ.get("GUIDE_CHROMIUM") or next(filter(None, system), None)


def launched(kind: BrowserType, **options: Any) -> Browser:
    """A browser: that `program`, else Playwright's."""
    return kind.launch(executable_path=program(), args=FLAGS, **options)


class Reader:
    """Someone with a browser, at the site that stands at `address`."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def tab(self, **context: Any) -> Page:
        """An empty tab of a fresh context."""
        options = {"viewport": DESK, **context}
        return self._opened.enter_context(self._browser.new_context(**options)).new_page()

    def opens(self, path: str, *, now: str | None = None, **context: Any) -> Page:
        """A tab of a fresh context at `path`, on a clock that stands at `now`."""
        page = self.tab(**context)
        if now:
            page.clock.set_fixed_time(now)
        page.goto(self.address + path)
        return page


class Witness:
    """What a page asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", lambda request: self.complaints.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', event => "
            "console.error(`stopped: ${event.effectiveDirective} ${event.blockedURI}`))"
        )
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))

    def strangers(self, home: str) -> list[str]:
        """What was asked of anyone but `home`."""
        return [url for url in self.asked if not url.startswith((home, "data:", "blob:" + home))]


def stored(page: Page) -> list[Any]:
    """All that the page has left with the reader."""
    keys: list[Any] = page.evaluate(
        "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    )
    return [*keys, *page.context.cookies()]


def kept(page: Page) -> list[Any]:
    """What it may have left out of sight: databases, caches, the state of its address."""
    names: list[Any] = page.evaluate("""async () => [
      ...await indexedDB.databases(), ...await caches.keys(), ...Object.keys(history.state || {}),
    ]""")
    return names


def search(page: Page, words: str) -> Locator:
    """What the guide's search finds for `words`: a link each."""
    dialog = page.get_by_role("dialog", name="Rechercher dans le guide")
    if not dialog.is_visible():
        page.get_by_role("button", name="Rechercher").click()
    dialog.get_by_role("searchbox").fill(words)
    expect(dialog.get_by_role("status")).not_to_be_empty()
    return dialog.get_by_role("link")


# A style that follows a change of scheme is there in the frame after it.
_SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@cache
def _axe() -> str:
    """axe-core, the referee of accessibility, out of the package that carries it."""
    package = find_spec("axe_playwright_python")
    assert package
    assert package.origin
    return Path(package.origin).with_name("axe.min.js").read_text("utf-8")


def violations(page: Page, within: str = "html") -> list[str]:
    """What axe finds wrong with `within` as it is shown now, by day and by night: the scheme, the
    rule's name and an element. No motion: no colour is caught half-way to another.

    Only colours can go wrong by night alone: the same words stand at the same places.
    """
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(_SETTLED)
        found += [f"{scheme}: {one}" for one in _wrong_colours(page, within)]
    return found + _found_by_axe(page, within, RULES, besides=COLOURS)


_sound: set[str] = set()  # how what axe had nothing against was written, on whatever page


def _wrong_colours(page: Page, within: str) -> list[str]:
    alike = page.evaluate_handle(_ONE_OF_EACH, within)
    new = [look for look in alike.evaluate(_LOOKS) if look not in _sound]
    found = new and _found_by_axe(page, alike.evaluate_handle(_WRITTEN_SO, new), COLOURS)
    if not found:
        _sound.update(new)
    return found


def _found_by_axe(
    page: Page, where: object, only: list[str], besides: Sequence[str] = ()
) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    rules = {rule: {"enabled": False} for rule in besides}
    options = {"runOnly": only, "rules": rules, **SPARED}
    found: dict[str, Any] = page.evaluate("given => axe.run(...given)", [where, options])
    assert found["testEngine"]["name"] == "axe-core"
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]
