"""A server of one's own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from links.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running
