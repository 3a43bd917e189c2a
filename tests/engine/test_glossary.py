"""The words that the guide explains: their list, and short forms where they are first met."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.making import blank, contact, context, render, strings, term
from guide.data.models import Term
from guide.rendering.context import Context
from guide.words.wording import Wording

NIR = term("numéro de sécurité sociale", "NIR")
EXPLAINED = '<abbr tabindex="0" title="numéro de sécurité sociale">NIR</abbr>'


def given(language: str = "fr", **terms: Term) -> Context:
    return context(
        language=language,
        terms={"nir": NIR, **terms},
        fields={"nir": blank("Votre NIR", hint={"fr": "Le NIR."}, rows=2)},
        contacts={"nir": contact(hours={"fr": "NIR"}, address={"fr": ["NIR", "NIR"]})},
    )


def explained(text: str) -> list[str]:
    return re.findall(r"<abbr.*?</abbr>", render(text, given()))


def words(*names: str) -> list[str]:
    """The words `names` in the order in which the list has them."""
    terms = {f"mot-{number}": term(name) for number, name in enumerate(names)}
    return re.findall(r"<dt.*?>(.*?)</dt>", render("{all:terms}", context(terms=terms)))


def test_the_list_of_all_terms() -> None:
    profile = term("profil", source="loi")
    assert render("{all:terms}", given(profil=profile)) == (
        '<dl class="all-terms">'
        '<dt id="term-nir">NIR : <span>numéro de sécurité sociale</span></dt>'
        "<dd><span>Ce qu’est numéro de sécurité sociale.</span></dd>"
        '<dt id="term-profil">profil</dt><dd><span>Ce qu’est profil.</span></dd>'
        '<dd class="proof">source : <a class="source" data-source="loi" '
        'href="https://loi.example/28" rel="external noreferrer">Article 28</a></dd></dl>'
    )


def test_words_are_in_order_whatever_their_accents_and_case() -> None:
    assert words("Zèbre", "écran", "œuf", "Ordre", "ouvert", "Ecart", "État", "à part") == (
        ["à part", "Ecart", "écran", "État", "œuf", "Ordre", "ouvert", "Zèbre"]
    )


def test_a_word_stands_where_its_short_form_would() -> None:
    html = render("{all:terms}", given(mot=term("zone", "ARS"), autre=term("opposition")))
    assert re.findall(r'id="term-(.*?)"', html) == ["mot", "nir", "autre"]


def test_words_in_another_language_than_the_page_are_marked() -> None:
    html = render("{all:terms}", given("en", profil=term("profil")))
    assert '<dt id="term-profil" lang="fr">profil</dt>' in html
    assert '<span lang="fr">numéro de sécurité sociale</span>' in html
    assert '<span lang="fr">Ce qu’est profil.</span>' in html


def test_a_short_form_is_explained_once_in_a_section() -> None:
    text = "NIR et **NIR**.\n\n### Dedans {#a}\n\nNIR.\n\n## Autre {#b}\n\nLe NIR, le NIR."
    html = render(text, given())
    first, second = html.split("<h2")
    assert first.startswith(f"<p>{EXPLAINED} et <strong><span>NIR</span></strong>.</p>")
    assert [first.count(EXPLAINED), second.count(EXPLAINED)] == [1, 1]


def test_part_of_a_longer_word_is_not_explained() -> None:
    assert explained("NIRVANA, un NIRE, nir") == []


def test_nothing_is_explained_in_a_heading_a_link_or_a_letter() -> None:
    assert explained("# NIR\n\n## NIR {#a}\n\n### NIR {#b}\n\n#### NIR {#c}") == []
    assert explained("[NIR](a.md) [*NIR*][loi]") == []
    assert explained("/// letter | a\n{field:nir} NIR, **NIR**.\n///") == []
    assert explained("`NIR`\n\n    NIR") == []


def test_what_was_not_explained_leaves_the_first_explanation_to_another() -> None:
    text = "# NIR\n\n[NIR](a.md)\n\n/// letter | a\nNIR\n///\n\nNIR, NIR."
    assert explained(text) == [EXPLAINED]
    assert render(text, given()).endswith(f"<p>{EXPLAINED}, <span>NIR</span>.</p>")


def test_the_data_s_own_words_stay_as_they_are() -> None:
    text = "{hours:nir} {address:nir}\n\n{all:terms}\n\n{all:contacts}"
    assert explained(text) == []


def test_the_explanation_is_escaped() -> None:
    evil = given(evil=term('<b> & "x"', "EVIL"))
    assert '<abbr tabindex="0" title="&lt;b&gt; &amp; &quot;x&quot;">EVIL</abbr>' in render(
        "EVIL", evil
    )


def test_words_are_listed_in_each_language_to_translate_by() -> None:
    words = context(terms={"nir": term("", term={"fr": "numéro", "en": "number"})})
    languages = {code: Wording(code, strings(locale=code)) for code in ("fr", "en", "ar")}
    html = render("{all:translations}", replace(words, languages=languages))
    assert html == (
        '<dl class="all-translations"><dt>numéro</dt>'
        '<dd>anglais : <span lang="en">number</span></dd></dl>'
    )
