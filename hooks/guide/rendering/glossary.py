"""The glossary: the list of all words, and short forms explained where they are first met."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from ..data.models import Term
from ..words.wording import fill
from .citations import source_of
from .context import Context

_SECTIONS = ("h1", "h2")
# Where a second thing to press or to hover would be in the way.
_BARE = ("h1", "h2", "h3", "h4", "a", "dt", "summary", "label")


def short_forms(context: Context) -> dict[str, str]:
    """What each short form stands for, for Python-Markdown's `abbr`."""
    return {
        short: context.wording.pick(term.term, context.source_language)[0]
        for term in context.registry.terms.values()
        for short in [_short(term, context)]
        if short
    }


def _short(term: Term, context: Context) -> str:
    return context.wording.pick(term.shorts, context.source_language)[0] if term.shorts else ""


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
        short = _short(term, context)
        if short:
            word = context.in_language(Element("span"), term.term)
            fill(name, context.wording.strings.term, {"short": short, "term": word})
        else:
            context.in_language(name, term.term)
        meaning = SubElement(entries, "dd")
        meaning.append(context.in_language(Element("span"), term.meaning))
        entries.extend(source_of(term.source, "dd", context))
    return entries


def all_translations(context: Context) -> Element:
    """How each language of the site says the glossary's words, to translate by."""
    entries, names = Element("dl", {"class": "all-translations"}), context.wording.locale.languages
    terms = context.registry.terms.values()
    for term in sorted(terms, key=lambda term: _sorted_by(term, context)):
        source, *others = _distinct(context)
        context.mark(SubElement(entries, "dt"), source).text = AtomicString(term.term[source])
        for code in others:
            if code in term.term:
                own = context.mark(Element("span"), code)
                own.text = AtomicString(term.term[code])
                parts = {"short": names.get(code, code), "term": own}
                fill(SubElement(entries, "dd"), context.wording.strings.term, parts)
    return entries


def _distinct(context: Context) -> list[str]:
    """The languages in the site's order, the source's first, without those that share its tag."""
    source = context.source_wording
    others = [code for code, one in context.languages.items() if not one.speaks(source.tag)]
    return [context.source_language, *others]


def _sorted_by(term: Term, context: Context) -> str:
    name = _short(term, context) or context.wording.pick(term.term, context.source_language)[0]
    return context.wording.sort_key(name)
