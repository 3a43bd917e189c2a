"""What pages become: small Markdown texts and their exact HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from engine.making import EXTENSIONS, SOURCES, context, on_day, render, source, within
from guide.rendering.context import Context
from guide.rendering.extension import GuideExtension
from guide.words.wording import Wording

BLOCK = """//// deadline | {}
/// before
Il est *encore* temps.
///
/// after
C’est clos.
///
////"""


def shown(text: str, given: Context | None = None) -> str:
    """The HTML of `text`, its no-break spaces and word joiners shown as `~` and `|`."""
    html = render(text, given)
    return html.replace("\N{NO-BREAK SPACE}", "~").replace("\N{WORD JOINER}", "|")


def without_calculators(html: str) -> str:
    """`html` without the forms of its periods: test_calculator.py looks at them."""
    return re.sub(r'<(div|details) class="calculator".*?</form></\1>', "", html, flags=re.DOTALL)


def cited(number: int, key: str, text: str) -> str:
    """A citation as it stands in a sentence."""
    address = SOURCES[key].url.replace("&", "&amp;")
    return (
        f'<span class="cited"><a class="source" data-source="{key}" href="{address}" '
        f'rel="external noreferrer">{text}</a>|<sup class="source-note">'
        f'<a aria-label="Source {number}" href="#source-{key}">{number}</a></sup></span>'
    )


def listed(key: str, description: str, languages: str = "") -> str:
    """A source as it stands at a page's end."""
    address = SOURCES[key].url.replace("&", "&amp;")
    return (
        f'<li id="source-{key}"><a class="source" data-source="{key}" href="{address}" '
        f'{languages}rel="external noreferrer">{SOURCES[key].title}</a>, Légifrance, '
        f'lue le <time datetime="2026-11-23">23~novembre~2026</time>{description}.</li>'
    )


def at_the_end(*entries: str) -> str:
    return (
        '\n<section aria-labelledby="sources" class="sources"><h2 id="sources">Sources</h2>'
        f"<ol>{''.join(entries)}</ol></section>"
    )


LAW = listed("loi", "")
COPY = listed("copie", ', copie du <time datetime="2025-08-27">27~août~2025</time>')


def test_a_date_and_a_period_within_a_sentence() -> None:
    assert shown("Avant le {deadline:campagne}, en {deadline:opposition}.") == (
        '<p>Avant le <time datetime="2022-05-09">9~mai~2022</time>, en '
        '<span class="period">6~semaines</span>.</p>'
    )


def test_a_date_within_other_signs() -> None:
    assert shown("**{deadline:campagne}**") == (
        '<p><strong><time datetime="2022-05-09">9~mai~2022</time></strong></p>'
    )


def test_the_day_of_the_copy_that_was_read() -> None:
    assert shown("{seen:copie}") == '<p><time datetime="2025-08-27">27~août~2025</time></p>'


def test_read_live_the_copy_is_of_the_day_it_was_read() -> None:
    assert shown("{seen:loi}") == '<p><time datetime="2026-11-23">23~novembre~2026</time></p>'


@pytest.mark.parametrize(
    "marker",
    [
        *("{deadline:inconnu}", "{seen:inconnue}", "{seen:sans-date}", "{all:autres}"),
        *("{phone:inconnu}", "{hours:inconnu}", "{address:inconnu}", "{field:inconnu}"),
        "{autre:loi}",
    ],
)
def test_what_is_not_known_stays_the_marker_it_was(marker: str) -> None:
    assert shown(marker) == f"<p>{marker}</p>"


@pytest.mark.parametrize(
    "text",
    [
        *("{deadline:campagne}", "{seen:loi}", "{all:sources}", "[a][loi]"),
        *("//// deadline | campagne", "/// letter | refus"),
    ],
)
def test_code_stays_code(text: str) -> None:
    assert shown(f"`{text}`") == f"<p><code>{text}</code></p>"
    assert shown(f"```\n{text}\n```") == f"<pre><code>{text}\n</code></pre>"


