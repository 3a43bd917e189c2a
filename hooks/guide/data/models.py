"""The data files' contents, typed: what a deadline, a source and a page's front matter hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ..core.problems import did_you_mean, shown
from .values import (
    ByLanguage,
    CopyDay,
    Day,
    DeadlineDay,
    Entry,
    LabelByLanguage,
    LinesByLanguage,
    PeriodText,
    PhoneNumber,
    WebAddress,
    Words,
    ZoneName,
)

_KINDS = ("date", "period")
_LABEL = "The same in a few words, for the timeline or a calendar, per language."
_RECURS = "Nothing comes back by itself. Write an entry for each year, with its date."
_RECURRING = dict.fromkeys(("every", "repeat", "recurring", "rrule", "yearly"), _RECURS)


def _kind(value: object) -> object:
    if value not in _KINDS:
        near = did_you_mean(str(value), _KINDS)
        message = f"{shown(value)} is not a kind of deadline.{near} Write date or period."
        raise ValueError(message)
    return value


def _of_kind(kind: str, *keys: str) -> Mapping[str, str]:
    return dict.fromkeys(keys, f"It goes with `kind: {kind}`. Keep one of the two.") | _RECURRING


class _Deadline(Entry):
    title: ByLanguage = Field(
        description="What it is the deadline of, per language: {en: …, de: …}."
    )
    source: Words = Field(description="The id in sources.yml that proves it.", examples=["law-12"])
    seen: Day = Field(description="The day we last read it there.")
    warn: PeriodText | None = Field(
        None, description="How long before a date the build begins to warn, for instance P90D."
    )
    zone: ZoneName | None = Field(
        None,
        description="The time zone of the body that receives the act, for instance "
        "Indian/Reunion, where it is not the guide's own.",
    )


class DateDeadline(_Deadline):
    """A deadline on a civil date, inclusive to the end of that day in its zone."""

    refused = _of_kind("period", "within", "from", "late")
    kind: Annotated[Literal["date"], BeforeValidator(_kind), Field(examples=["date"])] = Field(
        description="date: on one day, the same for all."
    )
    date: DeadlineDay = Field(description="The last day, inclusive; or the one on which it begins.")
    marks: Literal["end", "start"] = Field(
        "end", description="start: something begins that day, and is already so on the day itself."
    )
    label: LabelByLanguage | None = Field(None, description=_LABEL)

    @property
    def last_before(self) -> Day:
        """The last day on which what comes before is true: the day itself, unless it is a start."""
        return self.date - timedelta(days=self.marks == "start")


class PeriodDeadline(_Deadline):
    """A deadline that each person counts from a day of their own."""

    refused = _of_kind("date", "date", "label", "marks")
    kind: Annotated[Literal["period"], BeforeValidator(_kind), Field(examples=["period"])] = Field(
        description="period: counted from a day of each person's own."
    )
    within: PeriodText = Field(
        description="How long, an ISO 8601 duration counted by calendar: P6W is 42 days, "
        "P1M from 31 January ends on the last day of February."
    )
    from_: ByLanguage = Field(alias="from", description="What the period runs from, per language.")
    late: ByLanguage | None = Field(
        None, description="What to do once it has passed, in a sentence or two, per language."
    )


Deadline = DateDeadline | PeriodDeadline


class Archive(Entry):
    """A public copy of a source, for the day the source is gone."""

    url: WebAddress = Field(description="The address of the copy.")
    date: Day = Field(description="The day the copy was made.")


class Source(Entry):
    """A page that proves what the guide says."""

    url: WebAddress = Field(description="Its address, whole: every reader can open it.")
    title: Words = Field(description="Its title, as the lists of sources show it.")
    publisher: Words = Field(description="Who publishes it.")
    lang: Words = Field(
        description="The language of the source: a code such as en or de.", examples=["en"]
    )
    seen: Day = Field(description="The day we last read its text.")
    copied: CopyDay = Field(
        None,
        alias="copy",
        description="The day of the copy it was read in, or unknown; left out when read live.",
    )
    via: Words | None = Field(
        None,
        description="The id of the source that gave the address of a page that we could not read.",
        examples=["law-12"],
    )
    expect: tuple[Words, ...] = Field(
        (), description="Words the page must still say, each one whole: no stem."
    )
    archive: Archive | None = Field(
        None, description="A public copy, which readers are led to once the source is gone."
    )


class Contact(Entry):
    """Someone to call or to write to."""

    name: ByLanguage = Field(description="Who it is, per language.")
    phone: PhoneNumber | None = Field(None, description="The number, as one dials it.")
    hours: ByLanguage | None = Field(None, description="When someone answers, within a sentence.")
    price: ByLanguage | None = Field(None, description="What a call costs, within a sentence.")
    address: LinesByLanguage | None = Field(None, description="The postal address, line by line.")
    site: Words | None = Field(None, description="The id in sources.yml of a page to open.")
    note: ByLanguage | None = Field(None, description="What to know before, per language.")
    source: Words = Field(description="The id in sources.yml that proves it.", examples=["law-12"])
    seen: Day = Field(description="The day we last read it there.")


class Term(Entry):
    """A word of the glossary; one with a `short` form is explained wherever that form stands."""

    term: ByLanguage = Field(description="The word, per language.")
    short: Words | ByLanguage | None = Field(
        None, description="Its abbreviation, as pages write it: in all languages, or per language."
    )
    meaning: ByLanguage = Field(description="One or two plain sentences, per language.")
    source: Words | None = Field(None, description="The id in sources.yml that proves it.")

    @property
    def shorts(self) -> Mapping[str, str]:
        """Its abbreviation per language; under no code for all languages alike."""
        return {"": self.short} if isinstance(self.short, str) else self.short or {}


class News(Entry):
    """Something that changed, on a day, in the procedure or in the guide."""

    date: Day = Field(description="The day it changed.")
    about: Literal["procedure", "guide"] = Field(
        description="What changed: the procedure, which needs a source, or the guide itself."
    )
    text: ByLanguage = Field(description="What changed, in one or two sentences, per language.")
    label: LabelByLanguage | None = Field(None, description=_LABEL)
    source: Words | None = Field(None, description="The id in sources.yml that proves it.")


class LetterField(Entry):
    """A blank that letters have in common: what the reader is asked for."""

    label: ByLanguage = Field(description="What to write, per language.")
    hint: ByLanguage | None = Field(None, description="Where to find it, per language.")
    rows: int = Field(1, gt=0, le=20, description="How many lines the answer takes.")


class FrontMatter(Entry):
    """What stands between the two `---` at the head of a page."""

    title: Words
    description: Words = Field(max_length=200, description="One sentence for search engines.")
    verified: Day = Field(description="The day someone last held the page against its sources.")
    nav_title: Words | None = Field(
        None, description="Its name in the menu, where that is not in mkdocs.yml: a translation's."
    )
    translated: dict[str, str] = Field(
        {}, description="Of a translation, what each section was made from; `make translated`."
    )
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = ()
    template: Words | None = None
