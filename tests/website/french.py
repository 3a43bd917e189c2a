"""The words of a page, how they are spelt, and French as it must be printed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

NB, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

_SPOKEN = ("alt", "title", "aria-label", "content")
_BLOCKS = frozenset(
    "p li td th dt dd h1 h2 h3 h4 summary div label small button title".split()  # noqa: SIM905
)
_WITHOUT_WORDS = frozenset(("script", "style", "code", "svg", "template"))
# A word at the head of a sentence that French writes with an accent on its capital.
_BARE_CAPITALS = (
    "A|Ca|Ecole|Ecran|Ecri(?:re|t|te|ts|vez|vent)|Economi\\w+|Effac\\w*é|Egal\\w*|Eleve|Envoye|Epreuve"
    "|Etabli\\w*|Etape\\w*|Etat\\w*|Ete|Etes|Etre|Etud\\w+|Evit\\w+|Evidem\\w+|Europeen\\w*"
)

_RULES: tuple[tuple[str, str], ...] = (
    (r"(?<![\s(«“])[;!?](?!\w)", "no space before ; ! or ?"),
    (rf"[^\S{THIN}][;!?]", "a narrow no-break space stands before ; ! and ?"),
    (rf"[^\S{NB}]:(?!\w)", "a no-break space stands before :"),
    (r"[^\W\d]:(?=\s)", "no space before :"),
    (rf"«(?!{NB})", "a no-break space follows «"),
    (rf"(?<!{NB})»", "a no-break space stands before »"),
    (r"\w'\w", "an apostrophe is ’"),
    (r'"', "quotation marks are « »"),
    (r"\.\.\.", "an ellipsis is …"),
    (r"\s[,.](?!\w)", "a space before a comma or a full stop"),
    (r"(?i)\b(?:coeur|soeur|oeuvre|oeil|noeud|voeux?)\b", "œ is one letter"),
    (r"\bn° ", "a no-break space follows n°"),
    (
        r"\d (?:%|€|h\b|ans?\b|mois\b|jours?\b|semaines?\b|millions?\b|caractères\b|chiffres\b)",
        "a no-break space stands between a number and its unit",
    ),
    (rf"(?:^|[.!?…]\s+|«{NB})(?:{_BARE_CAPITALS})\b", "a capital keeps its accent"),
    (r"\d\.\d{3}(?!\d)", "thousands are parted by a space"),
    (r"\s-\s", "a hyphen is no dash"),
)
_COMPILED = [(re.compile(pattern), rule) for pattern, rule in _RULES]
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@)\S+|\b\w+\.(?:fr|eu|org|com|pdf|ics)\b\S*")


def typographic_faults(text: str) -> list[str]:
    """The rules that `text`, a paragraph of French, breaks, each with what stands around."""
    plain = _ADDRESS.sub("adresse", text)
    return [
        f"{rule}: «{plain[max(0, found.start() - 25) : found.end() + 15]}»"
        for pattern, rule in _COMPILED
        for found in pattern.finditer(plain)
    ]


def paragraphs(page: Element, tag: str = "fr") -> Iterator[str]:
    """All that a reader of `page` sees or hears in the language `tag`, paragraph by paragraph."""
    for element in _in_language(page, tag):
        for name in _SPOKEN:
            value = element.get(name, "")
            if value and (name != "content" or element.get("name") == "description"):
                yield value
        if element.tag in _BLOCKS:
            lines = "".join(_own_words(element, tag)).split("\n")
            yield from (line for line in map(_unindented, lines) if line)


def _unindented(line: str) -> str:
    """`line` with the plain spaces that a browser shows as one."""
    return re.sub(r"[ \t]+", " ", line).strip(" ")


def _in_language(root: Element, tag: str) -> Iterator[Element]:
    if root.get("lang", tag) != tag or root.tag in _WITHOUT_WORDS:
        return
    yield root
    for child in root:
        yield from _in_language(child, tag)


def _own_words(block: Element, tag: str) -> Iterator[str]:
    """The text of `block`, without that of the blocks within."""
    yield (block.text or "").replace("\n", " ")
    for child in block:
        if child.tag == "br":
            yield "\n"
        elif child.tag not in _BLOCKS | _WITHOUT_WORDS and child.get("lang", tag) == tag:
            if child.tag != "sup":
                yield from _own_words(child, tag)
        else:
            yield "\n"
        yield (child.tail or "").replace("\n", " ")


def unknown_words(texts: Iterable[str], ours: Iterable[str], dictionary: str = "fr") -> set[str]:
    """The words of `texts` that neither hunspell's `dictionary` nor `ours` knows."""
    plain = "\n".join(_ADDRESS.sub(" ", text) for text in texts)
    done = subprocess.run(
        ["hunspell", "-d", dictionary, "-i", "utf-8", "-l"],  # noqa: S607
        input=plain.replace("’", "'").replace("\N{WORD JOINER}", ""),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {word.strip(".-") for word in done.stdout.split()} - set(ours)
