"""`make check FIX=moved`: gives the sources that have moved for good their new address.

`python -m guide.fix_moved` takes what the last check found and writes the `url` of those entries of
docs/data/sources.yml; every other byte of the file stays. A move that no words prove is left to a
person, and one that leaves HTTPS. It stands apart from the build, which writes nowhere but in site/
and .cache/.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from . import links
from .core.clock import read_clock
from .core.generator import yaml_load
from .core.places import PROJECT
from .core.problems import Problem, Severity
from .data.models import Source
from .data.registry import SOURCES, load_registry
from .data.settings import FILE, read_settings
from .data.values import WebAddress
from .links import LinkCache, Target
from .text.textfile import write_whole
from .text.yaml_edit import with_values
from .text.yamlfile import Path as YamlPath

_ADDRESS = TypeAdapter[str](WebAddress)


@dataclass(frozen=True)
class Move:
    """Where a source has moved for good, and why a person must look first; empty when none need."""

    address: str
    doubt: str = ""


def moves(
    sources: Mapping[str, Source], cache: LinkCache, allow_hosts: tuple[str, ...]
) -> dict[str, Move]:
    """The move of each source that has moved for good, by its id."""
    found = {}
    for key, source in sources.items():
        standing = cache.standing(Target(key, source.url, source.expect))
        address = standing.judgement.address if standing else None
        if standing and address:
            proven = standing.record.evidence.says(source.expect)
            found[key] = Move(address, _doubt(source.url, address, allow_hosts, proven=proven))
    return found


def _doubt(url: str, address: str, allow_hosts: tuple[str, ...], *, proven: bool) -> str:
    if not _fits(address, allow_hosts):
        return "no build would take its new address"
    if url.startswith("https:") and not address.startswith("https:"):
        return "its new address is not secure"
    return "" if proven else "no expected words prove that it is the same page"


def fix(project: Path, allow_hosts: tuple[str, ...], now: datetime) -> Iterator[Problem]:
    """Rewrites the addresses in the guide of the folder `project`, and tells each one.

    Does nothing to data that hold faults, and tells those.
    """
    registry, problems = load_registry(project, allow_hosts)
    if problems:
        yield from problems
        return
    cache, problems = links.load(project / links.CACHE, now)
    yield from problems
    found = moves(registry.sources, cache, allow_hosts)
    sure: dict[YamlPath, str] = {
        (key, "url"): move.address for key, move in found.items() if not move.doubt
    }
    file = project / SOURCES
    before = file.read_bytes().decode("utf-8")
    after, written = with_values(before, sure)
    if after != before:
        write_whole(file, after.encode("utf-8"))
    for key, move in found.items():
        line = registry.line(SOURCES, key, "url")
        yield _told(key, move, line, done=(key, "url") in written)


def _fits(address: str, allow_hosts: tuple[str, ...]) -> bool:
    """Whether a build would take `address` for a source's."""
    try:
        _ADDRESS.validate_python(address, context={"allow_hosts": allow_hosts})
    except ValidationError:
        return False
    return True


def _told(key: str, move: Move, line: int, *, done: bool) -> Problem:
    if done:
        return Problem(SOURCES, line, f"'{key}' is now at {move.address}", Severity.INFO)
    why = move.doubt or "its old address is not written as one value on one line"
    message = f"'{key}' is left to you: {why}. It has moved to {move.address}"
    return Problem(SOURCES, line, message, Severity.WARNING)


def main() -> int:
    """Does it in this checkout, and says what it did."""
    settings, _ = read_settings(yaml_load((PROJECT / FILE).read_text("utf-8"))["extra"]["guide"])
    now = read_clock(os.environ, datetime.now(UTC)).instant
    told = list(fix(PROJECT, settings.links.allow_hosts, now))
    for problem in told:
        sys.stdout.write(f"{problem}\n")
    if not told:
        sys.stdout.write(f"{SOURCES}: no source has moved; nothing to write.\n")
    return int(any(problem.severity is Severity.ERROR for problem in told))


if __name__ == "__main__":
    sys.exit(main())
