"""Reads claims, quotations and names from a store: one query a kind of node."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Store

from comity.dates import DateBasis
from comity.fuse.moments import Moment
from comity.fuse.records import ArticleRecord, ClaimRecord, Names, QuotationRecord, Sources
from comity.model import Modality, OfficeStatus, Polarity, Predicate
from comity.terms import PREFIXES, Terms

Bag = Mapping[str, list[str]]
"""The values of one node, by prefixed property; concepts by their last part."""


def read(store: Store, terms: Terms) -> Sources:
    """All claims, quotations and names of a store, whatever graphs they lie in."""
    reader = _Reader(store, terms)
    articles = reader.articles()
    names, parents, homes = reader.names(), reader.parents(), reader.homes()
    quotations = [reader.quotation(key, bag, articles) for key, bag in reader.bags("speaker")]
    claims = [reader.claim(key, bag, articles) for key, bag in reader.bags("predicate")]
    return Sources(
        tuple(sorted(claims, key=lambda claim: claim.key)),
        {q.key: q for q in sorted(quotations, key=lambda q: q.key)},
        names,
        parents,
        homes,
    )


class _Reader:
    """Asks one store, once a kind of node."""

    def __init__(self, store: Store, terms: Terms) -> None:
        self.store, self.terms = store, terms
        self.contents = dict(self._pairs("comity:content/oa:exact"))
        self.relays = self._relays()

    def bags(self, marker: str) -> list[tuple[str, Bag]]:
        """All properties of every node that has the property `marker`."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._ask(f"SELECT ?s ?p ?o {{ ?s comity:{marker} ?any ; ?p ?o }}"):
            found[row[0]][_short(row[1])].append(row[2])
        return list(found.items())

    def articles(self) -> dict[str, ArticleRecord]:
        return {key: self.article(key, bag) for key, bag in self.bags("textHash")}

    def article(self, key: str, bag: Bag) -> ArticleRecord:
        day = _one(bag, "schema:datePublished")
        chain = self.chain(bag)
        return ArticleRecord(
            key, dt.date.fromisoformat(day) if day else None, _one(bag, "comity:outlet"), chain
        )

    def chain(self, bag: Bag) -> tuple[str, ...]:
        """The outlets of the relays of a node, nearest to the reader first."""
        steps = sorted(self.relays[relay] for relay in bag.get("comity:relay", ()))
        return tuple(outlet for _, outlet in steps)

    def quotation(
        self, key: str, bag: Bag, articles: Mapping[str, ArticleRecord]
    ) -> QuotationRecord:
        return QuotationRecord(
            key,
            _article(bag, articles),
            bag["comity:speaker"][0],
            self.contents.get(key, ""),
            Polarity(_one(bag, "comity:polarity") or "affirmed"),
            _moment(bag, "", "dateBasis"),
            self.chain(bag),
        )

    def claim(self, key: str, bag: Bag, articles: Mapping[str, ArticleRecord]) -> ClaimRecord:
        count, status = _one(bag, "comity:count"), _one(bag, "comity:officeStatus")
        return ClaimRecord(
            key=key,
            article=_article(bag, articles),
            predicate=Predicate(bag["comity:predicate"][0]),
            subject=_one(bag, "comity:subject"),
            object=_one(bag, "comity:object"),
            text=_one(bag, "comity:text"),
            members=frozenset(bag.get("comity:rosterMember", ())),
            complete=_one(bag, "comity:complete") == "true",
            count=int(count) if count else None,
            status=OfficeStatus(status) if status else None,
            place=_one(bag, "comity:place"),
            polarity=Polarity(bag["comity:polarity"][0]),
            modality=Modality(bag["comity:modality"][0]),
            when=_moment(bag, "", "dateBasis"),
            since=_moment(bag, "since", "sinceBasis"),
            until=_moment(bag, "until", "untilBasis"),
            said_in=_one(bag, "comity:saidIn"),
        )

    def names(self) -> dict[str, Names]:
        """Labels, acronyms and demonyms of all that has a name and is no concept."""
        labels = self._grouped("skos:prefLabel|foaf:name|rdfs:label")
        others = self._grouped("skos:altLabel|comity:shortForm")
        acronyms, demonyms = self._grouped("comity:acronym"), self._grouped("comity:demonym")
        return {
            key: Names(
                (*labels[key], *others.get(key, ())),
                _plainest_first(acronyms.get(key, ())),
                demonyms.get(key, ()),
            )
            for key in labels
        }

    def parents(self) -> dict[str, str]:
        return {organ: whole for organ, (whole, *_) in self._grouped("comity:organOf").items()}

    def homes(self) -> dict[str, str]:
        query = "SELECT ?s ?o { ?s a comity:Mention ; comity:inArticle ?o }"
        return dict(self._rows(query))

    def _relays(self) -> dict[str, tuple[int, str]]:
        query = "SELECT ?s ?p ?o { ?s comity:position ?p ; comity:relaySource ?o }"
        return {relay: (int(place), outlet) for relay, place, outlet in self._ask(query)}

    def _grouped(self, path: str) -> dict[str, tuple[str, ...]]:
        grouped: dict[str, set[str]] = defaultdict(set)
        for subject, value in self._pairs(path):
            grouped[subject].add(value)
        return {subject: tuple(sorted(values)) for subject, values in grouped.items()}

    def _pairs(self, path: str) -> Iterable[tuple[str, str]]:
        return self._rows(f"SELECT ?s ?o {{ ?s {path} ?o }}")

    def _rows(self, query: str) -> Iterable[tuple[str, str]]:
        return ((row[0], row[1]) for row in self._ask(query))

    def _ask(self, query: str) -> Iterable[list[str]]:
        rows = self.store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        for row in rows:  # type: ignore[union-attr]  # a SELECT query gives rows
            yield [self._plain(node) for node in row]

    def _plain(self, node: object) -> str:
        """A literal's text, a concept's last part, a key, or an IRI from elsewhere."""
        if isinstance(node, Literal):
            return node.value
        if not isinstance(node, NamedNode):
            return str(node)
        if "/concept/" in node.value:
            return node.value.rpartition("/")[2]
        return self.terms.key(node) or node.value


def _plainest_first(acronyms: Iterable[str]) -> tuple[str, ...]:
    """Acronyms as they are mostly written: without dots before with dots."""
    return tuple(sorted(acronyms, key=lambda acronym: ("." in acronym, acronym)))


def _short(iri: str) -> str:
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def _one(bag: Bag, name: str) -> str | None:
    values = bag.get(name)
    return min(values) if values else None


def _article(bag: Bag, articles: Mapping[str, ArticleRecord]) -> ArticleRecord:
    key = bag["comity:inArticle"][0]
    return articles.get(key) or ArticleRecord(key)


def _moment(bag: Bag, which: str, basis: str) -> Moment | None:
    def value(part: str) -> str | None:
        return _one(bag, f"comity:{which}{part.capitalize() if which else part}")

    edtf, how = value("edtf"), _one(bag, f"comity:{basis}")
    if edtf is None:
        return None
    earliest, latest = (value(bound) for bound in ("earliest", "latest"))
    return Moment(
        dt.date.fromisoformat(earliest) if earliest else None,
        dt.date.fromisoformat(latest) if latest else None,
        edtf,
        DateBasis(how) if how else None,
    )
