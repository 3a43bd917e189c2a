"""A small guide, made in memory: two deadlines, a few sources, one day, one language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from markdown import Markdown

from guide.core.clock import Clock
from guide.core.today import Today
from guide.data.models import (
    Contact,
    DateDeadline,
    Deadline,
    LetterField,
    News,
    PeriodDeadline,
    Source,
    Term,
)
from guide.data.registry import Registry
from guide.rendering.context import Context
from guide.rendering.extension import GuideExtension
from guide.words.strings import Strings
from guide.words.wording import Wording

# As mkdocs.yml and MkDocs itself have them.
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html", "def_list", "abbr")
SAID: dict[str, Any] = {
    "locale": "fr",
    "first_day": "1er",
    "quotes": "«»",
    "until": "Jusqu’au {date} inclus",
    "since": "Depuis le {date}",
    "within": "Dans un délai de {period} à compter de {from}",
    "beyond": "Une fois ce délai de {period} passé",
    "sources_title": "Sources",
    "source_number": "Source {number}",
    "seen_live": "lue le {seen}",
    "seen_in_copy": "lue le {seen}, copie du {copy}",
    "seen_in_undated_copy": "lue le {seen}, copie sans date",
    "address_only": "adresse donnée par {via}",
    "gone": "(disparue ; copie du {date})",
    "seen_by_person": "Une personne : {reading}.",
    "seen_by_robot": "Le robot : {state}.",
    "health_unknown": "jamais vérifiée",
    "health_ok": "répond, et le dit (le {date})",
    "health_answers": "répond (le {date})",
    "health_changed": "changée (le {date})",
    "health_gone": "disparue (le {date})",
    "health_last_ok": "{state} ; vue le {date}",
    "health_never_ok": "{state} ; jamais vue",
    "deadline_date": "le {date}",
    "deadline_period": "{period} à compter de {from}",
    "deadline_over": "passé",
    "deadline_source": "source : {source}",
    "proof": "source : {source}, lue le {seen}",
    "contact_phone": "Téléphone : {phone}",
    "term": "{short} : {term}",
    "calendar_name": "{site} : dates",
    "calendar_passed": "C’est passé.",
    "timeline_caption": "Plein : passé le {date}.",
    "timeline_drawing": "De {first} à {last}.",
    "timeline_today": "Construit",
    "news_procedure": "{date}, la démarche",
    "news_guide": "{date}, ce guide",
    "calculator_start": "Depuis : {from}",
    "calculator_last": "Dernier jour : {date}.",
    "calculator_left": {"one": "{days} jour reste.", "other": "{days} jours restent."},
    "calculator_passed": {"one": "Passé de {days} jour.", "other": "Passé de {days} jours."},
    "calculator_today": "Aujourd’hui, heure de {zone}.",
    "calculator_too_far": "De {first} à {last}.",
    "calendar_summary": "Fin : {title}",
    "calendar_text": "Jusqu’à minuit, heure de {zone}.",
}


def strings(**said: str) -> Strings:
    """The sentences of the small guide; a sentence that no test reads is its own name."""
    return Strings.model_validate({key: key for key in Strings.model_fields} | SAID | said)


def source(**keys: Any) -> Source:
    usual = {
        "url": "https://loi.example/28",
        "title": "Article 28",
        "publisher": "Légifrance",
        "lang": "fr",
        "seen": "2026-11-23",
    }
    return Source.model_validate(usual | keys)


def on_day(day: str, **keys: Any) -> DateDeadline:
    usual = {"kind": "date", "title": {"fr": "Campagne"}, "source": "loi", "seen": "2026-11-23"}
    return DateDeadline.model_validate(usual | {"date": day} | keys)


def within(period: str, **keys: Any) -> PeriodDeadline:
    usual = {
        "kind": "period",
        "title": {"fr": "S’opposer"},
        "from": {"fr": "l’envoi"},
        "source": "loi",
        "seen": "2026-11-23",
    }
    return PeriodDeadline.model_validate(usual | {"within": period} | keys)


def contact(**keys: Any) -> Contact:
    usual = {"name": {"fr": "La caisse"}, "source": "loi", "seen": "2026-11-23"}
    return Contact.model_validate(usual | keys)


def term(name: str, short: str | None = None, **keys: Any) -> Term:
    usual: dict[str, Any] = {
        "term": {"fr": name},
        "short": short,
        "meaning": {"fr": f"Ce qu’est {name}."},
    }
    return Term.model_validate(usual | {"short": short} | keys)


def news(day: str, text: str = "Tout change.", **keys: Any) -> News:
    return News.model_validate({"date": day, "about": "guide", "text": {"fr": text}} | keys)


def blank(label: str, **keys: Any) -> LetterField:
    return LetterField.model_validate({"label": {"fr": label}} | keys)


DEADLINES: Mapping[str, Deadline] = {
    "campagne": on_day("2022-05-09"),
    "opposition": within("P6W"),
}
SOURCES: Mapping[str, Source] = {
    "loi": source(),
    "copie": source(url="https://copie.example/", title="Copie", copy="2025-08-27"),
    "sans-date": source(url="https://vieux.example/", title="Vieille copie", copy="unknown"),
    "etranger": source(url="https://eur.example/?a=1&b=2", title="Regulation", lang="en"),
}


def context(
    today: str = "2026-11-24",
    deadlines: Mapping[str, Deadline] = DEADLINES,
    sources: Mapping[str, Source] = SOURCES,
    language: str = "fr",
    **data: Any,
) -> Context:
    """What a page in `language` is rendered with on the civil day `today`.

    `data`: the entries of the other data files, by their names in Registry.
    """
    clock = Clock(datetime(2026, 11, 24, 12, tzinfo=UTC), date.fromisoformat(today))
    return Context(
        Registry(deadlines, sources, **data),
        Today(clock, "Europe/Paris"),
        Wording(language, strings(locale=language)),
        source_language="fr",
    )


def render(text: str, given: Context | None = None) -> str:
    """The HTML that the Markdown `text` becomes."""
    return Markdown(extensions=[*EXTENSIONS, GuideExtension(given or context())]).convert(text)


def rendered(text: str, given: Context | None = None) -> Element:
    """The same as a tree."""
    return parsed(f"<body>{render(text, given)}</body>")


def parsed(xml: str) -> Element:
    return fromstring(xml)  # noqa: S314  # we have written it ourselves
