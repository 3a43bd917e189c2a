"""The data files' contents, typed: what a deadline, a source and a page's front matter hold."""

from __future__ import annotations

from datetime import date
from ipaddress import ip_address
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from .dates import parse_period


def _period(text: str) -> str:
    parse_period(text)
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        message = f"'{name}' is not a time zone. Write for instance Europe/Paris."
        raise ValueError(message) from None
    return name


def _public_url(url: str, info: ValidationInfo) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        message = f"'{url}' is not a web address. Write it whole, from https:// on."
        raise ValueError(message)
    allowed = (info.context or {}).get("allow_hosts", ())
    if parts.hostname not in allowed and _is_private(parts.hostname):
        message = f"'{url}' is a private address. A source must be one that every reader can open."
        raise ValueError(message)
    return url


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def _iso_date(value: object) -> date:
    """YYYY-MM-DD and nothing else: pydantic alone would also take seconds since 1970."""
    text = str(value)
    try:
        if len(text) != len("2026-11-23"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is not a date. Write YYYY-MM-DD, for instance 2026-11-23."
        raise ValueError(message) from None


def _copy_day(value: object) -> object:
    return value if value == "unknown" else _iso_date(value)


Day = Annotated[date, BeforeValidator(_iso_date), Field(examples=["2026-11-23"])]
CopyDay = Annotated[
    date | Literal["unknown"] | None, BeforeValidator(_copy_day), Field(examples=["unknown"])
]
PeriodText = Annotated[str, AfterValidator(_period), Field(examples=["P6W"])]
ZoneName = Annotated[str, AfterValidator(_zone), Field(examples=["Europe/Paris"])]
WebAddress = Annotated[str, AfterValidator(_public_url), Field(examples=["https://…"])]
Words = Annotated[str, Field(min_length=1, examples=['"…"'])]
ByLanguage = Annotated[dict[str, Words], Field(min_length=1, examples=['{fr: "…"}'])]


class Entry(BaseModel):
    """A mapping that holds the keys it declares and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Deadline(Entry):
    title: ByLanguage = Field(description="What it is the deadline of, per language.")
    source: Words = Field(description="The id in sources.yml that proves it.", examples=["csp-x"])
    seen: Day = Field(description="The day we last read it there.")
    warn: PeriodText | None = Field(None, description="How long before a date the build warns.")
    zone: ZoneName | None = Field(None, description="Where the body that receives the act is.")


class DateDeadline(_Deadline):
    """A deadline on a civil date, inclusive to the end of that day in its zone."""

    kind: Literal["date"]
    date: Day = Field(description="The last day, inclusive.")


class PeriodDeadline(_Deadline):
    """A deadline that each person counts from a day of their own."""

    kind: Literal["period"]
    within: PeriodText = Field(description="How long, an ISO 8601 duration counted by calendar.")
    from_: ByLanguage = Field(alias="from", description="What the period runs from, per language.")


Deadline = DateDeadline | PeriodDeadline


class Archive(Entry):
    """A public copy of a source, for the day the source is gone."""

    url: WebAddress
    date: Day = Field(description="The day the copy was made.")


class Source(Entry):
    """A page that proves what the guide says."""

    url: WebAddress
    title: Words
    publisher: Words
    lang: Words = Field(description="The language of the source.", examples=["fr"])
    seen: Day = Field(description="The day we last read its text.")
    copied: CopyDay = Field(
        None, alias="copy", description="The day of the copy it was read in, when not read live."
    )
    via: Words | None = Field(
        None,
        description="The id of the source that gave the address of a page that we could not read.",
        examples=["csp-x"],
    )
    expect: tuple[Words, ...] = Field((), description="Words the page must still say.")
    archive: Archive | None = None


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
    budget: float = Field(20, gt=0, description="Seconds that a build waits for the network.")
    timeout: float = Field(10, gt=0, description="Seconds for one request.")
    per_host: int = Field(2, gt=0, description="Requests at once to one host.")
    total: int = Field(32, gt=0, description="Requests at once in all.")
    repository: str = Field("", description="The address that the user agent names.")
    allow_hosts: tuple[str, ...] = Field((), description="Private hosts that may be probed.")


class Settings(Entry):
    """The engine's settings (`extra.guide` in mkdocs.yml)."""

    source_language: Words = "fr"
    zone: ZoneName = "Europe/Paris"
    review_every: PeriodText = "P90D"
    crawl: bool = Field(True, description="Walk the built site with LinkChecker.")
    links: LinkSettings = LinkSettings()
