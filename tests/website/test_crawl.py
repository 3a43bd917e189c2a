"""The walk over the built site, on small sites with one dead end planted in each: by LinkChecker,
by the reader of ours that sees what it does not, and by both with their memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from guide.walks import crawl
from guide.walks.built_site import BuiltSite, DeadLink
from guide.walks.crawl import CrawlError, dead_links
from guide.walks.lean import lean_copy
from guide.walks.walk import walk

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
Walker = Callable[[Path], list[DeadLink]]


def site(folder: Path, head: str = "", body: str = "") -> Path:
    """A sound site of two pages, with this more in the head and the body of the inner one."""
    folder.mkdir(exist_ok=True)
    for name in ("mark.svg", "letter.pdf", "days.ics"):
        (folder / name).touch()
    (folder / "style.css").write_text("p { background: url(mark.svg) }", "utf-8")
    (folder / "guide").mkdir()
    inner = _PAGE.format(root="../", head=head, body=body)
    (folder / "guide" / "page.html").write_text(inner, "utf-8")
    (folder / "index.html").write_text(_PAGE.format(root="", head="", body=""), "utf-8")
    return folder


def ours(folder: Path, base: str = "") -> list[DeadLink]:
    return list(BuiltSite.read(folder, base).dead_links())


def walked(folder: Path, base: str = "") -> list[DeadLink]:
    return walk(folder, base, folder.parent / "memory")


@pytest.mark.parametrize("walker", [dead_links, ours])
def test_a_sound_site_has_no_dead_link(tmp_path: Path, walker: Walker) -> None:
    assert walker(site(tmp_path)) == []


PLANTED = [
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
]


@pytest.mark.parametrize(("head", "body", "dead"), PLANTED)
def test_what_is_dead_is_found_and_only_that(
    tmp_path: Path, head: str, body: str, dead: str
) -> None:
    assert ours(site(tmp_path, head, body)) == [DeadLink("guide/page.html", dead, NO_FILE)]


def test_the_referee_finds_the_same_and_what_both_find_is_told_once(tmp_path: Path) -> None:
    heads, bodies, dead = zip(*PLANTED, strict=True)
    planted = site(tmp_path, "".join(heads), "".join(bodies))
    expected = [DeadLink("guide/page.html", link, NO_FILE) for link in sorted(dead)]
    assert sorted(dead_links(planted)) == walked(planted) == expected


@pytest.fixture
def with_anchors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LinkChecker as the referee of anchors too, which is too slow for a build."""
    settings = tmp_path / "linkchecker.ini"
    settings.write_text(crawl.SETTINGS.read_text("utf-8") + "\n[AnchorCheck]\n", "utf-8")
    monkeypatch.setattr(crawl, "SETTINGS", settings)


@pytest.mark.parametrize("link", ["../index.html#gone", "#gone", "../index.html?a=1#gone"])
@pytest.mark.usefixtures("with_anchors")
def test_a_dead_anchor_is_found_as_the_referee_finds_it(tmp_path: Path, link: str) -> None:
    planted = site(tmp_path / "site", body=f'<a href="{link}">a</a>')
    [found] = ours(planted)
    assert found == DeadLink("guide/page.html", link, "nothing there has that id")
    [referee] = dead_links(planted)
    assert (referee.page, referee.link) == (found.page, link.replace("?a=1", ""))
    assert referee.reason.startswith("Anchor `gone'")
    assert len(walked(planted)) == 1


@pytest.mark.usefixtures("with_anchors")
def test_the_referee_finds_no_dead_anchor_where_we_find_none(tmp_path: Path) -> None:
    sound = site(tmp_path / "site", body='<a name="old"></a><a href="#old">a</a>')
    assert dead_links(sound) == ours(sound) == []


BASE = "https://guide.example/here/"
OUTSIDE = "it leads out of the site"


