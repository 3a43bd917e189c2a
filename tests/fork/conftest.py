"""The German guide, built once for all workers, and a browser at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from website.building import READ
from website.conftest import browser, once
from website.reading import Reader, serving

from .german import SITE, forked

__all__ = ["browser"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The German guide, whole, built strictly for a site with an address."""
    settings = {"SITE_URL": SITE, "SOURCE_DATE_EPOCH": READ}
    return once(tmp_path_factory, "german", forked, "--strict", **settings)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where it is served."""
    with serving(site) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Opens contexts of the browser at it, and closes them after the test."""
    with Reader(browser, address) as opened:
        yield opened
