"""What might stand in a guide's files, good or bad: strategies for Hypothesis.

Two ways lead there. A grammar writes pages of all that a page can hold, most of it sound, so that
they come as far as rendering; and sound files are damaged: cut, doubled, filled with what readers
of text stumble over.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

REAL = sorted((Path(__file__).parents[2] / "docs").glob("*/**/*.md"))
HEAD = """\
---
title: Une page
description: Une page courte.
verified: 2026-11-23
---

# Une page

"""

_ODD = (
    *("\0", "\x0b", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\u200f", "\ufeff", "\ufffe"),
    *("\ud7ff", "\U0010ffff", "e\u0301", "👩\u200d👩", "İ", "ß", "\r", "\r\n", "\t", "\n", "\n\n"),
    *("\x02", "\x03", "\x02klzzwxh:0001\x03", "klzzwxh:0000", "\x02amp\x03"),
)
_MARKS = (
    *("*", "**", "_", "`", "```\n", "~~~\n", "[", "]", "(", ")", "][", "](", "![", "<", ">", "&"),
    *("{", "}", "{:", "{: ", "{#", "{ .x #y }", "|", "---\n", "...\n", "\\", '"', "'", "#", "    "),
    *("\n- ", "\n1. ", "\n> ", "\n    ", "\n: ", "///", "\n///\n", "\n////\n", "??? ", "\n!!! "),
    *(
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "<![x",
        "]]>",
        "<?",
        "?>",
        "</",
        "/>",
        "<div markdown>",
        "</div>",
    ),
    *("<p>", "<script>", "<pre>", "<textarea>", "<svg>", "<table>", "&#0;", "&#x110000;", "&amp"),
    *("&#99999999999;", "*[HTML]: x\n", "[^1]", "{deadline:", "{all:news}", "«", "»", "://", "%00"),
    *(": ", "!!python/object:os.system ", "&a ", "*a", "<<: ", "? ", "|\n", ">-\n", "null", "~"),
    *("0x1F", "1e999", "-.inf", "2026-02-30", "9999-12-31", "P1Y", "P999999Y", "9" * 5000),
    *(
        "http://",
        "//a.b",
        "@import ",
        "\\0",
        "\\110000 ",
        "/*",
        "https://[::1",
        "javascript:",
        "../" * 9,
        "&Tab;",
        "%2e%2e/",
        "?a#b",
    ),
)
_DEEP = (
    "> ",
    "- ",
    "    ",
    "[",
    "(",
    "*",
    "{",
    "<b>",
    "<div markdown>\n",
    "**a ",
    "[[",
    "![",
    "{a: ",
)
_DEEPER = st.sampled_from((3, 10, 30, 200, 3000))

ids = st.sampled_from(("loi", "opposition", "campagne-2022", "caisse", "nir", "nom", "refus", "no"))
words = st.sampled_from(
    (
        *(
            "la loi",
            "Écrivez",
            "20 jours",
            "26 mars 2027",
            "NIR",
            "a&b",
            "x < y",
            "5/6/7",
            "«\u00a0A »",
        ),
        *(
            "مرحبا",
            "http",
            "e.g.",
            "C:\\x",
            "100 %",
            "a_b_c",
            "2 * 3 * 4",
            "<3",
            "&nbsp;",
            "&#xe9;",
        ),
    )
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
odd = st.sampled_from(_ODD + _MARKS)
deep = st.builds(lambda mark, count: mark * count, st.sampled_from(_DEEP), _DEEPER)


def _joined(part: SearchStrategy[str], by: str, most: int) -> SearchStrategy[str]:
    return st.lists(part, min_size=1, max_size=most).map(by.join)


def _macros() -> SearchStrategy[str]:
    sound = ("{deadline:opposition}", "{phone:caisse}", "{hours:caisse}")
    more = ("{address:caisse}", "{copy:zip}", "{copy:browser}", "{copy:booklet}", "{copy:sheets}")
    return st.sampled_from(sound + more)


def _links(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    targets = st.sampled_from(
        ("index.md", "more.md#temps", "index.md#ecrire-1", "#sources", "tel:3422", "mailto:a@b.fr")
    )
    return st.one_of(
        st.builds("[{}][loi]".format, inner),
        st.builds("[{}]({})".format, inner, targets),
        st.builds('[{}]({} "{}")'.format, inner, targets, words),
        st.builds("![{}](drawings/trait.svg)".format, inner),
    )


def _inline(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    wrapped = [
        st.builds(pattern.format, inner)
        for pattern in (
            *("*{}*", "**{}**", "_{}_", "`{}`", "``{}``", "<b>{}</b>", '<i class="x">{}</i>'),
            *(
                "«\u00a0{}\u00a0»",
                "{}{{ .mark }}",
                "{}  \n",
                "<!-- {} -->",
                '<a href="page.html">{}</a>',
            ),
        )
    ]
    return st.one_of(*wrapped, _links(inner), st.lists(inner, min_size=2, max_size=4).map(" ".join))


sentences = st.recursive(words | _macros(), _inline, max_leaves=8)
lines = _joined(sentences, " ", 4)


def _indented(text: str, by: str = "    ") -> str:
    return "\n".join(by + line for line in text.split("\n"))


def _block(template: str) -> Callable[[str], str]:
    return lambda text: template.replace("TEXT", text)


def _containers(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """Blocks that hold blocks."""
    indented = inner.map(_indented)
    slashes = st.sampled_from(("///", "////", "/////"))
    ids_of_lists = st.from_regex("[a-z]{6}", fullmatch=True)
    return st.one_of(
        inner.map(lambda text: _indented(text, "> ")),
        indented.map(lambda text: f"- {text.lstrip()}"),
        indented.map(lambda text: f"1. {text.lstrip()}"),
        indented.map(lambda text: f'??? note "Un titre"\n\n{text}'),
        indented.map(lambda text: f"!!! warning\n\n{text}"),
        indented.map(lambda text: f"Mot\n:   {text.lstrip()}"),
        inner.map(_block('<div class="x" markdown>\n\nTEXT\n\n</div>')),
        inner.map(_block("<div>TEXT</div>")),
        st.builds("{0} steps | {1}\n1. {2}\n{0}".format, slashes, ids_of_lists, lines),
        st.builds("{0} checklist | {1}\n- {2}\n{0}".format, slashes, ids_of_lists, lines),
        st.builds("/// letter | {}\n{}\n\n{{field:nom}}\n///".format, ids_of_lists, inner),
        st.builds(
            "///// deadline | campagne-2022\n/// before\n{}\n///\n/// after\n{}\n///\n/////".format,
            inner,
            inner,
        ),
        st.builds(
            "///// deadline | opposition\n/// before\n{}\n///\n/// after\n{}\n///\n/////".format,
            lines,
            inner,
        ),
        st.lists(inner, min_size=2, max_size=4).map("\n\n".join),
    )


def _tables(row: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.builds("| {} | b |\n|---|:-:|\n| {} | {} |".format, row, row, row)


leaves = st.one_of(
    lines,
    st.builds("## {} {{#{}}}".format, words, st.from_regex("[a-z]{6}", fullmatch=True)),
    _tables(sentences),
    st.sampled_from(
        ("{all:news}", "{all:terms}", "{all:sources}", "{all:timeline}", "---", "```\nx\n```")
    ),
    st.builds("*[{}]: {}".format, words, words),
)
bodies = _joined(st.recursive(leaves, _containers, max_leaves=12), "\n\n", 5)


@st.composite
def damaged(draw: DrawFn, sound: SearchStrategy[str]) -> str:
    """A sound text with some of it cut out, doubled, or replaced by what has no place there."""
    text = draw(sound)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 5, 50))))
        put = draw(st.one_of(odd, odd, deep, words, st.just(text[start:end] * 3)))
        text = text[:start] + put + text[end:]
    return text


real_pages = st.sampled_from(REAL).map(lambda path: path.read_text("utf-8"))
pages = st.one_of(
    bodies.map(HEAD.__add__),
    damaged(bodies.map(HEAD.__add__)),
    damaged(bodies.map(HEAD.__add__)),
    damaged(real_pages),
)


@st.composite
def values(draw: DrawFn, sound: SearchStrategy[str]) -> str:
    """A sound file of `key: value` lines with some values replaced, then damaged."""
    rows = draw(sound).split("\n")
    for _ in range(draw(st.integers(0, 2))):
        row = draw(st.integers(0, len(rows) - 1))
        key, colon, _ = rows[row].partition(":")
        rows[row] = f"{key}{colon} {draw(st.one_of(odd, words, ids, deep, _yaml_values))}"
    return draw(damaged(st.just("\n".join(rows))))


_yaml_values = st.recursive(
    st.sampled_from(
        ("", "x", "1", "2026-11-23", "true", "null", '"…"', "P6W", "'", "&a b", "*a", "!x y")
    ),
    lambda inner: st.one_of(
        _joined(inner, ", ", 3).map("[{}]".format), inner.map("{{fr: {}}}".format)
    ),
    max_leaves=6,
)

encodings = st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "latin-1", "utf-16"))


def as_bytes(text: str, encoding: str) -> bytes:
    """`text` as some editor would save it."""
    return text.encode(encoding, "replace" if encoding == "latin-1" else "surrogatepass")


STYLES = """/* Colours */
@media (min-width: 20em) { .a { color: #20302e; background: url("../images/a.png") } }
.b::before { content: "\\2014" }
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">
  <g><path d="M0 0h9" stroke="#cde2d2"/></g>
  <text x="1" y="1" fill="#20302e">Mot<tspan>e</tspan></text>
</svg>
"""
_MORE_SVG = (
    "<!DOCTYPE svg [<!ENTITY a 'b'>]>",
    "&a;",
    "<script/>",
    "<use href='#a'/>",
    "<g>" * 5000,
)
drawings = damaged(
    st.builds(
        lambda put, at: DRAWING[:at] + put + DRAWING[at:],
        st.sampled_from(("", *_MORE_SVG)),
        st.integers(0, len(DRAWING)),
    )
)
