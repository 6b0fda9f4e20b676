"""The manifest of a build: which graphs there are, in which files, and what they were made from.

DCAT names the graphs and their files, VoID counts triples, PROV says where they come from. There
is no clock time in it: the same articles, software and names give the same manifest, and its hash
names the build.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from comity.describe import Description
from comity.errors import BuildError
from comity.model import slug
from comity.terms import TYPE, Terms, name
from comity.turtle import triples_of, turtle

FILE = "manifest.ttl"
_TURTLE = NamedNode("https://www.iana.org/assignments/media-types/text/turtle")
_SHA256, _LABEL = name("schema", "sha256"), name("rdfs", "label")
_PATH, _TRIPLES = name("schema", "contentUrl"), name("void", "triples")
_BASE = re.compile(rb"@base <([^>\s]+)> \.")
_DERIVED, _BY = name("prov", "wasDerivedFrom"), name("prov", "wasAttributedTo")


@dataclass(frozen=True, slots=True)
class Graph:
    """One named graph of a build, in one Turtle file.

    Args:
        iri: its name.
        file: its file's path below the build's folder, with slashes.
        sha256: the hash of the file's bytes.
        triples: how many triples it has.
        source: of an article's graph, the name of the file that the article came from.
        source_sha256: of an article's graph, the hash of that file and its metadata file.
        text_sha256: of an article's graph, the hash of the stored text.
        reader: of an article's graph, the names and versions of the rules and model.
    """

    iri: str
    file: str
    sha256: str
    triples: int
    source: str = ""
    source_sha256: str = ""
    text_sha256: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build consists of.

    Args:
        base: the base of its data's IRIs.
        version: comity's.
        gazetteer: the hash of the names that were known.
        rules: of each loader's package, the hash of its files.
        graphs: sorted by name.
    """

    base: str
    version: str
    gazetteer: str
    rules: Mapping[str, str]
    graphs: tuple[Graph, ...]

    @property
    def triples(self) -> int:
        """How many triples all graphs have."""
        return sum(graph.triples for graph in self.graphs)

    @property
    def by_file(self) -> dict[str, Graph]:
        """Each graph by its file's path."""
        return {graph.file: graph for graph in self.graphs}

    def turtle(self) -> bytes:
        """The manifest's file."""
        return turtle(_described(self, Terms(self.base)), Terms(self.base))

    @classmethod
    def parse(cls, data: bytes) -> Manifest:
        """The manifest that a file holds.

        Raises:
            BuildError: where it holds none.
        """
        try:
            return _parsed(triples_of(data))
        except (SyntaxError, LookupError, ValueError) as error:
            raise BuildError(
                f"the manifest cannot be read: {error}", where=FILE, hint="build again"
            ) from error


def base_of(data: bytes) -> str:
    """The base of the IRIs of a build, from the first line of its manifest's file.

    Raises:
        BuildError: where it has none.
    """
    found = _BASE.match(data)
    if found is None:
        raise BuildError(
            "the manifest cannot be read: it has no base", where=FILE, hint="build again"
        )
    return found[1].decode()


def digest_of(data: bytes) -> str:
    """The hash of a file's bytes; of a manifest's, the hash that names the build."""
    return hashlib.sha256(data).hexdigest()


def _described(manifest: Manifest, terms: Terms) -> list[Triple]:
    about, node = Description(), NamedNode(f"{terms.base}graph/manifest")
    about.add(node, TYPE, name("dcat", "Catalog"))
    about.add(node, _LABEL, "a build of comity")
    about.add(node, name("void", "uriSpace"), manifest.base)
    about.add(node, _TRIPLES, manifest.triples)
    about.add(node, _BY, _software(about, terms, "comity", version=manifest.version))
    for package, digest in manifest.rules.items():
        about.add(node, _BY, _software(about, terms, package, sha256=digest))
    names = terms.id("gazetteer")
    about.add(node, _DERIVED, names)
    about.add(names, TYPE, name("prov", "Entity"))
    about.add(names, _SHA256, manifest.gazetteer)
    for graph in manifest.graphs:
        about.add(node, name("dcat", "dataset"), _graph(about, terms, graph))
    _derive_facts(about, terms, manifest.graphs)
    return about.triples


