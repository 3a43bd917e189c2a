"""sbom.cdx.json: what a site ships and what it was built with, for programs that look for holes.

In CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/. It says nothing of the machine or the hour
that another build of the same commit and instant would not say.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ..published.structured import Site
from .packages import Package
from .shipped import Part

FILE = "sbom.cdx.json"
_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
_VERSION = "1.6"
Object = dict[str, Any]


def sbom(
    site: Site, commit: str, instant: datetime, parts: Iterable[Part], tools: Iterable[Package]
) -> Object:
    """The list, ready for JSON, of `site`, built at `instant` (aware) from `commit`, which is empty
    where it is not known: the `parts` that it ships, and the `tools` that it was built with."""
    tools = list(tools)
    by_name = {tool.name: tool for tool in tools}
    return {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": _VERSION,
        "version": 1,
        "metadata": {
            "timestamp": f"{instant:%Y-%m-%dT%H:%M:%SZ}",
            "tools": {"components": [_tool(tool) for tool in tools]},
            "component": _root(site, commit),
        },
        "components": [_component(part, by_name.get(part.package)) for part in parts],
    }


def _root(site: Site, commit: str) -> Object:
    licence = site.licence and {"name": "Licence of the text and drawings", "url": site.licence}
    return {
        "type": "application",
        "bom-ref": "site",
        "name": site.name,
        **({"version": commit} if commit else {}),
        **({"description": site.description} if site.description else {}),
        **({"licenses": [{"license": licence}]} if licence else {}),
    }


def _component(part: Part, package: Package | None) -> Object:
    return {
        "type": part.kind,
        "bom-ref": part.name,
        "name": part.name,
        **({"version": part.version} if part.version else {}),
        "description": part.does,
        "licenses": [{"license": {"id": part.licence}}],
        **({"purl": package.purl} if package else {}),
        **(
            {"externalReferences": [{"type": "website", "url": part.website}]}
            if part.website
            else {}
        ),
        "evidence": {"occurrences": [{"location": file} for file in part.files]},
    }


def _tool(tool: Package) -> Object:
    marker = {"properties": [{"name": "marker", "value": tool.marker}]} if tool.marker else {}
    return {
        "type": "library",
        "name": tool.name,
        "version": tool.version,
        "purl": tool.purl,
        **marker,
    }
