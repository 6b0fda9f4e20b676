"""What a request asks for: its parameters, checked by name and number before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from comity.answers import Page
from comity.errors import ParameterError
from comity.hints import did_you_mean, suggestions
from comity.serve.given import FURTHEST, number, several
from comity.serve.links import address
from comity.storedquery import StoredQuery

MOST = 10_000
"""How many rows a page can have, and has unless a request says less."""

FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "md": "text/markdown",
    "html": "text/html",
}
"""The media type of each format, the best first."""

COMMON = ("limit", "offset", "format", "build")
"""The parameters that every stored query takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a stored query.

    Args:
        query: its name.
        given: the values by parameter, as they are written, in the order of the query's head.
        limit: how many rows at most.
        offset: how many rows to leave out before them.
        build: the hash of the build that is to answer; empty where any will do.
        format: a key of `FORMATS`; empty where the Accept header is to tell.
    """

    query: str
    given: Mapping[str, tuple[str, ...]]
    limit: int
    offset: int
    build: str
    format: str

    @property
    def page(self) -> Page:
        """Which rows."""
        return Page(self.limit, self.offset)

    def settings(self) -> list[tuple[str, str]]:
        """The query's own parameters, a pair a value."""
        return [(name, value) for name, values in self.given.items() for value in values]


def asked(query: StoredQuery, params: QueryParams) -> Asked:
    """What a request asks of a stored query.

    Raises:
        ParameterError: where a parameter is unknown, is given twice, has no value or is missing.
    """
    own = [parameter.name for parameter in query.parameters]
    values = several(params, (*own, *COMMON), [p.name for p in query.parameters if p.many])
    missing = [p.name for p in query.parameters if p.required and p.name not in values]
    if missing:
        raise ParameterError(
            f"the query {query.name} needs a value for {' and '.join(map(repr, missing))}",
            hint="as in: " + address(f"/api/{query.name}", example(query)),
        )
    one = {name: found[0] for name, found in values.items()}
    return Asked(
        query=query.name,
        given={name: values[name] for name in own if name in values},
        limit=number(one, "limit", MOST, 1, MOST),
        offset=number(one, "offset", 0, 0, FURTHEST),
        build=one.get("build", ""),
        format=format_of(one.get("format", "")),
    )


def example(query: StoredQuery) -> list[tuple[str, str]]:
    """The parameters with which a query asks what its file asks as it stands."""
    wanted = [p for p in query.parameters if p.required or p.default is not None]
    return [(p.name, p.default or p.name.upper()) for p in wanted]


def format_of(given: str) -> str:
    """A format that there is; none where none is given.

    Raises:
        ParameterError: where it is none of `FORMATS`.
    """
    if given and given not in FORMATS:
        hint = did_you_mean(suggestions(given, list(FORMATS))) or f"one of {', '.join(FORMATS)}"
        raise ParameterError(f"there is no format {given!r}", where="parameter format", hint=hint)
    return given
