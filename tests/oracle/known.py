"""A world as plain data: what the articles say, what the facts say, and what things are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

import pyoxigraph as ox

from comity.graph import digest
from comity.model import Article, Claim, Entity, Kind, Predicate, Quotation, Span
from comity.terms import PREFIXES
from tests.synthetic.world import TERMS, World

Cell = str | int | bool | None
Node = Mapping[str, tuple[Cell, ...]]
_SPACES = {space: prefix for prefix, space in PREFIXES.items() if prefix != "comity"}
_LABELS = ("skos:prefLabel", "foaf:name", "rdfs:label", "dcterms:title")


@dataclass(frozen=True)
class Row:
    """A row that a query must give.

    Args:
        values: by column; IRIs as strings.
        facts: the facts, claims or quotations that it rests on.
        claims: of their claims, those that count; all of them where it is empty.
        order: what rows are sorted by; None comes first.
        may: further facts that it may show, such as other intervals that allow the day.
    """

    values: Mapping[str, Cell]
    facts: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    order: tuple[Cell, ...] = ()
    may: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """A quotation or a claim, with its IRI, its article and the quotation that it stands in."""

    iri: str
    article: str
    own: Quotation | Claim
    quotation: Said | None = None

    @property
    def quote(self) -> Quotation:
        assert isinstance(self.own, Quotation)
        return self.own

    @property
    def claim(self) -> Claim:
        assert isinstance(self.own, Claim)
        return self.own


@dataclass(frozen=True)
class Known:
    """All that is known of a world.

    Args:
        world: the articles and the facts' triples.
    """

    world: World
    articles: dict[str, Article] = field(default_factory=dict)
    sentences: dict[str, int] = field(default_factory=dict)
    quotations: dict[str, Said] = field(default_factory=dict)
    claims: dict[str, Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for reading in self.world.readings:
            of = reading.article
            article = TERMS.article(of.id).value
            self.articles[article], self.sentences[article] = of, len(reading.sentences)
            for quotation in reading.quotations:
                iri = TERMS.quotation(of.id, quotation.content).value
                self.quotations.setdefault(iri, Said(iri, article, quotation))
            for claim in reading.claims:
                iri = TERMS.claim(of.id, claim.passage, digest(claim)).value
                where = claim.said_in and TERMS.quotation(of.id, claim.said_in).value
                quotation_ = self.quotations[where] if where else None
                self.claims.setdefault(iri, Said(iri, article, claim, quotation_))

    # --- What the facts say ---

    @cached_property
    def facts(self) -> dict[str, Node]:
        """Every node of the facts graph: its values by property, in order."""
        return _nodes(self.world.facts)

    @cached_property
    def reference(self) -> dict[str, Node]:
        return _nodes(self.world.reference)

    def of(self, *kinds: str) -> list[tuple[str, Node]]:
        """The facts of these classes, by their IRIs."""
        found = (pair for kind in kinds for pair in self._by_kind.get(kind, ()))
        return sorted(found, key=itemgetter(0))

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[str, Node]]]:
        found: dict[str, list[tuple[str, Node]]] = defaultdict(list)
        for iri, node in self.facts.items():
            for kind in node["rdf:type"]:
                found[str(kind).rpartition("#")[2]].append((iri, node))
        return found

    @cached_property
    def who(self) -> dict[str, str]:
        """The official that a person of one article is, by the person's IRI."""
        return {
            str(mention): iri for iri, node in self.of("Official") for mention in node["identifies"]
        }

    @cached_property
    def parents(self) -> dict[str, str]:
        """The organisation that an organ is part of."""
        reference = self.reference.items()
        return {iri: str(node["organOf"][0]) for iri, node in reference if "organOf" in node}

    # --- What the articles say ---

    def iri(self, entity: Entity | None, article: str) -> str | None:
        """The IRI of an entity of an article."""
        if entity is None:
            return None
        return f"{article}/{entity.key}" if entity.local else TERMS.id(entity.key).value

    def subject(self, said: Said) -> str | None:
        return self.iri(said.claim.subject, said.article)

    def object(self, said: Said) -> str | None:
        return self.iri(said.claim.object, said.article)

    def voice(self, said: Said) -> str | None:
        """Who says it, as the article has it; None where the outlet itself does."""
        quotation = said if isinstance(said.own, Quotation) else said.quotation
        return self.iri(quotation.quote.speaker, said.article) if quotation else None

    def speaker(self, said: Said) -> str | None:
        """Who says it: the official, where the person of the article is known as one."""
        voice = self.voice(said)
        return self.who.get(voice, voice) if voice else None

    def text(self, said: Said) -> str:
        """The words of its passage."""
        return said.own.passage.of(self.articles[said.article].text)

    def outlet(self, article: str) -> str | None:
        name = self.articles[article].outlet
        return TERMS.outlet(name).value if name else None

    def published(self, article: str) -> str | None:
        when = self.articles[article].published
        return when.date.edtf if when else None

    def saying(self, *predicates: Predicate) -> list[Said]:
        """The claims with one of these predicates."""
        return [said for said in self.claims.values() if said.claim.predicate in predicates]

    # --- What things are called ---

    def label(self, iri: str) -> str:
        """The label that people read; the last part of the IRI of what has none."""
        known = self._labels.get(iri)
        if known:
            return min(known)[1]
        return re.split(r"/id/|[#/](?=[^#/]*$)", iri.rstrip("/"), maxsplit=1)[-1]

    @cached_property
    def names(self) -> dict[str, set[tuple[str, str]]]:
        """Every name of everything, with the property that gives it."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for nodes in (self.facts, self.reference):
            for iri, node in nodes.items():
                found[iri] |= {(key, str(v)) for key, values in node.items() for v in values}
        for article, of in self.articles.items():
            if of.title:
                found[article].add(("dcterms:title", of.title.of(of.text)))
        for iri, property_, name in self._local_names():
            found[iri].add((property_, name))
        return found

    @cached_property
    def local(self) -> dict[str, Entity]:
        """What is known within one article: the name told is the longest, then the first."""
        found: dict[str, Entity] = {}
        for article, entity in sorted(
            self._spoken_of(), key=lambda item: (-len(item[1].name), item[1].name)
        ):
            if entity.local:
                found.setdefault(f"{article}/{entity.key}", entity)
        return found

    @cached_property
    def source(self) -> dict[str, Node]:
        """The outlets and the passages, as nodes."""
        outlets: dict[str, set[str]] = defaultdict(set)
        for iri, name in _outlets(self.articles.values(), self.quotations.values()):
            outlets[iri].add(name)
        nodes: dict[str, Node] = {
            iri: {"rdf:type": (_class("Outlet"),), "rdfs:label": tuple(names)}
            for iri, names in outlets.items()
        }
        for said in (*self.quotations.values(), *self.claims.values()):
            spans = [said.own.passage]
            spans += [said.own.content] if isinstance(said.own, Quotation) else []
            for span in spans:
                of = self.articles[said.article]
                nodes[TERMS.passage(of.id, span).value] = _passage(said.article, of.text, span)
        return nodes

    @cached_property
    def _labels(self) -> dict[str, list[tuple[int, str]]]:
        return {
            iri: several
            for iri, names in self.names.items()
            if (several := [(_LABELS.index(p), name) for p, name in names if p in _LABELS])
        }

    def _local_names(self) -> Iterator[tuple[str, str, str]]:
        for iri, entity in self.local.items():
            yield iri, "rdfs:label", entity.name
            if entity.kind is Kind.PERSON:
                yield iri, "foaf:name", entity.name
            elif entity.kind is Kind.ORGANISATION:
                yield iri, "skos:prefLabel", entity.name
        for iri, name in _outlets(self.articles.values(), self.quotations.values()):
            yield iri, "rdfs:label", name

    def _spoken_of(self) -> Iterator[tuple[str, Entity]]:
        for said in self.quotations.values():
            for entity in (said.quote.speaker, *said.quote.about):
                yield said.article, entity
        for said in self.claims.values():
            for entity in (said.claim.subject, said.claim.object, *said.claim.members):
                if entity:
                    yield said.article, entity


def _class(local: str) -> str:
    return f"{PREFIXES['comity']}{local}"


def _passage(article: str, text: str, span: Span) -> Node:
    return {
        "rdf:type": (_class("Passage"),),
        "inArticle": (article,),
        "oa:start": (span.start,),
        "oa:end": (span.end,),
        "oa:exact": (text[span.start : span.end],),
        "oa:prefix": (text[max(0, span.start - 32) : span.start],),
        "oa:suffix": (text[span.end : span.end + 32],),
    }


def _outlets(articles: Iterable[Article], said: Iterable[Said]) -> Iterator[tuple[str, str]]:
    """Outlets by IRI with the name that each article has for it: its first, of several."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        by_article[TERMS.article(article.id).value] |= {article.outlet} - {None}  # type: ignore[arg-type]  # None is out
    for one in said:
        by_article[one.article] |= set(one.quote.chain)
    for names in by_article.values():
        first: dict[str, str] = {}
        for name in sorted(names):
            first.setdefault(TERMS.outlet(name).value, name)
        yield from first.items()


def _nodes(triples: Iterable[ox.Triple]) -> dict[str, Node]:
    nodes: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        nodes[triple.subject.value][_short(triple.predicate.value)].append(_plain(triple.object))
    return {
        iri: {key: tuple(sorted(values, key=str)) for key, values in node.items()}
        for iri, node in nodes.items()
    }


def _short(iri: str) -> str:
    space, _, local = re.split(r"(?<=[#/])()(?=[^#/]*$)", iri, maxsplit=1)
    return f"{_SPACES[space]}:{local}" if space in _SPACES else local


def _plain(node: object) -> Cell:
    if isinstance(node, ox.Literal):
        kind = node.datatype.value.rpartition("#")[2]
        if kind == "boolean":
            return node.value == "true"
        return int(node.value) if kind == "integer" else node.value
    assert isinstance(node, ox.NamedNode)
    return node.value
