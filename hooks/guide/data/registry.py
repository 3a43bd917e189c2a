"""Everything with a date or an address, once: what the data files hold, by id."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..core.problems import Problem
from .datafile import DataFile
from .measures import Measure
from .models import Contact, DateDeadline, Deadline, LetterField, News, PeriodDeadline, Source, Term

DEADLINES = "docs/data/deadlines.yml"
SOURCES = "docs/data/sources.yml"
CONTACTS = "docs/data/contacts.yml"
GLOSSARY = "docs/data/glossary.yml"
NEWS = "docs/data/news.yml"
FIELDS = "docs/data/fields.yml"
MEASURES = "docs/data/measures.json"


@dataclass(frozen=True)
class Registry:
    """The entries of each data file by id, and the line of each id and of each of its keys.

    `broken` names the files that could not be read whole: an id missing from one of them may
    well be right, so nobody should be told that it is unknown.
    """

    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    news: Mapping[str, News] = field(default_factory=dict)
    fields: Mapping[str, LetterField] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def line(self, file: str, entry: str, *keys: str) -> int:
        """The line of `file` that gives what `keys` lead to in `entry`, or else their parent."""
        path = (file, entry, *keys)
        while len(path) > 1 and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def relied_on(self) -> Iterator[tuple[str, str, str, str]]:
        """Every source that an entry rests on: the file, the entry, its key, the source's id."""
        entries: dict[str, Mapping[str, Deadline | Source | Contact | Term | News]] = {
            DEADLINES: self.deadlines,
            SOURCES: self.sources,
            CONTACTS: self.contacts,
            GLOSSARY: self.terms,
            NEWS: self.news,
        }
        for file, held in entries.items():
            for entry, value in held.items():
                for key in ("source", "via", "site"):
                    source = getattr(value, key, None)
                    if source:
                        yield file, entry, key, source


def load_registry(
    project: Path, allow_hosts: Collection[str] = ()
) -> tuple[Registry, list[Problem]]:
    """The registry of the guide in the folder `project`, and every fault of its data files.

    Deadlines and sources must be there; a guide may do without the other files.
    """
    deadlines, sources = DataFile(project, DEADLINES), DataFile(project, SOURCES)
    contacts, glossary, news, fields, measures = (
        DataFile(project, name, optional=True)
        for name in (CONTACTS, GLOSSARY, NEWS, FIELDS, MEASURES)
    )
    files = (deadlines, sources, contacts, glossary, news, fields, measures)
    registry = Registry(
        deadlines=deadlines.entries(_deadline_model),
        sources=sources.entries(lambda _: Source, {"allow_hosts": allow_hosts}),
        contacts=contacts.entries(lambda _: Contact),
        terms=glossary.entries(lambda _: Term),
        news=news.entries(lambda _: News),
        fields=fields.entries(lambda _: LetterField),
        measures=measures.entries(lambda _: Measure),
        lines={place: line for file in files for place, line in file.lines().items()},
        broken=frozenset(file.name for file in files if file.broken),
    )
    return registry, [problem for file in files for problem in file.problems]


def _deadline_model(entry: object) -> type[DateDeadline | PeriodDeadline]:
    is_date = isinstance(entry, dict) and (
        entry.get("kind") == "date" or (entry.get("kind") != "period" and "date" in entry)
    )
    return DateDeadline if is_date else PeriodDeadline
