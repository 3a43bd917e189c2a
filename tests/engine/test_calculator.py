"""The form that finds the last day of a period: what its script is given to count and to say."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from engine.making import context, parsed, render, within
from guide.data.models import PeriodDeadline
from guide.rendering.context import Context

BLOCK = "//// deadline | {}\n/// before\nAvant.\n///\n/// after\nAprès.\n///\n////\n\n"
# What the script puts in, on some day and some page.
FILLED = {"day": "20270104", "stamp": "20261123T120000Z", "host": "guide.example"}
ADDRESS = "https://guide.example/a\\,b.html"
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
    lambda text: text.strip() and "{" not in text
)


def page(*keys: str, language: str = "fr", **periods: PeriodDeadline) -> Context:
    return context(deadlines=periods or {"refus": within("P6W")}, language=language)


def tree(text: str, given: Context | None = None) -> Element:
    """The page that `text` becomes. HTML keeps the lines of an attribute, XML joins them."""
    html = re.sub(
        r'data-calendar="[^"]*"',
        lambda found: found[0].replace("\n", "&#10;"),
        render(text, given or page()),
    )
    return parsed(f"<body>{html}</body>")


def forms(text: str, given: Context | None = None) -> list[Element]:
    return list(tree(text, given).iter("form"))


def form(period: PeriodDeadline | None = None, language: str = "fr") -> Element:
    """The form of the block of one period."""
    (found,) = forms(BLOCK.format("p"), page(p=period or within("P6W"), language=language))
    return found


def said(element: Element) -> dict[str, str]:
    """Every sentence that the script may say, by name; `…` is what it puts in itself."""
    return {
        line.attrib["data-say"]: "".join(
            [line.text or "", *("…" + (part.tail or "") for part in line)]
        )
        for line in element.iter("p")
        if "data-say" in line.attrib
    }


def calendar(element: Element, address: str = "") -> Any:
    """The file for the reader's calendar, as the script would fill it."""
    text = element.attrib["data-calendar"]
    for name, value in {**FILLED, "address": address}.items():
        text = text.replace(f"{{{name}}}", value)
    return Calendar.from_ical(text.replace("\n", "\r\n"))


def event(element: Element, address: str = "") -> Any:
    (found,) = calendar(element, address).walk("VEVENT")
    return found


def test_each_period_has_a_form_in_its_block_and_in_the_list() -> None:
    found = forms(BLOCK.format("refus") + "{all:deadlines}")
    assert [one.get("data-within") for one in found] == ["P6W", "P6W"]
    assert not forms(BLOCK.format("campagne"), context())


def test_it_is_out_of_sight_until_the_script_shows_it_and_never_found_by_search() -> None:
    found = tree(BLOCK.format("refus") + "{all:deadlines}")
    boxes = [one for one in found.iter() if one.get("class") == "calculator"]
    assert [box.tag for box in boxes] == ["div", "details"]
    assert all("hidden" in box.attrib and "data-search-exclude" in box.attrib for box in boxes)


