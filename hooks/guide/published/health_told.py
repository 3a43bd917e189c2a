"""What readers are told of the sources' health, in pages that are built already.

The probe runs beside the rendering: what it finds is known only when the pages are made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element, tostring
from zoneinfo import ZoneInfo

from ..data.models import Source
from ..links import LinkCache, Standing, Target, Verdict
from ..words.wording import Wording, fill

_STATE = re.compile(r'(<span data-health="([^"]+)">)[^<]*(</span>)')
_LINK = re.compile(
    r'<a class="source" data-source="([^"]+)" href="[^"]*"([^>]*)>(.*?)</a>', re.DOTALL
)


def told_in(
    html: str, sources: Mapping[str, Source], cache: LinkCache, zone: str, wording: Wording
) -> str:
    """The page `html` with the state of each source where the page has a place for it.

    Each link to a source that is gone leads to its archived copy instead, and says so. Days are
    those of the time zone `zone`.
    """

    @lru_cache(None)
    def standing(key: str) -> Standing | None:
        source = sources.get(key)  # a page names few of them
        return cache.standing(Target(key, source.url, source.expect)) if source else None

    def state(match: re.Match[str]) -> str:
        found = standing(match[2])
        told = _state(found, sources[match[2]], zone, wording) if found else None
        return match[1] + _inner_html(told) + match[3] if told is not None else match[0]

    def link(match: re.Match[str]) -> str:
        found = standing(match[1])
        gone = found and found.judgement.verdict is Verdict.GONE
        return _to_the_copy(match, sources[match[1]], wording) if gone else match[0]

    return _LINK.sub(link, _STATE.sub(state, html))


def _state(standing: Standing, source: Source, zone: str, wording: Wording) -> Element:
    """What our robot found there at its last look, and when it last found the source well."""

    def day(at: datetime) -> Element:
        return wording.time(at.astimezone(ZoneInfo(zone)).date())

    strings, verdict = wording.strings, standing.judgement.verdict
    evidence, last_ok = standing.record.evidence, standing.record.history.last_ok
    compared = evidence.says(source.expect)
    name = "answers" if verdict is Verdict.OK and not compared else verdict.value
    state = fill(Element("span"), getattr(strings, f"health_{name}"), {"date": day(evidence.at)})
    if verdict.good:
        return state
    if last_ok:
        parts = {"state": state, "date": day(last_ok)}
        return fill(Element("span"), strings.health_last_ok, parts)
    return fill(Element("span"), strings.health_never_ok, {"state": state})


def _to_the_copy(link: re.Match[str], source: Source, wording: Wording) -> str:
    key, attributes, text = link.groups()
    if not source.archive:
        return link[0]
    address, day = escape(source.archive.url), wording.time(source.archive.date)
    note = _inner_html(fill(Element("span"), wording.strings.gone, {"date": day}))
    opening = f'<a class="source source-gone" data-source="{key}" href="{address}"{attributes}>'
    return f'{opening}{text}</a> <span class="gone">{note}</span>'


def _inner_html(element: Element) -> str:
    children = "".join(tostring(child, encoding="unicode", method="html") for child in element)
    return escape(element.text or "") + children
