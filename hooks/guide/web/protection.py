"""What protects the readers of a built site: no code but ours, no host but its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..build import Build
from ..core.places import DOCS
from ..core.problems import Problem, shown
from ..data.registry import SOURCES
from ..pages.page_files import Page
from ..published.hosting import FILE as HEADERS
from ..published.hosting import headers_file
from ..published.security_txt import FILE as SECURITY
from ..published.security_txt import security_txt
from ..rendering.theme import mended
from ..text.harmless import Fault, addresses_in, faults_of
from ..text.lines import Lines
from .csp import POLICY, secured
from .slim import slim_page
from .theme_files import keep_used

_ATTRIBUTE = re.compile(r'(?!class=|id=)[\w:-]+="[^"]*"')


class Protection:
    """Gives each page of `build` its policy, and its host what to say with all of them."""

    def __init__(self, build: Build) -> None:
        self._build = build
        sources = build.extension.context.registry.sources.values()
        self._known = {source.url for source in sources}
        self._known |= {source.archive.url for source in sources if source.archive}

    def check_text(self, html: str, file: str) -> None:
        """Reports each address of another site in the text `html`, made from `file`, that is no
        source's: nobody would notice when it is gone, or what else it leads to."""
        for piece, address in addresses_in(html):
            if address not in self._known:
                message = (
                    f"{shown(address)} is no source's. Define it in {SOURCES}, cite [text][id]."
                )
                self._report((piece, message), file)

    def finished(self, html: str, file: str, *, policed: bool) -> str:
        """The whole page `html`, made from `file`, as it is served: without what is not ours, nor
        its indentation.

        `policed`, it carries its Content-Security-Policy. What could harm without it is an error.
        """
        page = mended(html)
        for fault in faults_of(page):
            self._report(fault, file)
        return slim_page(secured(page) if policed else page)

    def _report(self, fault: Fault, file: str) -> None:
        piece, message = fault
        page = self._build.pages.get(file.removeprefix(f"{DOCS}/"))
        told = f"built page: {shown(piece)}: {message}"
        self._build.report.add(Problem(file, _line(piece, page) if page else 0, told))

    def write(self, site: Path, theirs: Iterable[str], *, base: str) -> None:
        """Writes what hosts and finders of faults ask for into the folder `site`.

        Of the theme's files, `theirs`, those that no page names are removed. `base`: the site's
        address, if it is known.
        """
        (site / HEADERS).write_text(headers_file(POLICY), "utf-8")
        contact = self._build.settings.security_contact
        if contact:
            language = self._build.settings.source_language
            text = security_txt(contact, built=self._build.day, language=language, base=base)
            path = site / SECURITY
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        keep_used(site, theirs)


def _line(piece: str, page: Page) -> int:
    """Where the text of `page` writes `piece`, or an attribute of it; 0 if neither stands there."""
    body = page.split.body
    for written in (piece, *_ATTRIBUTE.findall(piece)):
        if written in body and not page.original:
            return Lines(body, page.split.body_line).at(body.index(written))
    return 0
