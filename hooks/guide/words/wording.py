"""Dates, periods and sentences as one language writes them."""

from __future__ import annotations

import datetime
import math
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar
from xml.etree.ElementTree import Element

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from ..core.dates import Period
from .strings import Strings

T = TypeVar("T")

_NO_BREAK = "\N{NO-BREAK SPACE}"
_KILO, _MEGA = 1_000, 1_000_000


@dataclass(frozen=True)
class Wording:
    """How one language says what the engine has to say."""

    language: str
    strings: Strings

    @cached_property
    def locale(self) -> Locale:
        """The language's CLDR locale, looked up once: pages ask for it thousands of times."""
        return Locale.parse(self.strings.locale, sep="-")

    @property
    def tag(self) -> str:
        """What markup calls the language (BCP 47): fr for `fr` and for `fr-falc` alike."""
        return self.strings.locale

    @property
    def direction(self) -> str:
        """Which way it is written: ltr or rtl."""
        return str(self.locale.text_direction)

    def speaks(self, tag: str) -> bool:
        """Whether a text in the language `tag` needs no mark beside this one's: fr for fr-CA."""
        return tag.partition("-")[0] == self.locale.language

    @property
    def marks(self) -> tuple[str, str]:
        """What opens and what closes a quotation."""
        return self.strings.quotes[0], self.strings.quotes[1]

    @cached_property
    def quotation(self) -> re.Pattern[str]:
        """What finds a quotation with its marks."""
        opened, closed = self.marks
        return re.compile(f"{opened}[^{opened}{closed}]*{closed}")

    def tells_quotations_of(self, source: Wording) -> bool:
        """Whether what a text of this language has between the marks of `source` is in that one:
        this one quotes with other marks."""
        return not self.speaks(source.tag) and self.marks != source.marks

    def date(self, day: datetime.date) -> str:
        """`day` in full, unbreakable: 9 mai 2022."""
        text = format_date(day, "long", self.locale)
        if day.day == 1 and self.strings.first_day:
            text = text.replace("1", self.strings.first_day, 1)
        return text.replace(" ", _NO_BREAK)

    def period(self, period: Period) -> str:
        """`period` in full, unbreakable: 6 semaines."""
        units = {
            "year": period.years,
            "month": period.months,
            "week": period.weeks,
            "day": period.days,
        }
        parts = [self._counted(count, f"duration-{unit}") for unit, count in units.items() if count]
        return format_list(parts, "unit", self.locale).replace(" ", _NO_BREAK)

    def _counted(self, count: int, unit: str) -> str:
        """`count` of a CLDR `unit`, in full; in the short form where CLDR writes only that, as for
        3 meses: Babel then answers with the unit's own name."""
        text = format_unit(count, unit, "long", locale=self.locale)
        return format_unit(count, unit, "short", locale=self.locale) if unit in text else text

    def size(self, count: int) -> str:
        """`count` bytes, rounded for people and unbreakable: 1,4 Mo."""
        unit, value = (
            ("kilobyte", round(count / _KILO))
            if count < _MEGA
            else ("megabyte", round(count / _MEGA, 1))
        )
        text = format_unit(value, f"digital-{unit}", "short", locale=self.locale)
        return text.replace(" ", _NO_BREAK)

    def figure(self, value: float) -> str:
        """`value` to three digits that count, as people read figures: 150, 12,3 or 0,45."""
        return format_decimal(_legible(value), locale=self.locale).replace(" ", _NO_BREAK)

    def quantity(self, value: float, unit: str) -> str:
        """`value` of a CLDR `unit`, such as second, in short and unbreakable: 2,5 s."""
        kind = "digital" if unit.endswith("byte") else "duration"
        text = format_unit(_legible(value), f"{kind}-{unit}", "short", locale=self.locale)
        return text.replace(" ", _NO_BREAK)

    @cached_property
    def locale_in_full(self) -> str:
        """The language and the country where it is mostly spoken, as Open Graph wants it: fr_FR."""
        likely = Locale.parse(get_global("likely_subtags").get(str(self.locale), str(self.locale)))
        return f"{likely.language}_{likely.territory}" if likely.territory else likely.language

    def time(self, day: datetime.date) -> Element:
        """`day` as a <time> element."""
        element = Element("time", datetime=day.isoformat())
        element.text = self.date(day)
        return element

    @property
    def day_order(self) -> str:
        """In which order a date is written in numbers: dMy for 23/11/2026."""
        pattern = self.locale.date_formats["short"].pattern
        return "".join(dict.fromkeys(letter for letter in pattern if letter in "yMd"))

    def name_of(self, tag: str) -> str:
        """What the language calls the one with that tag, whatever its country: Fransızca."""
        base = tag.partition("-")[0]
        return str(self.locale.languages.get(base, base))

    def zone(self, name: str) -> str:
        """The place whose time the zone `name` is: La Réunion."""
        return get_timezone_location(name, locale=self.locale, return_city=True)

    def sort_key(self, text: str) -> str:
        """What `text` is put in order by: its letters, whatever their case and accents."""
        letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
        return "".join(letter for letter in letters if letter.isalnum() or letter == " ")

    def pick(self, texts: Mapping[str, T], fallback: str) -> tuple[T, str]:
        """The text for this language, else for `fallback`, else the first; and its language."""
        for language in (self.language, self.strings.locale, fallback):
            if language in texts:
                return texts[language], language
        return next((text, language) for language, text in texts.items())


def _legible(value: float) -> float:
    """`value` to three digits, of which two at most after the point."""
    before = math.floor(math.log10(value)) if value >= 1 else 0
    return round(value, max(0, 2 - before))


def fill(
    element: Element, template: str, parts: Mapping[str, Element | str] = MappingProxyType({})
) -> Element:
    """Appends to `element` the sentence `template` with its `{names}` replaced by `parts`.

    Raises KeyError for a name that `parts` lacks.
    """
    for piece in _pieces(template, parts):
        if isinstance(piece, Element):
            element.append(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
    return element


def _pieces(template: str, parts: Mapping[str, Element | str]) -> Iterator[Element | str]:
    for text, name, _, _ in string.Formatter().parse(template):
        if text:
            yield text
        if name:
            yield parts[name]
