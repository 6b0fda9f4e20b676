"""Reads claims, quotations and names from a store: one scan a property, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, Store

from comity.dates import DateBasis
from comity.fuse.moments import Moment
from comity.fuse.records import ArticleRecord, ClaimRecord, Names, QuotationRecord, Sources
from comity.model import Modality, OfficeStatus, Polarity, Predicate
from comity.terms import Terms, name, term

Bag = Mapping[str, list[str]]
"""The values of one node, by local name of the property; concepts by their last part."""

_DATES = tuple(
    f"{which}{part.capitalize() if which else part}"
    for which in ("", "since", "until")
    for part in ("edtf", "earliest", "latest")
)
_PROPERTIES = {
    term(local): local
    for local in (
        *("textHash", "outlet", "relay", "position", "relaySource"),
        *("speaker", "content", "predicate", "subject", "object", "text", "rosterMember"),
        *("complete", "count", "officeStatus", "place", "polarity", "modality", "saidIn"),
        *("inArticle", "mentionKind", "dateBasis", "sinceBasis", "untilBasis", *_DATES),
        *("acronym", "shortForm", "demonym", "organOf"),
    )
} | {
    name("schema", "datePublished"): "datePublished",
    name("oa", "exact"): "exact",
    name("skos", "prefLabel"): "label",
    name("foaf", "name"): "label",
    name("rdfs", "label"): "label",
    name("skos", "altLabel"): "altLabel",
}


def read(store: Store, terms: Terms) -> Sources:
    """All claims, quotations and names of a store, whatever graphs they lie in."""
    reader = _Reader(store, terms)
    articles = {key: reader.article(key, bag) for key, bag in reader.having("textHash")}
    quotations = [reader.quotation(key, bag, articles) for key, bag in reader.having("speaker")]
    claims = [reader.claim(key, bag, articles) for key, bag in reader.having("predicate")]
    return Sources(
        tuple(sorted(claims, key=lambda claim: claim.key)),
        {q.key: q for q in sorted(quotations, key=lambda q: q.key)},
        {key: _names(bag) for key, bag in reader.having("label")},
        {organ: min(bag["organOf"]) for organ, bag in reader.having("organOf")},
        {mention: bag["inArticle"][0] for mention, bag in reader.having("mentionKind")},
    )


class _Reader:
    """What fusion wants to know of every node of a store."""

    def __init__(self, store: Store, terms: Terms) -> None:
        self._home = terms.id("").value
        self.bags: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for verb, local in _PROPERTIES.items():
            for quad in store.quads_for_pattern(None, verb, None, None):
                self.bags[self._plain(quad.subject)][local].append(self._plain(quad.object))

    def having(self, local: str) -> list[tuple[str, Bag]]:
        """Every node with this property, in the order of their keys."""
        return sorted((key, bag) for key, bag in self.bags.items() if local in bag)

    def article(self, key: str, bag: Bag) -> ArticleRecord:
        day = _one(bag, "datePublished")
        chain = self.chain(bag)
        return ArticleRecord(
            key, dt.date.fromisoformat(day) if day else None, _one(bag, "outlet"), chain
        )

    def chain(self, bag: Bag) -> tuple[str, ...]:
        """The outlets of the relays of a node, nearest to the reader first."""
        steps = [self.bags[relay] for relay in bag.get("relay", ())]
        steps.sort(key=lambda step: int(step["position"][0]))
        return tuple(step["relaySource"][0] for step in steps)

    def quotation(
        self, key: str, bag: Bag, articles: Mapping[str, ArticleRecord]
    ) -> QuotationRecord:
        return QuotationRecord(
            key,
            _article(bag, articles),
            bag["speaker"][0],
            _one(self.bags[bag["content"][0]], "exact") or "",
            Polarity(_one(bag, "polarity") or "affirmed"),
            _moment(bag, "", "dateBasis"),
            self.chain(bag),
        )

    def claim(self, key: str, bag: Bag, articles: Mapping[str, ArticleRecord]) -> ClaimRecord:
        count, status = _one(bag, "count"), _one(bag, "officeStatus")
        return ClaimRecord(
            key=key,
            article=_article(bag, articles),
            predicate=Predicate(bag["predicate"][0]),
            subject=_one(bag, "subject"),
            object=_one(bag, "object"),
            text=_one(bag, "text"),
            members=frozenset(bag.get("rosterMember", ())),
            complete=_one(bag, "complete") == "true",
            count=int(count) if count else None,
            status=OfficeStatus(status) if status else None,
            place=_one(bag, "place"),
            polarity=Polarity(bag["polarity"][0]),
            modality=Modality(bag["modality"][0]),
            when=_moment(bag, "", "dateBasis"),
            since=_moment(bag, "since", "sinceBasis"),
            until=_moment(bag, "until", "untilBasis"),
            said_in=_one(bag, "saidIn"),
        )

    def _plain(self, node: object) -> str:
        """A literal's text, a concept's last part, a key, or an IRI from elsewhere."""
        value = str(getattr(node, "value", node))
        if isinstance(node, Literal):
            return value
        if value.startswith(self._home):
            return value[len(self._home) :]
        return value.rpartition("/")[2] if "/concept/" in value else value


def _names(bag: Bag) -> Names:
    """Labels, acronyms and demonyms of what has a name."""
    labels = tuple(sorted(set(bag["label"])))
    others = tuple(sorted({*bag.get("altLabel", ()), *bag.get("shortForm", ())}))
    acronyms = sorted(set(bag.get("acronym", ())), key=lambda a: _plainness(a, labels))
    return Names((*labels, *others), tuple(acronyms), tuple(sorted(set(bag.get("demonym", ())))))


def _plainness(acronym: str, labels: Iterable[str]) -> tuple[bool, bool, str]:
    """Acronyms as they are mostly written first: with the letters of a label, without dots."""
    letters = acronym.replace(".", "").casefold()
    return not any(_spells(letters, label.casefold()) for label in labels), "." in acronym, acronym


def _spells(letters: str, label: str) -> bool:
    """Whether the letters stand in the label in this order."""
    rest = iter(label)
    return all(letter in rest for letter in letters)


def _one(bag: Bag, name: str) -> str | None:
    values = bag.get(name)
    return min(values) if values else None


def _article(bag: Bag, articles: Mapping[str, ArticleRecord]) -> ArticleRecord:
    key = bag["inArticle"][0]
    return articles.get(key) or ArticleRecord(key)


def _moment(bag: Bag, which: str, basis: str) -> Moment | None:
    def value(part: str) -> str | None:
        return _one(bag, f"{which}{part.capitalize() if which else part}")

    edtf, how = value("edtf"), _one(bag, basis)
    if edtf is None:
        return None
    earliest, latest = (value(bound) for bound in ("earliest", "latest"))
    return Moment(
        dt.date.fromisoformat(earliest) if earliest else None,
        dt.date.fromisoformat(latest) if latest else None,
        edtf,
        DateBasis(how) if how else None,
    )
