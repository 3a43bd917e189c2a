"""The forms that readers fill in; test_lint.py holds them to GitHub's schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from .scripts import ROOT

TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(path for path in TEMPLATES.glob("*.yml") if path.stem != "config")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_there_are_four() -> None:
    assert [path.stem for path in FORMS] == ["autre", "etape", "lien", "traduire"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_warns_first_and_then_asks(path: Path) -> None:
    warning, *fields = read(path)["body"]
    assert warning["type"] == "markdown"
    assert "est **public**" in warning["attributes"]["value"]
    assert [field for field in fields if field["type"] == "markdown"] == []
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_no_issue_is_opened_without_that_warning() -> None:
    assert read(TEMPLATES / "config.yml")["blank_issues_enabled"] is False


def test_the_links_beside_the_forms_are_watched_as_sources() -> None:
    urls = {source["url"] for source in read(ROOT / "docs/data/sources.yml").values()}
    links = [link["url"] for link in read(TEMPLATES / "config.yml")["contact_links"]]
    assert links
    assert [link for link in links if link not in urls] == []


def test_the_form_for_translators_offers_every_language() -> None:
    [field] = [
        field for field in read(TEMPLATES / "traduire.yml")["body"] if field.get("id") == "language"
    ]
    *offered, other = field["attributes"]["options"]
    guide = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["guide"]
    languages = {code: told["name"] for code, told in guide["languages"].items()}
    del languages[guide["source_language"]]
    assert [name for name in languages.values() if not any(name in one for one in offered)] == []
    assert len(offered) == len(languages)
    assert other == "Une autre langue"
