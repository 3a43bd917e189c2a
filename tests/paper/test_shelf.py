"""The shelf: nothing is printed twice, nothing is kept that nobody asks for."""

from __future__ import annotations

from pathlib import Path

from guide.paper.shelf import Shelf


def test_what_was_put_there_stands_there_for_the_next_build(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "new")
    assert not shelf.has(("a", "b"))
    shelf.put(("a", "b"), b"one")
    for one in (shelf, Shelf(tmp_path / "new")):
        assert one.has(("a", "b"))
        assert one.file(("a", "b")) == b"one"


def test_what_is_made_of_anything_else_is_not_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(("a", "b"), b"one")
    assert not shelf.has(("ab", ""))
    assert not shelf.has(("a",))


def test_it_forgets_what_nobody_asked_for(tmp_path: Path) -> None:
    before = Shelf(tmp_path)
    before.put(("old",), b"old")
    before.put(("kept",), b"kept")
    (tmp_path / "half.draft").touch()  # a build that was stopped
    after = Shelf(tmp_path)
    assert after.has(("kept",))
    after.tidy()
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"kept"]
