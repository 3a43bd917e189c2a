"""What a writer may type as the value of a key, each kind with its check, and a mapping of keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from ..core.addresses import parse, why_refused
from ..core.dates import parse_day, parse_period
from ..core.problems import did_you_mean, shown

_YEAR = re.compile(r"\d{4}")
_RECURRENCE = re.compile(r"--|R\d*/")  # as ISO 8601 writes what comes back
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TAKEN = ("qr",)  # a folder of the site's own
_MAILBOX = re.compile(r"mailto:[^\s@]+@[^\s@]+")
_NO_ADDRESS = re.compile(r"\s|//[^/]*\.\.")  # a space, or a host with a dot too many


def _period(text: str) -> str:
    parse_period(text)
    return text


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code) or code in _TAKEN:
        message = f"{shown(code)} cannot be a language's folder. Write for instance en or pt-BR."
        raise ValueError(message)
    return code


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = did_you_mean(name, available_timezones()) or " Write for instance Europe/Brussels."
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


def _phone(number: str) -> str:
    if not re.fullmatch(_PHONE_PATTERN, number):
        message = f"{shown(number)} is not a number to dial. Write its digits, for instance '112'."
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
ZoneName = Annotated[str, AfterValidator(_zone), Field(examples=["Europe/Brussels"])]
WebAddress = Annotated[
    str,
    AfterValidator(_public_url),
    Field(examples=["https://…"], json_schema_extra={"format": "uri", "pattern": "^https?://"}),
]
Words = Annotated[str, Field(pattern=r"\S", examples=['"…"'])]
LanguageCode = Annotated[str, AfterValidator(_language), Field(examples=["en"])]
ByLanguage = Annotated[dict[str, Words], Field(min_length=1, examples=['{en: "…"}'])]
Label = Annotated[str, Field(pattern=r"\S", max_length=50, examples=['"…"'])]
LabelByLanguage = Annotated[dict[str, Label], Field(min_length=1, examples=['{en: "…"}'])]
Color = Annotated[str, AfterValidator(_color), Field(examples=['"#17443f"'])]
PhoneNumber = Annotated[
    str,
    AfterValidator(_phone),
    Field(examples=['"112"'], json_schema_extra={"pattern": _PHONE_PATTERN}),
]
Lines = Annotated[
    tuple[Words, ...], AfterValidator(_lines), Field(json_schema_extra={"minItems": 1})
]
LinesByLanguage = Annotated[dict[str, Lines], Field(min_length=1, examples=['{en: ["…", "…"]}'])]

ContactAddress = Annotated[str, AfterValidator(_contact)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Entry(BaseModel):
    """A mapping that holds the keys it declares and no other.

    `refused` says of keys that writers are led to expect here what to do instead.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    refused: ClassVar[Mapping[str, str]] = {}
