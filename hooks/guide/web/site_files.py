"""The files of a finished site that readers need away from it, read only when they are asked for: a
large site does not fit into the memory of a small machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from ..core.places import MANIFEST, OFFLINE, WORKER
from ..proof import record, sbom

# What readers never open: tools, what robots read, what works at its own address only, and copies.
_LEFT_OUT = (
    *("*.map", "*.gz", "*.zip", "*.pdf", "robots.txt", "sitemap.xml", "link-health*.json"),
    *(record.FILE, record.SCHEMA, sbom.FILE, "_headers", ".well-known/*"),
    *(
        f"{folder}{name}"
        for folder in ("", "*/")
        for name in ("404.html", WORKER, OFFLINE, MANIFEST)
    ),
)


class SiteFiles(Mapping[str, bytes]):
    """The files `names` of the folder `site`, by path from it, as they are at each reading."""

    def __init__(self, site: Path, names: Sequence[str]) -> None:
        self._site = site
        self._names = dict.fromkeys(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return (self._site / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    @property
    def size(self) -> int:
        """How many bytes they hold together."""
        return sum((self._site / name).stat().st_size for name in self)

    def that(self, wanted: Callable[[str], bool]) -> SiteFiles:
        """Those whose name is `wanted`."""
        return SiteFiles(self._site, [name for name in self if wanted(name)])


def carried(site: Path) -> SiteFiles:
    """The files of the folder `site` that readers need away from it."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    names = (path.relative_to(site).as_posix() for path in paths)
    return SiteFiles(site, [name for name in names if not _is_left_out(name)])


def _is_left_out(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in _LEFT_OUT)
