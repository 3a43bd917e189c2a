"""What is true on the reader's own day, wherever their clock and whatever it says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .building import EDITION_IN_WORDS
from .pages import HOME, STEPS
from .reading import NOON, ZONES, Reader, Witness, launched, program, serving, violations

# 26 March 2027 to its end: in Paris, an hour ahead of Greenwich; on Réunion, four.
LAST_SECOND = {"paris": "2027-03-26T22:59:59Z", "reunion": "2027-03-26T19:59:59Z"}
NEXT = {"paris": "2027-03-26T23:00:00Z", "reunion": "2027-03-26T20:00:00Z"}
# Read on 23 November 2026, to be read again by 21 February 2027, and by 22 May at the very latest.
AGES = {
    "2027-02-21T22:59:59Z": [],
    "2027-02-21T23:00:00Z": ["due"],
    "2027-05-22T21:59:59Z": ["due"],
    "2027-05-22T22:00:00Z": ["overdue"],
}
# What each painted frame shows, from the first on.
WATCH = """
window.frames_seen = [];
(function look() {
  const parts = [...document.querySelectorAll("[data-deadline=paris] > [data-when]")];
  const shown = parts.filter(part => part.offsetHeight).map(part => part.dataset.when);
  frames_seen.push(shown);
  requestAnimationFrame(look);
}());
"""
PAINTED_A_FEW_TIMES = """new Promise(done => (function look() {
  if (frames_seen.filter(shown => shown.length).length > 5) done();
  else requestAnimationFrame(look);
}()))"""
# Playwright's browser forgets the pages one comes from; those of readers keep them as they were.
FORGETTING = "--disable-back-forward-cache"
# Its clock would stay with each page.
STORED_CLOCK = f"""
const Own = Date;
Date = class extends Own {{
  constructor(...given) {{ super(...(given.length ? given : [Date.now()])); }}
  static now() {{ return Own.parse(localStorage.now || "{LAST_SECOND["paris"]}"); }}
}};
"""
WITHOUT = {
    "time zones": """
        const Own = Intl.DateTimeFormat;
        Intl.DateTimeFormat = function (locale, options) {
          if (options && options.timeZone && options.timeZone !== "UTC") throw new RangeError();
          return new Own(locale, options);
        };
        Intl.DateTimeFormat.prototype = Own.prototype;""",
    "parts of dates": "delete Intl.DateTimeFormat.prototype.formatToParts",
    "Intl": "delete window.Intl",
}


@pytest.fixture
def visitor(browser: Browser, dated: str) -> Iterator[Reader]:
    """A reader of the guide of dates."""
    with Reader(browser, dated) as opened:
        yield opened


def shown(page: Page, deadline: str) -> list[str]:
    """Which parts of the block of `deadline` the reader sees."""
    parts = page.locator(f"[data-deadline={deadline}] > [data-when]").all()
    assert len(parts) == 2
    return [part.get_attribute("data-when") or "" for part in parts if part.is_visible()]


def ages(page: Page) -> list[str]:
    """Which notices of the page's age the reader sees."""
    found = page.locator(".due, .overdue, .stopped").all()
    assert len(found) == 3
    return [one.get_attribute("class") or "" for one in found if one.is_visible()]


def left_open(visitor: Reader, until: str) -> Page:
    """A page opened on the day of the build; its clock stands still at the instant `until`."""
    page = visitor.tab()
    page.clock.install(time=NOON)
    page.goto(visitor.address + HOME)
    page.clock.pause_at(until)
    return page


def opened_again(page: Page, now: str) -> Page:
    """The same page, loaded at the instant `now`."""
    page.clock.set_fixed_time(now)
    page.reload()
    return page


@pytest.mark.parametrize("zone", ZONES)
def test_a_deadline_ends_with_its_day_where_the_letter_arrives(visitor: Reader, zone: str) -> None:
    page = visitor.opens(HOME, now=NOON, timezone_id=zone)
    for deadline, last_second in LAST_SECOND.items():
        assert shown(opened_again(page, last_second), deadline) == ["before"]
        assert shown(opened_again(page, NEXT[deadline]), deadline) == ["after"]


@pytest.mark.parametrize("zone", ZONES)
def test_a_page_left_open_past_midnight_changes_though_nothing_happens(
    visitor: Reader, zone: str
) -> None:
    page = visitor.tab(timezone_id=zone)
    page.clock.install(time="2027-03-26T18:10:00Z")
    page.goto(visitor.address + HOME)
    for deadline in ("reunion", "paris"):
        page.clock.pause_at(LAST_SECOND[deadline])
        assert shown(page, deadline) == ["before"]
        page.clock.run_for(1000)
        assert shown(page, deadline) == ["after"]


