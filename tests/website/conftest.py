"""Sites built once for all workers, a server for each, a browser for all tests of this folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from .building import READ, SITE, briefly_printed, built, copy_of_the_guide, small_guide
from .reading import DATED, LETTERS, PERIODS, Reader, launched, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built; its booklets have one chapter."""
    return once(tmp_path_factory, "guide", briefly_printed, SOURCE_DATE_EPOCH=READ)


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built for a site with an address."""
    return once(tmp_path_factory, "known", copy_of_the_guide, SITE_URL=SITE, SOURCE_DATE_EPOCH=READ)


@pytest.fixture(scope="session")
def dated_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide whose dates are still to come, or past, on the day of the build."""
    return once(tmp_path_factory, "dated", lambda project: small_guide(project, DATED))


@pytest.fixture(scope="session")
def lettered_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide with a page of two letters."""
    return once(tmp_path_factory, "letters", lambda project: small_guide(project, LETTERS))


@pytest.fixture(scope="session")
def counted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide of periods: a block each for two of them, and the list of all."""
    return once(tmp_path_factory, "periods", lambda project: small_guide(project, PERIODS))


def once(
    factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], Path],
    *options: str,
    **settings: str,
) -> Path:
    """Builds what `make` makes, with `options` and in an environment with `settings`, unless
    another worker of pytest-xdist has done so."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    project, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            built(make(project), *options, **settings)
            done.touch()
    return project / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real guide is served."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def dated(dated_site: Path) -> Iterator[str]:
    """Where the guide of dates is served."""
    with serving(dated_site) as address:
        yield address


@pytest.fixture(scope="session")
def lettered(lettered_site: Path) -> Iterator[str]:
    """Where the guide of letters is served."""
    with serving(lettered_site) as address:
        yield address


@pytest.fixture(scope="session")
def counted(counted_site: Path) -> Iterator[str]:
    """Where the guide of periods is served."""
    with serving(counted_site) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real browser. Closed after this folder's tests: while it runs, no other loop may."""
    expect.set_options(timeout=30_000)  # a slow machine is no fault of the page
    # Older Playwrights tell what a service worker asks for only if they are asked to.
    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"
    with sync_playwright() as playwright:
        running = launched(playwright.chromium)
        yield running
        running.close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Opens contexts of the browser at the real guide, and closes them after the test."""
    with Reader(browser, address) as opened:
        yield opened


@pytest.fixture
def counter(browser: Browser, counted: str) -> Iterator[Reader]:
    """A reader of the guide of periods."""
    with Reader(browser, counted) as opened:
        yield opened
