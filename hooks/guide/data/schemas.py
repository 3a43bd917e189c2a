"""Writes the JSON Schemas that editors check and complete the data files by.

`python -m guide.data.schemas` makes docs/data/*.schema.json again from the models, in JSON Schema
2020-12. They hold what can be said of one entry; whether an id exists, an address is public or
two entries contradict each other is for the build.
"""

from __future__ import annotations

import json
import sys
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..core.places import PROJECT
from .measures import Measure
from .models import Contact, Deadline, LetterField, News, Source, Term
from .registry import CONTACTS, DEADLINES, FIELDS, GLOSSARY, MEASURES, NEWS, SOURCES

_ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
# What each data file maps its ids to. `kind` tells one form of deadline from the other.
_FILES: dict[str, tuple[TypeAdapter[Any], str]] = {
    DEADLINES: (
        TypeAdapter(dict[str, Deadline]),
        "Every date and period of the guide, by an id that is the same in all languages.",
    ),
    SOURCES: (
        TypeAdapter(dict[str, Source]),
        "Every address that the guide cites, by the id that pages cite it with.",
    ),
    CONTACTS: (
        TypeAdapter(dict[str, Contact]),
        "Whom readers may call or write to, by the id of {phone:…}, {hours:…} and {address:…}.",
    ),
    GLOSSARY: (
        TypeAdapter(dict[str, Term]),
        "The words that the guide explains, by an id that is the same in all languages.",
    ),
    NEWS: (
        TypeAdapter(dict[str, News]),
        "What changed in the procedure and in the guide, by an id that never changes.",
    ),
    FIELDS: (
        TypeAdapter(dict[str, LetterField]),
        "The blanks of the letters, by the id of {field:…}.",
    ),
    MEASURES: (
        TypeAdapter(dict[str, Measure]),
        "What `make bench` measured, by benchmark; nobody writes it by hand.",
    ),
}


def schema_path(data: str) -> str:
    """Where the schema of the data file `data` stands; both are paths from the project's folder."""
    return PurePosixPath(data).with_suffix(".schema.json").as_posix()


def schemas() -> dict[str, str]:
    """The text of each schema by its path from the project's folder; the same at every call."""
    return {
        schema_path(data): json.dumps(_schema(*described), ensure_ascii=False, indent=2) + "\n"
        for data, described in _FILES.items()
    }


class _ForEditors(GenerateJsonSchema):
    """What a writer types: a key that is left out, never `null`, and no title but its name."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def _schema(mapping: TypeAdapter[Any], description: str) -> dict[str, Any]:
    generated = mapping.json_schema(schema_generator=_ForEditors)
    return {
        "$schema": _ForEditors.schema_dialect,
        "description": description,
        "propertyNames": {"pattern": _ID_PATTERN},
        **_without_examples(generated),
    }


def _without_examples(schema: Any) -> Any:
    """`schema` without the examples: they are YAML, for the build's messages to quote."""
    if isinstance(schema, list):
        return [_without_examples(item) for item in schema]
    if isinstance(schema, dict):
        return {key: _without_examples(item) for key, item in schema.items() if key != "examples"}
    return schema


def main() -> None:
    """Writes every schema to its place and names it."""
    for path, text in schemas().items():
        (PROJECT / path).write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{path}: made\n")


if __name__ == "__main__":
    main()
