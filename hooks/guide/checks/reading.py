"""Reading ease: how hard each page is, and its sentences that are too long."""

from __future__ import annotations

from collections.abc import Iterator

from ..models import ReadingSettings
from ..pages import Page
from ..problems import Problem, Severity
from ..readability import count_words, ease_of

_BEGINNING = 6  # words: enough to find a sentence by


def check_reading(
    page: Page, html: str, language: str, settings: ReadingSettings
) -> Iterator[Problem]:
    """The figure of `page`, rendered as `html`; a warning where it is too hard."""
    ease = ease_of(html, language)
    if not ease.sentences:
        return
    exempt = page.uri in settings.exempt
    if ease.figure is not None:
        message = (
            f"reading ease {ease.figure:.0f} of 100: {ease.words} words, "
            f"{ease.mean:.1f} in a sentence."
        )
        severity = Severity.INFO
        if ease.figure < settings.ease and not exempt:
            message += f" At least {settings.ease:g} is wanted: shorter words and sentences."
            severity = Severity.WARNING
        yield Problem(page.file, 0, message, severity)
    for sentence in ease.longer_than(settings.sentence):
        words = count_words(sentence)
        beginning = " ".join(sentence.split()[:_BEGINNING])
        message = f"a sentence of {words} words: '{beginning}…'. Make two of it."
        yield Problem(page.file, 0, message, Severity.INFO if exempt else Severity.WARNING)
