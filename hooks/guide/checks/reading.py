"""Reading ease: how hard each page is, and its sentences that are too long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..core.places import DOCS
from ..core.problems import Problem, Severity
from ..data.settings_model import ReadingSettings
from ..pages.page_files import Page
from ..words.readability import Ease, count_words

_BEGINNING = 6  # words: enough to find a sentence by


def check_reading(page: Page, ease: Ease, settings: ReadingSettings) -> Iterator[Problem]:
    """Warnings where `page`, whose text reads with `ease`, is too hard."""
    exempt = page.uri in settings.exempt
    if ease.figure is not None and ease.figure < settings.ease and not exempt:
        message = (
            f"reading ease {ease.figure:.0f} of 100: {ease.words} words, {ease.mean:.1f} in a "
            f"sentence. At least {settings.ease:g} is wanted: shorter words and sentences."
        )
        yield Problem(page.file, 0, message, Severity.WARNING)
    for sentence in ease.longer_than(settings.sentence):
        words = count_words(sentence)
        beginning = " ".join(sentence.split()[:_BEGINNING])
        message = f"a sentence of {words} words: '{beginning}…'. Make two of it."
        yield Problem(page.file, 0, message, Severity.INFO if exempt else Severity.WARNING)


def reading_summary(eases: Mapping[str, Ease]) -> Iterator[Problem]:
    """One line with the figure of every page (by its path in docs/), the hardest first."""
    figures = sorted((ease.figure, uri) for uri, ease in eases.items() if ease.figure is not None)
    if figures:
        listed = ", ".join(f"{uri.removesuffix('.md')} {figure:.0f}" for figure, uri in figures)
        yield Problem(DOCS, 0, f"reading ease of 100, hardest first: {listed}.", Severity.INFO)
