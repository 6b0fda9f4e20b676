"""What the values of a stored query's parameters look like, as JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comity.serve.given import SOME
from comity.storedquery import Column, Parameter, ParameterType, StoredQuery

Schema = Mapping[str, Any]

_YEAR = "(?!0000)[0-9]{4}"
_MONTH = "(0[1-9]|1[0-2])"
_MONTHS = "(January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY: Schema = {"type": "string", "format": "date"}
_SPAN: Schema = {
    "type": "string",
    "anyOf": [
        {"format": "date"},
        {"pattern": f"^{_YEAR}(-{_MONTH})?$"},
        {"pattern": "^[0-9]{3}X$|^[0-9]{2}XX$"},
        {"pattern": f"^{_MONTHS} {_YEAR}$"},
    ],
}
_WORDS: Schema = {"type": "string", "pattern": SOME}
"""Names, ids, IRIs and words: anything but nothing."""

_YEARS: Schema = {"type": "integer", "minimum": 1000, "maximum": 9999}

_TAKES: Mapping[ParameterType, str] = {
    ParameterType.DATE: "A day: `2024-03-07`, or in words `7 March 2024`.",
    ParameterType.YEAR: "A year in four digits.",
    ParameterType.INTEGER: "A whole number.",
    ParameterType.TEXT: "Words.",
    ParameterType.TOPIC: "Words to look for.",
    ParameterType.FACT: "The id or the IRI of a fact, a claim or a quotation.",
}
_TAKES_SPAN = (
    "A day, month, year, decade or century, of which the {bound} day is meant: `2024-03-07`, "
    "`2024-03`, `March 2024`, `2024`, `199X`, `19XX`."
)
_CELL = ["string", "integer", "number", "boolean", "null"]


def schema_of(parameter: Parameter) -> Schema:
    """One value of a parameter."""
    if parameter.type is ParameterType.DATE:
        return _SPAN if parameter.bound else _DAY
    if parameter.type is ParameterType.YEAR:
        return _YEARS
    return {"type": "integer"} if parameter.type is ParameterType.INTEGER else _WORDS


def takes(parameter: Parameter) -> str:
    """What can be written for a parameter, in a sentence."""
    if parameter.type is ParameterType.DATE and parameter.bound:
        return _TAKES_SPAN.format(bound=parameter.bound)
    return _TAKES.get(parameter.type, "A name, an id such as `org/nato`, or an IRI.")


def row_schema(query: StoredQuery) -> Schema:
    """A row of an answer."""
    cells = {name: schema for column in query.columns for name, schema in _cells(column).items()}
    return {
        "type": "object",
        "required": [*(column.name for column in query.columns), "facts", "evidence"],
        "properties": {
            **cells,
            "facts": {"$ref": "#/components/schemas/Facts"},
            "evidence": {
                "type": "array",
                "description": "The passages that it rests on, by article and place.",
                "items": {"$ref": "#/components/schemas/Evidence"},
            },
        },
        "additionalProperties": False,
    }


def _cells(column: Column) -> Schema:
    return {
        column.name: {"type": _CELL, "description": column.meaning},
        f"{column.name}_label": {
            "type": "string",
            "description": f"What `{column.name}` is called, where it is a thing with an IRI.",
        },
    }
