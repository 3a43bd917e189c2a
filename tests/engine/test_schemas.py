"""The schemas that editors check the data files by."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from guide.core.dates import parse_day, parse_period
from guide.core.places import PROJECT
from guide.data import schemas
from guide.data.registry import CONTACTS, DEADLINES, FIELDS, GLOSSARY, MEASURES, NEWS, SOURCES
from guide.data.schemas import schema_path

FILES = (DEADLINES, SOURCES, CONTACTS, GLOSSARY, NEWS, FIELDS, MEASURES)
HERE = [data for data in FILES if (PROJECT / data).exists()]  # a guide may do without some
DATE = {
    "kind": "date",
    "date": "2022-05-09",
    "title": {"fr": "Campagne"},
    "source": "loi",
    "seen": "2026-11-23",
}
PERIOD = {
    "kind": "period",
    "within": "P6W",
    "from": {"fr": "l’envoi"},
    "title": {"fr": "S’opposer"},
    "source": "loi",
    "seen": "2026-11-23",
}
SOURCE = {
    "url": "https://loi.example/",
    "title": "Loi",
    "publisher": "Légifrance",
    "lang": "fr",
    "seen": "2026-11-23",
}


def kept(data: str) -> Any:
    """The schema of the file `data` that stands beside it."""
    return json.loads((PROJECT / schema_path(data)).read_text("utf-8"))


VALIDATORS = {
    data: Draft202012Validator(kept(data), format_checker=FormatChecker()) for data in FILES
}


@pytest.mark.parametrize("data", FILES)
def test_the_schema_is_one(data: str) -> None:
    Draft202012Validator.check_schema(kept(data))


@pytest.mark.parametrize("data", FILES)
def test_the_schema_is_made_from_the_models(data: str) -> None:
    text = (PROJECT / schema_path(data)).read_bytes().decode("utf-8")
    assert text == schemas.schemas()[schema_path(data)], "make schemas"


def test_the_command_writes_every_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs" / "data").mkdir(parents=True)
    monkeypatch.setattr(schemas, "PROJECT", tmp_path)
    schemas.main()
    assert capsys.readouterr().out == "".join(f"{schema_path(data)}: made\n" for data in FILES)
    for data in FILES:
        made = (tmp_path / schema_path(data)).read_bytes()
        assert made == (PROJECT / schema_path(data)).read_bytes()
        assert made.endswith(b"}\n")


@pytest.mark.parametrize("data", [data for data in HERE if data != MEASURES])  # which nobody edits
def test_the_data_name_their_schema_to_editors(data: str) -> None:
    first = (PROJECT / data).read_text("utf-8").splitlines()[0]
    name = Path(schema_path(data)).name
    assert first == f"# yaml-language-server: $schema={name}"


@pytest.mark.parametrize("data", HERE)
def test_the_real_data_fit(data: str) -> None:
    """As editors read them: numbers and booleans are typed, dates are text."""
    read = yaml.load((PROJECT / data).read_text("utf-8"), _Yaml12)  # noqa: S506  # a SafeLoader
    assert not list(VALIDATORS[data].iter_errors(read))


class _Yaml12(yaml.SafeLoader):
    yaml_implicit_resolvers = {  # noqa: RUF012
        letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@pytest.mark.parametrize("entry", [DATE, PERIOD, DATE | {"warn": "P90D", "zone": "Indian/Reunion"}])
def test_a_deadline_is_of_either_kind(entry: dict[str, Any]) -> None:
    assert VALIDATORS[DEADLINES].is_valid({"un-id-2": entry})


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"copy": "2025-08-27"},
        {"copy": "unknown", "via": "loi", "expect": ["six semaines"]},
        {"archive": {"url": "https://archive.example/", "date": "2026-05-02"}},
    ],
)
def test_a_source_may_say_how_it_was_read(more: dict[str, Any]) -> None:
    assert VALIDATORS[SOURCES].is_valid({"loi": SOURCE | more})


def test_an_empty_mapping_is_a_guide_that_begins() -> None:
    assert all(one.is_valid({}) for one in VALIDATORS.values())


@pytest.mark.parametrize("key", ["Opposition", "op_position", "opposition-", "-a", "a--b", "é", ""])
def test_an_id_is_kebab_case(key: str) -> None:
    assert not VALIDATORS[DEADLINES].is_valid({key: DATE})
    assert not VALIDATORS[SOURCES].is_valid({key: SOURCE})


def _without_each(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in entry:
        yield {other: value for other, value in entry.items() if other != key}


@pytest.mark.parametrize(
    "entry",
    [
        *_without_each(DATE),
        *_without_each(PERIOD),
        DATE | {"color": "red"},
        DATE | {"within": "P6W"},
        PERIOD | {"date": "2022-05-09"},
        DATE | {"kind": "day"},
        DATE | {"kind": "period"},
        DATE | {"date": "9 mai 2022"},
        DATE | {"date": "2022-02-30"},
        DATE | {"date": "20220509"},
        DATE | {"date": None},
        DATE | {"seen": 20261123},
        DATE | {"title": "Campagne"},
        DATE | {"title": {}},
        DATE | {"title": {"fr": " "}},
        DATE | {"warn": "90 jours"},
        PERIOD | {"within": "P0D"},
        PERIOD | {"within": "six semaines"},
        PERIOD | {"within": "PT5H"},
        PERIOD | {"from": {"fr": ""}},
        PERIOD | {"from": "l’envoi"},
        "un texte",
        None,
    ],
)
def test_a_wrong_deadline_is_seen(entry: object) -> None:
    assert not VALIDATORS[DEADLINES].is_valid({"opposition": entry})


@pytest.mark.parametrize(
    "entry",
    [
        *_without_each(SOURCE),
        SOURCE | {"url": "www.loi.example"},
        SOURCE | {"url": "ftp://loi.example/"},
        SOURCE | {"copied": "2025-08-27"},
        SOURCE | {"copy": "inconnue"},
        SOURCE | {"copy": "2025-13-01"},
        SOURCE | {"expect": "six semaines"},
        SOURCE | {"expect": [""]},
        SOURCE | {"archive": {"url": "https://archive.example/"}},
        SOURCE | {"archive": "https://archive.example/"},
        SOURCE | {"title": ""},
        SOURCE | {"titre": "Loi"},
    ],
)
def test_a_wrong_source_is_seen(entry: object) -> None:
    assert not VALIDATORS[SOURCES].is_valid({"loi": entry})


def test_every_key_is_described() -> None:
    for data in FILES:
        for model in kept(data)["$defs"].values():
            assert model["description"]
            for key, described in model["properties"].items():
                assert described.get("description"), key


# Editors and the build must agree on dates and periods, letter for letter (but for a period of
# more than four centuries, which a pattern cannot tell).


@given(st.text("P0123456789YMWDT -") | st.from_regex(r"P([0-9]{1,2}[YMWD]){1,4}", fullmatch=True))
def test_a_period_is_one_for_both(text: str) -> None:
    entry = copy.deepcopy(PERIOD) | {"within": text}
    fits = VALIDATORS[DEADLINES].is_valid({"opposition": entry})
    assert fits == _is_read(parse_period, text)


@given(st.text("0123456789-W T") | st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", fullmatch=True))
def test_a_date_is_one_for_both(text: str) -> None:
    fits = VALIDATORS[DEADLINES].is_valid({"campagne": DATE | {"date": text}})
    assert fits == _is_read(parse_day, text)


def _is_read(parse: Any, text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True
