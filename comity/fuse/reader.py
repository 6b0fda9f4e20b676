"""Takes claims, quotations and names from a store: those that are asked for, and no others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Store

from comity.dates import DateBasis
from comity.fuse.moments import Moment
from comity.fuse.records import (
    ArticleRecord,
    ClaimRecord,
    Known,
    Names,
    QuotationRecord,
    Sources,
)
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
        *("inArticle", "dateBasis", "sinceBasis", "untilBasis", *_DATES),
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


def _nothing(_passage: str) -> str:
    return ""


def known(store: Store, terms: Terms) -> Known:
    """The names in the reference graph of a store, and which organ is part of what."""
    bags: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for verb, local in _PROPERTIES.items():
        for quad in store.quads_for_pattern(None, verb, None, terms.reference_graph):
            bags[_plain(quad.subject, terms)][local].append(_plain(quad.object, terms))
    return Known(
        {key: _names(bag) for key, bag in sorted(bags.items()) if "label" in bag},
        {organ: min(bag["organOf"]) for organ, bag in bags.items() if "organOf" in bag},
    )


def article_keys(store: Store, terms: Terms) -> list[str]:
    """The keys of all articles in a store."""
    quads = store.quads_for_pattern(None, term("textHash"), None, None)
    return sorted(_plain(quad.subject, terms) for quad in quads)


class Shelf:
    """Claims, quotations and local names, taken from a store when they are first asked for.

    Args:
        store: with the graphs of the articles and of the reference.
        terms: the IRIs of the store.
        words: of a quotation's passage whose words the store lacks, by its key, those words.
    """

    def __init__(self, store: Store, terms: Terms, words: Callable[[str], str] = _nothing) -> None:
        self._store, self._terms, self._words = store, terms, words
        self.known = known(store, terms)
        self._claims: dict[str, ClaimRecord] = {}
        self._quotations: dict[str, QuotationRecord] = {}
        self._names: dict[str, Names] = {}
        self._articles: dict[str, ArticleRecord] = {}

    def keys(self, article: str) -> list[str]:
        """The keys of all that is said, and all that is named, in an article."""
        node = self._terms.id(article)
        quads = self._store.quads_for_pattern(None, term("inArticle"), node, None)
        return sorted(_plain(quad.subject, self._terms) for quad in quads)

    def sources(self, keys: Iterable[str]) -> Sources:
        """The claims, quotations and names with these keys; whatever else they name is left out."""
        kinds: dict[str, list[str]] = defaultdict(list)
        for key in sorted(set(keys)):
            kinds[key.partition("/")[0]].append(key)
        return Sources(
            tuple(self._claim(key) for key in kinds["claim"]),
            {key: self._quotation(key) for key in kinds["quotation"]},
            {key: self._name(key) for key in kinds["article"]},
            self.known,
        )

    def _bag(self, key: str) -> Bag:
        bag: dict[str, list[str]] = defaultdict(list)
        node = NamedNode(key) if ":" in key else self._terms.id(key)
        for quad in self._store.quads_for_pattern(node, None, None, None):
            local = _PROPERTIES.get(quad.predicate)
            if local:
                bag[local].append(_plain(quad.object, self._terms))
        return bag

    def _name(self, key: str) -> Names:
        if key not in self._names:
            self._names[key] = _names(self._bag(key))
        return self._names[key]

    def _article(self, key: str) -> ArticleRecord:
        if key not in self._articles:
            bag = self._bag(key)
            day = _one(bag, "datePublished")
            published = dt.date.fromisoformat(day) if day else None
            found = ArticleRecord(key, published, _one(bag, "outlet"), self._chain(bag))
            self._articles[key] = found
        return self._articles[key]

    def _chain(self, bag: Bag) -> tuple[str, ...]:
        """The outlets of the relays of a node, nearest to the reader first."""
        steps = [self._bag(relay) for relay in bag.get("relay", ())]
        steps.sort(key=lambda step: int(step["position"][0]))
        return tuple(step["relaySource"][0] for step in steps)

    def _quotation(self, key: str) -> QuotationRecord:
        if key not in self._quotations:
            bag = self._bag(key)
            self._quotations[key] = QuotationRecord(
                key,
                self._article(bag["inArticle"][0]),
                bag["speaker"][0],
                self._content(bag["content"][0]),
                Polarity(_one(bag, "polarity") or "affirmed"),
                _moment(bag, "", "dateBasis"),
                self._chain(bag),
            )
        return self._quotations[key]

    def _content(self, passage: str) -> str:
        words = _one(self._bag(passage), "exact")
        return self._words(passage) if words is None else words

    def _claim(self, key: str) -> ClaimRecord:
        if key not in self._claims:
            bag = self._bag(key)
            self._claims[key] = _claim(key, self._article(bag["inArticle"][0]), bag)
        return self._claims[key]


def _claim(key: str, article: ArticleRecord, bag: Bag) -> ClaimRecord:
    count, status = _one(bag, "count"), _one(bag, "officeStatus")
    return ClaimRecord(
        key=key,
        article=article,
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


def _plain(node: object, terms: Terms) -> str:
    """A literal's text, a concept's last part, a key, or an IRI from elsewhere."""
    value = str(getattr(node, "value", node))
    if isinstance(node, Literal):
        return value
    home = f"{terms.base}id/"
    if value.startswith(home):
        return value[len(home) :]
    return value.rpartition("/")[2] if "/concept/" in value else value


def _names(bag: Bag) -> Names:
    """Labels, acronyms and demonyms of what has a name."""
    labels = tuple(sorted(set(bag.get("label", ()))))
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
