"""The memory of what deadlines were, and the pages that must be read again when one moves."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from guide.checks.moved import check_moved
from guide.core.problems import Severity
from guide.data.deadline_history import MEMORY, NOTHING, DeadlineHistory, remembered
from guide.data.models import Deadline
from guide.data.registry import DEADLINES, Registry
from guide.pages.page_files import load_pages

from .making import on_day, within

FIRST, MOVE, LATER = date(2026, 11, 23), date(2026, 12, 10), date(2027, 1, 5)
NOW = datetime(2026, 12, 10, 12, tzinfo=UTC)
OLD, NEW = on_day("2027-03-26"), on_day("2027-06-30", seen="2026-12-10")
PAGE = "---\ntitle: A\ndescription: A.\nverified: {verified}\n---\n\n# A\n\n{text}\n"
AGAIN = "then write the day in 'verified'."


def history(*builds: tuple[date, Deadline]) -> DeadlineHistory:
    """What is known of the deadline `a` after builds on some days, each with its entry."""
    known = NOTHING
    for day, deadline in builds:
        known = known.learnt({"a": deadline}, day)
    return known


def moves(known: DeadlineHistory, read: date) -> list[tuple[str, str]]:
    return [(then.value, now.value) for _, then, now in known.moves_since(read)]


def told(known: DeadlineHistory, project: Path, now: Deadline, **pages: str) -> list[str]:
    """What the report says; `pages`: the text of each page, after `YYYY-MM-DD `."""
    for name, page in pages.items():
        verified, _, text = page.partition(" ")
        path = project / "docs" / f"{name.replace('_', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(verified=verified, text=text), "utf-8")
    registry = Registry({"a": now}, lines={(DEADLINES, "a"): 1, (DEADLINES, "a", "date"): 3})
    problems = list(
        check_moved(known, load_pages(project)[0], registry, lambda page: page.uri.split("/")[0])
    )
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [str(problem) for problem in problems]


def test_the_first_build_knows_of_no_move() -> None:
    assert moves(history((FIRST, OLD)), date.min) == []


def test_a_date_that_moves_is_told_to_who_read_before() -> None:
    known = history((FIRST, OLD), (MOVE, NEW))
    assert moves(known, FIRST) == [("2027-03-26", "2027-06-30")]
    assert moves(known, MOVE) == []


def test_it_has_moved_on_the_day_it_was_read_however_late_the_build() -> None:
    """Whoever moved the date and read the pages again that day is not asked to do it twice."""
    assert moves(history((FIRST, OLD), (LATER, NEW)), MOVE) == []


def test_without_a_new_reading_it_has_moved_on_the_day_of_the_build() -> None:
    silent = on_day("2027-06-30", seen=OLD.seen.isoformat())
    known = history((FIRST, OLD), (LATER, silent))
    assert moves(known, MOVE) == [("2027-03-26", "2027-06-30")]
    assert moves(known, LATER) == []


def test_a_reading_that_finds_the_same_moves_nothing() -> None:
    known = history((FIRST, OLD), (MOVE, on_day("2027-03-26", seen="2026-12-10")))
    assert moves(known, FIRST) == []
    unread = on_day("2027-06-30", seen="2026-12-10")
    assert moves(known.learnt({"a": unread}, LATER), date(2027, 1, 4)) != []


def test_what_moves_and_comes_back_is_what_it_was() -> None:
    back = on_day("2027-03-26", seen="2027-01-05")
    known = history((FIRST, OLD), (MOVE, NEW), (LATER, back))
    assert moves(known, FIRST) == []
    assert moves(known, MOVE) == [("2027-06-30", "2027-03-26")]
    assert moves(known, LATER) == []


def test_two_moves_on_one_day_are_one() -> None:
    known = history((FIRST, OLD), (MOVE, on_day("2027-05-01", seen="2026-12-10")), (MOVE, NEW))
    assert moves(known, FIRST) == [("2027-03-26", "2027-06-30")]
    assert moves(known, MOVE) == []


def test_a_period_moves_too_and_its_kind() -> None:
    known = history((FIRST, within("P6W")), (MOVE, within("P2M", seen="2026-12-10")))
    assert moves(known, FIRST) == [("P6W", "P2M")]
    known = known.learnt({"a": on_day("2028-01-01", seen="2027-01-05")}, LATER)
    assert moves(known, FIRST) == [("P6W", "2028-01-01")]


def test_a_period_written_otherwise_has_not_moved() -> None:
    assert moves(history((FIRST, within("P6W")), (MOVE, within("P06W"))), FIRST) == []


def test_a_deadline_that_is_no_more_needs_nothing_and_is_not_forgotten() -> None:
    """On another branch it may still be there."""
    gone = history((FIRST, OLD)).learnt({}, MOVE)
    assert moves(gone, FIRST) == []
    assert moves(gone.learnt({"a": NEW}, LATER), FIRST) != []


def test_a_clock_set_back_puts_no_day_before_another() -> None:
    known = history((LATER, OLD), (FIRST, on_day("2027-06-30")), (FIRST, OLD))
    days = [held.since for held in known.deadlines["a"]]
    assert days == sorted(days)


MOVED = history((FIRST, OLD), (MOVE, NEW))
PLACE = "docs/data/deadlines.yml:3: a: moved from 2027-03-26 to 2027-06-30. Re-read"


def test_pages_that_show_it_are_named_whatever_their_language(tmp_path: Path) -> None:
    block = "//// deadline | a\n/// before\nx\n///\n/// after\ny\n///\n////"
    shown = {
        "fr_b": f"2026-11-23 {block}",
        "en_a": "2026-11-23 By {deadline:a}.",
        "fr_c": "2026-11-23 c",
    }
    assert told(MOVED, tmp_path, NEW, **shown) == [f"{PLACE} docs/en/a.md, docs/fr/b.md; {AGAIN}"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("fr/a", "Dès le 26\N{NO-BREAK SPACE}mars 2027.", "26 mars 2027"),
        ("fr/a", "Dès le 26 mars.", "26 mars"),
        ("fr/a", "Voir 2027-03-26.", "2027-03-26"),
        ("fr-falc/a", "Dès le 26 mars.", "26 mars"),
        ("en/a", "From March 26, 2027.", "March 26, 2027"),
        ("en/a", "From March 26 on.", "March 26"),
    ],
)
def test_pages_that_write_the_old_date_are_named_with_the_line(
    name: str, text: str, found: str, tmp_path: Path
) -> None:
    page = {name.replace("/", "_"): f"2026-11-23 {text} {{deadline:a}}"}
    assert told(MOVED, tmp_path, NEW, **page) == [f"{PLACE} docs/{name}.md:9 ('{found}'); {AGAIN}"]


@pytest.mark.parametrize(
    "text", ["Le 26 mars 2028.", "Le 30 juin.", "`2027-03-26`", "March 26, 2027"]
)
def test_other_dates_are_not_the_old_one(text: str, tmp_path: Path) -> None:
    assert told(MOVED, tmp_path, NEW, fr_a=f"2026-11-23 {text}") == []


def test_a_date_in_the_front_matter_is_seen_too(tmp_path: Path) -> None:
    page = PAGE.format(verified="2026-11-23", text="").replace("A.\n", "Le 26 mars 2027.\n")
    (tmp_path / "docs" / "fr").mkdir(parents=True)
    (tmp_path / "docs" / "fr" / "z.md").write_text(page, "utf-8")
    assert told(MOVED, tmp_path, NEW) == [f"{PLACE} docs/fr/z.md:3 ('26 mars 2027'); {AGAIN}"]


def test_a_day_without_a_year_may_mean_the_new_date(tmp_path: Path) -> None:
    later = on_day("2028-03-26", seen="2026-12-10")
    known = history((FIRST, OLD), (MOVE, later))
    assert told(known, tmp_path, later, fr_a="2026-11-23 Le 26 mars.") == []


def test_pages_leave_the_list_one_by_one(tmp_path: Path) -> None:
    shown = {"fr_a": "2026-11-23 {deadline:a}", "fr_b": "2026-11-23 {deadline:a}"}
    assert told(MOVED, tmp_path, NEW, **shown) == [f"{PLACE} docs/fr/a.md, docs/fr/b.md; {AGAIN}"]
    read = {"fr_a": "2026-12-10 {deadline:a}"}
    assert told(MOVED, tmp_path, NEW, **read) == [f"{PLACE} docs/fr/b.md; {AGAIN}"]
    read = {"fr_b": "2026-12-10 {deadline:a}"}
    assert told(MOVED, tmp_path, NEW, **read) == []


def test_a_move_that_nobody_read_is_told_as_such(tmp_path: Path) -> None:
    unread = on_day("2027-06-30")
    known = history((FIRST, OLD), (MOVE, unread))
    [line] = told(known, tmp_path, unread, fr_a="2026-11-23 {deadline:a}")
    assert "to 2027-06-30. Write in 'seen' the day you read the new one. Re-read" in line


def test_what_is_remembered_is_read_again(tmp_path: Path) -> None:
    for day, deadline, expected in ((FIRST, OLD, 1), (MOVE, NEW, 2), (LATER, NEW, 2)):
        known, problems = remembered(tmp_path, {"a": deadline}, NOW, day, keep=True)
        assert problems == []
        assert len(known.deadlines["a"]) == expected
    assert moves(known, FIRST) == [("2027-03-26", "2027-06-30")]
    kept = json.loads((tmp_path / MEMORY).read_text("utf-8"))
    assert kept["version"] == 1
    assert [held["value"] for held in kept["deadlines"]["a"]] == ["2027-03-26", "2027-06-30"]


def test_a_build_that_learns_nothing_writes_nothing(tmp_path: Path) -> None:
    remembered(tmp_path, {"a": OLD}, NOW, FIRST, keep=True)
    before = (tmp_path / MEMORY).stat()
    remembered(tmp_path, {"a": OLD}, NOW, LATER, keep=True)
    assert (tmp_path / MEMORY).stat().st_ino == before.st_ino


def test_a_preview_tells_and_leaves_no_trace(tmp_path: Path) -> None:
    remembered(tmp_path, {"a": OLD}, NOW, FIRST, keep=True)
    before = (tmp_path / MEMORY).read_bytes()
    known, _ = remembered(tmp_path, {"a": NEW}, NOW, MOVE, keep=False)
    assert moves(known, FIRST) != []
    assert (tmp_path / MEMORY).read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b'{"version":2,"deadlines":{}}', b'{"version":1,"deadlines":{"a":[]}}'],
)
def test_a_damaged_memory_is_set_aside(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / MEMORY
    path.parent.mkdir()
    path.write_bytes(content)
    known, [problem] = remembered(tmp_path, {"a": OLD}, NOW, FIRST, keep=True)
    assert str(problem) == (
        ".cache/deadlines.json: is damaged, or of another version: set aside as "
        "deadlines.json.damaged-20261210T120000Z. "
        "It is made anew: what moved before today is not told."
    )
    assert problem.severity is Severity.INFO
    aside = path.with_name("deadlines.json.damaged-20261210T120000Z")
    assert aside.read_bytes() == content
    assert remembered(tmp_path, {"a": OLD}, NOW, FIRST, keep=True) == (known, [])
