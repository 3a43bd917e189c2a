"""A made-up guide in four languages, and who builds it: each gets the same Markdown.

Pages are as long as the guide's own, and of words without meaning: what all can build alike, that
is headings with ids, paragraphs, lists, tables, links from page to page. Without data the engine
has no sources, dates or terms to look after; it still holds each translation to its source.
"""

from __future__ import annotations

import posixpath
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import yaml
from mkdocs.utils.yaml import yaml_load

from . import sites
from .kept import KEPT
from .running import ROOT
from .tools import install

# Short ones: the engine measures how hard the source language is to read, and should have no cause
# to complain.
WORDS = {
    "fr": (
        "le la une des votre dans pour avec sans sur par vers chez lettre page carte code compte "
        "droit choix date liste ligne porte main jour soir ville rue nom somme aide preuve trace "
        "bien vite tard ici clair simple court long neuf grand ouvre ferme garde donne montre "
        "cherche trouve dit fait prend lit coche signe rend passe reste compte change"
    ),
    "en": (
        "the a an some your in for with without on by towards at letter page card code account "
        "right choice day list line door hand morning evening town street name amount help proof "
        "trace well soon late here clear simple short long new large opens shuts keeps gives shows "
        "seeks finds says makes takes reads ticks signs returns passes stays counts changes"
    ),
    "pt": (
        "o a uma dos seu em para com sem sobre por até junto carta página cartão código conta "
        "direito escolha dia lista linha porta mão manhã noite cidade rua nome soma ajuda prova "
        "rasto bem cedo tarde aqui claro simples curto longo novo grande abre fecha guarda dá "
        "mostra procura acha diz faz toma lê marca assina devolve passa fica conta muda"
    ),
    "tr": (
        "bu şu bir bazı sizin içinde için ile olmadan üstünde kadar doğru yanında mektup sayfa "
        "kart kod hesap hak seçim gün liste satır kapı el sabah akşam şehir sokak ad tutar yardım "
        "kanıt iz iyi erken geç burada açık basit kısa uzun yeni büyük açar kapar tutar verir "
        "gösterir arar bulur der yapar alır okur işaretler imzalar döner geçer kalır sayar değişir"
    ),
}
LANGUAGES = tuple(WORDS)
_SOURCE = LANGUAGES[0]
_SECTIONS = 6
_IN_A_PART = 12  # pages


def text(language: str, number: int, count: int) -> str:
    """Page `number` of the `count` that each language has."""
    return "\n\n".join([_front_matter(language, number), *_Writer(language, number, count).page()])


def _front_matter(language: str, number: int) -> str:
    told = {
        "title": _title(language, number),
        "nav_title": _title(language, number),
        "description": _Writer(language, number, 1).sentence(),
        "verified": datetime.now(UTC).date(),
    }
    written = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{written}---"


def _title(language: str, number: int) -> str:
    return _Writer(language, number, 1).words(3).capitalize() + f" {number}"


class _Writer:
    """Always writes the same for the same page."""

    def __init__(self, language: str, number: int, count: int) -> None:
        self.language, self.number, self.count = language, number, count
        self._known = WORDS[language].split()
        self._random = Random(f"{language} {number}")  # noqa: S311 - no secret

    def page(self) -> Iterator[str]:
        yield f"# {_title(self.language, self.number)}"
        yield self.paragraph()
        for section in range(1, _SECTIONS + 1):
            yield f"## {self.words(4).capitalize()} {{#partie-{section}}}"
            yield self.paragraph(self.link(section))
            yield self.list("-" if section % 2 else "1.")
            yield f"### {self.words(3).capitalize()} {{#detail-{section}}}"
            yield self.paragraph(f"**{self.sentence()}**")
        yield self.table()

    def words(self, many: int) -> str:
        return " ".join(self._random.choices(self._known, k=many))

    def sentence(self) -> str:
        return f"{self.words(self._random.randint(7, 13)).capitalize()}."

    def paragraph(self, *ends: str) -> str:
        return " ".join([*(self.sentence() for _ in range(5)), *ends])

    def list(self, mark: str) -> str:
        return "\n".join(f"{mark} {self.sentence()}" for _ in range(4))

    def table(self) -> str:
        rows = [f"| {self.words(2)} | {self.words(6)} |" for _ in range(6)]
        return "\n".join([rows[0], "| --- | --- |", *rows[1:]])

    def link(self, step: int) -> str:
        """To a section of the page `step` pages on."""
        folder = posixpath.dirname(_path(self.number))
        there = posixpath.relpath(_path((self.number + step) % self.count), folder or ".")
        return f"[{self.words(3).capitalize()}]({there}#partie-{step})."


