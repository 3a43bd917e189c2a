"""Dates, periods and sentences in words."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, tostring

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from engine.making import strings
from guide.core.dates import parse_period
from guide.words.wording import Wording, fill

FRENCH = Wording("fr", strings())


def spaced(text: str) -> str:
    """`text` as it must be typed: every space in it is one that does not break."""
    assert " " not in text
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2027-01-01", "1er janvier 2027"),
        ("2022-05-09", "9 mai 2022"),
        ("2021-01-11", "11 janvier 2021"),
        ("2028-02-29", "29 février 2028"),
        ("2026-08-31", "31 août 2026"),
        ("2111-12-01", "1er décembre 2111"),
    ],
)
def test_dates_in_french(day: str, words: str) -> None:
    assert spaced(FRENCH.date(date.fromisoformat(day))) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 ko"),
        (585_432, "585 ko"),
        (999_499, "999 ko"),
        (1_000_000, "1 Mo"),
        (1_449_999, "1,4 Mo"),
        (12_345_678, "12,3 Mo"),
    ],
)
def test_sizes_in_french(count: int, words: str) -> None:
    assert spaced(FRENCH.size(count)).replace("\N{NARROW NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("language", "full"), [("fr", "fr_FR"), ("en", "en_US"), ("ar", "ar_EG"), ("de-CH", "de_CH")]
)
def test_the_country_of_a_language(language: str, full: str) -> None:
    assert Wording(language, strings(locale=language)).locale_in_full == full


@given(st.dates(date(1600, 1, 1), date(2999, 12, 31)))
def test_only_the_first_of_a_month_is_not_as_cldr_has_it(day: date) -> None:
    cldr = format_date(day, "long", "fr")
    assert spaced(FRENCH.date(day)) == (f"1er{cldr[1:]}" if day.day == 1 else cldr)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "January 1, 2027"), ("de", "1. Januar 2027"), ("es", "1 de enero de 2027")],
)
def test_other_languages_have_their_own_order(language: str, words: str) -> None:
    wording = Wording(language, strings(locale=language).model_copy(update={"first_day": None}))
    assert spaced(wording.date(date(2027, 1, 1))) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P6W", "6 semaines"),
        ("P1W", "1 semaine"),
        ("P1M", "1 mois"),
        ("P3M", "3 mois"),
        ("P1Y", "1 an"),
        ("P10Y", "10 ans"),
        ("P8D", "8 jours"),
        ("P1D", "1 jour"),
        ("P1Y6M", "1 an et 6 mois"),
        ("P2Y3M4D", "2 ans, 3 mois et 4 jours"),
    ],
)
def test_periods_in_french(period: str, words: str) -> None:
    assert spaced(FRENCH.period(parse_period(period))) == words


def test_periods_in_a_language_with_many_plurals() -> None:
    arabic = Wording("ar", strings(locale="ar"))
    said = [spaced(arabic.period(parse_period(text))) for text in ("P1W", "P2W", "P6W", "P11W")]
    assert len(set(said)) == 4


def test_a_date_carries_what_machines_read() -> None:
    html = tostring(FRENCH.time(date(2022, 5, 9)), encoding="unicode")
    assert html == '<time datetime="2022-05-09">9\N{NO-BREAK SPACE}mai\N{NO-BREAK SPACE}2022</time>'


def test_a_text_is_taken_in_the_nearest_language() -> None:
    easy = Wording("fr-falc", strings(locale="fr"))
    assert easy.pick({"en": "a", "fr": "b", "fr-falc": "c"}, "en") == ("c", "fr-falc")
    assert easy.pick({"en": "a", "fr": "b"}, "en") == ("b", "fr")
    assert easy.pick({"en": "a", "de": "b"}, "de") == ("b", "de")
    assert easy.pick({"it": "a", "de": "b"}, "en") == ("a", "it")


def filled(template: str, **parts: Element | str) -> str:
    element = Element("p")
    element.text = "> "
    return tostring(fill(element, template, parts), encoding="unicode")


def test_a_sentence_is_filled_in_any_order() -> None:
    bold, mark = Element("b"), Element("i")
    bold.text = "B"
    assert filled("{b} a {x}{c} d", b=bold, x="<x>", c=mark) == (
        "<p>&gt; <b>B</b> a &lt;x&gt;<i /> d</p>"
    )
    assert filled("rien") == "<p>&gt; rien</p>"
    assert filled("{{a}}") == "<p>&gt; {a}</p>"


def test_a_part_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="c"):
        filled("a {c}", b="b")


@given(st.lists(st.sampled_from(["a", " ", "&", "{x}", "{y}"]), unique=True))
def test_nothing_of_a_sentence_is_lost(pieces: list[str]) -> None:
    element = fill(Element("p"), "".join(pieces), {"x": Element("x"), "y": "Y"})
    assert "".join(element.itertext()) == "".join(pieces).replace("{x}", "").replace("{y}", "Y")
    assert len(element) == pieces.count("{x}")