def test_an_escaped_citation_is_text() -> None:
    assert shown(r"\[a][loi]") == "<p>[a][loi]</p>"


@pytest.mark.parametrize(
    ("today", "before", "after"),
    [
        ("2022-01-01", "", ' hidden="hidden"'),
        ("2022-05-09", "", ' hidden="hidden"'),
        ("2022-05-10", ' hidden="hidden"', ""),
        ("2026-11-24", ' hidden="hidden"', ""),
    ],
)
def test_a_date_block_shows_what_is_true_on_the_day(today: str, before: str, after: str) -> None:
    assert shown(BLOCK.format("campagne"), context(today)) == (
        '<div aria-live="polite" class="deadline" data-deadline="campagne">\n'
        '<div class="deadline-part" data-until="2022-05-09" data-when="before" '
        f'data-zone="Europe/Paris"{before}>\n'
        '<p class="deadline-state">Jusqu’au <time datetime="2022-05-09">9~mai~2022</time> '
        "inclus</p><p>Il est <em>encore</em> temps.</p>\n</div>\n"
        '<div class="deadline-part" data-after="2022-05-09" data-when="after" '
        f'data-zone="Europe/Paris"{after}>\n'
        '<p class="deadline-state">Depuis le <time datetime="2022-05-10">10~mai~2022</time>'
        "</p><p>C’est clos.</p>\n</div>\n</div>"
    )


def test_a_date_block_keeps_its_own_zone() -> None:
    given = context(deadlines={"ile": on_day("2026-12-31", zone="Indian/Reunion")})
    html = shown(BLOCK.format("ile"), given)
    assert 'data-until="2026-12-31" data-when="before" data-zone="Indian/Reunion"' in html
    assert 'data-after="2026-12-31" data-when="after" data-zone="Indian/Reunion"' in html
    assert 'Depuis le <time datetime="2027-01-01">1er~janvier~2027</time>' in html


def test_a_period_block_shows_both_parts_always() -> None:
    assert without_calculators(shown(BLOCK.format("opposition"))) == (
        '<div class="deadline deadline-period" data-deadline="opposition">\n'
        '<div class="deadline-part" data-when="before">\n'
        '<p class="deadline-state">Dans un délai de <span class="period">6~semaines</span> '
        "à compter de <span>l’envoi</span></p><p>Il est <em>encore</em> temps.</p>\n</div>\n"
        '<div class="deadline-part" data-when="after">\n'
        '<p class="deadline-state">Une fois ce délai de <span class="period">6~semaines</span> '
        "passé</p><p>C’est clos.</p>\n</div>\n</div>"
    )


def test_a_block_of_an_unknown_deadline_claims_nothing() -> None:
    html = shown(BLOCK.format("inconnu"))
    assert "deadline-state" not in html
    assert "hidden" not in html


def test_the_last_day_of_the_calendar_that_is_taken_can_be_shown() -> None:
    html = shown(BLOCK.format("fin"), context(deadlines={"fin": on_day("2999-12-31")}))
    assert '<time datetime="3000-01-01">' in html


def test_citations_are_numbered_in_order_and_listed_at_the_end() -> None:
    text = "[Deux][copie], [un][loi].\n\n## Fin {#fin}\n\n[Un **bis**][loi]."
    assert shown(text) == (
        f"<p>{cited(1, 'copie', 'Deux')}, {cited(2, 'loi', 'un')}.</p>\n"
        '<h2 id="fin">Fin</h2>\n'
        f"<p>{cited(2, 'loi', 'Un <strong>bis</strong>')}.</p>{at_the_end(COPY, LAW)}"
    )


def test_numbers_begin_anew_on_each_page() -> None:
    extension = GuideExtension(context())
    markdown = Markdown(extensions=[*EXTENSIONS, extension])
    first = markdown.convert("[a][loi]")
    assert markdown.reset().convert("[a][loi]") == first


def test_a_page_without_citations_ends_without_a_list() -> None:
    assert shown("Rien.") == "<p>Rien.</p>"


def test_an_id_alone_is_its_own_text() -> None:
    assert shown("[loi][]") == f"<p>{cited(1, 'loi', 'loi')}</p>{at_the_end(LAW)}"


