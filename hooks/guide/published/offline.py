"""The guide kept by a browser: what it is called once installed, and the worker that keeps it.

The worker's name for its edition is a hash of all that the edition holds. It knows the hash of the
list of files, and the list that of each file: the browser itself refuses whatever belongs to
another edition (https://www.w3.org/TR/SRI/), so that a copy is of one piece or is not made.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..data.settings_model import AppSettings
from ..text.images import png_size
from ..words.wording import Wording
from .structured import Site

_SOURCE = Path(__file__).parents[2] / "worker.js"


@dataclass(frozen=True)
class Edition:
    """What a browser keeps an edition by: the list of its files, and the worker that reads it."""

    files: str
    worker: str


def edition(files: Mapping[str, bytes], folder: str = "", source: str | None = None) -> Edition:
    """The edition that consists of `files`, by path from the site's root.

    `folder` is where the worker stands, empty for the root, or `en/`. `source` is the worker's,
    with the places of its two hashes and of its way to the root; by default, our own.
    """
    source = _SOURCE.read_text("utf-8") if source is None else source
    listed = _json({path: _integrity(files[path]) for path in sorted(files)})
    name = hashlib.sha256((source + listed).encode()).hexdigest()[:16]
    worker = source.replace("{edition}", name).replace("{list}", _integrity(listed.encode()))
    worker = worker.replace("{root}", "../" * folder.count("/"))
    return Edition(listed, worker)


def manifest(
    app: AppSettings, icons: Mapping[str, bytes], site: Site, *, language: Wording, root: str = ""
) -> str:
    """The web app manifest (https://www.w3.org/TR/appmanifest/) of `site` in `language`.

    `icons` are by path from the site's root, to which `root` leads.
    """
    return _json(
        {
            "name": site.name,
            "short_name": app.short_name,
            "description": site.description,
            "lang": language.tag,
            "dir": language.direction,
            "start_url": "index.html",
            "scope": "./",
            "display": "minimal-ui",
            "theme_color": app.color,
            "background_color": app.background,
            "icons": [_icon(root + path, data) for path, data in icons.items()],
        }
    )


def _icon(path: str, data: bytes) -> dict[str, str]:
    size = png_size(data)
    if size is None:
        return {"src": path, "type": "image/svg+xml", "sizes": "any"}
    return {"src": path, "type": "image/png", "sizes": "{}x{}".format(*size)}


def _integrity(data: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode()


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=0) + "\n"
