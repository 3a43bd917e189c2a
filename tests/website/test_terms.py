"""The fixed words of each language: where the French says one, the translation says its own.

docs/data/glossary.yml holds them, and docs/fr/traduire.md shows them to translators.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from .building import ROOT
from .pages import TRANSLATED

DOCS = ROOT / "docs"
OFTEN = 2  # times on a page: once may well be said by « it »
GLOSSARY = yaml.safe_load((DOCS / "data/glossary.yml").read_text("utf-8"))
# French words that are more than the term, or less: « profil » in « Gérer le profil » is a label.
LABELS = re.compile(
    r"«[^»]*»|\]\([^)]*\)|\]\[[^\]]*\]|\{[^}]*\}|^/// letter.*?^///$", re.MULTILINE | re.DOTALL
)


def folded(text: str) -> str:
    """`text` without case and marks: what endings, articles and vowel signs do not change."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ـ", ""))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def stems(term: str) -> list[str]:
    """The beginnings of the words of `term`, without what grammar may change."""
    bare = re.sub(r"\([^)]*\)|«[^»]*»", "", term)
    words = [re.sub("^ال", "", word) for word in re.findall(r"\w+", folded(bare))]
    return [word[: max(4, len(word) - 2)] for word in words if len(word) > 3] or words


@cache
def said(path: Path) -> str:
    return folded(LABELS.sub(" ", path.read_text("utf-8").split("---\n", 2)[2]))


def pages_with(term: str) -> list[str]:
    """The French pages that say `term` often, by path in the language's folder."""
    wanted = re.compile(rf"\b{re.escape(folded(term))}")
    pages = sorted((DOCS / "fr").rglob("*.md"))
    return [
        page.relative_to(DOCS / "fr").as_posix()
        for page in pages
        if len(wanted.findall(said(page))) >= OFTEN
    ]


def missing_in(language: str) -> Iterator[str]:
    """Each page that says a word otherwise, or not at all."""
    for key, entry in GLOSSARY.items():
        french, own = entry["term"]["fr"], entry["term"].get(language)
        assert own, key
        if own == french:
            continue  # a name, which a translation may also explain
        for name in pages_with(french):
            if not all(stem in said(DOCS / language / name) for stem in stems(own)):
                yield f"{name}: {french} = {own}"


@pytest.mark.parametrize("language", [one for one in TRANSLATED if not one.startswith("fr")])
def test_each_page_says_the_fixed_words(language: str) -> None:
    assert list(missing_in(language)) == []


def test_the_french_says_most_of_them() -> None:
    """Else the test above would look at nothing."""
    assert sum(bool(pages_with(entry["term"]["fr"])) for entry in GLOSSARY.values()) > 20
