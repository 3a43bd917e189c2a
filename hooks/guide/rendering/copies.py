"""What takes the guide along: `{copy:zip}` and `{copy:browser}`.

They are for the site alone: in a copy, guide.carry puts a sentence in their place. So each is one
`span` with none within, and its size, known only once the site is finished, has a place of its own.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from ..offline import MANIFEST, WORKER
from ..pages import built_uri
from ..wording import fill
from .context import Context

KINDS = ("zip", "browser")
_SAID = ("working", "kept", "failed", "removed")


def copy(kind: str, context: Context) -> Element | None:
    """What to press for a copy of the kind `kind`; None if there is no such kind."""
    if kind not in KINDS:
        return None
    return _zip(context) if kind == "zip" else _browser(context)


def _zip(context: Context) -> Element:
    strings, wording = context.wording.strings, context.wording
    place = Element("span", {"class": "online"})
    address = _from(context, strings.carry_file)
    link = SubElement(place, "a", {"class": "copy-button", "href": address, "download": ""})
    link.text = AtomicString(strings.carry_download)
    day = wording.time(context.today.in_zone(None))
    return fill(place, " " + strings.carry_told, {"size": _size("zip"), "date": day})


def _browser(context: Context) -> Element:
    """Hidden until the page's script finds that the browser can do it."""
    strings = context.wording.strings
    addresses = {
        "data-worker": _from(context, WORKER),
        "data-manifest": _from(context, MANIFEST),
    }
    place = Element("span", {"class": "online", "hidden": "hidden"} | addresses)
    for action in ("keep", "remove"):
        button = SubElement(
            place, "button", {"type": "button", "class": "copy-button", "data-copies": action}
        )
        fill(button, getattr(strings, f"copy_{action}"), {"size": _size("browser")})
    said = {f"data-{name}": getattr(strings, f"copy_{name}") for name in _SAID}
    SubElement(place, "output", said)
    return place


def _size(kind: str) -> Element:
    return Element("b", {"data-size": kind})


def _from(context: Context, path: str) -> str:
    """The address of `path`, from the site's root, as the page at hand names it."""
    return "../" * built_uri(context.uri, context.source_language).count("/") + path
