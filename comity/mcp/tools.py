"""The tools: one for each stored query, and those that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from mcp import types

from comity.answers import Page
from comity.mcp import jobs, schemas
from comity.mcp.caps import Caps
from comity.mcp.replies import Reply
from comity.mcp.schemas import Schema
from comity.queries import find, stored_queries
from comity.search import KINDS
from comity.storedquery import StoredQuery

EVIDENCE = "evidence/for-fact"
"""The stored query that the tool `evidence` asks."""

_TEXT: Schema = {"type": "string", "minLength": 1}

Job = Callable[..., Reply]
"""A function of `jobs`; a source comes before the arguments."""

_WORDINGS = 3
"""How many wordings of its question a tool shows; a stored query may have dozens."""

_READS = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@dataclass(frozen=True, slots=True)
class Call:
    """A tool, and how its call becomes a job.

    Args:
        tool: as agents see it.
        job: what is done.
        arguments: what the job takes, of the checked arguments.
    """

    tool: types.Tool
    job: Job
    arguments: Callable[[Mapping[str, Any]], tuple[Any, ...]]


def calls(caps: Caps) -> dict[str, Call]:
    """The tools by their names."""
    known = [query for query in stored_queries() if not query.name.startswith("lookup/")]
    asking = [_stored(query, caps) for query in known if query.name != EVIDENCE]
    others = (_question(caps), _entities(caps), _evidence(caps), _article(caps), _sparql(caps))
    return {call.tool.name: call for call in (*others, *asking)}


def _stored(query: StoredQuery, caps: Caps) -> Call:
    examples = " ".join(query.examples[:_WORDINGS])
    tool = types.Tool(
        name=schemas.name_of(query.name),
        title=query.summary,
        description=f"{query.summary} {query.description}\n\nFor example: {examples}",
        input_schema=schemas.taken_by(query, caps),
        output_schema=schemas.given_by(query),
        annotations=_READS,
    )
    return Call(tool, jobs.stored, partial(_asked, query.name))


def _asked(query: str, given: Mapping[str, Any]) -> tuple[str, dict[str, str], Page]:
    """The values of a stored query as people write them, and the page."""
    own = {name: value for name, value in given.items() if name not in schemas.PAGE}
    values = {n: " ".join(v) if isinstance(v, list) else str(v) for n, v in own.items()}
    return query, values, Page(given["limit"], given["offset"])


def _question(caps: Caps) -> Call:
    example = "Which states joined ASEAN in 1995?"
    takes = {"question": schemas.argument("question", **_TEXT, examples=[example])}
    understood: Schema = {
        "type": "object",
        "description": "The stored query that was asked, its settings, and the question restated.",
    }
    tool = _tool(
        "ask_question",
        schemas.taking(takes | schemas.page(caps), ["question"]),
        schemas.given_by_any(understood=understood),
    )
    return Call(tool, jobs.question, lambda g: (g["question"], Page(g["limit"], g["offset"])))


def _entities(caps: Caps) -> Call:
    takes = {
        "name": schemas.argument("name", **_TEXT, examples=["Natoo"]),
        "kinds": schemas.a_kind(),
        "limit": schemas.limit(caps) | {"default": 10},
    }
    gives: dict[str, Schema] = {
        "entities": {"type": "array", "items": _match()},
        "build": {"type": "string"},
        "note": {"type": "string"},
    }
    tool = _tool("search_entities", schemas.taking(takes, ["name"]), schemas.giving(gives))
    return Call(tool, jobs.entities, lambda g: (g["name"], g.get("kinds", []), g["limit"]))


def _match() -> Schema:
    texts = {name: {"type": "string"} for name in ("id", "iri", "name", "matched")}
    kind, score = {"enum": list(KINDS)}, {"type": "integer", "minimum": 0, "maximum": 100}
    return {"type": "object", "properties": texts | {"kind": kind, "score": score}}


def _evidence(caps: Caps) -> Call:
    query = find(EVIDENCE)
    takes = schemas.taken_by(query, caps)
    example = query.parameter("fact").default
    takes["properties"]["fact"] = schemas.argument("fact", examples=[example]) | schemas.several(
        **_TEXT
    )
    tool = _tool("evidence", takes, schemas.given_by(query, is_told=True))
    return Call(tool, jobs.evidence, partial(_asked, query.name))


def _article(caps: Caps) -> Call:
    takes = {
        "article": schemas.argument("article", **_TEXT, examples=["nato-sweden"]),
        "start": schemas.argument("start", type="integer", minimum=0, default=0),
        "length": schemas.argument(
            "length", type="integer", minimum=1, maximum=caps.size, default=caps.text
        ),
    }
    maybe: Schema = {"type": ["string", "null"]}
    place: Schema = {"type": "object", "required": ["start", "end", "quote", "claims"]}
    gives: dict[str, Schema] = {
        **{name: {"type": "string"} for name in ("id", "article", "build", "left_out")},
        **dict.fromkeys(("title", "outlet", "published", "url", "text"), maybe),
        "start": {"type": "integer"},
        "length": {"type": ["integer", "null"]},
        "passages": {"type": "array", "items": place},
    }
    tool = _tool("read_article", schemas.taking(takes, ["article"]), schemas.giving(gives))
    return Call(tool, jobs.article, lambda g: (g["article"], g["start"], g["length"]))


def _sparql(caps: Caps) -> Call:
    example = "SELECT ?s { ?s a <https://w3id.org/comity/ns#Roster> } LIMIT 5"
    takes = {
        "query": schemas.argument("query", **_TEXT, examples=[example]),
        "limit": schemas.limit(caps),
    }
    row: Schema = {
        "type": "object",
        "properties": {"values": {"type": "object"}, "evidence": schemas.passages()},
        "required": ["values"],
    }
    gives: dict[str, Schema] = {
        "build": {"type": "string"},
        "boolean": {"type": "boolean", "description": "The answer of an ASK."},
        "variables": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": row},
        "left_out": {"type": "string"},
    }
    optional = ("boolean", "variables", "rows", "left_out")
    tool = _tool("sparql", schemas.taking(takes, ["query"]), schemas.giving(gives, optional))
    return Call(tool, jobs.sparql, lambda g: (g["query"], g["limit"]))


def _tool(name: str, takes: Schema, gives: Schema) -> types.Tool:
    told = schemas.words()["tools"][name]
    return types.Tool(
        name=name,
        title=told["title"],
        description=told["description"].strip(),
        input_schema=takes,
        output_schema=gives,
        annotations=_READS,
    )
