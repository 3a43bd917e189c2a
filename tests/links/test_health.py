"""What the site publishes of its sources, and the schema of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from guide.links import Evidence, Hop, Verdict, health_schema, published_health
from links.cited import STEP, cited, remembering
from links.looking import NOW

PUBLISHED_PLACE = {
    "file": "docs/fr/guide/cloturer.md",
    "line": 41,
    "part": "step",
    "id": "avec-code-2",
}


def published() -> dict[str, object]:
    url = "https://example.org/page"
    moved = Evidence(url, NOW, status=200, hops=(Hop(301, "https://example.org/new"),))
    dead = Evidence("https://dead.example/", NOW, status=404)
    day = NOW.date()
    sources = [
        cited("new", "https://new.example/", seen=day),
        cited("moved", f"{url}#six", seen=day, places=(STEP,)),
        cited("dead", dead.url, seen=day, archived=True),
    ]
    at = NOW + timedelta(days=1, microseconds=7)
    read: dict[str, object] = json.loads(
        json.dumps(published_health(sources, remembering(moved, dead), at))
    )
    return read


def test_published_health() -> None:
    assert published() == {
        "$schema": "link-health.schema.json",
        "version": 1,
        "generated": "2026-11-24T12:00:00Z",
        "counts": {"gone": 1, "moved": 1, "unchecked": 1},
        "sources": {
            "dead": {
                "url": "https://dead.example/",
                "verdict": "gone",
                "reason": "404 Not Found",
                "new_address": None,
                "since": "2026-11-23",
                "checked": "2026-11-23T12:00:00Z",
                "last_ok": None,
                "bad_since": "2026-11-23",
                "seen": "2026-11-23",
                "archived": True,
                "places": [],
            },
            "moved": {
                "url": "https://example.org/page#six",
                "verdict": "moved",
                "reason": "moved for good to https://example.org/new#six",
                "new_address": "https://example.org/new#six",
                "since": "2026-11-23",
                "checked": "2026-11-23T12:00:00Z",
                "last_ok": "2026-11-23T12:00:00Z",
                "bad_since": None,
                "seen": "2026-11-23",
                "archived": False,
                "places": [PUBLISHED_PLACE],
            },
            "new": {
                "url": "https://new.example/",
                "verdict": "unchecked",
                "reason": "",
                "new_address": None,
                "since": None,
                "checked": None,
                "last_ok": None,
                "bad_since": None,
                "seen": "2026-11-23",
                "archived": False,
                "places": [],
            },
        },
    }


def test_it_fits_its_schema() -> None:
    schema = health_schema()
    Draft202012Validator.check_schema(schema)
    assert not list(Draft202012Validator(schema).iter_errors(published()))


@pytest.mark.parametrize(
    ("key", "value"),
    [("verdict", "fine"), ("seen", None), ("url", 1), ("places", [{"file": "a.md"}])],
)
def test_the_schema_sees_what_is_wrong(key: str, value: object) -> None:
    health = published()
    health["sources"]["new"][key] = value  # type: ignore[index]
    assert not Draft202012Validator(health_schema()).is_valid(health)


def test_the_schema_knows_every_verdict_and_describes_every_key() -> None:
    schema = health_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$defs"]["Verdict"]["enum"] == list(Verdict)
    for model in (schema, *schema["$defs"].values()):
        assert model["description"]
        for key, described in model.get("properties", {}).items():
            assert described.get("description") or key == "$schema", key
    verdict = schema["$defs"]["SourceHealth"]["properties"]["verdict"]["description"]
    assert all(f"{one}" in verdict for one in Verdict)
