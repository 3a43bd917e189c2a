"""Dates written out by hand are found as each language writes them, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date, format_skeleton
from hypothesis import example, given
from hypothesis import strategies as st

from guide.words.wording import Wording
from guide.words.written_dates import Written, in_any_form, in_full

from .making import strings

DAYS = st.dates(date(1600, 1, 1), date(2999, 12, 31))
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "pl", "ru", "tr", "ar", "zh", "ja")
NB = "\N{NO-BREAK SPACE}"


def full(text: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(found.text, str(found.date)) for found in in_full(text, language)]


def any_form(text: str, language: str = "fr") -> list[str]:
    return [found.text for found in in_any_form(text, language)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(DAYS)
@example(date(2028, 2, 29))
def test_a_day_is_read_as_cldr_writes_it(language: str, day: date) -> None:
    written = format_date(day, "long", language)
    assert [found.date for found in in_full(f"({written}).", language)] == [day]
    short = format_skeleton("MMMMd", day, locale=language)
    [found] = in_any_form(f"({short}).", language)
    assert (found.year, found.month, found.day) == (None, day.month, day.day)


@given(DAYS)
@example(date(2022, 5, 1))
def test_a_day_is_read_as_the_guide_itself_writes_it(day: date) -> None:
    written = Wording("fr", strings()).date(day)
    assert [found.date for found in in_full(f"le {written}.", "fr")] == [day]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le 9 mai 2022", ("9 mai 2022", "2022-05-09")),
        (f"le 9{NB}Mai{NB}2022,", ("9 Mai 2022", "2022-05-09")),
        ("le 9&nbsp;mai\n2022", ("9 mai 2022", "2022-05-09")),
        ("lundi 09 mai 2022", ("09 mai 2022", "2022-05-09")),
        ("du 1er février 2022", ("1er février 2022", "2022-02-01")),
        ("1<sup>er</sup> février 2022", ("1<sup>er</sup> février 2022", "2022-02-01")),
        ("du 5 au 9 mai 2022", ("9 mai 2022", "2022-05-09")),
        ("31 février 2027", ("31 février 2027", "None")),
    ],
)
def test_however_it_was_typed(text: str, found: tuple[str, str]) -> None:
    assert full(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "9 maisons 2022",
        "mai 2022",
        "9 mai",
        "9 mai 22",
        "9 mai 20222",
        "109 mai 2022",
        "9 mai\n\n2022",
        "9 May 2022",
        "2022-05-09",
        "9/5/2022",
    ],
)
def test_what_is_no_date_in_full(text: str) -> None:
    assert full(text) == []


def test_any_form_adds_days_without_a_year_and_iso() -> None:
    text = "Le 9 mai 2022, puis le 26 mars et 2027-03-26 (mais v1-2027-03-26 est un nom)."
    assert any_form(text) == ["9 mai 2022", "26 mars", "2027-03-26"]


def test_a_day_without_a_year_may_be_of_any() -> None:
    day = date(2027, 3, 26)
    [short] = in_any_form("26 mars", "fr")
    assert short.is_on(day)
    assert short.is_on(day.replace(year=2028))
    assert not short.is_on(day.replace(day=27))
    assert Written("", 0, 0, 2027, 3, 26).is_on(day)
    assert not Written("", 0, 0, 2028, 3, 26).is_on(day)


def test_a_variety_of_a_language_writes_as_the_language_does() -> None:
    assert full("le 9 mai 2022", "fr-falc") == [("9 mai 2022", "2022-05-09")]


def test_in_an_unknown_language_only_iso_is_read() -> None:
    assert full("9 mai 2022", "xx") == []
    assert any_form("9 mai 2022, 2022-05-09", "xx") == ["2022-05-09"]


@given(st.text(alphabet="0129 mairs\n&nbsp;-«»", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for found in in_any_form(text, "fr"):
        assert 0 <= found.start < found.end <= len(text)
