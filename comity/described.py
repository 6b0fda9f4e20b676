"""What triples say of each subject, to be looked up along paths of properties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox

from comity.terms import PREFIXES, TYPE, term

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Described:
    """Triples by subject and property.

    Args:
        triples: of one graph, or of several that are to be read as one.
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._values: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._classes: dict[Node, list[Node]] = defaultdict(list)
        for subject, predicate, value in triples:
            self._values[subject][predicate.value].append(value)
            if predicate == TYPE:
                self._classes[value].append(subject)

    def __contains__(self, node: object) -> bool:
        return node in self._values

    def subjects(self) -> list[Node]:
        """Everything described, by its name."""
        return sorted(self._values, key=str)

    def of(self, *classes: str) -> list[Node]:
        """The things of some of comity's classes, as they are typed, each once, by name."""
        found = {node for local in classes for node in self._classes.get(term(local), ())}
        return sorted(found, key=str)

    def classes(self, node: Node) -> list[str]:
        """The last parts of a thing's classes."""
        found = self._values[node].get(TYPE.value, ()) if node in self._values else ()
        return sorted(text_of(value).rpartition("#")[2] for value in found)

    def properties(self, node: Node) -> Iterator[tuple[str, list[Node]]]:
        """Each property of a thing, with its values."""
        yield from sorted(self._values[node].items()) if node in self._values else ()

    def values(self, node: Node, path: str) -> list[Node]:
        """The values at the end of a path, sorted.

        Args:
            node: where it begins.
            path: properties with `/` between; one without a prefix is comity's.
        """
        here = {node}
        for step in _steps(path):
            there = (self._values[n].get(step, ()) for n in here if n in self._values)
            here = {value for values in there for value in values}
        return sorted(here, key=str)

    def one(self, node: Node, path: str) -> str:
        """The text of the value at the end of a path, of several the first; "" where none is."""
        return next(map(text_of, self.values(node, path)), "")


def text_of(node: Node) -> str:
    """A literal's words, an IRI, the name of a blank node."""
    return str(getattr(node, "value", node))


def tail_of(node: Node) -> str:
    """The last part of a concept's or a class's IRI."""
    return re.split(r"[/#]", text_of(node))[-1]


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(_property(step) for step in path.split("/"))


def _property(step: str) -> str:
    prefix, colon, local = step.rpartition(":")
    return PREFIXES[prefix if colon else "comity"] + local
