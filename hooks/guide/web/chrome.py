"""What surrounds the text of a page, in the page's language: what its template is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from ..build import Build
from ..core.places import path_of
from ..data.settings_model import LanguageSettings
from ..published.structured import Site, licence_in
from ..words.languages import Language, alternates

_THEME = Path(material.__file__).parent / "templates" / "partials" / "languages"
_Told = dict[str, Any]


@dataclass(frozen=True)
class Chrome:
    """What MkDocs' configuration says while a page in one language is made."""

    site_name: str
    description: str | None
    copyright: str | None
    theme_language: str
    extra: _Told


def chrome_of(build: Build, language: Language, config: MkDocsConfig) -> Chrome:
    """That of `language`; what mkdocs.yml does not say for it is as for the source language."""
    told = language.settings or LanguageSettings(name=language.code)
    return Chrome(
        told.site_name or config.site_name,
        told.description or config.site_description,
        told.copyright or config.copyright,
        _theme_language(language.wording.tag),
        _extra(build, language),
    )


def site_of(chrome: Chrome, address: str | None) -> Site:
    """The site as `chrome` names it, at `address` if it has one."""
    licence = licence_in(chrome.copyright)
    return Site(chrome.site_name, address or None, licence, chrome.description or "")


def _extra(build: Build, language: Language) -> _Told:
    """What templates find in `config.extra`."""
    return {
        "guide_strings": as_words(language.strings.model_dump()),
        "guide_built": build.made(language),
        "guide_feed": build.feed(language),
        "guide_calendar": build.calendar(language),
        "guide_search": language.search,
        "guide_language": {
            "tag": language.wording.tag,
            "draft": language.is_draft,
        },
    }


def as_words(told: _Told) -> _Told:
    """`told` with its texts escaped once, for templates, which escape nothing by themselves."""
    return {key: escape(one) if isinstance(one, str) else one for key, one in told.items()}


def _theme_language(tag: str) -> str:
    """Which of Material's languages suits `tag`; for what it does not know, English."""
    base = tag.partition("-")[0]
    known = (one for one in (tag, base) if (_THEME / f"{one}.html").is_file())
    return next(known, "en")


def meta_of(build: Build, uri: str) -> _Told:
    """What the template of the page at `uri` is told of its translations."""
    page, language = build.pages[uri], build.language(uri)
    text, translation = build.wording(uri), build.desk.at(uri)
    told: _Told = {"languages": list(_ways(build, uri))}
    if not language.wording.speaks(text.tag):
        told |= {"text_tag": text.tag, "text_direction": text.direction}
    if not language.is_source:
        told["source_page"] = build.built_uri(
            page.original or f"{build.source.code}/{path_of(uri)}"
        )
        told["stands_in"] = bool(page.original)
        told["stale"] = bool(translation and translation.is_gravely_stale)
    return told


def _ways(build: Build, uri: str) -> Iterator[_Told]:
    """The same page in every language, in the order of the switch."""
    if len(build.languages) == 1:
        return
    for code, language in build.languages.items():
        there = f"{code}/{path_of(uri)}"
        if there in build.pages:
            yield {
                "url": build.built_uri(there),
                "name": language.settings.name if language.settings else code,
                "tag": language.wording.tag,
                "own": language is build.language(uri),
            }


def homes_of(build: Build, own: Language) -> Iterator[_Told]:
    """The home page in every language, for a page that is in none: that of 404."""
    for way in _ways(build, f"{own.code}/index.md"):
        yield {**way, "own": False}


def alternates_of(build: Build, uri: str, site: Site) -> Iterator[tuple[str, str]]:
    """The language and the address of each translation of the page at `uri`, its own too.

    Nothing for a page that stands alone, or where the site has no address.
    """
    languages = list(alternates(build.languages))
    bases = Counter(language.wording.locale.language for language in languages)
    found = [
        (_alternate(language, bases), f"{language.code}/{path_of(uri)}") for language in languages
    ]
    there = [
        (tag, one) for tag, one in found if one in build.pages and not build.pages[one].original
    ]
    if site.address and len(there) > 1 and any(one == uri for _, one in there):
        for tag, one in there:
            yield tag, site.address + build.built_uri(one).removesuffix("index.html")
        source = f"{build.source.code}/{path_of(uri)}"
        yield "x-default", site.address + build.built_uri(source).removesuffix("index.html")


def _alternate(language: Language, bases: Counter[str]) -> str:
    """What robots call it: `pt` for pt-PT, unless pt-BR is there too."""
    base = language.wording.locale.language
    return base if bases[base] == 1 else language.wording.tag
