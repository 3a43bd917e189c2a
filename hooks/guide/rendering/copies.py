"""What takes the guide along: `{copy:zip}`, `{copy:browser}`, and on paper `{copy:booklet}` to
read, `{copy:sheets}` to fold, `{copy:leaflet}` to hand out, `{copy:checklist}` for the page's own
lists.

They are for the site alone: in a copy, web/carry.py puts a sentence in their place. So each is one
`span` with none within, and its size, known only once the site is finished, has a place of its own.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from ..core.places import MANIFEST, WORKER, folder_of
from ..words.strings import Strings
from ..words.wording import fill
from .context import Context

_SAID = ("working", "kept", "failed", "removed")


def copy(kind: str, context: Context) -> Element | None:
    """What to press for a copy of the kind `kind`; None if there is no such kind."""
    if kind == "browser":
        return _browser(context)
    strings, whole = context.wording.strings, context.place.strings
    book = whole if context.place.language in context.booklets else strings
    files = {
        "zip": (whole.carry_file, whole.carry_download),
        "booklet": (book.paper_booklet_file, book.paper_booklet),
        "sheets": (book.paper_sheets_file, book.paper_sheets),
        "leaflet": (strings.paper_leaflet_file, strings.paper_leaflet),
        "checklist": (checklist_name(context.uri, strings), strings.paper_checklist),
    }
    return _file(*files[kind], context) if kind in files else None


def checklist_name(uri: str, strings: Strings) -> str:
    """Where the site has the lists of the page at `uri`, on paper."""
    return strings.paper_checklist_file.format(page=PurePosixPath(uri).stem)


def _file(name: str, words: str, context: Context) -> Element:
    place = Element("span", {"class": "online"})
    address = context.link_to(name)
    link = SubElement(place, "a", {"class": "copy-button", "href": address, "download": ""})
    link.text = AtomicString(words)
    told = {"size": _size(name), "date": context.wording.time(context.today.in_zone(None))}
    return fill(place, " " + context.wording.strings.carry_told, told)


def _browser(context: Context) -> Element:
    """Hidden until the page's script finds that the browser can do it."""
    strings = context.place.strings
    folder = folder_of(context.place.language, context.source_language)
    addresses = {
        "data-worker": context.way_to(folder + WORKER),
        "data-manifest": context.way_to(folder + MANIFEST),
    }
    place = Element("span", {"class": "online", "hidden": "hidden"} | addresses)
    for action in ("keep", "remove"):
        button = SubElement(
            place, "button", {"type": "button", "class": "copy-button", "data-copies": action}
        )
        fill(button, getattr(strings, f"copy_{action}"), {"size": _size(folder + WORKER)})
    said = {f"data-{name}": getattr(strings, f"copy_{name}") for name in _SAID}
    SubElement(place, "output", said)
    return place


def _size(of: str) -> Element:
    """A place for the size of a file of the site, or of the copy that a browser keeps."""
    return Element("b", {"data-size": of})
