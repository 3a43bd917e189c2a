"""What is true on the reader's own day, wherever their clock and whatever it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .pages import HOME
from .reading import Reader

ZONES = ("Europe/Paris", "Indian/Reunion", "America/Montreal")
# 26 March 2027 to its end: in Paris, an hour ahead of Greenwich; on Réunion, four.
LAST_SECOND = {"paris": "2027-03-26T22:59:59Z", "reunion": "2027-03-26T19:59:59Z"}
NEXT = {"paris": "2027-03-26T23:00:00Z", "reunion": "2027-03-26T20:00:00Z"}
OVERDUE = ".overdue"


@pytest.fixture
def visitor(browser: Browser, dated: str) -> Iterator[Reader]:
    """A reader of the guide of dates."""
    with Reader(browser, dated) as opened:
        yield opened


def shown(page: Page, deadline: str) -> list[str]:
    """Which parts of the block of `deadline` the reader sees."""
    parts = page.locator(f"[data-deadline={deadline}] > [data-when]").all()
    assert len(parts) == 2
    return [part.get_attribute("data-when") or "" for part in parts if part.is_visible()]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("deadline", LAST_SECOND)
def test_a_deadline_ends_with_its_day_where_the_letter_arrives(
    visitor: Reader, deadline: str, zone: str
) -> None:
    in_time = visitor.opens(HOME, now=LAST_SECOND[deadline], timezone_id=zone)
    assert shown(in_time, deadline) == ["before"]
    too_late = visitor.opens(HOME, now=NEXT[deadline], timezone_id=zone)
    assert shown(too_late, deadline) == ["after"]


def test_a_page_left_open_changes_with_the_day(visitor: Reader) -> None:
    page = visitor.opens(HOME, now=LAST_SECOND["paris"])
    assert shown(page, "paris") == ["before"]
    page.clock.set_fixed_time(NEXT["paris"])
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert shown(page, "paris") == ["after"]


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2022-05-01T12:00:00Z"])
def test_a_clock_behind_the_build_is_not_believed(visitor: Reader, now: str) -> None:
    page = visitor.opens(HOME, now=now)
    assert shown(page, "past") == ["after"]
    assert shown(page, "paris") == ["before"]


def test_a_wrong_clock_set_right_is_believed(visitor: Reader) -> None:
    page = visitor.opens(HOME, now=NEXT["paris"])
    page.clock.set_fixed_time("2022-05-01T12:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert shown(page, "paris") == ["before"]


def test_without_script_the_build_s_truth_stands(visitor: Reader) -> None:
    page = visitor.opens(HOME, java_script_enabled=False)
    assert shown(page, "past") == ["after"]
    assert shown(page, "paris") == ["before"]


@pytest.mark.parametrize("zone", ZONES)
def test_a_page_says_when_it_was_not_read_again_in_time(reader: Reader, zone: str) -> None:
    """Read on 23 November 2026, to be read again by 21 February 2027."""
    young = reader.opens(HOME, now="2027-02-21T22:59:59Z", timezone_id=zone)
    assert not young.locator(OVERDUE).is_visible()
    old = reader.opens(HOME, now="2027-02-21T23:00:00Z", timezone_id=zone)
    assert old.locator(OVERDUE).is_visible()
    assert "23 novembre 2026" in old.locator(OVERDUE).inner_text().replace("\xa0", " ")


def test_paper_carries_both_truths(visitor: Reader) -> None:
    page = visitor.opens(HOME)
    page.emulate_media(media="print")
    assert shown(page, "paris") == ["before", "after"]
