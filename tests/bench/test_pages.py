"""The benchmark of pages counts what is sent, once, and understands Lighthouse."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench import lighthouse, pages, sites
from bench.pages import Figures
from bench.transfers import Transfer, Visitor, serving


def test_bytes_are_counted_packed_and_what_is_known_is_not_sent_again(tmp_path: Path) -> None:
    style = "p { color: red }" * 100
    page = "<!doctype html><link rel=stylesheet href=a.css><link rel=icon href='data:,'>"
    (tmp_path / "a.css").write_text(style, "utf-8")
    (tmp_path / "one.html").write_text(page, "utf-8")
    (tmp_path / "two.html").write_text(f"{page}<img src=http://abroad.invalid/a.png>", "utf-8")
    program = os.environ.get("GUIDE_CHROMIUM") or shutil.which("chromium")
    with (
        serving(tmp_path) as (address, counter),
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=program, args=pages.FLAGS) as browser,
    ):
        visitor = Visitor(browser.new_context(), address, counter)
        first, second = visitor.opens("one.html"), visitor.opens("two.html")
    assert first.sent["a.css"] == len(gzip.compress(style.encode(), 6)) < len(style)
    assert set(first.sent) == {"one.html", "a.css"}
    assert set(second.sent) == {"two.html"}
    assert second.others == ("abroad.invalid",)


def test_lighthouse_is_understood() -> None:
    full, half = {"score": 1, "scoreDisplayMode": "binary", "title": "Full"}, {"score": 0.5}
    audits: dict[str, Any] = {
        "full": full,
        "half": full | half | {"title": "Half"},
        "none": full | {"score": None, "scoreDisplayMode": "notApplicable"},
        "largest-contentful-paint": {"numericValue": 1234.5},
        "cumulative-layout-shift": {"numericValue": 0.25},
    }
    refs = [{"id": name, "weight": 1} for name in ("full", "half", "none")]
    category = {"score": 0.995, "auditRefs": refs}
    scores = lighthouse.read(
        {"audits": audits, "categories": dict.fromkeys(lighthouse.CATEGORIES, category)}
    )
    assert set(scores.points.values()) == {100}
    assert (scores.largest_paint, scores.shift) == (1234.5, 0.25)
    assert set(scores.found) == {"Half"}


def test_ratios_are_of_the_same_page() -> None:
    def figures(first: int) -> dict[str, Figures]:
        one = Figures(Transfer({"a": first}, ()), Transfer({"a": 16_000}, ()))
        return dict.fromkeys(pages.PAGES, one)

    found = [str(one) for one in pages.ratios({sites.OURS: figures(40_000), "x": figures(160_000)})]
    assert found[0] == "first visit, the heaviest page, kB: 40.00 (goal: at most 120, reached)"
    assert found[1] == "after home, a path, kB: 16.00 (goal: at most 15, MISSED)"
    assert found[-1] == "first visit, the article, x / ours: 4.00"
