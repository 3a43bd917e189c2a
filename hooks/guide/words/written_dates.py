"""Dates that a person wrote out, found in running text as the text's language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError

from ..text.verbatim import blanked

_FIELD = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>d+|[ML]+|y+)|(?P<space>\s+)|(?P<other>.)")
_SPACE = r"(?:&nbsp;|[^\S\n]|\n(?!\s*\n))+"  # within a paragraph
_ORDINAL = r"(?:er|ᵉʳ|<sup>er</sup>|st|nd|rd|th|º|ª)?"
_YEAR = re.compile(r"\d{4}")
_IN_WORDS = 3  # letters of a pattern, from which on a month is written by its name
_ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w-])")


@dataclass(frozen=True)
class Written:
    """A date as it stands from `start` to `end` of a text; `year` is None where it says none."""

    text: str
    start: int
    end: int
    year: int | None
    month: int
    day: int

    def is_on(self, day: date) -> bool:
        """Whether it can mean `day`."""
        return (self.month, self.day) == (day.month, day.day) and self.year in (None, day.year)

    @property
    def date(self) -> date | None:
        """The day it means; None without a year, or where the calendar has no such day."""
        try:
            return date(self.year or 0, self.month, self.day)
        except ValueError:
            return None


def in_full(text: str, language: str) -> Iterator[Written]:
    """Every date of `text` in the long form, with its year, that CLDR gives for `language`."""
    forms = _forms(language)
    return forms.found(forms.long, text) if forms else iter(())


def in_any_form(text: str, language: str) -> Iterator[Written]:
    """Every date of `text`: in the long form, in that form without its year, and in ISO 8601's."""
    forms = _forms(language)
    full = list(in_full(text, language))
    yield from full
    rest = blanked(text, ((one.start, one.end) for one in full))
    if forms:
        yield from forms.found(forms.short, rest)
    for iso in _ISO.finditer(rest):
        yield Written(iso[0], *iso.span(), *(int(number) for number in iso.groups()))


@dataclass(frozen=True)
class _Forms:
    """How a language writes a day: with its year, without it, and what it calls the months."""

    long: re.Pattern[str]
    short: re.Pattern[str]
    months: dict[str, int]

    def found(self, form: re.Pattern[str], text: str) -> Iterator[Written]:
        if "year" in form.groupindex and not _YEAR.search(text):
            return  # most sections name none, and the form takes long to find that out
        for match in form.finditer(text):
            named = match.groupdict()
            year, month, day = named.get("year"), named["month"].casefold(), named["day"]
            number = int(month) if month.isdecimal() else self.months.get(month, 0)
            shown = " ".join(match[0].replace("&nbsp;", " ").split())
            yield Written(shown, *match.span(), int(year) if year else None, number, int(day))


@cache
def _forms(language: str) -> _Forms | None:
    """None for a language that CLDR does not know."""
    locale = _locale(language)
    if not locale:
        return None
    months = {
        name.casefold(): number
        for context in ("format", "stand-alone")
        for number, name in locale.months[context]["wide"].items()
    }
    long, short = locale.date_formats["long"], locale.datetime_skeletons["MMMMd"]
    return _Forms(_compiled(long.pattern, months), _compiled(short.pattern, months), months)


def _locale(language: str) -> Locale | None:
    """The locale of a folder of docs/: of `fr-falc`, French."""
    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _compiled(pattern: str, months: Iterable[str]) -> re.Pattern[str]:
    """What finds the dates that the CLDR pattern `pattern` writes.

    https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
    """
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    pieces = (_piece(match, names) for match in _FIELD.finditer(pattern))
    return re.compile(rf"(?<!\d){''.join(pieces)}(?!\d)", re.IGNORECASE)


def _piece(match: re.Match[str], names: str) -> str:
    if match["space"]:
        return _SPACE
    field = match["field"] or ""
    if field.startswith("d"):
        return rf"(?P<day>\d{{1,2}}){_ORDINAL}"
    if field.startswith("y"):
        return rf"(?P<year>{_YEAR.pattern})"
    if field:
        return rf"(?P<month>{names})(?!\w)" if len(field) >= _IN_WORDS else r"(?P<month>\d{1,2})"
    return re.escape(match["quoted"] or match["other"] or "")
