"""What earlier runs found, in `.cache/link-health.json`: whole at every moment, never trusted."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from ..core.memory import MemoryFile
from ..core.problems import Problem
from .evidence import Evidence, Failure, Run, Target
from .history import History, continued
from .retry import asked_to_wait, waiting_hosts
from .verdict import Judgement, judge

_WITNESSES = 2  # hosts: two that were well do not die on the same day

CACHE = ".cache/link-health.json"
"""Where a guide keeps it, from its project's folder; messages call it so."""


@dataclass(frozen=True)
class Record:
    """The last evidence on one page, and its history."""

    evidence: Evidence
    history: History


@dataclass(frozen=True)
class Standing:
    """What is known of one source today."""

    judgement: Judgement
    record: Record

    @property
    def since(self) -> date:
        """The day since which its page is in this state, as far back as is remembered."""
        history = self.record.history
        return history.verdict_since or history.first_bad or self.record.evidence.at.date()


@dataclass
class LinkCache:
    """The records of all pages, by their address without fragment."""

    records: dict[str, Record] = field(default_factory=dict)
    _learnt: dict[str, Record | None] = field(default_factory=dict, compare=False, repr=False)

    def evidence(self) -> dict[str, Evidence]:
        """The last evidence on each page."""
        return {page: record.evidence for page, record in self.records.items()}

    def standing(self, target: Target) -> Standing | None:
        """The verdict on `target` by the last evidence on its page; None before there is any."""
        record = self.records.get(target.page)
        return Standing(judge(target, record.evidence), record) if record else None

    def due(self, targets: Iterable[Target], now: datetime, fresh_for: timedelta) -> list[Target]:
        """Those of `targets` to look at again, the longest unseen first.

        Good verdicts are fresh for `fresh_for`; errors never are. A host that asks to wait is left
        alone, with all its pages. When next to nothing due is known to answer, a witness goes with
        it: without one, a host that has died, or a mistyped one, would pass for no network.
        """
        waiting = waiting_hosts(self.evidence().values(), now)
        all_targets = [one for one in targets if one.host not in waiting]
        pages = {one.page for one in all_targets if self._is_due(one, now, fresh_for)}
        # A page is asked for the words of all its sources, or the answer would lose some.
        due = [one for one in all_targets if one.page in pages]
        due += self._witness(due, all_targets)
        never = datetime.min.replace(tzinfo=UTC)
        return sorted(due, key=lambda one: self._last_seen(one) or never)

    def learn(self, run: Run) -> None:
        """Takes in the evidence of `run`; a dead network teaches nothing about sources, save
        about those whose own address is refused."""
        for page, evidence in run.evidence.items():
            if run.network_down and evidence.failure is not Failure.REFUSED:
                continue
            verdict = judge(Target(page, page, evidence.asked), evidence).verdict
            known = self.records.get(page)
            history = continued(known.history if known else None, verdict, evidence.at)
            self.records[page] = Record(evidence, history)
            self._learnt.setdefault(page, known)

    def merged_into(self, written: Mapping[str, Record]) -> dict[str, Record]:
        """All records: what was `written`, or learnt by this run if no other looked since."""
        mine = {
            page: self.records[page]
            for page in self._learnt
            if not self._was_overtaken(page, written.get(page))
        }
        return {**self.records, **written, **mine}

    def _was_overtaken(self, page: str, written: Record | None) -> bool:
        """Whether another build has looked at `page` after this one. The record that this one
        replaced proves nothing: a wrong clock may have put it in the future."""
        if written is None or written == self._learnt[page]:
            return False
        return written.evidence.at > self.records[page].evidence.at

    def _is_due(self, target: Target, now: datetime, fresh_for: timedelta) -> bool:
        standing = self.standing(target)
        if standing is None:
            return True
        evidence = standing.record.evidence
        if evidence.unasked(target.expect):
            return True
        if not standing.judgement.verdict.good:
            return not asked_to_wait(evidence, now)
        return not timedelta(0) <= now - evidence.at < fresh_for

    def _is_well(self, target: Target) -> bool:
        standing = self.standing(target)
        return standing is not None and standing.judgement.verdict.good

    def _witness(self, due: Sequence[Target], targets: Sequence[Target]) -> list[Target]:
        """The sources of a page of another host that was well, the longest unseen of those; none
        when what is `due` has enough hosts that were well."""
        if not due or len({one.host for one in due if self._is_well(one)}) >= _WITNESSES:
            return []
        hosts = {one.host for one in due}
        well = [one for one in targets if self._is_well(one) and one.host not in hosts]
        page = min(well, key=lambda one: self.records[one.page].evidence.at).page if well else None
        return [one for one in targets if one.page == page]

    def _last_seen(self, target: Target) -> datetime | None:
        record = self.records.get(target.page)
        return record.evidence.at if record else None


@dataclass(frozen=True)
class _File:
    """The file's form. A change that older code would misread raises `version`."""

    version: Literal[1]
    pages: dict[str, Record]


_FILE = TypeAdapter(_File)


def load(path: Path, now: datetime) -> tuple[LinkCache, list[Problem]]:
    """The cache at `path`, empty when there is none yet.

    One that is damaged, or written by another version, is set aside under a name with `now`, and
    a line says so: it is a memory of the network, which can be asked again.
    """
    remembered, problems = _memory(path).load(now)
    return LinkCache(remembered.pages if remembered else {}), problems


def save(cache: LinkCache, path: Path, pages: Container[str] | None = None) -> list[Problem]:
    """Writes `cache` to `path`, all at once: a reader finds the old file or the new one.

    What another build has written since `cache` was loaded is kept. Of `pages` alone, when given:
    what no source has for its address any more is forgotten.
    """

    def merged(written: _File | None) -> _File:
        records = cache.merged_into(written.pages if written else {})
        kept = {page: one for page, one in records.items() if pages is None or page in pages}
        return _File(1, kept)

    return _memory(path).save(merged)


def _memory(path: Path) -> MemoryFile[_File]:
    return MemoryFile(
        path,
        _FILE,
        CACHE,
        rebuilt="It is made anew from what the sources answer now.",
        forgotten="every source will be asked again next time.",
    )
