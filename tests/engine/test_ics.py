"""The calendar of all dates (RFC 5545), read again by a parser, and line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from engine.making import SOURCES, context, on_day, source, within
from guide.data.models import Deadline
from guide.published.ics import ics

DATES: dict[str, Deadline] = {
    "campagne": on_day("2022-05-09"),
    "europe": on_day("2027-03-26", label={"fr": "Europe"}, title={"fr": "Le règlement, enfin"}),
    "ile": on_day("2029-12-31", zone="Indian/Reunion"),
    "opposition": within("P6W"),
}
SITE = "https://guide.example/a/"
TODAY = "2026-11-24"


def written(
    held: Mapping[str, Deadline] = DATES,
    today: str = TODAY,
    base: str = "",
    page: str | None = "dates.html",
    title: str = "Un guide",
) -> bytes:
    made = ics(context(today, held), title=title, base=base, page=page)
    assert made
    return made


def read(made: bytes) -> Any:
    """The calendar, untyped: its properties are of thirty types."""
    return Calendar.from_ical(made)


def event(key_words: str, made: bytes | None = None) -> Any:
    (found,) = (one for one in read(made or written()).events if one["SUMMARY"] == key_words)
    return found


def unfolded(made: bytes) -> list[str]:
    """The content lines, joined again as section 3.1 says."""
    return made.decode().replace("\r\n ", "").split("\r\n")


def test_a_parser_reads_what_was_meant() -> None:
    calendar = read(written())
    assert not calendar.errors
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"] == "-//Un guide//deadlines//FR"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Un guide : dates"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(days=1)
    assert [one["SUMMARY"] for one in calendar.events] == ["Campagne", "Europe", "Campagne"]
    for one in (calendar, *calendar.walk()):
        assert not one.errors


def test_dates_are_in_order_and_periods_are_not_there() -> None:
    """A period begins on a day of each reader's own."""
    days = [one["DTSTART"].dt.date() for one in read(written(dict(reversed(DATES.items())))).events]
    assert days == [date(2022, 5, 9), date(2027, 3, 26), date(2029, 12, 31)]


def test_an_event_is_its_whole_day_where_the_act_is_received() -> None:
    """In Québec, 26 March in Paris begins and ends six or seven hours sooner, on the 25th."""
    europe = event("Europe")
    assert europe["DTSTART"].params["TZID"] == "Europe/Paris"
    start, end = europe["DTSTART"].dt, europe["DTEND"].dt
    assert start.astimezone(UTC) == datetime(2027, 3, 25, 23, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2027, 3, 26, 23, tzinfo=UTC)
    island = read(written()).events[-1]
    assert island["DTSTART"].dt.astimezone(UTC) == datetime(2029, 12, 30, 20, tzinfo=UTC)


def test_each_zone_in_use_is_defined_once() -> None:
    calendar = read(written())
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == [
        "Europe/Paris",
        "Indian/Reunion",
    ]
    assert calendar.get_used_tzids() == {"Europe/Paris", "Indian/Reunion"}


def test_a_day_of_23_hours_is_a_day() -> None:
    short = event("Campagne", written({"a": on_day("2027-03-28")}))
    length = short["DTEND"].dt.astimezone(UTC) - short["DTSTART"].dt.astimezone(UTC)
    assert length == timedelta(hours=23)


def test_nobody_is_busy_and_the_site_is_the_category() -> None:
    for one in read(written()).events:
        assert one["TRANSP"] == "TRANSPARENT"
        assert one["CATEGORIES"].cats == ["Un guide"]


def test_an_event_tells_its_title_its_state_and_its_source() -> None:
    said = str(event("Campagne", written({"campagne": DATES["campagne"]}))["DESCRIPTION"])
    assert said.replace("\N{NO-BREAK SPACE}", " ").split("\n") == [
        "Campagne",
        "C’est passé.",
        "source : Article 28, lue le 23 novembre 2026",
        "https://loi.example/28",
    ]
    assert str(event("Europe")["DESCRIPTION"]).split("\n")[0] == "Le règlement, enfin"


def test_what_has_not_passed_is_said_of_no_date_to_come() -> None:
    """A copy that is read later would still say it."""
    assert "passé" not in event("Europe")["DESCRIPTION"]
    assert "passé" not in event("Europe", written(today="2027-03-26"))["DESCRIPTION"]
    assert "passé" in event("Europe", written(today="2027-03-27"))["DESCRIPTION"]


