"""Everything with a date or an address, once: the data files, read and held to each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .models import DateDeadline, Deadline, PeriodDeadline, Source
from .problems import Problem, Severity, did_you_mean, shown
from .textfile import read_text
from .validation import M, validated
from .yamlfile import YamlText, read_yaml

DEADLINES = "docs/data/deadlines.yml"
SOURCES = "docs/data/sources.yml"

ID_ADVICE = "Write small letters, digits and single hyphens, for instance 'opposition'."


@dataclass(frozen=True)
class Registry:
    """Deadlines and sources by id, and the line of each id and of each of its keys.

    `broken` names the files that could not be read whole: an id missing from one of them may
    well be right, so nobody should be told that it is unknown.
    """

    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def line(self, file: str, entry: str, key: str = "") -> int:
        """The line of `file` that defines the id `entry`, or gives its `key`."""
        return self.lines.get((file, entry, key)) or self.lines.get((file, entry), 0)


def load_registry(
    project: Path, today: date, allow_hosts: Collection[str] = ()
) -> tuple[Registry, list[Problem]]:
    """The registry of the guide in the folder `project`, and every fault of its data files."""
    deadlines = _File(project, DEADLINES)
    sources = _File(project, SOURCES)
    registry = Registry(
        deadlines.entries(_deadline_model),
        sources.entries(lambda _: Source, {"allow_hosts": allow_hosts}),
        deadlines.lines() | sources.lines(),
        frozenset(file.name for file in (deadlines, sources) if file.broken),
    )
    problems = deadlines.problems + sources.problems
    return registry, problems + list(_contradictions(registry, today))


def _deadline_model(entry: object) -> type[DateDeadline | PeriodDeadline]:
    is_date = isinstance(entry, dict) and (
        entry.get("kind") == "date" or (entry.get("kind") != "period" and "date" in entry)
    )
    return DateDeadline if is_date else PeriodDeadline


class _File:
    """One data file: a mapping of ids to entries."""

    def __init__(self, project: Path, name: str) -> None:
        self.name = name
        self.yaml, self.problems = _read(project / name, name)
        self.broken = bool(self.problems)

    def lines(self) -> dict[tuple[str, ...], int]:
        return {(self.name, *map(str, path)): line for path, line in self.yaml.lines.items()}

    def entries(
        self, model_for: Callable[[object], type[M]], context: Mapping[str, object] | None = None
    ) -> dict[str, M]:
        entries: dict[str, M] = {}
        for key, value in (self.yaml.value or {}).items():
            entry, faults = validated(
                model_for(value), self.yaml, self.name, path=(key,), context=context
            )
            self.problems += faults + self._id_faults(key)
            self.broken |= bool(faults)
            if entry is not None:
                entries[key] = entry
        return entries

    def _id_faults(self, key: str) -> list[Problem]:
        if is_id(key):
            return []
        return [Problem(self.name, self.yaml.line((key,)), f"'{key}' is not an id. {ID_ADVICE}")]


def is_id(text: str) -> bool:
    """Whether `text` can name something in data, in addresses and in HTML: kebab-case."""
    words = text.split("-")
    return all(word.isascii() and word.isalnum() and word == word.lower() for word in words)


def _read(path: Path, name: str) -> tuple[YamlText, list[Problem]]:
    text, problems = read_text(path, name)
    yaml = read_yaml(text or "")
    problems += [Problem(name, fault.line, fault.message) for fault in yaml.faults]
    if yaml.value is not None and not isinstance(yaml.value, dict):
        found = shown(yaml.value)
        message = f"must hold entries, `id:` and its lines, not {found}."
        problems.append(Problem(name, yaml.line(()), message))
        yaml.value = None
    return yaml, problems


def _contradictions(registry: Registry, today: date) -> list[Problem]:
    problems = []
    for key, deadline in registry.deadlines.items():
        if deadline.source not in registry.sources and SOURCES not in registry.broken:
            near = did_you_mean(deadline.source, registry.sources)
            message = f"{key}: unknown source '{deadline.source}'.{near} Defined in {SOURCES}."
            problems.append(Problem(DEADLINES, registry.line(DEADLINES, key, "source"), message))
        line = registry.line(DEADLINES, key, "seen")
        problems += _seen_too_late(key, deadline.seen, today, DEADLINES, line)
    for key, source in registry.sources.items():
        line = registry.line(SOURCES, key, "seen")
        problems += _seen_too_late(key, source.seen, today, SOURCES, line)
        if isinstance(source.copied, date) and source.copied > source.seen:
            message = (
                f"{key}: the copy of {source.copied} is younger than its reading, {source.seen}. "
                "Write in 'seen' the day you read the copy."
            )
            problems.append(Problem(SOURCES, registry.line(SOURCES, key, "copy"), message))
        problems += [Problem(SOURCES, line, text) for text in _via_faults(key, source, registry)]
    return problems


def _via_faults(key: str, source: Source, registry: Registry) -> Iterator[str]:
    """What `via`, which says that nobody could read the page, does not go with."""
    if not source.via:
        return
    if source.copied or source.expect:
        yield f"{key}: 'via' says that the page was not read. Remove 'copy' and 'expect', or 'via'."
    if source.via not in registry.sources and SOURCES not in registry.broken:
        near = did_you_mean(source.via, registry.sources)
        yield f"{key}: unknown source '{source.via}' in 'via'.{near}"


def _seen_too_late(key: str, seen: date, today: date, file: str, line: int) -> list[Problem]:
    if seen <= today:
        return []
    message = f"{key}: 'seen' is {seen}, after today, {today}. Write the day you read it."
    return [Problem(file, line, message, Severity.WARNING)]
