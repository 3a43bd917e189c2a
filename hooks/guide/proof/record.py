"""build.json: all that a site was made from besides its commit, and what it then consisted of.

Whoever has the commit can make the same site from it again, without network: see rebuild.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from ..core.published_json import json_schema
from ..links import Record

FILE = "build.json"
SCHEMA: Literal["build.schema.json"] = "build.schema.json"


def _inside(path: str) -> str:
    if not {"", ".", ".."}.isdisjoint(path.split("/")):
        message = "a path within the site has no part that is empty, `.` or `..`"
        raise ValueError(message)
    return path


SitePath = Annotated[
    str,
    StringConstraints(pattern=r"^[^\\:\x00-\x1f\x7f]+$", max_length=1000),
    AfterValidator(_inside),
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=2000)]


class Environment(BaseModel):
    """The variables that change what is built; all others do not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    SOURCE_DATE_EPOCH: str = Field(
        pattern=r"^[0-9]{1,11}$", description="The instant of the build, in seconds since 1970 UTC."
    )
    SITE_URL: _Line = Field("", description="The site's address; empty where it was not known.")
    SECURITY_CONTACT: _Line = Field("", description="Where to tell of a hole in the site.")
    GUIDE_TODAY: str = Field(
        "",
        pattern=r"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?$",
        description="For a preview of another day: that day. A site that is published has none.",
    )


class BuildRecord(BaseModel):
    """What a site was made from, and every file it then had, but for this one."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)

    schema_: Literal["build.schema.json"] = Field(SCHEMA, alias="$schema")
    version: Literal[1] = Field(1, description="Raised when older readers would misread the file.")
    commit: str = Field(
        pattern=r"^(?:[0-9a-f]{40,64}\+?)?$",
        description="The commit of the sources, with a + where files differed from it; empty where "
        "git knew nothing of them.",
    )
    environment: Environment = Field(description="What was set, or has the same effect.")
    python: _Line = Field(description="The version of Python.")
    zlib: _Line = Field(description="The version of the library that packs the zips.")
    packages: dict[_Line, _Line] = Field(description="The version of each package that builds.")
    evidence: dict[str, Record] = Field(
        description="The last look at each source, by its address: what pages tell of them."
    )
    files: dict[SitePath, Sha256] = Field(
        description="The SHA-256 of each file, by its path from the site's root."
    )

    def as_json(self) -> dict[str, Any]:
        """What the site publishes, ready for JSON; the same record gives the same."""
        told = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {"$schema": self.schema_, "version": self.version, **told}


def record_schema() -> dict[str, Any]:
    """The JSON Schema of what is published, in draft 2020-12."""
    return json_schema(BuildRecord, "validation")
