"""What the engine says to readers, a file per language in hooks/strings/."""

from __future__ import annotations

from pathlib import Path

from .models import Entry, Words
from .problems import Problem
from .validation import validated
from .yamlfile import read_yaml

FOLDER = Path(__file__).parent.parent / "strings"


class Strings(Entry):
    """The sentences of one language; hooks/strings/fr.yml says where each is used."""

    locale: Words
    first_day: Words | None = None
    until: Words
    since: Words
    within: Words
    beyond: Words
    sources_title: Words
    source_number: Words
    seen_live: Words
    seen_in_copy: Words
    seen_in_undated_copy: Words
    address_only: Words
    gone: Words
    other_language: Words
    expected_words: Words
    health_unknown: Words
    health_ok: Words
    health_moved: Words
    health_changed: Words
    health_gone: Words
    health_blocked: Words
    health_unreachable: Words
    health_refused: Words
    deadline_date: Words
    deadline_period: Words
    deadline_over: Words
    deadline_source: Words
    verified: Words
    overdue: Words
    menu: Words
    all_pages: Words
    on_this_page: Words
    search_results: Words
    theme: Words
    back_home: Words
    not_found_title: Words
    not_found: Words


def load_strings(language: str, folder: Path = FOLDER) -> tuple[Strings | None, list[Problem]]:
    """The strings of `language`, or None and what is wrong with their file."""
    name = f"hooks/strings/{language}.yml"
    path = folder / f"{language}.yml"
    if not path.is_file():
        return None, [Problem(name, 0, "this file is missing. Copy fr.yml and translate it.")]
    yaml = read_yaml(path.read_text("utf-8"))
    if yaml.faults:
        return None, [Problem(name, fault.line, fault.message) for fault in yaml.faults]
    return validated(Strings, yaml, name)
