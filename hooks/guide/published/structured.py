"""What a page is, told to machines: schema.org in JSON-LD (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..pages.outline import Part, Steps, may_have_parts, parsed, questions_of, steps_of

_LICENCE = re.compile(r'<a\s[^>]*?href="([^"]+)"[^>]*?\srel="[^"]*\blicense\b')
Thing = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """The site that pages are part of, in one language: its name, its address and its licence,
    where it has them, and what it says it is."""

    name: str
    address: str | None = None
    licence: str | None = None
    description: str = ""


@dataclass(frozen=True)
class PageFacts:
    """What is known of a page besides its text; `address` is None where the site has none."""

    title: str
    description: str
    verified: date
    language: str
    address: str | None = None


def licence_in(copyright_line: str | None) -> str | None:
    """The address of the licence that a line of HTML links to with `rel="license"`."""
    found = _LICENCE.search(copyright_line or "")
    return found[1] if found else None


def structured(page: PageFacts, html: str, site: Site) -> str:
    """JSON-LD of the page whose rendered content is `html`, safe to stand in a `script` element."""
    root = parsed(html if may_have_parts(html) else "")
    questions = questions_of(root)
    graph = [_page(page, questions, site), *(_how_to(one, page) for one in steps_of(root))]
    return _for_html({"@context": "https://schema.org", "@graph": graph})


def _page(page: PageFacts, questions: list[Part], site: Site) -> Thing:
    told: Thing = {
        "@type": "FAQPage" if questions else "WebPage",
        "url": page.address,
        "name": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "dateModified": page.verified.isoformat(),
        "lastReviewed": page.verified.isoformat(),
        "license": site.licence,
        "isPartOf": _known({"@type": "WebSite", "name": site.name, "url": site.address}),
        "mainEntity": [_question(one, page) for one in questions] or None,
    }
    return _known(told)


def _question(question: Part, page: PageFacts) -> Thing:
    answer = {"@type": "Answer", "text": question.text}
    told = {"@type": "Question", "url": _place(page, question.anchor), "name": question.name}
    return _known(told) | {"acceptedAnswer": answer}


def _how_to(steps: Steps, page: PageFacts) -> Thing:
    told = {
        "@type": "HowTo",
        "url": _place(page, steps.anchor),
        "name": steps.name,
        "inLanguage": page.language,
        "step": [_step(one, page) for one in steps.steps],
    }
    return _known(told)


def _step(step: Part, page: PageFacts) -> Thing:
    """Its name alone: the whole text stands in the page already, and would be read twice."""
    return _known({"@type": "HowToStep", "url": _place(page, step.anchor), "name": step.name})


def _place(page: PageFacts, anchor: str) -> str | None:
    return f"{page.address}#{anchor}" if page.address and anchor else None


def _known(told: Mapping[str, Any]) -> Thing:
    """`told` without what is not known."""
    return {name: value for name, value in told.items() if value is not None}


def _for_html(value: Thing) -> str:
    """JSON without a `<`, which could end the script element that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
