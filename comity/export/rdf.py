"""The graphs themselves: Turtle, RDF/XML and JSON-LD by graph, TriG and N-Quads of all."""

from __future__ import annotations

from contextlib import ExitStack
from typing import IO

from comity.dataset import BuildData, Dataset
from comity.export import jsonld
from comity.export.parts import Part
from comity.export.quads import SortedQuads, line
from comity.export.rdfxml import rdfxml
from comity.export.shelf import Shelf
from comity.manifest import FILE
from comity.terms import PREFIXES


class Turtle:
    """A file a graph; of a build, the very files, so that the folder is that build again."""

    def __init__(self, data: Dataset, shelf: Shelf) -> None:
        self.data, self.shelf = data, shelf

    def add(self, part: Part) -> None:
        """See `Sink.add`."""
        path = f"turtle/{part.stem}.ttl"
        self.shelf.put(
            path, part.turtle, "text/turtle", "turtle", graph=part.name, triples=len(part.triples)
        )

    def finish(self) -> None:
        """Add the build's manifest."""
        if isinstance(self.data, BuildData):
            data = self.data.manifest.turtle()
            about = "The manifest of the build: with it, this folder is the build."
            self.shelf.put(f"turtle/{FILE}", data, "text/turtle", "turtle", about=about)

    def close(self) -> None:
        """See `Sink.close`."""


class RdfXml:
    """A file a graph, and one for what XML cannot hold."""

    def __init__(self, _: Dataset, shelf: Shelf) -> None:
        self.shelf, self.left = shelf, list[bytes]()

    def add(self, part: Part) -> None:
        """See `Sink.add`."""
        data, left = rdfxml(part.triples)
        self.left += [line(triple, part.name) for triple in left]
        self.shelf.put(
            f"rdfxml/{part.stem}.rdf",
            data,
            "application/rdf+xml",
            "rdfxml",
            graph=part.name,
            triples=len(part.triples) - len(left),
        )

    def finish(self) -> None:
        """Write down what XML cannot hold, where there is such a triple."""
        if self.left:
            about = "The triples that XML 1.0 has no way to write, most for a control character."
            data = b"".join(sorted(self.left))
            media, path = "application/n-quads", "rdfxml/not-in-xml.nq"
            self.shelf.put(path, data, media, "rdfxml", triples=len(self.left), about=about)

    def close(self) -> None:
        """See `Sink.close`."""


class JsonLd:
    """A file a graph with the context that it uses, and the whole context as a file of its own."""

    def __init__(self, data: Dataset, shelf: Shelf) -> None:
        self.terms, self.shelf = data.terms, shelf

    def add(self, part: Part) -> None:
        """See `Sink.add`."""
        self.shelf.put(
            f"jsonld/{part.stem}.jsonld",
            jsonld.document(part.triples, self.terms, part.name),
            jsonld.MEDIA,
            "jsonld",
            graph=part.name,
            triples=len(part.triples),
        )

    def finish(self) -> None:
        """Write the context."""
        about = "The context of all properties: what JSON's keys mean."
        data = jsonld.context_file(self.terms)
        self.shelf.put("jsonld/context.jsonld", data, jsonld.MEDIA, "jsonld", about=about)

    def close(self) -> None:
        """See `Sink.close`."""


class TriG:
    """All graphs in one file, each under its name."""

    def __init__(self, data: Dataset, shelf: Shelf) -> None:
        self.shelf, self.terms = shelf, data.terms
        self._open = ExitStack()
        self._stream: IO[bytes] | None = None

    def add(self, part: Part) -> None:
        """See `Sink.add`."""
        if self._stream is None:
            self._stream = self._begun()
        _, _, body = part.turtle.partition(b"\n\n")
        inside = b"<%s> {\n%s}\n" % (part.name.encode(), body) if part.name else body
        self._stream.write(b"\n" + inside)

    def finish(self) -> None:
        """Close the file; one of no graphs is empty."""
        if self._stream is None:
            self._begun()
        self._open.close()

    def close(self) -> None:
        """See `Sink.close`."""
        self._open.close()

    def _begun(self) -> IO[bytes]:
        media = "application/trig"
        stream = self._open.enter_context(self.shelf.file("comity.trig", media, "trig"))
        prefixes = (f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(PREFIXES))
        stream.write("".join([f"@base <{self.terms.base}> .\n", *prefixes]).encode())
        return stream


class NQuads:
    """All triples in one file, canonical, sorted, compressed."""

    def __init__(self, _: Dataset, shelf: Shelf) -> None:
        self.shelf, self._quads = shelf, SortedQuads(shelf.scratch())

    def add(self, part: Part) -> None:
        """See `Sink.add`."""
        self._quads.add(part.name, part.triples)

    def finish(self) -> None:
        """Sort and write all."""
        with self.shelf.file("comity.nq.gz", "application/n-quads", "nquads") as stream:
            self._quads.write(stream)

    def close(self) -> None:
        """See `Sink.close`."""
