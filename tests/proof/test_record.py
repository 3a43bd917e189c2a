"""build.json: what it may say, and what nobody can make it say."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from guide.proof.record import BuildRecord, record_schema

from .making import COMMIT, record, told

LOOK = {
    "evidence": {"url": "https://a.example/", "at": "2026-11-23T12:00:00Z", "status": 200},
    "history": {"verdict": "ok", "last_day": "2026-11-23", "verdict_since": "2026-11-20"},
}


def test_what_is_written_is_read_again_as_it_was() -> None:
    known = record(evidence={"https://a.example/": LOOK})
    written = json.dumps(known.as_json())
    assert BuildRecord.model_validate_json(written) == known
    assert list(known.as_json())[:3] == ["$schema", "version", "commit"]


def test_it_fits_its_schema_which_describes_every_key() -> None:
    schema = record_schema()
    Draft202012Validator.check_schema(schema)
    checked = Draft202012Validator(schema)
    assert not list(checked.iter_errors(record(evidence={"https://a.example/": LOOK}).as_json()))
    assert not checked.is_valid(told(commit="HEAD"))
    for model in (schema, schema["$defs"]["Environment"]):
        assert model["description"]
        assert all(one.get("description") or "const" in one for one in model["properties"].values())


@pytest.mark.parametrize("commit", ["", COMMIT, f"{COMMIT}+", COMMIT + "0123456789abcdef01234567"])
def test_a_commit_may_be_unknown_or_changed(commit: str) -> None:
    assert record(commit=commit).commit == commit


@pytest.mark.parametrize(
    "path",
    ["../a", "a/../../b", "/etc/passwd", "a//b", "./a", "a/", "", "a\\b", "C:a", "a\0b", "a\nb"],
)
def test_no_path_leads_outside_of_the_site(path: str) -> None:
    with pytest.raises(ValidationError):
        record(files={path: "0" * 64})


@pytest.mark.parametrize(
    "other",
    [
        {"version": 2},
        {"commit": "--upload-pack=x"},
        {"commit": "0123"},
        {"environment": {}},
        {"environment": {"SOURCE_DATE_EPOCH": "today"}},
        {"environment": {"SOURCE_DATE_EPOCH": "1", "LD_PRELOAD": "x.so"}},
        {"environment": {"SOURCE_DATE_EPOCH": "1", "SITE_URL": "https://a\n"}},
        {"evidence": {"https://a.example/": {}}},
        {"files": {"a": "0" * 63}},
        {"more": 1},
    ],
    ids=str,
)
def test_nothing_else_is_taken(other: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BuildRecord.model_validate(told(**other))
