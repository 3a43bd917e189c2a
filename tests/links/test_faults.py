"""Whatever a server does ends in a verdict with its reason, in its time and in little memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from links.faults import FAULTS, TIME_LIMIT, Fault, Web
from links.looking import verdict_on
from links.site import Site

SLACK = 10.0  # seconds: this machine may do much else
MOST_MEMORY = 32_000_000  # bytes, the server's own included


@pytest.fixture
def web(site: Site) -> Iterator[Web]:
    with ExitStack() as stack:
        yield Web(site, stack)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault(fault: Fault, web: Web) -> None:
    url = fault.setting(web)
    started = time.monotonic()
    tracemalloc.start()
    found = verdict_on(url, *fault.expect, **fault.limits)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    trusted = web.trusted.url("", "a.test") if "{trusted}" in fault.reason else ""
    reason = fault.reason.format(site=web.site.url(""), trusted=trusted)
    assert found == (fault.verdict, reason)
    assert peak < MOST_MEMORY
    assert time.monotonic() - started < TIME_LIMIT + SLACK


def test_the_table_is_long_and_its_names_distinct() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 45
