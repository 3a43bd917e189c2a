"""The walk over the built site: LinkChecker, on a small site with dead ends planted in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.crawl import dead_links

_PAGE = """\
<!doctype html><html lang="en"><head><title>T</title>{head}</head>
<body><h1 id="top">T</h1>{body}</body></html>
"""
_HEAD = '<link rel="stylesheet" href="gone.css"><script src="gone.js"></script>'
_BODY = """
<a href="guide/page.html#top">alive</a> <a href="guide/page.html#gone">dead</a>
<a href="gone.html">dead</a> <img src="gone.png" alt=""> <a href="https://gone.invalid/">other</a>
"""
DEAD = {
    ("index.html", "gone.css"),
    ("index.html", "gone.js"),
    ("index.html", "gone.html"),
    ("index.html", "gone.png"),
    ("guide/page.html", "../lost.html"),
}
ANCHOR = ("index.html", "guide/page.html#gone")


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    (tmp_path / "guide").mkdir()
    index, inner = tmp_path / "index.html", tmp_path / "guide" / "page.html"
    index.write_text(_PAGE.format(head=_HEAD, body=_BODY), "utf-8")
    inner.write_text(_PAGE.format(head="", body='<a href="../lost.html">dead</a>'), "utf-8")
    return tmp_path


@pytest.mark.parametrize(("anchors", "expected"), [(False, DEAD), (True, DEAD | {ANCHOR})])
def test_finds_what_is_dead_and_only_that(
    planted: Path, anchors: bool, expected: set[tuple[str, str]]
) -> None:
    found = dead_links(planted, anchors=anchors)
    assert {(dead.page, dead.link) for dead in found} == expected
    assert all(dead.reason for dead in found)


def test_an_empty_site_has_no_dead_link(tmp_path: Path) -> None:
    assert dead_links(tmp_path, anchors=True) == []
