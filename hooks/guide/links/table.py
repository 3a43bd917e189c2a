"""The findings as a table for a terminal, or for a code block of an issue.

Every line but the first begins with spaces: so a log that holds the table can be cut again.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from ..core.problems import printable
from .cache import LinkCache
from .findings import CitedSource, Finding
from .verdict import Verdict

HEAD = "Sources that are not simply well, the gravest first"
SAVE = "https://web.archive.org/save/"  # before an address: asks for a copy of it

_PASTED = "`make check FIX=moved` pastes those whose expected words are at a new secure address."

_WIDTH = 88  # of 100 columns, MkDocs' log takes 11
_MOST_PLACES = 12
_ROW = "  {:<13}{:<12}{}"
_ROOM = _WIDTH - len(_ROW.format("", "", ""))
_NOT_TO_SAVE = {Verdict.GONE, Verdict.REFUSED}  # there is nothing left, or nothing public


def table(found: Sequence[Finding], of: int, missed: Sequence[str] = ()) -> str:
    """Each finding, in the given order: verdict, since when, who relies on it, what to do.

    `of` counts the sources that a machine has ever looked at; `missed` are the ids of those that
    this check had no time for.
    """
    lines = [f"{HEAD}: {len(found)} of {of} looked at."]
    if found:
        place = f"SOURCE, and its line in {found[0].source.file}"
        lines += ["", _ROW.format("VERDICT", "SINCE", place)]
    for finding in found:
        lines += _rows(finding)
    if any(finding.paste for finding in found):
        lines += ["", "  " + _PASTED]
    if missed:
        lines += ["", *_not_asked(missed)]
    return "\n".join(printable(line).rstrip() for line in lines)


def _not_asked(ids: Sequence[str]) -> list[str]:
    """Without this, a short table would pass for a whole one."""
    text = f"Not asked this time, for want of time ({len(ids)}): {', '.join(ids)}."
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _rows(finding: Finding) -> Iterator[str]:
    source, since = finding.source, finding.since.isoformat()
    yield _ROW.format(finding.verdict, since, f"{source.target.id}, line {source.line}")
    if finding.paste:
        yield from _labelled("used in", _places(source))
        yield from _labelled("paste", [])
        yield f"  {finding.paste}"  # as far in as it stands in its entry
    else:
        yield from _labelled("why", _wrapped(finding.why))
        yield from _labelled("used in", _places(source))
        yield from _labelled("to do", _wrapped(finding.remedy or "nothing yet"))


def _places(source: CitedSource) -> list[str]:
    shown = [line for place in source.places[:_MOST_PLACES] for line in _wrapped(str(place))]
    more = len(source.places) - _MOST_PLACES
    return shown + [f"and {more} more: see link-health.json"] * (more > 0) or ["nothing"]


def _labelled(label: str, lines: Sequence[str]) -> Iterator[str]:
    first, *others = lines or [""]
    yield _ROW.format("", label, first)
    yield from (_ROW.format("", "", line) for line in others)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _ROOM, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def without_copy(sources: Iterable[CitedSource], cache: LinkCache) -> str:
    """Where to save the sources that have no `archive` yet, while they are there to be saved."""
    pages: dict[str, list[str]] = {}
    for source in sources:
        if not source.archived and _can_be_saved(source, cache):
            pages.setdefault(source.target.page, []).append(source.target.id)
    if not pages:
        return ""
    lines = [
        f"{len(pages)} pages have no `archive` yet, for the day they are gone.",
        "  Open each address to save a copy, then write its address and its day in the entry:",
    ]
    for page, ids in pages.items():
        lines += [f"  {', '.join(ids)}", f"    {SAVE}{page}"]
    return "\n".join(map(printable, lines))


def _can_be_saved(source: CitedSource, cache: LinkCache) -> bool:
    standing = cache.standing(source.target)
    return standing is None or standing.judgement.verdict not in _NOT_TO_SAVE
