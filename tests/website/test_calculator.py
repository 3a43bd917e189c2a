"""A reader's own last day: counted in the page as the engine counts, for any reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from .pages import HOME
from .reading import (
    DESK,
    NOON,
    PHONE,
    ZONES,
    Reader,
    Witness,
    kept,
    stored,
    violations,
)

LIST = "list.html"
SUBMIT, CLEAR, CALENDAR = "Calculer", "Effacer", "Ajouter à mon agenda"


@pytest.fixture
def page(counter: Reader) -> Page:
    """The page of two blocks, on the day of the build."""
    return counter.opens(HOME, now=NOON)


def block(page: Page, name: str = "refusal") -> Locator:
    return page.locator(f"[data-deadline={name}]")


def answer(page: Page, name: str = "refusal") -> Locator:
    return block(page, name).get_by_role("status")


def press(page: Page, button: str, name: str = "refusal") -> None:
    block(page, name).get_by_role("button", name=button).click()


def count(page: Page, day: str, name: str = "refusal") -> Page:
    """Asks the block `name` for the last day from `day` on."""
    block(page, name).locator("input").fill(day)
    press(page, SUBMIT, name)
    return page


def parts(page: Page, name: str = "refusal") -> list[str]:
    """Which parts of the block `name` the reader sees."""
    found = block(page, name).locator("> [data-when]").all()
    assert len(found) == 2
    return [part.get_attribute("data-when") or "" for part in found if part.is_visible()]


def words(found: Locator) -> str:
    """What `found` says, its no-break spaces plain."""
    return " ".join(found.inner_text().split())


@pytest.mark.parametrize(("day", "taken"), [
    ("1899-12-31", False), ("1900-01-01", True), ("2100-12-31", True), ("2101-01-01", False),
])  # fmt: skip
def test_what_the_form_takes(page: Page, day: str, taken: bool) -> None:
    count(page, day)
    assert bool(answer(page).locator("time").count()) is taken
    if not taken:
        assert words(answer(page)) == "Indiquez une date entre 1900 et 2100."


# What a reader is told ---------------------------------------------------------------------------


def test_the_last_day_the_days_left_and_what_is_true_until_then(page: Page) -> None:
    assert parts(page) == ["before", "after"]
    count(page, "2026-11-20")
    last = answer(page).locator("time")
    assert words(last) == "vendredi 1er janvier 2027"
    expect(last).to_have_attribute("datetime", "2027-01-01")
    said = "Dernier jour : vendredi 1er janvier 2027 inclus. Il reste 39 jours."
    assert words(answer(page)) == said
    assert parts(page) == ["before"]
    assert parts(page, "answer") == ["before", "after"]


@pytest.mark.parametrize(
    ("start", "says", "part"),
    [
        ("2026-10-13", "Il reste 1 jour.", "before"),
        ("2026-10-12", "C’est aujourd’hui, jusqu’à minuit, heure de Paris.", "before"),
        ("2026-10-11", "Ce délai est passé depuis 1 jour.", "after"),
        ("2026-10-10", "Ce délai est passé depuis 2 jours.", "after"),
        ("1900-01-01", "Ce délai est passé depuis 46 305 jours.", "after"),
        (
            "2026-11-24",
            "La date de départ est à venir : le délai ne court pas encore. Il reste 43 jours.",
            "before",
        ),
    ],
)
def test_each_side_of_the_last_day(page: Page, start: str, says: str, part: str) -> None:
    count(page, start)
    assert words(answer(page)).partition(" inclus. ")[2] == says
    assert parts(page) == [part]
    calendar_ = block(page).get_by_role("button", name=CALENDAR)
    expect(calendar_).to_be_visible(visible=part == "before")


@pytest.mark.parametrize("zone", ZONES)
def test_today_is_that_of_the_body_that_receives_the_act(counter: Reader, zone: str) -> None:
    """Six weeks from 12 October 2026: to midnight in Paris, wherever the reader is."""
    page = counter.opens(HOME, now=NOON, timezone_id=zone)
    for now, says in (
        ("2026-11-23T22:59:59Z", "C’est aujourd’hui"),
        ("2026-11-23T23:00:00Z", "Ce délai est passé depuis 1 jour."),
    ):
        page.clock.set_fixed_time(now)
        assert says in words(answer(count(page, "2026-10-12")))


def test_an_answer_in_sight_changes_at_midnight(counter: Reader) -> None:
    page = counter.tab()
    page.clock.install(time=NOON)
    page.goto(counter.address + HOME)
    count(page, "2026-10-12")
    page.clock.pause_at("2026-11-23T22:59:59Z")
    page.evaluate("document.querySelector('[role=status] > p').mark = true; 0")
    page.clock.run_for(500)
    assert page.evaluate("document.querySelector('[role=status] > p').mark")  # not said twice
    page.clock.run_for(500)
    assert "passé depuis 1 jour" in words(answer(page))
    assert parts(page) == ["after"]


def test_a_clock_that_cannot_be_believed_gives_the_last_day_alone(counter: Reader) -> None:
    page = count(counter.opens(HOME, now="2019-01-01T12:00:00Z"), "2026-11-20")
    assert words(answer(page)) == (
        "Dernier jour : vendredi 1er janvier 2027 inclus. "
        "L’horloge de cet appareil semble déréglée : comptez vous-même les jours qui restent."
    )
    assert parts(page) == ["before", "after"]


def test_no_date_is_refused_in_words_and_the_field_keeps_the_keyboard(page: Page) -> None:
    field = block(page).locator("input")
    press(page, SUBMIT)
    assert words(answer(page)) == "Indiquez d’abord une date."
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    count(page, "2026-11-20")
    assert field.get_attribute("aria-invalid") is None


def test_half_a_date_is_refused_in_words(page: Page) -> None:
    block(page).locator("input").focus()
    page.keyboard.type("02")
    page.keyboard.press("Enter")
    assert words(answer(page)) == "Cette date est incomplète, ou ce jour n’existe pas."


def test_another_date_takes_the_answer_away_until_it_is_asked_for(page: Page) -> None:
    count(page, "2026-11-20")
    block(page).locator("input").fill("2026-11-21")
    assert words(answer(page)) == ""
    assert parts(page) == ["before", "after"]
    expect(block(page).get_by_role("button", name=CALENDAR)).not_to_be_visible()


def test_all_is_cleared_and_the_keyboard_is_at_the_field(page: Page) -> None:
    count(count(page, "2026-11-20"), "2026-11-21", "answer")
    press(page, CLEAR)
    field = block(page).locator("input")
    assert (field.input_value(), words(answer(page)), parts(page)) == ("", "", ["before", "after"])
    expect(field).to_be_focused()
    assert "Il reste" in words(answer(page, "answer"))


def test_in_the_list_it_opens_when_asked_for(counter: Reader) -> None:
    page = counter.opens(LIST, now=NOON)
    entry = page.locator("#deadline-p8d ~ dd details").first
    expect(entry.get_by_role("button", name=SUBMIT)).not_to_be_visible()
    entry.get_by_text("Calculer le dernier jour").click()
    entry.locator("input").fill("2026-01-01")
    entry.get_by_role("button", name=SUBMIT).click()
    # Its zone is Kiritimati, where it is the 24th.
    assert words(entry.get_by_role("status")).endswith("depuis 319 jours. Close it.")


# For any reader, on any browser ------------------------------------------------------------------


def test_by_keyboard_alone(page: Page) -> None:
    block(page).locator("input").focus()
    page.keyboard.type("11202026")
    page.keyboard.press("Enter")
    assert "Il reste 39 jours." in words(answer(page))
    block(page).get_by_role("button", name=SUBMIT).focus()
    page.keyboard.press("Tab")
    expect(block(page).get_by_role("button", name=CALENDAR)).to_be_focused()
    page.keyboard.press("Tab")
    expect(block(page).get_by_role("button", name=CLEAR)).to_be_focused()
    page.keyboard.press("Enter")
    expect(block(page).locator("input")).to_be_focused()
    assert words(answer(page)) == ""


def test_what_a_screen_reader_says(page: Page) -> None:
    form = block(page).get_by_role("form", name="Refuser ; refusal, « à temps »")
    field = form.get_by_label("Date de départ\xa0: l’envoi")
    expect(field).to_have_accessible_description(
        re.compile(r"^Cette date reste dans la page\s; rien n’est envoyé ni gardé\.\s*$")
    )
    press(page, SUBMIT)
    expect(field).to_have_accessible_description(re.compile("Indiquez d’abord une date.$"))
    expect(answer(page)).to_have_attribute("role", "status")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("start", ["", "2026-11-20", "2026-01-20"])
def test_anyone_can_use_it(counter: Reader, start: str, screen: ViewportSize) -> None:
    page = counter.opens(HOME, now=NOON, viewport=screen)
    count(page, start)
    assert violations(page, "[data-deadline=refusal]") == []


def test_an_open_one_in_the_list_is_for_anyone_too(counter: Reader) -> None:
    page = counter.opens(LIST, now=NOON, viewport=PHONE)
    page.locator("details.calculator > summary").first.click()
    assert violations(page, "details.calculator[open]") == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_fits_and_its_buttons_are_large_enough(counter: Reader, width: int) -> None:
    page = counter.opens(HOME, now=NOON, viewport={"width": width, "height": 800})
    count(page, "2026-11-20")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for target in block(page).locator("input, button").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 40


def test_without_script_both_parts_stand_and_no_form_is_seen(counter: Reader) -> None:
    page = counter.opens(HOME, java_script_enabled=False)
    assert parts(page) == ["before", "after"]
    expect(page.locator(".calculator")).to_have_count(2)
    expect(page.locator(".calculator :visible")).to_have_count(0)


def test_from_a_folder_too(counter: Reader, counted_site: Path) -> None:
    page = counter.tab()
    witness = Witness(page)
    page.clock.set_fixed_time(NOON)
    page.goto((counted_site / HOME).as_uri(), wait_until="networkidle")
    assert "Il reste 39 jours." in words(answer(count(page, "2026-11-20")))
    given, _ = downloaded(page)
    (event,) = given.walk("VEVENT")
    assert str(event["UID"]) == "refusal-20270101@localhost"
    assert "file:" not in event["DESCRIPTION"]
    assert (witness.complaints, witness.strangers(counted_site.as_uri())) == ([], [])


def test_paper_carries_no_form(page: Page) -> None:
    count(page, "2026-11-20")
    page.emulate_media(media="print")
    expect(page.locator(".calculator:visible")).to_have_count(0)


def as_text(route: Route) -> None:
    """The page as a browser has it that knows no field for dates."""
    answered = route.fetch()
    route.fulfill(response=answered, body=answered.text().replace('type="date"', 'type="text"'))


@pytest.fixture(scope="module")
def without_dates(browser: Browser, counted: str) -> Iterator[Page]:
    """The page of two blocks in such a browser, for one date after another."""
    with Reader(browser, counted) as reader:
        page = reader.tab()
        page.route("**/*.html", as_text)
        page.clock.set_fixed_time(NOON)
        page.goto(counted + HOME)
        yield page


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("23/11/2026", "2027-01-04"),
        (" 3 1 2027", "2027-02-14"),
        ("2026-11-23", "2027-01-04"),
        ("23.11.2026", "2027-01-04"),
        ("29/02/2028", "2028-04-11"),
        *((wrong, None) for wrong in ("11/23/2026", "29/02/2027", "23/11/26", "23 novembre", "x")),
        *((wrong, None) for wrong in ("23/11/2026/1", "31/06/2027", "0/1/2027", "1/1/1899")),
    ],
)
def test_a_browser_without_a_field_for_dates_takes_them_in_numbers(
    without_dates: Page, typed: str, last: str | None
) -> None:
    page = without_dates
    expect(block(page).get_by_text("Par exemple : 23/11/2026.")).to_be_visible()
    count(page, typed)
    found = answer(page).locator("time")
    if last:
        expect(found).to_have_attribute("datetime", last)
    else:
        expect(found).to_have_count(0)
        assert words(answer(page))


def test_a_browser_with_a_field_for_dates_gives_no_example(page: Page) -> None:
    expect(block(page).get_by_text("Par exemple")).not_to_be_visible()


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("delete Intl.PluralRules", "Il reste 1 jours."),  # the form that every language has
        ("delete window.MutationObserver", "Il reste 1 jour."),
        ("delete Intl.DateTimeFormat.prototype.formatToParts", None),
        ("delete window.Intl", None),
    ],
)
def test_an_older_browser(counter: Reader, missing: str, says: str | None) -> None:
    page = counter.tab()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
    page.add_init_script(missing)
    if says:  # Playwright's clock would bring back what is missing
        page.clock.set_fixed_time(NOON)
    page.goto(counter.address + HOME)
    if says:
        assert says in words(answer(count(page, "2026-10-13")))
    else:
        expect(page.locator(".calculator :visible")).to_have_count(0)
        assert parts(page) == ["before", "after"]
    assert [error for error in errors if "/assets/js/" in error] == []


# Nothing leaves the page but what the reader takes -----------------------------------------------


def test_nothing_is_sent_and_nothing_is_kept(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    witness, address = Witness(page), page.url
    count(page, "2026-11-20")
    block(page).locator("input").press("Enter")
    page.wait_for_load_state("networkidle")
    assert (witness.asked, witness.complaints, page.url) == ([], [], address)
    assert stored(page) == []
    assert kept(page) == []


def test_a_page_that_is_left_forgets_it_all(page: Page) -> None:
    def forgotten() -> bool:
        return (block(page).locator("input").input_value(), words(answer(page))) == ("", "")

    count(page, "2026-11-20").reload()
    assert forgotten()
    count(page, "2026-11-20").goto("about:blank")
    page.go_back()
    assert forgotten()
    # Some browsers keep the page itself for the way back.
    count(page, "2026-11-20").evaluate(
        "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))"
    )
    assert forgotten()
    assert parts(page) == ["before", "after"]


def downloaded(page: Page, name: str = "refusal") -> tuple[Any, bytes]:
    """The calendar that the block `name` gives, read by a real parser, and its bytes."""
    with page.expect_download() as download:
        press(page, CALENDAR, name)
    assert download.value.suggested_filename == f"Refuser ; {name}, « à temps ».ics"
    content = Path(download.value.path()).read_bytes()
    return Calendar.from_ical(content), content


@pytest.mark.parametrize("zone", ZONES)
def test_a_calendar_is_made_in_the_page(counter: Reader, zone: str) -> None:
    page = count(counter.opens(f"{HOME}#dates", now=NOON, timezone_id=zone), "2026-11-20")
    given, content = downloaded(page)
    (event,) = given.walk("VEVENT")
    assert event["UID"] == "refusal-20270101@127.0.0.1"
    assert event["DTSTART"].dt == date(2027, 1, 1)
    assert event["DTSTAMP"].dt == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert event["SUMMARY"] == "Dernier jour\xa0: Refuser ; refusal, « à temps »"
    assert "à la fin de cette journée, heure de Paris." in event["DESCRIPTION"]
    assert event["DESCRIPTION"].endswith(f"\n{counter.address}{HOME}")
    assert [str(alarm["ACTION"]) for alarm in event.walk("VALARM")] == ["DISPLAY", "DISPLAY"]
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(line.decode("utf-8") for line in lines)  # no character is cut in two
    assert any(line.startswith(b" ") for line in lines)


def test_the_same_day_is_the_same_event_again(page: Page) -> None:
    first, _ = downloaded(count(page, "2026-11-20"))
    page.clock.set_fixed_time("2026-11-24T12:00:00Z")
    again, _ = downloaded(count(page, "2026-11-20"))
    other, _ = downloaded(count(page, "2026-11-21"))
    uids = [str(one.walk("VEVENT")[0]["UID"]) for one in (first, again, other)]
    assert uids[0] == uids[1] != uids[2]
