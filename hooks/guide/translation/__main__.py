"""`make translations`, `make translation-diff` and `make translated`: the translator's commands.

`python -m guide.translation table [LANG]`, `… diff PAGE LANG`, `… stamp PAGE LANG`; PAGE is a path
within a language's folder, or `all`. They stand apart from the build, which writes nowhere but in
site/ and .cache/.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..core.generator import ConfigurationError, yaml_load
from ..core.places import DOCS, PROJECT, homes
from ..core.problems import Problem, Severity, did_you_mean
from ..data.settings import FILE, read_settings
from ..pages.page_files import load_pages
from ..text.textfile import read_text
from ..words.languages import load_languages
from .check import check_translations
from .desk import Desk, Translation
from .diff import as_lines
from .stamp import refusals, stamp
from .table import table

ALL = "all"


def main(arguments: Sequence[str], project: Path = PROJECT) -> int:
    """Does what `arguments` say in the guide of the folder `project`; returns the exit status."""
    command, *rest = arguments
    desk, problems = desk_of(project)
    if problems:  # a language that cannot be read would be taken for none
        return _complain(problems)
    if command == "table":
        language = rest[0] if rest else ""
        is_known = language in ("", *desk.tags)
        return _say(table(desk, language)) if is_known else _refuse(desk, "", language)
    page, language = rest
    chosen = list(_chosen(desk, page, language))
    if not chosen:
        return _refuse(desk, page, language)
    if command == "diff":
        return _say(line for one in chosen for line in as_lines(one))
    return _stamp(desk, chosen)


def desk_of(project: Path) -> tuple[Desk, list[Problem]]:
    """The translations of the guide in the folder `project`, and what of it cannot be read."""
    text, problems = read_text(project / FILE, FILE)
    try:
        extra = yaml_load(text or "").get("extra", {})
    except ConfigurationError as error:
        fault = " ".join(str(error).split())
        return Desk.of(project, [], {}, ""), [Problem(FILE, 0, f"{fault}.")]
    settings, faults = read_settings(extra.get("guide"), text or "", homes(project))
    languages, unreadable = load_languages(settings, project)
    pages, unread = load_pages(project)
    tags = {code: language.wording.tag for code, language in languages.items()}
    desk = Desk.of(project, pages, tags, settings.source_language)
    return desk, problems + faults + unreadable + unread


def _chosen(desk: Desk, page: str, language: str) -> Iterator[Translation]:
    path = page.removeprefix(f"{DOCS}/")
    for folder in (language, desk.memory.source_language):
        path = path.removeprefix(f"{folder}/")
    for one in desk.translations:
        if one.language == language and path in (one.path, ALL) and one.page and one.source:
            yield one


def _refuse(desk: Desk, page: str, language: str) -> int:
    """Says why nothing was chosen; returns the exit status."""
    codes = sorted({one.language for one in desk.translations})
    own = [one.path for one in desk.translations if one.language == language and one.page]
    if language not in codes:
        near = did_you_mean(language, codes)
        told = f"LANG={language}: no language of the site.{near} There are: {', '.join(codes)}."
    else:
        near = did_you_mean(page, own) or f" Write a path within it, or PAGE={ALL}."
        told = f"PAGE={page}: no page of {DOCS}/{language}.{near}"
    sys.stderr.write(f"{told}\n")
    return 2


def _stamp(desk: Desk, chosen: Sequence[Translation]) -> int:
    """Stamps `chosen`, but for those that lack something of their sources as these are today."""
    refused = 0
    for one in chosen:
        assert one.page  # noqa: S101  # those are chosen that are there
        assert one.source  # noqa: S101
        faults = sorted({*refusals(one, desk), *_faults(desk, one)})
        if faults:
            refused += _complain(faults)
        else:
            stamp(one.page, one.source, desk)
            sys.stdout.write(f"{one.page.file}: stamped\n")
    return int(refused > 0)


def _faults(desk: Desk, one: Translation) -> list[Problem]:
    alone = Desk(desk.memory, desk.tags, (one.without_stamps(),))
    found = check_translations(alone)
    return [problem for problem in found if problem.severity is Severity.ERROR]


def _complain(problems: Iterable[Problem]) -> int:
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 2


def _say(lines: Iterator[str]) -> int:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