def test_citations_in_tables_lists_and_blocks_are_numbered_too() -> None:
    text = "| [a][loi] |\n| --- |\n| [b][copie] |\n\n- [c][sans-date]\n\n" + BLOCK.format(
        "campagne"
    )
    numbers = re.findall(r'aria-label="Source (\d)"', shown(text + "\n\n[d][etranger]"))
    assert numbers == ["1", "2", "3", "4"]


def test_an_unknown_source_stays_the_marker_it_was() -> None:
    assert shown("[a][inconnue]") == "<p>[a][inconnue]</p>"


def test_a_copy_without_a_date_says_so() -> None:
    assert shown("[a][sans-date]").endswith(at_the_end(listed("sans-date", ", copie sans date")))


def test_an_address_of_which_nothing_was_read_says_who_gave_it() -> None:
    given = context(sources={"loi": SOURCES["loi"], "appli": source(title="Site", via="loi")})
    assert (
        ">Site</a>, Légifrance, adresse donnée par "
        '<a class="source" data-source="loi" href="https://loi.example/28" '
        'rel="external noreferrer">Article 28</a>.</li>'
    ) in shown("[a][appli]", given)


def test_a_link_to_a_foreign_source_says_so() -> None:
    html = shown("[a][etranger]")
    assert html.endswith(at_the_end(listed("etranger", "", 'hreflang="en" ')))
    assert html.count("hreflang") == 1  # once, in the list
    assert ' lang="' not in html  # the words are ours


def test_the_language_is_that_of_the_page() -> None:
    html = shown("[a][etranger] [b][loi] {deadline:campagne}", context(language="en"))
    assert '<time datetime="2022-05-09">May~9,~2022</time>' in html
    assert html.count('hreflang="fr"') == 1
    assert 'hreflang="en"' not in html


def test_a_text_in_another_language_than_the_page_is_marked() -> None:
    html = shown("{all:deadlines}\n\n" + BLOCK.format("opposition"), context(language="en"))
    assert html.count('à compter de <span lang="fr">l’envoi</span>') == 2
    assert html.count('Depuis : <span lang="fr">l’envoi</span>') == 2
    assert '<dt id="deadline-opposition" lang="fr">S’opposer</dt>' in html


def test_one_extension_speaks_the_language_of_each_page() -> None:
    given = context()
    markdown = Markdown(extensions=[GuideExtension(given)])
    assert "mai" in markdown.convert("{deadline:campagne}")
    strings = given.wording.strings.model_copy(update={"locale": "en"})
    given.wording = Wording("en", strings)
    assert "May" in markdown.convert("{deadline:campagne}")


def test_steps_can_each_be_linked_to() -> None:
    assert shown("/// steps | gestes\n1. un\n\n    suite\n\n2. deux\n///") == (
        '<div class="steps">\n<ol>\n<li id="gestes-1">\n<p>un</p>\n<p>suite</p>\n</li>\n'
        '<li id="gestes-2">\n<p>deux</p>\n</li>\n</ol>\n</div>'
    )


def test_steps_go_on_after_what_stands_between() -> None:
    html = shown("/// steps | s\n1. un\n\nEntre deux.\n\n1. deux\n    1. dedans\n///")
    assert re.findall(r'<li id="(.*?)"', html) == ["s-1", "s-2"]


def test_what_is_to_be_ticked_can_be_linked_to() -> None:
    items = "- une\n    - dedans\n- deux\n\nPuis\n\n1. non\n\nPuis\n\n- trois"
    text = f"/// checklist | pieces\n{items}\n///"
    assert shown("/// checklist | pieces\n- une\n- deux\n///") == (
        '<div class="checklist">\n<ul>\n<li id="pieces-1">une</li>\n'
        '<li id="pieces-2">deux</li>\n</ul>\n</div>'
    )
    assert re.findall(r'<li id="(.*?)"', shown(text)) == ["pieces-1", "pieces-2", "pieces-3"]


