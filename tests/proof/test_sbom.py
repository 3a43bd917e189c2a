"""The list of what a site ships, in the form that programs read."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from guide.proof.packages import Package
from guide.proof.sbom import Object, sbom
from guide.proof.shipped import shipped
from guide.published.structured import Site

from .making import COMMIT

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
THEME = "assets/stylesheets/main.css"
PATHS = ["index.html", THEME, "assets/js/guide.js", "en/worker.js", "papier/a.pdf", "a.docx"]
TOOLS = [
    Package("mkdocs-material", "9.8.1"),
    Package("soupsieve", "2.10", "python_version < '3.12'"),
    Package("soupsieve", "4.1.2", "python_version >= '3.12'"),
]


def listed(paths: list[str], *, right_to_left: bool = False, commit: str = COMMIT) -> Object:
    versions = {tool.name: tool.version for tool in TOOLS}
    parts = shipped(paths, {THEME}, versions, right_to_left=right_to_left)
    site = Site("Un guide", licence="https://licence.example/", description="Un petit guide.")
    return sbom(site, commit, NOON, parts, TOOLS)


def names(bom: Object) -> set[str]:
    return {part["name"] for part in bom["components"]}


@pytest.mark.parametrize("commit", [COMMIT, ""])
@pytest.mark.parametrize("paths", [PATHS, ["index.html"], []], ids=len)
def test_it_is_what_cyclonedx_says(paths: list[str], commit: str) -> None:
    bom = json.dumps(listed(paths, right_to_left=True, commit=commit))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bom) is None


def test_the_referee_sees_what_is_wrong() -> None:
    bom = listed(PATHS)
    bom["components"][0]["licenses"] = [{"license": {"id": "Nobody’s"}}]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bom))


def test_what_a_site_does_not_hold_is_not_named() -> None:
    assert names(listed(["index.html"])) == {"Material Design Icons"}
    printed = names(listed(["index.html", "papier/a.pdf"]))
    assert "Libertinus Serif" in printed
    assert "Noto Naskh Arabic" not in printed
    assert "Noto Naskh Arabic" in names(listed(PATHS, right_to_left=True))


def test_each_part_says_which_files_it_is_in() -> None:
    parts = {part["name"]: part for part in listed(PATHS)["components"]}
    found = {
        name: [one["location"] for one in part["evidence"]["occurrences"]]
        for name, part in parts.items()
    }
    assert found["mkdocs-material"] == [THEME]
    assert found["guide engine"] == ["assets/js/guide.js", "en/worker.js"]
    assert parts["mkdocs-material"]["version"] == "9.8.1"
    assert parts["mkdocs-material"]["purl"] == "pkg:pypi/mkdocs-material@9.8.1"


def test_a_tool_in_two_versions_is_told_twice_with_its_machines() -> None:
    tools = listed(PATHS)["metadata"]["tools"]["components"]
    told = [(tool["version"], tool["properties"]) for tool in tools if "properties" in tool]
    assert told == [
        ("2.10", [{"name": "marker", "value": "python_version < '3.12'"}]),
        ("4.1.2", [{"name": "marker", "value": "python_version >= '3.12'"}]),
    ]
