"""The rules of dates and periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guide.core.dates import Period, days_before, has_passed, last_day, parse_day, parse_period

DAYS = st.dates(date(1600, 1, 1), date(2999, 12, 31))
PERIODS = st.builds(
    Period,
    years=st.integers(0, 99),
    months=st.integers(0, 999),
    weeks=st.integers(0, 999),
    days=st.integers(0, 9999),
).filter(lambda period: period != Period())
ONE_UNIT = st.one_of(
    *(
        st.builds(Period, **{unit: st.integers(1, most)})
        for unit, most in {"years": 99, "months": 999, "weeks": 999, "days": 9999}.items()
    )
)


def test_six_weeks_are_forty_two_days() -> None:
    assert last_day(date(2022, 3, 28), parse_period("P6W")) == date(2022, 5, 9)


@given(DAYS, st.integers(1, 999))
def test_weeks_are_seven_days_whatever_month_or_clock_change(start: date, weeks: int) -> None:
    assert last_day(start, Period(weeks=weeks)) - start == timedelta(days=7 * weeks)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2028-01-31", "P1M", "2028-02-29"),
        ("2028-02-29", "P1M", "2028-03-29"),  # not the last day of March: article 641
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2028-02-29", "P4Y", "2032-02-29"),
        ("2096-02-29", "P4Y", "2100-02-28"),  # 2100 is no leap year
        ("2026-03-31", "P1M", "2026-04-30"),
        ("2026-12-31", "P2M", "2027-02-28"),
        ("2026-11-30", "P3M", "2027-02-28"),
        ("2026-12-31", "P1D", "2027-01-01"),
        ("2026-06-15", "P1Y6M", "2027-12-15"),
        ("2026-06-15", "P18M", "2027-12-15"),
        ("2026-01-31", "P1M1D", "2026-03-01"),  # the larger unit first
        ("2026-11-24", "P10Y", "2036-11-24"),
    ],
)
def test_periods_are_counted_by_calendar(start: str, period: str, end: str) -> None:
    assert last_day(date.fromisoformat(start), parse_period(period)) == date.fromisoformat(end)


@given(DAYS, st.integers(1, 999))
def test_a_month_ends_on_the_day_of_the_same_number_or_on_its_last(start: date, n: int) -> None:
    end = last_day(start, Period(months=n))
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, PERIODS)
def test_who_starts_later_never_ends_earlier(one: date, other: date, period: Period) -> None:
    first, second = sorted((one, other))
    assert last_day(first, period) <= last_day(second, period)


@given(DAYS, PERIODS)
def test_a_period_ends_after_its_start(start: date, period: Period) -> None:
    assert last_day(start, period) > start


@given(DAYS, ONE_UNIT)
@example(date(2026, 1, 31), Period(months=1))
@example(date(2028, 2, 29), Period(years=1))
def test_counting_back_leads_to_the_start_or_before_it(start: date, period: Period) -> None:
    back = days_before(last_day(start, period), period)
    assert back <= start
    assert last_day(back, period) == last_day(start, period)
    if period.weeks or period.days:
        assert back == start


@given(st.dates(), PERIODS)
def test_years_end_with_9999_and_begin_with_1(day: date, period: Period) -> None:
    assert days_before(day, period) < day or day == date.min
    try:
        end = last_day(day, period)
    except OverflowError:
        assert day > date(9700, 1, 1)
    else:
        assert end > day


@pytest.mark.parametrize("period", ["P1D", "P1W", "P1M", "P1Y"])
def test_past_the_year_9999_there_is_no_day(period: str) -> None:
    with pytest.raises(OverflowError):
        last_day(date.max, parse_period(period))
    assert days_before(date.min, parse_period(period)) == date.min


@given(st.dates(max_value=date.max - timedelta(days=1)))
def test_the_last_day_counts_whole(last: date) -> None:
    assert not has_passed(last, last)
    assert has_passed(last, last + timedelta(days=1))


@given(PERIODS)
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert parse_period(str(period)) == period


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "P6", "6W", "P6w", "p6w", "P6W ", " P6W", "P 6W", "P6W\n", "P٦W"),
        *("P0D", "P0Y0M", "-P1D", "P-1D", "P1.5M", "P1,5M", "PT5H", "P1DT1H", "P1M1Y", "P1D1W"),
        *("P401Y", "P147000D", "P" + "9" * 5000 + "D", "2026-11-24", "six semaines"),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a period\. Write for instance P6W"):
        parse_period(text)


@given(st.text() | st.text("P0123456789YMWDT-.\n "))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except ValueError:
        return
    assert parse_period(str(period)) == period
    assert last_day(date(2999, 12, 31), period) > date(2999, 12, 31)


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "20261123", "2026-W48-1"),
        *("2026-11-23T00:00", "23/11/2026", "2026-11-23 ", "2026-11-23\n", "٢٠٢٦-11-23"),
        *("9999-12-31", "0001-01-01", "1795392000"),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_day(text)


@given(st.text() | st.text("0123456789-W"))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day = parse_day(text)
    except ValueError:
        return
    assert day.isoformat() == text


@pytest.mark.parametrize("longest", ["P400Y", "P4722M", "P20914W", "P146400D"])
def test_no_period_of_a_guide_leads_out_of_the_calendar(longest: str) -> None:
    end = last_day(date(2999, 12, 31), parse_period(longest))
    assert end + timedelta(days=1) < date.max
