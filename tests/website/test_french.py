"""The guide's French: typography, spelling, and the parts that every path must have."""

from __future__ import annotations

from pathlib import Path

import pytest

from .building import ROOT
from .french import NB, THIN, paragraphs, typographic_faults, unknown_words
from .html import ids, page, text
from .pages import ALL

ENTRIES = (
    "cloturer",
    "s-opposer",
    "enfants-et-proches",
    "sans-internet",
    "je-ne-sais-pas",
    "j-hesite",
    "ca-ne-marche-pas",
    "autres-fichiers",
)
# What a person needs in any situation, from the first question to the proof in hand.
SECTIONS = {
    *("avant", "en-ligne", "telephone", "courrier", "sur-place"),
    *("preuve", "echec", "limites", "revenir", "ecran-different"),
}
WORDS = Path(__file__).parent / "words.txt"


@pytest.mark.parametrize("name", ALL)
def test_typography(site: Path, name: str) -> None:
    found = [fault for part in paragraphs(page(site / name)) for fault in typographic_faults(part)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"Vous avez le code{NB}: {THIN}! Non", 0),
        (f"Est-ce fini{THIN}? «{NB}Oui{NB}»{NB}: c’est l’essentiel…", 0),
        ("Est-ce fini ?", 1),
        ("Est-ce fini?", 1),
        ("Voici : rien", 1),
        ("«Oui»", 2),
        ("l'espace", 1),
        ("Etat civil", 1),
        (f"Bien.{NB}Ca va", 1),
        ("6 semaines", 1),
        (f"6{NB}semaines, 97{NB}%", 0),
        ("le coeur", 1),
        ("attendez...", 1),
        ("oui - non", 1),
        ("écrivez à a@info.ameli.fr, tapez monespacesante.fr", 0),
    ],
)
def test_the_rules_see_what_they_must(text: str, faults: int) -> None:
    assert len(typographic_faults(text)) == faults


def test_no_two_spaces_are_typed() -> None:
    typed = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "docs" / "fr").rglob("*.md"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "  " in line.strip(" ").replace("-   ", "")
    ]
    assert typed == []


def test_spelling(site: Path) -> None:
    texts = [part for name in ALL for part in paragraphs(page(site / name))]
    ours = {line.strip() for line in WORDS.read_text("utf-8").splitlines()}
    assert unknown_words(texts, ours) == set()


def test_spelling_sees_a_wrong_word() -> None:
    assert unknown_words(["Une frase de l’espace", "amelipro"], ["amelipro"]) == {"frase"}


def test_our_own_words_are_all_needed(site: Path) -> None:
    texts = [part for name in ALL for part in paragraphs(page(site / name))]
    ours = {line.strip() for line in WORDS.read_text("utf-8").splitlines() if line.strip()}
    assert ours - unknown_words(texts, []) == set()


@pytest.mark.parametrize("name", ENTRIES)
def test_each_situation_is_whole(site: Path, name: str) -> None:
    assert SECTIONS - ids(page(site / f"guide/{name}.html")) == set()


def test_each_situation_is_one_press_from_home(site: Path) -> None:
    targets = {link.get("href", "") for link in page(site / "index.html").iter("a")}
    assert {f"guide/{name}.html" for name in ENTRIES} - targets == set()


def test_the_finder_leads_on_in_three_answers(site: Path) -> None:
    """Each question folded within another counts for one answer; every end is a page."""
    finder = page(site / "guide/trouver.html")

    def deepest(element: object, depth: int = 0) -> int:
        children = list(element)  # type: ignore[call-overload]
        inside = depth + (getattr(element, "tag", "") == "details")
        return max([inside, *(deepest(child, inside) for child in children)])

    assert 1 <= deepest(finder.find("body")) <= 3
    ends = {link.get("href", "") for link in finder.iter("a")}
    assert {f"{name}.html" for name in ENTRIES} - {end.partition("#")[0] for end in ends} == set()


def test_pages_of_data_are_never_typed(site: Path) -> None:
    for number in ("3422", "TSA 80715"):
        typed = [
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "docs" / "fr").rglob("*.md")
            if number in path.read_text("utf-8")
        ]
        assert typed == []
        assert any(number in text(page(site / name)) for name in ALL)
