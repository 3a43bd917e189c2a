"""The state of all sources as the site publishes it, in link-health.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from .cache import LinkCache
from .findings import CitedSource

UNCHECKED = "unchecked"  # what stands for a verdict before any machine has looked


def published_health(
    sources: Iterable[CitedSource], cache: LinkCache, at: datetime
) -> dict[str, object]:
    """A JSON-able summary: counts by verdict, then each source by id.

    `at` is the build's instant (aware); all instants are given in UTC, days as civil dates.
    """
    entries = {one.target.id: _entry(one, cache) for one in sources}
    counts = Counter(str(entry["verdict"]) for entry in entries.values())
    return {
        "version": 1,
        "generated": _instant(at),
        "counts": dict(sorted(counts.items())),
        "sources": dict(sorted(entries.items())),
    }


def _entry(source: CitedSource, cache: LinkCache) -> dict[str, object]:
    standing = cache.standing(source.target)
    written: dict[str, object] = {
        "url": source.target.url,
        "verdict": UNCHECKED,
        "seen": source.seen.isoformat(),
        "archived": source.archived,
        "pages": list(source.pages),
    }
    if standing is None:
        return written
    judgement, record = standing.judgement, standing.record
    bad_since, last_ok = record.history.first_bad, record.history.last_ok
    return written | {
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "new_address": judgement.address,
        "checked": _instant(record.evidence.at),
        "bad_since": bad_since.isoformat() if bad_since else None,
        "last_ok": _instant(last_ok) if last_ok else None,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
