"""The engine's settings, typed: what `extra.guide` in mkdocs.yml may hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .values import Color, ContactAddress, Entry, LanguageCode, PeriodText, Seconds, Words, ZoneName

Side = Literal["left", "right"]


class LinkSettings(Entry):
    """How the sources are probed (`extra.guide.links`)."""

    mode: Literal["online", "offline"] = "online"
    fresh_for: PeriodText = "P7D"
    budget: Seconds = Field(20, description="Seconds that a build waits for the network.")
    check_budget: Seconds = Field(300, description="The same, for a check of all sources.")
    timeout: Seconds = Field(10, description="Seconds for one look at a page.")
    per_host: int = Field(2, gt=0, description="Requests at once to one host.")
    total: int = Field(32, gt=0, description="Requests at once in all.")
    repository: str = Field("", description="The address that the user agent names.")
    allow_hosts: tuple[str, ...] = Field((), description="Private hosts that may be probed.")


class ReadingSettings(Entry):
    """How easy the pages must be to read (`extra.guide.reading`)."""

    ease: float = Field(
        60,
        allow_inf_nan=False,
        description="The least reading-ease figure; 60 is read at about 13.",
    )
    sentence: int = Field(30, gt=0, description="The most words in a sentence.")
    exempt: tuple[str, ...] = Field((), description="Pages, by path in docs/, free to be harder.")


class AppSettings(Entry):
    """How the guide looks once a reader has installed it (`extra.guide.app`)."""

    short_name: Words = Field(description="Its name below an icon, about 12 letters.")
    color: Color = Field(description="What colours the frame of its window.")
    background: Color = Field(description="What is seen before its first page.")
    icons: tuple[Words, ...] = Field(min_length=1, description="SVG or PNG, by path in docs/.")


class PaperSettings(Entry):
    """What is printed (`extra.guide.paper`)."""

    chapters: tuple[Words, ...] = Field(
        min_length=1,
        description="The pages of the booklet, in order, by path in a language's folder.",
    )
    window: Side = Field(
        "left", description="On which side envelopes of the country show the address."
    )
    leaflet: Words | None = Field(
        None, description="The page whose title and five parts are the panels of a leaflet."
    )


class LanguageSettings(Entry):
    """A language of the site (`extra.guide.languages`); its text stands in docs/ under its key.

    What is not said here is as in the source language.
    """

    name: Words = Field(description="What its readers call it, for the switch.")
    site_name: Words | None = Field(None, description="The site's name.")
    description: Words | None = Field(None, description="The site's description.")
    copyright: Words | None = Field(None, description="The line on licences, as HTML.")
    unchecked: Words | None = Field(
        None, description="What a page says that a tool has built without the engine."
    )
    sections: dict[str, Words] = Field(
        {}, description="The titles of the navigation's sections, by those of the source language."
    )
    reread: bool = Field(
        True, description="Whether someone whose language it is has reread it; if not, it says so."
    )


class Settings(Entry):
    """The engine's settings (`extra.guide` in mkdocs.yml)."""

    source_language: LanguageCode = Field(
        description="The language that the others are translated from; it stands at the root."
    )
    languages: dict[LanguageCode, LanguageSettings] = Field(
        {},
        description="Every language of the site, the source language too, in the switch's order.",
    )
    zone: ZoneName = Field(
        description="Where days begin and end: the zone of the bodies that readers write to."
    )
    review_every: PeriodText = "P90D"
    reread_every: PeriodText = Field(
        "P1Y", description="How long a deadline is good for once read at its source."
    )
    horizon: PeriodText = Field("P90D", description="How far ahead the report looks.")
    crawl: bool = Field(True, description="Walk the built site with LinkChecker.")
    security_contact: ContactAddress = Field(
        "", description="Where to tell of a hole in the site; empty, there is no security.txt."
    )
    links: LinkSettings = LinkSettings()
    reading: ReadingSettings = ReadingSettings()
    app: AppSettings | None = Field(None, description="Lets readers install the guide.")
    card: Words | None = Field(None, description="The picture of shared links, a PNG in docs/.")
    paper: PaperSettings | None = Field(None, description="Prints the guide.")
