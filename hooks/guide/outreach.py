"""What lets the site be found, shared, installed and taken along."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from .build import Build
from .copies import Copies
from .images import png_size
from .offline import MANIFEST, manifest
from .pages import DOCS
from .qr import qr_svg
from .structured import PageFacts, Site, structured

CODES = "qr"  # the folder of the QR codes


class Outreach:
    """Tells the pages of `build` what others are to know of them, and adds files to their site.

    `description` is the site's. `announce` comes before the walk over the site, `write` after all
    else.
    """

    def __init__(self, build: Build, site: Site, description: str) -> None:
        self.site = site
        self._build = build
        self._description = description
        self._addresses: dict[str, str] = {}
        wording = build.wording("")
        self._copies = Copies(site.name, wording, build.day, build.today.clock.instant)

    @property
    def zip(self) -> str:
        """Where docs/ would have the zip if it stood there."""
        return f"{self._build.settings.source_language}/{self._copies.zip}"

    def address(self, uri: str, given: str | None) -> str | None:
        """The address that the page at `uri` is known by: that `given`, but for `index.html`.

        None where the site has no address.
        """
        if not given or not self.site.address:
            return None
        address = given.removesuffix("index.html")
        self._addresses[self._code(uri)] = address
        return address

    def meta(self, uri: str, html: str, address: str | None) -> dict[str, Any]:
        """What the template of the page at `uri`, rendered as `html`, is told besides."""
        front = self._build.pages[uri].split.meta
        if not front:
            return {}
        wording = self._build.wording(uri)
        facts = PageFacts(front.title, front.description, front.verified, wording.language, address)
        return {
            "structured": structured(facts, html, self.site),
            "locale": wording.locale_in_full,
            "edition": wording.date(self._build.day),
            "code": self._code(uri) if address else None,
        }

    def card(self) -> dict[str, Any] | None:
        """The picture of shared links, for a site whose pictures have an address."""
        name = self._build.settings.card
        size = png_size(self._picture(name)) if name and self.site.address else None
        return {"path": name, "width": size[0], "height": size[1]} if size else None

    def announce(self, site: Path) -> None:
        """Writes into the folder `site` all but the copies, and makes room for those."""
        self._copies.announce(site)
        for name, address in self._addresses.items():
            code = site / name
            code.parent.mkdir(parents=True, exist_ok=True)
            code.write_bytes(qr_svg(address))
        if self._build.settings.app:
            (site / MANIFEST).write_text(self._manifest(), "utf-8")

    def write(self, site: Path) -> None:
        """Writes the copies of the folder `site`, which is finished."""
        self._copies.write(site)

    def _manifest(self) -> str:
        app = self._build.settings.app
        assert app  # noqa: S101  # announce has looked
        return manifest(
            app,
            {name: self._picture(name) for name in app.icons},
            name=self.site.name,
            description=self._description,
            language=self._build.settings.source_language,
        )

    def _picture(self, name: str) -> bytes:
        return (self._build.project / DOCS / name).read_bytes()

    def _code(self, uri: str) -> str:
        built = PurePosixPath(self._build.built_uri(uri))
        return str(CODES / built.with_suffix(".svg"))
