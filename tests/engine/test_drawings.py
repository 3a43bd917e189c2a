"""Drawings: which SVG is sound, and how one comes into a page."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from guide.pages.drawings import Drawing, load_drawings, read_drawing

from .making import context, rendered

INKS = {"#20302e": "--draw-ink", "#cde2d2": "--draw-leaf"}
SIZE = 'viewBox="0 0 9 9" width="9" height="9"'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" {SIZE}>\n{{}}\n</svg>\n'


def sound(inside: str) -> Drawing:
    """The drawing of `inside`, which nothing is wrong with."""
    drawing, problems = read_drawing(SVG.format(inside), "x.svg", INKS)
    assert problems == []
    assert drawing
    return drawing


def faults(svg: str) -> list[str]:
    """What is told of the text `svg`; nothing is drawn then."""
    drawing, problems = read_drawing(svg, "x.svg", INKS)
    assert (drawing is None) == bool(problems)
    return [f"{problem.line}: {problem.message}" for problem in problems]


def shown(text: str, uri: str = "fr/page.md") -> Element:
    """The page that `text` becomes at `uri`, where two drawings can be had."""
    drawings = {
        "fr/drawings/words.svg": sound("<text>Un</text>\n  <text>Deux</text>"),
        "assets/drawings/leaf.svg": sound('<path d="M0 0" fill="#cde2d2"/>'),
    }
    given = context()
    given.drawings, given.uri = drawings, uri
    return rendered(text, given)


def test_a_colour_becomes_the_ink_of_that_name_with_itself_to_fall_back_on() -> None:
    (leaf,) = sound('<path d="M0 0" fill="#cde2d2" stroke="none"/>').root
    assert leaf.tag == "path"
    assert leaf.get("fill") == "var(--draw-leaf, #cde2d2)"
    assert leaf.get("stroke") == "none"


def test_a_drawing_with_text_holds_words() -> None:
    assert sound("<g><text>Un</text></g>").has_words
    assert not sound("<g/>").has_words


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<script/>", "2: 'script' has no place in a drawing."),
        ("<style/>", "2: 'style' has no place in a drawing."),
        ('<image href="a.png"/>', "2: 'image' has no place in a drawing."),
        ("<a><path/></a>", "2: 'a' has no place in a drawing."),
        ("<foreignObject/>", "2: 'foreignObject' has no place in a drawing."),
        ('<path onclick="x()"/>', "2: a drawing's shapes have no 'onclick'."),
        ('<path style="fill: red"/>', "2: a drawing's shapes have no 'style'."),
        ('<path id="a"/>', "2: a drawing's shapes have no 'id'."),
        ('<path filled="none"/>', "2: a drawing's shapes have no 'filled'. Did you mean 'fill'?"),
        ('<path fill="url(#a)"/>', "2: fill 'url(#a)' is no ink."),
        ('<path stroke="red"/>', "2: stroke 'red' is no ink."),
        ('<path xmlns="http://example.org/"/>', "2: 'path' has no place in a drawing."),
        ("<path>", "3: not well-formed SVG: mismatched tag."),
    ],
)
def test_what_could_run_fetch_or_stand_out_is_told(inside: str, message: str) -> None:
    told = faults(SVG.format(inside))
    assert told
    assert told[0].startswith(message), told


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n' + SVG.format("<text>&a;</text>")
    assert faults(bomb)[0] == "1: a drawing has no DOCTYPE. Remove it."


def test_a_drawing_tells_its_size_so_that_the_page_does_not_jump() -> None:
    told = faults(SVG.replace(' height="9"', "").format(""))
    assert told == ["1: the drawing has no 'height': the page would jump. Add it."]


def test_inks_are_the_engines_and_those_of_the_guide(tmp_path: Path) -> None:
    styles = tmp_path / "docs" / "assets" / "css" / "inks.css"
    drawing = tmp_path / "docs" / "fr" / "drawings" / "a.svg"
    for path in (styles, drawing):
        path.parent.mkdir(parents=True)
    styles.write_text(":root { --ink: #111111; --draw-ink: #222222; }", "utf-8")
    drawing.write_text(SVG.format('<path fill="#222222" stroke="#cde2d2"/>'), "utf-8")
    drawings, problems = load_drawings(tmp_path)
    assert problems == []
    shape = drawings["fr/drawings/a.svg"].root[0]
    assert shape.get("fill") == "var(--draw-ink, #222222)"
    assert shape.get("stroke") == "var(--draw-leaf, #cde2d2)"  # the engine's, not set anew
    drawing.write_text(SVG.format('<path fill="#111111"/>'), "utf-8")
    assert [problem.file for problem in load_drawings(tmp_path)[1]] == ["docs/fr/drawings/a.svg"]


def test_a_drawing_stands_in_the_page_with_its_alternative() -> None:
    (paragraph,) = shown("![Un, puis deux.](drawings/words.svg)")
    (svg,) = paragraph
    assert (svg.tag, svg.get("class"), svg.get("role")) == ("svg", "drawing", "img")
    assert svg.get("aria-label") == "Un, puis deux."
    assert [word.text for word in svg.iter("text")] == ["Un", "Deux"]


def test_search_passes_over_the_words_of_a_drawing() -> None:
    (paragraph,) = shown("![Un, puis deux.](drawings/words.svg)")
    assert "data-search-exclude" in paragraph.attrib
    (paragraph,) = shown("![](../assets/drawings/leaf.svg) Un mot.")
    assert "data-search-exclude" not in paragraph.attrib


def test_one_that_only_adorns_is_for_the_eye_alone() -> None:
    (paragraph,) = shown("![](../assets/drawings/leaf.svg){ .small } Un mot.")
    (svg,) = paragraph
    assert svg.get("aria-hidden") == "true"
    assert svg.get("role") is None
    assert svg.get("class") == "drawing small"
    assert svg.tail == " Un mot."


def test_the_path_counts_from_the_page() -> None:
    deep = shown("![Un.](../drawings/words.svg)", "fr/guide/page.md")
    assert deep.find("p/svg") is not None


def test_twice_in_a_page_is_twice_the_drawing() -> None:
    page = shown("![Un.](drawings/words.svg)\n\n![Deux.](drawings/words.svg)")
    assert [svg.get("aria-label") for svg in page.iter("svg")] == ["Un.", "Deux."]


def test_other_images_stay_images() -> None:
    assert shown("![Une photo.](images/photo.webp)").find("p/img") is not None
