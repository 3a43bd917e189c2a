"""The shelf: nothing is printed twice, nothing is kept that nobody asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from guide.paper.press import PressError
from guide.paper.shelf import Shelf


def never() -> bytes:
    raise AssertionError


def failing() -> bytes:
    raise PressError


def returning(printed: bytes) -> Callable[[], bytes]:
    return lambda: printed


def test_it_prints_once(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "new").file(("a", "b"), returning(b"one")) == b"one"
    assert Shelf(tmp_path / "new").file(("a", "b"), never) == b"one"


def test_anything_else_is_printed_anew(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.file(("a", "b"), returning(b"one"))
    assert shelf.file(("ab", ""), returning(b"two")) == b"two"


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PressError):
        Shelf(tmp_path).file(("a",), failing)
    assert list(tmp_path.iterdir()) == []


def test_it_forgets_what_nobody_asked_for(tmp_path: Path) -> None:
    before = Shelf(tmp_path)
    before.file(("old",), returning(b"old"))
    before.file(("kept",), returning(b"kept"))
    after = Shelf(tmp_path)
    after.file(("kept",), never)
    after.tidy()
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"kept"]
