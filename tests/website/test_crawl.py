"""The walk over the built site: LinkChecker, on small sites with one dead end planted in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.crawl import DeadLink, dead_links

from .building import built, small_guide

_PAGE = """\
<!doctype html><html lang="en"><head><title>T</title>
<link rel="stylesheet" href="{root}style.css">
<link rel="alternate" hreflang="fr" href="{root}index.html">{head}</head>
<body><h1 id="top">T</h1><h2 id="né">É</h2><img src="{root}mark.svg" alt="">
<a href="{root}guide/page.html">a</a> <a href="{root}guide/page.html#top">a</a> <a href="#top">a</a>
<a href="#n%C3%A9">a</a> <a href="{root}letter.pdf">a</a> <a href="{root}days.ics">a</a>
<a href="https://gone.invalid/">a</a> <a href="mailto:a@b.invalid">a</a> <a href="tel:3422">a</a>
{body}</body></html>
"""
NO_FILE = "no such file"


def site(folder: Path, head: str = "", body: str = "") -> Path:
    """A sound site of two pages, with this more in the head and the body of the inner one."""
    for name in ("mark.svg", "letter.pdf", "days.ics"):
        (folder / name).touch()
    (folder / "style.css").write_text("p { background: url(mark.svg) }", "utf-8")
    (folder / "guide").mkdir()
    inner = _PAGE.format(root="../", head=head, body=body)
    (folder / "guide" / "page.html").write_text(inner, "utf-8")
    (folder / "index.html").write_text(_PAGE.format(root="", head="", body=""), "utf-8")
    return folder


@pytest.mark.parametrize("anchors", [False, True])
def test_a_sound_site_has_no_dead_link(tmp_path: Path, anchors: bool) -> None:
    assert dead_links(site(tmp_path), anchors=anchors) == []


@pytest.mark.parametrize(
    ("head", "body", "dead"),
    [
        ("", '<a href="../gone.html">a</a>', "../gone.html"),
        ("", '<a href="gone.html#top">a</a>', "gone.html#top"),
        ("", '<img src="gone.png" alt="">', "gone.png"),
        ("", '<img src="../mark.svg" srcset="gone-2x.png 2x" alt="">', "gone-2x.png"),
        ("", '<object data="gone.svg"></object>', "gone.svg"),
        ("", '<a href="../gone.pdf">a</a>', "../gone.pdf"),
        ("", '<a href="../gone.ics">a</a>', "../gone.ics"),
        ('<link rel="stylesheet" href="gone.css">', "", "gone.css"),
        ('<link rel="icon" href="gone.ico">', "", "gone.ico"),
        ('<script src="gone.js"></script>', "", "gone.js"),
        ('<link rel="alternate" hreflang="en" href="../en/gone.html">', "", "../en/gone.html"),
        ('<link rel="alternate" type="application/atom+xml" href="../f.xml">', "", "../f.xml"),
    ],
)
def test_what_is_dead_is_found_and_only_that(
    tmp_path: Path, head: str, body: str, dead: str
) -> None:
    found = dead_links(site(tmp_path, head, body), anchors=False)
    assert found == [DeadLink("guide/page.html", dead, NO_FILE)]


@pytest.mark.parametrize("link", ["../index.html#gone", "#gone", "../index.html?a=1#gone"])
def test_a_dead_anchor_is_found_when_asked_for(tmp_path: Path, link: str) -> None:
    planted = site(tmp_path, body=f'<a href="{link}">a</a>')
    [found] = dead_links(planted, anchors=True)
    assert (found.page, found.link) == ("guide/page.html", link.replace("?a=1", ""))
    assert found.reason.startswith("Anchor `gone'")
    assert dead_links(planted, anchors=False) == []


def test_what_a_style_asks_for_is_found_too(tmp_path: Path) -> None:
    planted = site(tmp_path)
    (planted / "style.css").write_text("p { background: url(gone.png) }", "utf-8")
    assert dead_links(planted, anchors=False) == [DeadLink("style.css", "gone.png", NO_FILE)]


def test_what_two_pages_name_is_told_once_and_always_of_the_same(tmp_path: Path) -> None:
    planted = site(tmp_path)
    (planted / "letter.pdf").unlink()
    found = dead_links(planted, anchors=False)
    assert [one.reason for one in found] == [NO_FILE]
    assert dead_links(planted, anchors=False) == found


def test_an_empty_site_has_no_dead_link(tmp_path: Path) -> None:
    assert dead_links(tmp_path, anchors=True) == []


def test_a_guide_as_it_is_built_has_none(tmp_path: Path) -> None:
    assert dead_links(built(small_guide(tmp_path, {})), anchors=True) == []
