"""Memberships and tenures out of a graph, as records for the formats of the field.

What each rests on comes along; what no other data set could know of, as a body that one article
alone names, does too, for the format to leave out and say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

import pyoxigraph as ox

from comity import evidence, lookups
from comity.dataset import Dataset
from comity.described import Described, Node, tail_of, text_of
from comity.evidence import Piece
from comity.export.records import Article, Held, Moment, Stretch, Thing


class Holdings:
    """All of a graph that the field's formats speak of.

    Args:
        data: what is exported, for labels and evidence.
        described: its facts and its reference.
        articles: by their IRIs.
    """

    def __init__(
        self, data: Dataset, described: Described, articles: Mapping[str, Article]
    ) -> None:
        self._data, self._graph, self.articles = data, described, articles

    @cached_property
    def intervals(self) -> list[Held]:
        """The legal statuses of all memberships, by the names of their intervals."""
        nodes = self._graph.of("MembershipInterval")
        return [self._interval(n) for n in nodes if self._concept(n, "track") == "legal"]

    @cached_property
    def tenures(self) -> list[Held]:
        """All tenures, by name."""
        return [self._tenure(node) for node in self._graph.of("Tenure")]

    @property
    def stretches(self) -> Iterator[Stretch]:
        """What is known of each status of an organisation's members, over all days."""
        for membership in self._graph.of("OrganisationMembership"):
            member, body = (self._thing(membership, path) for path in ("member", "body"))
            for span in self._graph.values(membership, "asOf"):
                if member and body:
                    yield self._stretch(member, body, span)

    @cached_property
    def evidence(self) -> Mapping[str, list[Piece]]:
        """What supports each interval and tenure."""
        named = (ox.NamedNode(held.iri) for held in (*self.intervals, *self.tenures))
        found = evidence.pieces(self._data.store(), named)
        return {
            node.value: [p for p in evidence.in_order(pieces) if p.stance == "supports"]
            for node, pieces in found.items()
        }

    @cached_property
    def _labels(self) -> Mapping[object, str]:
        """What everything is called that is a member, a body, an official, an office."""
        named = set[ox.NamedNode]()
        paths = ("member", "body", "holder", "office", "office/officeOf")
        for node in self._graph.of("OrganisationMembership", "TreatyParticipation", "Tenure"):
            values = (value for path in paths for value in self._graph.values(node, path))
            named |= {value for value in values if isinstance(value, ox.NamedNode)}
        ordered = sorted(named, key=lambda node: node.value)
        found = lookups.labels(self._data.store(), ordered) if ordered else {}
        return {node: words for node, words in found.items()}  # noqa: C416 # of any key

    def _interval(self, node: Node) -> Held:
        (membership,) = self._graph.values(node, "intervalOf")[:1] or [node]
        member, body = (self._thing(membership, path) for path in ("member", "body"))
        return Held(
            iri=text_of(node),
            who=member or Thing("", "", ""),
            body=body,
            status=self._concept(node, "status"),
            start=self._moment(node, "start"),
            end=self._moment(node, "end"),
            began=tuple(tail_of(event) for event in self._graph.values(node, "startEvent")),
            ended=tuple(tail_of(event) for event in self._graph.values(node, "endEvent")),
            attested=self._days(node, "attestedOn"),
            is_treaty="TreatyParticipation" in self._graph.classes(membership),
        )

    def _tenure(self, node: Node) -> Held:
        return Held(
            iri=text_of(node),
            who=self._thing(node, "holder") or Thing("", "", ""),
            body=self._thing(node, "office/officeOf"),
            status=self._concept(node, "officeStatus"),
            start=self._moment(node, "start"),
            end=self._moment(node, "end"),
            attested=self._days(node, "attestedOn"),
            office=self._thing(node, "office"),
            title=self._graph.one(node, "office/title"),
        )

    def _stretch(self, member: Thing, body: Thing, span: Node) -> Stretch:
        first, after = (self._graph.one(span, path) for path in ("spanFrom", "spanUntil"))
        return Stretch(
            member=member,
            body=body,
            status=self._concept(span, "spanStatus"),
            answer=self._concept(span, "answer"),
            first=dt.date.fromisoformat(first) if first else None,
            after=dt.date.fromisoformat(after) if after else None,
            held=tuple(dt.date.fromisoformat(day) for day in self._days(span, "heldOn")),
        )

    def _thing(self, node: Node, path: str) -> Thing | None:
        found = self._graph.values(node, path)
        if not found:
            return None
        value, iri = found[0], text_of(found[0])
        key = self._data.terms.key(value) if isinstance(value, ox.NamedNode) else None
        return Thing(
            key=key or iri,
            iri=iri,
            name=self._labels.get(value, key or iri),
            kind=next(iter(self._graph.classes(value)), ""),
            others=tuple(map(text_of, self._graph.values(value, "skos:altLabel")))
            + tuple(map(text_of, self._graph.values(value, "alsoNamed"))),
            acronyms=tuple(map(text_of, self._graph.values(value, "acronym"))),
            alpha2=self._graph.one(value, "alpha2"),
            alpha3=self._graph.one(value, "alpha3"),
        )

    def _moment(self, node: Node, which: str) -> Moment:
        edtf = sorted(map(text_of, self._graph.values(node, f"{which}Edtf")))
        bounds = (self._graph.one(node, f"{which}{bound}") for bound in ("Earliest", "Latest"))
        return Moment(edtf[0] if len(edtf) == 1 else "", *bounds)

    def _days(self, node: Node, path: str) -> tuple[str, ...]:
        return tuple(map(text_of, self._graph.values(node, path)))

    def _concept(self, node: Node, path: str) -> str:
        return next(map(tail_of, self._graph.values(node, path)), "")
