"""What the report says of the days to come, and of readings that are due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from guide.checks.dates import check_readings
from guide.checks.outlook import outlook
from guide.core.clock import Clock
from guide.core.problems import Severity
from guide.core.today import Today
from guide.data.models import Deadline
from guide.data.registry import Registry
from guide.data.settings_model import Settings
from guide.pages.page_files import load_pages

from .making import on_day, source, within

PAGE = "---\ntitle: A\ndescription: A.\nverified: {verified}\n---\n\n# A\n\n{text}\n"


def on(day: str) -> Today:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Today(Clock(noon, date.fromisoformat(day)), "Europe/Paris")


def registry(deadlines: Mapping[str, Deadline]) -> Registry:
    return Registry(deadlines, {"loi": source()})


def looked_ahead(
    project: Path, day: str, deadlines: Mapping[str, Deadline], pages: Mapping[str, str]
) -> list[str]:
    """The lines of the report on `day`; `pages`: each page's text, after `YYYY-MM-DD `."""
    for name, page in pages.items():
        verified, _, text = page.partition(" ")
        path = project / "docs" / "fr" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(verified=verified, text=text), "utf-8")
    found = load_pages(project)[0]
    problems = list(
        outlook(
            registry(deadlines), found, Settings(source_language="fr", zone="Europe/Paris"), on(day)
        )
    )
    assert {problem.severity for problem in problems} <= {Severity.INFO}
    return [str(problem) for problem in sorted(problems)]


def due_again(day: str, **deadlines: Deadline) -> list[str]:
    """The ids of what must be read again on `day`."""
    problems = check_readings(registry(deadlines), "P1Y", on(day))
    return [problem.message.partition(":")[0] for problem in problems]


def test_pages_due_on_one_day_are_one_line(tmp_path: Path) -> None:
    pages = dict.fromkeys("abc", "2026-11-23")
    assert looked_ahead(tmp_path, "2026-11-24", {}, pages) == [
        "docs: to come on 2027-02-21, in 89 days: last day before a re-reading of all 3 pages."
    ]


def test_some_of_the_pages_are_named(tmp_path: Path) -> None:
    pages = {"a": "2026-11-23", "b": "2026-11-25", "c": "2026-11-23"}
    first, second = looked_ahead(tmp_path, "2026-12-01", {}, pages)
    assert first.startswith("docs: to come on 2027-02-21, in 82 days: ")
    assert first.endswith(": last day before a re-reading of docs/fr/a.md, docs/fr/c.md.")
    assert second.startswith("docs: to come on 2027-02-23, in 84 days: ")
    assert second.endswith(": last day before a re-reading of docs/fr/b.md.")


def test_a_deadline_that_passes_is_told_with_the_pages_that_show_it(tmp_path: Path) -> None:
    dates = {"a": on_day("2026-12-24"), "b": on_day("2026-12-25")}
    deadlines: dict[str, Deadline] = {**dates, "c": within("P1D")}
    assert looked_ahead(tmp_path, "2026-12-01", deadlines, {"x": "2026-01-01 {deadline:a}"}) == [
        "docs: to come on 2026-12-24, in 23 days: a passes, on docs/fr/x.md.",
        "docs: to come on 2026-12-25, in 24 days: b passes, on no page.",
    ]


def test_all_that_passes_on_one_day_is_one_line(tmp_path: Path) -> None:
    deadlines = {"a": on_day("2027-02-21"), "b": on_day("2027-02-21")}
    [line] = looked_ahead(tmp_path, "2026-12-01", deadlines, {"x": "2026-11-23"})
    assert line == (
        "docs: to come on 2027-02-21, in 82 days: a passes, on no page; b passes, on no page; "
        "last day before a re-reading of docs/fr/x.md."
    )


def test_the_horizon_is_ninety_days_inclusive(tmp_path: Path) -> None:
    deadlines = {"a": on_day("2027-03-01")}
    assert looked_ahead(tmp_path, "2026-11-30", deadlines, {}) == []
    assert len(looked_ahead(tmp_path, "2026-12-01", deadlines, {})) == 1
    assert len(looked_ahead(tmp_path, "2027-03-01", deadlines, {})) == 1
    assert looked_ahead(tmp_path, "2027-03-02", deadlines, {}) == []


def test_what_the_build_warns_of_is_not_told_twice(tmp_path: Path) -> None:
    deadlines = {"a": on_day("2027-02-01", warn="P30D")}
    assert len(looked_ahead(tmp_path, "2027-01-01", deadlines, {})) == 1
    assert looked_ahead(tmp_path, "2027-01-02", deadlines, {}) == []


def test_deadlines_to_read_again_are_told_with_their_sources(tmp_path: Path) -> None:
    later = on_day("2030-01-01", seen="2026-12-25")
    deadlines: dict[str, Deadline] = {"a": within("P6W"), "b": later}
    assert looked_ahead(tmp_path, "2027-11-01", deadlines, {}) == [
        "docs: to come on 2027-11-23, in 22 days: last day before another reading of a, loi.",
        "docs: to come on 2027-12-25, in 54 days: last day before another reading of b.",
    ]


def test_a_reading_is_good_for_a_year() -> None:
    assert due_again("2027-11-23", a=within("P6W")) == []
    assert due_again("2027-11-24", a=within("P6W")) == ["a", "loi"]
    assert due_again("2027-11-24", a=within("P6W", seen="2026-11-24")) == ["loi"]


def test_history_need_not_be_read_again() -> None:
    over = on_day("2022-05-09")
    assert due_again("2099-01-01", a=over) == []
    assert due_again("2099-01-01", a=over, b=within("P6W")) == ["b", "loi"]


def test_what_was_still_to_come_when_read_is_no_history() -> None:
    assert due_again("2099-01-01", a=on_day("2026-11-23")) == ["a", "loi"]