PASSED_OVER = [
    ('<video poster="gone.png"></video>', "gone.png", NO_FILE),
    ('<source srcset="../mark.svg 1x, gone.png 2x">', "gone.png", NO_FILE),
    ('<svg><use href="#gone"></use></svg>', "#gone", "nothing there has that id"),
    ('<svg><image xlink:href="gone.svg"></image></svg>', "gone.svg", NO_FILE),
    ('<a href="../../other/">a</a>', "../../other/", OUTSIDE),
    ('<a href="/">a</a>', "/", OUTSIDE),
    ('<a href="/here/gone.html">a</a>', "/here/gone.html", NO_FILE),
    (f'<a href="{BASE}gone.html">a</a>', f"{BASE}gone.html", NO_FILE),
    (f'<a href="{BASE}#gone">a</a>', f"{BASE}#gone", "nothing there has that id"),
    ('<a href="../assets/">a</a>', "../assets/", NO_FILE),
]


@pytest.mark.parametrize(("body", "dead", "reason"), PASSED_OVER)
def test_what_a_crawler_of_files_passes_over_is_found(
    tmp_path: Path, body: str, dead: str, reason: str
) -> None:
    planted = site(tmp_path, body=body)
    assert ours(planted, BASE) == [DeadLink("guide/page.html", dead, reason)]


def test_the_referee_says_nothing_else_of_it(tmp_path: Path) -> None:
    bodies, dead, _ = zip(*PASSED_OVER, strict=True)
    planted = site(tmp_path, body="".join(bodies))
    assert {one.link for one in dead_links(planted)} < set(dead)
    assert walked(planted, BASE) == sorted(ours(planted, BASE))


@pytest.mark.parametrize(
    "address",
    [BASE, f"{BASE}guide/page.html#top", "/here/letter.pdf", "../#top", "?a=1", "#n%C3%A9"],
)
def test_addresses_of_every_form_are_understood(tmp_path: Path, address: str) -> None:
    assert ours(site(tmp_path, body=f'<a href="{address}">a</a>'), BASE) == []


@pytest.mark.parametrize(
    "address",
    ["//guide.example/here/x", "https://guide.example/", "data:,x", "javascript:x", "http://[::1"],
)
def test_what_is_not_of_the_site_is_left_to_others(tmp_path: Path, address: str) -> None:
    assert ours(site(tmp_path, body=f'<a href="{address}">a</a>'), BASE) == []


def test_a_site_at_a_root_of_its_own_may_be_named_from_it(tmp_path: Path) -> None:
    planted = site(tmp_path, body='<a href="/index.html">a</a> <a href="/gone">a</a>')
    assert ours(planted) == [DeadLink("guide/page.html", "/gone", NO_FILE)]


@pytest.mark.parametrize(
    ("name", "xml"),
    [
        ("sitemap.xml", "<urlset><url>\n<loc>{}index.html</loc>\n<loc>{}</loc></url></urlset>"),
        (
            "feed.xml",
            '<feed><link href="{}index.html#top"/><entry><link href="{}"/></entry></feed>',
        ),
    ],
)
@pytest.mark.parametrize("gone", ["gone.html", "index.html#gone"])
def test_what_the_sitemap_and_the_feed_name_is_there(
    tmp_path: Path, name: str, xml: str, gone: str
) -> None:
    planted = site(tmp_path)
    (planted / name).write_text(xml.format(BASE, BASE + gone), "utf-8")
    assert [(one.page, one.link) for one in walked(planted, BASE)] == [(name, BASE + gone)]


def test_what_a_style_asks_for_is_found_too(tmp_path: Path) -> None:
    planted = site(tmp_path)
    (planted / "style.css").write_text("p { background: url(gone.png) }", "utf-8")
    assert walked(planted) == [DeadLink("style.css", "gone.png", NO_FILE)]


@pytest.mark.parametrize("walker", [dead_links, ours])
def test_what_two_pages_name_is_told_once_and_always_of_the_same(
    tmp_path: Path, walker: Walker
) -> None:
    planted = site(tmp_path)
    (planted / "letter.pdf").unlink()
    found = walker(planted)
    assert [one.reason for one in found] == [NO_FILE]
    assert walker(planted) == found


