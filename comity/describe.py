"""Gathering triples about nodes: bare values become literals, dates become their fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from comity.dates import When
from comity.terms import concept, name, term

Value = NamedNode | Literal | str | int | bool
DATE = name("xsd", "date")


@dataclass
class Description:
    """Triples as they are gathered, and which nodes have been described already."""

    triples: list[Triple] = field(default_factory=list)
    described: set[NamedNode] = field(default_factory=set)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """Add one triple; none where there is no value. A bare value becomes a literal."""
        if value is not None:
            node = value if isinstance(value, NamedNode | Literal) else Literal(value)
            self.triples.append(Triple(subject, predicate, node))

    def describes(self, node: NamedNode) -> bool:
        """Whether the node is already described; from now on it is."""
        known = node in self.described
        self.described.add(node)
        return known

    def add_when(self, node: NamedNode, when: When | None, which: str = "") -> None:
        """Add a date's fields: `edtf`, `earliest`, …; with `which`, `sinceEdtf`, and so on."""
        if when is None:
            return
        self.add(node, _field(which, "edtf"), when.date.edtf)
        for bound, day in (("earliest", when.date.earliest), ("latest", when.date.latest)):
            if day:
                self.add(node, _field(which, bound), Literal(day.isoformat(), datatype=DATE))
        basis = "basis" if which else "dateBasis"
        self.add(node, _field(which, basis), concept("date-basis", when.basis))
        if not which:
            self.add(node, term("dateWords"), when.words or None)


def _field(which: str, part: str) -> NamedNode:
    return term(f"{which}{part[0].upper()}{part[1:]}" if which else part)
