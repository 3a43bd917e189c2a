"""Sentences that a day makes false: what speaks of a past date as to come, or the reverse.

A small lexicon, not a grammar: a sentence that holds dates in full is asked for the words and verb
forms by which French puts them before or after the day it is read. What is true on both sides, such
as « s’applique à partir du 26 mars 2029 », has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guide.words.written_dates import in_full

_END = re.compile(r"(?<=[.!?…;])\s+")

TO_COME = re.compile(
    r"""\b(?:
    (?!opéra|caméra|front|extra|infra|agora)[a-zà-ÿœ]+r(?:a|ont)  # s’appliquera, commenceront
    | (?:aur|ser|fer|pourr|devr|recevr|verr)(?:ai|as|ons|ez)      # vous pourrez
    | v(?:a|ont)\s(?:s’)?\w+(?:er|ir|re)                          # va s’appliquer
    | prochaine?(?:s|ment)? | bientôt | [Dd]’ici | à\svenir | pas\sencore | plus\stard
    )\b""",
    re.VERBOSE,
)
OVER = re.compile(
    r"""\b(?:
    [Dd]epuis\sle | passée?s? | close? | finie?s? | terminée?s?
    | s’est\s\w+ | se\ssont\s\w+                                    # s’est appliqué
    | (?:a|ont)\s(?:pris\sfin|eu|commencé|débuté|cessé|expiré|ouvert|fermé)
    | (?!aur|saur|trait|souhait|extrait|parfait|fait)\w*(?:[^r\W]|ur)ai(?:t|ent)  # couraient
    )\b""",
    re.VERBOSE,
)


def sentences(paragraph: str) -> list[str]:
    """The parts of `paragraph` between full stops, semicolons and the like."""
    return _END.split(paragraph)


def false_on(day: date, paragraph: str) -> Iterator[str]:
    """The sentences of `paragraph` that cannot be true on `day`.

    On the very day of a date nothing is asked: something may begin with it, or end after it.
    """
    for sentence in sentences(paragraph):
        days = [written.date for written in in_full(sentence, "fr") if written.date]
        over, to_come = all(one < day for one in days), all(one > day for one in days)
        if days and ((over and TO_COME.search(sentence)) or (to_come and OVER.search(sentence))):
            yield sentence
