"""The mkdocs.yml that is shipped: what an author can set is there to be seen."""

from __future__ import annotations

import pytest
from mkdocs.utils.yaml import yaml_load

from guide.core.places import PROJECT
from guide.data.settings import FILE, read_settings
from guide.data.settings_model import LinkSettings
from guide.links import Limits

ADDRESS = "https://git.example/guide"


def shipped() -> dict[str, object]:
    guide = yaml_load((PROJECT / FILE).read_text("utf-8"))["extra"]["guide"]
    assert isinstance(guide, dict)
    return guide


def test_every_setting_of_the_links_is_listed() -> None:
    links = shipped()["links"]
    assert isinstance(links, dict)
    assert set(links) == set(LinkSettings.model_fields)


def test_sources_are_asked_for_in_the_language_of_the_guide() -> None:
    assert Limits(language="de").headers["Accept-Language"] == "de, en;q=0.7, *;q=0.5"


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_user_agent_names_the_repository_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.delenv("REPOSITORY_URL", raising=False)
    if address:
        monkeypatch.setenv("REPOSITORY_URL", address)
    settings, problems = read_settings(shipped())
    assert problems == []
    agent = Limits(repository=settings.links.repository).headers["User-Agent"]
    assert agent == "guide-link-health/1.0" + (f" (+{ADDRESS})" if address else "")
