"""Pages that only stand in for the one asked for, and pages that merely speak of such."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.links import notices


@pytest.mark.parametrize(
    ("headers", "markup"),
    [
        ({"cf-mitigated": "challenge"}, ""),
        ({"x-amzn-waf-action": "captcha"}, ""),
        ({}, "<title>Just a moment...</title>"),
        ({}, "<title>Attention Required! | Cloudflare</title>"),
        ({}, '<script src="https://geo.captcha-delivery.com/c.js"></script>'),
    ],
)
def test_challenges(headers: dict[str, str], markup: str) -> None:
    assert notices.is_challenge(headers, markup)


def test_a_page_that_speaks_of_captchas_is_no_challenge() -> None:
    markup = "<title>Le captcha expliqué</title>"
    assert not notices.is_challenge({"server": "cloudflare"}, markup)


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Not Found",
        "Page not found | Example",
        "Error 404",
        "The page you requested could not be found.",
        "This page no longer exists",
        "Page introuvable | CNIL",
        "Page introuvable &ndash; Assurance maladie",
        "Erreur 404 - Page non trouvée - service-public.fr",
        "Erreur 404 : page introuvable",
        "Oups ! Cette page n’existe pas",
        "La page que vous recherchez est introuvable.",
        "La page demandée n'existe plus",
        "Document inexistant",
        "Seite nicht gefunden",
        "Die angeforderte Seite wurde leider nicht gefunden.",
        "Diese Seite existiert nicht mehr",
        "404 – Die Seite konnte nicht gefunden werden",
    ],
)
@pytest.mark.parametrize("element", ["title", "h1"])
def test_a_page_that_says_it_is_not_there(title: str, element: str) -> None:
    assert notices.not_found_notice(f"<{element} class='x'>\n <b>{title}</b></{element}>")


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Mon espace santé",
        "Mon dossier est introuvable : que faire ?",
        "Page introuvable : que faire ?",
        "Meine Akte wurde nicht gefunden: was tun?",
        "Diese Seite ist nicht barrierefrei",
        "Article 404 du code civil",
        "Peugeot 404",
        "Lost and found",
        "Service indisponible",  # it may come back
    ],
)
def test_a_page_that_only_speaks_of_losses(title: str) -> None:
    assert not notices.not_found_notice(f"<title>{title}</title><p>404 Not Found</p>")


def test_what_legifrance_says_of_a_text_not_in_force() -> None:
    said = "Pas de contenu disponible à cette date"
    assert notices.not_found_notice(f"<title>Légifrance</title><p> {said}.</p>") == said
    assert notices.not_found_notice(f"<p>{said.replace('à', '&agrave;')}</p>") == said
    assert not notices.not_found_notice(f"<p>Légifrance répond « {said} ».</p>")


@given(st.text("<>/h1titleé404 pagenotfound-|"))
def test_no_title_is_too_strange(markup: str) -> None:
    notices.not_found_notice(markup)
    notices.is_challenge({}, markup)
