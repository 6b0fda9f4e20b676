"""Resources: the articles of a build, the ontology, and the stored queries as examples."""

from __future__ import annotations

from mcp import types

from comity import resources
from comity.mcp.articles import URI as ARTICLES
from comity.queries import find, stored_queries

ONTOLOGY = "comity://ontology"
QUERIES = "comity://queries/"
"""What the address of a stored query as a resource begins with; its name follows."""

PAGE = 100
"""How many resources are listed at once."""


def fixed() -> list[types.Resource]:
    """The resources that every build has."""
    ontology = types.Resource(
        uri=ONTOLOGY,
        name="ontology",
        title="The ontology",
        description="Every class and property of the graph, with its definition.",
        mime_type="text/turtle",
    )
    return [ontology, *map(_query, (q.name for q in stored_queries()))]


def templates() -> list[types.ResourceTemplate]:
    """How the addresses of resources are made."""
    return [
        types.ResourceTemplate(
            uri_template=f"{ARTICLES}{{id}}",
            name="article",
            title="An article: its text and its passages",
            mime_type="text/plain",
        ),
        types.ResourceTemplate(
            uri_template=f"{QUERIES}{{+name}}",
            name="query",
            title="A stored query in SPARQL",
            mime_type="application/sparql-query",
        ),
    ]


def article(key: str, title: str) -> types.Resource:
    """An article, as it is listed."""
    return types.Resource(uri=f"{ARTICLES}{key}", name=key, title=title, mime_type="text/plain")


def read(uri: str) -> tuple[str, str, str] | None:
    """Address, media type and text of a resource that every build has; None of another.

    Raises:
        QueryError: where there is no such stored query.
    """
    if uri == ONTOLOGY:
        text = (resources.ontology() / "comity.ttl").read_text("utf-8")
        return uri, "text/turtle", text
    if uri.startswith(QUERIES):
        return uri, "application/sparql-query", find(uri.removeprefix(QUERIES)).text
    return None


def _query(name: str) -> types.Resource:
    query = find(name)
    return types.Resource(
        uri=f"{QUERIES}{name}",
        name=name,
        title=query.summary,
        mime_type="application/sparql-query",
    )
