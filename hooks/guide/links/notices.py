"""Pages that stand in for the one asked for, whatever their status says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from .page_text import visible_text

_SPAN = 65_536  # characters: challenges are short, and titles stand near the top
_CHALLENGE_TITLE = re.compile(
    r"<title[^>]{0,200}>\s*(just a moment|un instant|attention required! \| cloudflare"
    r"|pardon our interruption|making sure you(&#39;|')re not a bot|access denied|ddos-guard"
    r"|verifying you are human|human verification)",
    re.IGNORECASE,
)
_CHALLENGE_MARKS = ("geo.captcha-delivery.com", "Request unsuccessful. Incapsula incident ID")

_HEADING = re.compile(r"<(title|h1)\b[^>]{0,500}>(.{0,500}?)</\1", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(r"\s+[-–—·/»]+\s+|\s*[|!]+\s*")
# A part of a title must be such a phrase from end to end: « Page introuvable | Mairie » says it,
# « Mon dossier est introuvable : que faire » does not.
_CODE = r"((erreur|error|code|http|page) )*404"
_ENGLISH = (
    r"((the |this )?(requested )?(page|document|file|content|url|article) (you requested )?)?"
    r"((was |is )?not found|(could not|cannot|can't) be found|(is )?no longer (exists|available)"
    r"|does(n't| not) exist( anymore)?)"
)
_FRENCH = (
    r"(la |cette |le |ce |votre |l')?(page|document|contenu|article|fichier|fiche)"
    r"( demandée?| recherchée?| que vous (demandez|recherchez|cherchez))?"
    r" ((est |semble )?(introuvable|inexistante?|supprimée?)|(est )?non trouvée?"
    r"|n'(a pas été|est pas|a pu être) trouvée?|n'existe (pas|plus)"
    r"|n'est (pas|plus) (disponible|en ligne))"
)
_GERMAN = (
    r"((die|diese|das|dieses|der|dieser) )?"
    r"((von ihnen )?(angeforderte|aufgerufene|gesuchte|gewünschte)[rs]? )?"
    r"(seite|dokument|inhalt|artikel|datei)"
    r" ((wurde |konnte )?(leider )?nicht gefunden( werden)?"
    r"|existiert (leider )?nicht( mehr)?"
    r"|ist (leider )?nicht( mehr)? (verfügbar|vorhanden))"
)
_OTHERS = (
    r"p[áa]gina no encontrada|pagina non trovata"
    r"|pagina niet gevonden"
)
_NOT_FOUND = re.compile(
    rf"({_CODE}( error| erreur)?[ :,]*)?({_ENGLISH}|{_FRENCH}|{_GERMAN}|{_OTHERS})\.*"
    rf"|{_CODE}( error)?\.*",
    re.IGNORECASE,
)
# Légifrance, of a text that is not in force on the day of its address; not when it is quoted.
_NO_CONTENT = re.compile(r"(?<![«“\"'])(?<![«“\"']\s)Pas de contenu disponible à cette date")
_LONGEST = 80


def is_challenge(headers: Mapping[str, str], markup: str) -> bool:
    """Whether this is a page that asks « are you human? » instead of the page asked for."""
    if "challenge" in headers.get("cf-mitigated", "").lower():
        return True
    if headers.get("x-amzn-waf-action", "").lower() in {"challenge", "captcha"}:
        return True
    beginning = markup[:_SPAN]
    marked = any(mark in beginning for mark in _CHALLENGE_MARKS)
    return marked or _CHALLENGE_TITLE.search(beginning) is not None


def not_found_notice(markup: str) -> str:
    """The words by which a page says itself that it is not there; empty when it says no such
    thing in its title, its first headings, or as Légifrance does."""
    for part in _title_parts(markup[:_SPAN]):
        if _NOT_FOUND.fullmatch(part):
            return part[:_LONGEST]
    said = _NO_CONTENT.search(html.unescape(markup)) if "Pas de contenu" in markup else None
    return said[0] if said else ""


def _title_parts(markup: str) -> Iterator[str]:
    for heading in _HEADING.finditer(markup):
        title = " ".join(visible_text(heading[2]).replace("’", "'").split())
        yield from filter(None, (part.strip() for part in _SEPARATOR.split(title)))