def _software(
    about: Description,
    terms: Terms,
    label: str,
    version: str | None = None,
    sha256: str | None = None,
) -> NamedNode:
    node = terms.id(f"software/{slug(label)}")
    about.add(node, TYPE, name("prov", "SoftwareAgent"))
    about.add(node, _LABEL, label)
    about.add(node, name("schema", "softwareVersion"), version)
    about.add(node, _SHA256, sha256)
    return node


def _graph(about: Description, terms: Terms, graph: Graph) -> NamedNode:
    node, file = NamedNode(graph.iri), NamedNode(f"{graph.iri}/turtle")
    about.add(node, TYPE, name("dcat", "Dataset"))
    about.add(node, TYPE, name("void", "Dataset"))
    about.add(node, _TRIPLES, graph.triples)
    about.add(node, name("dcat", "distribution"), file)
    about.add(file, TYPE, name("dcat", "Distribution"))
    about.add(file, name("dcat", "mediaType"), _TURTLE)
    about.add(file, _PATH, graph.file)
    about.add(file, _SHA256, graph.sha256)
    if graph.source:
        about.add(node, _DERIVED, _source(about, terms, graph))
        about.add(node, _BY, _software(about, terms, graph.reader or "unknown"))
        about.add(node, name("dcterms", "identifier"), graph.text_sha256)
    return node


def _source(about: Description, terms: Terms, graph: Graph) -> NamedNode:
    mark = digest_of(f"{graph.source}\0{graph.source_sha256}".encode())[:8]
    node = terms.id(f"source/{slug(graph.source)}-{mark}")
    about.add(node, TYPE, name("prov", "Entity"))
    about.add(node, _LABEL, graph.source)
    about.add(node, _SHA256, graph.source_sha256)
    return node


def _derive_facts(about: Description, terms: Terms, graphs: Iterable[Graph]) -> None:
    for graph in graphs:
        if graph.iri != terms.facts_graph.value:
            about.add(terms.facts_graph, _DERIVED, NamedNode(graph.iri))


class _Found:
    """The triples of a manifest's file, to look values up in."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.values: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, value in triples:
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self.values[subject.value, predicate.value].append(value.value)

    def subject(self, predicate: NamedNode, value: NamedNode) -> str:
        """The node that has this value.

        Raises:
            LookupError: where none has.
        """
        for (subject, verb), values in self.values.items():
            if verb == predicate.value and value.value in values:
                return subject
        raise LookupError(f"nothing in it has {predicate} {value}")

    def all(self, subject: str, predicate: NamedNode) -> list[str]:
        return self.values.get((subject, predicate.value), [])

    def one(self, subject: str, predicate: NamedNode) -> str:
        return self.values[subject, predicate.value][0]


def _parsed(triples: list[Triple]) -> Manifest:
    found = _Found(triples)
    node = found.subject(TYPE, name("dcat", "Catalog"))
    agents = {found.one(agent, _LABEL): agent for agent in found.all(node, _BY)}
    return Manifest(
        base=found.one(node, name("void", "uriSpace")),
        version=found.one(agents.pop("comity"), name("schema", "softwareVersion")),
        gazetteer=found.one(found.one(node, _DERIVED), _SHA256),
        rules={label: found.one(agent, _SHA256) for label, agent in sorted(agents.items())},
        graphs=tuple(
            _parsed_graph(found, iri) for iri in sorted(found.all(node, name("dcat", "dataset")))
        ),
    )


def _parsed_graph(found: _Found, iri: str) -> Graph:
    file = found.one(iri, name("dcat", "distribution"))
    graph = Graph(
        iri, found.one(file, _PATH), found.one(file, _SHA256), int(found.one(iri, _TRIPLES))
    )
    text = found.all(iri, name("dcterms", "identifier"))
    if not text:
        return graph
    source = found.one(iri, _DERIVED)
    return Graph(
        *(graph.iri, graph.file, graph.sha256, graph.triples),
        source=found.one(source, _LABEL),
        source_sha256=found.one(source, _SHA256),
        text_sha256=text[0],
        reader=found.one(found.one(iri, _BY), _LABEL),
    )
