"""The real guide's data, read as the build reads them."""

from __future__ import annotations

from datetime import date

from guide.dates import last_day, parse_period
from guide.models import DateDeadline, PeriodDeadline
from guide.registry import DEADLINES, SOURCES, load_registry
from guide.schemas import PROJECT


def test_the_real_guide_is_sound() -> None:
    registry, problems = load_registry(PROJECT, date.max)
    assert not problems
    assert not registry.broken
    assert registry.deadlines
    assert registry.sources


def test_every_entry_is_found_on_its_line() -> None:
    registry, _ = load_registry(PROJECT, date.max)
    for file, entries in ((DEADLINES, registry.deadlines), (SOURCES, registry.sources)):
        lines = (PROJECT / file).read_text("utf-8").split("\n")
        for key in entries:
            assert lines[registry.line(file, key) - 1] == f"{key}:"


def test_the_campaign_ended_six_weeks_after_its_last_letters() -> None:
    """Letters of 28 March 2022, and the six weeks that the code de la santé publique gives."""
    deadlines = load_registry(PROJECT, date.max)[0].deadlines
    campaign, opposition = deadlines["campagne-2022"], deadlines["opposition"]
    assert isinstance(campaign, DateDeadline)
    assert isinstance(opposition, PeriodDeadline)
    assert campaign.date == last_day(date(2022, 3, 28), parse_period(opposition.within))
