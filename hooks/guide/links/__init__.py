"""The health of the sources: asked beside the build, judged by a table, remembered, reported.

    cache, problems = load(path, now)
    due = cache.due(targets, now, fresh_for)
    probe = BackgroundProbe(due, limits, at=now, known=cache.evidence())
    ...                                             # the pages are made meanwhile
    run = probe.collect(budget_seconds)
    cache.learn(run)
    found = findings(sources, cache, run, today)
    problems += [one.problem for one in found] + not_checked(sources, cache, run)
    problems += troubles(sources, run) + save(cache, path, pages)
    table(found, of=len(sources), missed=[])        # what `make check` prints
    published_health(sources, cache, now)           # site/link-health.json

An offline build does the same with `Run()` for a run: it reports what is remembered.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .cache import CACHE, LinkCache, Record, Standing, load, save
from .evidence import Evidence, Failure, Hop, Run, Target
from .findings import CitedSource, Finding, Place, findings, missed, not_checked, troubles
from .health import health_schema, published_health
from .limits import Limits
from .table import table, without_copy
from .verdict import Judgement, Verdict, judge

if TYPE_CHECKING:
    from .background import BackgroundProbe
    from .probe import probe_all
    from .session import Outside

__all__ = [
    "CACHE",
    "BackgroundProbe",
    "CitedSource",
    "Evidence",
    "Failure",
    "Finding",
    "Hop",
    "Judgement",
    "Limits",
    "LinkCache",
    "Outside",
    "Place",
    "Record",
    "Run",
    "Standing",
    "Target",
    "Verdict",
    "findings",
    "health_schema",
    "judge",
    "load",
    "missed",
    "not_checked",
    "probe_all",
    "published_health",
    "save",
    "table",
    "troubles",
    "without_copy",
]

# What asks: it rests on aiohttp, which takes a tenth of a second to load. A build without network,
# or that has nothing to ask, is spared that.
_ASKING = {"BackgroundProbe": "background", "probe_all": "probe", "Outside": "session"}


def __getattr__(name: str) -> Any:
    if name not in _ASKING:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ASKING[name]}"), name)
