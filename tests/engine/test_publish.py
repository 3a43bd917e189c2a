"""How a finished site takes the place of the old one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from guide.web.publish import _beside, publish, recover


class Places:
    """The three folders, `new` holding a finished site."""

    def __init__(self, folder: Path) -> None:
        self.new = folder / ".cache" / "site"
        self.site = folder / "public" / "site"
        self.attic = folder / ".cache" / "former-site"
        fill(self.new, "new")

    def publish(self) -> None:
        publish(self.new, self.site, self.attic)


def fill(folder: Path, text: str) -> None:
    (folder / "guide").mkdir(parents=True)
    (folder / "index.html").write_text(text, "utf-8")


def said(folder: Path) -> str:
    return (folder / "index.html").read_text("utf-8")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def test_the_first_site(places: Places) -> None:
    places.publish()
    assert said(places.site) == "new"
    assert (places.site / "guide").is_dir()
    assert not places.new.exists()


def test_a_later_site_leaves_nothing_of_the_former(places: Places) -> None:
    fill(places.site, "old")
    (places.site / "gone.html").touch()
    places.publish()
    assert said(places.site) == "new"
    assert not (places.site / "gone.html").exists()
    assert not places.attic.exists()


def test_what_a_killed_run_left_is_no_hindrance(places: Places) -> None:
    fill(places.site, "old")
    fill(places.attic, "older")
    places.publish()
    assert said(places.site) == "new"
    assert not places.attic.exists()


def in_two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the system cannot exchange two folders at one stroke."""
    monkeypatch.setattr("guide.web.publish._exchanged", lambda one, other: False)


def failing_at(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on, `folder` cannot be moved."""

    def unless_it_is(move: Callable[..., Any]) -> Callable[..., Any]:
        def moved(source: Any, target: Any) -> Any:
            if source == folder:
                message = "no space left"
                raise OSError(message)
            return move(source, target)

        return moved

    monkeypatch.setattr(shutil, "move", unless_it_is(shutil.move))
    monkeypatch.setattr(Path, "replace", unless_it_is(Path.replace))


def test_where_folders_cannot_be_exchanged_the_site_is_whole_as_well(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_two_steps(monkeypatch)
    fill(places.site, "old")
    fill(places.attic, "older")
    places.publish()
    assert said(places.site) == "new"
    assert not places.attic.exists()
    assert not places.new.exists()


@pytest.mark.parametrize("moved", ["new", "site"])
def test_a_failure_brings_the_former_site_back(
    places: Places, monkeypatch: pytest.MonkeyPatch, moved: str
) -> None:
    in_two_steps(monkeypatch)
    fill(places.site, "old")
    failing_at(monkeypatch, getattr(places, moved))
    with pytest.raises(OSError, match="no space left"):
        places.publish()
    assert said(places.site) == "old"
    assert said(places.new) == "new"


def test_the_site_of_a_killed_run_comes_back_with_the_next_one(places: Places) -> None:
    fill(places.attic, "old")
    places.site.parent.mkdir()
    recover(places.site, places.attic)
    assert said(places.site) == "old"
    recover(places.site, places.attic)
    assert said(places.site) == "old"


def test_a_site_of_another_disk_is_copied_before_it_is_put_in_place(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(places.site, "old")
    seen = []

    def beside(new: Path, site: Path) -> Path:
        seen.append(said(places.site))
        return _beside(new, site)

    real = Path.stat
    elsewhere = SimpleNamespace(st_dev=-1)
    monkeypatch.setattr("guide.web.publish._beside", beside)
    monkeypatch.setattr(
        Path, "stat", lambda one, **how: elsewhere if one == places.new else real(one, **how)
    )
    places.publish()
    assert seen == ["old"]
    assert said(places.site) == "new"
    assert [one.name for one in places.site.parent.iterdir()] == ["site"]
