"""French words in a page of another language: marked as French, each once, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.making import contact, context, render, strings
from guide.rendering.context import Context
from guide.words.wording import Wording


def page_in(language: str) -> Context:
    quotes = "«»" if language.startswith("fr") else "“”"
    wordings = {"fr": Wording("fr", strings())}
    wordings[language] = Wording(language, strings(locale=language, quotes=quotes))
    given = context(language=language)
    return replace(given, languages=wordings, wording=wordings[language])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Press « Fermer ».", '<p>Press <span lang="fr">« Fermer »</span>.</p>'),
        (
            "« A » or « B » then.",
            '<p><span lang="fr">« A »</span> or <span lang="fr">« B »</span> then.</p>',
        ),
        (
            "**« A »** « B »",
            '<p><strong><span lang="fr">« A »</span></strong> <span lang="fr">« B »</span></p>',
        ),
        ("`« A »` is code", "<p><code>« A »</code> is code</p>"),
        ("« never closed", "<p>« never closed</p>"),
    ],
)
def test_what_stands_between_the_marks_is_french(text: str, html: str) -> None:
    assert render(text, page_in("en")) == html


def test_in_a_language_from_right_to_left_it_runs_its_own_way() -> None:
    html = render("اضغطوا « Fermer »", page_in("ar"))
    assert html == '<p>اضغطوا <span dir="ltr" lang="fr">« Fermer »</span></p>'


def test_where_both_languages_quote_alike_nothing_is_marked() -> None:
    given = context(language="en")
    languages = {"fr": given.wording, "en": Wording("en", strings(locale="en"))}
    alike = replace(given, languages=languages, wording=languages["en"])
    assert render("« Fermer »", alike) == "<p>« Fermer »</p>"


def test_each_source_has_marks_of_its_own() -> None:
    german = Wording("de", strings(locale="de", quotes="„“"))
    english = Wording("en", strings(locale="en", quotes="“”"))
    given = replace(
        context(language="en"),
        source_language="de",
        languages={"de": german, "en": english},
        wording=english,
    )
    assert render("Write „Widerspruch“ (“objection”).", given) == (
        '<p>Write <span lang="de">„Widerspruch“</span> (“objection”).</p>'
    )


@pytest.mark.parametrize("language", ["fr", "fr-CA"])
def test_in_french_nothing_is_marked(language: str) -> None:
    assert render("« Fermer »", page_in(language)) == "<p>« Fermer »</p>"


def test_a_letter_is_french_as_a_whole_and_its_blanks_too() -> None:
    html = render("/// letter | a\nJe dis « non ».\n///", page_in("ar"))
    assert '<div class="letter-sheet" dir="ltr" lang="fr">' in html
    assert "<p>Je dis « non ».</p>" in html


def test_a_number_to_call_keeps_its_order_from_right_to_left() -> None:
    given = page_in("ar")
    registry = replace(given.registry, contacts={"a": contact(phone="+33 1 84")})
    html = render("{phone:a}", replace(given, registry=registry))
    assert 'dir="ltr"' in html
