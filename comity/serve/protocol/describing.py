"""What a worker does to describe the service (SPARQL 1.1 Service Description) and the data (VoID).

There is no clock time in it, so that the same build is described in the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from urllib.parse import quote

import pyoxigraph as ox
from pyoxigraph import NamedNode

from comity.describe import Description, Value
from comity.serve.protocol import formats
from comity.serve.protocol.answering import serialized, store_of
from comity.serve.protocol.cutting import fragment
from comity.serve.protocol.formats import Format, negotiated, rdf
from comity.serve.protocol.holding import Held
from comity.serve.snapshot import Opened
from comity.serve.writing.uploads import FORMATS
from comity.terms import PREFIXES, TYPE, name

_SD = "http://www.w3.org/ns/sparql-service-description#"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service is, and what it does.

    Args:
        origin: the scheme, host and port that clients know it by.
        is_writable: whether it takes updates.
        rows: the most rows that it answers with.
    """

    origin: str
    is_writable: bool
    rows: int


@dataclass(frozen=True, slots=True)
class Census:
    """What there is in the data.

    Args:
        graphs: the triples of each named graph.
        classes: how many things there are of each.
        properties: how many triples there are with each.
    """

    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    properties: Mapping[str, int]

    @property
    def triples(self) -> int:
        """How many triples the union of all graphs has."""
        return sum(self.properties.values())


Says = Callable[[Opened, Place], Description]


def described(opened: Opened, say: Says, place: Place, accept: str, form: str) -> Held:
    """A description, in the format asked for.

    Raises:
        RequestError: where there is no format that the client takes.
    """
    its = negotiated(accept, form, formats.GRAPHS)
    triples: Sequence[ox.Triple] = say(opened, place).triples
    return Held(its.media, serialized(triples, rdf(its), {**PREFIXES, "sd": _SD}))


def service(opened: Opened, place: Place) -> Description:
    """The endpoint: its languages, its formats, its limits, its graphs."""
    about, endpoint = Description(), f"{place.origin}/sparql"
    node, dataset = NamedNode(f"{endpoint}#service"), NamedNode(f"{endpoint}#dataset")
    for verb, value in _abilities(place):
        about.add(node, _sd(verb), value)
    about.add(node, TYPE, _sd("Service"))
    about.add(node, _sd("endpoint"), NamedNode(endpoint))
    about.add(node, name("rdfs", "comment"), _limits(place))
    about.add(node, name("rdfs", "seeAlso"), NamedNode(f"{place.origin}/void"))
    cut = NamedNode(f"{endpoint}{fragment(place.rows)}")
    about.add(cut, name("rdfs", "comment"), "The answer that names this was cut: there is more.")
    about.add(node, _sd("defaultDataset"), dataset)
    about.add(dataset, TYPE, _sd("Dataset"))
    _graphs(about, dataset, endpoint, _census(opened))
    return about


def _abilities(place: Place) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = [("supportedLanguage", _sd("SPARQL11Query"))]
    found.append(("feature", _sd("UnionDefaultGraph")))
    written = {*formats.ROWS, *formats.TRIPLES}
    found += [
        ("resultFormat", node) for form in sorted(written, key=_media) for node in _iris(form)
    ]
    if place.is_writable:
        found.append(("supportedLanguage", _sd("SPARQL11Update")))
        read = sorted({form.iri for form in FORMATS.values()})
        found += [("inputFormat", NamedNode(iri)) for iri in read]
    return found


def _graphs(about: Description, dataset: NamedNode, endpoint: str, census: Census) -> None:
    default = NamedNode(f"{endpoint}#default-graph")
    about.add(dataset, _sd("defaultGraph"), default)
    about.add(default, TYPE, _sd("Graph"))
    about.add(default, name("void", "triples"), census.triples)
    for iri, triples in census.graphs.items():
        named = NamedNode(f"{endpoint}#named-{_digest(iri)}")
        graph = NamedNode(f"{endpoint}#graph-{_digest(iri)}")
        about.add(dataset, _sd("namedGraph"), named)
        about.add(named, TYPE, _sd("NamedGraph"))
        about.add(named, _sd("name"), NamedNode(iri))
        about.add(named, _sd("graph"), graph)
        about.add(graph, TYPE, _sd("Graph"))
        about.add(graph, name("void", "triples"), triples)


