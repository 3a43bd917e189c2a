"""`{name:id}` within a sentence: a value of the data files, as the page's language writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from . import contacts, copies, dates, letters
from .context import Context

WRITERS: Mapping[str, Callable[[str, Context], Element | None]] = {
    "deadline": dates.deadline,
    "seen": dates.seen,
    "phone": contacts.phone,
    "hours": contacts.hours,
    "address": contacts.address,
    "field": letters.blank,
    "copy": copies.copy,
}
"""What writes each macro: from an id to an element, or None for an id that it does not know."""


class Macro(InlineProcessor):
    """Replaces a macro by what its writer makes of the id; an unknown one stays as it is."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(rf"\{{({'|'.join(WRITERS)}):([a-z0-9-]+)\}}", md)
        self._context = context

    def handleMatch(  # type: ignore[override]  # the stubs know only the pattern's older form
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The element for one macro, or nothing (the raw marker stays)."""
        element = WRITERS[m[1]](m[2], self._context)
        return (element, m.start(), m.end()) if element is not None else (None, None, None)
