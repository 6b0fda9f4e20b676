"""Evidence and its quality: from the claims of the model, and what the facts say they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from comity.dates import DateBasis, When
from comity.model import Claim
from tests.oracle.known import Known, Node, Row, Said
from tests.oracle.reading import concept, iris, one, text

_NO_FACTS = {"Office"}  # nodes of the facts graph that rest on nothing of their own
_INFERRED = (DateBasis.RELATIVE, DateBasis.INFERRED)


def conflicts(known: Known, kind: str | None = None) -> Iterator[Row]:
    for iri, node in known.of("Conflict", "ClaimRelation"):
        what = "conflict" if "Conflict" in kinds(node) else "related"
        if kind in (None, what):
            type_ = concept(node, "relationType")
            values = {
                "kind": what,
                "type": type_,
                "status": concept(node, "conflictStatus"),
                "note": text(node, "note"),
                "relation": iri,
            }
            yield Row(values, frozenset({iri}), order=(what, type_, iri))


def articles_about(known: Known, entity: str) -> Iterator[Row]:
    things = {entity, *(mention for mention, who in known.who.items() if who == entity)}
    for said in _everything(known):
        if things & _named(known, said):
            published, outlet = known.published(said.article), known.outlet(said.article)
            values = {"published": published, "outlet": outlet, "article": said.article}
            order = (published is None, published, said.article)
            yield Row(values, frozenset({said.iri}), order=order)


def _named(known: Known, said: Said) -> set[str | None]:
    """What a claim or a quotation names, and who speaks."""
    if isinstance(said.own, Claim):
        return {
            known.iri(e, said.article)
            for e in (said.own.subject, said.own.object, *said.own.members)
        }
    return {known.voice(said), *(known.iri(e, said.article) for e in said.own.about)}


def coverage(known: Known, article: str | None = None) -> Iterator[Row]:
    for iri, sentences in known.sentences.items():
        if article in (None, iri):
            said = [s for s in _everything(known) if s.article == iri]
            values = {
                "article": iri,
                "sentences": sentences,
                "passages": len({s.own.passage for s in said}),
                "claims": len(said),
            }
            yield Row(values, order=(iri,))


def for_fact(known: Known, fact: str) -> Iterator[Row]:
    if fact in known.claims or fact in known.quotations:
        yield Row({"fact": fact, "rule": None}, frozenset({fact}), order=(fact,))
    node = known.facts.get(fact, {})
    if iris(node, "supportedBy", "contradictedBy", "relates"):
        yield Row({"fact": fact, "rule": text(node, "fusedBy")}, frozenset({fact}), order=(fact,))


def inferred_dates(known: Known, article: str | None = None) -> Iterator[Row]:
    for said in _everything(known):
        if article not in (None, said.article):
            continue
        for when, words in _dates(said):
            if when and when.basis in _INFERRED:
                claim = said.own if isinstance(said.own, Claim) else None
                values = {
                    "article": said.article,
                    "date": when.date.edtf,
                    "basis": when.basis.value,
                    "words": words,
                    "published": known.published(said.article),
                    "kind": claim.predicate.value if claim else None,
                }
                order = (said.article, when.date.edtf, words, said.iri)
                yield Row(values, frozenset({said.iri}), order=order)


def single_source(known: Known, scope: str | None = None) -> Iterator[Row]:
    for iri, node in known.facts.items():
        support = [_said(known, key) for key in iris(node, "supportedBy")]
        if not support or kinds(node) & _NO_FACTS:
            continue
        articles = len({said.article for said in support})
        independent = one(node, "independentSourceCount")
        found = "article" if articles == 1 else "source" if independent == 1 else None
        if found and scope in (None, found):
            (kind,) = kinds(node)
            values = {
                "resting": iri,
                "kind": kind,
                "rule": text(node, "fusedBy"),
                "scope": found,
                "articles": articles,
                "independent_sources": independent,
            }
            yield Row(values, frozenset({iri}), order=(kind, iri))


def undated_articles(known: Known) -> Iterator[Row]:
    for iri in known.articles:
        if known.published(iri) is None:
            yield Row({"article": iri, "outlet": known.outlet(iri)}, order=(iri,))


def kinds(node: Node) -> set[str]:
    """The classes of a fact, by their own names."""
    return {iri.rpartition("#")[2] for iri in iris(node, "rdf:type")}


def _everything(known: Known) -> list[Said]:
    return [*known.quotations.values(), *known.claims.values()]


def _said(known: Known, iri: str) -> Said:
    return known.claims.get(iri) or known.quotations[iri]


def _dates(said: Said) -> list[tuple[When | None, str | None]]:
    """Its dates, each with the words that gave it; those of "since" and "until" are not kept."""
    when = said.own.when
    found: list[tuple[When | None, str | None]] = [(when, (when.words or None) if when else None)]
    if isinstance(said.own, Claim):
        found += [(said.own.since, None), (said.own.until, None)]
    return found
