"""The manifest of an export: DCAT names its graphs and files, VoID counts what is in them.

There is no clock time in it, so that the same graphs give the same manifest. IRIs of files are
known only where it is said under which address the folder will be published.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from comity.dataset import Dataset
from comity.describe import Description
from comity.export.formats import Format
from comity.export.parts import Part
from comity.export.shelf import Exported
from comity.terms import PREFIXES, TYPE, Terms, name
from comity.turtle import turtle

FILE = "manifest.ttl"
FORM = "manifest"
_IANA = "https://www.iana.org/assignments/media-types/"
_SPDX = "http://spdx.org/rdf/terms#"
_SUM = NamedNode(f"{_SPDX}checksumAlgorithm_sha256")
_DATASET, _ABOUT = name("dcat", "Dataset"), name("dcterms", "description")


@dataclass(frozen=True, slots=True)
class Said:
    """What whoever publishes an export says of it.

    Args:
        title: of the data set.
        licence: the IRI of its licence; empty where none is given.
        publisher: who publishes it; empty where nobody is named.
        address: the URL below which the folder will be found; empty where that is not known.
    """

    title: str = "A graph of international organisations, as articles tell of them"
    licence: str = ""
    publisher: str = ""
    address: str = ""


@dataclass(slots=True)
class Census:
    """What is counted while the graphs pass.

    Args:
        triples: by graph.
        classes: how many things there are of each.
        properties: how many triples there are with each.
        subjects: how many things are described, those of several graphs several times.
    """

    triples: dict[str, int] = field(default_factory=dict)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    subjects: int = 0

    def add(self, part: Part) -> None:
        """Count a graph."""
        self.triples[part.name] = len(part.triples)
        self.subjects += len({triple.subject for triple in part.triples})
        for triple in part.triples:
            self.properties[triple.predicate.value] += 1
            if triple.predicate == TYPE and isinstance(triple.object, NamedNode):
                self.classes[triple.object.value] += 1

    @property
    def total(self) -> int:
        """The triples of all graphs."""
        return sum(self.triples.values())


def manifest(
    data: Dataset, forms: Sequence[Format], exported: Iterable[Exported], census: Census, said: Said
) -> bytes:
    """The manifest as Turtle."""
    writer = _Manifest(data.terms, said, {form.name: form for form in forms})
    writer.whole(data, census)
    for graph in data.names:
        writer.graph(graph, census.triples[graph])
    for file in exported:
        writer.file(file)
    return turtle(writer.about.triples, data.terms)


class _Manifest:
    def __init__(self, terms: Terms, said: Said, forms: dict[str, Format]) -> None:
        self.terms, self.said, self.forms, self.about = terms, said, forms, Description()
        self.data = NamedNode(f"{terms.base}export")

    def whole(self, data: Dataset, census: Census) -> None:
        """The data set: its title, its licence, its numbers."""
        for kind in (name("dcat", "Catalog"), _DATASET, name("void", "Dataset")):
            self._say(self.data, TYPE, kind)
        self._say(self.data, name("dcterms", "title"), self.said.title)
        self._say(self.data, name("dcterms", "publisher"), self._publisher())
        self._say(self.data, name("dcterms", "license"), _iri(self.said.licence))
        self._say(self.data, name("dcterms", "identifier"), data.build or None)
        self._say(self.data, name("void", "uriSpace"), self.terms.base)
        self._say(self.data, name("void", "triples"), census.total)
        self._say(self.data, name("void", "classes"), len(census.classes))
        self._say(self.data, name("void", "properties"), len(census.properties))
        for space in sorted({_space(iri) for iri in census.properties}):
            self._say(self.data, name("void", "vocabulary"), NamedNode(space))
        self._shares("class", census.classes, "entities")
        self._shares("property", census.properties, "triples")

    def graph(self, graph: str, triples: int) -> None:
        """One graph; what lies in no named graph is no part with a name."""
        if not graph:
            return
        node = NamedNode(graph)
        for kind in (_DATASET, name("void", "Dataset")):
            self._say(node, TYPE, kind)
        self._say(node, name("void", "triples"), triples)
        self._say(self.data, name("dcat", "dataset"), node)
        self._say(self.data, name("void", "subset"), node)

    def file(self, file: Exported) -> None:
        """One file, a distribution of a graph or of all of them."""
        node = NamedNode(f"{self.data.value}/file/{quote(file.path)}")
        owner = NamedNode(file.graph) if file.graph else self.data
        form = self.forms[file.form]
        self._say(owner, name("dcat", "distribution"), node)
        self._say(node, TYPE, name("dcat", "Distribution"))
        self._say(node, name("dcterms", "title"), form.title)
        self._say(node, _ABOUT, file.about or None)
        self._say(node, name("dcterms", "conformsTo"), _iri(form.conforms))
        self._say(node, name("dcterms", "license"), _iri(self.said.licence))
        self._say(node, name("dcat", "mediaType"), NamedNode(f"{_IANA}{file.media}"))
        if file.is_packed:
            gzip = NamedNode(f"{_IANA}application/gzip")
            self._say(node, name("dcat", "compressFormat"), gzip)
        size = Literal(str(file.size), datatype=name("xsd", "nonNegativeInteger"))
        self._say(node, name("dcat", "byteSize"), size)
        self._say(node, name("void", "triples"), file.triples)
        self._say(node, name("schema", "contentUrl"), file.path)
        self._say(node, name("schema", "sha256"), file.sha256)
        self._sum(node, file.sha256)
        self._published(node, owner, file)
        self._says_losses(node, form)

    def _says_losses(self, node: NamedNode, form: Format) -> None:
        if form.lost:
            self._say(node, name("rdfs", "comment"), f"Not in it: {form.lost}")

    def _sum(self, node: NamedNode, sha256: str) -> None:
        check = NamedNode(f"{node.value}/checksum")
        self._say(node, NamedNode(f"{_SPDX}checksum"), check)
        self._say(check, TYPE, NamedNode(f"{_SPDX}Checksum"))
        self._say(check, NamedNode(f"{_SPDX}algorithm"), _SUM)
        value = Literal(sha256, datatype=name("xsd", "hexBinary"))
        self._say(check, NamedNode(f"{_SPDX}checksumValue"), value)

    def _published(self, node: NamedNode, owner: NamedNode, file: Exported) -> None:
        """Where the file will be found, if that is known."""
        if not self.said.address:
            return
        url = NamedNode(f"{self.said.address.rstrip('/')}/{quote(file.path)}")
        self._say(node, name("dcat", "downloadURL"), url)
        if file.triples is not None or file.form in ("trig", "nquads"):
            self._say(owner, name("void", "dataDump"), url)

    def _shares(self, what: str, counted: Counter[str], number: str) -> None:
        """VoID's partitions: how much there is of each class, or with each property."""
        for iri, count in sorted(counted.items()):
            digest = hashlib.sha256(iri.encode()).hexdigest()[:12]
            node = NamedNode(f"{self.data.value}/{what}/{digest}")
            self._say(self.data, name("void", f"{what}Partition"), node)
            self._say(node, TYPE, name("void", "Dataset"))
            self._say(node, name("void", what), NamedNode(iri))
            self._say(node, name("void", number), count)

    def _publisher(self) -> NamedNode | None:
        if not self.said.publisher:
            return None
        node = NamedNode(f"{self.data.value}/publisher")
        self._say(node, TYPE, name("foaf", "Agent"))
        self._say(node, name("foaf", "name"), self.said.publisher)
        return node

    def _say(
        self, node: NamedNode, verb: NamedNode, value: NamedNode | Literal | str | int | None
    ) -> None:
        self.about.add(node, verb, value)


def _iri(text: str) -> NamedNode | None:
    return NamedNode(text) if text else None


def _space(iri: str) -> str:
    """The vocabulary that a property is of."""
    for space in PREFIXES.values():
        if iri.startswith(space):
            return space
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] or iri
