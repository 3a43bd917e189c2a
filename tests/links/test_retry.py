"""What servers write in Retry-After, and how it is obeyed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.links import Evidence
from guide.links.retry import asked_to_wait, retry_after_seconds
from links.looking import NOW

WEEK = 7 * 24 * 3600


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": " 120 "}, 120),
        ({"Retry-After": "9" * 5000}, WEEK),
        ({"Retry-After": "Mon, 23 Nov 2026 12:01:00 GMT"}, 60),
        ({"Retry-After": "Mon, 23 Nov 2026 11:00:00 GMT"}, 0),
        ({"Retry-After": "Thu, 23 Nov 2056 12:00:00 GMT"}, WEEK),
        (
            {
                "Retry-After": "Mon, 23 Nov 2026 13:01:00 GMT",
                "Date": "Mon, 23 Nov 2026 13:00:00 GMT",  # a server whose clock is wrong
            },
            60,
        ),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: int | None) -> None:
    assert retry_after_seconds(headers, NOW) == seconds


@given(st.text(), st.text())
def test_no_header_is_too_strange(value: str, date: str) -> None:
    seconds = retry_after_seconds({"Retry-After": value, "Date": date}, NOW)
    assert seconds is None or 0 <= seconds <= WEEK


def test_waiting_ends() -> None:
    busy = Evidence("http://example.org/", NOW, status=429, retry_after=60)
    assert asked_to_wait(busy, NOW + timedelta(seconds=59))
    assert not asked_to_wait(busy, NOW + timedelta(seconds=60))
    assert not asked_to_wait(busy, NOW - timedelta(days=1))  # the clock was set back
