"""Reads `extra.guide` of mkdocs.yml."""

from __future__ import annotations

from pydantic import ValidationError

from .models import Settings
from .problems import Problem
from .validation import in_words

FILE = "mkdocs.yml"


def read_settings(value: object) -> tuple[Settings, list[Problem]]:
    """The settings that `value` holds, or the defaults and what is wrong with `value`."""
    try:
        return Settings.model_validate(value or {}), []
    except ValidationError as error:
        return Settings(), [
            Problem(FILE, 0, f"extra.guide: {in_words(detail, Settings)}")
            for detail in error.errors(include_url=False)
        ]
