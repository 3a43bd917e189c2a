"""All dates as the real guide publishes them: a calendar, data, and a timeline."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from playwright.sync_api import Page, ViewportSize, expect

from .building import EDITION, EDITION_IN_WORDS, INDEX, built, small_guide
from .html import page, text, with_class
from .pages import PAGES, data
from .reading import DESK, NOON, PHONE, Reader

DATES = "dates.html"
NARROW: ViewportSize = {"width": 320, "height": 640}
PERIOD = """\
refuse: {kind: period, within: P6W, from: {fr: x}, title: {fr: X}, source: law, seen: 2026-11-23}
"""


def dated() -> dict[str, dict[str, Any]]:
    return {key: one for key, one in data("deadlines.yml").items() if one["kind"] == "date"}


def told() -> list[dict[str, Any]]:
    """What the timeline must hold: every change of procedure and every date."""
    changes = [one for one in data("news.yml").values() if one["about"] == "procedure"]
    return [*changes, *dated().values()]


def test_the_calendar_has_every_date_under_its_day(site: Path) -> None:
    made = (site / "deadlines.ics").read_bytes()
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert made.count(b"\n") == made.count(b"\r\n")
    calendar: Any = Calendar.from_ical(made)
    found = sorted((one["DTSTART"].dt.date(), str(one["SUMMARY"])) for one in calendar.events)
    assert found == sorted((one["date"], one["label"]["fr"]) for one in dated().values())
    assert all(set(one.required) <= set(one) for one in calendar.events)


def test_the_data_fit_the_schema_beside_them_and_hold_every_entry(site: Path) -> None:
    published = json.loads((site / "deadlines.json").read_text("utf-8"))
    schema = json.loads((site / published["$schema"]).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert not list(validator.iter_errors(published))
    entries = data("deadlines.yml")
    assert set(published["deadlines"]) == set(entries)
    assert published["built"] == EDITION
    for key, one in published["deadlines"].items():
        assert one["title"] == {"text": entries[key]["title"]["fr"], "lang": "fr"}
        if one["kind"] == "date":
            assert one["state"] == ("passed" if one["date"] < EDITION else "open")


def test_both_are_told_of_on_the_page(site: Path) -> None:
    links = {
        link.attrib["href"]: text(link) for link in page(site / DATES).iterfind(".//article//a")
    }
    assert links["deadlines.ics"]
    assert links["deadlines.json"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_offers_the_calendar_to_programs(site: Path, name: str) -> None:
    (link,) = (
        one for one in page(site / name).iterfind("head/link") if one.get("type") == "text/calendar"
    )
    assert "alternate" in link.attrib["rel"].split()
    assert ((site / name).parent / link.attrib["href"]).resolve() == site / "deadlines.ics"
    assert link.get("title")


def test_a_guide_of_periods_has_no_calendar_but_has_its_data(tmp_path: Path) -> None:
    index = INDEX.replace("{deadline:coming}", "{deadline:refuse}")
    site = built(small_guide(tmp_path, {"fr/index.md": index, "data/deadlines.yml": PERIOD}))
    assert not (site / "deadlines.ics").exists()
    assert "deadlines.ics" not in (site / "index.html").read_text("utf-8")
    assert set(json.loads((site / "deadlines.json").read_text("utf-8"))["deadlines"]) == {"refuse"}


def test_the_timeline_lists_each_change_and_date_with_its_source(site: Path) -> None:
    (figure,) = with_class(page(site / DATES), "timeline")
    rows = figure.findall(".//ol/li")
    days = [row[0].attrib["datetime"] for row in rows]
    assert days == sorted([*(one["date"].isoformat() for one in told()), EDITION])
    linked = [(link.attrib["data-source"], text(link)) for link in figure.findall(".//ol/li/a")]
    words = [(one["source"], " ".join(one["label"]["fr"].split())) for one in told()]
    assert sorted(linked) == sorted(words)


@pytest.mark.parametrize("screen", [NARROW, PHONE, DESK], ids=["narrow", "phone", "desk"])
@pytest.mark.parametrize("letters", ["100%", "250%"])
def test_each_line_leads_to_its_row(reader: Reader, screen: ViewportSize, letters: str) -> None:
    """On any screen, and for who sets letters twice as big as the theme's."""
    opened = reader.opens(DATES, now=NOON, viewport=screen)
    opened.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
    rows = middles(opened, ".timeline li", "(box.top + box.bottom) / 2")
    ends = middles(opened, ".timeline-leader", "one.y2.baseVal.value + svg.top")
    assert len(rows) == len(told()) + 1  # and the day of the build
    assert ends == pytest.approx(rows, abs=1)
    right = opened.locator(".timeline svg").bounding_box()
    left = opened.locator(".timeline li").first.bounding_box()
    assert right
    assert left
    assert right["x"] + right["width"] <= left["x"]


def middles(opened: Page, selector: str, height: str) -> list[float]:
    found: list[float] = opened.evaluate(
        f"""[...document.querySelectorAll("{selector}")].map(one => {{
            const box = one.getBoundingClientRect();
            const svg = document.querySelector(".timeline svg").getBoundingClientRect();
            return {height};
        }})"""
    )
    return found


def test_who_cannot_see_the_drawing_is_told_what_it_is_and_reads_the_same(reader: Reader) -> None:
    figure = reader.opens(DATES, now=NOON).locator(".timeline")
    expect(figure.get_by_role("img", name="Frise des années 2019 à 2031")).to_have_count(1)
    rows = [row.inner_text().split("\n")[0] for row in figure.get_by_role("listitem").all()]
    assert [row.split()[-1] for row in rows] == sorted(row.split()[-1] for row in rows)  # by year
    build = figure.get_by_role("listitem").filter(has_text="Site construit")
    expect(build).to_contain_text(EDITION_IN_WORDS)
    expect(build).to_contain_text("la suite était à venir")
    coming = figure.locator("li").filter(has_text="26 mars 2027")
    expect(coming.get_by_role("link")).to_have_accessible_name(
        re.compile(r"^Europe\s: le règlement commence à s’appliquer\s*$")
    )


def test_the_timeline_is_printed_on_one_page(reader: Reader) -> None:
    """A4 within its margins, those of print.css, is 627 by 956 CSS pixels."""
    opened = reader.opens(DATES, now=NOON, viewport={"width": 627, "height": 956})
    opened.emulate_media(media="print")
    box = opened.locator(".timeline").bounding_box()
    assert box
    assert box["y"] + box["height"] < 956
