"""What a page refers to, and on which line."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.making import render
from guide.pages.scan import Mention, Scan, scan


def named(mentions: Iterable[Mention]) -> list[tuple[str, int]]:
    return [(mention.name, mention.line) for mention in mentions]


def test_everything_is_found_on_its_line() -> None:
    page = """# Titre

Un [lien](a.md#b "titre"), un dessin ![i](i.svg),
une [citation][loi] et [l’autre
sur deux lignes][csp], puis [loi][].

## Partie {#partie}

Le {deadline:campagne}, le {seen:loi}. https://ailleurs.example/x.

<a id="ancre" href="b.html"><img src='c.png'></a>

/// steps | gestes
1. un

    suite
2. deux
///

{all:sources}
"""
    found = scan(page, first_line=5)
    assert [(h.level, h.title, h.anchor, h.line) for h in found.headings] == [
        (1, "Titre", None, 5),
        (2, "Partie", "partie", 11),
    ]
    assert named(found.links) == [("a.md#b", 7), ("i.svg", 7)]
    assert named(found.citations) == [("loi", 8), ("csp", 8), ("loi", 9)]
    assert [(m.text, m.name, m.line) for m in found.macros] == [
        ("deadline", "campagne", 13),
        ("seen", "loi", 13),
        ("all", "sources", 24),
    ]
    assert named(found.addresses) == [("https://ailleurs.example/x.", 13)]
    assert named(found.raw_html_links) == [("b.html", 15), ("c.png", 15)]
    assert named(found.anchors) == [("partie", 11), ("ancre", 15)]
    (block,) = found.blocks
    assert (block.name, block.argument, len(block.items)) == ("steps", "gestes", 2)
    assert (block.line, block.end) == (17, 22)
    assert not found.stray_ends


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# A", [(1, "A", None)]),
        ("## A ##", [(2, "A", None)]),
        ("###### A", [(6, "A", None)]),
        ("#A", [(1, "A", None)]),  # Python-Markdown wants no space
        ("## A {#b}", [(2, "A", "b")]),
        ("## A {: .c #b }", [(2, "A", "b")]),
        ("## A {.c}", [(2, "A", None)]),
        ("## A{#b}", [(2, "A{#b}", None)]),  # nor does this give an id
        ("A\n===", [(1, "A", None)]),
        ("a\n\nB {#b}\n---\n\nc", [(2, "B", "b")]),
        ("a\nb\n---", []),
        ("| a |\n| --- |", []),
        ("a\n\n---\n\nb", []),
        ("`# a`\n\n```\n# a\n```", []),
    ],
)
def test_headings_are_those_that_are_rendered(
    text: str, headings: list[tuple[int, str, str | None]]
) -> None:
    assert [(h.level, h.title, h.anchor) for h in scan(text).headings] == headings
    html = render(text)
    assert html.count("</h") == len(headings)
    for level, title, anchor in headings:
        assert f"{title}</h{level}>" in html
        assert not anchor or f'id="{anchor}"' in html


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b)", ["b"]),
        ("[a]( b )", ["b"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        ("[a](b 'un (titre)')", ["b"]),
        ("[![a](b.svg)](c.md)", ["b.svg", "c.md"]),
        ("[a [b] c](d)", ["d"]),
        ("[a]()", [""]),
        ("[ [ [a](b)", ["b"]),
        ("[a]\n(b)", []),
        ("`[a](b)`", []),
    ],
)
def test_links_are_found_with_their_targets(text: str, targets: list[str]) -> None:
    assert [link.name for link in scan(text).links] == targets


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[a][loi]", ["loi"]),
        ("[a *b* [c]][loi]", ["loi"]),
        ("[a]\n[loi]", ["loi"]),
        ("[a [b][loi] c][copie]", ["loi", "copie"]),
        ("[loi][]", ["loi"]),
        ("[[[a][loi]", ["loi"]),
        ("]] [a][loi]", ["loi"]),
        ("[a][loi][b][copie]", ["loi", "copie"]),
        ("![a][loi]", ["loi"]),
        ("[…] [loi]", []),
        ("[a\n\nb][loi]", []),
        ("\\[a][loi]", []),
        ("[loi]", []),
        ("`[a][loi]`", []),
    ],
)
def test_citations_are_those_that_are_rendered(text: str, ids: list[str]) -> None:
    assert [citation.name for citation in scan(text).citations] == ids
    html = render(text)
    assert html.count('class="cited"') == len(ids)
    assert all(f'href="#source-{key}"' in html for key in ids)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://a.example/b?c=d#e, f", ["https://a.example/b?c=d#e,"]),
        ("<https://a.example>", ["https://a.example"]),
        ("[a](https://a.example/b)", ["https://a.example/b"]),
        ('[a]: http://a.example "b"', ["http://a.example"]),
        ("HTTP://A.EXAMPLE/", ["HTTP://A.EXAMPLE/"]),
        ("https://café.example/", ["https://café.example/"]),
        ("http://localhost:8000/ http://[::1]/", ["http://localhost:8000/", "http://[::1"]),
        ('<img src="//a.example/i.png">', ["//a.example/i.png"]),
        ("et/ou // rien /// steps", []),
        ("`https://a.example`", []),
    ],
)
def test_addresses_are_found_however_they_are_written(text: str, addresses: list[str]) -> None:
    assert [address.name for address in scan(text).addresses] == addresses


def test_ids_are_those_of_attributes_and_tags() -> None:
    text = '{: #a .b }\n<p id="c" data-id="d">\n<b data-href="e" href=f>{deadline:x} {.y}\n'
    found = scan(text)
    assert named(found.anchors) == [("a", 1), ("c", 2)]
    assert named(found.raw_html_links) == [("f", 3)]


def test_blocks_know_their_parts_and_their_ends() -> None:
    found = scan("//// deadline | a\n/// before\n///\n/// after\n///\n////\n/// steps | b\n1. x\n")
    deadline, before, after, steps = found.blocks
    assert deadline.children == [before, after]
    assert before.parent is after.parent is deadline
    assert [block.end for block in found.blocks] == [6, 3, 5, 0]
    assert (steps.parent, len(steps.items)) == (None, 1)


def test_what_closes_nothing_is_told() -> None:
    found = scan("///\n/// steps | a\n////\n///\n///")
    assert named(found.stray_ends) == [("///", 1), ("////", 3), ("///", 5)]


def test_an_outer_end_leaves_the_inner_block_open() -> None:
    found = scan("//// deadline | a\n/// before\n////")
    assert [block.end for block in found.blocks] == [3, 0]


@pytest.mark.parametrize(
    ("content", "items"),
    [
        ("1. a\n2. b", 2),
        ("1. a\n\n    1. inner\n\n2. b", 2),
        ("   1. a\n   2. b", 2),
        ("1. a\n\nb\n\n1. c", 2),
        ("1) a\n2) b", 0),  # Python-Markdown knows no such list
        ("- a", 0),
        ("a", 0),
        ("//// deadline | x\n1. a\n////\n\n1. b", 1),
        ("```\n1. a\n```", 0),
    ],
)
def test_steps_are_counted_as_they_are_numbered(content: str, items: int) -> None:
    text = f"///// steps | s\n{content}\n/////"
    (block, *_) = scan(text).blocks
    assert len(block.items) == items
    assert render(text).count('<li id="s-') == items


@given(st.text() | st.text("[](){}<>/`~#=-:!\\ab \n1.'\"|"), st.integers(1, 99))
def test_no_text_is_too_strange(text: str, first: int) -> None:
    found = scan(text, first)
    last = first + text.count("\n")
    for mention in _all(found):
        assert first <= mention.line <= last
    for heading in found.headings:
        assert first <= heading.line <= last
    for block in found.blocks:
        assert block.end == 0 or first <= block.line < block.end <= last


def _all(found: Scan) -> list[Mention]:
    return [
        *found.links,
        *found.raw_html_links,
        *found.citations,
        *found.addresses,
        *found.macros,
        *found.anchors,
        *found.stray_ends,
    ]


@given(st.text("[]ab()\\\n ", max_size=40))
def test_text_without_its_code_is_read_alike(text: str) -> None:
    with_code = scan(f"```\n{text}\n```\n{text}")
    alone = scan(text)
    assert [m.name for m in with_code.citations] == [m.name for m in alone.citations]
