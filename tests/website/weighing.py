"""What pages cost those who fetch them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .pages import HOME

NEXT = 15_000  # bytes that one page more may cost


def packed(site: Path, urls: Iterable[str]) -> int:
    """The bytes of `urls` of `site`, each by gzip at the level that servers use."""
    paths = (site / unquote(urlsplit(url).path[1:] or HOME) for url in urls)
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)
