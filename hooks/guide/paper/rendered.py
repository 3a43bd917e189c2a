"""What paper takes from a build: its rendered pages, its day and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..build import Build
from ..core.commit import in_short
from ..pages.page_files import Page
from ..published.structured import Site
from ..words.languages import Language
from ..words.strings import Strings
from .validity import valid_until


@dataclass(frozen=True)
class Rendered:
    """A page, its content as the site has it, and its address, empty where it has none."""

    page: Page
    html: str
    address: str


@dataclass
class Source:
    """The guide `build` in `language`, of `site`; its pages by their uri, once they are rendered.

    A page that is not translated yet is not among them.
    """

    build: Build
    language: Language
    site: Site
    pages: dict[str, Rendered] = field(default_factory=dict)

    @property
    def strings(self) -> Strings:
        """What the engine says in the language."""
        return self.language.strings

    @property
    def tag(self) -> str:
        """What Typst calls the language: without a country."""
        return self.language.wording.locale.language

    def named(self, names: Sequence[str]) -> list[Rendered]:
        """Those pages of `names`, paths in the language's folder, that there are."""
        uris = (f"{self.language.code}/{name}" for name in names)
        return [self.pages[uri] for uri in uris if uri in self.pages]

    def address_of(self, path: str) -> str:
        """The whole address of what the site has at `path`; empty where the site has none."""
        addresses = {
            self.build.built_uri(uri): rendered.address for uri, rendered in self.pages.items()
        }
        return addresses.get(path, "")

    def html(self, rendered: Rendered) -> str:
        """The page with what was found of its sources."""
        return self.build.health.told_in(rendered.html, self.build.wording(rendered.page.uri))

    def edition(self, pages: Sequence[Rendered]) -> dict[str, str]:
        """What a print of `pages` says of itself: its day, its version, how long it is good for."""
        build, strings, wording = self.build, self.strings, self.language.wording
        deadlines = build.extension.context.registry.deadlines
        every, day = build.settings.review_every, build.day
        last = valid_until([one.page for one in pages], deadlines, every, day)
        until, commit = wording.date(last or day), in_short(build.commit)
        address = self.site.address
        found = (build.desk.at(one.page.uri) for one in pages)
        stale = any(one and one.is_gravely_stale for one in found)
        draft = strings.translation_draft if self.language.is_draft else ""
        warned = " ".join(filter(None, (strings.translation_stale if stale else "", draft)))
        return {
            "edition": strings.paper_edition.format(date=wording.date(day)),
            "version": strings.paper_version.format(commit=commit) if commit else "",
            "valid": strings.paper_valid.format(date=until),
            "expired": f"{strings.paper_expired.format(date=until)} {warned}".strip(),
            "latest": strings.paper_latest.format(address=address) if address else "",
            "online": strings.paper_online,
            "code": strings.share_code,
        }

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language runs from right to left."""
        return self.language.wording.direction == "rtl"
