"""The guide of another country: how it is made with this engine, and French where it has none."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pikepdf
from babel import Locale
from docx import Document
from pypdf import PdfReader

from website.building import LOCK, ROOT
from website.html import parsed

GUIDE = Path(__file__).with_name("guide")
SITE = "https://beispiel.example/epa/"  # the address of the site, for what names it
STRINGS = ROOT / "hooks" / "strings"

# The other guide's own: what no list of common words holds.
NAMES = (
    *("mon espace santé", "espace numérique", "vitale", "ameli", "cnil", "légifrance", "3422"),
    *("europe/paris", "indian/reunion", "csp-", "l’envoi", "dire non"),
)
MARKS = "«»\N{NARROW NO-BREAK SPACE}"
# Not French, though a French sentence holds them: an element of HTML, a time zone, a kind of font.
_TECHNICAL = frozenset(("main", "cet", "sans", "instant"))
_WORD = re.compile(r"[^\W\d_]{2,}")
_HASH = re.compile(r"(?=[A-Za-z/+]*[0-9])[0-9A-Za-z/+]{20,}=*|[0-9a-f-]{32,}")
_HYPHEN = re.compile(r"[-\N{HYPHEN}\N{SOFT HYPHEN}]\s*\n\s*")  # where a word goes on below
_SPOKEN = ("alt", "title", "aria-label", "placeholder", "content", "value", "label", "download")
_LEADING = ("href", "src", "action", "srcset")


def forked(project: Path) -> Path:
    """The German guide in the folder `project`, with the engine of this repository as it is."""
    shutil.copytree(GUIDE, project, dirs_exist_ok=True)
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", project / "hooks", ignore=without)
    shutil.copy(ROOT / LOCK, project)
    return project


@cache
def french_words() -> frozenset[str]:
    """What the engine says in French, and the calendar, in words that no text of the fork needs."""
    texts = [_said("fr"), _said("fr-falc"), *_calendar("fr")]
    own = [path.read_text("utf-8") for path in GUIDE.rglob("*") if path.suffix in (".md", ".yml")]
    others = [_said("de"), _said("en"), *_calendar("de"), *_calendar("en"), *own]
    return frozenset(_words(*texts) - _words(*others) - _TECHNICAL)


def french_in(text: str) -> set[str]:
    """The words, names and marks of French in `text`."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return {
        *(_words(text) & french_words()),
        *(name for name in NAMES if _names(name, plain)),
        *(mark for mark in MARKS if mark in plain),
    }


def _names(name: str, plain: str) -> bool:
    """Whether `name` stands in `plain`: a number as such, and not within a hash."""
    end = r"(?!\w)" if name.isdigit() else ""
    return re.search(rf"(?<!\w){re.escape(name)}{end}", plain) is not None


def _said(language: str) -> str:
    """What the engine says in `language`, without the names of its sentences and the comments."""
    text = (STRINGS / f"{language}.yml").read_text("utf-8")
    said = re.sub(r"^\s*(?:#.*|\w+:)|(?<=\") +#.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\{\w+\}", "", said)


def _calendar(language: str) -> Iterator[str]:
    """The days and months as `language` calls them."""
    locale = Locale(language)
    for names in (locale.months, locale.days):
        for form in ("wide", "abbreviated"):
            yield from names["format"][form].values()


def _words(*texts: str) -> set[str]:
    found: set[str] = set()
    for text in texts:
        plain = _HASH.sub("", unicodedata.normalize("NFC", text))
        found.update(_WORD.findall(plain.casefold()))
    return found


def shipped(site: Path) -> Iterator[tuple[str, str]]:
    """All that anyone may read of `site`: the path of each file, and its words.

    The words of a file begin with its own path: whoever keeps it sees that too. Style sheets and
    scripts are left out, but for the index of the search: what they say stands in the pages.
    """
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        yield from _read(name, path.read_bytes())


def _read(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    suffix = Path(name).suffix
    if suffix == ".zip":
        with ZipFile(BytesIO(content)) as opened:
            for inner in opened.namelist():
                yield from _read(f"{name}/{inner}", opened.read(inner))
    elif suffix == ".html":
        yield name, f"{name}\n{_told(parsed(_element(content.decode())))}"
    elif suffix == ".pdf":
        yield name, f"{name}\n{pdf_text(content)}"
    elif suffix == ".docx":
        yield (
            name,
            f"{name}\n" + "\n".join(one.text for one in Document(BytesIO(content)).paragraphs),
        )
    elif suffix in (".css", ".js") and "search/" not in name:
        yield name, name
    elif suffix not in (".png", ".ico", ".gz"):
        yield name, f"{name}\n{content.decode()}"


def _element(html: str) -> str:
    """The `html` element of a page, without what stands before it."""
    return html[html.index("<html") :].strip()


def _told(page: Element) -> str:
    """What `page` shows, says to who listens, hands to its scripts, and where it leads."""
    parts = []
    for one in page.iter():
        if one.tag not in ("script", "style"):
            parts += [one.text or ""]
        parts += [one.tail or ""]
        parts += [
            one.attrib[key] for key in one.attrib if key in _SPOKEN or key.startswith("data-")
        ]
        links = [one.attrib[key] for key in _LEADING if key in one.attrib]
        parts += [link for link in links if not _leads_away(link)]
    return "\n".join(parts)


def _leads_away(link: str) -> bool:
    """Whether `link` goes to another site: its address is not ours to choose."""
    return ":" in link and not link.startswith(SITE)


def pdf_text(content: bytes) -> str:
    """The words of a PDF, those of its title, its bookmarks and its figures too."""
    reader = PdfReader(BytesIO(content))
    marks = [str(one["/Title"]) for one in _flat(reader.outline)]
    told = [str(value) for value in (reader.metadata or {}).values()]
    written = "\n".join(page.extract_text() for page in reader.pages)
    return "\n".join([*told, *marks, *alternatives(content), _HYPHEN.sub("", written)])


def alternatives(pdf: bytes) -> Iterator[str]:
    """What `pdf` says in the place of each of its figures."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one:
                yield str(one["/Alt"])


def _flat(outline: Sequence[Any]) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def languages_of(page: Element) -> set[str]:
    """Every language that an element of `page` or a link in it is marked with."""
    keys = ("lang", "hreflang", "xml:lang")
    return {one.attrib[key] for one in page.iter() for key in keys if key in one.attrib}


def languages_told(data: object) -> set[str]:
    """The keys and values of `data`, out of JSON, that say a language."""
    if isinstance(data, list):
        return {one for item in data for one in languages_told(item)}
    if not isinstance(data, dict):
        return set()
    keys = ("lang", "language", "inLanguage")
    own = {data[key] for key in keys if isinstance(data.get(key), str)}
    return own | {one for item in data.values() for one in languages_told(item)}


def loaded(path: Path) -> object:
    """The data in the JSON file at `path`."""
    return json.loads(path.read_text("utf-8"))
