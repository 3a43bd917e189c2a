"""What the scripts say to people, in the language that the guide is written in.

Each file of words/ is a language, `fr.toml`; each of its tables is what one script says. The
guide's language is `source_language` in mkdocs.yml. One without a file here is told in English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
SETTINGS = HERE.parents[1] / "mkdocs.yml"
WORDS = HERE / "words"
OTHERWISE = "en"
# By pattern: the runner's Python, which no package was installed for, reads no YAML.
SOURCE = re.compile(r"^ +source_language: *[\"']?([A-Za-z-]+)", re.MULTILINE)


def source_language(settings: Path = SETTINGS) -> str | None:
    """The code of the language that the guide is written in; None where `settings` has it not."""
    try:
        found = SOURCE.search(settings.read_text("utf-8"))
    except OSError:
        return None
    return found[1] if found else None


def words(*tables: str, language: str | None = None) -> Mapping[str, str]:
    """The words of `tables`, in `language`, the guide's own when None; else in English."""
    language = language or source_language() or OTHERWISE
    codes = (language, language.partition("-")[0], OTHERWISE)
    path = next(path for code in codes if (path := WORDS / f"{code}.toml").exists())
    said = tomllib.loads(path.read_text("utf-8"))
    return {key: text for table in tables for key, text in said[table].items()}


def in_every_language(table: str, key: str) -> set[str]:
    """What `key` of `table` is in each language: a guide's may have changed since it said it."""
    return {words(table, language=path.stem)[key] for path in WORDS.glob("*.toml")}
