"""Lists to tick, on a sheet of their own: those of each page that offers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from xml.etree.ElementTree import Element

from ..pages.outline import classes_of, parsed, words
from ..pages.page_files import Page
from ..rendering.copies import checklist_name
from ..words.strings import Strings
from .code import code_of
from .edition import Edition
from .markup import call, dictionary, document, string
from .press import typeset
from .rendered import Rendered, Source
from .walker import Notes, Places, Walker

_HEADINGS = ("h2", "h3", "h4")


def checklist_names(pages: Iterable[Page], strings: Strings) -> Iterator[str]:
    """Where the site has the lists of those of `pages` that offer them."""
    for page in pages:
        if _offers(page):
            yield checklist_name(page.uri, strings)


def checklist_editions(source: Source) -> Iterator[Edition]:
    """The lists of each page that offers them, with `{copy:checklist}`."""
    for rendered in source.pages.values():
        if _offers(rendered.page):
            sheet = in_typst(source, rendered)
            name = checklist_name(rendered.page.uri, source.strings)
            yield Edition(name, (sheet,), partial(typeset, sheet, source.build.day))


def in_typst(source: Source, rendered: Rendered) -> str:
    """The lists of a page, each below the heading it stands under there, for the press."""
    strings = source.strings
    walker = Walker("", Places(frozenset()), Notes())
    body = "".join(_lists(parsed(rendered.html), walker))
    meta = rendered.page.split.meta
    told = {
        "language": string(source.tag),
        "title": string(meta.title if meta else source.site.name),
        "sentences": dictionary(source.edition([rendered])),
        "code": code_of(rendered.address, strings.share_code),
        "body": f"[{body}]",
    }
    return document("checklist", "checklists", told)


def _lists(content: Element, walker: Walker) -> Iterator[str]:
    heading = ""
    for element in content.iter():
        if element.tag in _HEADINGS:
            heading = words(element)
        elif "checklist" in classes_of(element):
            yield call("heading", "level: 2", f"[#{string(heading)}]") + walker.element(element)


def _offers(page: Page) -> bool:
    return any(macro.text == "copy" and macro.name == "checklist" for macro in page.scan.macros)
