"""Writes facts as triples; the one place of fusion that knows RDF terms."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from comity.fuse.marks import Interval
from comity.fuse.moments import Moment
from comity.fuse.records import Sources, origin_of
from comity.terms import PREFIXES, TYPE, Terms, concept, name, term

Value = NamedNode | Literal | str | int | bool | dt.date | None


@dataclass(frozen=True, slots=True)
class Related:
    """Claims that bear on one another.

    Args:
        type: a concept of the scheme `relation-type`.
        claims: their keys, two or more.
        note: what a reader must know to judge it.
        rule: the name of the rule that found it.
        conflict: whether they cannot all hold.
    """

    type: str
    claims: frozenset[str]
    note: str
    rule: str
    conflict: bool = True


@dataclass
class Facts:
    """The triples of the facts, as they are gathered.

    Args:
        terms: mints the IRIs.
        sources: the claims, to count independent sources by.
        who: the officials whom local people are, by their keys.
    """

    terms: Terms
    sources: Sources
    who: Mapping[str, str] = field(default_factory=dict)
    triples: set[Triple] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._claims = {claim.key: claim for claim in self.sources.claims}
        self._told: dict[NamedNode, set[tuple[str, str]]] = {}  # notes and rules of relations

    def node(self, key: str) -> NamedNode:
        """The IRI of a key; an official's for a person identified as one."""
        key = self.who.get(key, key)
        return NamedNode(key) if ":" in key else self.terms.id(key)

    def nodes(self, keys: Iterable[str]) -> list[NamedNode]:
        """The IRIs of several keys."""
        return [self.node(key) for key in keys]

    def add(
        self,
        key: str,
        kind: str,
        rule: str,
        support: Iterable[str],
        against: Iterable[str],
        **values: Value | Iterable[Value],
    ) -> NamedNode:
        """A fact of a class, by a rule, with what supports and contradicts it.

        Args:
            key: its path below `id/`.
            kind: the local name of its class.
            rule: the name of the rule.
            support: keys of claims and quotations; at least one.
            against: keys of claims that contradict it.
            values: further values, by the local name of the property.
        """
        support = set(support)
        node = self.describe(key, kind, fusedBy=rule, **values)
        self._put(node, term("supportedBy"), self.nodes(support))
        self._put(node, term("contradictedBy"), self.nodes(set(against) - support))
        self._put(node, term("independentSourceCount"), len(self._origins(support)))
        return node

    def describe(self, key: str, kind: str, **values: Value | Iterable[Value]) -> NamedNode:
        """A node that is no fact of its own, such as an office."""
        node = self.terms.id(key)
        self._put(node, TYPE, term(kind))
        for local, value in values.items():
            self._put(node, _property(local), value)
        return node

    def relate(self, related: Related) -> None:
        """A relation or a conflict of claims; none of a claim with itself.

        What is found twice of the same claims is one, with both notes: two dates of one leaving
        are two ends of the membership, and two starts of the status after it.
        """
        if len(related.claims) < 2:
            return
        digest = hashlib.sha256("\n".join(sorted(related.claims)).encode()).hexdigest()[:8]
        node = self.describe(
            f"relation/{related.type}/{digest}",
            "Conflict" if related.conflict else "ClaimRelation",
            relates=self.nodes(related.claims),
            relationType=concept("relation-type", related.type),
            conflictStatus=concept("conflict-status", "open") if related.conflict else None,
        )
        told = self._told.setdefault(node, set())
        self.triples -= _telling(node, told)
        told.add((related.note, related.rule))
        self.triples |= _telling(node, told)

    def _origins(self, support: Iterable[str]) -> set[str]:
        evidence = [self._claims.get(key) or self.sources.quotations.get(key) for key in support]
        origins = {origin_of(one, self.sources) for one in evidence if one}
        return {self.who.get(origin, origin) for origin in origins}

    def _put(self, node: NamedNode, verb: NamedNode, value: Value | Iterable[Value]) -> None:
        if isinstance(value, NamedNode | Literal | str | int | dt.date) or value is None:
            value = [value]
        for one in value:
            if one is not None:
                self.triples.add(Triple(node, verb, _node(one)))


def dates(moment: Moment | None) -> dict[str, Value]:
    """The date fields of an event."""
    if moment is None:
        return {}
    return {
        "edtf": moment.edtf,
        "earliest": moment.earliest,
        "latest": moment.latest,
        "dateBasis": moment.basis and concept("date-basis", moment.basis),
    }


def _bounds(which: str, moment: Moment | None) -> dict[str, Value]:
    """The bounds of the `start` or the `end` of an interval or a tenure."""
    if moment is None:
        return {}
    return {
        f"{which}Earliest": moment.earliest,
        f"{which}Latest": moment.latest,
        f"{which}Edtf": moment.edtf,
        f"{which}Basis": moment.basis and concept("date-basis", moment.basis),
    }


def timespan(interval: Interval) -> dict[str, Value | Iterable[Value]]:
    """Everything about the time of an interval or a tenure."""
    days = interval.attested
    return {
        **_bounds("start", interval.start),
        **_bounds("end", interval.end),
        "startDisputed": interval.start_disputed or None,
        "endDisputed": interval.end_disputed or None,
        "attestedOn": days,
        "notHeldOn": interval.not_held,
        "attestedFrom": days[0] if days else None,
        "attestedUntil": days[-1] if days else None,
    }


def _telling(node: NamedNode, told: Iterable[tuple[str, str]]) -> set[Triple]:
    """The note of a relation and its rule; of several, all notes and the first rule."""
    notes, rules = sorted({note for note, _ in told}), sorted({rule for _, rule in told})
    if not notes:
        return set()
    return {
        Triple(node, term("note"), Literal(" ".join(notes))),
        Triple(node, term("fusedBy"), Literal(rules[0])),
    }


def _property(local: str) -> NamedNode:
    prefix, marked, rest = local.partition("_")
    return name(prefix, rest) if marked and prefix in PREFIXES else term(local)


def _node(value: NamedNode | Literal | str | int | bool | dt.date) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, dt.date):
        return Literal(value.isoformat(), datatype=name("xsd", "date"))
    return Literal(value)
