"""The guide's pages as files, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..core.places import DOCS, UNSERVED
from ..core.problems import Problem
from ..text.lines import Lines
from ..text.textfile import read_text
from .front_matter import SplitPage, split_page
from .scan import Scan, scan

_OTHER_SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd")
# What browsers run the scripts of, or servers.
_READY_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".xml", ".shtml", ".mht", ".mhtml", ".svgz")
_SCRIPT_SUFFIXES = (".js", ".mjs", ".cjs", ".wasm", ".php")


@dataclass(frozen=True)
class Page:
    """One Markdown page: `uri` is its path within docs/, `split` its parts, `scan` its mentions.

    A page that is not translated yet shows its source's text, whose uri is then `original`.
    """

    uri: str
    split: SplitPage
    scan: Scan
    original: str = ""

    def prose(self) -> Iterator[tuple[str, Lines]]:
        """Each text of the page, without code and comments, and the lines it stands on."""
        meta = self.split.meta
        for key, text in (("title", meta.title), ("description", meta.description)) if meta else ():
            yield text, Lines(text, self.split.lines.get(key, 1))
        yield self.scan.prose, Lines(self.scan.prose, self.split.body_line)

    @property
    def file(self) -> str:
        """The page's path from the project's folder."""
        return f"{DOCS}/{self.uri}"


def load_pages(project: Path) -> tuple[list[Page], list[Problem]]:
    """Every page of the guide in the folder `project`, and the pages that are not even text."""
    pages: list[Page] = []
    problems: list[Problem] = []
    docs = project / DOCS
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        if _is_hidden(uri):
            continue
        text, faults = read_text(path, f"{DOCS}/{uri}")
        problems += faults
        if text is not None:
            split = split_page(text, f"{DOCS}/{uri}")
            pages.append(Page(uri, split, scan(split.body, split.body_line)))
    return pages, problems + list(_misnamed(docs))


def _is_hidden(uri: str) -> bool:
    """Whether MkDocs too would leave it out: a name with a dot in front."""
    return any(part.startswith(".") for part in uri.split("/"))


def _misnamed(docs: Path) -> Iterator[Problem]:
    """Files that MkDocs or a browser would take for pages or their scripts, and nobody would have
    checked."""
    for path in docs.rglob("*"):
        name = f"{DOCS}/{path.relative_to(docs).as_posix()}"
        if path.suffix in _OTHER_SUFFIXES:
            message = f"a page whose name ends in '{path.suffix}'. Let it end in '.md'."
            yield Problem(name, 0, message)
        elif path.suffix.lower() in _READY_SUFFIXES:
            message = (
                "would be published as it is, with whatever it runs. Write a page that ends in "
                "'.md'."
            )
            yield Problem(name, 0, message)
        elif path.suffix.lower() in _SCRIPT_SUFFIXES:
            message = "a script. Pages run those of the engine alone: remove it."
            yield Problem(name, 0, message)


def other_files(project: Path) -> Iterator[str]:
    """The paths within docs/ of what the site has besides pages: drawings, styles; not the data."""
    docs = project / DOCS
    for path in docs.rglob("*"):
        uri = path.relative_to(docs).as_posix()
        is_served = not uri.startswith(UNSERVED) and not _is_hidden(uri)
        if path.is_file() and path.suffix != ".md" and is_served:
            yield uri
