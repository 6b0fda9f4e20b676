"""The as-of spans of facts that are written by hand, as fusion would add them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from comity.fuse.asof import Span, add_spans, membership_spans, tenure_spans
from comity.fuse.emit import Facts
from comity.fuse.marks import Interval
from comity.fuse.moments import Moment
from comity.fuse.records import Sources
from comity.fuse.story import HELD
from comity.terms import HOME, PREFIXES, Terms, term

Node = Mapping[str, list[str]]
_LEGAL = f"{HOME}concept/track/legal"


def with_spans(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples, and the spans of their memberships and tenures."""
    triples = list(triples)
    nodes = _nodes(triples)
    facts = Facts(Terms(), Sources(()))
    added = [
        ox.Triple(ox.NamedNode(iri), term("asOf"), span)
        for iri, node in nodes.items()
        for span in (*_of_membership(iri, node, nodes, facts), *_of_tenure(iri, node, facts))
    ]
    return [*triples, *facts.triples, *added]


def _of_membership(
    iri: str, node: Node, nodes: Mapping[str, Node], facts: Facts
) -> list[ox.NamedNode]:
    if "interval" not in node:
        return []
    treaty = "/id/treaty/" in node["body"][0]
    by_status: dict[str, list[str]] = {"party" if treaty else "member": []}
    for interval in node["interval"]:
        if nodes[interval]["track"] == [_LEGAL]:
            status = nodes[interval]["status"][0].rpartition("/")[2]
            by_status.setdefault(status, []).append(interval)
    found: list[ox.NamedNode] = []
    for status, intervals in by_status.items():
        spans = membership_spans(
            [_interval(nodes[i]) for i in intervals], _outs(node, nodes.values())
        )
        told = spans if status in ("member", "party") else _held(spans)
        found += add_spans(_key(iri), told, [ox.NamedNode(i) for i in intervals], facts, status)
    return found


def _held(spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if span.answer in HELD]


def _of_tenure(iri: str, node: Node, facts: Facts) -> list[ox.NamedNode]:
    if "holder" not in node:
        return []
    return add_spans(_key(iri), tenure_spans(_interval(node)), [ox.NamedNode(iri)], facts)


def _outs(membership: Node, nodes: Iterable[Node]) -> set[dt.date]:
    """The days on which a complete roster or a denial has the member outside."""
    (body,), (member,) = membership["body"], membership["member"]
    listed = {
        node["rosterDate"][0]
        for node in nodes
        if node.get("rosterOf") == [body] and node.get("complete") == ["true"]
        if member not in node["rosterMember"]
    }
    said = {
        node["notMemberOn"][0]
        for node in nodes
        if (node.get("notMemberOf"), node.get("nonMember")) == ([body], [member])
    }
    return {dt.date.fromisoformat(day) for day in listed | said}


def _interval(node: Node) -> Interval:
    return Interval(
        _moment(node, "start"),
        _moment(node, "end"),
        attested=_days(node, "attestedOn"),
        not_held=_days(node, "notHeldOn"),
    )


def _moment(node: Node, which: str) -> Moment | None:
    earliest, latest = (_days(node, f"{which}{bound}") for bound in ("Earliest", "Latest"))
    if not (earliest or latest):
        return None
    return Moment(earliest[0] if earliest else None, latest[0] if latest else None)


def _days(node: Node, name: str) -> tuple[dt.date, ...]:
    return tuple(sorted(dt.date.fromisoformat(day) for day in node.get(name, ())))


def _key(iri: str) -> str:
    return iri.removeprefix(Terms().id("").value)


def _nodes(triples: Iterable[ox.Triple]) -> dict[str, Node]:
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        local = triple.predicate.value.removeprefix(PREFIXES["comity"])
        nodes[triple.subject.value][local].append(triple.object.value)
    return {iri: dict(node) for iri, node in nodes.items()}
