"""A translation that means harm: each piece of it is refused, or says nothing to any browser.

Proven in one: every page that such a piece is in and that can be built at all is opened, with its
policy taken away and with it. The canary, a server and a flag, must stay silent, and sings for the
pages that were refused.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, Error, Page

from guide.core.problems import Severity
from guide.loading import read_guide

from .building import INDEX, SOURCES, build, built, small_guide, with_settings
from .hostile import PIECES, WORDS, filled
from .reading import Reader, serving

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEAD = "---\ntitle: Une page\ndescription: Une page.\nverified: 2026-11-23\n---\n\n# Une page\n\n"


class Canary(HTTPServer):
    """Hears every request that a page makes of another host."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), _Hearing)

    def sings(self, page: Page) -> bool:
        """Whether anything was heard, or done in `page`, since last asked."""
        flagged = False
        with suppress(Error):  # it may have left
            flagged = page.evaluate("'canary' in window")
        heard, self.heard = self.heard, []
        return flagged or bool(heard)


class _Hearing(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:  # as http.server names it
        self.server.heard.append(self.path)
        self.send_response(204)
        self.end_headers()

    do_POST = do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Silence."""


@contextmanager
def listening() -> Iterator[Canary]:
    with Canary() as canary:
        thread = threading.Thread(target=canary.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield canary
        canary.shutdown()
        thread.join()


def refused(project: Path) -> set[str]:
    """The pages of the guide in `project` of which the engine tells an error before it builds."""
    settings = yaml_load((project / "mkdocs.yml").read_text("utf-8"))["extra"]["guide"]
    report = read_guide(project, settings, {}, NOW).report
    return {one.file for one in report.sorted() if one.severity is Severity.ERROR}


def opened(reader: Reader, name: str, canary: Canary, *, policed: bool) -> bool:
    """Whether the canary sings for the page `name`, looked at and pressed."""
    page = reader.tab(bypass_csp=not policed)
    page.add_init_script("window.sing = () => { window.canary = true; }")
    page.goto(reader.address + name)
    page.wait_for_timeout(50)
    with suppress(Error):
        page.locator("#press").first.dispatch_event("click", timeout=200)
        page.wait_for_timeout(100)
    return canary.sings(page)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


def test_no_piece_of_a_hostile_page_reaches_a_reader(
    tmp_path: Path, browser: Browser, canary: Canary
) -> None:
    names = {f"docs/fr/p{n}.md": piece for n, piece in enumerate(PIECES)}
    pages = {
        name.removeprefix("docs/"): f"{HEAD}{filled(piece, canary.server_port)}\n"
        for name, piece in names.items()
    }
    project = small_guide(tmp_path, pages, mode="offline")
    told = refused(project)
    assert len(told) > 60
    for name in told - {"docs/fr/index.md"}:
        (project / name).unlink()
    done = build(project)
    assert "Traceback" not in done.stderr
    late = {name for name in names if f"ERROR   -  {name}" in done.stderr}
    left = names.keys() - told - late
    assert late
    assert left
    with serving(project / ".cache" / "site") as address, Reader(browser, address) as reader:

        def sings(name: str, *, policed: bool) -> bool:
            built = name.removeprefix("docs/fr/").replace(".md", ".html")
            return opened(reader, built, canary, policed=policed)

        assert [names[name] for name in left if sings(name, policed=False)] == []
        assert [names[name] for name in left if sings(name, policed=True)] == []
        assert [name for name in late if sings(name, policed=False)]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def hostile_words(text: str) -> dict[str, str]:
    """A guide each of whose texts holds `text`."""
    said, law = quoted(f"Mot {text}"), "source: law, seen: 2026-11-23"
    bare = said.translate(dict.fromkeys(map(ord, "{}")))  # which stand for dates and the like there
    lists = ("deadlines", "contacts", "terms", "news", "sources", "timeline")
    body = "\n\n".join(f"{{all:{name}}}" for name in lists)
    head = INDEX.replace("A small guide", said, 1).replace(
        "A guide that is small.", quoted(text[-150:])
    )
    return {
        "fr/index.md": f"{head}\n{body}\n\n/// letter | refus\n{{field:nom}}\n///\n",
        "data/sources.yml": SOURCES.replace("title: Law", f"title: {said}").replace("State", said),
        "data/deadlines.yml": (
            f"coming: {{kind: date, date: 2027-03-26, title: {{fr: {said}}}, {law}}}\n"
            f"period: {{kind: period, within: P6W, from: {{fr: {said}}}, late: {{fr: {said}}}, "
            f"title: {{fr: {quoted('Deux ' + text)}}}, {law}}}\n"
        ),
        "data/contacts.yml": (
            f"post: {{name: {{fr: {said}}}, hours: {{fr: {said}}}, phone: '3422', "
            f"address: {{fr: [{said}, {said}]}}, {law}}}\n"
        ),
        "data/glossary.yml": (
            f"word: {{term: {{fr: {said}}}, short: AB, meaning: {{fr: {said}}}}}\n"
        ),
        "data/news.yml": f"new: {{date: 2026-01-01, about: guide, text: {{fr: {said}}}}}\n",
        "data/fields.yml": f"nom: {{label: {{fr: {said}}}, hint: {{fr: {said}}}}}\n",
        "strings/fr.yml": f"search: {bare}\nsources_title: {bare}\nhealth_unknown: {bare}\n",
    }


def test_no_hostile_word_of_the_data_or_the_settings_reaches_a_reader(
    tmp_path: Path, browser: Browser, canary: Canary
) -> None:
    words = " ".join(filled(one, canary.server_port) for one in WORDS)
    named = {"name": words, "site_name": words, "description": words}
    languages = {"fr": named, "en": named | {"name": "English"}}
    project = small_guide(tmp_path, hostile_words(words), languages=languages, mode="offline")
    done = build(with_settings(project, languages=languages))
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    with serving(project / "site") as address, Reader(browser, address) as reader:
        for name in ("index.html", "en/index.html", "404.html"):
            assert not opened(reader, name, canary, policed=False)
            assert not opened(reader, name, canary, policed=True)


BESIDE = {
    "fr/open.html": "<script>top.canary = true; fetch('{at}')</script>",
    "fr/open.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload=\"fetch('{at}')\"/>",
    "assets/open.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>fetch('{at}')</script></svg>",
}


def test_no_file_beside_the_pages_reaches_a_reader(
    tmp_path: Path, browser: Browser, canary: Canary
) -> None:
    """Each would be a page of its own, without a policy: the canary sings for it."""
    at = f"http://127.0.0.1:{canary.server_port}/"
    files = {name: text.replace("{at}", at) for name, text in BESIDE.items()}
    project = small_guide(tmp_path, files, mode="offline")
    assert refused(project) == {f"docs/{name}" for name in files}
    with serving(project / "docs") as address, Reader(browser, address) as reader:
        assert [name for name in files if not opened(reader, name, canary, policed=True)] == []


HARM = {
    "assets/js/guide.js": "window.canary = true; fetch('{at}'); new Image().src = '{at}';",
    "assets/css/guide.css": "@import url('{at}'); body { background: url('{at}') }",
}


def test_no_script_nor_style_of_a_translation_takes_the_place_of_the_engine_s(
    tmp_path: Path,
) -> None:
    harm = {name: text.replace("{at}", "https://evil.example/") for name, text in HARM.items()}
    told = refused(small_guide(tmp_path, harm, mode="offline"))
    assert told == {f"docs/{name}" for name in HARM}


def test_no_style_that_reached_the_site_could_ask_another_host(
    tmp_path: Path, browser: Browser, canary: Canary
) -> None:
    """Were one to pass unseen, the policy of the pages holds it back."""
    site = built(small_guide(tmp_path, {}))
    at = f"http://127.0.0.1:{canary.server_port}/"
    (site / "assets/css/guide.css").write_text(HARM["assets/css/guide.css"].replace("{at}", at))
    with serving(site) as address, Reader(browser, address) as reader:
        assert opened(reader, "index.html", canary, policed=False)
        assert not opened(reader, "index.html", canary, policed=True)
