"""The real guide's data, read as the build reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from guide.core.dates import last_day, parse_period
from guide.core.places import PROJECT
from guide.data.models import DateDeadline, PeriodDeadline
from guide.data.registry import (
    CONTACTS,
    DEADLINES,
    FIELDS,
    GLOSSARY,
    NEWS,
    SOURCES,
    Registry,
    load_registry,
)


def test_the_real_guide_is_sound() -> None:
    registry, problems = load_registry(PROJECT)
    assert not problems
    assert not registry.broken
    assert registry.deadlines
    assert registry.sources


def held(registry: Registry) -> dict[str, Mapping[str, object]]:
    return {
        DEADLINES: registry.deadlines,
        SOURCES: registry.sources,
        CONTACTS: registry.contacts,
        GLOSSARY: registry.terms,
        NEWS: registry.news,
        FIELDS: registry.fields,
    }


def test_every_entry_is_found_on_its_line() -> None:
    registry, _ = load_registry(PROJECT)
    for file, entries in held(registry).items():
        lines = (PROJECT / file).read_text("utf-8").split("\n")
        assert entries
        for key in entries:
            assert lines[registry.line(file, key) - 1] == f"{key}:"


def test_a_guide_may_do_without_all_files_but_two(tmp_path: Path) -> None:
    (tmp_path / "docs" / "data").mkdir(parents=True)
    registry, problems = load_registry(tmp_path)
    assert sorted(problem.file for problem in problems) == [DEADLINES, SOURCES]
    assert registry.broken == {DEADLINES, SOURCES}
    assert not any(held(registry).values())


@pytest.mark.parametrize("name", [CONTACTS, GLOSSARY, NEWS, FIELDS])
def test_a_file_that_need_not_be_there_must_hold_if_it_is(name: str, tmp_path: Path) -> None:
    for file, text in {DEADLINES: "{}", SOURCES: "{}", name: "a: b"}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    registry, (problem,) = load_registry(tmp_path)
    assert str(problem) == f"{name}:1: a: it must not be 'b'. Write `key: value` lines."
    assert registry.broken == {name}


def test_the_campaign_ended_six_weeks_after_its_last_letters() -> None:
    """Letters of 28 March 2022, and the six weeks that the code de la santé publique gives."""
    deadlines = load_registry(PROJECT)[0].deadlines
    campaign, opposition = deadlines["campagne-2022"], deadlines["opposition"]
    assert isinstance(campaign, DateDeadline)
    assert isinstance(opposition, PeriodDeadline)
    assert campaign.date == last_day(date(2022, 3, 28), parse_period(opposition.within))
