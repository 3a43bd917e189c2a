"""Walks the built site with both walkers, and not again while nothing changed but words."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from . import crawl
from .built_site import BuiltSite, DeadLink
from .lean import lean_copy

MEMORY = ".cache/site-walk"


def walk(folder: Path, base: str, memory: Path) -> list[DeadLink]:
    """Every dead link of the site built in `folder` for the public address `base`, each once.

    The file `memory` holds what tells that LinkChecker has found the same site sound before: it
    takes a second, most of what a small build takes. Raises CrawlError.
    """
    site = BuiltSite.read(folder, base)
    state = _state(site)
    if _remembered(memory) == state:
        return sorted(site.dead_links())
    dead = _crawled(folder, memory.parent)
    told = {site.target(one.page, one.link) for one in dead}
    dead += [one for one in site.dead_links() if site.target(one.page, one.link) not in told]
    if not dead:
        _remember(memory, state)
    return sorted(dead)


def _crawled(folder: Path, beside: Path) -> list[DeadLink]:
    """What LinkChecker finds; its copy of the site stands in `beside` meanwhile."""
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside) as copy:
        lean_copy(folder, Path(copy))
        return crawl.dead_links(Path(copy))


def _state(site: BuiltSite) -> str:
    how = f"{version('linkchecker')}\n{crawl.SETTINGS.read_text('utf-8')}\n{site.fingerprint()}"
    return sha256(how.encode()).hexdigest()


def _remembered(memory: Path) -> str:
    try:
        return memory.read_text("ascii")
    except (OSError, ValueError):
        return ""


def _remember(memory: Path, state: str) -> None:
    with suppress(OSError):  # the next build walks again
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(state, "ascii")  # half of it would be no memory of any site
