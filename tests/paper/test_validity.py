"""How long what is printed is sure: to the first deadline, or the first reading that is due."""

from __future__ import annotations

from datetime import date

from engine.making import on_day, within
from guide.data.models import Deadline
from guide.pages.front_matter import split_page
from guide.pages.page_files import Page
from guide.pages.scan import scan
from guide.paper.validity import valid_until

TODAY = date(2026, 11, 25)
DEADLINES: dict[str, Deadline] = {
    "past": on_day("2022-05-09"),
    "near": on_day("2026-12-31"),
    "start": on_day("2026-12-31", marks="start"),
    "far": on_day("2029-03-26"),
    "mine": within("P6W"),
}


def page(body: str, verified: str = "2026-11-23") -> Page:
    front = f"---\ntitle: T\ndescription: D.\nverified: {verified}\n---\n"
    split = split_page(front + body, "docs/fr/t.md")
    return Page("fr/t.md", split, scan(split.body, split.body_line))


def until(*pages: Page) -> date | None:
    return valid_until(pages, DEADLINES, "P90D", TODAY)


def test_a_page_is_sure_until_it_is_to_be_read_again() -> None:
    assert until(page("Rien.")) == date(2027, 2, 21)
    assert until(page("Rien."), page("Rien.", "2026-10-01")) == date(2026, 12, 30)


def test_the_first_deadline_that_a_page_names_ends_it() -> None:
    assert until(page("Le {deadline:near}, puis le {deadline:far}.")) == date(2026, 12, 31)
    assert until(page("{deadline:far}")) == date(2027, 2, 21)


def test_what_begins_that_day_ends_it_the_day_before() -> None:
    assert until(page("{deadline:start}")) == date(2026, 12, 30)


def test_what_is_over_or_counted_by_each_ends_nothing() -> None:
    assert until(page("{deadline:past} {deadline:mine}")) == date(2027, 2, 21)


def test_a_reading_that_is_overdue_is_said() -> None:
    assert until(page("Rien.", "2026-01-01")) == date(2026, 4, 1)


def test_pages_never_read_say_nothing() -> None:
    assert until() is None
