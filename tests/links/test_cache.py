"""The memory of runs: fresh or due, learnt from, written whole, never trusted."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.core.problems import Problem, Severity
from guide.links import (
    Evidence,
    Failure,
    Hop,
    LinkCache,
    Run,
    Target,
    Verdict,
    load,
    save,
)
from guide.links.history import History, continued
from links.looking import NOW

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def target(name: str, *expect: str) -> Target:
    return Target(name, f"https://{name}.example/page", expect)


def evidence(name: str, at: datetime = NOW, status: int | None = 200, **known: object) -> Evidence:
    return Evidence(target(name).page, at, status=status, **known)  # type: ignore[arg-type]


def learnt(*evidences: Evidence) -> LinkCache:
    cache = LinkCache()
    for one in evidences:
        cache.learn(Run({one.url: one}))
    return cache


def full_cache() -> LinkCache:
    return learnt(
        evidence("a", asked=("six", "huit"), missing=("huit",), readable=False),
        evidence("b", hops=(Hop(301, "https://b.example/new"),)),
        evidence("c", status=429, retry_after=60),
        evidence("d", status=503, challenge=True),
        evidence("e", status=None, failure=Failure.TLS, detail="l’expiré"),
    )


def due(cache: LinkCache, *targets: Target, at: datetime) -> list[str]:
    return [one.id for one in cache.due(targets, at, WEEK)]


def test_unknown_sources_are_due() -> None:
    assert due(LinkCache(), target("a"), target("b"), at=NOW) == ["a", "b"]


def test_good_verdicts_are_fresh_for_a_period() -> None:
    cache = learnt(evidence("a"), evidence("b", hops=(Hop(301, "https://b.example/new"),)))
    targets = target("a"), target("b")
    assert due(cache, *targets, at=NOW) == []
    assert due(cache, *targets, at=NOW + WEEK - HOUR) == []
    assert due(cache, *targets, at=NOW + WEEK) == ["a", "b"]


def test_evidence_from_the_future_is_not_fresh() -> None:
    assert due(learnt(evidence("a")), target("a"), at=NOW - HOUR) == ["a"]


@pytest.mark.parametrize("status", [404, 403, 500])
def test_errors_are_rechecked_at_each_run(status: int) -> None:
    assert due(learnt(evidence("a", status=status)), target("a"), at=NOW) == ["a"]


def test_a_missing_word_is_rechecked_at_each_run() -> None:
    cache = learnt(evidence("a", asked=("six",), missing=("six",)))
    assert due(cache, target("a", "six"), at=NOW) == ["a"]


def test_a_new_expected_word_is_looked_for_at_once() -> None:
    cache = learnt(evidence("a", asked=("six",)))
    assert due(cache, target("a", "six"), at=NOW) == []
    assert due(cache, target("a", "six", "huit"), at=NOW) == ["a"]


def test_a_server_that_asks_to_wait_is_left_alone() -> None:
    cache = learnt(evidence("a", status=429, retry_after=7200))
    assert due(cache, target("a"), at=NOW + HOUR) == []
    assert due(cache, target("a"), at=NOW + 2 * HOUR) == ["a"]


def test_the_longest_unseen_come_first() -> None:
    cache = learnt(evidence("a", NOW), evidence("b", NOW - DAY))
    targets = target("a"), target("b"), target("c")
    assert due(cache, *targets, at=NOW + WEEK) == ["c", "b", "a"]


def test_a_witness_goes_with_sources_that_are_all_bad() -> None:
    cache = learnt(evidence("well"), evidence("dead", status=None, failure=Failure.NO_HOST))
    cache.learn(Run({one.url: one for one in (evidence("well"), evidence("bad", status=404))}))
    assert sorted(due(cache, target("bad"), target("well"), at=NOW)) == ["bad", "well"]


def test_a_witness_goes_with_a_new_source_too() -> None:
    """Its host may be mistyped."""
    known = learnt(evidence("old", NOW - HOUR), evidence("well"))
    assert due(known, target("new"), target("well"), target("old"), at=NOW) == ["new", "old"]
    assert due(known, target("new"), at=NOW) == ["new"]
    assert due(known, target("well"), target("old"), at=NOW) == []


def test_a_witness_is_of_another_host_and_asked_for_the_words_of_all_its_sources() -> None:
    seen = replace(evidence("well"), asked=("six", "huit"))
    near = Evidence("https://new.example/near", NOW, status=200)
    well = [target("well", "six"), Target("too", seen.url, ("huit",)), Target("near", near.url)]
    found = learnt(near, seen).due([target("new"), *well], NOW + HOUR, WEEK)
    assert found == [target("new"), *well[:2]]


def test_one_host_that_was_well_is_no_witness_of_itself() -> None:
    known = learnt(evidence("a", NOW - WEEK), evidence("b"), evidence("c"))
    a, b, c = target("a"), target("b"), target("c")
    assert due(known, a, b, c, at=NOW) == ["a", "b"]
    assert due(known, a, b, c, at=NOW + WEEK) == ["a", "b", "c"]


def test_a_dead_network_teaches_nothing_but_what_is_refused() -> None:
    silent = evidence("a", NOW + DAY, status=None, failure=Failure.NO_HOST)
    refused = evidence("b", NOW + DAY, status=None, failure=Failure.REFUSED)
    cache = learnt(evidence("a"))
    known = cache.records[silent.url]
    cache.learn(Run({silent.url: silent, refused.url: refused}))
    assert cache.records[silent.url] == known
    assert cache.records[refused.url].history.verdict is Verdict.REFUSED


def test_two_sources_on_one_page_are_judged_each_by_its_words() -> None:
    cache = learnt(evidence("a", asked=("six", "huit"), missing=("huit",)))
    verdicts = [cache.standing(target("a", word)) for word in ("six", "huit")]
    assert [one and one.judgement.verdict for one in verdicts] == [Verdict.OK, Verdict.CHANGED]


def test_history_of_a_death() -> None:
    history = None
    for hours, verdict in ((0, "ok"), (1, "blocked"), (24, "gone"), (25, "gone"), (48, "gone")):
        history = continued(history, Verdict(verdict), NOW + timedelta(hours=hours))
    assert history == History(
        Verdict.GONE,
        last_day=date(2026, 11, 25),
        runs=3,
        days=2,
        verdict_since=date(2026, 11, 24),
        first_bad=date(2026, 11, 23),
        last_ok=NOW,
    )


def test_a_site_that_goes_from_one_ailment_to_the_other_is_counted_on() -> None:
    history = None
    for day in range(4):
        verdict = Verdict.BLOCKED if day % 2 else Verdict.UNREACHABLE
        history = continued(history, verdict, NOW + day * DAY)
    assert history
    assert (history.runs, history.days, history.verdict_since) == (4, 4, NOW.date())


def test_a_page_is_asked_for_the_words_of_all_its_sources() -> None:
    well, changed = target("one", "six"), Target("two", target("one").url, ("huit",))
    seen = replace(evidence("one"), asked=("six", "huit"), missing=("huit",))
    cache = LinkCache()
    cache.learn(Run({seen.url: seen}))
    assert cache.due([well, changed], NOW + HOUR, WEEK) == [well, changed]


def test_history_of_a_recovery() -> None:
    bad = continued(None, Verdict.UNREACHABLE, NOW)
    assert continued(bad, Verdict.MOVED, NOW + DAY) == History(
        Verdict.MOVED,
        last_day=date(2026, 11, 24),
        verdict_since=date(2026, 11, 24),
        last_ok=NOW + DAY,
    )


@given(st.lists(st.tuples(st.sampled_from(Verdict), st.integers(0, 100)), min_size=1))
def test_history_counts(steps: list[tuple[Verdict, int]]) -> None:
    history, at = None, NOW
    for verdict, hours in steps:
        at += timedelta(hours=hours)
        history = continued(history, verdict, at)
        assert 1 <= history.days <= history.runs
        assert (history.first_bad is None) == verdict.good
        assert not verdict.good or history.last_ok == at


def files_in(folder: Path) -> list[str]:
    """What a person would look at; the lock, which some systems keep, is empty."""
    return [file.name for file in folder.iterdir() if file.suffix != ".lock"]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "link-health.json"
    assert save(full_cache(), path) == []
    assert load(path, NOW) == (full_cache(), [])
    assert files_in(path.parent) == ["link-health.json"]


def test_nothing_yet(tmp_path: Path) -> None:
    assert load(tmp_path / "link-health.json", NOW) == (LinkCache(), [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe\x00",
        b'{"version": 2, "pages": {}}',
        b'{"version": 1, "pages": {"x": {"evidence": {"url": "x"}}}}',
        b'{"version": 1, "pages": {"x": null}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "link-health.json"
    path.write_bytes(content)
    cache, problems = load(path, datetime(2026, 11, 23, 19, 51, 2, tzinfo=UTC))
    assert cache == LinkCache()
    assert problems == [
        Problem(
            ".cache/link-health.json",
            0,
            "is damaged, or of another version: set aside as link-health.json"
            ".damaged-20261123T195102Z. It is made anew from what the sources answer now.",
            Severity.INFO,
        )
    ]
    aside = tmp_path / "link-health.json.damaged-20261123T195102Z"
    assert aside.read_bytes() == content
    assert not path.exists()


@given(st.data())
def test_a_file_cut_anywhere_raises_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("cut") / "link-health.json"
    save(full_cache(), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    cache, problems = load(path, NOW)
    assert (cache, len(problems)) == (LinkCache(), 1)


def test_an_unknown_field_of_a_later_version_1_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    save(learnt(evidence("a")), path)
    content = json.loads(path.read_text("utf-8"))
    content["pages"][target("a").page]["evidence"]["mood"] = "fine"
    path.write_text(json.dumps(content), "utf-8")
    assert load(path, NOW) == (learnt(evidence("a")), [])


def test_a_memory_from_before_the_day_of_the_verdict_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    known = learnt(evidence("a", NOW - DAY, status=503), evidence("a", status=404))
    save(known, path)
    content = json.loads(path.read_text("utf-8"))
    history = content["pages"][target("a").page]["history"]
    assert history.pop("verdict_since") == "2026-11-23"
    path.write_text(json.dumps(content), "utf-8")
    old, problems = load(path, NOW)
    assert problems == []

    def since(cache: LinkCache) -> date | None:
        standing = cache.standing(target("a"))
        return standing.since if standing else None

    assert (since(known), since(old)) == (date(2026, 11, 23), date(2026, 11, 22))
    old.learn(Run({target("a").page: evidence("a", NOW + DAY, status=404)}))
    assert since(old) == date(2026, 11, 22)
    old.learn(Run({target("a").page: evidence("a", NOW + DAY, status=403)}))
    assert since(old) == date(2026, 11, 24)


def test_a_write_cut_short_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "link-health.json"
    save(learnt(evidence("a")), path)

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    assert save(full_cache(), path) == [
        Problem(
            ".cache/link-health.json",
            0,
            "cannot be written (No space left on device):"
            " every source will be asked again next time.",
            Severity.INFO,
        )
    ]
    assert load(path, NOW) == (learnt(evidence("a")), [])
    assert files_in(tmp_path) == ["link-health.json"]


def test_a_folder_in_its_place_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    path.mkdir()
    cache, problems = load(path, NOW)
    assert cache == LinkCache()
    assert [str(problem) for problem in problems + save(cache, path)] == [
        (
            ".cache/link-health.json: cannot be read (Is a directory)."
            " It is made anew from what the sources answer now."
        ),
        (
            ".cache/link-health.json: cannot be written (Is a directory):"
            " every source will be asked again next time."
        ),
    ]


def test_a_host_that_asks_to_wait_is_left_alone_by_the_next_run_too() -> None:
    busy, other, elsewhere = (
        Target(url, url)
        for url in ("https://a.example/1", "https://a.example/2", "https://b.example/")
    )
    cache = LinkCache()
    cache.learn(Run({busy.url: Evidence(busy.url, NOW, status=429, retry_after=60)}))
    soon, later = NOW + timedelta(seconds=59), NOW + timedelta(seconds=60)
    assert cache.due([busy, other, elsewhere], soon, WEEK) == [elsewhere]
    assert {one.url for one in cache.due([busy, other, elsewhere], later, WEEK)} == {
        busy.url,
        other.url,
        elsewhere.url,
    }
