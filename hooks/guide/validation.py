"""Turns pydantic's findings into lines that tell a writer what to type instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .problems import Problem, did_you_mean
from .yamlfile import Path, YamlText

M = TypeVar("M", bound=BaseModel)


def validated(
    model: type[M],
    yaml: YamlText,
    file: str,
    *,
    path: Path = (),
    context: Mapping[str, Any] | None = None,
) -> tuple[M | None, list[Problem]]:
    """The mapping at `path` of `yaml` as a `model`, or None and a problem for each fault."""
    value = yaml.value
    for step in path:
        value = value[step]
    try:
        return model.model_validate(value, context=dict(context or {})), []
    except ValidationError as error:
        return None, [
            Problem(
                file,
                yaml.line((*path, *detail["loc"])),
                _prefixed(path, in_words(detail, model)),
            )
            for detail in error.errors(include_url=False)
        ]


def in_words(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """One of pydantic's errors as a sentence: what was found, and what to write instead."""
    loc = detail["loc"] or ("it",)
    key, last, found = ".".join(map(str, loc)), str(loc[-1]), detail["input"]
    kind = "empty" if found is None or detail["type"] == "string_too_short" else detail["type"]
    said = {
        "missing": f"'{key}' is missing. Add `{last}: {_example(model, last)}`.",
        "empty": f"'{key}' is empty. Write `{last}: {_example(model, last)}`.",
        "extra_forbidden": f"unknown key '{key}'.{_near(loc, model) or ' Remove it.'}",
        "value_error": f"'{key}': {detail.get('ctx', {}).get('error')}",
        "model_type": f"'{key}' must hold `key: value` lines, not '{found}'.",
        "dict_type": f"'{key}' must hold `language: text`, not '{found}'.",
        "tuple_type": f"'{key}' must be a list, not '{found}'. Write [\"…\", \"…\"].",
    }
    return said.get(kind, f"'{key}': {detail['msg']}, not '{found}'.")


def _near(loc: tuple[str | int, ...], model: type[BaseModel]) -> str:
    keys = [field.alias or name for name, field in model.model_fields.items()]
    return did_you_mean(str(loc[-1]), keys) if len(loc) == 1 else ""


def _prefixed(path: Path, message: str) -> str:
    return f"{'.'.join(map(str, path))}: {message}" if path else message


def _example(model: type[BaseModel], key: str) -> str:
    for name, field in model.model_fields.items():
        if key in (name, field.alias) and field.examples:
            return str(field.examples[0])
    return "…"
