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
    *parents, last = detail["loc"] or ("it",)
    key = ".".join(str(step) for step in (*parents, last))
    match detail["type"]:
        case "missing":
            return f"'{key}' is missing. Add `{last}: {_example(model, str(last))}`."
        case "extra_forbidden":
            near = did_you_mean(str(last), _keys(model)) if not parents else ""
            return f"unknown key '{key}'.{near or ' Remove it.'}"
        case "value_error":
            return f"'{key}': {detail['ctx']['error']}"
        case "string_type" if detail["input"] is None:
            return f"'{key}' is empty. Write `{last}: {_example(model, str(last))}`."
        case "string_too_short":
            return f"'{key}' is empty. Write `{last}: {_example(model, str(last))}`."
        case "model_type" | "dict_type":
            return f"'{key}' must hold `key: value` lines, not '{detail['input']}'."
        case "tuple_type":
            return f"'{key}' must be a list, not '{detail['input']}'. Write [\"…\", \"…\"]."
        case _:
            return f"'{key}': {detail['msg']}, not '{detail['input']}'."


def _prefixed(path: Path, message: str) -> str:
    return f"{'.'.join(map(str, path))}: {message}" if path else message


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _example(model: type[BaseModel], key: str) -> str:
    for name, field in model.model_fields.items():
        if key in (name, field.alias) and field.examples:
            return str(field.examples[0])
    return "…"
