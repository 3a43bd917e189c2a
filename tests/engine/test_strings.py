"""What the engine says to readers."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml

from guide.core.problems import Problem
from guide.data.settings_model import Settings
from guide.words.languages import load_languages
from guide.words.strings import Strings
from guide.words.strings_files import FOLDER, GUIDE, load_strings

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yml"))
NOBODY = FOLDER / "nobody"  # the folder of a guide that has no strings of its own
FRENCH = yaml.safe_load((FOLDER / "fr.yml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_with_the_same_names(language: str) -> None:
    strings, problems = load_strings(language, NOBODY)
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


def loaded(engine: Path) -> tuple[Strings | None, list[Problem]]:
    """The language xx of an engine with its strings in `engine`; the guide has none."""
    return load_strings("xx", engine / "guide", engine)


def test_a_sentence_that_is_missing_is_told(tmp_path: Path) -> None:
    strings, (problem,) = loaded(written(tmp_path, overdue=None))
    assert strings is None
    assert problem.file == "hooks/strings/xx.yml"
    assert problem.message.startswith("'overdue' is missing. ")


def test_a_sentence_that_nobody_says_is_told_on_its_line(tmp_path: Path) -> None:
    _, (problem,) = loaded(written(tmp_path, overdu="…"))
    last = list(FRENCH)[-1]
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of(last) + 1}: unknown key 'overdu'. Did you mean 'overdue'?"
    )


def test_an_empty_sentence_is_told_on_its_line(tmp_path: Path) -> None:
    _, (problem,) = loaded(written(tmp_path, locale=""))
    assert str(problem).startswith("hooks/strings/xx.yml:1: 'locale' is empty. ")


def test_yaml_that_cannot_be_read_is_told_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "xx.yml").write_text("locale: fr\nuntil: *x\n", "utf-8")
    strings, (problem,) = loaded(tmp_path)
    assert strings is None
    assert str(problem).startswith("hooks/strings/xx.yml:2: alias '*x' is not followed")


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("until", "{dat}", "'{dat}' stands for nothing here. Did you mean 'date'?"),
        ("until", "{}", "'{}' stands for nothing here. There are: {date}."),
        ("until", "{date:x}", "'{date:x}' stands for nothing here. Did you mean 'date'?"),
        ("quotes", "“", "'“' is not two marks. Write those that open and close, “”."),
        ("theme", "{date}", "'{date}' stands for nothing here. There are: none."),
        ("until", "Avant {date", "a brace stands alone."),
        ("until", "Avant date}", "a brace stands alone."),
    ],
)
def test_a_brace_that_stands_for_nothing_is_told(
    key: str, text: str, message: str, tmp_path: Path
) -> None:
    strings, (problem,) = loaded(written(tmp_path, **{key: text}))
    assert strings is None
    assert str(problem).startswith(f"hooks/strings/xx.yml:{line_of(key)}: '{key}': {message}")


def test_a_plural_needs_the_form_that_every_language_has(tmp_path: Path) -> None:
    _, (problem,) = loaded(written(tmp_path, calculator_left={"one": "{days} jour"}))
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of('calculator_left')}: 'calculator_left.other' is missing. "
        'Add `other: "…"`.'
    )


def test_a_form_that_no_plural_has_is_told_on_its_line(tmp_path: Path) -> None:
    forms = {"on": "{days} jour", "other": "{days} jours"}
    _, (problem,) = loaded(written(tmp_path, calculator_left=forms))
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of('calculator_left') + 1}: unknown key 'calculator_left.on'. "
        "Did you mean 'one'?"
    )


@pytest.mark.parametrize("form", ["one", "other"])
def test_every_form_of_a_plural_is_held_to_its_names(form: str, tmp_path: Path) -> None:
    forms = {"one": "un jour", "other": "{days} jours"} | {form: "{dais} jours"}
    _, (problem,) = loaded(written(tmp_path, calculator_left=forms))
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line_of('calculator_left')}: 'calculator_left': "
        "'{dais}' stands for nothing here. Did you mean 'days'? There are: {days}."
    )


def test_a_sentence_may_leave_a_name_out_or_say_it_twice(tmp_path: Path) -> None:
    strings, problems = loaded(written(tmp_path, until="{date} {date}", since="Fini"))
    assert not problems
    assert strings
    assert (strings.until, strings.since) == ("{date} {date}", "Fini")


def test_a_file_that_is_not_utf_8_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "xx.yml").write_bytes("locale: fr\nuntil: à\n".encode("latin-1"))
    strings, (problem,) = loaded(tmp_path)
    assert strings is None
    assert str(problem).startswith("hooks/strings/xx.yml:2: ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    strings, (problem,) = loaded(tmp_path)
    assert strings is None
    assert str(problem) == (
        "docs/strings/xx.yml: this file is missing, and hooks/strings/ has none of that name. "
        "Copy hooks/strings/en.yml to it and translate it."
    )


def guide_saying(project: Path, text: str, language: str = "en") -> Path:
    """A guide in the folder `project` with strings of its own."""
    own = project / GUIDE / f"{language}.yml"
    own.parent.mkdir(parents=True)
    own.write_text(text, "utf-8")
    return project


def test_what_a_guide_says_replaces_what_the_engine_says(tmp_path: Path) -> None:
    own = 'locale: en-US\ncalculator_left: {other: "days: {days}"}\n'
    strings, problems = load_strings("en", guide_saying(tmp_path, own))
    engine, _ = load_strings("en", NOBODY)
    assert not problems
    assert strings
    assert engine
    assert (strings.locale, strings.calculator_left.forms()) == ("en-US", {"other": "days: {days}"})
    changed = {"locale", "calculator_left"}
    assert strings.model_dump(exclude=changed) == engine.model_dump(exclude=changed)


def test_a_guide_may_speak_a_language_of_its_own(tmp_path: Path) -> None:
    words = (FOLDER / "en.yml").read_text("utf-8").replace("en-GB", "ga")
    strings, problems = load_strings("ga", guide_saying(tmp_path, words, "ga"))
    assert not problems
    assert strings
    assert strings.locale == "ga"


def test_a_language_of_its_own_must_be_whole(tmp_path: Path) -> None:
    words = (FOLDER / "en.yml").read_text("utf-8").replace('menu: "All pages"\n', "")
    _, problems = load_strings("ga", guide_saying(tmp_path, words, "ga"))
    assert [str(one) for one in problems] == [
        "docs/strings/ga.yml:3: 'menu' is missing. Add `menu: \"…\"`."
    ]


def test_a_guide_may_have_nothing_to_say_yet(tmp_path: Path) -> None:
    strings, problems = load_strings("en", guide_saying(tmp_path, "# menu: Pages\n"))
    assert strings
    assert not problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("menu: A\nmenuu: B\n", "2: unknown key 'menuu'. Did you mean 'menu'?"),
        (
            "menu: A\n\nsince: '{day}'\n",
            "3: 'since': '{day}' stands for nothing here. There are: {date}.",
        ),
        ("menu: A\nmenu: B\n", "2: 'menu' stands here again; it is on line 1 already."),
        ("- menu\n", "1: it must not be a list. Write `key: value` lines."),
        (
            "\ncarry_file: ../x.zip\n",
            "2: 'carry_file': '../x.zip' leads out of the language's folder.",
        ),
    ],
)
def test_what_a_guide_says_wrongly_is_told_where_it_stands(
    text: str, told: str, tmp_path: Path
) -> None:
    strings, (problem,) = load_strings("en", guide_saying(tmp_path, text))
    assert strings is None
    assert str(problem).startswith(f"docs/strings/en.yml:{told}")


@pytest.mark.parametrize("path", ["../x.pdf", "/x.pdf", "a/../../x.pdf"])
def test_no_file_leaves_the_folder_of_its_language(path: str, tmp_path: Path) -> None:
    _, (problem,) = loaded(written(tmp_path, paper_booklet_file=path))
    line = line_of("paper_booklet_file")
    assert str(problem) == (
        f"hooks/strings/xx.yml:{line}: 'paper_booklet_file': '{path}' leads out of the language's "
        "folder. Write a path within it."
    )


@pytest.mark.parametrize(
    ("language", "source", "told"),
    [
        ("en", "de", "Read this page in German."),
        ("de", "en", "Diese Seite auf Englisch lesen."),
        ("fr", "de", "Lire cette page en allemand."),
        ("fr", "en", "Lire cette page en anglais."),
        ("pt", "de", "Ler esta página em alemão."),
        ("tr", "de", "Bu sayfayı Almanca okuyun."),
        ("ar", "de", "اقرؤوا هذه الصفحة باللغة الألمانية."),
    ],
)
def test_a_translation_names_the_language_of_its_source(
    language: str, source: str, told: str
) -> None:
    settings = Settings.model_validate(
        {"source_language": source, "zone": "UTC", "languages": {language: {"name": language}}}
    )
    languages, problems = load_languages(settings, NOBODY)
    assert not problems
    said = languages[language].strings
    assert said.translation_source == told
    assert not any("{language}" in str(one) for one in said.model_dump().values())


def test_files_stand_in_the_folder_of_their_language() -> None:
    settings = Settings.model_validate(
        {"source_language": "en", "zone": "UTC", "languages": {"fr": {"name": "Français"}}}
    )
    languages, _ = load_languages(settings, NOBODY)
    assert languages["en"].strings.paper_booklet_file == "paper/guide.pdf"
    assert languages["fr"].strings.paper_booklet_file == "fr/papier/guide-fr.pdf"


def test_every_sentence_is_declared() -> None:
    assert set(FRENCH) == set(Strings.model_fields)
