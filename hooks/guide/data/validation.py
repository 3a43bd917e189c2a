"""Turns pydantic's findings into lines that tell a writer what to type instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..core.problems import Problem, did_you_mean, shown
from ..text.yamlfile import Path, YamlText

M = TypeVar("M", bound=BaseModel)

# What to write where pydantic's own words are not a writer's.
_WANTED = {
    "model_type": "Write `key: value` lines.",
    "dict_type": 'Write `language: text`, for instance {{en: "…"}}.',
    "tuple_type": 'Write a list, ["…", "…"].',
    "string_type": "Write one text.",
    "string_too_long": "Keep to {max_length}.",
    "literal_error": "Write {expected}.",
    "bool_type": "Write true or false.",
    "bool_parsing": "Write true or false.",
    "float_type": "Write a number.",
    "float_parsing": "Write a number.",
    "finite_number": "Write a number.",
    "int_type": "Write a whole number.",
    "int_parsing": "Write a whole number.",
    "int_from_float": "Write a whole number.",
    "greater_than": "Write a number above {gt:g}.",
    "greater_than_equal": "Write a number from {ge:g} on.",
    "less_than_equal": "Write a number up to {le:g}.",
}
_EMPTY = ("string_too_short", "string_pattern_mismatch", "too_short")


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
    loc, found = detail["loc"], detail["input"]
    owner = _owner(loc, model)
    named = [str(step) for step in loc if step != "[key]"]  # as pydantic calls a key that is wrong
    key = f"'{'.'.join(named)}'" if loc else "it"
    wanted = _WANTED.get(detail["type"], "").format(**detail.get("ctx", {}))
    said = {
        "missing": f"{key} is missing. Add {_example(owner, loc)}.",
        "empty": f"{key} is empty. Write {_example(owner, loc)}.",
        "extra_forbidden": f"unknown key {key}.{_near(owner, loc)}",
        "value_error": f"{key}: {detail.get('ctx', {}).get('error')}",
        "string_too_long": f"{key} has {len(str(found))} characters. {wanted}",
    }
    default = wanted or f"{detail['msg']}."
    return said.get(_kind(detail), f"{key} must not be {shown(found)}. {default}")


def _kind(detail: ErrorDetails) -> str:
    return "empty" if detail["input"] is None or detail["type"] in _EMPTY else detail["type"]


def _owner(loc: Path, model: type[BaseModel]) -> type[BaseModel]:
    """The model that declares the last key of `loc`."""
    for step in loc[:-1]:
        field = _fields(model).get(str(step))
        inner = (field.annotation, *get_args(field.annotation)) if field else ()
        models = (kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel))
        model = next(models, model)
    return model


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _near(model: type[BaseModel], loc: Path) -> str:
    key = str(loc[-1]) if loc else ""
    advice = getattr(model, "refused", {}).get(key)
    if advice:
        return f" {advice}"
    return did_you_mean(key, _fields(model)) or " Remove it."


def _example(model: type[BaseModel], loc: Path) -> str:
    """The key and a value of the right form, or what stands for any keys."""
    if not loc:
        return "its `key: value` lines"
    field = _fields(model).get(str(loc[-1]))
    value = field.examples[0] if field and field.examples else '"…"'
    return f"`{value}`" if isinstance(loc[-1], int) else f"`{loc[-1]}: {value}`"


def _prefixed(path: Path, message: str) -> str:
    return f"{'.'.join(map(str, path))}: {message}" if path else message