def test_what_is_to_come_is_recalled_in_the_morning_seven_days_and_one_before() -> None:
    alarms = event("Europe").walk("VALARM")
    start = event("Europe")["DTSTART"].dt
    assert [start + alarm["TRIGGER"].dt for alarm in alarms] == [
        start.replace(day=19, hour=9),
        start.replace(day=25, hour=9),
    ]
    assert all(alarm["ACTION"] == "DISPLAY" for alarm in alarms)
    assert all(alarm["DESCRIPTION"] == "Europe" for alarm in alarms)


def test_what_has_passed_rings_no_more() -> None:
    assert not read(written({"a": on_day("2022-05-09")})).walk("VALARM")


@pytest.mark.parametrize(
    ("today", "changed"), [(TODAY, "2026-11-23"), ("2027-03-26", "2026-11-23"), ("2027-03-27",) * 2]
)
def test_an_event_changed_when_it_was_read_or_when_it_passed(today: str, changed: str) -> None:
    europe = event("Europe", written(today=today))
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert europe[name].dt == datetime.fromisoformat(f"{changed}T00:00:00+00:00")


def test_an_event_is_told_by_its_id_whatever_is_mended_in_it() -> None:
    before = event("Campagne", written({"a": on_day("2027-05-09")}))
    mended = {"a": on_day("2027-05-10", title={"fr": "Mieux"}), "b": on_day("2030-01-01")}
    after = event("Mieux", written(mended, today="2028-01-01", base=SITE, page=None))
    assert before["UID"] == after["UID"]
    assert re.fullmatch(r"[0-9a-f-]{36}", before["UID"])


def test_no_two_events_have_one_id_nor_two_guides() -> None:
    ids = [
        one["UID"] for title in ("Un guide", "Autre") for one in read(written(title=title)).events
    ]
    assert len(set(ids)) == 6


def test_an_event_leads_to_the_page_where_the_site_has_an_address() -> None:
    url = f"{SITE}dates.html#deadline-europe"
    assert event("Europe", written(base=SITE))["URL"] == url
    assert "URL" not in event("Europe")  # a relative one would lead nowhere from a calendar
    assert "URL" not in event("Europe", written(base=SITE, page=None))


def test_words_name_their_language() -> None:
    given = context(TODAY, {"a": on_day("2027-03-26")}, language="en")
    made = ics(given, title="A guide", base="", page=None)
    assert made
    assert "SUMMARY;LANGUAGE=fr:Campagne" in unfolded(made)
    assert "PRODID:-//A guide//deadlines//EN" in unfolded(made)


def test_a_guide_without_dates_has_no_calendar() -> None:
    assert ics(context(deadlines={"a": within("P6W")}), title="", base="", page=None) is None


def test_the_same_guide_on_the_same_day_gives_the_same_bytes() -> None:
    assert written() == written(dict(reversed(DATES.items())))
    assert written() == written(today="2026-12-24")  # and on another, when nothing has passed


def check_lines(made: bytes) -> None:
    """What RFC 5545 demands of any file (sections 3.1 and 3.4), by no parser but this."""
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", made)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", made)
    for line in made.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is cut in two
    begun: list[str] = []
    for content in unfolded(made)[:-1]:
        name, value = re.fullmatch(r"([A-Z-]+)(?:;[A-Z-]+=[^;:,]+)*:(.*)", content).groups()  # type: ignore[union-attr]
        if name == "BEGIN":
            begun.append(value)
        if name == "END":
            assert begun.pop() == value
    assert not begun


def test_every_line_is_as_the_standard_wants_it() -> None:
    check_lines(written())
    assert b"\r\n " in written()  # or nothing was folded


# A page cannot show control characters, and the data are refused with them.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n,;:\\"é')
).filter(str.strip)


@given(TEXT, TEXT)
def test_any_words_come_back_as_they_were(title: str, source_title: str) -> None:
    held = {"a": on_day("2027-03-26", title={"fr": title})}
    given = context(TODAY, held, {**SOURCES, "loi": source(title=source_title)})
    made = ics(given, title="Un guide", base="", page=None)
    assert made
    check_lines(made)
    (only,) = read(made).events
    assert only["SUMMARY"] == title
    assert str(only["DESCRIPTION"]).startswith(title)
    assert source_title in only["DESCRIPTION"]
