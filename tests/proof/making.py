"""Sites of a few files, with the build.json that tells of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from guide.proof.record import FILE, BuildRecord

COMMIT = "0123456789" * 4
SITE: Mapping[str, bytes] = {
    "index.html": b"<p>One\n<p>Two\n",
    "papier/guide.pdf": b"%PDF-1.7\xff\xff",
    "_headers": b"/*\n",
    "404.html": b"<p>Nothing\n",
}


def told(site: Mapping[str, bytes] = SITE, /, **other: object) -> dict[str, Any]:
    """What the build.json of a `site` of files holds; `other` is in the place of what it would."""
    return {
        "$schema": "build.schema.json",
        "version": 1,
        "commit": COMMIT,
        "environment": {"SOURCE_DATE_EPOCH": "1795435200"},
        "python": "3.13.1",
        "zlib": "1.3.1",
        "packages": {"typst": "0.15.2"},
        "evidence": {},
        "files": {path: sha256(content).hexdigest() for path, content in site.items()},
    } | other


def record(site: Mapping[str, bytes] = SITE, /, **other: object) -> BuildRecord:
    """The same, read."""
    return BuildRecord.model_validate(told(site, **other))


def folder(place: Path, files: Mapping[str, bytes] = SITE, **other: object) -> Path:
    """A site of `files` in the folder `place`."""
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    (place / FILE).write_text(json.dumps(told(files, **other)), "utf-8")
    return place


def zipped(place: Path, files: Mapping[str, bytes], within: str = "") -> Path:
    """A zip of `files`, in the folder `within` of it."""
    with ZipFile(place, "w") as written:
        for path, content in files.items():
            written.writestr(within + path, content)
    return place