def _path(number: int) -> str:
    """Where page `number` stands in the folder of its language."""
    part = (number - 1) // _IN_A_PART + 1
    return f"partie-{part}/page-{number}.md" if number else "index.md"


def _nav(count: int, folder: str = "") -> list[Any]:
    """The first page, then the others in their parts."""
    parts: dict[str, list[str]] = {}
    for number in range(1, count):
        name = _path(number)
        parts.setdefault(posixpath.dirname(name).capitalize(), []).append(f"{folder}{name}")
    return [f"{folder}{_path(0)}", *({title: pages} for title, pages in parts.items())]


def _write(docs: Path, count: int) -> None:
    for language in LANGUAGES:
        for number in range(count):
            path = docs / language / _path(number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text(language, number, count)}\n", "utf-8")


class Builder(ABC):
    """A program that makes a site of the made-up guide."""

    name: ClassVar[str]
    python: ClassVar[Path] = Path(sys.executable)

    def set_up(self) -> str:
        """Its version, once it can run; raises BenchError where it cannot."""
        return f"Material {version('mkdocs-material')}"

    def write(self, project: Path, pages: int) -> None:
        """Puts what it builds into `project`, a new folder: `pages` pages, all languages told."""
        count = pages // len(LANGUAGES)
        _write(project / "docs", count)
        settings = yaml.safe_dump(self.settings(count), sort_keys=False)
        (project / "mkdocs.yml").write_text(settings, "utf-8")

    @abstractmethod
    def settings(self, count: int) -> dict[str, Any]:
        """Its mkdocs.yml for `count` pages a language."""


class Ours(Builder):
    """The engine of this repository and its settings, but for what is printed or walked."""

    name = "ours"

    def write(self, project: Path, pages: int) -> None:
        without = shutil.ignore_patterns("__pycache__")
        for name in ("hooks", "docs/assets"):
            shutil.copytree(ROOT / name, project / name, ignore=without)
        (project / "docs" / "data").mkdir()
        for name in ("deadlines", "sources"):
            (project / "docs" / "data" / f"{name}.yml").touch()
        super().write(project, pages)
        sites.stamp(project, LANGUAGES[1:])

    def settings(self, count: int) -> dict[str, Any]:
        settings: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
        guide = settings["extra"]["guide"]
        languages = {code: guide["languages"][code] for code in LANGUAGES}
        guide |= {"languages": languages, "crawl": False, "paper": None}
        return settings | {"site_url": "", "nav": _nav(count, f"{_SOURCE}/")}


class Plain(Builder):
    """Material in one language: it takes all pages for pages of that language."""

    name = "Material, one language"

    def settings(self, count: int) -> dict[str, Any]:
        nav = [item for code in LANGUAGES for item in _nav(count, f"{code}/")]
        return {**sites.PLAIN, "docs_dir": "docs", "nav": nav}


class StaticI18n(Builder):
    """Material in as many languages as ours, by the plugin that is most used for it."""

    name = "mkdocs-static-i18n"
    _PINNED = "mkdocs-static-i18n==1.3.1"
    _VENV = KEPT / "static-i18n"
    python = _VENV / "bin" / "python"

    def set_up(self) -> str:
        # What it stands on is of the versions that ours stands on.
        names = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")
        same = [f"{name}=={version(name)}" for name in names]
        wanted, made = "\n".join([self._PINNED, *same]), self._VENV / ".made"
        if not made.exists() or made.read_text("utf-8") != wanted:
            install([sys.executable, "-m", "venv", "--clear", str(self._VENV)])
            install([str(self.python), "-m", "pip", "install", *wanted.split()])
            made.write_text(wanted, "utf-8")
        return f"{self._PINNED.partition('==')[2]}, {super().set_up()}"

    def settings(self, count: int) -> dict[str, Any]:
        languages = [
            {"locale": code, "name": code, "build": True, "default": code == _SOURCE}
            for code in LANGUAGES
        ]
        plugin = {"i18n": {"docs_structure": "folder", "languages": languages}}
        plugins = [*sites.PLAIN["plugins"], plugin]
        return {**sites.PLAIN, "docs_dir": "docs", "nav": _nav(count), "plugins": plugins}
