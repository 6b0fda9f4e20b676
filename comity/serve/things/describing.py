"""In a worker: what a build says of a thing, and what cites it, as triples of graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import pyoxigraph as ox

from comity import lookups, resources
from comity.lookups import Solution
from comity.serve.refusals import RequestError
from comity.serve.snapshot import Opened
from comity.serve.things.formats import BY_SUFFIX
from comity.storedquery import serialised
from comity.terms import PREFIXES, TYPE, Terms, name

CITING = 500
"""How many of the triples that cite a thing stand on one page of its description."""

_OWN = """
SELECT DISTINCT ?graph ?subject ?property ?value WHERE {{
  VALUES ?subject {{ {things} }}
  ?subject ?property ?value .
  OPTIONAL {{ GRAPH ?graph {{ ?subject ?property ?value }} }}
}}
"""
_CITING = """
SELECT DISTINCT ?graph ?subject ?property ?value WHERE {{
  VALUES ?value {{ {things} }}
  ?subject ?property ?value .
  OPTIONAL {{ GRAPH ?graph {{ ?subject ?property ?value }} }}
}} ORDER BY ?subject ?property ?graph
"""
_WORDS = """
PREFIX comity: <{comity}>
SELECT DISTINCT ?claim ?passage WHERE {{
  VALUES ?thing {{ {things} }}
  ?thing comity:supportedBy|comity:contradictedBy ?claim .
  ?claim comity:passage ?passage .
}} ORDER BY ?claim LIMIT {most}
"""
_NAMES = """
PREFIX dcterms: <{dcterms}>
PREFIX foaf: <{foaf}>
PREFIX rdf: <{rdf}>
PREFIX rdfs: <{rdfs}>
PREFIX skos: <{skos}>
SELECT DISTINCT ?graph ?subject ?property ?value WHERE {{
  VALUES ?subject {{ {things} }}
  ?subject ?property ?value .
  FILTER(?property IN (rdf:type, skos:prefLabel, foaf:name, rdfs:label, dcterms:title))
  OPTIONAL {{ GRAPH ?graph {{ ?subject ?property ?value }} }}
}}
"""
_PASSAGE = name("comity", "passage")
_TOPIC, _VERSION = name("foaf", "primaryTopic"), name("schema", "version")


@dataclass(frozen=True, slots=True)
class Thing:
    """What an address stands for.

    Args:
        name: a path below `id/`, whatever the base of the build; or an IRI.
        is_iri: which of the two.
    """

    name: str
    is_iri: bool = False

    def node(self, terms: Terms) -> ox.NamedNode:
        """Its IRI.

        Raises:
            RequestError: 404 where it is none.
        """
        try:
            return ox.NamedNode(self.name) if self.is_iri else terms.id(self.name)
        except ValueError as error:
            raise _unknown(self.name) from error


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of a thing, as it is sent.

    Args:
        body: the bytes.
        build: the hash of the build that says it.
        citing: how many triples cite it, on all pages.
    """

    body: bytes
    build: str
    citing: int


def described(opened: Opened, thing: Thing, offset: int, suffix: str, document: str) -> Described:
    """What the build says of a thing.

    Args:
        opened: what is asked.
        thing: what is asked about.
        offset: how many of the triples that cite it are on the pages before.
        suffix: of the format to write.
        document: the address of the description.

    Raises:
        RequestError: 404 where the build knows nothing of it.
    """
    node, build = thing.node(opened.target.terms), opened.target.build
    own, citing = _quads(opened, _OWN, [node]), _quads(opened, _CITING, [node])
    if not own and not citing:
        raise _unknown(node.value)
    page = citing[offset : offset + CITING]
    told = [*own, *page, *_words(opened, node, own), *_about(document, node, build)]
    told += _names(opened, told)
    body = BY_SUFFIX[suffix].write(told, opened.target.terms)
    return Described(body, build, len(citing))


def is_known(opened: Opened, thing: Thing) -> bool:
    """Whether the build says anything of a thing."""
    wanted = serialised(thing.node(opened.target.terms))
    sparql = f"ASK {{ {{ {wanted} ?p ?o }} UNION {{ ?s ?q {wanted} }} }}"
    return bool(opened.target.store.query(sparql))


def ontology(opened: Opened, suffix: str) -> bytes:
    """The ontology: what the classes and properties mean."""
    return BY_SUFFIX[suffix].write(_ontology(), opened.target.terms)


def _unknown(iri: str) -> RequestError:
    hint = "things can be looked for by name: /api/search?q=…"
    return RequestError(f"this build knows nothing of <{iri}>", status=404, hint=hint)


def _quads(opened: Opened, sparql: str, things: Sequence[ox.NamedNode]) -> list[ox.Quad]:
    found: list[ox.Quad] = []
    for batch in lookups.batches(things):
        text = sparql.format(things=" ".join(map(serialised, batch)), **PREFIXES)
        found += map(_quad, lookups.solutions(opened.target.store, text))
    return found


def _quad(row: Solution) -> ox.Quad:
    subject, verb = cast(ox.NamedNode, row["subject"]), cast(ox.NamedNode, row["property"])
    return ox.Quad(subject, verb, row["value"], lookups.node(row, "graph"))


def _words(opened: Opened, thing: ox.NamedNode, own: Sequence[ox.Quad]) -> list[ox.Quad]:
    """The passages that a claim, or a fact by its claims, rests on."""
    text = _WORDS.format(comity=PREFIXES["comity"], things=serialised(thing), most=CITING)
    rows = lookups.solutions(opened.target.store, text)
    links = [ox.Quad(cast(ox.NamedNode, r["claim"]), _PASSAGE, r["passage"]) for r in rows]
    quoted = [quad.object for quad in (*own, *links) if quad.predicate == _PASSAGE]
    passages = [node for node in quoted if isinstance(node, ox.NamedNode)]
    return [*links, *_quads(opened, _OWN, passages)]


def _names(opened: Opened, told: Iterable[ox.Quad]) -> list[ox.Quad]:
    """What whatever is named is, and what it is called."""
    nodes = {node for quad in told for node in (quad.subject, quad.object)}
    named = sorted((n for n in nodes if isinstance(n, ox.NamedNode)), key=lambda node: node.value)
    return _quads(opened, _NAMES, named)


def _about(document: str, thing: ox.NamedNode, build: str) -> Iterator[ox.Quad]:
    """What the document is, that says all this."""
    here = ox.NamedNode(document)
    yield ox.Quad(here, TYPE, name("foaf", "Document"))
    yield ox.Quad(here, _TOPIC, thing)
    if build:
        yield ox.Quad(here, _VERSION, ox.Literal(build))


@lru_cache(maxsize=1)
def _ontology() -> list[ox.Quad]:
    return list(ox.parse(path=resources.ontology() / "comity.ttl", format=ox.RdfFormat.TURTLE))
