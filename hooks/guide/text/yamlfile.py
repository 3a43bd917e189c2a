"""Reads YAML as plain text values with the line of each, and nothing a file could use to harm.

Tags are not followed and aliases not expanded: a data file needs neither, and both are how YAML
builds objects or grows without bound (CWE-502, CWE-776). Every scalar stays the text its writer
typed; what type it should have is for the models to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

try:
    from .libyaml import NotPlain, composed
except ImportError:  # PyYAML was built without it

    class NotPlain(Exception):  # type: ignore[no-redef]
        """A text that is to be read by PyYAML: every one."""

    def composed(text: str, deepest: int) -> yaml.Node | None:
        raise NotPlain


Path = tuple[str | int, ...]

_DEEPEST = 20
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# What PyYAML says, and what a writer can do about it.
_REMEDIES = {
    "mapping values are not allowed": (
        'Put the text in "double quotes", or begin the keys of an entry in one column.'
    ),
    "cannot start any token": 'Indent with spaces, and put such text in "double quotes".',
    "could not find expected ':'": "Write `key: value`, with a space after the colon.",
    "unexpected end of stream": "Close the quotation mark.",
    "expected <block end>": "Begin the keys of an entry in one column; close what is quoted.",
    "expected ',' or": "Close the bracket or the quotation mark; put commas between values.",
    "found another document": "Remove the line `---` that begins it.",
    "unknown escape character": "Remove the backslash, or write two.",
}


class YamlFault(Exception):
    """What is wrong with a YAML text, and on which line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass
class YamlText:
    """Values (dict, list, str or None), the line of each by its path, and faults met on the way.

    `spans` is where each scalar that is no block begins and ends, as indices of a text that begins
    on line 1.
    """

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[YamlFault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of `path`, or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, first_line: int = 1) -> YamlText:
    """The content of `text`, whose first line is line `first_line` of its file.

    Never raises: what cannot be read is in `faults`, with `value` then None.
    """
    text = "\n" * (first_line - 1) + text
    return _read_plain(text) or _read(text)


def _read_plain(text: str) -> YamlText | None:
    """The content of a text that is sound and plain beyond doubt; None for any other."""
    result = YamlText()
    try:
        node = composed(text, _DEEPEST)
        if node is not None:
            result.value = _plain(node, (), result)
    except (NotPlain, YamlFault):
        return None
    return None if result.faults else result


def _read(text: str) -> YamlText:
    result = YamlText()
    try:
        node = _PlainLoader(text).get_single_node()
        if node is not None:
            result.value = _plain(node, (), result)
    except yaml.MarkedYAMLError as error:
        result.faults.append(YamlFault(_line(error), _in_words(error)))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        result.faults.append(YamlFault(line, "a character that YAML does not allow. Remove it."))
    except YamlFault as fault:
        result.faults.append(fault)
    return result


class _PlainLoader(yaml.SafeLoader):
    depth = 0

    def get_single_node(self) -> yaml.Node | None:
        try:
            return super().get_single_node()
        except (ValueError, OverflowError):  # PyYAML hands to Python what `\U` and `%YAML` hold
            message = "a `\\U` or a `%` that stands for nothing. Remove it."
            raise YamlFault(self.line + 1, message) from None

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise YamlFault(
                line, f"alias '*{event.anchor}' is not followed. Write the value again."
            )
        if getattr(event, "tag", None) not in (None, "!"):
            raise YamlFault(line, f"tag '{event.tag}' is not followed. Remove it.")
        if self.depth > _DEEPEST:
            raise YamlFault(line, "values are nested too deeply. Write them flat.")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _plain(node: yaml.Node, path: Path, result: YamlText) -> Any:
    result.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(node, path, result)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), result) for index, item in enumerate(node.value)]
    unshown = _UNSHOWN.search(node.value)
    if unshown:
        message = f"a text holds U+{ord(unshown[0]):04X}. Remove what stands for it."
        raise YamlFault(node.start_mark.line + 1, message)
    if isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
        result.spans[path] = (node.start_mark.index, node.end_mark.index)
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _plain_mapping(node: yaml.MappingNode, path: Path, result: YamlText) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlFault(line, "a key must be a plain word. Write `key: value`.")
        key = key_node.value
        if key in values:
            first = result.lines[(*path, key)]
            message = f"'{key}' stands here again; it is on line {first} already. Keep one of them."
            result.faults.append(YamlFault(line, message))
            continue
        result.lines[(*path, key)] = line
        values[key] = _plain(value_node, (*path, key), result)
    return values


def _line(error: yaml.MarkedYAMLError) -> int:
    """Where a writer has to look: what was never closed is noticed only at its end."""
    opened = (error.context or "").startswith(("while scanning a", "while parsing a flow"))
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    return (mark.line if mark else 0) + 1


def _in_words(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or error.context or "it cannot be read"
    problem = problem.removeprefix("but ")
    remedy = next((said for known, said in _REMEDIES.items() if known in problem), "")
    return f"not valid YAML: {problem}. {remedy}".rstrip()
