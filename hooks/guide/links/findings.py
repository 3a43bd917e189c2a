"""From verdicts to the lines a maintainer reads: what is wrong, who relies on it, what to do.

Severities follow the table of design §6: a warning is what fails a strict build, info never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..problems import Problem, Severity
from .cache import LinkCache, Standing
from .evidence import Failure, Run, Target
from .verdict import Verdict

UNVERIFIED_AFTER = timedelta(days=90)  # a blocked source that no person has read for so long
UNREACHABLE_AFTER = 3  # runs, on as many distinct days


@dataclass(frozen=True)
class CitedSource:
    """A source, its entry (`file`, `line`), the day a person read it, and the pages citing it."""

    target: Target
    file: str
    line: int
    seen: date
    archived: bool = False
    pages: tuple[str, ...] = ()


def findings(
    sources: Iterable[CitedSource], cache: LinkCache, run: Run, today: date
) -> list[Problem]:
    """A line for each source that is not simply well, and one for those that `run` did not reach.

    `cache` has already learnt from `run`. Without any network, what earlier runs found is left
    unsaid: the one line says it all.
    """
    cited = list(sources)
    found = []
    for source in cited:
        standing = cache.standing(source.target)
        if standing and not (run.network_down and standing.judgement.verdict != Verdict.REFUSED):
            found += _finding(source, standing, today)
    return found + _not_checked(cited, run)


def _finding(source: CitedSource, standing: Standing, today: date) -> list[Problem]:
    judgement = standing.judgement
    match judgement.verdict:
        case Verdict.OK:
            return []
        case Verdict.MOVED:
            severity = Severity.INFO
            message = f"has moved for good. Write `url: {judgement.address}`."
        case Verdict.CHANGED:
            severity = Severity.WARNING
            message = (
                f"{judgement.reason}, since {_since(standing)}. Re-read the step that relies on it,"
                " then set `expect` and `seen`."
            )
        case Verdict.GONE:
            severity, message = _gone(source, standing)
        case Verdict.BLOCKED:
            severity, message = _blocked(source, standing, today)
        case Verdict.UNREACHABLE:
            severity, message = _unreachable(standing)
        case Verdict.REFUSED:
            severity = Severity.ERROR
            message = f"is never fetched: {judgement.reason}. Give a public http or https address."
    text = f"source '{source.target.id}' {message} {_relying(source.pages)}"
    return [Problem(source.file, source.line, text, severity)]


def _gone(source: CitedSource, standing: Standing) -> tuple[Severity, str]:
    state = f"is gone, since {_since(standing)}: {standing.judgement.reason}."
    if source.archived:
        return Severity.INFO, f"{state} Readers are led to its archived copy."
    remedy = "Give its new `url`, or an `archive` with the address and the date of a copy."
    return Severity.WARNING, f"{state} {remedy}"


def _blocked(source: CitedSource, standing: Standing, today: date) -> tuple[Severity, str]:
    state = f"cannot be checked by a machine, since {_since(standing)}: {standing.judgement.reason}"
    unread = today - source.seen
    if unread <= UNVERIFIED_AFTER:
        return Severity.INFO, f"{state}."
    remedy = "Open it in a browser, compare, then set `seen` to that day."
    return Severity.WARNING, f"{state}; nobody has read it for {unread.days} days. {remedy}"


def _unreachable(standing: Standing) -> tuple[Severity, str]:
    history, reason = standing.record.history, standing.judgement.reason
    if min(history.runs, history.days) < UNREACHABLE_AFTER:
        return Severity.INFO, f"could not be reached: {reason}. It is asked again at each run."
    remedy = "Open it in a browser; if it is dead, give a new `url` or an `archive`."
    often = f"in {history.runs} runs on {history.days} days, since {_since(standing)}"
    return Severity.WARNING, f"could not be reached {often}: {reason}. {remedy}"


def _since(standing: Standing) -> date:
    return standing.record.history.first_bad or standing.record.evidence.at.date()


def _relying(pages: Sequence[str]) -> str:
    return f"Cited in {', '.join(pages)}." if pages else "No page cites it."


def _not_checked(cited: Sequence[CitedSource], run: Run) -> list[Problem]:
    """One line for all that this run should have checked and could not."""
    missed = [one for one in cited if _was_missed(one.target, run)]
    if not missed:
        return []
    count = f"{len(missed)} source{'' if len(missed) == 1 else 's'}"
    if run.network_down:
        line = f"no network: {count} not checked."
    else:
        ids = ", ".join(one.target.id for one in missed)
        line = f"{count} not checked in the time given: {ids}. The next run begins with them."
    return [Problem(missed[0].file, 0, line, Severity.INFO)]


def _was_missed(target: Target, run: Run) -> bool:
    evidence = run.evidence.get(target.page)
    silent = evidence is not None and evidence.failure is not Failure.REFUSED
    return target.page in run.unchecked or (run.network_down and silent)
