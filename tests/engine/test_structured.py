"""What a page is, told to machines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from engine.making import render
from guide.pages.outline import parsed, questions_of, steps_of, words
from guide.published.structured import PageFacts, Site, licence_in, structured

SITE = Site("Un guide", "https://exemple.org/refus/", "https://exemple.org/by-sa")
HERE = "https://exemple.org/refus/a.html"
PAGE = PageFacts("Fermer", "Fermer pas à pas.", date(2026, 11, 23), "fr", HERE)
STEPS = """\
# Fermer

## Sans compte {#sans}

/// steps | sans-compte
1. **Ouvrez [la page][loi].**

    La suite.

2. Validez.
///
"""
QUESTIONS = """\
# Questions

## Une {#partie}

### Combien de temps ? {#temps}

Six **semaines**[ici][loi].

- ou plus

#### Encore {#encore}

Oui.

### Où ? {#ou}

Là.

## Deux {#suite}

### Qui ? {#qui}

Vous.
"""


def graph(html: str, page: PageFacts = PAGE, site: Site = SITE) -> list[dict[str, Any]]:
    told = json.loads(structured(page, html, site))
    assert told["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = told["@graph"]
    return found


def test_a_page_says_what_it_is_and_when_it_was_last_held_against_its_sources() -> None:
    (page,) = graph("<h1>Fermer</h1><p>Du texte.</p>")
    assert page == {
        "@type": "WebPage",
        "url": HERE,
        "name": "Fermer",
        "description": "Fermer pas à pas.",
        "inLanguage": "fr",
        "dateModified": "2026-11-23",
        "lastReviewed": "2026-11-23",
        "license": "https://exemple.org/by-sa",
        "isPartOf": {
            "@type": "WebSite",
            "name": "Un guide",
            "url": "https://exemple.org/refus/",
        },
    }


def test_steps_are_those_of_the_page_under_their_heading() -> None:
    _, how_to = graph(render(STEPS))
    assert (how_to["@type"], how_to["name"]) == ("HowTo", "Sans compte")
    assert how_to["url"] == f"{HERE}#sans-compte-1"
    assert how_to["step"] == [
        {"@type": "HowToStep", "url": f"{HERE}#sans-compte-1", "name": "Ouvrez la page."},
        {"@type": "HowToStep", "url": f"{HERE}#sans-compte-2", "name": "Validez."},
    ]


def test_where_the_site_has_no_address_none_is_told() -> None:
    page = PageFacts("Fermer", "Pas à pas.", date(2026, 11, 23), "fr")
    assert "http" not in structured(page, render(STEPS), Site("Un guide")).replace(
        "https://schema.org", ""
    )


def test_a_page_of_questions_says_each_with_all_that_answers_it() -> None:
    (page,) = graph(render(QUESTIONS))
    assert page["@type"] == "FAQPage"
    asked = [(one["name"], one["acceptedAnswer"]["text"]) for one in page["mainEntity"]]
    assert asked == [
        ("Combien de temps ?", "Six semainesici.\nou plus\nEncore\nOui."),
        ("Où ?", "Là."),
        ("Qui ?", "Vous."),
    ]
    assert page["mainEntity"][1]["url"] == f"{HERE}#ou"


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Un ?</h2><p>a</p><h2>Deux ?</h2><p>b</p>",
        "<h2>Un ?</h2><h2>Deux ?</h2><h2>Trois ?</h2><h2>Quatre</h2>",
        "<h2>Un</h2><h2>Deux</h2><h2>Trois</h2>",
        "<h1>Un ?</h1><h1>Deux ?</h1><h1>Trois ?</h1>",
    ],
    ids=["two", "one in four is none", "none", "titles"],
)
def test_a_question_or_two_make_no_page_of_questions(html: str) -> None:
    assert questions_of(parsed(html)) == []


def test_nothing_can_end_the_script_that_it_stands_in() -> None:
    page = PageFacts("</script><b>", "<!--", date(2026, 11, 23), "fr")
    told = structured(page, "<h1>x</h1>", SITE)
    assert "<" not in told
    assert json.loads(told)["@graph"][0]["name"] == "</script><b>"


def test_words_are_those_that_are_read() -> None:
    html = (
        "<p>Un\n  mot\N{NO-BREAK SPACE}: <em>deux</em>\N{WORD JOINER}<sup>1</sup>"
        "<svg><text>non</text></svg><img alt='non'><br>trois<br />quatre</p>"
    )
    assert words(parsed(html)) == "Un mot\N{NO-BREAK SPACE}: deux trois quatre"


def test_what_is_left_open_or_closed_twice_is_read_all_the_same() -> None:
    html = "<div class='steps'><ol><li id='a-1'><strong>Un</strong></li></p></ol></div><p>x"
    (steps,) = steps_of(parsed(html))
    assert [step.name for step in steps.steps] == ["Un"]


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ('Textes : <a href="https://x.org/by" rel="license external">CC</a>', "https://x.org/by"),
        ('<a href="https://x.org/">Nous</a>', None),
        (None, None),
    ],
)
def test_the_licence_is_that_of_the_copyright_line(line: str | None, licence: str | None) -> None:
    assert licence_in(line) == licence
