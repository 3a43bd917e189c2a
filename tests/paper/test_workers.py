"""Editions are printed side by side, and one that fails, however it does, costs only itself."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from functools import partial
from pathlib import Path

import pytest

from guide.paper import workers
from guide.paper.press import PressError, typeset
from guide.paper.workers import made

from .setting import DAY, book


def said(text: str) -> bytes:
    return f"{text} {os.getpid()}".encode()


def failing() -> bytes:
    raise PressError("pas de place, at /leaflet.typ:3:1")


def dying(file: str) -> bytes:
    Path(tempfile.mkdtemp(), "left").touch()
    Path(file).write_text(tempfile.gettempdir(), "utf-8")
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(10)
    return b""


def chatting() -> bytes:
    os.write(1, b"printed by mistake")
    return b"x" * 3_000_000


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))  # for what is made here


def test_what_is_made_comes_in_the_order_asked_for_and_from_elsewhere() -> None:
    found = made([partial(said, str(number)) for number in range(9)])
    told = [one.decode().split() for one in found if isinstance(one, bytes)]
    assert [int(number) for number, _ in told] == list(range(9))
    makers = {int(maker) for _, maker in told}
    assert os.getpid() not in makers
    assert 1 <= len(makers) <= 2


def test_few_are_made_here() -> None:
    here = str(os.getpid()).encode()
    assert made([partial(said, "a"), partial(said, "b")]) == [b"a " + here, b"b " + here]
    assert str(made([failing])[0]) == "pas de place, at /leaflet.typ:3:1"
    assert made([]) == []


def test_one_processor_needs_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    monkeypatch.setattr(workers, "Worker", None)
    assert len(made([partial(said, "a")] * 4)) == 4


def test_each_has_the_bytes_it_has_alone() -> None:
    makes = [partial(typeset, book(f"#paragraph[{word}]"), DAY) for word in ("Un", "Deux", "Trois")]
    assert made(makes) == [make() for make in makes]


def test_an_error_is_told_and_the_others_are_made() -> None:
    first, error, last = made([chatting, failing, chatting])
    assert first == last == b"x" * 3_000_000
    assert isinstance(error, PressError)
    assert str(error) == "pas de place, at /leaflet.typ:3:1"


def test_a_process_that_dies_costs_what_it_was_at_and_leaves_nothing(tmp_path: Path) -> None:
    told = tmp_path / "told"
    makes = [partial(dying, str(told)), *[partial(said, "a")] * 4, partial(dying, str(told))]
    first, *others, last = made(makes)
    for error in (first, last):
        assert isinstance(error, PressError)
        assert str(error) == "the process that printed it ended (-9)."
    assert all(isinstance(one, bytes) for one in others)
    assert not Path(told.read_text("utf-8")).exists()
