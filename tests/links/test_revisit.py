"""Pages that have not changed are not sent again, and stay known as they were read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from guide.links import Evidence, Hop, Target, Verdict, judge
from links.looking import NOW, look_at
from links.site import Site

YESTERDAY = NOW - timedelta(days=1)
WORDS = "six semaines"
PAGE = f"<p>{WORDS}</p>"
DATE = "Mon, 02 Nov 2026 08:00:00 GMT"


def versioned(site: Site, etag: str = '"v1"', body: str = PAGE) -> str:
    """A page whose server knows conditional requests."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers["If-None-Match"] == etag
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", etag)
        handler.send_header("Last-Modified", DATE)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "0" if same else str(len(body)))
        handler.end_headers()
        handler.wfile.write(b"" if same else body.encode())

    return site.does("/page", answer)


def again(url: str, former: Evidence, *expect: str) -> Evidence:
    return look_at([Target("a", url, expect)], {url: former})[url]


def yesterday(url: str, *expect: str) -> Evidence:
    return replace(look_at([Target("a", url, expect)])[url], at=YESTERDAY)


def test_what_names_the_state_of_a_page_is_kept(site: Site) -> None:
    former = yesterday(versioned(site), WORDS)
    assert (former.etag, former.last_modified) == ('"v1"', DATE)


def test_a_page_that_has_not_changed_is_as_it_was_today(site: Site) -> None:
    url = versioned(site)
    former = yesterday(url, WORDS)
    assert again(url, former, WORDS) == replace(former, at=NOW)
    assert site.asked[-1]["if-none-match"] == '"v1"'
    assert site.asked[-1]["if-modified-since"] == DATE


def test_a_page_that_lacked_a_word_still_lacks_it(site: Site) -> None:
    url = versioned(site)
    evidence = again(url, yesterday(url, "huit jours"), "huit jours")
    assert evidence.missing == ("huit jours",)
    assert judge(Target("a", url, ("huit jours",)), evidence).verdict is Verdict.CHANGED


def test_a_page_that_has_changed_is_read(site: Site) -> None:
    url = versioned(site)
    former = yesterday(url, WORDS)
    versioned(site, '"v2"', "<p>huit jours</p>")
    assert again(url, former, WORDS).missing == (WORDS,)


def test_a_new_word_is_looked_for_in_the_page_itself(site: Site) -> None:
    url = versioned(site)
    evidence = again(url, yesterday(url), WORDS)
    assert evidence.asked == (WORDS,)
    assert "if-none-match" not in site.asked[-1]


def test_only_the_page_at_the_end_of_redirects_is_asked_so(site: Site) -> None:
    versioned(site)
    old = site.sends("/old", "/page")
    former = yesterday(old, WORDS)
    assert again(old, former, WORDS) == replace(former, at=NOW)
    assert ["if-none-match" in asked for asked in site.asked[-2:]] == [False, True]


def test_a_redirect_that_leads_elsewhere_now_is_read(site: Site) -> None:
    versioned(site)
    old = site.sends("/old", "/page")
    former = yesterday(old, WORDS)
    new = site.says("/new", PAGE)
    site.sends("/old", "/new")
    assert again(old, former, WORDS).hops == (Hop(301, new),)
    assert not any("if-none-match" in asked for asked in site.asked)


@pytest.mark.parametrize("status", [404, 403, 503])
def test_what_was_no_sound_reading_is_read_again(site: Site, status: int) -> None:
    url = site.says("/page", PAGE, status, ETag='"v1"')
    former = yesterday(url)
    versioned(site)
    assert again(url, former).status == 200


@pytest.mark.parametrize("etag", ["é", "x" * 300])
def test_a_state_with_a_strange_name_has_none(site: Site, etag: str) -> None:
    assert look_at([Target("a", site.says("/page", ETag=etag))])[site.url("/page")].etag == ""
