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
    for key, said in strings.model_dump(exclude_none=True).items():
        assert _names(said) == _names(FRENCH[key]), key


def _names(said: str | dict[str, str]) -> set[str]:
    """The names between braces, of all forms of a plural too."""
    texts = [said] if isinstance(said, str) else said.values()
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def line_of(key: str) -> int:
    """The line of `key` in a file of `written`, where a plural has a line for each form."""
    before = list(FRENCH.values())[: list(FRENCH).index(key)]
    return 1 + sum(1 if isinstance(said, str) else 1 + len(said) for said in before)


def written(folder: Path, **changes: str | dict[str, str] | None) -> Path:
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
    last = list(FRENCH)[-1]
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of(last) + 1}: unknown key 'overdu'. Did you mean 'overdue'?"
    )


def test_an_empty_sentence_is_told_on_its_line(tmp_path: Path) -> None:
    _, (problem,) = load_strings("xx", written(tmp_path, locale=""))
    assert str(problem).startswith("hooks/strings/xx.yml:1: 'locale' is empty. ")


def test_yaml_that_cannot_be_read_is_told_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "xx.yml").write_text("locale: fr\nuntil: *x\n", "utf-8")
    strings, (problem,) = load_strings("xx", tmp_path)
    assert strings is None
    assert str(problem).startswith("hooks/strings/xx.yml:2: alias '*x' is not followed")


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("until", "{dat}", "'{dat}' stands for nothing here. Did you mean 'date'?"),
        ("until", "{}", "'{}' stands for nothing here. There are: {date}."),
        ("until", "{date:x}", "'{date:x}' stands for nothing here. Did you mean 'date'?"),
        ("theme", "{date}", "'{date}' stands for nothing here. There are: none."),
        ("until", "Avant {date", "a brace stands alone."),
        ("until", "Avant date}", "a brace stands alone."),
    ],
)
def test_a_brace_that_stands_for_nothing_is_told(
    key: str, text: str, message: str, tmp_path: Path
) -> None:
    strings, (problem,) = load_strings("xx", written(tmp_path, **{key: text}))
    assert strings is None
    assert str(problem).startswith(f"hooks/strings/xx.yml:{line_of(key)}: '{key}': {message}")


def test_a_plural_needs_the_form_that_every_language_has(tmp_path: Path) -> None:
    _, (problem,) = load_strings("xx", written(tmp_path, calculator_left={"one": "{days} jour"}))
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of('calculator_left')}: 'calculator_left.other' is missing. "
        'Add `other: "…"`.'
    )


def test_a_form_that_no_plural_has_is_told_on_its_line(tmp_path: Path) -> None:
    forms = {"on": "{days} jour", "other": "{days} jours"}
    _, (problem,) = load_strings("xx", written(tmp_path, calculator_left=forms))
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of('calculator_left') + 1}: unknown key 'calculator_left.on'. "
        "Did you mean 'one'?"
    )


@pytest.mark.parametrize("form", ["one", "other"])
def test_every_form_of_a_plural_is_held_to_its_names(form: str, tmp_path: Path) -> None:
    forms = {"one": "un jour", "other": "{days} jours"} | {form: "{dais} jours"}
    _, (problem,) = load_strings("xx", written(tmp_path, calculator_left=forms))
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of('calculator_left')}: 'calculator_left': "
        "'{dais}' stands for nothing here. Did you mean 'days'? There are: {days}."
    )


def test_a_sentence_may_leave_a_name_out_or_say_it_twice(tmp_path: Path) -> None:
    strings, problems = load_strings("xx", written(tmp_path, until="{date} {date}", since="Fini"))
    assert not problems
    assert strings
    assert (strings.until, strings.since) == ("{date} {date}", "Fini")


def test_a_file_that_is_not_utf_8_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "xx.yml").write_bytes("locale: fr\nuntil: à\n".encode("latin-1"))
    strings, (problem,) = load_strings("xx", tmp_path)
    assert strings is None
    assert str(problem).startswith("hooks/strings/xx.yml:2: ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    strings, (problem,) = load_strings("xx", tmp_path)
    assert strings is None
    assert str(problem).startswith("hooks/strings/xx.yml: this file is missing.")


def test_every_sentence_is_declared() -> None:
    assert set(FRENCH) == set(Strings.model_fields)
