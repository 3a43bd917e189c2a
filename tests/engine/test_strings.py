"""What the engine says to readers."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml

from guide.strings import FOLDER, Strings, load_strings

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yml"))
FRENCH = yaml.safe_load((FOLDER / "fr.yml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_with_the_same_names(language: str) -> None:
    strings, problems = load_strings(language)
    assert not problems
    assert strings
    for key, text in strings.model_dump(exclude_none=True).items():
        assert _names(text) == _names(FRENCH[key]), key


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def written(folder: Path, **changes: str | None) -> Path:
    said = {key: text for key, text in (FRENCH | changes).items() if text is not None}
    (folder / "xx.yml").write_text(
        yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000), "utf-8"
    )
    return folder


def test_a_sentence_that_is_missing_is_told(tmp_path: Path) -> None:
    strings, (problem,) = load_strings("xx", written(tmp_path, overdue=None))
    assert strings is None
    assert problem.file == "hooks/strings/xx.yml"
    assert problem.message.startswith("'overdue' is missing. ")


def test_a_sentence_that_nobody_says_is_told_on_its_line(tmp_path: Path) -> None:
    _, (problem,) = load_strings("xx", written(tmp_path, overdu="…"))
    line = len(FRENCH) + 1
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line}: unknown key 'overdu'. Did you mean 'overdue'?"
    )


def test_an_empty_sentence_is_told_on_its_line(tmp_path: Path) -> None:
    _, (problem,) = load_strings("xx", written(tmp_path, locale=""))
    assert str(problem).startswith("hooks/strings/xx.yml:1: 'locale' is empty. ")


def test_yaml_that_cannot_be_read_is_told_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "xx.yml").write_text("locale: fr\nuntil: *x\n", "utf-8")
    strings, (problem,) = load_strings("xx", tmp_path)
    assert strings is None
    assert str(problem).startswith("hooks/strings/xx.yml:2: alias '*x' is not followed")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    strings, (problem,) = load_strings("xx", tmp_path)
    assert strings is None
    assert str(problem).startswith("hooks/strings/xx.yml: this file is missing.")


def test_every_sentence_is_declared() -> None:
    assert set(FRENCH) == set(Strings.model_fields)
