"""Which stored queries the API offers, and what it calls them."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from comity.errors import QueryError
from comity.queries import find, stored_queries
from comity.serve.refusals import RequestError
from comity.storedquery import StoredQuery

ENGINE = "lookup/"
"""The topic of what the engine asks for itself; nobody else needs it."""


@lru_cache(maxsize=1)
def offered() -> tuple[StoredQuery, ...]:
    """The stored queries, by name."""
    return tuple(query for query in stored_queries() if not query.name.startswith(ENGINE))


@lru_cache(maxsize=1)
def edition() -> str:
    """A hash of what the queries ask: with other queries, a build has other answers."""
    texts = "\0".join(query.text for query in offered())
    return hashlib.sha256(texts.encode()).hexdigest()


def named(name: str) -> StoredQuery:
    """The stored query of this whole name.

    Raises:
        RequestError: 404 where none has it, with those that may be meant.
    """
    for query in offered():
        if query.name == name:
            return query
    raise RequestError(f"there is no stored query {name!r}", status=404, hint=_hint(name))


def meant(name: str) -> StoredQuery:
    """The stored query of this name, or of which this is the last part, where no other has it.

    Raises:
        RequestError: 404 where it is none, or several.
    """
    try:
        return named(find(name).name)
    except QueryError as error:
        what = f"there is nothing at /api/{name}"
        raise RequestError(what, status=404, hint=error.hint) from error


def _hint(name: str) -> str:
    """What may be meant by a name that none has; its last part may be one's."""
    for wanted in (name, name.rpartition("/")[2]):
        try:
            found = find(wanted).name
        except QueryError as error:
            hint = error.hint
        else:
            return "" if found.startswith(ENGINE) else f"did you mean /api/{found}?"
    return hint
