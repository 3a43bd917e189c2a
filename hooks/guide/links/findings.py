"""From verdicts to what a maintainer must know: what is wrong, who relies on it, what to do.

A warning is what fails a strict build; info never does, and an error fails every build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from ..core.problems import Problem, Severity
from ..text.yaml_edit import as_scalar
from .cache import LinkCache, Standing
from .evidence import Failure, Run, Target
from .network import ENOUGH_SILENT_HOSTS
from .verdict import Verdict

UNVERIFIED_AFTER = timedelta(days=90)  # a blocked source that no person has read for so long
UNREACHABLE_AFTER = 3  # runs, on as many distinct days

COPIES = "https://web.archive.org/web/*/"  # before an address: all the copies of it

_WALLED = " It led to private addresses: its login page may have to be passed first."

# What is said of a source in each state, after its id.
_STATES = {
    Verdict.REFUSED: "is never fetched: {why}",
    Verdict.GONE: "is gone, since {since}: {why}",
    Verdict.CHANGED: "{why}, since {since}",
    Verdict.UNREACHABLE: "could not be reached, since {since}: {why}",
    Verdict.BLOCKED: "cannot be checked by a machine, since {since}: {why}",
    Verdict.MOVED: "has moved for good",
}


@dataclass(frozen=True)
class Place:
    """What relies on a source: a step, a section or a whole page, or an entry of the data."""

    file: Annotated[str, Field(description="The file's path from the project's folder.")]
    line: Annotated[int, Field(description="The line that relies on the source.")]
    part: Annotated[
        Literal["step", "section", "page", "entry"],
        Field(description="What the line is a part of."),
    ]
    id: Annotated[
        str, Field(description="The id of the step, of the section's heading or of the entry.")
    ] = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + (f", {self.part} {self.id}" if self.id else "")


@dataclass(frozen=True)
class CitedSource:
    """A source, its entry (`file`, `line`), the day a person read it, and what relies on it."""

    target: Target
    file: str
    line: int
    seen: date
    archived: bool = False
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What ails one source, how gravely, why, what to do about it, and since which day.

    `paste` is the line that mends its entry, where there is one.
    """

    source: CitedSource
    verdict: Verdict
    severity: Severity
    why: str
    remedy: str
    since: date
    paste: str = ""

    @property
    def problem(self) -> Problem:
        """The finding as one line of the report."""
        state = _STATES[self.verdict].format(why=self.why, since=self.since)
        parts = [f"source '{self.source.target.id}' {state}.", self.remedy, self._relying]
        return Problem(
            self.source.file, self.source.line, " ".join(filter(None, parts)), self.severity
        )

    @property
    def gravity(self) -> tuple[object, ...]:
        """What findings are sorted by, the gravest first: what fails a strict build, then the
        verdict, then how much relies on the source."""
        rank = list(_STATES).index(self.verdict)
        return (-self.severity, rank, -len(self.source.places), self.source.target.id)

    @property
    def _relying(self) -> str:
        files = dict.fromkeys(place.file for place in self.source.places)
        return f"Cited in {', '.join(files)}." if files else "No page cites it."


def findings(
    sources: Iterable[CitedSource], cache: LinkCache, run: Run, today: date
) -> list[Finding]:
    """What is to be said of each source that is not simply well, the gravest first.

    `cache` has already learnt from `run`. Without any network, what earlier runs found is left
    unsaid: `not_checked` says it all in one line.
    """
    found = []
    for source in sources:
        standing = cache.standing(source.target)
        if not standing or standing.judgement.verdict is Verdict.OK:
            continue
        if not run.network_down or standing.record.evidence.failure is Failure.REFUSED:
            found.append(_finding(source, standing, today))
    return sorted(found, key=lambda finding: finding.gravity)


