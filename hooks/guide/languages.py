"""The languages of a site: the source language at its root, each other in a folder of its own.

One MkDocs build makes them all: a page knows its language by its folder in docs/, the navigation
of each is made from that of the source (see navigation), and what templates ask of MkDocs'
configuration is said anew before each page (see chrome). Two other ways were weighed. The plugin
mkdocs-static-i18n 1.3.1 is frozen; it runs every hook once per language, gives pages that are not
translated the wrong `lang`, and takes 404.html from the last language. A configuration and a build
of its own for each language would read and check the same data as often, and would not know of the
other languages' pages, which links, the sitemap and the switch need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .problems import Problem
from .search import FILE as SEARCH
from .settings_model import LanguageSettings, Settings
from .strings import FILES, Strings, load_strings
from .wording import Wording


@dataclass(frozen=True)
class Language:
    """One language: `code` is its key in mkdocs.yml and its folder in docs/.

    `settings` is None for a site that names no languages: it has its source language only.
    """

    code: str
    wording: Wording
    settings: LanguageSettings | None
    is_source: bool

    @property
    def strings(self) -> Strings:
        """What the engine says in it."""
        return self.wording.strings

    @property
    def folder(self) -> str:
        """What the paths of its files within the site begin with: nothing, or `en/`."""
        return "" if self.is_source else f"{self.code}/"

    @property
    def search(self) -> str:
        """Where the site has the index of its pages."""
        return SEARCH.format(language=self.code)

    @property
    def is_draft(self) -> bool:
        """Whether nobody whose language it is has reread it."""
        return self.settings is not None and not self.settings.reread


def load_languages(settings: Settings) -> tuple[dict[str, Language], list[Problem]]:
    """Every language of the site by its code, in the order of mkdocs.yml, and what is wrong.

    A language whose strings cannot be read is left out.
    """
    languages: dict[str, Language] = {}
    problems: list[Problem] = []
    for code in _codes(settings):
        strings, faults = load_strings(code)
        problems += faults
        if strings and code != settings.source_language:
            problems += _files_of_others(code, strings)
        if strings:
            told = settings.languages.get(code)
            is_source = code == settings.source_language
            languages[code] = Language(code, Wording(code, strings), told, is_source)
    return languages, problems


def _codes(settings: Settings) -> Iterator[str]:
    if settings.source_language not in settings.languages:
        yield settings.source_language
    yield from settings.languages


def _files_of_others(code: str, strings: Strings) -> Iterator[Problem]:
    """Files that a language would put into another's place: each keeps to its own folder."""
    for key in FILES:
        name = getattr(strings, key)
        if not name.startswith(f"{code}/") or ".." in name.split("/"):
            message = f"{key}: '{name}' is not in '{code}/', its own folder. Begin it so."
            yield Problem(f"hooks/strings/{code}.yml", 0, message)


def alternates(languages: Mapping[str, Language]) -> Iterator[Language]:
    """Those that search engines can tell apart: the first of each tag (fr, and not fr-falc)."""
    told = set[str]()
    for language in sorted(languages.values(), key=lambda one: not one.is_source):
        if language.wording.tag not in told:
            told.add(language.wording.tag)
            yield language
