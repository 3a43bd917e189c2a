"""The engine is of no country: what is about this guide stands in mkdocs.yml and docs/ alone."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from guide.words.strings_files import FOLDER

HOOKS = FOLDER.parent
# What this guide is about, and whom its readers deal with.
NAMES = re.compile(
    r"mon espace sant|\bmes-|vitale|\bameli|\b3422\b|\b3646\b|\bcnil\b|\bcpam\b|l[ée]gifrance"
    r"|\bcsp-|\bfranc(?:e|onnect)\b|\bfrench\b|fran[cç]ais|\bparis\b|service-public",
    re.IGNORECASE,
)
# Words that French sentences seldom do without, and English ones do.
FRENCH = re.compile(
    r"\b(?:la|les|des|du|une?|est|sont|pas|vous|votre|pour|dans|avec|cette|qui|sur|"
    r"délai|étape|lettre|démarche|accueil|dépliant|papier|adresse)\b|[lLdDnNqQ]’",
)
ENGINE = [
    path.relative_to(HOOKS).as_posix()
    for path in sorted(HOOKS.rglob("*"))
    if path.suffix in (".py", ".html", ".js", ".css", ".typ", ".conf", ".txt", ".xml", ".ini", "")
    and path.is_file()
    and "__pycache__" not in path.parts
]
# A law, a scale, an envelope, a site with ways of its own: called what they are.
CITED = {
    "guide/core/dates.py": {"French"},
    "guide/words/readability.py": {"French"},
    "guide/words/written_dates.py": {"French"},
    "guide/links/notices.py": {"Légifrance"},
    "paper/letter.typ": {"France"},
}
# What a machine must know of French, as it knows English and German: how sites of that language
# say that a page is not there, and how its text is weighed.
KNOWS_LANGUAGES = ("guide/links/notices.py", "guide/links/verdict.py", "guide/words/readability.py")


def said(path: Path) -> str:
    """What the file at `path` says or does: its text without what only explains it to us."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return "\n".join(_tokens(text))
    text = re.sub(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", "", text, flags=re.DOTALL)
    return re.sub(r"(?m)(^|\s)(//|#) .*$", "", text)


def _tokens(text: str) -> Iterator[str]:
    """All of a module but its comments and its docstrings."""
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(StringIO(text).readline):
        starts = before in (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT)
        if token.type != tokenize.COMMENT and not (token.type == tokenize.STRING and starts):
            yield token.string
        before = token.type


def test_what_is_searched_is_all_of_the_engine() -> None:
    assert len(ENGINE) > 150
    assert {"guide/build.py", "templates/main.html", "templates/assets/css/guide.css"} <= {*ENGINE}


@pytest.mark.parametrize("name", ENGINE)
def test_no_file_names_what_one_guide_is_about(name: str) -> None:
    """Not even in a comment."""
    found = {one[0] for one in NAMES.finditer((HOOKS / name).read_text("utf-8"))}
    assert found <= CITED.get(name, set())


def test_no_file_speaks_french() -> None:
    found = {
        name: FRENCH.findall(said(HOOKS / name)) for name in ENGINE if name not in KNOWS_LANGUAGES
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_no_sentence_names_what_one_guide_is_about(path: Path) -> None:
    text = re.sub(r"(?m)(^|\s)# .*$", "", path.read_text("utf-8"))
    own = "" if path.stem != "fr-falc" else "français facile"  # what the language itself is called
    assert NAMES.findall(text.replace(own, "") if own else text) == []


def test_french_would_be_found() -> None:
    assert FRENCH.findall("Cette page n’est pas encore là.")
    assert NAMES.findall("the digital record Mon espace santé of France")
