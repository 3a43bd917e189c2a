"""What the scripts say: the same things in each language, with the same blanks."""

from __future__ import annotations

import re
import tomllib
from string import Formatter
from typing import Any

import pytest

from .scripts import SCRIPTS

LANGUAGES = sorted((SCRIPTS / "words").glob("*.toml"))
EN = SCRIPTS / "words" / "en.toml"


def blanks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def shape(words: dict[str, Any]) -> dict[str, set[str | None]]:
    """Each key of each table, and its blanks."""
    return {
        f"{table}.{key}": blanks(text)
        for table, said in words.items()
        for key, text in said.items()
    }


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_each_language_says_the_same(path: Any) -> None:
    words = tomllib.loads(path.read_text("utf-8"))
    assert shape(words) == shape(tomllib.loads(EN.read_text("utf-8")))
    assert all(text.strip() == text != "" for said in words.values() for text in said.values())


def test_there_are_three_at_least() -> None:
    assert {path.stem for path in LANGUAGES} >= {"de", "en", "fr"}


def test_french_has_its_spaces() -> None:
    text = re.sub(r"`[^`]*`", "", (SCRIPTS / "words" / "fr.toml").read_text("utf-8"))
    assert re.findall(r".* [;:!?»](?:\s|$).*|.*« .*|.*\w'\w.*", text) == []


def test_no_script_says_french() -> None:
    """Outside of the names by which it once marked what it wrote."""
    for path in sorted(SCRIPTS.glob("*.py")):
        text = re.sub(r"<!--.*?-->", "", path.read_text("utf-8"))
        assert not re.search(r"[à-ÿ]|«|\b(?:le|la|les|des|une|veille)\b", text), path.name
