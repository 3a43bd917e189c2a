"""The state of all sources as the site publishes it, in link-health.json, and its JSON Schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from ..core.published_json import json_schema
from .cache import LinkCache
from .findings import CitedSource, Place
from .verdict import Verdict

SCHEMA: Literal["link-health.schema.json"] = "link-health.schema.json"

_UNCHECKED: Literal["unchecked"] = "unchecked"


class SourceHealth(BaseModel):
    """What is known of one source."""

    url: str = Field(description="Its address, as the guide gives it.")
    verdict: Verdict | Literal["unchecked"] = Field(
        description="ok, or moved: it says what it is cited for. changed: it no longer does. gone: "
        "it does not exist any more. blocked: it answers people only. unreachable: it does not "
        "answer for now. refused: its address is not public. unchecked: no machine has looked yet."
    )
    reason: str = Field("", description="Why, in a phrase; empty while unchecked.")
    new_address: str | None = Field(None, description="Where a page that has moved now is.")
    since: date | None = Field(None, description="The day since which it has this verdict.")
    checked: datetime | None = Field(None, description="When a machine last looked.")
    last_ok: datetime | None = Field(None, description="When a machine last found it well.")
    bad_since: date | None = Field(None, description="The day since which no look found it well.")
    seen: date = Field(description="The day a person last read it.")
    archived: bool = Field(description="Whether readers are given a copy once it is gone.")
    places: tuple[Place, ...] = Field(description="Every place of the guide that relies on it.")


class LinkHealth(BaseModel):
    """The health of every source of the guide, at the last build."""

    schema_: Literal["link-health.schema.json"] = Field(SCHEMA, alias="$schema")
    version: Literal[1] = Field(1, description="Raised when older readers would misread the file.")
    generated: datetime = Field(description="The instant of the build; all instants are in UTC.")
    counts: dict[str, int] = Field(description="How many sources have each verdict.")
    sources: dict[str, SourceHealth] = Field(description="Each source by its id.")


def published_health(
    sources: Iterable[CitedSource], cache: LinkCache, at: datetime
) -> dict[str, Any]:
    """What the site publishes, ready for JSON. `at` is the build's instant (aware)."""
    entries = {one.target.id: _entry(one, cache) for one in sources}
    counts = Counter(str(entry.verdict) for entry in entries.values())
    health = LinkHealth(
        generated=_instant(at), counts=dict(sorted(counts.items())), sources=entries
    )
    return health.model_dump(mode="json", by_alias=True)


def health_schema() -> dict[str, Any]:
    """The JSON Schema of what is published, in draft 2020-12."""
    return json_schema(LinkHealth)


def _entry(source: CitedSource, cache: LinkCache) -> SourceHealth:
    standing = cache.standing(source.target)
    known: dict[str, Any] = {"verdict": _UNCHECKED}
    if standing:
        judgement, record = standing.judgement, standing.record
        last_ok = record.history.last_ok
        known = {
            "verdict": judgement.verdict,
            "reason": judgement.reason,
            "new_address": judgement.address,
            "since": standing.since,
            "checked": _instant(record.evidence.at),
            "last_ok": last_ok and _instant(last_ok),
            "bad_since": record.history.first_bad,
        }
    return SourceHealth(
        url=source.target.url,
        seen=source.seen,
        archived=source.archived,
        places=source.places,
        **known,
    )


def _instant(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
