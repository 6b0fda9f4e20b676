"""Memberships and tenures as plain records, for the formats of the field.

What each rests on comes along; what no other data set could know of, as a body that one article
alone names, does too, for the format to leave out and say so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from comity import evidence, lookups
from comity.dataset import Dataset
from comity.described import Described, Node, tail_of, text_of
from comity.evidence import Piece
from comity.export.parts import Part
from comity.export.shelf import Shelf
from comity.show.lines import csv_text


@dataclass(frozen=True, slots=True)
class Thing:
    """A member, a body, an official.

    Args:
        key: its path below `id/`; its IRI where it lies elsewhere.
        iri: its IRI.
        name: what it is called.
        kind: its class; empty where the graph does not say.
        others: its other names.
        acronyms: its acronyms.
        alpha2: of a state, its two letters of ISO 3166.
        alpha3: of a state, its three letters.
    """

    key: str
    iri: str
    name: str
    kind: str = ""
    others: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    alpha2: str = ""
    alpha3: str = ""

    @property
    def is_local(self) -> bool:
        """Whether one article alone knows it."""
        return self.key.startswith("article/")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something began or ended: as said, and the days between which it lies."""

    edtf: str = ""
    earliest: str = ""
    latest: str = ""

    def __bool__(self) -> bool:
        return bool(self.edtf or self.earliest or self.latest)

    @property
    def partial(self) -> str:
        """A year, a month or a day that holds all it can mean, as ISO 8601; empty where none does.

        So a date is never made surer than it is, only vaguer.
        """
        if not self.earliest or not self.latest:
            return ""
        for length in (10, 7, 4):
            if self.earliest[:length] == self.latest[:length]:
                return self.earliest[:length]
        return ""


@dataclass(frozen=True, slots=True)
class Held:
    """A status of a membership, or a tenure.

    Args:
        iri: the interval, or the tenure.
        who: the member, or the official.
        body: the organisation or treaty, or whose office it is; None where nobody says.
        status: a concept of the scheme status, or office-status.
        start, end: when; the end is the first day without it.
        began, ended: the events, where they are stated.
        attested: the first and the last day on which a source says that it held.
        office: of a tenure, the office.
        title: of a tenure, what the office is called without whose it is.
        is_treaty: whether it is of a treaty.
    """

    iri: str
    who: Thing
    body: Thing | None
    status: str
    start: Moment
    end: Moment
    began: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    office: Thing | None = None
    title: str = ""
    is_treaty: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with one answer to whether a member had a status.

    Args:
        member, body: whose, and of what.
        status: a concept of the scheme status.
        answer: a concept of the scheme answer.
        first: the first day; None where there is none.
        after: the day after the last; None where there is no last.
        held: days of it on which it certainly held.
    """

    member: Thing
    body: Thing
    status: str
    answer: str
    first: dt.date | None
    after: dt.date | None
    held: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """Where something was read."""

    iri: str
    title: str
    published: str
    outlet: str
    url: str


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


@dataclass
class Left:
    """What a format has no place for: facts, each with the reason."""

    form: str
    rows: list[tuple[str, str]] = field(default_factory=list)

    def out(self, iri: str, why: str) -> None:
        """Leave a fact out."""
        self.rows.append((iri, why))

    def put(self, shelf: Shelf) -> None:
        """Write down what was left out; nothing where nothing was."""
        if self.rows:
            text = csv_text(["fact", "why"], sorted(self.rows))
            about = "The facts that this format has no place for, and why."
            shelf.put(
                f"{self.form}/left-out.csv", text.encode(), "text/csv", self.form, about=about
            )


class _Gathered:
    """What the formats of the field are made of, gathered once for all of them."""

    def __init__(self, data: Dataset) -> None:
        self.data, self.names = data, set[str]()
        self._graphs = (data.terms.facts_graph.value, data.terms.reference_graph.value)
        self._kept: list[ox.Triple] = []
        self._articles: dict[str, Article] = {}

    def add(self, part: Part) -> None:
        """Keep the facts, the reference, and where each article is from."""
        if part.name in self.names:
            return
        self.names.add(part.name)
        if part.name in self._graphs or not part.name:
            self._kept += part.triples
        if part.name not in self._graphs:
            self._articles |= {a.iri: a for a in _articles(Described(part.triples))}

    @cached_property
    def holdings(self) -> Holdings:
        """All of it."""
        return Holdings(self.data, Described(self._kept), self._articles)


class FieldSink:
    """A format that is made of the facts at the end; see `Sink`."""

    form = ""

    def __init__(self, data: Dataset, shelf: Shelf) -> None:
        self.data, self.shelf, self.left = data, shelf, Left(self.form)
        self._gathered: _Gathered = shelf.shared.setdefault("field", _Gathered(data))

    def add(self, part: Part) -> None:
        """See `Sink.add`."""
        self._gathered.add(part)

    def finish(self) -> None:
        """Write the format, and what it had no place for."""
        self.write(self._gathered.holdings)
        self.left.put(self.shelf)

    def close(self) -> None:
        """See `Sink.close`."""

    def write(self, holdings: Holdings) -> None:
        """Write the format."""
        raise NotImplementedError


def _articles(described: Described) -> Iterator[Article]:
    for node in described.of("Article"):
        said = (
            described.one(node, path)
            for path in ("dcterms:title", "publishedEdtf", "outlet/rdfs:label", "schema:url")
        )
        yield Article(text_of(node), *said)


def grouped(several: Iterable[Held]) -> list[tuple[tuple[str, str], Sequence[Held]]]:
    """By member and body, in the order of their keys."""
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in several:
        if held.body:
            groups[held.who.key, held.body.key].append(held)
    return sorted(groups.items())
