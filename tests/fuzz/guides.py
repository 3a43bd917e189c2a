"""Whole guides: which files are laid over the sound one, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from .running import SETTINGS, TESTS
from .writing import STYLES, as_bytes, damaged, drawings, encodings, odd, pages, values

_FAULTS = TESTS / "faults"
_DATA = {
    "deadlines": "_translated",
    "sources": "_sound",
    **dict.fromkeys(("contacts", "fields", "glossary", "news"), "sound-everything-declared"),
}


def _text(layer: str, name: str) -> SearchStrategy[str]:
    return st.just((_FAULTS / layer / name).read_text("utf-8"))


def _data() -> Mapping[str, SearchStrategy[str]]:
    places = {f"docs/data/{name}.yml": layer for name, layer in _DATA.items()}
    return {name: values(_text(layer, name)) for name, layer in places.items()}


def _strings() -> SearchStrategy[str]:
    """Some of what the engine says, as a guide says it otherwise."""
    lines = (
        (TESTS.parent / "hooks" / "strings" / "fr.yml").read_text("utf-8").splitlines(keepends=True)
    )
    starts = st.integers(0, len(lines) - 1)
    return starts.map(lambda start: "".join(lines[start : start + 12]))


@st.composite
def _settings(draw: DrawFn) -> str:
    """mkdocs.yml with keys of `extra.guide` besides, or in the place of others."""
    keys = ("zone", "review_every", "horizon", "source_language", "languages", "links", "reading")
    more = ("app", "card", "paper", "crawl", "security_contact", "reread_every", "no_such_key")
    key = draw(st.sampled_from(keys + more))
    value = draw(st.one_of(odd, st.sampled_from(_SETTINGS)))
    return draw(damaged(st.just(SETTINGS.replace("    zone: Europe/Paris", f"    {key}: {value}"))))


_SETTINGS = (
    *(
        "null",
        "[]",
        "{}",
        "1",
        "-1",
        "1.5",
        ".nan",
        ".inf",
        "'x'",
        "true",
        "[x, [y]]",
        "2026-11-23",
    ),
    *(
        "P1D",
        "P999999Y",
        "P0D",
        "{fr: x}",
        "{fr: {name: x}}",
        "{'../x': {name: x}}",
        "{chapters: [x]}",
    ),
    *("{chapters: [../../x.md]}", "{leaflet: index.md, chapters: [index.md]}", "{mode: online}"),
    *(
        "{budget: .nan}",
        "{total: 0}",
        "{ease: .inf}",
        "{exempt: [1]}",
        "Europe/../x",
        "/etc/passwd",
    ),
    *("'\\0'", '"\\0"', "{icons: ['\\0']}", "{1: 2}", "{x: &a [*a]}", "é", "0x1F", "1_000", "~"),
)

guides = st.one_of(
    *(
        st.builds(
            lambda name, text, encoding: {name: as_bytes(text, encoding)},
            st.just(name),
            text,
            encodings,
        )
        for name, text in {
            "docs/fr/page.md": pages,
            "docs/fr/autre.md": pages,
            "docs/en/page.md": pages,
            "docs/en/more.md": damaged(_text("_translated", "docs/en/more.md")),
            "docs/.versions/more.md": damaged(_text("_translated", "docs/.versions/more.md")),
            "docs/fr/drawings/trait.svg": drawings,
            "docs/strings/fr.yml": values(_strings()),
            "docs/assets/css/inks.css": damaged(st.just(STYLES)),
            "mkdocs.yml": _settings(),
            **_data(),
        }.items()
    )
)
"""Files by path from the project's folder: one file of a guide, in place of the sound one."""
