"""What the site publishes of its dates and periods for programs, and the schema of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from engine.making import context, on_day, source, within
from guide.data.models import Deadline
from guide.published.deadlines_json import deadlines_schema, published_deadlines

HELD: dict[str, Deadline] = {
    "opposition": within("P6W", zone="Indian/Reunion"),
    "campagne": on_day("2022-05-09"),
    "europe": on_day("2027-03-26", label={"fr": "Europe"}, title={"fr": "Règlement", "en": "Act"}),
}
COPY = {"url": "https://copie.example/28", "date": "2026-05-02"}
LAW = {
    "id": "loi",
    "title": "Article 28",
    "publisher": "Légifrance",
    "url": "https://loi.example/28",
    "archive": "https://copie.example/28",
}


def published(today: str = "2026-11-24", language: str = "fr") -> dict[str, Any]:
    given = context(today, HELD, {"loi": source(archive=COPY)}, language)
    read: dict[str, Any] = json.loads(json.dumps(published_deadlines(given)))
    return read


def test_published_deadlines() -> None:
    assert published() == {
        "$schema": "deadlines.schema.json",
        "version": 1,
        "language": "fr",
        "built": "2026-11-24",
        "deadlines": {
            "campagne": {
                "kind": "date",
                "title": {"text": "Campagne", "lang": "fr"},
                "zone": "Europe/Paris",
                "seen": "2026-11-23",
                "source": LAW,
                "date": "2022-05-09",
                "label": None,
                "state": "passed",
            },
            "europe": {
                "kind": "date",
                "title": {"text": "Règlement", "lang": "fr"},
                "zone": "Europe/Paris",
                "seen": "2026-11-23",
                "source": LAW,
                "date": "2027-03-26",
                "label": {"text": "Europe", "lang": "fr"},
                "state": "open",
            },
            "opposition": {
                "kind": "period",
                "title": {"text": "S’opposer", "lang": "fr"},
                "zone": "Indian/Reunion",
                "seen": "2026-11-23",
                "source": LAW,
                "within": "P6W",
                "from": {"text": "l’envoi", "lang": "fr"},
            },
        },
    }


def test_words_are_in_the_file_s_language_where_there_are_any() -> None:
    english = published(language="en")
    assert english["language"] == "en"
    assert english["deadlines"]["europe"]["title"] == {"text": "Act", "lang": "en"}
    assert english["deadlines"]["europe"]["label"] == {"text": "Europe", "lang": "fr"}


@pytest.mark.parametrize(("today", "state"), [("2027-03-26", "open"), ("2027-03-27", "passed")])
def test_a_date_is_open_to_the_end_of_its_day(today: str, state: str) -> None:
    assert published(today)["deadlines"]["europe"]["state"] == state


def test_a_state_is_that_of_the_deadline_s_own_zone() -> None:
    """At noon in Greenwich it is past midnight on Kiritimati, and lunch time in Paris."""
    held = {
        zone: on_day("2026-11-24", zone=zone) for zone in ("Pacific/Kiritimati", "Europe/Paris")
    }
    given = context(deadlines=held)
    clock = replace(given.today.clock, pretended=None)
    made = published_deadlines(replace(given, today=replace(given.today, clock=clock)))
    states = {zone: entry["state"] for zone, entry in made["deadlines"].items()}
    assert states == {"Pacific/Kiritimati": "passed", "Europe/Paris": "open"}


def test_it_fits_its_schema() -> None:
    schema = deadlines_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert not list(validator.iter_errors(published()))


@pytest.mark.parametrize(
    ("entry", "key", "value"),
    [
        *(("campagne", key, None) for key in ("title", "zone", "seen", "source", "date", "state")),
        ("campagne", "kind", "day"),
        ("campagne", "state", "over"),
        ("campagne", "date", "9 mai 2022"),
        ("europe", "label", "Europe"),
        ("opposition", "within", None),
        ("opposition", "from", {"text": "l’envoi"}),
    ],
)
def test_the_schema_sees_what_is_wrong(entry: str, key: str, value: object) -> None:
    wrong = published()
    wrong["deadlines"][entry][key] = value
    validator = Draft202012Validator(deadlines_schema(), format_checker=FormatChecker())
    assert not validator.is_valid(wrong)


def test_the_schema_describes_every_key() -> None:
    schema = deadlines_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for model in (schema, *schema["$defs"].values()):
        assert model["description"]
        for key, described in model["properties"].items():
            assert described.get("description") or key == "$schema", key