def test_the_list_of_all_sources() -> None:
    given = context(sources={key: SOURCES[key] for key in ("loi", "copie")})

    def entry(as_noted: str, key: str) -> str:
        named, person, read = as_noted.removesuffix(".</li>").partition(", lue le")
        return (
            f'{named}. <span class="health">Une personne : <span>{person[2:]}{read}</span>.</span> '
            '<span class="health" data-search-exclude="">Le robot : '
            f'<span data-health="{key}">jamais vérifiée</span>.</span></li>'
        )

    assert shown("Avant.\n\n{all:sources}\n\nAprès.", given) == (
        '<p>Avant.</p>\n<ul class="all-sources">'
        f"{entry(COPY, 'copie')}{entry(LAW, 'loi')}</ul>\n<p>Après.</p>"
    )


def test_a_page_with_the_list_of_all_sources_gives_no_id_twice() -> None:
    html = shown("[a][loi]\n\n{all:sources}")
    assert html.count('id="source-loi"') == 1
    assert html.count(">Article 28</a>") == 2


def test_the_list_of_all_deadlines() -> None:
    proof = (
        '<dd class="proof">source : <a class="source" data-source="loi" '
        'href="https://loi.example/28" rel="external noreferrer">Article 28</a>, lue le '
        '<time datetime="2026-11-23">23~novembre~2026</time></dd>'
    )
    given = context("2022-05-10")
    assert without_calculators(shown("{all:deadlines}", given)) == (
        '<dl class="all-deadlines">'
        '<dt id="deadline-opposition">S’opposer</dt>'
        '<dd><span class="period">6~semaines</span> à compter de <span>l’envoi</span></dd>'
        f"{proof}<dd></dd>"
        '<dt id="deadline-campagne">Campagne</dt>'
        '<dd>le <time datetime="2022-05-09">9~mai~2022</time>'
        f'<span data-after="2022-05-09" data-zone="Europe/Paris"> (passé)</span></dd>{proof}</dl>'
    )
    assert 'hidden="hidden"> (passé)' in shown("{all:deadlines}", context("2022-05-09"))


def test_a_list_marker_within_a_sentence_is_text() -> None:
    assert shown("Voici {all:sources} ici.") == "<p>Voici {all:sources} ici.</p>"


EVIL = "<b>\"A\" & 'B'</b> *x* _y_ `z` [q][loi] {deadline:campagne} \\* <!-- --> {: #i .c }"
ESCAPED = (
    "&lt;b&gt;\"A\" &amp; 'B'&lt;/b&gt; *x* _y_ `z` [q][loi] {deadline:campagne} \\* "
    "&lt;!-- --&gt; {: #i .c }"
)


def test_the_data_are_text_and_never_html_or_markdown() -> None:
    given = context(
        sources={"loi": source(title=EVIL, publisher=EVIL, url='https://a.example/?a="<&')},
        deadlines={"p": within("P1M", **{"title": {"fr": EVIL}, "from": {"fr": EVIL}})},
    )
    text = "{all:sources}\n\n{all:deadlines}\n\n" + BLOCK.format("p") + "\n\n[a][loi]"
    html = shown(text, given)
    assert html.count(ESCAPED) == 10  # three of the source's title, two of its publisher
    assert "<b>" not in html
    assert "<!--" not in html
    assert html.count('href="https://a.example/?a=&quot;&lt;&amp;"') == 4


def test_a_writers_own_html_and_quotes_stay_as_markdown_has_them() -> None:
    html = shown('[<em>a</em> & "b" < c][loi]')
    assert '<em>a</em> &amp; "b" &lt; c</a>' in html


MARKDOWN = Markdown(extensions=[*EXTENSIONS, GuideExtension(context())])


@settings(max_examples=60)
@given(st.text() | st.text("[]{}:deadlinos/|# \n`<>&\"'-_*1."))
@example(": ")  # a definition list looks at what stands before it
def test_no_text_stops_the_build(text: str) -> None:
    MARKDOWN.reset().convert(text)
    MARKDOWN.reset().convert(BLOCK.format("campagne").replace("C’est clos.", text))
