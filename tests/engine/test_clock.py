"""The one clock, and how long a deadline lasts on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guide.core.clock import Clock, ClockError, read_clock
from guide.core.dates import has_passed

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
ZONES = ["Europe/Paris", "Indian/Reunion", "America/Montreal", "Pacific/Auckland"]
# Days on which clocks change: Paris, Montréal, Auckland.
CHANGES = ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-09-27"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [*CHANGES, "2026-12-31", "2028-02-29", "2027-01-01"])
def test_a_deadline_lasts_to_the_last_second_of_its_day(zone: str, day: str) -> None:
    last, at = date.fromisoformat(day), ZoneInfo(zone)
    midnight = datetime(last.year, last.month, last.day, tzinfo=at) + timedelta(days=1)
    end = midnight.astimezone(UTC)
    assert not has_passed(last, Clock(end - timedelta(seconds=1)).today_in(at))
    assert not has_passed(last, Clock(end - timedelta(microseconds=1)).today_in(at))
    assert has_passed(last, Clock(end).today_in(at))


@given(
    st.dates(date(1970, 1, 2), date(2983, 12, 31)),
    st.sampled_from(ZONES),
    st.times(),
    st.sampled_from([0, 1]),
)
@example(date(2026, 10, 25), "Europe/Paris", time(2, 30), 1)
def test_whatever_the_hour_the_day_is_the_one_on_the_wall(
    day: date, zone: str, hour: time, fold: int
) -> None:
    at = ZoneInfo(zone)
    instant = datetime.combine(day, hour, at).replace(fold=fold).astimezone(UTC)
    assert Clock(instant).today_in(at) == instant.astimezone(at).date()
    assert abs(Clock(instant).today_in(at) - day) <= timedelta(days=1)


def test_one_instant_is_two_days_in_two_zones() -> None:
    clock = Clock(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert clock.today_in(ZoneInfo("Europe/Paris")) == date(2026, 11, 24)
    assert clock.today_in(ZoneInfo("America/Montreal")) == date(2026, 11, 23)


def test_without_variables_it_is_now() -> None:
    assert read_clock({}, NOW) == Clock(NOW)
    assert read_clock({"SOURCE_DATE_EPOCH": "", "GUIDE_TODAY": ""}, NOW) == Clock(NOW)


def test_now_may_come_in_any_zone() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=13)))
    assert read_clock({}, elsewhere).instant.tzinfo is UTC
    assert read_clock({}, elsewhere) == Clock(NOW)


def test_an_instant_has_no_part_that_cannot_be_told() -> None:
    assert read_clock({}, NOW.replace(microsecond=999_999)) == Clock(NOW)


@pytest.mark.parametrize(
    ("epoch", "instant"),
    [
        ("0", datetime(1970, 1, 1, tzinfo=UTC)),
        ("1795392000", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2147483648", datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)),
    ],
)
def test_source_date_epoch_sets_the_instant(epoch: str, instant: datetime) -> None:
    assert read_clock({"SOURCE_DATE_EPOCH": epoch}, NOW) == Clock(instant)


def test_guide_today_sets_the_day_and_leaves_the_instant() -> None:
    clock = read_clock({"GUIDE_TODAY": "2027-03-27", "SOURCE_DATE_EPOCH": "1795392000"}, NOW)
    assert clock.instant == datetime(2026, 11, 23, tzinfo=UTC)
    assert {clock.today_in(ZoneInfo(zone)) for zone in ZONES} == {date(2027, 3, 27)}


@pytest.mark.parametrize(
    "epoch",
    [
        "now",
        "1.5",
        "-1",
        "+1",
        " 1",
        "1_000",
        "9" * 11,
        "9" * 5000,
        "2026-11-23",
        "²",
        "٢٠",
        "0x10",
    ],
)
def test_an_epoch_that_is_none_is_told_in_a_line(epoch: str) -> None:
    with pytest.raises(ClockError, match=r"^SOURCE_DATE_EPOCH: '.*' is not an instant. Write"):
        read_clock({"SOURCE_DATE_EPOCH": epoch}, NOW)


@pytest.mark.parametrize("day", ["today", "20270327", "2027-W12-6", "2027-02-29", "9999-12-31"])
def test_a_day_that_is_none_is_told_in_a_line(day: str) -> None:
    with pytest.raises(ClockError, match=f"^GUIDE_TODAY: '{day}' is not a date"):
        read_clock({"GUIDE_TODAY": day}, NOW)


@given(st.text(), st.text())
def test_any_text_sets_a_usable_clock_or_is_told(epoch: str, today: str) -> None:
    try:
        clock = read_clock({"SOURCE_DATE_EPOCH": epoch, "GUIDE_TODAY": today}, NOW)
    except ClockError:
        return
    for zone in ZONES:
        clock.today_in(ZoneInfo(zone))
