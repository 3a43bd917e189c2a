"""What a built page leads to and offers, whichever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.walks.built_site import BuiltSite

PLAIN = '<!doctype html><h1 id="a">A</h1><a href="b.html">b</a>'
ODD = [
    ("<p id=c><a href=d.html>", {"c"}, ["d.html"]),
    ("<p title='<p id=\"x\">' id='c'>", {"c"}, []),
    ('<!-- <p id="x"><a href="y.html"> --><p id="c">', {"c"}, []),
    ('<script>"<p id=\\"x\\">"</script><p id="c">', {"c"}, []),
    ('<script>var a = "<p id=c></p>"</script>', set(), []),
    ("<script>'<p id=\"x\">'</script>", set(), []),
    ("<script>'<!--'</script><p id=\"c\"><!-- a -->", {"c"}, []),
    ('a < b <p id="c">', {"c"}, []),
    ('<P ID="c"><A NAME="d">', {"c", "d"}, []),
    ('<img srcset="s.png 1x, t.png 2x">', set(), ["s.png", "t.png"]),
    ('<a href="d.html?a=1&amp;b=2">', set(), ["d.html?a=1&b=2"]),
    ("<urlset><loc> https://a.example/ </loc></urlset>", set(), ["https://a.example/"]),
]


@pytest.mark.parametrize(("written", "ids", "addresses"), ODD)
def test_what_is_oddly_written_is_read_as_a_browser_does(
    tmp_path: Path, written: str, ids: set[str], addresses: list[str]
) -> None:
    (tmp_path / "index.html").write_text(PLAIN + written, "utf-8")
    read = BuiltSite.read(tmp_path).pages["index.html"]
    assert read.ids == {"a", *ids}
    assert list(read.addresses) == ["b.html", *addresses]


def test_words_and_comments_are_no_part_of_a_page_to_a_crawler(tmp_path: Path) -> None:
    def prints(*pages: str) -> set[str]:
        found = set()
        for page in pages:
            (tmp_path / "index.html").write_text(page, "utf-8")
            found.add(BuiltSite.read(tmp_path).fingerprint())
        return found

    assert (
        len(prints(f"{PLAIN}<p>a", f"{PLAIN}<p>b<!-- c -->", f"{PLAIN}<!-- <p id='c'> --><p>")) == 1
    )
    assert len(prints(f"{PLAIN}<p>", f'{PLAIN}<p id="c">', f'{PLAIN}<a href="c.html">')) == 3


def test_pages_of_one_folder_share_what_they_lead_to_save_within_themselves(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text('<a href="#x">x</a><a href="c.html">c</a>', "utf-8")
    (tmp_path / "c.html").write_text('<p id="x">', "utf-8")
    dead = [(one.page, one.link) for one in BuiltSite.read(tmp_path).dead_links()]
    assert dead == [("a.html", "#x"), ("b.html", "#x")]
