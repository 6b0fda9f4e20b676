"""JSON Schemas (2020-12): what a tool takes, from the types of parameters, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from comity.mcp.caps import Caps
from comity.search import KINDS
from comity.storedquery import Parameter, ParameterType, StoredQuery

Schema = dict[str, Any]

PAGE = ("limit", "offset")
"""The arguments of every stored query, beside its own."""

_NUMBERS: Mapping[ParameterType, Schema] = {
    ParameterType.YEAR: {"type": "integer", "minimum": 1, "maximum": 9999},
    ParameterType.INTEGER: {"type": "integer"},
}


@cache
def words() -> Mapping[str, Any]:
    """What agents are told."""
    text = resources.files("comity.mcp").joinpath("words.yaml").read_text("utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


def name_of(query: str) -> str:
    """What the tool of a stored query is called: `membership_joined_in`."""
    return query.replace("/", "_").replace("-", "_")


def taken_by(query: StoredQuery, caps: Caps) -> Schema:
    """What a stored query takes."""
    own = {parameter.name: _parameter(parameter) for parameter in query.parameters}
    required = [parameter.name for parameter in query.parameters if parameter.required]
    return taking(own | page(caps), required)


def taking(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    """An object of these properties and no others."""
    needed = {"required": required} if required else {}
    return {
        "type": "object",
        "properties": dict(properties),
        **needed,
        "additionalProperties": False,
    }


def argument(name: str, **schema: object) -> Schema:
    """An argument of a tool that is no stored query."""
    return {"description": words()["arguments"][name], **schema}


def several(**schema: object) -> Schema:
    """One or more: an agent may give one without a list."""
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1}]}


def limit(caps: Caps) -> Schema:
    """How many rows a call may ask for."""
    return argument("limit", type="integer", minimum=1, maximum=caps.most, default=caps.rows)


def a_kind() -> Schema:
    """One or more kinds of things."""
    return {"description": words()["arguments"]["kinds"]} | several(type="string", enum=list(KINDS))


def given_by(query: StoredQuery, *, is_told: bool = False) -> Schema:
    """What a stored query gives.

    Args:
        query: the query.
        is_told: whether what all answers have in common is described too. One tool does: thirty
            times the same would fill an agent's window.
    """
    columns = {column.name: {"description": column.meaning} for column in query.columns}
    row = _object({**columns, **_typed("row", is_told)}, optional=("evidence_left_out",))
    return giving(_answer(row, is_told), is_told=is_told)


def given_by_any(**more: Schema) -> Schema:
    """What a tool gives that asks one stored query or another."""
    row = _object(_typed("row", False), optional=("evidence_left_out",))
    return giving({**_answer(row, False), **more})


def _answer(row: Schema, is_told: bool) -> dict[str, Schema]:
    """What an answer has: rows like this one, and, described once, what is known nearby."""
    answer = _typed("answer", is_told)
    answer["rows"]["items"] = row
    if is_told:
        answer["nearby"]["items"] = _object(_typed("nearby", True), optional=("evidence_left_out",))
    return answer


def giving(
    properties: Mapping[str, Schema], optional: tuple[str, ...] = (), *, is_told: bool = False
) -> Schema:
    """An object of these properties, and the definition of a passage."""
    passage = _object(_typed("passage", is_told))
    return {**_object(properties, optional), "$defs": {"passage": passage}}


def passages() -> Schema:
    """A list of passages."""
    return {"type": "array", "items": {"$ref": "#/$defs/passage"}}


def _object(properties: Mapping[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": needed}


def _typed(group: str, is_told: bool) -> dict[str, Schema]:
    """The schemas of a group of `words.yaml`, with what each means or without."""
    found: dict[str, Schema] = {}
    for name, said in words()["given"][group].items():
        schema = {key: value for key, value in said.items() if is_told or key != "description"}
        found[name] = passages() | schema if name == "evidence" else schema
    return found


def _parameter(parameter: Parameter) -> Schema:
    schema = {"description": _described(parameter)} | _NUMBERS.get(parameter.type, _text())
    example = parameter.default or words()["examples"].get(parameter.type)
    if example is None:
        return schema
    return schema | {"examples": [int(example) if schema["type"] == "integer" else example]}


def _described(parameter: Parameter) -> str:
    kind = "span" if parameter.bound else parameter.type
    return f"{parameter.description} {words()['kinds'][kind]}"


def _text() -> Schema:
    return {"type": "string", "minLength": 1}


def page(caps: Caps) -> dict[str, Schema]:
    """Which rows of an answer a call asks for."""
    offset = argument("offset", type="integer", minimum=0, default=0)
    return {"limit": limit(caps), "offset": offset}
