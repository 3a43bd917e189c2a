"""Where things stand: in the project, in docs/, and in the built site."""

from __future__ import annotations

import posixpath
from pathlib import Path

PROJECT = Path(__file__).parents[3]
"""The folder of the guide that this engine stands in: commands take it, a build is told its own."""

DOCS = "docs"
UNSERVED = ("data/", "strings/")
"""What docs/ has for the engine alone."""

CODES = "qr"  # the site's folder of QR codes
FEED = "feed.xml"
CALENDAR = "deadlines.ics"
DATES = "deadlines.json"
HEALTH = "link-health.json"
MADE = (FEED, CALENDAR, DATES, HEALTH)
"""What the engine makes once the pages are built, for them to link to."""
SEARCH = "search/{language}.js"
WORKER = "worker.js"  # what keeps the guide in a reader's browser, and the list of what it keeps
OFFLINE = "offline.json"
MANIFEST = "manifest.webmanifest"


def language_of(uri: str, source_language: str) -> str:
    """The language of the page that docs/ has at `uri`: the folder it stands in."""
    folder, slash, _ = uri.partition("/")
    return folder if slash else source_language


def path_of(uri: str) -> str:
    """The path of the page that docs/ has at `uri` within the folder of its language."""
    return uri.partition("/")[2]


def folder_of(code: str, source_language: str) -> str:
    """Where the site has the language `code`: nothing for its root, or `en/`."""
    return "" if code == source_language else f"{code}/"


def built_uri(uri: str, source_language: str) -> str:
    """Where the site has the file that docs/ has at `uri`: the source language at the root."""
    uri = uri.removeprefix(f"{source_language}/")
    stem, extension = posixpath.splitext(uri)
    if extension != ".md":
        return uri
    folder, name = posixpath.split(stem)
    return posixpath.join(folder, "index" if name in ("index", "README") else name) + ".html"


def homes(project: Path) -> list[str]:
    """The folders of docs/ that have a home page, and so hold a language."""
    return sorted(path.parent.name for path in (project / DOCS).glob("*/index.md"))


def resolved(target: str, uri: str) -> str:
    """The path that the relative link `target` on the page at `uri` leads to: both are within
    docs/, or both within the site."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), target))
