"""The leaflet: a page of the guide on one sheet, to fold in three."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from ..pages.outline import parsed, words
from .code import code_of
from .edition import Edition
from .markup import call, dictionary, document, string
from .press import typeset
from .rendered import Rendered, Source
from .walker import Notes, Places, Walker


def leaflet(source: Source, name: str) -> Iterator[Edition]:
    """The leaflet that the page `name`, by path in the language's folder, makes: its title and what
    follows are the cover, each of its five parts a panel."""
    for page in source.named([name]):
        sheet = in_typst(source, page)
        make = partial(typeset, sheet, source.build.day)
        yield Edition(source.strings.paper_leaflet_file, (sheet,), make)


def in_typst(source: Source, rendered: Rendered) -> str:
    """The sheet as a source for the press, which refuses a panel that does not fit."""
    page = source.build.built_uri(rendered.page.uri)
    walker = Walker(page, Places(frozenset(), source.site.address or ""), Notes())
    cover, *parts = _parts(parsed(source.html(rendered)))
    panels = "".join(f"{_panel(part, walker, source)}, " for part in parts)
    title = next((words(one) for one in cover if one.tag == "h1"), source.site.name)
    told = {
        "language": string(source.tag),
        "title": string(title),
        "sentences": dictionary(source.edition([rendered])),
        "cover": f"[{_set(cover, walker)}]",
        "panels": f"({panels})",
    }
    return document("leaflet", "leaflet", told)


def _parts(content: Element) -> list[list[Element]]:
    """What stands before the first `h2`, then each `h2` with what follows it."""
    parts: list[list[Element]] = [[]]
    for child in content:
        if child.tag == "h2":
            parts.append([])
        parts[-1].append(child)
    return parts


def _panel(part: list[Element], walker: Walker, source: Source) -> str:
    code = _code(part, source)
    return call("panel", string(words(part[0])), code, body=_set(part, walker))[1:-1]


def _set(part: list[Element], walker: Walker) -> str:
    return "".join(map(walker.element, part))


def _code(part: list[Element], source: Source) -> str:
    """The QR code of the page that the panel's last link leads to, if that has an address."""
    links = [link.get("href", "") for element in part for link in element.iter("a")]
    own = [href.partition("#")[0] for href in links if ":" not in href and href[:1] != "#"]
    address = source.address_of(own[-1]) if own else ""
    return code_of(address, source.strings.share_code)
