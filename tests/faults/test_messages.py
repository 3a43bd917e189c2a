"""The engine says nothing of a guide that no folder here shows, nor a test elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide import build as building
from guide.loading import read_guide
from guide.walks.crawl import CrawlError

HERE = Path(__file__).parent
SOUND = HERE / "_sound"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GUIDE = HERE.parents[1] / "hooks" / "guide"
PARTS = ("checks", "core", "data", "pages", "text", "words")
# No folder can show what these say: tests of their own do.
APART = (
    "addresses",
    "memory",
    "mishaps",
    "deadline_history",
    "schemas",
)
SAYING = [
    *(path for part in PARTS for path in sorted((GUIDE / part).glob("*.py"))),
    *(GUIDE / "build.py", GUIDE / "loading.py", GUIDE / "translation" / "check.py"),
]
SAYING = [path for path in SAYING if path.stem not in APART]
# What is told only with what no folder here can hold: links, devices, a history, a built site.
ELSEWHERE = {
    "not every system can hold a file of that name": "faults/test_faults.py",
    "not every system can tell it from": "faults/test_faults.py",
    "is a link to another file": "faults/test_faults.py",
    "is no file, but what a program writes to": "faults/test_faults.py",
    "the file is longer than": "faults/test_faults.py",
    "cannot be read: ": "faults/test_faults.py",
    "moved from ": "engine/test_deadline_history.py",
    "Write in 'seen' the day you read the new one": "engine/test_deadline_history.py",
    "to come on ": "engine/test_outlook.py",
    "last day before a re-reading of": "engine/test_outlook.py",
    "last day before another reading of": "engine/test_outlook.py",
    "reading ease of 100": "engine/test_readability.py",
    "' is dead": "website/test_building.py",
    "The built site is unchecked": "faults/test_messages.py",
    "no page may hold code": "engine/test_harmless.py",
    "leads where no page may": "engine/test_harmless.py",
    "in more than one way": "engine/test_harmless.py",
    "a character that YAML does not allow": "engine/test_yamlfile.py",
}
NO_MESSAGES = (
    *("feed alternate", "while ", "it cannot be read", "^", "The same in a few words", "<span "),
)
_FEWEST = 12  # letters of a sentence


def sentences(module: Path) -> Iterator[str]:
    """Every text of `module` that may be a message, `\\0` for what is filled in."""
    tree = ast.parse(module.read_text("utf-8"))
    aside = {id(one) for part in ast.walk(tree) for one in _aside(part)}
    for part in ast.walk(tree):
        text = _text(part) if id(part) not in aside else ""
        if len(text.replace("\0", "").strip()) >= _FEWEST and " " in text.strip():
            yield text


def _aside(part: ast.AST) -> Iterator[ast.AST]:
    """What in `part` is no text of its own: docstrings, descriptions, patterns, parts of others."""
    if isinstance(part, ast.Expr):
        yield part.value
    elif isinstance(part, ast.keyword) and part.arg in ("description", "json_schema_extra"):
        yield from ast.walk(part.value)
    elif isinstance(part, ast.JoinedStr):
        yield from part.values
    elif isinstance(part, ast.Call) and ast.unparse(part.func) == "re.compile":
        yield from ast.walk(part)


def _text(part: ast.AST) -> str:
    if isinstance(part, ast.JoinedStr):
        return "".join(_text(one) or "\0" for one in part.values)
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        return re.sub(r"\{[^{}]*\}", "\0", part.value)
    return ""


@pytest.mark.parametrize("module", SAYING, ids=lambda module: module.stem)
def test_every_message_is_shown(module: Path) -> None:
    shown = "\n".join(file.read_text("utf-8") for file in HERE.glob("*/expected.txt"))
    for text in sentences(module):
        elsewhere = any(part in text for part in ELSEWHERE) or text.startswith(NO_MESSAGES)
        pattern = ".*".join(re.escape(part) for part in text.split("\0"))
        assert elsewhere or re.search(pattern, shown), f"no folder shows: {text!r}"


@pytest.mark.parametrize(("message", "test"), ELSEWHERE.items())
def test_what_no_folder_shows_a_test_does(message: str, test: str) -> None:
    path = HERE.parent / test
    if path.parent.name != "website" or path.exists():  # a fork has not all that is there
        assert message in path.read_text("utf-8")
    assert any(message in text for module in SAYING for text in sentences(module))


def test_a_crawler_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def failing(*_: object) -> None:
        message = "it said nothing"
        raise CrawlError(message)

    monkeypatch.setattr(building, "walk", failing)
    sources = read_guide(SOUND, {"source_language": "fr"}, {}, NOW)
    (told,) = building.Build(SOUND, sources)._walk(tmp_path, "")
    assert str(told) == ("site: LinkChecker failed: it said nothing. The built site is unchecked.")
