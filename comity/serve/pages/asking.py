"""How pages ask a store for what they show, in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from string import Template

from comity import lookups
from comity.answers import reader_of
from comity.serve.snapshot import Opened
from comity.storedquery import Term, serialised
from comity.terms import PREFIXES
from comity.values import Reader


def select(
    opened: Opened, sparql: str, **values: Sequence[Term] | int
) -> tuple[lookups.Solution, ...]:
    """The solutions of a query of a page.

    Args:
        opened: what is asked.
        sparql: the query, without prefixes; `$name` stands for the terms or the number given so.
        values: terms, which are written as the RDF library writes them, and numbers.
    """
    written = {name: _written(value) for name, value in values.items()}
    query = Template(_prefixes() + sparql).substitute(written)
    return lookups.solutions(opened.target.store, query)


def count(opened: Opened, sparql: str, **values: Sequence[Term] | int) -> int:
    """How many, by a query whose one solution has `?n`."""
    return int(select(opened, sparql, **values)[0]["n"].value)


def reader(opened: Opened) -> Reader:
    """Reads what users write for parameters; of a published build it keeps the names."""
    target = opened.target
    return target.reader or reader_of(target.store, target.terms)


def _written(value: Sequence[Term] | int) -> str:
    return str(value) if isinstance(value, int) else " ".join(map(serialised, value))


@cache
def _prefixes() -> str:
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
