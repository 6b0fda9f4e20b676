"""Shapes as SPARQL queries that find every node which may break them.

A query may find too much, never too little: pySHACL reports on what it finds. A shape with a
constraint that is not understood here has no queries, and goes to pySHACL whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from rdflib import SH, URIRef
from rdflib.term import Node

from comity.check.conditions import Condition, Conditions, Unknown, conjunction, in_graph, pair
from comity.check.said import Said
from comity.check.targets import Sizes, Target, targets
from comity.shaclpaths import Path

_OF_PAIRS = {SH.lessThan: "<", SH.lessThanOrEquals: "<="}
_LOOK = 3
"""How many triples are gone through in the time that it takes to look up one."""


_START, _CHECK = "%START%", "%CHECK%"
"""Where a query says what it looks at: before everything else, or once something is suspected."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is wrong with a node, as a graph pattern that binds ?this.

    Args:
        text: the pattern, with `_START` and `_CHECK` in it.
        scanned: the property whose triples can be gone through instead of the targets; none if "".
    """

    text: str
    scanned: str = ""

    def then(self, more: str) -> Group:
        """With more to it."""
        head = self.text.removesuffix(f" {_CHECK}")
        return replace(self, text=f"{head} {more} {_CHECK}")


class Compiler:
    """The queries of the shapes of a graph, for data of which the sizes are known."""

    def __init__(self, conditions: Conditions, sizes: Sizes) -> None:
        self.conditions, self.shapes, self._sizes = conditions, conditions.shapes, sizes
        self._said = Said(self.shapes, conditions.parameters)
        self._numbers = count()

    def queries(self, shape: Node) -> list[str]:
        """The queries of a shape; their rows are `g` and `this`.

        Raises:
            Unknown: where something of it is not compiled.
        """
        groups = list(self._of_root(shape))
        places = targets(shape, self.conditions, self._sizes, self._new)
        if not places:
            return []
        return [
            f"SELECT DISTINCT ?g ?this WHERE {{ {text} }}"
            for group in groups
            for text in self._aimed(group, places)
        ]

    def _aimed(self, group: Group, places: list[Target]) -> Iterator[str]:
        """A group at its targets, by the shorter way: from these, or from its property."""
        text = group.text
        if group.scanned:
            used = self._sizes.properties.get(group.scanned, 0)
            if not used:
                return
            if used <= _LOOK * sum(target.size for target in places):
                tests = " || ".join(f"EXISTS {{ {target.text} }}" for target in places)
                yield text.replace(_START, "").replace(_CHECK, f"FILTER({tests})")
                return
        for target in places:
            yield text.replace(_START, target.text).replace(_CHECK, "")

    def _of_root(self, shape: Node) -> Iterator[Group]:
        if self._said.is_off(shape):
            return
        if (shape, SH.path, None) in self.shapes:
            yield from self._of_property(shape, Group(_START), "?this", 0)
        else:
            self._said.check_node(shape)
            yield from self._of_values(shape, Group(_START), "?this", 0)

    def _of_values(self, shape: Node, before: Group, value: str, depth: int) -> Iterator[Group]:
        """Groups that find what does not conform among the values that `before` binds."""
        own = conjunction(self._of_value(shape, value, depth))
        if own.text != "true":
            yield before.then(f"FILTER(!({own.text}))")
        if self._said.is_closed(shape):
            yield before.then(self._beyond(shape, value))
        for inner in self.shapes.objects(shape, SH.property):
            if not self._said.is_off(inner):
                yield from self._of_property(inner, before, value, depth + 1)

    def _of_property(self, shape: Node, before: Group, focus: str, depth: int) -> Iterator[Group]:
        self._said.check(shape, depth)
        path, value = self._said.path(shape), self._new()
        # A path that is repeated is followed from what is bound, never from everywhere.
        at_values = self._at_values(before, path, focus, value)
        yield from self._of_values(shape, at_values, value, depth)
        yield from self._counted(shape, path, before, focus)
        for wanted in self.shapes.objects(shape, SH.hasValue):
            yield before.then(self._lacking(path, focus, self.conditions.term(wanted)))
        yield from self._paired(shape, path, before, focus)

    def _at_values(self, before: Group, path: Path, focus: str, value: str) -> Group:
        found = before.then(in_graph(f"{focus} {path.text} {value}"))
        is_first = before.text == _START and path.is_step
        return replace(found, scanned=path.text.strip("<>^")) if is_first else found

    def _counted(self, shape: Node, path: Path, before: Group, focus: str) -> Iterator[Group]:
        least, most = self._said.count(shape, SH.minCount), self._said.count(shape, SH.maxCount)
        if least == 1:
            yield before.then(self._lacking(path, focus, self._new()))
        elif least is not None and least > 1:
            yield before.then(f"MINUS {{ {self._having(path, focus, f'>= {least}')} }}")
        if most is not None:
            many = before.then(f"{{ {self._having(path, focus, f'> {most}')} }}")
            is_first = before.text == _START and path.is_step
            yield replace(many, scanned=path.text.strip("<>^")) if is_first else many

    def _having(self, path: Path, focus: str, test: str) -> str:
        if path.is_repeated:
            raise Unknown(path)
        value = self._new()
        return (
            f"SELECT ?g {focus} WHERE {{ {in_graph(f'{focus} {path.text} {value}')} }} "
            f"GROUP BY ?g {focus} HAVING (COUNT(DISTINCT {value}) {test})"
        )

    def _lacking(self, path: Path, focus: str, value: str) -> str:
        """No such value: by a look at each node, or, for long paths, for all of them at once."""
        if path.is_repeated:
            raise Unknown(path)
        found = in_graph(f"{focus} {path.text} {value}")
        return f"FILTER(NOT EXISTS {{ {found} }})" if path.is_step else f"MINUS {{ {found} }}"

    def _paired(self, shape: Node, path: Path, before: Group, focus: str) -> Iterator[Group]:
        value, other = self._new(), self._new()
        at_values = self._at_values(before, path, focus, value)
        for name, mark in _OF_PAIRS.items():
            for term in map(self.conditions.term, self.shapes.objects(shape, name)):
                both = at_values.then(in_graph(f"{focus} {term} {other}"))
                yield both.then(f"FILTER(!({pair(value, other, mark)}))")
        for term in map(self.conditions.term, self.shapes.objects(shape, SH.disjoint)):
            yield at_values.then(in_graph(f"{focus} {term} {value}"))
        for term in map(self.conditions.term, self.shapes.objects(shape, SH.equals)):
            there = in_graph(f"{focus} {term} {value}")
            yield at_values.then(f"FILTER(NOT EXISTS {{ {there} }})")
            yield before.then(there).then(self._lacking(path, focus, value))
        if self._said.is_true(shape, SH.uniqueLang):
            same = f"LANG({value}) != '' && LANG({value}) = LANG({other})"
            both = at_values.then(in_graph(f"{focus} {path.text} {other}"))
            yield both.then(f"FILTER(COALESCE({same}, false) && !sameTerm({value}, {other}))")

    def _of_value(self, shape: Node, value: str, depth: int) -> Iterator[Condition]:
        """What must hold of one value: what the shape asks, and what those in it ask."""
        graph = self.shapes
        yield from self.conditions.of(shape, value)
        for inner in graph.objects(shape, SH.node):
            yield self._conforms(inner, value, depth + 1)
        for listed in graph.objects(shape, SH["and"]):
            yield conjunction(self._each(listed, value, depth))
        for listed in graph.objects(shape, SH["or"]):
            found = self._each(listed, value, depth)
            text = " || ".join(f"({condition.text})" for condition in found) or "false"
            yield Condition(f"({text})", all(condition.exact for condition in found))
        for listed in graph.objects(shape, SH.xone):
            ones = [f"IF({_exactly(one)}, 1, 0)" for one in self._each(listed, value, depth)]
            yield Condition(f"({' + '.join(ones) or '0'}) = 1")
        for inner in graph.objects(shape, SH["not"]):
            yield Condition(f"!({_exactly(self._conforms(inner, value, depth + 1))})")
        if (shape, SH.path, None) not in graph:
            for wanted in graph.objects(shape, SH.hasValue):
                yield Condition(self.conditions.same(wanted, value))

    def _each(self, listed: Node, value: str, depth: int) -> list[Condition]:
        return [self._conforms(inner, value, depth + 1) for inner in self.shapes.items(listed)]

    def _conforms(self, shape: Node, value: str, depth: int) -> Condition:
        """One value conforms to a shape inside another one."""
        if self._said.is_off(shape):
            return Condition("true")
        if (shape, SH.path, None) in self.shapes:
            return conjunction(self._along(shape, value, depth))
        self._said.check_node(shape, depth)
        return conjunction(self._inside(shape, value, depth))

    def _inside(self, shape: Node, value: str, depth: int) -> Iterator[Condition]:
        yield from self._of_value(shape, value, depth)
        if self._said.is_closed(shape):
            yield Condition(f"NOT EXISTS {{ {self._beyond(shape, value)} }}")
        for inner in self.shapes.objects(shape, SH.property):
            yield self._conforms(inner, value, depth + 1)

    def _along(self, shape: Node, focus: str, depth: int) -> Iterator[Condition]:
        """A property shape inside another shape: only what a look at each node can tell."""
        self._said.check(shape, depth)
        path, value = self._said.path(shape), self._new()
        if not path.is_step or self._said.compares(shape):
            raise Unknown(shape)
        step = in_graph(f"{focus} {path.text} {value}")
        inner = conjunction(self._inside(shape, value, depth))
        if inner.text != "true":
            yield Condition(f"NOT EXISTS {{ {step} FILTER(!({inner.text})) }}", inner.exact)
        for wanted in self.shapes.objects(shape, SH.hasValue):
            there = in_graph(f"{focus} {path.text} {self.conditions.term(wanted)}")
            yield Condition(f"EXISTS {{ {there} }}")
        yield from self._few(shape, step, value, f"{focus} {path.text}")

    def _few(self, shape: Node, step: str, value: str, along: str) -> Iterator[Condition]:
        least, most = self._said.count(shape, SH.minCount), self._said.count(shape, SH.maxCount)
        if (least or 0) > 1 or (most or 0) > 1:
            raise Unknown(shape)
        if least == 1:
            yield Condition(f"EXISTS {{ {step} }}")
        if most == 0:
            yield Condition(f"NOT EXISTS {{ {step} }}")
        if most == 1:
            other = self._new()
            two = f"{step} {in_graph(f'{along} {other}')} FILTER(!sameTerm({value}, {other}))"
            yield Condition(f"NOT EXISTS {{ {two} }}")

    def _beyond(self, shape: Node, value: str) -> str:
        """A group: a triple of the value whose predicate a closed shape does not name."""
        graph, predicate = self.shapes, self._new()
        named = [graph.value(inner, SH.path) for inner in graph.objects(shape, SH.property)]
        for listed in graph.objects(shape, SH.ignoredProperties):
            named.extend(graph.items(listed))
        known = ", ".join(sorted(f"<{one}>" for one in named if isinstance(one, URIRef)))
        triple = in_graph(f"{value} {predicate} {self._new()}")
        return f"{triple} FILTER({predicate} NOT IN ({known}))"

    def _new(self) -> str:
        return f"?v{next(self._numbers)}"


def _exactly(condition: Condition) -> str:
    if not condition.exact:
        raise Unknown(condition)
    return condition.text
