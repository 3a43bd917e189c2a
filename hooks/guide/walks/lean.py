"""The built site as LinkChecker needs it: each distinct tag once a folder, and no text.

A tag that stands letter for letter on two pages of one folder leads to the same places from both,
and LinkChecker tells each address once. The pages of a site share most of their tags, and reading
them is most of its work. Its own eyes still see every tag, its own rules still follow it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from pathlib import Path

from .built_site import plain_tags

_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_BASE = re.compile(r"<base\b", re.IGNORECASE)  # from there on, addresses lead elsewhere


def lean_copy(site: Path, copy: Path) -> None:
    """Lays down the folder `site` again as the new folder `copy`, its pages lean.

    A page that is not plainly written stays whole. What is no page is linked, or copied where the
    file system has no such links.
    """
    met = defaultdict[Path, set[str]](set)
    for path in sorted(site.rglob("*")):
        there = copy / path.relative_to(site)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True)
        elif path.suffix == ".html":
            there.parent.mkdir(parents=True, exist_ok=True)
            page = path.read_text("utf-8", "replace")
            there.write_text(_lean(page, met[path.parent]), "utf-8")
        else:
            there.parent.mkdir(parents=True, exist_ok=True)
            _link(path, there)


def _lean(page: str, met: set[str]) -> str:
    """The tags of `page` that were not `met`, each shut at once; `met` has them from now on."""
    tags = plain_tags(page)
    if tags is None or _BASE.search(page):
        return page
    new = [tag for tag in dict.fromkeys(tags) if tag not in met]
    met.update(new)
    return "\n".join(f"{tag}</{name[1]}>" for tag in new if (name := _NAME.match(tag)))


def _link(path: Path, there: Path) -> None:
    try:
        os.link(path, there)
    except OSError:
        shutil.copy(path, there)
