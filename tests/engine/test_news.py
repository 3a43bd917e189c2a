"""What changed: the list on a page, and the feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from engine.making import context, news, parsed, render
from guide.data.models import News
from guide.published.feed import atom

NEWS = {
    "ancienne": news("2021-08-07"),
    "b": news("2026-11-23", "Fin."),
    "a": news("2026-11-23", about="procedure", source="loi"),
    "milieu": news("2022-05-09"),
}
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://guide.example/a/"
PROPER_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"


def written(held: Mapping[str, News] = NEWS, base: str = "", title: str = "Un guide") -> str:
    return atom(context(news=held), title=title, base=base, page="quoi/neuf.html")


def feed(held: Mapping[str, News] = NEWS, base: str = "", title: str = "Un guide") -> Element:
    return parsed(written(held, base, title))


def entries(root: Element) -> list[Element]:
    return root.findall(f"{ATOM}entry")


def said(element: Element, name: str) -> str:
    (only,) = element.findall(ATOM + name)
    return only.text or ""


def links(element: Element) -> dict[str, str]:
    return {one.attrib["rel"]: one.attrib["href"] for one in element.findall(f"{ATOM}link")}


def test_the_list_of_all_news_begins_with_the_latest() -> None:
    html = render("{all:news}", context(news=NEWS))
    assert re.findall(r'id="news-(.*?)"', html) == ["b", "a", "milieu", "ancienne"]


def test_the_list_of_all_news() -> None:
    held = {key: NEWS[key] for key in ("a", "milieu")}
    html = render("{all:news}", context(news=held)).replace("\N{NO-BREAK SPACE}", "~")
    assert html == (
        '<ol class="all-news"><li class="news-procedure" id="news-a"><p class="news-day">'
        '<time datetime="2026-11-23">23~novembre~2026</time>, la démarche</p>'
        '<p>Tout change.</p><p class="proof">source : <a class="source" data-source="loi" '
        'href="https://loi.example/28" rel="external noreferrer">Article 28</a></p></li>'
        '<li class="news-guide" id="news-milieu"><p class="news-day">'
        '<time datetime="2022-05-09">9~mai~2022</time>, ce guide</p><p>Tout change.</p></li></ol>'
    )


def test_news_in_another_language_than_the_page_are_marked() -> None:
    html = render("{all:news}", context(news={"a": NEWS["b"]}, language="en"))
    assert '<p lang="fr">Fin.</p>' in html


def test_the_feed_has_what_atom_demands() -> None:
    root = feed()
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [said(one, "id") for one in (root, *entries(root))]
    assert len(set(ids)) == len(NEWS) + 1
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
    for one in (root, *entries(root)):
        assert said(one, "title")
        assert re.fullmatch(PROPER_TIME, said(one, "updated"))
        assert "alternate" in links(one)


def test_the_feed_begins_with_the_latest_and_is_as_old_as_that() -> None:
    days = [said(one, "updated")[:10] for one in entries(feed())]
    assert days == ["2026-11-23", "2026-11-23", "2022-05-09", "2021-08-07"]
    assert said(feed(), "updated")[:10] == "2026-11-23"


def test_an_entry_is_told_by_its_id_whatever_is_mended_in_it() -> None:
    before = entries(feed({"a": news("2022-05-09")}))[0]
    after = entries(feed({"a": news("2022-05-10", "Mieux dit."), "b": NEWS["b"]}))[1]
    assert said(after, "title") == "Mieux dit."
    assert said(after, "id") == said(before, "id")


def test_a_site_without_an_address_has_a_feed_of_relative_links() -> None:
    root = feed()
    assert links(root) == {"alternate": "quoi/neuf.html", "self": "feed.xml"}
    assert links(entries(root)[0]) == {"alternate": "quoi/neuf.html#news-b"}


def test_a_site_with_an_address_has_a_feed_of_whole_links() -> None:
    root = feed(base=SITE)
    assert links(root) == {"alternate": f"{SITE}quoi/neuf.html", "self": f"{SITE}feed.xml"}
    assert links(entries(root)[0]) == {"alternate": f"{SITE}quoi/neuf.html#news-b"}


def test_any_text_keeps_the_feed_well_formed() -> None:
    evil = 'A & B <b> l\'été "x" ]]> &amp; <!-- é'
    root = feed({"a": news("2022-05-09", evil)}, title=evil)
    assert said(root, "title") == evil
    assert said(entries(root)[0], "title") == evil


def test_the_feed_is_the_same_whenever_it_is_written() -> None:
    again = dict(reversed(NEWS.items()))
    assert written() == written(again)
    assert written().startswith('<?xml version="1.0" encoding="utf-8"?>')
    assert written().endswith("</feed>\n")