def test_an_empty_site_has_no_dead_link(tmp_path: Path) -> None:
    assert walked(tmp_path) == []


def test_a_guide_as_it_is_built_has_none(tmp_path: Path) -> None:
    assert walked(built(small_guide(tmp_path, {}))) == []


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The sites that LinkChecker walks, as it walks them."""
    seen: list[Path] = []

    def watched(folder: Path) -> list[DeadLink]:
        seen.append(folder)
        return dead_links(folder)

    monkeypatch.setattr(crawl, "dead_links", watched)
    return seen


def test_a_sound_site_is_not_walked_again_for_a_new_word(tmp_path: Path, walks: list[Path]) -> None:
    sound = site(tmp_path / "site")
    (sound / "sitemap.xml").write_text("<urlset></urlset>", "utf-8")
    walked(sound)
    page = sound / "guide" / "page.html"
    page.write_text(page.read_text("utf-8").replace(">a</a>", ">b</a>"), "utf-8")
    (sound / "sitemap.xml").write_text("<urlset> </urlset>", "utf-8")
    assert walked(sound) == []
    assert len(walks) == 1


@pytest.mark.parametrize("change", ["link", "style", "file", "settings", "memory", "base"])
def test_it_is_walked_again_for_anything_else(
    tmp_path: Path, walks: list[Path], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = site(tmp_path / "site")
    walked(sound)
    match change:
        case "link":
            page = sound / "index.html"
            page.write_text(page.read_text("utf-8") + '<a href="?b">b</a>', "utf-8")
        case "style":
            (sound / "style.css").write_text("p { color: red }", "utf-8")
        case "file":
            (sound / "more.pdf").touch()
        case "settings":
            other = tmp_path / "other.ini"
            other.write_text(crawl.SETTINGS.read_text("utf-8") + "\n", "utf-8")
            monkeypatch.setattr(crawl, "SETTINGS", other)
        case "memory":
            (tmp_path / "memory").write_bytes(b"\xff")
    walked(sound, BASE if change == "base" else "")
    assert len(walks) == 2


def test_a_site_that_was_not_sound_is_walked_again(tmp_path: Path, walks: list[Path]) -> None:
    planted = site(tmp_path / "site", body='<a href="gone.html">a</a>')
    assert walked(planted) == walked(planted) != []
    assert len(walks) == 2


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "memory").mkdir()
    assert walked(site(tmp_path / "site")) == []


def test_a_crawler_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl, "SETTINGS", tmp_path)
    monkeypatch.setattr(crawl, "_AS_OURSELVES", "raise SystemExit('no room left')")
    with pytest.raises(CrawlError, match="no room left"):
        dead_links(site(tmp_path / "site"))


def test_the_referee_is_given_each_tag_once_a_folder_and_finds_the_same(tmp_path: Path) -> None:
    whole = site(tmp_path / "site", body='<a href="gone.html">a</a><script src="gone.js"></script>')
    page = (whole / "guide" / "page.html").read_text("utf-8")
    (whole / "guide" / "twin.html").write_text(f'{page}<p id="own"><img src="gone.png">', "utf-8")
    (whole / "guide" / "odd.html").write_text("<a href=odd.html>1 < 2</a>", "utf-8")
    lean_copy(whole, tmp_path / "lean")
    names = [path.relative_to(whole) for path in whole.rglob("*")]
    assert sorted(names) == sorted(
        path.relative_to(tmp_path / "lean") for path in (tmp_path / "lean").rglob("*")
    )
    pages = tmp_path / "lean" / "guide"
    lean, odd = ((pages / f"{name}.html").read_text("utf-8") for name in ("twin", "odd"))
    assert lean == '<p id="own"></p>\n<img src="gone.png"></img>'
    assert odd == "<a href=odd.html>1 < 2</a>"
    found = dead_links(tmp_path / "lean")
    assert found == dead_links(whole)
    assert [(one.page, one.link) for one in found] == [
        ("guide/page.html", "gone.html"),
        ("guide/page.html", "gone.js"),
        ("guide/twin.html", "gone.png"),
    ]
