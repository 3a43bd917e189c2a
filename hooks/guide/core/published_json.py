"""The JSON that the site publishes for programs, and its schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode


def json_text(value: Mapping[str, Any]) -> str:
    """`value` as the text of a JSON file that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def json_schema(model: type[BaseModel], mode: JsonSchemaMode = "serialization") -> dict[str, Any]:
    """The JSON Schema of what `model` publishes, in draft 2020-12.

    `mode` is pydantic's: whether what has a default is always there, or may be left out.
    """
    schema = model.model_json_schema(mode=mode)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}
