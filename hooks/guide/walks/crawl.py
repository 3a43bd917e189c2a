"""Walks the built site as a browser would, with LinkChecker as the referee.

Two tools check links, because they are two questions. Whether the built site holds together is for
a tool that knows nothing of how it was built: LinkChecker reads the finished files and sees what
the theme and other plugins wrote, too. Whether the sources still say what they are cited for is for
our prober (guide.links): LinkChecker takes every answer of 200 for a sound page, remembers nothing
from one day to the next, would ask private addresses, and the build would have to wait for it.
What it passes over in the built site is seen to by built_site.

LinkChecker's licence is the GPL: it is run as a program and never imported here.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .built_site import NO_FILE, DeadLink

SETTINGS = Path(__file__).parents[2] / "linkchecker.ini"

# Started by root, LinkChecker becomes `nobody`, who may not be able to read the checkout, or even
# the program. The site is our own and on disk, so it may be read as whoever builds it.
_AS_OURSELVES = """
import os, runpy
os.geteuid = lambda: 1
runpy.run_module("linkcheck", run_name="__main__")
"""

_PATIENCE = 300.0  # seconds: a hundred times what this guide takes
_NO_FILE = "[Errno 2]"  # what LinkChecker says besides holds paths of this machine


class CrawlError(RuntimeError):
    """LinkChecker could not do its work."""


def dead_links(site: Path) -> list[DeadLink]:
    """Every dead link, image, style and script of the site built in the folder `site`.

    LinkChecker tells each address once, with the first page that it met it on. Raises CrawlError
    with LinkChecker's last words if it fails, or if it is not done in its time.
    """
    pages = sorted(site.rglob("*.html"))
    if not pages:
        return []
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "links.csv"
        command = [
            *(sys.executable, "-c", _AS_OURSELVES, "--config", str(SETTINGS)),
            *("--file-output", f"csv/utf-8/{table}", "--no-status", *map(str, pages)),
        ]
        done = _run(command)
        if done.returncode not in (0, 1) or not table.exists():
            raise CrawlError((done.stderr.strip() or "it said nothing").splitlines()[-1])
        return sorted(set(_read(table, site)))


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        raise CrawlError(f"it was not done within {_PATIENCE:g} s") from error


def _read(table: Path, site: Path) -> Iterator[DeadLink]:
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            reason = row["result"] if row["valid"] == "False" else row["warningstring"]
            parent = Path(unquote(urlsplit(row["parentname"] or row["url"]).path))
            yield DeadLink(parent.relative_to(site).as_posix(), row["urlname"], _first_line(reason))


def _first_line(reason: str) -> str:
    text = reason.strip().splitlines()[0] if reason.strip() else "dead"
    if _NO_FILE in text:
        return NO_FILE
    return text.split(" Available anchors:")[0].rstrip(".")
