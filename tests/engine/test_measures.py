"""The measures on a page: bars to scale, the same in a table, and every goal with its outcome."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest

from engine.making import context, rendered
from guide.data.measures import Measure, Ratio

MACHINE = {"processor": "Un modèle", "cores": 2, "system": "Linux", "python": "3.12.1"}
OURS = {"name": {"fr": "nous"}, "ours": True, "median": 5, "least": 4.25, "most": 10}
OTHER = {"name": "LinkChecker", "version": "10.6", "median": 2.5, "least": 2.5, "most": 2.5}
MISSED = {"of": {"fr": "nous / LinkChecker"}, "value": 2, "goal": 1.1, "at_most": True}


def measure(**keys: Any) -> Measure:
    usual = {
        "title": {"fr": "Les liens"},
        "unit": "second",
        "date": "2026-11-23",
        "runs": 3,
        "machine": MACHINE,
        "measured": [OTHER, OURS],
        "ratios": [MISSED, {"of": {"fr": "sans but"}, "value": 1234.5}],
    }
    return Measure.model_validate(usual | keys)


def page(language: str = "fr", **keys: Any) -> Element:
    given = context(language=language, measures={"links": measure(**keys)})
    return rendered("{all:measures}", given)


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_bars_are_to_one_scale_from_nothing_with_their_spread() -> None:
    (svg,) = page().iter("svg")
    theirs, ours = (float(bar.attrib["width"].rstrip("%")) for bar in svg.iter("rect"))
    assert ours == 2 * theirs
    _, spread = svg.iter("line")
    ends = [float(spread.attrib[end].rstrip("%")) for end in ("x1", "x2")]
    assert ends == pytest.approx([ours * 4.25 / 5, ours * 2])
    assert ends[1] < 100
    inks = [bar.attrib["fill"] for bar in svg.iter("rect")]
    assert len(set(inks)) == 2
    assert all(ink.startswith("var(--draw-") for ink in inks)


def test_bars_begin_where_the_page_is_read_from() -> None:
    (svg,) = page("ar").iter("svg")
    for bar in svg.iter("rect"):
        ends = (bar.attrib[part].rstrip("%") for part in ("x", "width"))
        assert sum(map(float, ends)) == pytest.approx(100)


def test_the_tables_say_what_the_bars_show_and_which_goals_are_missed() -> None:
    figures, ratios = page().iter("table")
    assert [[said(cell) for cell in row] for row in figures.iterfind("tbody/tr")] == [
        ["LinkChecker, 10.6", "2,5 s", "measures_from_to"],
        ["nous", "5 s", "measures_from_to"],
    ]
    missed, without = ([said(cell) for cell in row] for row in ratios.iterfind("tbody/tr"))
    assert missed == ["nous / LinkChecker", "2", "measures_at_most", "measures_missed"]
    assert without[1:] == ["1 234", "", ""] or without[1:] == ["1\N{NNBSP}234", "", ""]


def test_without_a_file_there_is_nothing() -> None:
    assert said(rendered("{all:measures}")) == ""


@pytest.mark.parametrize(
    ("at_most", "value", "reached"),
    [(True, 1.1, True), (True, 1.11, False), (False, 1.1, True), (False, 1.09, False)],
)
def test_a_goal_is_a_bound_that_may_be_touched(at_most: bool, value: float, reached: bool) -> None:
    ratio = Ratio.model_validate({**MISSED, "value": value, "at_most": at_most})
    assert ratio.reached is reached
