"""The guide kept by a browser: asked for, whole, never old while the network answers, erased."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from .building import EDITION_IN_WORDS, INDEX, built, small_guide
from .pages import PAGES
from .reading import PHONE, Reader, Witness, serving, stored, violations

CARRY = "emporter.html"
KEEP = re.compile("Garder ce guide hors connexion")
ERASE = "Effacer la copie de ce navigateur"
KEPT = "Ce guide est gardé dans ce navigateur."
NOTICE = ".copy-notice"
LEFT = """async () => [
  ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope),
  ...await caches.keys(), ...(await indexedDB.databases()).map(one => one.name),
]"""
COPIES = INDEX + "\n![Mark](../assets/images/logo.svg)\n\n{copy:browser}\n\n[More](more.md)\n"
MORE = INDEX.replace("# A small guide", "# More") + "\n{copy:zip}\n"


class Host:
    """A server that can be stopped, and started again with another site at the same address."""

    def __init__(self, site: Path, fresh_for: int = 0) -> None:
        self._running = ExitStack()
        self.address = self._running.enter_context(serving(site, fresh_for=fresh_for))

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def stop(self) -> None:
        self._running.close()

    def serve(self, site: Path) -> None:
        self.stop()
        self._running.enter_context(serving(site, self.port))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two editions of a small guide of two pages."""
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    pages = {"fr/index.md": COPIES, "fr/more.md": MORE}
    newer = {name: text.replace("gives until", "now gives until") for name, text in pages.items()}
    old, new = built(small_guide(first, pages)), built(small_guide(second, newer))
    _published_later(new)
    return old, new


def _published_later(site: Path, seconds: int = 60) -> None:
    """The server says by whole seconds when a file changed; both may be built within one."""
    for path in site.rglob("*"):
        changed = path.stat().st_mtime + seconds
        os.utime(path, (changed, changed))


@pytest.fixture
def host(editions: tuple[Path, Path]) -> Iterator[Host]:
    with Host(editions[0]) as running:
        yield running


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """A tab at the guide's first page, whose reader has kept the first edition."""
    with Reader(browser, host.address) as reader:
        opened = reader.opens("index.html")
        keep(opened)
        yield opened


def keep(page: Page) -> None:
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_role("status").filter(has_text=KEPT)).to_be_visible()


def left(page: Page) -> list[str]:
    """What the site has left in the browser: workers, caches, databases."""
    found: list[str] = page.evaluate(LEFT)
    return found


def caches(page: Page) -> list[str]:
    return [name for name in left(page) if name.startswith("guide ")]


def until(page: Page, true: Callable[[], bool]) -> None:
    """Waits for what no event tells, as long as for anything else."""
    for _ in range(300):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(left(page))


def says_new(page: Page) -> bool:
    return "now gives until" in page.inner_text("article")


def test_the_whole_guide_is_read_with_the_server_stopped(
    browser: Browser, site: Path, address: str
) -> None:
    with Host(site) as host, Reader(browser, host.address) as reader:
        page = reader.opens(CARRY, viewport=PHONE)
        assert left(page) == []
        keep(page)
        host.stop()
        for name in PAGES:
            page.goto(host.address + name)
            expect(page.locator(NOTICE)).to_be_visible()
            assert EDITION_IN_WORDS in page.inner_text(NOTICE)
            assert page.locator("article h1").inner_text()
            assert _broken(page) == []
        page.goto(host.address)
        expect(page.locator(NOTICE)).to_be_visible()
        assert violations(page) == []


def _broken(page: Page) -> list[str]:
    """Pictures in sight that did not load, and style sheets without a rule."""
    found: list[str] = page.evaluate("""() => [
      ...[...document.images].filter(one => one.complete && !one.naturalWidth),
      ...[...document.styleSheets].filter(one => !one.cssRules.length).map(one => one.ownerNode),
    ].map(one => one.outerHTML)""")
    return found


def test_nothing_is_kept_before_the_button_is_pressed(browser: Browser, host: Host) -> None:
    with Reader(browser, host.address) as reader:
        page = reader.opens("index.html")
        expect(page.get_by_role("button", name=KEEP)).to_be_visible()
        page.goto(host.address + "more.html")
        assert left(page) == []
        assert stored(page) == []


def test_the_reader_is_told_the_size_beforehand(browser: Browser, host: Host) -> None:
    with Reader(browser, host.address) as reader:
        page = reader.opens("index.html")
        label = page.get_by_role("button", name=KEEP).inner_text()
    assert re.search(r"\(\d+(,\d)?\u202f[km]o\)", label, re.IGNORECASE), label


def test_while_the_network_answers_pages_are_the_network_s(
    browser: Browser, editions: tuple[Path, Path]
) -> None:
    """Even those that the host allows the browser not to ask for again."""
    with Host(editions[0], fresh_for=3600) as host, Reader(browser, host.address) as reader:
        page = reader.opens("more.html")
        page.goto(host.address + "index.html")
        keep(page)
        page.reload()
        expect(page.locator(NOTICE)).not_to_be_visible()
        host.serve(editions[1])
        page.goto(host.address + "more.html")
        assert says_new(page)
        expect(page.locator(NOTICE)).not_to_be_visible()


def test_a_new_edition_replaces_the_old_whole(
    page: Page, host: Host, editions: tuple[Path, Path]
) -> None:
    (old,) = caches(page)
    host.serve(editions[1])
    page.reload()
    until(page, lambda: old not in caches(page))  # gone once the new one is whole
    host.stop()
    for name in ("index.html", "more.html"):
        page.goto(host.address + name)
        expect(page.locator(NOTICE)).to_be_visible()
        assert says_new(page)