def void(opened: Opened, place: Place) -> Description:
    """The data: how much of what, and where to ask and to get it."""
    about, node = Description(), NamedNode(f"{place.origin}/void#data")
    census, target = _census(opened), opened.target
    said: list[tuple[NamedNode, Value | None]] = [
        (TYPE, name("void", "Dataset")),
        (
            name("dcterms", "title"),
            "A graph of international organisations, as articles tell of them",
        ),
        (name("dcterms", "identifier"), target.build or None),
        (name("void", "sparqlEndpoint"), NamedNode(f"{place.origin}/sparql")),
        (name("void", "uriSpace"), target.terms.base),
        (name("void", "triples"), census.triples),
        (name("void", "classes"), len(census.classes)),
        (name("void", "properties"), len(census.properties)),
        (name("void", "dataDump"), NamedNode(f"{place.origin}/graphs?format=trig")),
    ]
    said += [(name("void", "vocabulary"), NamedNode(v)) for v in _vocabularies(census)]
    said += [(name("void", "feature"), n) for form in formats.GRAPHS for n in _iris(form)]
    for verb, value in said:
        about.add(node, verb, value)
    _subsets(about, node, place, census.graphs)
    _partitions(about, node, "class", census.classes, "entities")
    _partitions(about, node, "property", census.properties, "triples")
    document = NamedNode(f"{place.origin}/void")
    about.add(document, TYPE, name("void", "DatasetDescription"))
    about.add(document, name("foaf", "primaryTopic"), node)
    return about


def _subsets(about: Description, node: NamedNode, place: Place, graphs: Mapping[str, int]) -> None:
    for iri, triples in graphs.items():
        graph = NamedNode(iri)
        about.add(node, name("void", "subset"), graph)
        about.add(graph, TYPE, name("void", "Dataset"))
        about.add(graph, name("void", "triples"), triples)
        dump = f"{place.origin}/graphs?graph={quote(iri, safe='')}"
        about.add(graph, name("void", "dataDump"), NamedNode(dump))


def _partitions(
    about: Description, node: NamedNode, what: str, counted: Mapping[str, int], number: str
) -> None:
    """How much there is of each class, or with each property."""
    for iri, count in counted.items():
        part = NamedNode(f"{node.value}-{what}-{_digest(iri)}")
        about.add(node, name("void", f"{what}Partition"), part)
        about.add(part, TYPE, name("void", "Dataset"))
        about.add(part, name("void", what), NamedNode(iri))
        about.add(part, name("void", number), count)


@lru_cache(maxsize=1)
def _census(opened: Opened) -> Census:
    """What is counted once for a snapshot, in each worker that is asked."""
    store = store_of(opened)
    named = {node.value: 0 for node in store.named_graphs() if isinstance(node, NamedNode)}
    triples = "SELECT ?x (COUNT(*) AS ?n) { GRAPH ?x { ?s ?p ?o } } GROUP BY ?x"
    graphs = {**named, **_counted(store, triples)}
    classes = "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x"
    properties = "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x"
    return Census(graphs, _counted(store, classes), _counted(store, properties))


def _counted(store: ox.Store, sparql: str) -> Mapping[str, int]:
    rows = store.query(sparql, use_default_graph_as_union=True)
    if not isinstance(rows, ox.QuerySolutions):
        return {}
    found = ((row["x"], row["n"]) for row in rows)
    return {x.value: int(n.value) for x, n in sorted(found, key=str) if isinstance(x, NamedNode)}


def _vocabularies(census: Census) -> list[str]:
    used = set(census.properties) | set(census.classes)
    return sorted(space for space in PREFIXES.values() if any(i.startswith(space) for i in used))


def _limits(place: Place) -> str:
    version = metadata.version("comity")
    writes = "takes updates from who shows its token" if place.is_writable else "is only read"
    return (
        f"comity {version}. It {writes}, and answers with at most {place.rows:,} rows, and says so "
        "where there are more. SERVICE and LOAD are refused; FROM chooses among its own graphs."
    )


def _iris(form: Format) -> list[NamedNode]:
    """What W3C calls a format; none of a page."""
    return [NamedNode(form.writer.iri)] if form.writer else []


def _media(form: Format) -> str:
    return form.media


def _digest(iri: str) -> str:
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _sd(local: str) -> NamedNode:
    return NamedNode(f"{_SD}{local}")
