"""The measures in words: tables, notes, ratios."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .cases import counted, many
from .measures import TIRING, Builds, Measure, Options
from .tools import Bare, LinkChecker, OursAsShipped

Row = Sequence[str]


def table(rows: Sequence[Row]) -> str:
    """`rows` in columns; the first is the heading."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def speed_table(measures: Sequence[Measure], options: Options) -> str:
    kinds = counted(many(options.addresses, 0))
    rows: list[Row] = [
        ("tool", "version", "limits", "seen at once", "seconds", "asking", "runs", *_TOLD)
    ]
    rows += [_speed_row(measure, kinds, options) for measure in measures]
    return table(rows)


_TOLD = ("dead told", "moved told", "others told")


def _speed_row(measure: Measure, kinds: Mapping[str, int], options: Options) -> Row:
    told = measure.told
    others = sum(told.values()) - told.get("dead", 0) - told.get("moved", 0)
    return (
        measure.tool,
        measure.version,
        measure.limits,
        f"{measure.most}, {measure.most_a_host} a host",
        f"{'> ' if measure.cut else ''}{spread(measure.seconds)}",
        spread(measure.asking) if measure.asking else "",
        f"{len(measure.seconds)}",
        *(f"{told.get(kind, 0)}/{kinds.get(kind, 0)}" for kind in ("dead", "moved")),
        str(others),
    )


def spread(seconds: Sequence[float]) -> str:
    """The median, with the least and the most where there are several."""
    least_and_most = f" ({min(seconds):.2f}-{max(seconds):.2f})" if len(seconds) > 1 else ""
    return f"{median(seconds):.2f}{least_and_most}"


def notes(measures: Sequence[Measure], options: Options) -> list[str]:
    """What the table must not be read without."""
    lines = [
        f"{one.tool}: run {len(one.seconds)} of {options.runs} took over {TIRING:.0f} s: the last."
        for one in measures
        if one.tired and not one.cut and len(one.seconds) < options.runs
    ]
    for one in measures:
        if one.cut:
            whole = options.limit * options.addresses / max(one.asked, 1)
            lines.append(
                f"{one.tool}: stopped at {options.limit:.0f} s, having asked {one.asked} of "
                f"{options.addresses}; at that pace {whole:.0f} s (extrapolated, not measured)."
            )
        elif one.asked != options.addresses:
            lines.append(f"{one.tool}: asked only {one.asked} of {options.addresses}.")
    return lines


def say(line: str) -> None:
    """Prints `line` as it comes, for who waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Ratio:
    """One figure over another of the same run, and what it should be, where we set a goal."""

    of: str
    value: float
    goal: float | None = None
    at_most: bool = False

    def __str__(self) -> str:
        if self.goal is None:
            return f"{self.of}: {self.value:.2f}"
        reached = self.value <= self.goal if self.at_most else self.value >= self.goal
        sign = "at most" if self.at_most else "at least"
        verdict = "reached" if reached else "MISSED"
        return f"{self.of}: {self.value:.2f} (goal: {sign} {self.goal:g}, {verdict})"


def speed_ratios(measures: Sequence[Measure]) -> list[Ratio]:
    """Ours against the bare client without either's start; the commands against ours with it."""
    ours, *others = measures
    ratios = []
    for one in others:
        if one.tool == Bare.name:
            against = median(ours.asking) / median(one.asking)
            ratios.append(Ratio(f"ours / {one.tool}", against, 1.25, at_most=True))
        elif one.tool != OursAsShipped.name:
            goal = 50 if one.tool == LinkChecker.name else None
            against = median(one.seconds) / median(ours.seconds)
            ratios.append(Ratio(f"{one.tool} / ours", against, goal))
    return ratios


def build_ratios(done: Builds) -> list[Ratio]:
    offline = median(done.offline)
    return [
        Ratio("build online / offline", median(done.online) / offline, 1.15, at_most=True),
        Ratio("the same, each source on its own host", median(done.spread) / offline),
    ]
