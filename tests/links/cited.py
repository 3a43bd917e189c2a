"""Sources as the guide cites them, and a memory of what they showed."""

from __future__ import annotations

from datetime import date

from guide.links import CitedSource, Evidence, LinkCache, Place, Run, Target

FILE = "docs/data/sources.yml"
STEP = Place("docs/fr/guide/cloturer.md", 41, "step", "avec-code-2")


def cited(
    name: str,
    url: str,
    *expect: str,
    seen: date,
    archived: bool = False,
    places: tuple[Place, ...] = (),
) -> CitedSource:
    return CitedSource(Target(name, url, expect), FILE, 12, seen, archived, places)


def remembering(*shown: Evidence) -> LinkCache:
    """A memory of one run, in which these pages showed this."""
    cache = LinkCache()
    cache.learn(Run({one.url: one for one in shown}))
    return cache
