"""What an agent gives a tool, checked against the tool's schema; errors say what to give instead.

Agents write a year as a text, a number with a point, and null for what they leave out: each is
taken for what it plainly means.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from comity.errors import ParameterError
from comity.hints import did_you_mean, suggestions
from comity.mcp.schemas import Schema


def checked(tool: str, schema: Schema, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """The arguments as the schema has them, with its defaults; without those left out.

    Args:
        tool: the tool's name, for the errors.
        schema: of an object whose properties are texts, whole numbers, or lists of texts.
        given: what the agent gives.

    Raises:
        ParameterError: where an argument is unknown, missing, or of another type.
    """
    properties: Mapping[str, Schema] = schema["properties"]
    said = {name: value for name, value in (given or {}).items() if value not in (None, "")}
    for name in said:
        if name not in properties:
            raise _unknown(tool, name, list(properties))
    missing = [name for name in schema.get("required", ()) if name not in said]
    if missing:
        raise _missing(tool, missing, schema)
    defaults = {name: p["default"] for name, p in properties.items() if "default" in p}
    found = {name: _value(name, properties[name], value) for name, value in said.items()}
    return defaults | found


def _value(name: str, schema: Schema, value: Any) -> Any:
    if "anyOf" in schema:
        one = schema["anyOf"][0]
        return [_value(name, one, v) for v in (value if isinstance(value, list) else [value])]
    if schema["type"] == "integer":
        return _within(name, schema, _whole(name, schema, value))
    return _chosen(name, schema, _written(name, value))


def _whole(name: str, schema: Schema, value: Any) -> int:
    is_number = isinstance(value, int | float | str) and not isinstance(value, bool)
    try:
        number = float(value) if is_number else None
    except ValueError:
        number = None
    if number is None or not number.is_integer():
        example = schema.get("examples", [schema.get("default", 1)])[0]
        hint = f"as in {json.dumps({name: example})}"
        raise ParameterError(f"{_short(value)} is no whole number", where=name, hint=hint)
    return int(number)


def _within(name: str, schema: Schema, number: int) -> int:
    least, most = schema.get("minimum", number), schema.get("maximum", number)
    if least <= number <= most:
        return number
    bound = f"at least {least}" if number < least else f"at most {most}"
    raise ParameterError(f"{number} is out of range", where=name, hint=f"it must be {bound}")


def _written(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ParameterError(f"{_short(value)} is no text", where=name, hint="give a text")


def _chosen(name: str, schema: Schema, value: str) -> str:
    allowed = schema.get("enum", [value])
    if value in allowed:
        return value
    hint = did_you_mean(suggestions(value, allowed)) or f"one of {', '.join(allowed)}"
    raise ParameterError(f"{value!r} is none of those that can be chosen", where=name, hint=hint)


def _unknown(tool: str, name: str, known: list[str]) -> ParameterError:
    hints = [did_you_mean(suggestions(name, known)), f"it takes: {', '.join(known)}"]
    return ParameterError(f"{tool} takes no {name!r}", hint=" ".join(h for h in hints if h))


def _missing(tool: str, missing: list[str], schema: Schema) -> ParameterError:
    properties = schema["properties"]
    example = {name: properties[name].get("examples", ["…"])[0] for name in schema["required"]}
    names = " and ".join(repr(name) for name in missing)
    return ParameterError(
        f"{tool} needs {names}", hint=f"as in {json.dumps(example, ensure_ascii=False)}"
    )


def _short(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
