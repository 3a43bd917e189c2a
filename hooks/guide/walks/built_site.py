"""What the pages of a built site lead to: every address within the site, and every part of a page.

This sees what LinkChecker (see crawl) does not. It walks files, so an address that begins at the
site's root or with its public address, or that climbs out of it, is another site's to it. It reads
neither `poster` nor the sitemap nor the feed. And it parses a page again for each link to a part of
it, gathering the text of every element each time: a minute and more for thirty pages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..text.markup import REMEMBERED, is_plain, pieces

NO_FILE = "no such file"
_OUTSIDE = "it leads out of the site"
_NO_PART = "nothing there has that id"

# Where the site is taken to stand: below the root, so that it can be climbed out of.
_HOST, _ROOT = "site.invalid", "/site/"
_HOME = f"http://{_HOST}{_ROOT}"

_NAMES_ADDRESS = {"href", "xlink:href", "src", "data", "poster"}
_OF_THE_PAGE = ("", "#", "?", ";")  # what an address begins with that is within its page
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s[^,]*)?(?:,|$)")  # of a srcset: an address, a size
# Comments, in which no tag is one. And what not every parser takes for the end of one, what holds a
# `<` that may begin no tag, and the addresses of a sitemap.
_UNSEEN = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
_ODD = re.compile(
    r"--!>|<(script|style|textarea|title|iframe|xmp|plaintext)\b[^<>]*>[^<]*(?!</\1>)<|<loc\b",
    re.IGNORECASE,
)
_WORDS_ONLY = {".json", ".xml", ".gz"}  # files that change with every word, and lead nowhere


@dataclass(frozen=True, order=True)
class DeadLink:
    """A link on the built page `page` (its path within the site) that leads nowhere, and why."""

    page: str
    link: str
    reason: str


@dataclass(frozen=True)
class _Read:
    """The ids of a page, the addresses that it names, and a digest of its tags without its text."""

    ids: frozenset[str]
    addresses: tuple[str, ...]
    tags: bytes


def plain_tags(markup: str) -> list[str] | None:
    """Every tag of `markup` in order, as written; None where it is not plainly written."""
    seen = _UNSEEN.sub("", markup)
    tags = pieces(seen)
    odd = _ODD.search(markup) or "<!--" in seen or not all(map(is_plain, set(tags)))
    return None if odd else tags


def _read(markup: str) -> _Read:
    """A page or a sitemap; each distinct tag of pages that are plainly written is parsed once."""
    tags = plain_tags(markup)
    if tags is None:
        return _Reader(markup).read()
    digest = sha256("".join(tags).encode()).digest()
    found = [_named(tag) for tag in dict.fromkeys(tags)]
    ids = frozenset(one for ids, _ in found for one in ids)
    return _Read(ids, tuple(dict.fromkeys(one for _, named in found for one in named)), digest)


@lru_cache(REMEMBERED)
def _named(tag: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The ids and the addresses within one tag."""
    read = _Reader(tag).read()
    return read.ids, read.addresses


class _Reader(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self._ids: set[str] = set()
        self._addresses: dict[str, None] = {}
        self._tags = sha256()
        self.feed(markup)
        self.close()

    def read(self) -> _Read:
        return _Read(frozenset(self._ids), tuple(self._addresses), self._tags.digest())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags.update((self.get_starttag_text() or "").encode())
        for name, value in attrs:
            if name == "id" or (tag, name) == ("a", "name"):
                self._ids.add(value or "")
            elif name in _NAMES_ADDRESS:
                self._addresses[value or ""] = None
            elif name == "srcset":
                self._addresses |= dict.fromkeys(_CANDIDATE.findall(value or ""))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "loc" and data.strip():  # of a sitemap
            self._addresses[data.strip()] = None


@dataclass(frozen=True)
class BuiltSite:
    """The site in `folder`, read. `base` is the public address it is for, empty if it has none."""

    folder: Path
    base: str
    files: frozenset[str]
    pages: Mapping[str, _Read] = field(repr=False)

    @classmethod
    def read(cls, folder: Path, base: str = "") -> BuiltSite:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        names = {path.relative_to(folder).as_posix(): path for path in files}
        pages = {
            name: _read(path.read_text("utf-8", "replace"))
            for name, path in names.items()
            if path.suffix in {".html", ".xml"}
        }
        return cls(folder, base, frozenset(names), pages)

    def dead_links(self) -> Iterator[DeadLink]:
        """Every address that leads nowhere within the site, with the first page that names it."""
        told, targets = set[str](), dict[tuple[str, str], str]()
        for page, read in self.pages.items():
            for address in read.addresses:
                # Pages of one folder lead most often to the same places.
                at = page if address[:1] in _OF_THE_PAGE else posixpath.dirname(page)
                target = targets.get((at, address))
                if target is None:
                    target = targets[at, address] = self.target(page, address)
                if target not in told:
                    told.add(target)
                    reason = self._why_dead(target)
                    if reason:
                        yield DeadLink(page, address, reason)

    def target(self, page: str, address: str) -> str:
        """Where `address` leads from `page`, as if the site stood at `_HOME`; what stands behind a
        `?` is left out."""
        root = urlsplit(self.base).path or "/"
        if self.base and address.startswith(self.base):
            address = _HOME + address.removeprefix(self.base)
        elif address.startswith(root) and not address.startswith("//"):
            address = _HOME + address.removeprefix(root)
        try:
            return urlsplit(urljoin(_HOME + page, address))._replace(query="").geturl()
        except ValueError:  # an unclosed bracket: no address of a file
            return ""

    def _why_dead(self, target: str) -> str:
        parts = urlsplit(target)
        if parts.netloc != _HOST:
            return ""
        if not parts.path.startswith(_ROOT):
            return _OUTSIDE
        name = unquote(parts.path.removeprefix(_ROOT))
        if not name or name.endswith("/"):
            name += "index.html"
        if name not in self.files:
            return NO_FILE
        part = unquote(parts.fragment)
        is_page = name.endswith(".html")
        return _NO_PART if is_page and part and part not in self.pages[name].ids else ""

    def fingerprint(self) -> str:
        """A digest of all that a crawler may see: the names of the files, the tags of the pages
        without their text, what the other files hold save those made of words."""
        digest = sha256(self.base.encode())
        for name in sorted(self.files):
            digest.update(f"\n{name}\n".encode())
            path = self.folder / name
            if path.suffix == ".html":
                digest.update(self.pages[name].tags)
            elif path.suffix not in _WORDS_ONLY:
                digest.update(sha256(path.read_bytes()).digest())
        return digest.hexdigest()