def _finding(source: CitedSource, standing: Standing, today: date) -> Finding:
    judgement, since = standing.judgement, standing.since
    why = judgement.reason
    match judgement.verdict:
        case Verdict.MOVED:
            paste = f"url: {as_scalar(judgement.address or '')}"
            remedy = f"Write `{paste}`."
            return Finding(source, Verdict.MOVED, Severity.INFO, why, remedy, since, paste)
        case Verdict.GONE:
            severity, remedy = _gone(source)
        case Verdict.BLOCKED:
            severity, why, remedy = _blocked(source, why, today)
        case Verdict.UNREACHABLE:
            severity, why, remedy = _unreachable(standing)
        case Verdict.REFUSED:
            severity, remedy = Severity.ERROR, "Give a public http or https address."
        case _:
            severity = Severity.WARNING
            remedy = "Re-read the step that relies on it, then set `expect` and `seen`."
    return Finding(source, judgement.verdict, severity, why, remedy, since)


def _gone(source: CitedSource) -> tuple[Severity, str]:
    if source.archived:
        return Severity.INFO, "Readers are led to its archived copy."
    remedy = (
        f"Give its new `url`; or look for a copy at {COPIES}{source.target.page} and give its "
        "address and date in `archive`."
    )
    return Severity.WARNING, remedy


def _blocked(source: CitedSource, why: str, today: date) -> tuple[Severity, str, str]:
    unread = today - source.seen
    if unread <= UNVERIFIED_AFTER:
        return Severity.INFO, why, ""
    remedy = "Open it in a browser, compare, then set `seen` to that day."
    return Severity.WARNING, f"{why}; nobody has read it for {unread.days} days", remedy


def _unreachable(standing: Standing) -> tuple[Severity, str, str]:
    history, why = standing.record.history, standing.judgement.reason
    if min(history.runs, history.days) < UNREACHABLE_AFTER:
        return Severity.INFO, why, "It is asked again at each run."
    remedy = "Open it in a browser; if it is dead, give a new `url` or an `archive`."
    often = f"{why}, in {history.runs} runs on {history.days} days"
    return Severity.WARNING, often, remedy


def troubles(cited: Iterable[CitedSource], run: Run) -> list[Problem]:
    """A line for each source that a fault of ours kept this run from checking."""
    return [
        Problem(
            source.file,
            source.line,
            f"source '{source.target.id}' was not checked, by a fault of the engine: "
            f"{run.troubles[source.target.page]}. Report it with this line.",
            Severity.WARNING,
        )
        for source in cited
        if source.target.page in run.troubles
    ]


def not_checked(cited: Sequence[CitedSource], cache: LinkCache, run: Run) -> list[Problem]:
    """One line for all that this run should have checked and could not. `cache` has already learnt
    from `run`."""
    left = missed(cited, run)
    if not left:
        return []
    count = f"{len(left)} source{'' if len(left) == 1 else 's'}"
    if run.network_down:
        line = f"no network: {count} not checked." + _doubt(left, cache, run)
    else:
        ids = ", ".join(one.target.id for one in left)
        line = f"{count} not checked in the time given: {ids}. The next run begins with them."
    return [Problem(left[0].file, 0, line, Severity.INFO)]


def _doubt(left: Sequence[CitedSource], cache: LinkCache, run: Run) -> str:
    """What else than a dead network may explain that no host has answered; empty when nothing."""
    if run.walled:
        return _WALLED
    standings = [cache.standing(one.target) for one in left]
    hosts = {one.target.host for one in left}
    witnessed = any(one and one.judgement.verdict.good for one in standings)
    if witnessed or len(hosts) >= ENOUGH_SILENT_HOSTS:
        return ""
    ids = ", ".join(one.target.id for one in left)
    return f" Or no such address: none of these is known to answer: {ids}."


def missed(cited: Iterable[CitedSource], run: Run) -> list[CitedSource]:
    """Those of `cited` that `run` should have checked and could not."""
    return [one for one in cited if _was_missed(one.target, run)]


def _was_missed(target: Target, run: Run) -> bool:
    evidence = run.evidence.get(target.page)
    silent = evidence is not None and evidence.failure is not Failure.REFUSED
    return target.page in run.unchecked or (run.network_down and silent)