def test_a_page_that_slept_is_right_within_a_quarter_of_an_hour(visitor: Reader) -> None:
    """Its timer stood still with the machine."""
    page = left_open(visitor, "2026-11-23T12:01:00Z")
    page.clock.set_system_time("2027-06-01T08:00:00Z")
    page.clock.run_for(15 * 60 * 1000)
    assert shown(page, "paris") == ["after"]


@pytest.mark.parametrize("event", ["visibilitychange", "pageshow"])
def test_a_page_come_back_to_is_right_at_once(visitor: Reader, event: str) -> None:
    page = visitor.opens(HOME, now=LAST_SECOND["paris"])
    assert shown(page, "paris") == ["before"]
    page.clock.set_fixed_time(NEXT["paris"])
    target = "window" if event == "pageshow" else "document"
    page.evaluate(f"{target}.dispatchEvent(new Event('{event}'))")
    assert shown(page, "paris") == ["after"]


def test_a_part_that_holds_the_keyboard_s_place_stays_until_it_has_moved_on(
    visitor: Reader,
) -> None:
    page = visitor.opens(HOME, now=LAST_SECOND["paris"])
    page.evaluate("document.querySelector('[data-deadline=paris] > *').tabIndex = -1")
    held = page.locator("[data-deadline=paris] > [data-when=before]")
    held.focus()
    page.clock.set_fixed_time(NEXT["paris"])
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    assert shown(page, "paris") == ["before", "after"]
    expect(held).to_be_focused()
    page.locator("h1").click()
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    assert shown(page, "paris") == ["after"]


def test_a_change_while_the_page_is_open_is_told_to_those_who_do_not_see_it(
    visitor: Reader,
) -> None:
    block = visitor.opens(HOME).locator("[data-deadline=paris]")
    expect(block).to_have_attribute("aria-live", "polite")
    state = block.locator("[data-when=before] > .deadline-state")
    expect(state).to_have_text("Jusqu’au 26\xa0mars\xa02027 inclus")


def frames(browser: Browser, site: Path, *scripts: str) -> list[list[Any]]:
    """What was painted of the block, frame by frame, once its date has passed since the build. The
    page's last words come when the block has been painted a few times."""
    rest = threading.Event()
    with serving(site, wanted=rest) as slow, Reader(browser, slow) as reader:
        page = reader.tab()
        for script in (*scripts, WATCH):
            page.add_init_script(script)
        page.clock.set_fixed_time(NEXT["paris"])
        page.goto(slow + HOME, wait_until="commit")
        page.evaluate(PAINTED_A_FEW_TIMES)
        rest.set()
        page.wait_for_load_state()
        found: list[list[Any]] = page.evaluate("frames_seen")
    return [shown for shown in found if shown]


def test_nothing_false_is_painted_while_a_page_comes_in(browser: Browser, dated_site: Path) -> None:
    painted = frames(browser, dated_site)
    assert [shown for shown in painted if shown != ["after"]] == []


def test_the_watch_on_frames_sees_a_flash(browser: Browser, dated_site: Path) -> None:
    """On an engine that cannot look at what comes in, the page is right once it is whole."""
    assert ["before"] in frames(browser, dated_site, "delete window.MutationObserver")


@pytest.mark.skipif("shell" in (program() or ""), reason="a browser without windows keeps no page")
def test_back_from_the_browser_s_memory_it_is_right(browser: Browser, dated: str) -> None:
    kind = browser.browser_type
    with launched(kind, ignore_default_args=[FORGETTING]) as own, Reader(own, dated) as reader:
        page = reader.tab()
        page.add_init_script(STORED_CLOCK)
        page.goto(dated + HOME)
        page.evaluate("window.kept = true; 0")
        assert shown(page, "paris") == ["before"]
        page.goto(dated + "404.html")
        page.evaluate(f"localStorage.now = '{NEXT['paris']}'")
        page.evaluate("history.back()")
        expect(page.locator("[data-deadline=paris] > [data-when=after]")).to_be_visible()
        assert page.evaluate("window.kept")  # the same page, not one loaded anew
        assert shown(page, "paris") == ["after"]


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2022-05-01T12:00:00Z"])
def test_a_clock_behind_the_build_is_not_believed(visitor: Reader, now: str) -> None:
    page = visitor.opens(HOME, now=now)
    assert shown(page, "past") == ["after"]
    assert shown(page, "paris") == ["before"]
    assert ages(page) == []


def test_a_clock_ten_years_ahead_is_the_last_that_is_believed(visitor: Reader) -> None:
    page = visitor.opens(HOME, now="2036-11-23T22:59:59Z")
    assert shown(page, "paris") == ["after"]
    beyond = visitor.opens(HOME, now="2036-11-23T23:00:00Z")
    assert shown(beyond, "past") == ["after"]
    assert shown(beyond, "paris") == ["before"]


