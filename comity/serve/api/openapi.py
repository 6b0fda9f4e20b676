"""`/api/openapi.json`: OpenAPI 3.1, made of the heads of the stored queries."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import Response

from comity.search import KINDS
from comity.serve.api.answering import json_bytes
from comity.serve.api.offered import edition, named, offered
from comity.serve.api.parameters import FORMATS, MOST
from comity.serve.api.schemas import row_schema, schema_of, takes
from comity.serve.caching import FRESH, is_known, tag, unchanged
from comity.serve.given import FURTHEST, single
from comity.storedquery import Parameter, ParameterType, StoredQuery

_PARTS = Path(__file__).with_name("openapi.yaml")
_PROBLEMS = {
    "303": "Page",
    "304": "Unchanged",
    "400": "Problem",
    "404": "Problem",
    "406": "Problem",
    "409": "OtherBuild",
    "default": "Trouble",
}
"""What an answer may be instead of one, by status."""


async def openapi(request: Request) -> Response:
    """The document."""
    single(request.query_params, ())
    etag = tag(edition())
    headers = {"ETag": etag, "Cache-Control": FRESH}
    if is_known(request, etag):
        return unchanged(headers)
    return Response(_bytes(), 200, headers, media_type="application/json")


@lru_cache(maxsize=1)
def _bytes() -> bytes:
    return json_bytes(document())


def document() -> dict[str, Any]:
    """The OpenAPI document, as plain data."""
    # A copy of what YAML has once, and names in several places.
    told: dict[str, Any] = deepcopy(yaml.safe_load(_PARTS.read_text("utf-8")))
    told["info"]["version"] = version("comity")
    _fill_in(told["components"]["parameters"])
    paths = told["paths"]
    paths["/api/search"]["get"]["parameters"][1]["schema"]["items"]["enum"] = list(KINDS)
    paths["/api/ask"]["get"]["parameters"] += _common()
    paths["/api/evidence"] = {"get": _operation(named("evidence/for-fact"), "evidence")}
    for query in offered():
        paths[f"/api/{query.name}"] = {"get": _operation(query, _id(query))}
        told["components"]["schemas"][_row(query)] = row_schema(query)
    topics = dict.fromkeys(query.name.partition("/")[0] for query in offered())
    told["tags"] = [{"name": topic} for topic in ("about", *topics)]
    return told


def _fill_in(parameters: dict[str, Any]) -> None:
    """What is a constant of the program, and not of the document."""
    parameters["limit"]["schema"] |= {"maximum": MOST, "default": MOST}
    parameters["offset"]["schema"]["maximum"] = FURTHEST
    parameters["format"]["schema"]["enum"] = list(FORMATS)


def _common() -> list[dict[str, str]]:
    names = ("limit", "offset", "format", "build")
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _operation(query: StoredQuery, name: str) -> dict[str, Any]:
    wordings = "".join(f"\n- {example}" for example in query.examples)
    return {
        "operationId": name,
        "tags": [query.name.partition("/")[0]],
        "summary": query.summary,
        "description": f"{query.description}\n\nFor example:\n{wordings}",
        "parameters": [*map(_parameter, query.parameters), *_common()],
        "responses": {
            "200": _answer(query),
            **{k: {"$ref": f"#/components/responses/{v}"} for k, v in _PROBLEMS.items()},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: Mapping[str, Any] = schema_of(parameter)
    told: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.description} {takes(parameter)}",
        "schema": {"type": "array", "items": schema, "minItems": 1} if parameter.many else schema,
    }
    if parameter.default is not None:
        told["example"] = _example(parameter)
    return told


def _example(parameter: Parameter) -> Any:
    numbers = (ParameterType.YEAR, ParameterType.INTEGER)
    one = int(str(parameter.default)) if parameter.type in numbers else parameter.default
    return [one] if parameter.many else one


def _answer(query: StoredQuery) -> dict[str, Any]:
    headers = ("ETag", "Cache-Control", "Link", "X-Total-Count")
    texts = [media for media in FORMATS.values() if media.startswith("text/")]
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{_row(query)}"}}
    schema = {
        "allOf": [
            {"$ref": "#/components/schemas/Answer"},
            {"type": "object", "properties": {"rows": rows}},
        ]
    }
    return {
        "description": "The answer; CSV and TSV have a line for each passage of each row.",
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {
            "application/json": {"schema": schema},
            **{m: {"schema": {"type": "string"}} for m in texts if m != FORMATS["html"]},
        },
    }


def _id(query: StoredQuery) -> str:
    return query.name.replace("/", "_").replace("-", "_")


def _row(query: StoredQuery) -> str:
    """The name of the schema of a query's rows."""
    return "".join(part.capitalize() for part in _id(query).split("_")) + "Row"
