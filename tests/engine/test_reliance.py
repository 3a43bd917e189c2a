"""Which steps, sections and entries rely on a source."""

from __future__ import annotations

from typing import Any

from engine.making import on_day, render, source
from guide.data.models import Contact, Term
from guide.data.registry import CONTACTS, DEADLINES, GLOSSARY, SOURCES, Registry
from guide.pages.front_matter import split_page
from guide.pages.page_files import Page
from guide.pages.reliance import reliance
from guide.pages.scan import scan

TEXT = """# Titre

[avant][loi]

## Partie {#partie}

[un][loi], [deux][loi], {deadline:campagne}

/// steps | gestes
1. un

    [encore][loi]

2. deux

    //// deadline | campagne
    /// before
    - [puce][loi]
    ///
    /// after
    b
    ///
    ////

3. {phone:mes}, {seen:loi}
///

## Autre

/// checklist | sac
- rien
- [case][loi] [connue][autre]
///

### Fin {#fin}

[inconnue][partout], {deadline:inconnue}, {hours:inconnu}, {all:sources}
"""
CONTACT: dict[str, Any] = {"name": {"fr": "Mes"}, "source": "autre", "seen": "2026-11-23"}
REGISTRY = Registry(
    deadlines={"campagne": on_day("2022-05-09", source="autre")},
    sources={"loi": source(), "autre": source(via="loi"), "seule": source()},
    contacts={"mes": Contact.model_validate(CONTACT | {"site": "loi", "phone": "3422"})},
    terms={"mot": Term.model_validate({"term": {"fr": "a"}, "meaning": {"fr": "b"}})},
    lines={(CONTACTS, "mes"): 3, (DEADLINES, "campagne"): 4, (SOURCES, "autre"): 8},
)


def page(text: str, uri: str = "fr/page.md") -> Page:
    return Page(uri, split_page(text, uri), scan(text))


def places(key: str) -> list[str]:
    return [str(place) for place in reliance([page(TEXT)], REGISTRY)[key]]


def test_each_step_and_section_once_and_the_data_last() -> None:
    assert places("loi") == [
        "docs/fr/page.md:3",
        "docs/fr/page.md:7, section partie",
        "docs/fr/page.md:12, step gestes-1",
        "docs/fr/page.md:18, step gestes-2",
        "docs/fr/page.md:25, step gestes-3",
        "docs/fr/page.md:32, step sac-2",
        f"{SOURCES}:8, entry autre",
        f"{CONTACTS}:3, entry mes",
    ]


def test_what_shows_a_date_or_a_number_relies_on_its_proof() -> None:
    assert places("autre") == [
        "docs/fr/page.md:7, section partie",
        "docs/fr/page.md:16, step gestes-2",
        "docs/fr/page.md:25, step gestes-3",
        "docs/fr/page.md:32, step sac-2",
        f"{DEADLINES}:4, entry campagne",
        f"{CONTACTS}:3, entry mes",
    ]


def test_what_nothing_relies_on_is_not_there() -> None:
    assert "seule" not in reliance([page(TEXT)], REGISTRY)
    assert GLOSSARY not in str(reliance([page(TEXT)], REGISTRY))


def test_the_steps_are_those_that_are_rendered() -> None:
    html = render(TEXT)
    for place in reliance([page(TEXT)], REGISTRY)["loi"]:
        if place.part in ("step", "section"):
            assert f'id="{place.id}"' in html


def test_pages_are_told_in_their_order() -> None:
    pages = [page("[a][loi]", "fr/b.md"), page("[a][loi]", "fr/a.md")]
    found = reliance(pages, Registry(sources={"loi": source()}))["loi"]
    assert [place.file for place in found] == ["docs/fr/b.md", "docs/fr/a.md"]
