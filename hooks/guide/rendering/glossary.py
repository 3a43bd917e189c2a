"""The glossary: the list of all words, and short forms explained where they are first met."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from ..models import Term
from ..wording import fill
from .citations import link_to
from .context import Context

_SECTIONS = ("h1", "h2")
# Where a second thing to press or to hover would be in the way.
_BARE = ("h1", "h2", "h3", "h4", "a", "dt", "summary", "label")


def short_forms(context: Context) -> dict[str, str]:
    """What each short form stands for, for Python-Markdown's `abbr`."""
    return {
        term.short: context.wording.pick(term.term, context.source_language)[0]
        for term in context.registry.terms.values()
        if term.short
    }


class OncePerSection(Treeprocessor):
    """Leaves an explanation on the first mention in a section; to dot every one tires the eye."""

    def run(self, root: Element) -> None:
        """Turns all other <abbr> back into plain text."""
        explained: set[str] = set()
        bare: set[Element] = set()
        for element in root.iter():
            if element.tag in _SECTIONS:
                explained.clear()
            if element.tag in _BARE or element.get("class") == "letter":
                bare.update(element.iter("abbr"))
            if element.tag == "abbr":
                word = element.text or ""
                if word in explained or element in bare:
                    element.tag = "span"
                    element.attrib.clear()
                else:
                    explained.add(word)
                    element.set("tabindex", "0")  # for a finger and a keyboard: see guide.css


def all_terms(context: Context) -> Element:
    """Every word of the glossary, in the alphabetical order of the page's language."""
    entries = Element("dl", {"class": "all-terms"})
    terms = context.registry.terms
    for key in sorted(terms, key=lambda key: _sorted_by(terms[key], context)):
        term = terms[key]
        name = SubElement(entries, "dt", {"id": f"term-{key}"})
        if term.short:
            word = context.in_language(Element("span"), term.term)
            fill(name, context.wording.strings.term, {"short": term.short, "term": word})
        else:
            context.in_language(name, term.term)
        meaning = SubElement(entries, "dd")
        meaning.append(context.in_language(Element("span"), term.meaning))
        source = context.registry.sources.get(term.source or "")
        if term.source and source:
            parts = {"source": link_to(term.source, source, source.title)}
            detail = SubElement(entries, "dd", {"class": "proof"})
            fill(detail, context.wording.strings.deadline_source, parts)
    return entries


def _sorted_by(term: Term, context: Context) -> str:
    name = term.short or context.wording.pick(term.term, context.source_language)[0]
    return context.wording.sort_key(name)
