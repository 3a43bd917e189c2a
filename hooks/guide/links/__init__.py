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

from guide.links.background import BackgroundProbe
from guide.links.cache import LinkCache, Record, Standing, load, save
from guide.links.evidence import Evidence, Failure, Hop, Run, Target
from guide.links.findings import CitedSource, findings
from guide.links.health import published_health
from guide.links.history import History
from guide.links.limits import Limits
from guide.links.probe import probe_all
from guide.links.verdict import Judgement, Verdict, judge

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