def test_ids_are_the_page_s_own_and_labels_lead_to_fields() -> None:
    found = tree(BLOCK.format("refus") * 2 + "{all:deadlines}")
    ids = [one.attrib["id"] for one in found.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    inputs = [one.get("id") for one in found.iter("input")]
    assert [one.get("for") for one in found.iter("label")] == inputs
    assert len(inputs) == 3
    for field in found.iter("input"):
        assert set(field.attrib["aria-describedby"].split()) <= set(ids)


def test_nothing_could_be_sent_and_the_browser_is_asked_to_keep_nothing() -> None:
    found = form()
    assert not any("name" in one.attrib for one in found.iter())
    assert found.get("action") is None
    assert {one.get("autocomplete") for one in (found, *found.iter("input"))} == {"off"}


def test_it_counts_in_the_zone_of_the_period_or_of_the_guide() -> None:
    assert form().get("data-zone") == "Europe/Paris"
    assert said(form())["today"] == "Aujourd’hui, heure de Paris."
    island = form(within("P1M", zone="Indian/Reunion"))
    assert island.get("data-zone") == "Indian/Reunion"
    assert said(island)["today"] == "Aujourd’hui, heure de La Réunion."


def test_the_list_says_what_to_do_once_the_period_has_passed() -> None:
    """A block says it in its `after` part."""
    text, late = BLOCK.format("p") + "{all:deadlines}", {"fr": "Fermez-le."}
    block, listed = forms(text, page(p=within("P1M", late=late)))
    assert "late" not in said(block)
    assert said(listed)["late"] == "Fermez-le."
    assert not any("late" in said(one) for one in forms(text, page(p=within("P1M"))))


def test_a_sentence_leaves_room_for_the_day_and_the_number() -> None:
    sentences = said(form())
    assert sentences["last"] == "Dernier jour : …."
    assert sentences["left-one"] == "… jour reste."
    assert sentences["passed-other"] == "Passé de … jours."


@pytest.mark.parametrize(("language", "order"), [("fr", "dMy"), ("en-US", "Mdy"), ("hu", "yMd")])
def test_a_date_is_typed_in_the_order_of_the_language(language: str, order: str) -> None:
    assert form(language=language).get("data-order") == order


def test_words_in_another_language_than_the_page_are_marked() -> None:
    periods = {"p": within("P1M", late={"fr": "Fermez-le."})}
    (found,) = forms("{all:deadlines}", page(language="en", **periods))
    marked = [one.text for one in found.iter() if one.get("lang") == "fr"]
    assert marked == ["l’envoi", "Fermez-le."]


def test_the_calendar_is_one_that_a_parser_takes() -> None:
    found = event(form())
    assert found["UID"] == "p-20270104@guide.example"
    assert found["DTSTAMP"].dt.isoformat() == "2026-11-23T12:00:00+00:00"
    assert found["DTSTART"].dt == date(2027, 1, 4)
    assert found["SUMMARY"] == "Fin : S’opposer"
    assert found["SUMMARY"].params["LANGUAGE"] == "fr"
    assert "DTEND" not in found  # a date without an end lasts that one day
    assert not found.errors
    assert calendar(form())["PRODID"].startswith("-//guide.example//")


def test_it_says_when_the_day_ends_and_where_it_was_counted() -> None:
    assert event(form())["DESCRIPTION"] == "Jusqu’à minuit, heure de Paris.\n"
    described = event(form(), ADDRESS)["DESCRIPTION"]
    assert described == "Jusqu’à minuit, heure de Paris.\nhttps://guide.example/a,b.html"


def test_it_reminds_at_nine_a_week_and_a_day_before() -> None:
    alarms = event(form()).walk("VALARM")
    assert [alarm["ACTION"] for alarm in alarms] == ["DISPLAY", "DISPLAY"]
    assert all(alarm["DESCRIPTION"] == "Fin : S’opposer" for alarm in alarms)
    nine = timedelta(hours=9)
    before = [timedelta(days=7), timedelta(days=1)]
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [nine - days for days in before]


@given(TEXTS)
@example("Refus ; copie, ou \\n « non »")
@example("a\\")
def test_any_title_comes_back_out_of_the_calendar(title: str) -> None:
    found = event(form(within("P1M", title={"fr": title})))
    assert found["SUMMARY"] == f"Fin : {title}"


@given(TEXTS)
@example('a/b\\c:d*e?f"g<h>i|j')
@example("...")
def test_any_title_makes_the_name_of_a_file(title: str) -> None:
    name = form(within("P1M", title={"fr": title})).attrib["data-file"]
    assert name.endswith(".ics")
    assert not set(name) & set('\\/:*?"<>|\n')


@given(TEXTS, st.sampled_from(["title", "from", "late"]))
def test_no_word_of_a_writer_stops_the_build(text: str, key: str) -> None:
    given = page(p=within("P1M", **{key: {"fr": text}}))
    assert len(forms(BLOCK.format("p") + "{all:deadlines}", given)) == 2
