"""Writes into a finished site what it can be held to: the list of what it ships, and build.json."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from platform import python_version

from ..build import Build
from ..core.published_json import json_text
from ..published.structured import Site
from . import record, sbom
from .packages import Package, installed, locked
from .shipped import shipped


def write_proof(
    folder: Path, build: Build, site: Site, theirs: Iterable[str], *, base: str
) -> None:
    """Writes into `folder`, where `build` has finished `site` but for this.

    `theirs` are the files of the theme; `base` is the site's address, empty where it has none.
    """
    tools = locked(build.project)
    files = digests(folder)
    made = {
        sbom.FILE: json_text(_listed(build, site, files, theirs, tools)).encode(),
        record.SCHEMA: json_text(record.record_schema()).encode(),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
        files[name] = sha256(content).hexdigest()
    told = _record(build, tools, dict(sorted(files.items())), base=base)
    (folder / record.FILE).write_bytes(json_text(told.as_json()).encode())


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in `folder`, by its path from there."""
    told = {}
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                told[path.relative_to(folder).as_posix()] = file_digest(file, "sha256").hexdigest()
    return told


def _listed(
    build: Build, site: Site, paths: Collection[str], theirs: Iterable[str], tools: list[Package]
) -> sbom.Object:
    directions = {language.wording.direction for language in build.languages.values()}
    versions = {tool.name: tool.version for tool in tools}
    parts = shipped(paths, set(theirs), versions, right_to_left="rtl" in directions)
    return sbom.sbom(site, build.commit, build.today.clock.instant, parts, tools)


def _record(
    build: Build, tools: list[Package], files: Mapping[str, str], *, base: str
) -> record.BuildRecord:
    clock = build.today.clock
    return record.BuildRecord(
        commit=build.commit,
        environment=record.Environment(
            SOURCE_DATE_EPOCH=str(int(clock.instant.timestamp())),
            SITE_URL=base,
            SECURITY_CONTACT=build.settings.security_contact,
            GUIDE_TODAY=clock.pretended.isoformat() if clock.pretended else "",
        ),
        python=python_version(),
        zlib=zlib.ZLIB_RUNTIME_VERSION,
        packages=installed({tool.name for tool in tools}),
        evidence=build.health.evidence(),
        files=files,
    )
