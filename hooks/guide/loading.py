"""A guide as its writers left it, read and checked before a page of it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .checks.data import check_data
from .checks.drawings import check_drawings
from .checks.files import check_files
from .checks.guide import check_guide
from .checks.pictures import check_svg_files
from .checks.styles import check_styles
from .checks.typed_dates import check_typed_dates
from .checks.words import check_words
from .core.clock import Clock, ClockError, read_clock
from .core.places import homes
from .core.problems import Problem, Report
from .core.today import Today
from .data.registry import Registry, load_registry
from .data.settings import FILE, check_chapters, check_link_mode, check_pictures, read_settings
from .data.settings_model import Settings
from .pages.drawings import Drawing, load_drawings
from .pages.page_files import Page, load_pages, other_files
from .translation.check import check_folders, check_translations
from .translation.desk import Desk
from .words.languages import Language, load_languages


@dataclass
class Sources:
    """A guide as its writers left it: read, checked, and with a report of what is wrong."""

    settings: Settings
    today: Today
    registry: Registry
    pages: list[Page]
    drawings: Mapping[str, Drawing]
    languages: Mapping[str, Language]
    desk: Desk
    report: Report


def read_guide(project: Path, extra: object, environ: Mapping[str, str], now: datetime) -> Sources:
    """The guide of the folder `project` with its settings; what is wrong with them, and with the
    environment, is in the report too.

    `extra` is what MkDocs has read of `extra.guide`; `now` (aware) is the instant if `environ`
    sets no other.
    """
    config = project / FILE
    text = config.read_text("utf-8-sig", "replace") if config.is_file() else ""
    settings, problems = read_settings(extra, text, homes(project))
    problems += check_link_mode(environ)
    problems += check_pictures(settings, project, text)
    problems += check_chapters(settings, project, text)
    try:
        clock = read_clock(environ, now)
    except ClockError as error:
        clock = read_clock({}, now)
        problems.append(Problem("environment", 0, str(error)))
    sources = read_sources(project, settings, clock)
    if not problems:  # else nobody knows which languages were meant
        codes = {settings.source_language, *settings.languages}
        sources.report.extend(check_folders(sources.pages, codes))
    sources.report.extend(problems)
    return sources


def read_sources(project: Path, settings: Settings, clock: Clock) -> Sources:
    """Everything in the guide of the folder `project`. What is wrong with it is in the report."""
    report = Report()
    today = Today(clock, settings.zone)
    registry, problems = load_registry(project, settings.links.allow_hosts)
    report.extend(problems)
    # A preview of another day does not make a reading of last week one of the future.
    report.extend(check_data(registry, today.really))
    pages, problems = load_pages(project)
    report.extend(problems)
    drawings, problems = load_drawings(project)
    report.extend(problems)
    languages, problems = load_languages(settings, project)
    report.extend(problems)
    pages, desk = _laid_out(project, pages, languages, settings)
    if settings.source_language in languages:  # else nobody knows how its text is written
        report.extend(check_translations(desk))
    report.extend(check_words(registry, languages, settings.source_language))
    report.extend(check_guide(pages, other_files(project), registry, settings, today))
    for page in pages:
        if not page.original:  # else it is told of its source already
            report.extend(check_typed_dates(page, registry, desk.tag_of(page)))
    report.extend(check_drawings(pages, drawings))
    report.extend(check_files(project))
    report.extend(check_svg_files(project))
    report.extend(check_styles(project))
    return Sources(settings, today, registry, pages, drawings, languages, desk, report)


def _laid_out(
    project: Path, pages: list[Page], languages: Mapping[str, Language], settings: Settings
) -> tuple[list[Page], Desk]:
    """The pages that are built, in the place of translations that lack their sources; the desk."""
    tags = {code: language.wording.tag for code, language in languages.items()}
    desk = Desk.of(project, pages, tags, settings.source_language)
    orphans = {f"{one.language}/{one.path}" for one in desk.translations if not one.source}
    built = [desk.as_dated(page) for page in pages if page.uri not in orphans]
    return [*built, *desk.stand_ins()], desk
