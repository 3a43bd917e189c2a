"""How hard a text is to read."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.making import blank, contact, context, news, render, term
from guide.checks.macros import LISTS
from guide.checks.reading import check_reading, reading_summary
from guide.core.problems import Severity
from guide.data.settings_model import ReadingSettings
from guide.pages.front_matter import split_page
from guide.pages.page_files import Page
from guide.pages.scan import scan
from guide.words.readability import count_words, ease_of

PAGE = Page("fr/page.md", split_page("", "page.md"), scan(""))
HARD = "<p>L’opposition préalable conditionne juridiquement l’irrévocabilité.</p>"


def sentences(text: str) -> list[str]:
    return list(ease_of(f"<p>{escape(text)}</p>", "fr").sentences)


@pytest.mark.parametrize(
    ("text", "language", "figure"),
    [
        # Two sentences of words of one syllable; then l’es-pace and mé-di-cal.
        ("Le chat dort. Il rêve.", "fr", 207 - 1.015 * 5 / 2 - 73.6 * 5 / 5),
        ("L’espace médical.", "fr", 207 - 1.015 * 2 - 73.6 * 5 / 2),
        ("The cat is sleep-ing.", "en", 206.835 - 1.015 * 4 - 84.6 * 5 / 4),
    ],
)
def test_the_figure_is_that_of_the_formula(text: str, language: str, figure: float) -> None:
    assert ease_of(f"<p>{text}</p>", language).figure == pytest.approx(figure, abs=0.05)


def test_a_language_without_a_formula_has_no_figure() -> None:
    ease = ease_of("<p>Mae’r gath yn cysgu. Ie.</p>", "cy")
    assert ease.figure is None
    assert (ease.words, len(ease.sentences), ease.mean) == (5, 2, 2.5)


@pytest.mark.parametrize("html", ["", "<p></p>", "<p>… !</p>", "<h1>Un titre</h1>"])
def test_what_has_no_words_has_no_figure(html: str) -> None:
    ease = ease_of(html, "fr")
    assert (ease.figure, ease.words, ease.sentences, ease.mean) == (None, 0, (), 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un. Deux.", ["Un.", "Deux."]),
        ("L’art. R. 1111-28 dit non. Lisez-le.", ["L’art. R. 1111-28 dit non.", "Lisez-le."]),
        ("Art. 5. Puis p. 12.", ["Art. 5.", "Puis p. 12."]),
        ("De 8 h 30 à 17 h. Le soir.", ["De 8 h 30 à 17 h.", "Le soir."]),
        ("Payez 3.50 € à loi.example. Merci.", ["Payez 3.50 € à loi.example.", "Merci."]),
        ("Écrivez à la CNIL. Attendez.", ["Écrivez à la CNIL.", "Attendez."]),
        ("Attendez… Puis écrivez…", ["Attendez…", "Puis écrivez…"]),
        ("Attendez… puis écrivez.", ["Attendez… puis écrivez."]),
        ("Pourquoi\xa0? Parce que\xa0! Ah\xa0?!", ["Pourquoi ?", "Parce que !", "Ah ?!"]),
        ("Ils disent «\xa0non.\xa0» Et après\xa0?", ["Ils disent « non. »", "Et après ?"]),
        ("Cherchez «\xa0art. R. 1\xa0». Lisez.", ["Cherchez « art. R. 1 ».", "Lisez."]),
        ("«\xa0Quoi\xa0?\xa0» dit-il.", ["« Quoi ? » dit-il."]),
        ('Il dit "non." "Oui."', ['Il dit "non."', '"Oui."']),
        ("Un (ou deux.) Trois", ["Un (ou deux.)", "Trois"]),
        ("Fini. 3 étapes. — Non.", ["Fini.", "3 étapes.", "— Non."]),
    ],
)
def test_a_text_is_parted_where_its_sentences_end(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(st.text('aÀ1 .!?…«»"()’-\xa0\n'))
def test_every_word_is_in_one_sentence(text: str) -> None:
    assert sum(map(count_words, sentences(text))) == count_words(text)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Un</p><ul><li>deux</li><li>trois <ul><li>bis</li></ul></li></ul>",
         ["Un", "deux", "trois", "bis"]),
        ("<p>Un <em>mot</em><br>de plus, <abbr title='x y'>NIR</abbr></p>",
         ["Un mot de plus, NIR"]),
        ("<p>3<br />rue</p>", ["3 rue"]),
        ("<h2>Titre</h2><p>Un</p><h3>Autre</h3>", ["Un"]),
        ("<table><tr><td>Un</td></tr></table>Deux", ["Deux"]),
        ("<p>Un<sup class='source-note'>1</sup></p>", ["Un"]),
        ("<section class='sources'><ol><li>Un <img><p>x</p></li></ol></section><p>Deux</p>",
         ["Deux"]),
        ("<table><tr><td>jamais fermée<p>x</table><p>Deux</p>", ["Deux"]),
        ("<table></p></div>x</table><p>Deux</p>", ["Deux"]),
        ("<div>Un<![endif]><![autre[ x ]]> deux</div>", ["Un deux"]),
    ],
)  # fmt: skip
def test_only_running_text_is_read(html: str, found: list[str]) -> None:
    assert list(ease_of(html, "fr").sentences) == found


def test_letters_lists_of_data_and_sources_are_left_out() -> None:
    given = context(
        contacts={"a": contact(phone="1", address={"fr": ["1 rue", "Ville"]})},
        terms={"a": term("profil", "ENS")},
        news={"a": news("2022-05-09")},
        fields={"nom": blank("Votre nom", hint={"fr": "Entier."})},
    )
    data = "\n\n".join(f"{{all:{name}}}" for name in LISTS)
    letter = "/// letter | a\nMoi, {field:nom}.\n\n- une\n- deux\n///"
    html = render(f"# Un titre\n\n{data}\n\nLisez [la loi][loi].\n\n{letter}\n\nFin.", given)
    assert [one.replace("\N{WORD JOINER}", "") for one in ease_of(html, "fr").sentences] == (
        ["Lisez la loi.", "Fin."]
    )


PIECES = (
    *("<p", ">", "</p>", "<table>", "</table>", "<br", "/>"),
    *("<![x[", "]]>", "<!--", "<?", "&#x"),
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
@example("<![x[ <![CDATA[ <!x> <!")
@example("&#x110000; &#xd800;")
def test_no_html_stops_it(html: str) -> None:
    ease_of(html, "fr")


def said(html: str, **settings: object) -> list[tuple[Severity, str]]:
    chosen = ReadingSettings.model_validate(settings)
    problems = check_reading(PAGE, ease_of(html, "fr"), chosen)
    return [(problem.severity, str(problem)) for problem in problems]


EASY = "docs/fr/page.md: reading ease 131 of 100: 5 words, 2.5 in a sentence."


def test_an_easy_page_is_not_spoken_of() -> None:
    assert said("<p>Le chat dort. Il rêve.</p>") == []


def test_all_pages_are_told_in_one_line_the_hardest_first() -> None:
    eases = {
        "fr/facile.md": ease_of("<p>Le chat dort. Il rêve.</p>", "fr"),
        "fr/dur.md": ease_of(HARD, "fr"),
        "fr/vide.md": ease_of("", "fr"),
    }
    (line,) = reading_summary(eases)
    assert line.severity is Severity.INFO
    assert re.fullmatch(
        r"docs: reading ease of 100, hardest first: fr/dur -?\d+, fr/facile 131\.", str(line)
    )


def test_a_guide_without_words_is_told_nothing() -> None:
    assert list(reading_summary({"fr/page.md": ease_of("", "fr")})) == []


def test_a_hard_page_is_warned_of() -> None:
    wanted = " At least 132 is wanted: shorter words and sentences."
    html = "<p>Le chat dort. Il rêve.</p>"
    assert said(html, ease=132) == [(Severity.WARNING, EASY + wanted)]


def test_a_sentence_of_too_many_words_is_warned_of_by_its_beginning() -> None:
    html = "<p>Un deux trois. Un deux trois quatre, cinq six sept.</p>"
    told = "a sentence of 7 words: 'Un deux trois quatre, cinq six…'. Make two of it."
    assert (Severity.WARNING, f"docs/fr/page.md: {told}") in said(html, sentence=6)
    assert said(html, sentence=7) == []


def test_a_page_that_may_be_hard_is_only_told() -> None:
    kept = {"sentence": 3, "exempt": ["fr/page.md"]}
    assert [severity for severity, _ in said(HARD, **kept)] == [Severity.INFO]
    assert [severity for severity, _ in said(HARD, **kept | {"exempt": []})] == (
        [Severity.WARNING, Severity.WARNING]
    )


def test_a_page_without_words_is_told_nothing() -> None:
    assert said("<h1>Titre</h1>") == []


def test_german_counts_and_shortens_with_a_stop() -> None:
    text = (
        "Seit dem 15. Januar 2025 gilt es, z. B. nach § 344 Abs. 3 Nr. 2 SGB V so. "
        "Sie sagen „Nein.“ Dann ist Schluss."
    )
    assert ease_of(f"<p>{text}</p>", "de").sentences == (
        "Seit dem 15. Januar 2025 gilt es, z. B. nach § 344 Abs. 3 Nr. 2 SGB V so.",
        "Sie sagen „Nein.“",
        "Dann ist Schluss.",
    )


def test_a_country_changes_nothing() -> None:
    html = "<p>The cat sleeps. Nobody minds it.</p>"
    assert ease_of(html, "en-GB") == ease_of(html, "en")
    assert ease_of(html, "en-GB").figure is not None
