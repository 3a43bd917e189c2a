"""What lets the site be found, shared, installed and taken along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

from ..build import Build
from ..core.places import CODES, DOCS, MANIFEST
from ..published.offline import manifest
from ..published.structured import PageFacts, Site, structured
from ..text.images import png_size
from ..words.languages import Language
from .copies import Copies, Copy
from .qr import qr_svg


class Outreach:
    """Tells the pages of `build` what others are to know of them, and adds files to their site.

    `sites` are the site in each language, by code. `announce` comes before the walk over the site,
    `write` after all else.
    """

    def __init__(self, build: Build, sites: Mapping[str, Site]) -> None:
        self._build = build
        self._sites = sites
        self._addresses: dict[str, str] = {}
        folders = [one.folder for one in build.languages.values()]
        copies = [
            Copy(one, sites[code].name, tuple(set(folders) - {one.folder, ""}))
            for code, one in build.languages.items()
        ]
        copies.sort(key=lambda copy: not copy.language.is_source)
        self._copies = Copies(copies, build.day, build.today.clock.instant)

    @property
    def zips(self) -> list[str]:
        """Where the site has its zips."""
        return [copy.zip for copy in self._copies.copies]

    def address(self, uri: str, given: str | None) -> str | None:
        """The address that the page at `uri` is known by: that `given`, but for `index.html`.

        A page that stands in for its translation is known by its own. None where the site has no
        address.
        """
        page, site = self._build.pages[uri], self._sites[self._build.source.code].address
        if not given or not site:
            return None
        if page.original:
            given = urljoin(site, self._build.built_uri(page.original))
        address = given.removesuffix("index.html")
        self._addresses[self._code(uri)] = address
        return address

    def meta(self, uri: str, html: str, address: str | None) -> dict[str, Any]:
        """What the template of the page at `uri`, rendered as `html`, is told besides."""
        front = self._build.pages[uri].split.meta
        if not front:
            return {}
        wording = self._build.wording(uri)
        facts = PageFacts(front.title, front.description, front.verified, wording.tag, address)
        site = self._sites[self._build.language(uri).code]
        told = {
            "edition": self._build.language(uri).wording.date(self._build.day),
            "code": self._code(uri) if address else None,
        }
        if not self._build.pages[uri].original:  # of which its own page tells
            told |= {
                "structured": structured(facts, html, site),
                "locale": wording.locale_in_full,
            }
        return told

    def card(self) -> dict[str, Any] | None:
        """The picture of shared links, for a site whose pictures have an address."""
        name = self._build.settings.card
        has_address = any(site.address for site in self._sites.values())
        size = png_size(self._picture(name)) if name and has_address else None
        return {"path": name, "width": size[0], "height": size[1]} if size else None

    def announce(self, site: Path) -> None:
        """Writes into the folder `site` all but the copies, and makes room for those."""
        self._copies.announce(site)
        for name, address in self._addresses.items():
            code = site / name
            code.parent.mkdir(parents=True, exist_ok=True)
            code.write_bytes(qr_svg(address))
        for language in self._build.languages.values() if self._build.settings.app else ():
            (site / language.folder / MANIFEST).write_text(self._manifest(language), "utf-8")

    def write(self, site: Path) -> None:
        """Writes the copies of the folder `site`, which is finished."""
        self._copies.write(site)

    def _manifest(self, language: Language) -> str:
        app, site = self._build.settings.app, self._sites[language.code]
        assert app  # noqa: S101  # announce has looked
        return manifest(
            app,
            {name: self._picture(name) for name in app.icons},
            site,
            language=language.wording,
            root="../" * language.folder.count("/"),
        )

    def _picture(self, name: str) -> bytes:
        return (self._build.project / DOCS / name).read_bytes()

    def _code(self, uri: str) -> str:
        page = self._build.pages[uri]
        built = PurePosixPath(self._build.built_uri(page.original or uri))
        return str(CODES / built.with_suffix(".svg"))
