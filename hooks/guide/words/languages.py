"""The languages of a site: the source language at its root, each other in a folder of its own.

One MkDocs build makes them all: a page knows its language by its folder in docs/, the navigation
of each is made from that of the source (see web/navigation.py), and what templates ask of MkDocs'
configuration is said anew before each page (see web/chrome.py). Two other ways were weighed. The
plugin mkdocs-static-i18n 1.3.1 is frozen; it runs every hook once per language, gives pages that
are not translated the wrong `lang`, and takes 404.html from the last language. A configuration and
a build of its own for each language would read and check the same data as often, and would not know
of the other languages' pages, which links, the sitemap and the switch need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..core.places import SEARCH, folder_of
from ..core.problems import Problem
from ..data.settings_model import LanguageSettings, Settings
from .strings import Strings
from .strings_files import load_strings
from .wording import Wording


@dataclass(frozen=True)
class Language:
    """One language: `code` is its key in mkdocs.yml and its folder in docs/; `folder` is where the
    site has it, empty for the root.

    `settings` is None for a site that names no languages: it has its source language only.
    """

    code: str
    wording: Wording
    settings: LanguageSettings | None
    folder: str

    @property
    def strings(self) -> Strings:
        """What the engine says in it."""
        return self.wording.strings

    @property
    def is_source(self) -> bool:
        """Whether it is the one that others are translated from."""
        return not self.folder

    @property
    def search(self) -> str:
        """Where the site has the index of its pages."""
        return SEARCH.format(language=self.code)

    @property
    def is_draft(self) -> bool:
        """Whether nobody whose language it is has reread it."""
        return self.settings is not None and not self.settings.reread


def load_languages(settings: Settings, project: Path) -> tuple[dict[str, Language], list[Problem]]:
    """Every language of the site by its code, in the order of mkdocs.yml, and what is wrong.

    `project` is the guide's folder. A language whose strings cannot be read is left out.
    """
    said: dict[str, Strings] = {}
    problems: list[Problem] = []
    for code in _codes(settings):
        strings, faults = load_strings(code, project)
        problems += faults
        if strings:
            said[code] = strings
    return {code: _language(code, said, settings) for code in said}, problems


def _language(code: str, said: Mapping[str, Strings], settings: Settings) -> Language:
    """The language `code`, of those whose strings are `said`."""
    folder = folder_of(code, settings.source_language)
    source = said.get(settings.source_language, said[code])
    name = Wording(code, said[code]).name_of(source.locale)
    wording = Wording(code, said[code].in_site(folder, name))
    return Language(code, wording, settings.languages.get(code), folder)


def _codes(settings: Settings) -> Iterator[str]:
    if settings.source_language not in settings.languages:
        yield settings.source_language
    yield from settings.languages


def alternates(languages: Mapping[str, Language]) -> Iterator[Language]:
    """Those that search engines can tell apart: the first of each tag (fr, and not fr-falc)."""
    told = set[str]()
    for language in sorted(languages.values(), key=lambda one: not one.is_source):
        if language.wording.tag not in told:
            told.add(language.wording.tag)
            yield language
