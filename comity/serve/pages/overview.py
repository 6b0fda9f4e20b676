"""What a build holds, in numbers, and questions that it can answer: for the page to ask on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode

from comity import lookups
from comity.queries import find
from comity.serve.pages.asking import count, select
from comity.serve.snapshot import Opened

_COUNTED = {
    "article": "{ ?x a comity:Article }",
    "outlet": "{ SELECT DISTINCT ?x { ?a a comity:Article ; comity:outlet ?x } }",
    "passage": "{ SELECT DISTINCT ?x { ?c comity:passage ?x } }",
    "claim or quotation": "{ ?x comity:passage ?p }",
    "fact": "{ SELECT DISTINCT ?x { ?x comity:fusedBy ?rule } }",
    "conflict": "{ ?x a comity:Conflict }",
}
"""What is counted, and the patterns of it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question that the build can answer: how it is put, and what asks it."""

    words: str
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Front:
    """What the page to ask on shows: numbers by what they count, and questions."""

    counts: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]


@lru_cache(maxsize=1)
def front(opened: Opened) -> Front:
    """What a build holds; it never changes, so it is looked up once."""
    counts = (
        (what, count(opened, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"))
        for what, pattern in _COUNTED.items()
    )
    return Front(tuple(counts), tuple(examples(opened)))


def examples(opened: Opened) -> Iterator[Example]:
    """Questions that the build can answer."""
    for offered in _offered():
        for row in select(opened, offered["find"]):
            yield _example(opened, offered, row)


def _example(opened: Opened, offered: dict[str, str], row: lookups.Solution) -> Example:
    query = find(offered["query"])
    names = [p.name for p in query.parameters if p.name in row]
    things = [term for name in names for term in [row[name]] if isinstance(term, NamedNode)]
    labels = lookups.labels(opened.target.store, things)
    words = {name: labels.get(row[name], row[name].value) for name in names}
    settings = ((name, _written(opened, row[name])) for name in names)
    return Example(offered["ask"].format(**words), (("query", query.name), *settings))


def _written(opened: Opened, term: NamedNode | Literal) -> str:
    key = opened.target.terms.key(term) if isinstance(term, NamedNode) else None
    return key or term.value


@cache
def _offered() -> list[dict[str, Any]]:
    text = resources.files(__package__).joinpath("examples.yaml").read_text("utf-8")
    offered: list[dict[str, Any]] = yaml.safe_load(text)
    return offered
