"""The nodes of plain YAML by libyaml, which is six times as fast as PyYAML alone.

The two differ in what they make of some characters, of tags and of marked documents, and in what
they say of faults. So all that is left to PyYAML: see yamlfile. Without libyaml, importing this
raises ImportError.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml.composer import Composer

_UNLIKE = re.compile("[\t\r\x85\u2028\u2029\ufeff]|---")


class NotPlain(Exception):
    """A text that is to be read by PyYAML."""


def composed(text: str, deepest: int) -> yaml.Node | None:
    """The node of `text`, whose values are nested no deeper than `deepest`; None if it is empty.

    Raises NotPlain.
    """
    if _UNLIKE.search(text):
        raise NotPlain
    try:
        return _Loader(text, deepest).get_single_node()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise NotPlain from error


class _Loader(Composer, CSafeLoader):
    """Nodes are composed by PyYAML, as its other loaders do, of what libyaml has parsed."""

    def __init__(self, text: str, deepest: int) -> None:
        CSafeLoader.__init__(self, text)
        Composer.__init__(self)
        self._left = deepest

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) is not None:
            raise NotPlain
        if self._left < 0:
            raise NotPlain
        self._left -= 1
        node = super().compose_node(parent, index)
        self._left += 1
        return node