@pytest.mark.parametrize("now", ["2036-11-24T12:00:00Z", "2099-01-01T12:00:00Z"])
def test_a_clock_far_ahead_still_tells_the_age(visitor: Reader, now: str) -> None:
    """It may be right: then nobody has looked after the guide for ten years."""
    assert ages(visitor.opens(HOME, now=now)) == ["stopped", "overdue"]


def test_a_wrong_clock_set_right_is_believed(visitor: Reader) -> None:
    page = visitor.opens(HOME, now=NEXT["paris"])
    page.clock.set_fixed_time("2022-05-01T12:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert shown(page, "paris") == ["before"]


def test_without_script_the_build_s_truth_stands(visitor: Reader) -> None:
    page = visitor.opens(HOME, java_script_enabled=False)
    assert shown(page, "past") == ["after"]
    assert shown(page, "paris") == ["before"]
    assert ages(page) == []


@pytest.mark.parametrize("missing", WITHOUT)
def test_on_an_engine_too_old_the_build_s_truth_stands(visitor: Reader, missing: str) -> None:
    page = visitor.tab()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
    page.add_init_script(WITHOUT[missing])
    page.clock.set_fixed_time(NEXT["paris"])
    page.goto(visitor.address + HOME)
    assert shown(page, "past") == ["after"]
    assert shown(page, "paris") == ["before"]
    assert [error for error in errors if "/assets/js/" in error] == []


@pytest.mark.parametrize("zone", ZONES)
def test_a_page_says_when_it_was_not_read_again_in_time(visitor: Reader, zone: str) -> None:
    page = visitor.opens(HOME, now=NOON, timezone_id=zone)
    assert {now: ages(opened_again(page, now)) for now in AGES} == AGES


def test_it_says_since_when_and_what_to_check(reader: Reader) -> None:
    due = reader.opens(HOME, now="2027-02-22T12:00:00Z").locator(".due")
    expect(due).to_contain_text("21 février 2027")
    overdue = reader.opens(HOME, now="2027-05-23T12:00:00Z").locator(".overdue")
    expect(overdue).to_contain_text("23 novembre 2026")
    for notice in (due, overdue):
        expect(notice).to_contain_text("site officiel")


@pytest.mark.parametrize("zone", ZONES)
def test_a_site_not_built_for_a_year_says_so(visitor: Reader, zone: str) -> None:
    page = visitor.opens("404.html", now="2027-11-23T22:59:59Z", timezone_id=zone)
    expect(page.locator(".stopped")).not_to_be_visible()
    opened_again(page, "2027-11-23T23:00:00Z")
    expect(page.locator(".stopped")).to_be_visible()


@pytest.mark.parametrize("name", [HOME, STEPS, "404.html"])
def test_it_says_so_at_the_top_of_every_page(reader: Reader, name: str) -> None:
    page = reader.opens(name, now="2027-12-01T12:00:00Z")
    notice = page.get_by_role("complementary").filter(has_text=EDITION_IN_WORDS)
    box, title = notice.bounding_box(), page.locator("h1").bounding_box()
    assert box
    assert title
    assert box["y"] < title["y"]
    assert violations(page, "main") == []


def test_a_page_left_open_grows_old_too(visitor: Reader) -> None:
    page = left_open(visitor, "2027-11-23T23:00:00Z")
    assert ages(page) == ["stopped", "overdue"]


def test_from_a_folder_too(visitor: Reader, dated_site: Path) -> None:
    page = visitor.tab()
    witness = Witness(page)
    page.clock.set_fixed_time(NEXT["paris"])
    page.goto((dated_site / HOME).as_uri(), wait_until="networkidle")
    assert shown(page, "paris") == ["after"]
    assert ages(page) == ["due"]
    assert witness.complaints == []


def test_paper_carries_both_truths(visitor: Reader) -> None:
    page = visitor.opens(HOME)
    page.emulate_media(media="print")
    assert shown(page, "paris") == ["before", "after"]


def test_a_printed_page_says_of_what_day_it_is_and_when_it_was_printed(visitor: Reader) -> None:
    page = visitor.opens(HOME, now="2026-12-01T12:00:00Z", timezone_id="Europe/Paris")
    printed = page.locator(".printed")
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(printed).to_have_text("Édition du 23 novembre 2026. Page imprimée le 1er décembre 2026.")


def test_a_clock_that_is_behind_dates_no_print(visitor: Reader) -> None:
    page = visitor.opens(HOME, now="1970-01-01T00:00:00Z")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".printed")).to_have_text("Édition du 23 novembre 2026.")


def test_what_is_no_help_on_paper_is_not_printed(visitor: Reader) -> None:
    page = visitor.opens(HOME)
    for useless in ("header", "nav", "footer", "button"):
        page.emulate_media(media="screen")
        assert any(one.is_visible() for one in page.locator(useless).all())
        page.emulate_media(media="print")
        assert not any(one.is_visible() for one in page.locator(useless).all())
