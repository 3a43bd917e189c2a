"""Typst's notation: how a text, a string or a call is written so that Typst reads just that."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_STRING = re.compile(r'["\\]')
_BLANKS = re.compile(r"[ \t\r\n\f]+")  # no-break spaces stay


def text(words: str) -> str:
    """`words` as Typst's markup: every sign that could mean something stands for itself."""
    return _PUNCTUATION.sub(r"\\\1", _BLANKS.sub(" ", words))


def string(words: str) -> str:
    """`words` as a string of Typst's code."""
    return '"' + _STRING.sub(r"\\\g<0>", words).replace("\n", "\\n") + '"'


def dictionary(texts: Mapping[str, str]) -> str:
    """`texts` by name, as a dictionary of strings of Typst's code."""
    return f"({', '.join(f'{name}: {string(text)}' for name, text in texts.items())})"


def document(template: str, function: str, arguments: Mapping[str, str]) -> str:
    """A whole source: what the `function` of a `template` makes of `arguments` by name, in code."""
    given = "".join(f"{name}: {value},\n" for name, value in arguments.items())
    return f'#import "/{template}.typ": *\n#{function}(\n{given})\n'


def call(function: str, *arguments: str, body: str | None = None) -> str:
    """A call of `function` from markup, with `arguments` in code and its `body` in markup."""
    given = f"({', '.join(arguments)})" if arguments or body is None else ""
    content = f"[{body}]" if body is not None else ""
    return f"#{function}{given}{content};"
