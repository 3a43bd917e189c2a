"""Pages in Typst: what each element becomes, where links lead, what has no form."""

from __future__ import annotations

import pytest

from guide.pages.outline import parsed
from guide.paper.walker import Notes, Places, Walker, places_in, unknown_in

HERE = "guide/ici.html"
PLACES = Places(
    frozenset((HERE, f"{HERE}#bas", "guide/la.html", "guide/la.html#haut")), "https://exemple.org/"
)


def walked(html: str, notes: Notes | None = None) -> str:
    return Walker(HERE, PLACES, notes or Notes(), "#opening;").content(parsed(html))


@pytest.mark.parametrize(
    ("html", "typst"),
    [
        ("<p>Un <strong>mot</strong></p>", "#paragraph[Un #strong[mot];];"),
        ("a<br>b", "a#linebreak();b"),
        ('<p>le <time datetime="2027-03-26">26 mars</time></p>', "#paragraph[le 26 mars];"),
        ("<ul><li>a</li><li>b</li></ul>", "#list(item[a], item[b]);"),
        ('<div class="steps"><ol><li>a</li></ol></div>', "#steps[#enum(item[a]);];"),
        ('<li class="x timeline-past">a</li>', "#past[a];"),
        (
            "<table><thead><tr><td></td><th>B</th></tr></thead><tr><td>1</td><td>2</td></tr></table>",
            "#rows(2, table.header([], [B]), [1], [2]);",
        ),
        ("<dl><dt>T</dt><dd>a</dd><dd>b</dd></dl>", "#term([T])[a#parbreak();b];"),
        ("<details><summary>Q</summary><p>R</p></details>", "#unfolded([Q])[#paragraph[R];];"),
        (
            '<p class="deadline-state">Jusqu’au <span class="x">9 mai</span></p>',
            "#deadline-state[Jusqu’au 9 mai];",
        ),
    ],
)
def test_an_element_becomes_a_call(html: str, typst: str) -> None:
    assert walked(html) == typst


@pytest.mark.parametrize(
    "html",
    [
        "<form><p>Votre nom</p></form>",
        '<div class="calculator"><p>Calculer</p></div>',
        '<span class="blank-dots" aria-hidden="true">…</span>',
        '<section class="sources"><h2>Sources</h2></section>',
        '<svg role="img"><text>2019</text></svg>',
        "<template><p>x</p></template>",
    ],
)
def test_what_is_for_screens_is_left_out(html: str) -> None:
    assert walked(html) == ""


@pytest.mark.parametrize(
    ("href", "typst"),
    [
        ("#bas", '#see("guide/ici.html#bas")[x];'),
        ("la.html", '#see("guide/la.html")[x];'),
        ("../guide/la.html#haut", '#see("guide/la.html#haut")[x];'),
        ("la.html#nulle-part", '#see("guide/la.html")[x];'),
        ("../emporter.html#papier", '#on-site("https://exemple.org/emporter.html")[x];'),
        ("tel:3422", '#elsewhere("tel:3422")[x];'),
        ("https://autre.example/a", '#elsewhere("https://autre.example/a")[x];'),
    ],
)
def test_a_link_leads_into_the_book_where_it_can(href: str, typst: str) -> None:
    assert walked(f'<a href="{href}">x</a>') == typst


def test_a_heading_keeps_its_rank_and_its_place() -> None:
    assert walked('<h2 id="bas">Bas</h2>') == '#heading(level: 2)[Bas];#label("guide/ici.html#bas")'
    assert walked('<h3 id="ailleurs">A</h3>') == "#heading(level: 3)[A];"


def test_the_title_is_the_place_of_the_page_and_what_opens_it_follows() -> None:
    assert walked("<h1>T</h1>") == '#heading(level: 1)[T];#label("guide/ici.html")#opening;'


def test_what_a_link_leads_to_is_marked() -> None:
    assert walked('<ol><li id="bas">a</li></ol>') == '#enum(item[#mark("guide/ici.html#bas");a]);'


def test_sources_are_numbered_as_they_are_first_cited() -> None:
    notes = Notes()
    cited = (
        '<span class="cited"><a data-source="{0}" href="https://{0}.example/">{0}</a>'
        '<sup class="source-note"><a href="#source-{0}">7</a></sup></span>'
    )
    html = "".join(map(cited.format, ("loi", "cnil", "loi")))
    assert walked(html, notes).count("#cited(1, ") == 2
    assert list(notes.cited) == ["loi", "cnil"]
    assert "7" not in walked(html, notes)


def test_a_drawing_is_in_its_own_inks_and_says_what_it_shows() -> None:
    html = (
        '<p><svg aria-label="Une « carte »." viewBox="0 0 9 9" width="9">'
        '<path fill="var(--draw-ink, #20302e)" d="M0 0"></path></svg></p>'
    )
    typst = walked(html)
    assert typst.startswith('#drawing("<svg ')
    assert 'viewBox=\\"0 0 9 9\\"' in typst
    assert 'fill=\\"#20302e\\"' in typst
    assert typst.endswith('"Une « carte ».", 9);')


def test_words_of_another_language_say_so() -> None:
    assert walked('<p>La <span lang="en">carte</span></p>') == (
        '#paragraph[La #[#set text(lang: "en");carte];];'
    )


def test_only_what_is_printed_can_be_led_to() -> None:
    html = '<h2 id="a">A</h2><form><p id="b">B</p></form><ul><li id="c">C</li></ul>'
    found = set(places_in(HERE, parsed(html)))
    assert found == {HERE, f"{HERE}#a", f"{HERE}#c"}


def test_an_element_without_form_is_named_and_its_words_stay() -> None:
    html = "<p>Un <marquee>mot</marquee><video></video><marquee>x</marquee></p>"
    assert unknown_in(html) == ["marquee", "video"]
    assert walked(html) == "#paragraph[Un motx];"
    assert unknown_in('<svg viewbox="0 0 1 1"><circle r="1"></circle></svg>') == []
