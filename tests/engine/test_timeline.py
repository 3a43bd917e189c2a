"""The timeline: its list in words, and the drawing beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.making import context, news, on_day, rendered, within
from guide.rendering.timeline import Event, Scale, When, drawing

LAW: dict[str, Any] = {"about": "procedure", "source": "loi"}
NEWS = {
    "guide": news("2026-11-23", "Le guide paraît."),
    "decret": news("2021-08-07", "Le décret paraît.", **LAW),
    "loi": news("2019-07-24", "Une loi paraît.", label={"fr": "Loi"}, **LAW),
}
DEADLINES = {
    "opposition": within("P6W"),
    "europe": on_day("2027-03-26", title={"fr": "Tout le titre"}, label={"fr": "Europe"}),
    "campagne": on_day("2022-05-09"),
}
DAY = date(2026, 11, 24)


def figure(today: str = "2026-11-24", **data: Any) -> Element:
    held: dict[str, Any] = {"deadlines": DEADLINES, "news": NEWS} | data
    (found,) = rendered("{all:timeline}", context(today, **held)).iter("figure")
    return found


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split()).replace("\N{NO-BREAK SPACE}", " ")


def rows(root: Element) -> list[tuple[str, str, str]]:
    """Each row of the list: its day, its words, its state."""
    return [
        (row[0].attrib["datetime"], said(row[1]), row.attrib["class"].rpartition("-")[2])
        for row in root.iterfind(".//ol/li")
    ]


def test_what_changed_and_what_is_dated_in_order_with_the_day_of_the_build() -> None:
    """Not what changed in the guide, nor periods: they have no day of their own."""
    assert rows(figure()) == [
        ("2019-07-24", "Loi", "past"),
        ("2021-08-07", "Le décret paraît.", "past"),
        ("2022-05-09", "Campagne", "past"),
        ("2026-11-24", "Construit", "today"),
        ("2027-03-26", "Europe", "coming"),
    ]


@pytest.mark.parametrize(
    ("today", "order"),
    [
        ("2027-03-26", ["past", "past", "past", "today", "coming"]),
        ("2027-03-27", ["past", "past", "past", "past", "today"]),
        ("2018-01-01", ["today", "coming", "coming", "coming", "coming"]),
    ],
)
def test_a_date_is_to_come_to_the_end_of_its_day(today: str, order: list[str]) -> None:
    assert [state for _, _, state in rows(figure(today))] == order


def test_what_changed_today_has_happened() -> None:
    held = {"a": news("2026-11-24", "Ce jour.", **LAW)}
    assert [words for _, words, _ in rows(figure(news=held, deadlines={}))] == [
        "Ce jour.",
        "Construit",
    ]


def test_each_row_is_proved_by_its_source() -> None:
    links = figure().findall(".//ol//a")
    assert [link.attrib["data-source"] for link in links] == ["loi"] * 4
    assert {link.attrib["href"] for link in links} == {"https://loi.example/28"}


def test_words_in_another_language_than_the_page_are_marked() -> None:
    root = figure(language="en")
    assert [link.get("lang") for link in root.iterfind(".//ol//a")] == ["fr"] * 4


def test_the_caption_says_in_words_what_the_shapes_say() -> None:
    assert said(figure()[0]) == "Plein : passé le 24 novembre 2026."


def test_the_drawing_has_a_name_and_years_from_the_first_to_the_last() -> None:
    (svg,) = figure().iter("svg")
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "De 2019 à 2027.")
    assert [text.text for text in svg.iter("text")] == [str(year) for year in range(2019, 2028)]


def test_shapes_tell_the_past_from_what_is_to_come() -> None:
    (svg,) = figure().iter("svg")
    marks = [mark for mark in svg if "timeline-mark" in mark.get("class", "")]
    assert [mark.tag for mark in marks] == ["circle", "circle", "circle", "line", "rect"]
    past, coming = (line for line in svg.iter("line") if "timeline-axis" in line.attrib["class"])
    assert (past.attrib["y1"], coming.attrib["y2"]) == ("0%", "100%")
    assert past.attrib["y2"] == coming.attrib["y1"] == marks[3].attrib["y1"]
    assert ("past" in past.attrib["class"], "coming" in coming.attrib["class"]) == (True, True)


def test_no_element_has_a_style_or_a_script() -> None:
    """A strict Content-Security-Policy would refuse them."""
    assert not [
        name for element in figure().iter() for name in element.attrib if re.match("style|on", name)
    ]


def test_a_guide_where_nothing_has_a_day_has_the_day_of_the_build() -> None:
    assert rows(figure(news={}, deadlines={})) == [("2026-11-24", "Construit", "today")]


def test_days_stand_to_scale() -> None:
    scale = Scale(2026, 2027)
    assert scale.at(date(2026, 1, 1)) == "0.00%"
    assert scale.at(date(2027, 1, 1)) == "50.00%"
    assert scale.at(date(2027, 12, 31)) == "99.86%"


def events(past: list[date], coming: list[date]) -> list[Event]:
    told = [Event(When.PAST, day) for day in sorted(past)]
    return [*told, Event(When.TODAY, DAY), *(Event(When.COMING, day) for day in sorted(coming))]


BEFORE = st.lists(st.dates(date(1990, 1, 1), DAY - timedelta(days=1)), max_size=20)
AFTER = st.lists(st.dates(DAY + timedelta(days=1), date(2060, 1, 1)), max_size=20)


def leaders(svg: Element) -> Iterator[tuple[float, float]]:
    """How far down each leader begins on the axis, and ends at its row."""
    for line in svg.iter("line"):
        if "timeline-leader" in line.attrib["class"]:
            yield tuple(float(line.attrib[end].rstrip("%")) for end in ("y1", "y2"))  # type: ignore[misc]


@given(BEFORE, AFTER)
def test_each_row_is_led_to_from_its_day_and_no_two_lines_cross(
    past: list[date], coming: list[date]
) -> None:
    told = events(past, coming)
    years = [event.day.year for event in told]
    scale = Scale(min(years), max(years))
    found = list(leaders(drawing(told, scale, "")))
    assert [start for start, _ in found] == [float(scale.at(one.day)[:-1]) for one in told]
    middles = [100 * (row + 0.5) / len(told) for row in range(len(told))]
    assert [end for _, end in found] == pytest.approx(middles, abs=0.01)
    for (start, end), (next_start, next_end) in pairwise(found):
        assert start <= next_start
        assert end < next_end
    assert all(0 <= place <= 100 for line in found for place in line)
