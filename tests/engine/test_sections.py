"""A section is read by itself as a page is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guide.pages.scan import scan
from guide.translation.sections import Section

PARTS = (
    *(
        "\n",
        "\n\n",
        " ",
        "`",
        "```\n",
        "~~~\n",
        "<!-- ",
        " -->",
        "[a]",
        "[b]",
        "][",
        "[",
        "]",
        "(c)",
    ),
    *("{deadline:a}", "{field:b}", "{", ":", "/// steps | a\n", "///\n", "//// deadline | b\n"),
    *("1. a\n", "2. b\n", "- c\n", "12", "3 mai 2026", "\\", "a", "?"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_what_it_finds_is_what_the_scan_of_its_text_finds(text: str) -> None:
    section, whole = Section("a", 5, text), scan(text, 5)
    steps = {one.argument: (one.line, one.end) for one in whole.blocks if one.name == "steps"}
    assert section.prose == whole.prose
    assert {name: (one.line, one.end) for name, one in section.steps.items()} == steps
    assert section.sources == {one.name: one.line for one in reversed(whole.citations)}
    macros = [one for one in reversed(whole.macros) if one.text != "field"]
    assert section.macros == {f"{{{one.text}:{one.name}}}": one.line for one in macros}
