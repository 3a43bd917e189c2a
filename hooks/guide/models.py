"""The data files' contents, typed: what a deadline, a source and a page's front matter hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from .dates import parse_day, parse_period
from .links.addresses import parse, why_refused
from .problems import did_you_mean, shown

_KINDS = ("date", "period")
_YEAR = re.compile(r"\d{4}")
_RECURRENCE = re.compile(r"--|R\d*/")  # as ISO 8601 writes what comes back
_MAILBOX = re.compile(r"mailto:[^\s@]+@[^\s@]+")
_NO_ADDRESS = re.compile(r"\s|//[^/]*\.\.")  # a space, or a host with a dot too many


def _period(text: str) -> str:
    parse_period(text)
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = did_you_mean(name, available_timezones()) or " Write for instance Europe/Paris."
        message = f"{shown(name)} is not a time zone.{near}"
        raise ValueError(message) from None
    return name


def _public_url(url: str, info: ValidationInfo) -> str:
    host = _host(url)
    if not host:
        message = f"{shown(url)} is not a web address. Write it whole, from https:// on."
        raise ValueError(message)
    allowed = (info.context or {}).get("allow_hosts", ())
    if host not in allowed and _is_private(url, host):
        message = (
            f"{shown(url)} is a private address. A source must be one that every reader can open."
        )
        raise ValueError(message)
    return url


def _contact(address: str) -> str:
    is_page = address.startswith("https://") and _host(address)
    if address and not is_page and not _MAILBOX.fullmatch(address):
        message = f"{shown(address)} is no address. Write one that begins with https: or mailto:."
        raise ValueError(message)
    return address


def _host(url: str) -> str | None:
    """The host that `url` names, or None if `url` is no whole web address."""
    try:
        parts = urlsplit(url)
        well_formed = parse(url).host and parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:
        return None
    return parts.hostname if well_formed and not _NO_ADDRESS.search(url) else None


def _is_private(url: str, host: str) -> bool:
    name = host.removesuffix(".")
    inside = name.endswith((".localhost", ".local", ".internal"))
    single = "." not in name and ":" not in name  # localhost, or a machine of one's own network
    return inside or single or why_refused(parse(url)) is not None


def _iso_date(value: object) -> date:
    """YYYY-MM-DD and nothing else: pydantic alone would also take seconds since 1970."""
    return parse_day(str(value))


def _deadline_day(value: object) -> date:
    text = str(value)
    if _RECURRENCE.match(text) or not _YEAR.search(text):
        message = (
            f"{shown(text)} names no one day. A deadline has its year: write an entry for each, "
            "for instance 2028-02-29."
        )
        raise ValueError(message)
    return parse_day(text)


def _kind(value: object) -> object:
    if value not in _KINDS:
        near = did_you_mean(str(value), _KINDS)
        message = f"{shown(value)} is not a kind of deadline.{near} Write date or period."
        raise ValueError(message)
    return value


def _phone(number: str) -> str:
    if not re.fullmatch(_PHONE_PATTERN, number):
        message = f"{shown(number)} is not a number to dial. Write its digits, for instance '3422'."
        raise ValueError(message)
    return number


def _color(text: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        message = (
            f"{shown(text)} is no colour. Write six digits, for instance '#17443f', in quotes."
        )
        raise ValueError(message)
    return text


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    if not lines:
        message = 'no line stands here. Write a list, ["…", "…"].'
        raise ValueError(message)
    return lines


def _copy_day(value: object) -> object:
    return value if value == "unknown" else _iso_date(value)


# The patterns tell editors what parse_day and parse_period tell the build.
_DateText = Annotated[
    date, Field(json_schema_extra={"pattern": "^(1[6-9]|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$"})
]
_PHONE_PATTERN = r"^\+?[0-9]+( [0-9]+)*$"
_PERIOD_PATTERN = "^P(?=.*[1-9])([0-9]{1,6}Y)?([0-9]{1,6}M)?([0-9]{1,6}W)?([0-9]{1,6}D)?$"

Day = Annotated[_DateText, BeforeValidator(_iso_date), Field(examples=["2026-11-23"])]
DeadlineDay = Annotated[_DateText, BeforeValidator(_deadline_day), Field(examples=["2026-11-23"])]
CopyDay = Annotated[
    _DateText | Literal["unknown"] | None, BeforeValidator(_copy_day), Field(examples=["unknown"])
]
PeriodText = Annotated[
    str,
    AfterValidator(_period),
    Field(examples=["P6W"], json_schema_extra={"pattern": _PERIOD_PATTERN}),
]
ZoneName = Annotated[str, AfterValidator(_zone), Field(examples=["Europe/Paris"])]
WebAddress = Annotated[
    str,
    AfterValidator(_public_url),
    Field(examples=["https://…"], json_schema_extra={"format": "uri", "pattern": "^https?://"}),
]
Words = Annotated[str, Field(pattern=r"\S", examples=['"…"'])]
ByLanguage = Annotated[dict[str, Words], Field(min_length=1, examples=['{fr: "…"}'])]
Label = Annotated[str, Field(pattern=r"\S", max_length=50, examples=['"…"'])]
LabelByLanguage = Annotated[dict[str, Label], Field(min_length=1, examples=['{fr: "…"}'])]
Color = Annotated[str, AfterValidator(_color), Field(examples=['"#17443f"'])]
PhoneNumber = Annotated[
    str,
    AfterValidator(_phone),
    Field(examples=['"3422"'], json_schema_extra={"pattern": _PHONE_PATTERN}),
]
Lines = Annotated[
    tuple[Words, ...], AfterValidator(_lines), Field(json_schema_extra={"minItems": 1})
]
LinesByLanguage = Annotated[dict[str, Lines], Field(min_length=1, examples=['{fr: ["…", "…"]}'])]

_LABEL = "The same in a few words, for the timeline or a calendar, per language."

ContactAddress = Annotated[str, AfterValidator(_contact)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Entry(BaseModel):
    """A mapping that holds the keys it declares and no other.

    `refused` says of keys that writers are led to expect here what to do instead.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    refused: ClassVar[Mapping[str, str]] = {}


