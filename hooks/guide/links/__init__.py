"""The health of the sources: asked beside the build, judged by a table, remembered, reported.

    cache, problems = load(path, now)
    probe = BackgroundProbe(cache.due(targets, now, fresh_for), limits, at=now)
    ...                                             # the pages are made meanwhile
    run = probe.collect(budget_seconds)
    cache.learn(run)
    problems += findings(sources, cache, run, today) + save(cache, path)
    published_health(sources, cache, now)           # site/link-health.json

An offline build does the same with `Run()` for a run: it reports what is remembered.
"""

from __future__ import annotations

from .background import BackgroundProbe
from .cache import LinkCache, Record, Standing, load, save
from .evidence import Evidence, Failure, Hop, Run, Target
from .findings import CitedSource, findings
from .health import published_health
from .history import History
from .limits import Limits
from .probe import probe_all
from .verdict import Judgement, Verdict, judge

__all__ = [
    "BackgroundProbe",
    "CitedSource",
    "Evidence",
    "Failure",
    "History",
    "Hop",
    "Judgement",
    "Limits",
    "LinkCache",
    "Record",
    "Run",
    "Standing",
    "Target",
    "Verdict",
    "findings",
    "judge",
    "load",
    "probe_all",
    "published_health",
    "save",
]
