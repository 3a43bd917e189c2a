"""The guide's pages as files: where they stand, what they are called once built, what they hold."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .front_matter import SplitPage, split_page
from .problems import Problem
from .scan import Scan, scan

DOCS = "docs"


@dataclass(frozen=True)
class Page:
    """One Markdown page: `uri` is its path within docs/, `split` its parts, `scan` its mentions."""

    uri: str
    split: SplitPage
    scan: Scan

    @property
    def file(self) -> str:
        """The page's path from the project's folder."""
        return f"{DOCS}/{self.uri}"


def built_uri(uri: str, source_language: str) -> str:
    """Where the site has the file that docs/ has at `uri`: the source language at the root."""
    uri = uri.removeprefix(f"{source_language}/")
    stem, extension = posixpath.splitext(uri)
    if extension != ".md":
        return uri
    folder, name = posixpath.split(stem)
    return posixpath.join(folder, "index" if name in ("index", "README") else name) + ".html"


def load_pages(project: Path) -> tuple[list[Page], list[Problem]]:
    """Every page of the guide in the folder `project`, and the pages that are not even text."""
    pages, problems = [], []
    docs = project / DOCS
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = "not UTF-8 text. Save the file as UTF-8."
            problems.append(Problem(f"{DOCS}/{uri}", line, message))
            continue
        except OSError as error:
            problems.append(Problem(f"{DOCS}/{uri}", 0, f"cannot be read: {error.strerror}."))
            continue
        split = split_page(text, f"{DOCS}/{uri}")
        pages.append(Page(uri, split, scan(split.body, split.body_line)))
    return pages, problems


def other_files(project: Path) -> Iterator[str]:
    """The paths within docs/ of everything that is not a page: drawings, styles, data."""
    docs = project / DOCS
    for path in docs.rglob("*"):
        if path.is_file() and path.suffix != ".md":
            yield path.relative_to(docs).as_posix()