_RECURS = "Nothing comes back by itself. Write an entry for each year, with its date."
_RECURRING = dict.fromkeys(("every", "repeat", "recurring", "rrule", "yearly"), _RECURS)


def _of_kind(kind: str, *keys: str) -> Mapping[str, str]:
    return dict.fromkeys(keys, f"It goes with `kind: {kind}`. Keep one of the two.") | _RECURRING


class _Deadline(Entry):
    title: ByLanguage = Field(
        description="What it is the deadline of, per language: {fr: …, en: …}."
    )
    source: Words = Field(description="The id in sources.yml that proves it.", examples=["csp-x"])
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
        description="The language of the source: a code such as fr or en.", examples=["fr"]
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
        examples=["csp-x"],
    )
    expect: tuple[Words, ...] = Field((), description="Words the page must still say.")
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
    source: Words = Field(description="The id in sources.yml that proves it.", examples=["csp-x"])
    seen: Day = Field(description="The day we last read it there.")


class Term(Entry):
    """A word of the glossary; one with a `short` form is explained wherever that form stands."""

    term: ByLanguage = Field(description="The word, per language.")
    short: Words | None = Field(None, description="Its abbreviation, as pages write it.")
    meaning: ByLanguage = Field(description="One or two plain sentences, per language.")
    source: Words | None = Field(None, description="The id in sources.yml that proves it.")


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
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = ()
    template: Words | None = None


class LinkSettings(Entry):
    """How the sources are probed (`extra.guide.links`)."""

    mode: Literal["online", "offline"] = "online"
    fresh_for: PeriodText = "P7D"
    budget: Seconds = Field(20, description="Seconds that a build waits for the network.")
    check_budget: Seconds = Field(300, description="The same, for a check of all sources.")
    timeout: Seconds = Field(10, description="Seconds for one request.")
    per_host: int = Field(2, gt=0, description="Requests at once to one host.")
    total: int = Field(32, gt=0, description="Requests at once in all.")
    repository: str = Field("", description="The address that the user agent names.")
    allow_hosts: tuple[str, ...] = Field((), description="Private hosts that may be probed.")


class ReadingSettings(Entry):
    """How easy the pages must be to read (`extra.guide.reading`)."""

    ease: float = Field(60, description="The least reading-ease figure; 60 is read at about 13.")
    sentence: int = Field(30, gt=0, description="The most words in a sentence.")
    exempt: tuple[str, ...] = Field((), description="Pages, by path in docs/, free to be harder.")


class AppSettings(Entry):
    """How the guide looks once a reader has installed it (`extra.guide.app`)."""

    short_name: Words = Field(description="Its name below an icon, about 12 letters.")
    color: Color = Field(description="What colours the frame of its window.")
    background: Color = Field(description="What is seen before its first page.")
    icons: tuple[Words, ...] = Field(min_length=1, description="SVG or PNG, by path in docs/.")


class Settings(Entry):
    """The engine's settings (`extra.guide` in mkdocs.yml)."""

    source_language: Words = "fr"
    zone: ZoneName = "Europe/Paris"
    review_every: PeriodText = "P90D"
    reread_every: PeriodText = Field(
        "P1Y", description="How long a deadline is good for once read at its source."
    )
    horizon: PeriodText = Field("P90D", description="How far ahead the report looks.")
    crawl: bool = Field(True, description="Walk the built site with LinkChecker.")
    security_contact: ContactAddress = Field(
        "", description="Where to tell of a hole in the site; empty, there is no security.txt."
    )
    links: LinkSettings = LinkSettings()
    reading: ReadingSettings = ReadingSettings()
    app: AppSettings | None = Field(None, description="Lets readers install the guide.")
    card: Words | None = Field(None, description="The picture of shared links, a PNG in docs/.")
