"""Keeps of the theme's files those that the site uses: of Material's, its style sheet alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_NAMING = (".html", ".css")  # the files of a site that may name another


def keep_used(site: Path, theirs: Iterable[str]) -> None:
    """Removes from the built `site` those of the theme's files, `theirs`, that nothing names.

    Material ships its scripts, forty languages for its search, and the sources of all that; some
    name other hosts. What is removed by mistake is a dead link to the walk that comes after. Only
    what a script loads by itself that walk cannot see: one script in use keeps them all.
    """
    paths = [site / name for name in theirs]
    unused = _unnamed({path.name for path in paths}, site)
    is_scripted = any(path.suffix == ".js" and path.name not in unused for path in paths)
    for path in paths:
        if path.name in unused and not (is_scripted and path.suffix == ".js"):
            path.unlink(missing_ok=True)
            _drop_empty(path.parent, site)


def _unnamed(names: set[str], site: Path) -> set[str]:
    """Those of `names` that no file of the site says, one file after another: a site is large."""
    for path in site.rglob("*"):
        if path.suffix in _NAMING:
            text = path.read_text("utf-8")
            names = {name for name in names if name not in text}
    return names


def _drop_empty(folder: Path, site: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
