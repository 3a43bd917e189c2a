"""What a translation must have of the version it was made from: ids, steps, date blocks, sources,
numbers and dates, letters word for word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..core.problems import Problem, Severity, did_you_mean
from .sections import TOP, Section

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SHORT = 5  # words: a name, or « Oui », may well be the same in two languages


def check_headings(
    own: Mapping[str, Section],
    declared: Iterable[str],
    today: Collection[str],
    file: str,
    source_file: str,
) -> Iterator[Problem]:
    """Sections that the translation `own` lacks, and its own that the source never had.

    `declared` are the keys of the version it was made from, `today` those of the source as it is:
    what a translator has followed already, and not stamped yet, is no fault.
    """
    declared = list(declared)
    for key in (key for key in declared if key in today and key not in own):
        message = (
            f"no heading has the id '{key}', which {source_file} has. "
            f"End the heading with {{#{key}}}: ids are the same in every language."
        )
        yield Problem(file, 0, message)
    for key, section in own.items():
        if key not in declared and key not in today:
            near = did_you_mean(key, [one for one in declared if one not in own])
            message = f"id '{key}' is none of {source_file}.{near} Ids never change by language."
            yield Problem(file, section.line, message)


def check_section(
    own: Section, source: Section, file: str, source_file: str, tags: tuple[str, str]
) -> Iterator[Problem]:
    """What the section `own` has otherwise than `source`, the version it was made from.

    `tags` are the languages of the two, in this order.
    """
    yield from _steps(own, source, file, source_file)
    held: tuple[tuple[str, Iterable[str], Iterable[str], str], ...] = (
        ("date block", own.date_blocks, source.date_blocks, "Add '//// deadline | {}'."),
        ("source", own.sources, source.sources, "Cite it: [text][{}]."),
        ("macro", own.macros, source.macros, "Write it where the text says the same."),
        ("number", own.numbers, source.numbers, "Write it in digits."),
    )
    for kind, ours, theirs, remedy in held:
        for name in set(theirs) - set(ours):
            message = f"{_place(own)} lacks the {kind} '{name}', which {source_file} has there."
            yield Problem(file, own.line, f"{message} {remedy.format(name)}")
    for name in own.sources.keys() - source.sources.keys():
        message = f"source '{name}' is not in {_place(own)} of {source_file}. Remove it."
        yield Problem(file, own.sources[name], message)
    yield from _dates(own, source, file, source_file, tags)
    yield from _letters(own, source, file, source_file)


def check_numbers(own: Section, source: Section, file: str, source_file: str) -> Iterator[Problem]:
    """Numbers of `own` that `source` does not have: most often, one mistyped."""
    for name in own.numbers.keys() - source.numbers.keys():
        message = f"number '{name}' is not in {_place(own)} of {source_file}. Write the one there."
        yield Problem(file, own.numbers[name], message)


def check_words(own: Section, source: Section, file: str) -> Iterator[Problem]:
    """Lines of `own` that stand there as `source` has them: not translated yet."""
    theirs = {text for text, _ in source.lines}
    for text, line in own.lines:
        if text in theirs and len(_WORD.findall(text)) > _SHORT:
            beginning = " ".join(text.split()[:_SHORT])
            message = f"'{beginning}…' is not translated yet: it stands there as in the source."
            yield Problem(file, line, message, Severity.WARNING)


def _steps(own: Section, source: Section, file: str, source_file: str) -> Iterator[Problem]:
    for name, theirs in source.steps.items():
        ours = own.steps.get(name)
        if ours is None:
            message = f"{_place(own)} lacks the steps '{name}', which {source_file} has there."
            yield Problem(file, own.line, f"{message} Add '/// steps | {name}'.")
        elif len(ours.items) != len(theirs.items):
            message = (
                f"steps '{name}': {len(ours.items)} here, {len(theirs.items)} in {source_file}. "
                "A reader would miss one, or look for one that is not there."
            )
            yield Problem(file, ours.line, message)


def _dates(
    own: Section, source: Section, file: str, source_file: str, tags: tuple[str, str]
) -> Iterator[Problem]:
    theirs = source.dates(tags[1])
    for (year, month, day), line in own.dates(tags[0]).items():
        if (year, month, day) not in theirs:
            message = (
                f"the date {year:04}-{month:02}-{day:02} is not in {_place(own)} of {source_file}. "
                "Write the one that stands there."
            )
            yield Problem(file, line, message)


def _letters(own: Section, source: Section, file: str, source_file: str) -> Iterator[Problem]:
    for name, text in source.letters.items():
        if own.letters.get(name, "").split() != text.split():
            message = (
                f"letter '{name}' is not word for word that of {source_file}. Who receives it "
                "reads that language: copy the block, and put its translation below it."
            )
            yield Problem(file, own.line, message)


def _place(section: Section) -> str:
    return "the beginning" if section.key == TOP else f"section '{section.key}'"
