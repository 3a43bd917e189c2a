"""How a finished site takes the place of the old one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from guide.publish import publish


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


def failing_at(monkeypatch: pytest.MonkeyPatch, folder: Path, *, half_way: bool = False) -> None:
    """From now on, `folder` cannot be moved."""
    move = shutil.move

    def fail(source: Any, target: Any) -> Any:
        if source == folder:
            if half_way:
                fill(Path(target), "half")
            message = "no space left"
            raise OSError(message)
        return move(source, target)

    monkeypatch.setattr(shutil, "move", fail)


@pytest.mark.parametrize("half_way", [False, True])
def test_a_failure_brings_the_former_site_back(
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
    half_way: bool,
) -> None:
    fill(places.site, "old")
    failing_at(monkeypatch, places.new, half_way=half_way)
    with pytest.raises(OSError, match="no space left"):
        places.publish()
    assert said(places.site) == "old"
    assert said(places.new) == "new"


def test_a_former_site_that_cannot_be_moved_stays(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(places.site, "old")
    failing_at(monkeypatch, places.site)
    with pytest.raises(OSError, match="no space left"):
        places.publish()
    assert said(places.site) == "old"
    assert said(places.new) == "new"


def test_the_site_of_a_killed_run_comes_back_when_the_next_one_fails(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(places.attic, "old")
    failing_at(monkeypatch, places.new)
    with pytest.raises(OSError, match="no space left"):
        places.publish()
    assert said(places.site) == "old"
