"""What protects the readers of a built site: no code but ours, no host but its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .build import Build
from .csp import Inline, inline, policy, secured
from .hosting import FILE as HEADERS
from .hosting import headers_file
from .problems import Problem, shown
from .rendering.theme import mended
from .security_txt import FILE as SECURITY
from .security_txt import security_txt
from .slim import slim_page
from .theme_files import keep_used


class Protection:
    """Gives each page of `build` its policy, and its host what to say with all of them."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._inline: list[Inline] = []

    def finished(self, html: str, file: str, *, policed: bool) -> str:
        """The whole page `html`, made from `file`, as it is served: without what is not ours, nor
        its indentation.

        `policed`, it carries its Content-Security-Policy. What that would block is an error.
        """
        page = mended(html)
        found = inline(page)
        self._inline.append(found)
        for attribute in found.blocked:
            message = (
                f"built page: {shown(attribute)} would do nothing: no page may hold code or style "
                "in an attribute. Write a class, and a rule in a style sheet of `extra_css`."
            )
            self._build.report.add(Problem(file, 0, message))
        return slim_page(secured(page, found) if policed else page)

    def write(self, site: Path, theirs: Iterable[str], *, base: str) -> None:
        """Writes what hosts and finders of faults ask for into the folder `site`.

        Of the theme's files, `theirs`, those that no page names are removed. `base`: the site's
        address, if it is known.
        """
        (site / HEADERS).write_text(headers_file(policy(self._inline)), "utf-8")
        contact = self._build.settings.security_contact
        if contact:
            language = self._build.settings.source_language
            text = security_txt(contact, built=self._build.day, language=language, base=base)
            path = site / SECURITY
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        keep_used(site, theirs)