def test_an_edition_that_is_not_of_one_piece_is_not_taken(
    page: Page, host: Host, editions: tuple[Path, Path], tmp_path: Path
) -> None:
    """A deployment under way: the new worker, and a page that is still the old one."""
    before = caches(page)
    assert before
    mixed = shutil.copytree(editions[1], tmp_path / "mixed")
    shutil.copy(editions[0] / "more.html", mixed)
    host.serve(mixed)
    page.reload()
    page.evaluate(
        """async () => {
          const { installing } = await (await navigator.serviceWorker.getRegistration()).update();
          return installing && new Promise(done => { installing.onstatechange = done; });
        }"""
    )
    until(page, lambda: caches(page) == before)
    host.stop()
    for name in ("index.html", "more.html"):
        page.goto(host.address + name)
        assert not says_new(page)


def test_a_network_that_never_answers_is_not_waited_for(page: Page, host: Host) -> None:
    host.stop()
    with socket.create_server(("127.0.0.1", host.port)):  # takes calls, and says nothing
        page.goto(host.address + "more.html")
        expect(page.locator(NOTICE)).to_be_visible()
        assert page.locator("h1").inner_text() == "More"


@pytest.mark.parametrize(
    ("asked", "title"), [("", "A small guide"), ("more", "More"), ("more.html?a=1#b", "More")]
)
def test_a_page_is_found_by_its_other_names(page: Page, host: Host, asked: str, title: str) -> None:
    """Some hosts leave out `index.html` and `.html`."""
    host.stop()
    page.goto(host.address + asked)
    assert page.locator("h1").inner_text() == title


def test_what_is_not_of_the_copy_fails_as_without_it(page: Page, host: Host) -> None:
    host.stop()
    with pytest.raises(Error, match="ERR_"):
        page.goto(host.address + "gone.html")


def test_erasing_leaves_nothing(page: Page, host: Host) -> None:
    assert len(left(page)) == 2
    page.get_by_role("button", name=ERASE).click()
    expect(page.get_by_role("status").filter(has_text="La copie est effacée.")).to_be_visible()
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    assert left(page) == []
    page.reload()
    assert left(page) == []
    host.stop()
    with pytest.raises(Error, match="ERR_"):
        page.goto(host.address + "more.html")


def test_erasing_works_from_the_copy_too(page: Page, host: Host) -> None:
    host.stop()
    page.reload()
    page.get_by_role("button", name=ERASE).click()
    expect(page.get_by_role("status").filter(has_text="La copie est effacée.")).to_be_visible()
    page.get_by_role("status").filter(has_text="La copie est effacée.").wait_for()
    assert left(page) == []


def test_the_keyboard_keeps_and_erases_without_losing_its_place(
    browser: Browser, host: Host
) -> None:
    with Reader(browser, host.address) as reader:
        page = reader.opens("index.html")
        page.get_by_role("button", name=KEEP).press("Enter")
        expect(page.get_by_role("button", name=ERASE)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=KEEP)).to_be_focused()
        assert left(page) == []


def test_a_press_on_the_size_is_one_on_its_button(browser: Browser, host: Host) -> None:
    with Reader(browser, host.address) as reader:
        page = reader.opens("index.html")
        page.locator("button [data-size]").click()
        expect(page.get_by_role("status").filter(has_text=KEPT)).to_be_visible()


def test_the_page_remembers_that_the_guide_is_kept(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("button", name=ERASE)).to_be_visible()
    expect(page.get_by_role("button", name=KEEP)).not_to_be_visible()
    assert stored(page) == []


def test_a_copy_that_cannot_be_made_says_so_and_leaves_nothing(
    browser: Browser, editions: tuple[Path, Path], tmp_path: Path
) -> None:
    broken = shutil.copytree(editions[0], tmp_path / "broken")
    (broken / "more.html").unlink()
    with serving(broken) as address, Reader(browser, address) as reader:
        page = reader.opens("index.html")
        page.get_by_role("button", name=KEEP).click()
        failed = page.get_by_role("status").filter(has_text="L’enregistrement n’a pas abouti.")
        expect(failed).to_be_visible()
        expect(page.get_by_role("button", name=KEEP)).to_be_visible()
        assert left(page) == []


def test_keeping_asks_nobody_else(browser: Browser, host: Host) -> None:
    with Reader(browser, host.address) as reader:
        page = reader.tab()
        witness = Witness(page)
        page.context.on("request", lambda request: witness.asked.append(request.url))
        page.goto(host.address + "index.html")
        keep(page)
        assert any(url.endswith("/offline.json") for url in witness.asked)
        assert witness.strangers(host.address) == []
        assert witness.complaints == []


def test_the_buttons_are_for_everyone(page: Page) -> None:
    assert violations(page) == []


def test_without_script_there_is_no_button(browser: Browser, host: Host) -> None:
    with Reader(browser, host.address) as reader:
        page = reader.opens("index.html", java_script_enabled=False)
        expect(page.get_by_role("button", name=KEEP)).not_to_be_visible()


def test_the_browser_finds_nothing_wrong_with_the_manifest(browser: Browser, host: Host) -> None:
    with Reader(browser, host.address) as reader:
        page = reader.opens("index.html")
        expect(page.locator("link[rel=manifest]")).to_have_count(1)
        told = page.context.new_cdp_session(page).send("Page.getAppManifest")
        assert told["url"] == host.address + "manifest.webmanifest"
        assert told["errors"] == []
        assert '"start_url": "index.html"' in told["data"]
