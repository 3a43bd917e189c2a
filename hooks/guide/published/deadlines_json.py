"""All dates and periods as a program reads them, in deadlines.json, and their JSON Schema."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from ..core.published_json import json_schema
from ..data.models import DateDeadline, Deadline
from ..rendering.context import Context

SCHEMA: Literal["deadlines.schema.json"] = "deadlines.schema.json"


class Text(BaseModel):
    """Words, and the language that they are in."""

    text: str = Field(description="The words.")
    lang: str = Field(
        description="Their language: the file's own, or the source language where not translated."
    )


class Proof(BaseModel):
    """The source that a date or a period rests on."""

    id: str = Field(description="Its id in the guide.")
    title: str = Field(description="Its title.")
    publisher: str = Field(description="Who publishes it.")
    url: str = Field(description="Its address.")
    archive: str | None = Field(None, description="The address of a public copy, if there is one.")


class _Published(BaseModel):
    kind: Literal["date", "period"]
    title: Text = Field(description="What it is the date or the period of.")
    zone: str = Field(description="The time zone in which its last day ends, inclusive.")
    seen: datetime.date = Field(description="The day a person last read it at its source.")
    source: Proof = Field(description="What proves it.")


class PublishedDate(_Published):
    """A date, the same for all."""

    kind: Literal["date"] = Field("date", description="date: on one day, the same for all.")
    date: datetime.date = Field(description="The day, inclusive.")
    label: Text | None = Field(None, description="The title in a few words, if there are any.")
    state: Literal["open", "passed"] = Field(
        description="Whether the day was over on the day of the build, in its zone."
    )


class PublishedPeriod(_Published):
    """A period, which each person counts from a day of their own."""

    kind: Literal["period"] = Field("period", description="period: from a day of one's own.")
    within: str = Field(description="How long: an ISO 8601 duration, counted by calendar.")
    from_: Text = Field(alias="from", description="What the period runs from.")


class Deadlines(BaseModel):
    """Every date and period of the guide, in one language."""

    schema_: Literal["deadlines.schema.json"] = Field(SCHEMA, alias="$schema")
    version: Literal[1] = Field(1, description="Raised when older readers would misread the file.")
    language: str = Field(description="The language of the file.")
    built: datetime.date = Field(description="The day of the build, in the guide's own time zone.")
    deadlines: dict[
        str, Annotated[PublishedDate | PublishedPeriod, Field(discriminator="kind")]
    ] = Field(description="Each by its id, which is the same in all languages.")


def published_deadlines(context: Context) -> dict[str, Any]:
    """What the site publishes in the language of `context`, ready for JSON."""
    published = Deadlines(
        language=context.wording.tag,
        built=context.today.in_zone(None),
        deadlines={
            key: _entry(found, context) for key, found in sorted(context.registry.deadlines.items())
        },
    )
    return published.model_dump(mode="json", by_alias=True)


def deadlines_schema() -> dict[str, Any]:
    """The JSON Schema of what is published, in draft 2020-12."""
    return json_schema(Deadlines)


def _entry(deadline: Deadline, context: Context) -> PublishedDate | PublishedPeriod:
    common: dict[str, Any] = {
        "title": _text(deadline.title, context),
        "zone": context.zone_of(deadline),
        "seen": deadline.seen,
        "source": _proof(deadline.source, context),
    }
    if not isinstance(deadline, DateDeadline):
        start = {"from": _text(deadline.from_, context)}
        return PublishedPeriod(**common, **start, within=deadline.within)
    label = _text(deadline.label, context) if deadline.label else None
    state: Literal["open", "passed"] = "passed" if context.is_over(deadline) else "open"
    return PublishedDate(**common, date=deadline.date, label=label, state=state)


def _text(texts: Mapping[str, str], context: Context) -> Text:
    text, language = context.wording.pick(texts, context.source_language)
    return Text(text=text, lang=context.tag_of(language))


def _proof(key: str, context: Context) -> Proof:
    source = context.registry.sources[key]
    return Proof(
        id=key,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        archive=source.archive.url if source.archive else None,
    )
