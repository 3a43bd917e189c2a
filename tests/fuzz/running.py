"""Runs the engine over a guide as files of chance have left it, and holds it to what it promises.

However bad the files: it ends within seconds, it raises nothing, and each line that it says names a
file, a line which that file has, and what is wrong, in characters that no terminal obeys.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from mkdocs.commands.build import _populate_page, build, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import InclusionLevel, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.utils.yaml import yaml_load

from guide.core.problems import Problem, Severity
from guide.loading import read_guide

TESTS = Path(__file__).parents[1]
HOOK = TESTS.parent / "hooks" / "guide_hook.py"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PATIENCE = 10.0  # seconds of the processor's: what is usual here takes a tenth of one
_LAYERS = ("_sound", "_translated", "sound-everything-declared", "sound-drawing-that-only-adorns")
_SHAPE = re.compile(r"(?P<file>[^:\n]+)(?::(?P<line>[1-9]\d*))?: .*\S.*")
_EXTENSIONS = f"""
  - admonition
  - md_in_html
  - tables
  - def_list
  - toc: {{toc_depth: 3}}
  - pymdownx.details
plugins: []
hooks: ['{HOOK.as_posix()}']
"""
_PAPER = '\n    paper: {chapters: ["page.md", "index.md"]}\n    links:'
_SETTINGS = (TESTS / "faults" / "_translated" / "mkdocs.yml").read_text("utf-8")
_THEME = f"theme:\n  custom_dir: {HOOK.with_name('templates').as_posix()}\n"
SETTINGS = _SETTINGS.replace("\n    links:", _PAPER, 1).replace("theme:\n", _THEME, 1) + _EXTENSIONS
"""The sound mkdocs.yml."""


class Broken(AssertionError):
    """The engine did not keep what it promises."""


class _TooLong(BaseException):  # nothing on the way may take it for an error of a file
    pass


class Guide:
    """A sound guide in the folder `project`, over which files are laid for one run each."""

    def __init__(self, project: Path) -> None:
        for layer in _LAYERS:
            shutil.copytree(TESTS / "faults" / layer, project, dirs_exist_ok=True)
        (project / "expected.txt").unlink()
        (project / "mkdocs.yml").write_text(SETTINGS, "utf-8")
        self.project = project
        self._sound = {path: path.read_bytes() for path in _files(project)}

    def run(self, files: Mapping[str, bytes], *, whole: bool = False) -> list[Problem]:
        """What the engine says with `files`, by path from the project's folder, in the place of
        the sound ones; with `whole`, MkDocs builds the site too. Raises Broken."""
        try:
            for name, content in files.items():
                path = self.project / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            with _at_most(PATIENCE):
                problems = self._run(whole=whole)
            for problem in problems:
                self._check(problem)
            return problems
        finally:
            for name in files:
                (self.project / name).unlink(missing_ok=True)
            for path, content in self._sound.items():
                if not path.exists():
                    path.write_bytes(content)

    def _run(self, *, whole: bool) -> list[Problem]:
        try:
            extra = yaml_load((self.project / "mkdocs.yml").open("rb"))["extra"]["guide"]
        except Exception:  # noqa: BLE001  # MkDocs stops at such a file before it asks us
            return []
        report = read_guide(self.project, extra, {}, NOW).report
        if not report.count(Severity.ERROR):
            with _quiet(), _at_noon():
                report.extend(self._build(whole=whole))
        return report.sorted()

    def _build(self, *, whole: bool) -> list[Problem]:
        """What a build adds to the report; nothing where MkDocs itself refuses mkdocs.yml."""
        try:
            config = load_config(str(self.project / "mkdocs.yml"))
        except (Abort, ConfigurationError):
            return []
        with suppress(Abort):
            _built(config, whole=whole)
        return config["guide_build"].build.report.sorted() if "guide_build" in config else []

    def _check(self, problem: Problem) -> None:
        said = str(problem)
        shape = _SHAPE.fullmatch(said)
        if not shape or not said.isprintable():
            raise Broken(f"not a line for people: {said!r}")
        if shape["line"]:
            text = (self.project / shape["file"]).read_bytes()
            lines = re.split(rb"\r\n|\r|\n", text)
            if int(shape["line"]) > len(lines):
                raise Broken(f"{shape['file']} has no such line: {said!r}")


def _built(config: MkDocsConfig, *, whole: bool) -> None:
    """What `mkdocs build` does; unless `whole`, up to where it would fill in templates."""
    if whole:
        build(config)
        return
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    get_context(nav, files, config)
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        if file.page:
            _populate_page(file.page, config, files)
    for _ in config["guide_build"].editions._editions():  # pages in Typst, not yet set
        pass


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises Broken once the processor has worked for so long."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    former = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _TooLong:
        raise Broken(f"not done after {seconds:g} s") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


@contextmanager
def _quiet() -> Iterator[None]:
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _at_noon() -> Iterator[None]:
    """The day of these tests, for what reads the clock and the environment."""
    former = dict(os.environ)
    os.environ |= {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "GUIDE_LINKS": "offline"}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(former)
