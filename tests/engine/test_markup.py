"""A reader is told the same of a page whichever way it is fed, however the page is written."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.text.markup import feed, is_plain, pieces


class Told(HTMLParser):
    """All that a parser tells, texts that follow one another joined."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("start", tag, tuple(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("both", tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.told.append(("end", tag))

    def handle_data(self, data: str) -> None:
        before = self.told.pop()[1] if self.told and self.told[-1][0] == "text" else ""
        self.told.append(("text", f"{before}{data}"))


def fed(html: str) -> list[tuple[object, ...]]:
    reader = Told()
    feed(reader, html)
    return reader.told


def parsed(html: str) -> list[tuple[object, ...]]:
    reader = Told()
    reader.feed(html)
    reader.close()
    return reader.told


PAGES = [
    "",
    "a &amp; b &eacute; &amp",
    '<p class="a" id="b">a<br />b<br>c</p>\n<hr/>',
    '<p hidden title="a &gt; b">&lt;p&gt;</p>',
    "<P CLASS='a'>a</P>",
    "<!-- <p>a</p> --><p>b</p>",
    '<p title="a>b">c</p>',
    "a < b <p>c",
    "a <b",
    "<script>if (a &amp; b) { '<p>' }</script><p>a</p>",
    "<style>p > a { }</style>",
    "<svg><title>a &amp; b</title><path d='M0'/></svg>",
    "<svg><title>a <b>c</b></title></svg>",
    "<textarea>a &amp; <b></textarea>",
    "<noscript><p>a</p></noscript>",
    "<ul>\n<li>a</li>\n</ul>",
    "</p><p>a",
    '<a-b data-c.d="e">f</a-b>',
]


@pytest.mark.parametrize("html", PAGES)
def test_a_reader_is_told_what_the_parser_tells(html: str) -> None:
    assert fed(html) == parsed(html)
    assert fed(html + html) == parsed(html + html)


PARTS = (
    *("<p>", "</p>", "<br />", '<a href="b">', "</a>", "a", " ", "\n", "&amp;", "&", "&#", "é"),
    *("<", ">", '"', "'", "=", "/", "<p", "</", "<!--", "-->", ' title="', "<script>", "</script>"),
    *("<title>", "</title>", "<style>", "</style>", "<svg>", "<!doctype html>", "<?"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
def test_whatever_is_fed(html: str) -> None:
    assert fed(html) == parsed(html)


def test_tags_are_cut_where_they_end_or_are_in_doubt() -> None:
    assert pieces('a<p id="b">c</p> d < e <b') == ['<p id="b">', "</p>", "< e ", "<b"]
    assert all(map(is_plain, ("<p>", "</p>", '<p id="b" hidden>', "<br />", "<!-- a -->", "<!--a")))
    doubtful = ("<p", "<p id=b>", "<p id='b'>", '<p id="b>', '<p id="a"b>', "< p>", "<!a>", "<?a>")
    assert not any(map(is_plain, doubtful))
