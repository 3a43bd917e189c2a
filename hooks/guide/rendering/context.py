"""What a page is rendered with, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from ..checks.today import Today
from ..registry import Registry
from ..wording import Wording


@dataclass
class Context:
    """The registry, the build's day and the language of the page at hand.

    `source_language` is what data without a text in the page's language falls back to.
    """

    registry: Registry
    today: Today
    wording: Wording
    source_language: str
