"""Puts a finished site in the place of the old one, so that none is ever seen half-written."""

from __future__ import annotations

import shutil
from pathlib import Path


def publish(new: Path, site: Path, attic: Path) -> None:
    """Moves the folder `new` to `site`; the former `site` waits in `attic` until that is done.

    Raises OSError with the former site back in its place.
    """
    if site.exists():  # else a run that was killed may have left the former site in the attic
        shutil.rmtree(attic, ignore_errors=True)
        attic.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(site, attic)
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(new, site)
    except OSError:
        if attic.exists():
            shutil.rmtree(site, ignore_errors=True)
            shutil.move(attic, site)
        raise
    shutil.rmtree(attic, ignore_errors=True)
