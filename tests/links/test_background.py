"""The run beside the build: never waited for longer than its budget, never in the way."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from guide.links import BackgroundProbe, Run, Target, background, page_text
from links.looking import LIMITS, NOW, OUTSIDE, look_at
from links.pdfs import pdf
from links.site import Site

HOOKS = Path(__file__).parents[2] / "hooks"


def test_collects_everything_in_time(site: Site) -> None:
    url = site.says("/page")
    run = BackgroundProbe([Target("a", url)], LIMITS, at=NOW, outside=OUTSIDE).collect(5)
    assert run.unchecked == ()
    assert run.evidence[url].status == 200


def test_leaves_the_rest_when_the_budget_is_spent(site: Site) -> None:
    quick = site.says("/quick")
    slow = site.does("/slow", lambda _: site.closing.wait(5))
    probe = BackgroundProbe(
        [Target("a", f"{slow}#x"), Target("b", quick)], LIMITS, at=NOW, outside=OUTSIDE
    )
    started = time.monotonic()
    run = probe.collect(0.2)
    assert time.monotonic() - started < 1
    assert list(run.evidence) == [quick]
    assert run.unchecked == (slow,)
    assert probe.collect(5) == run
    assert not any(thread.name == "link health" for thread in threading.enumerate())


def test_a_pdf_is_searched_beside_the_build(site: Site) -> None:
    url = site.says("/a.pdf", pdf("six semaines"), Content_Type="application/pdf")
    probe = BackgroundProbe([Target("a", url, ("six semaines",))], LIMITS, at=NOW, outside=OUTSIDE)
    evidence = probe.collect(30).evidence[url]
    assert (evidence.missing, evidence.readable) == ((), True)


def test_a_fault_of_ours_is_told_of_its_source_and_stops_no_other(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def searches(text: str, words: Iterable[str], **_: object) -> tuple[str, ...]:
        if "well" not in text:
            raise KeyError(*words)
        return ()

    monkeypatch.setattr(page_text, "missing_words", searches)
    odd, well = site.says("/odd", "odd"), site.says("/well", "well")
    lost = site.says("/lost", "well", 404)
    site.says("/", "odd")  # the home page that is asked after the 404
    targets = [Target(name, site.url(f"/{name}"), ("six",)) for name in ("odd", "well", "lost")]
    run = BackgroundProbe(targets, LIMITS, at=NOW, outside=OUTSIDE).collect(5)
    assert {page: one.status for page, one in run.evidence.items()} == {well: 200}
    assert run.unchecked == ()
    told = {page: re.sub(r":\d+\)$", ")", line) for page, line in run.troubles.items()}
    here = Path(__file__).name
    assert told == {odd: f"KeyError: 'six' ({here})", lost: f"KeyError ({here})"}
    with pytest.raises(ExceptionGroup):
        look_at(targets)


def test_nothing_to_ask() -> None:
    assert BackgroundProbe([], LIMITS, at=NOW).collect(5) == Run()


def test_never_waits_longer_than_its_budget(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for a run that does not end when it is told to."""
    monkeypatch.setattr(background, "probe_into", _deaf)
    probe = BackgroundProbe([Target("a", site.url("/"))], LIMITS, at=NOW)
    waited: list[float] = []
    monkeypatch.setattr(probe, "_thread", _Watched(probe._thread, waited))
    assert probe.collect(0.4).unchecked == (site.url("/"),)
    assert sum(waited) == pytest.approx(0.4)


async def _deaf(*_: object, **__: object) -> None:
    for _once in range(20):
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0.1)


@dataclass
class _Watched:
    """A thread whose time limits of waiting are noted."""

    thread: threading.Thread
    waited: list[float]

    def join(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.thread.join(seconds)

    def is_alive(self) -> bool:
        return self.thread.is_alive()


def test_a_budget_of_nothing(site: Site) -> None:
    slow = site.does("/slow", lambda _: site.closing.wait(5))
    probe = BackgroundProbe([Target("a", slow)], LIMITS, at=NOW, outside=OUTSIDE)
    assert probe.collect(0) == Run({}, (slow,))


def test_a_silent_name_server_does_not_hold_up_the_end_of_the_program() -> None:
    program = """
import threading
from datetime import UTC, datetime
from guide.links import BackgroundProbe, Limits, Outside, Target

asked = threading.Event()

def silent(host):
    asked.set()
    threading.Event().wait(60)

probe = BackgroundProbe(
    [Target("a", "http://example.org/")], Limits(), at=datetime.now(UTC), outside=Outside(silent)
)
assert asked.wait(10)
"""
    for ending in ("", "print(probe.collect(0.05).unchecked)"):
        ended = subprocess.run(
            [sys.executable, "-c", program + ending],
            env={"PYTHONPATH": str(HOOKS)},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
