"""Translations: what they lack of their sources, what is out of date, what should not be there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from ..core.places import DOCS, language_of, resolved
from ..core.problems import Problem, Severity, did_you_mean
from ..data.settings import FILE
from ..pages.page_files import Page
from .desk import Desk, Translation
from .memory import place_of
from .parity import check_headings, check_numbers, check_section, check_words
from .sections import Section, sections_of
from .standing import Change, Gravity, declared


def check_translations(desk: Desk) -> Iterator[Problem]:
    """Every problem of every translation on the `desk`."""
    for one in desk.translations:
        if one.page and one.source:
            yield from _check_stamps(one, one.page, desk)
            yield from _check_text(one, one.page, one.source, desk)
            yield from _check_links(one.page, desk)
        elif one.page:
            yield _orphan(one, one.page, desk)


def check_folders(pages: Sequence[Page], codes: Collection[str]) -> Iterator[Problem]:
    """Pages in folders of docs/ that are no language of the site, each folder once."""
    told = set[str]()
    for page in pages:
        folder = language_of(page.uri, "")
        if folder and folder not in codes and folder not in told:
            told.add(folder)
            message = (
                f"'{folder}' is no language of the site. Name it in extra.guide.languages of "
                f"{FILE}, or remove {DOCS}/{folder}/."
            )
            yield Problem(page.file, 0, message)


def _check_stamps(one: Translation, page: Page, desk: Desk) -> Iterator[Problem]:
    """Whether its stamps are those of the command, and what has changed since."""
    source, line = desk.memory.source_language, page.split.lines.get("translated", 1)
    which = f"PAGE={one.path} LANG={one.language}"
    if one.state == "unstamped":
        source_file = f"{DOCS}/{source}/{one.path}"
        message = f"no stamp. Hold it against {source_file}, then run `make translated {which}`."
        yield Problem(page.file, line, message, Severity.WARNING)
    for key, stamp in one.stamps.items():
        if stamp not in desk.memory.versions(one.path):
            message = (
                f"translated: {key}: {place_of(one.path)} keeps no version '{stamp}'. "
                f"Nobody writes stamps by hand: run `make translated {which}`."
            )
            yield Problem(page.file, line, message)
    for change in one.changes:
        yield _stale(change, page.file, f"{DOCS}/{source}/{one.path}", line, which)


def _stale(change: Change, file: str, source_file: str, line: int, which: str) -> Problem:
    state = "has changed" if change.before else "is new"
    state = state if change.after else "is gone"
    grave = change.gravity is Gravity.GRAVE
    what = f" ({', '.join(change.what)})" if grave else ""
    message = (
        f"section '{change.key}' of {source_file} {state}{what}. `make translation-diff {which}` "
        f"shows it; translate it, then run `make translated {which}`."
    )
    return Problem(file, line, message, Severity.WARNING if grave else Severity.INFO)


def _check_text(one: Translation, page: Page, source_page: Page, desk: Desk) -> Iterator[Problem]:
    """Whether it has all of the version that its stamps declare; without any, of today's."""
    own, source = sections_of(page), desk.memory.sections(source_page)
    versions, file = desk.memory.versions(one.path), page.file
    wanted = one.stamps or source
    yield from check_headings(own, wanted, source, file, source_page.file)
    for key in (key for key in own if key in wanted):
        version = declared(key, one.stamps, versions) if one.stamps else source[key]
        if version and key in source and source[key].text == version.text:
            version = source[key]  # in which other languages have looked already
        if version is None:
            continue
        faults = list(_held_to(version, own[key], one, source_page.file, desk))
        if faults and key in source and source[key].hash != version.hash:
            if not list(_held_to(source[key], own[key], one, source_page.file, desk)):
                continue  # it follows the source of today already, and waits for its stamp
            made_from = f"{source_page.file} (as it was when this was translated)"
            faults = list(_held_to(version, own[key], one, made_from, desk))
        yield from faults


def _held_to(
    version: Section, own: Section, one: Translation, source_file: str, desk: Desk
) -> Iterator[Problem]:
    file = f"{DOCS}/{one.language}/{one.path}"
    tags = (desk.tags[one.language], desk.tags[desk.memory.source_language])
    yield from check_section(own, version, file, source_file, tags)
    if tags[0].partition("-")[0] != tags[1].partition("-")[0]:
        # One made easy may say « 2 parents », and keep what is easy.
        yield from check_numbers(own, version, file, source_file)
        yield from check_words(own, version, file)


def _check_links(page: Page, desk: Desk) -> Iterator[Problem]:
    """One line for all links of a page that lead to what is not translated yet."""
    found: dict[str, int] = {}
    for link in page.scan.links:
        target = link.name.partition("#")[0]
        if resolved(unquote(target), page.uri) in desk.missing:
            found.setdefault(target, link.line)
    if found:
        message = f"links to what is not translated yet: {', '.join(found)}."
        yield Problem(page.file, next(iter(found.values())), message, Severity.INFO)


def _orphan(one: Translation, page: Page, desk: Desk) -> Problem:
    near = did_you_mean(one.path, (other.path for other in desk.translations if other.source))
    message = (
        f"{DOCS}/{desk.memory.source_language} has no page '{one.path}', so this one is not "
        f"built.{near} Move it where its source went, or remove it."
    )
    return Problem(page.file, 0, message, Severity.WARNING)
