"""The formats of answers: their media types, their short names, what writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from comity.serve.negotiation import chosen
from comity.serve.refusals import RequestError

HTML, CSV = "text/html", "text/csv"
SPREADSHEET = "spreadsheet"
"""The short name of CSV in which no cell is run by a spreadsheet: for people, not for programs."""

_Writer = ox.QueryResultsFormat | ox.RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing an answer.

    Args:
        media: its media type.
        names: what the parameter `format` may call it, beside the media type.
        writer: what pyoxigraph calls it; None of HTML.
        aliases: further media types that clients ask for it by.
    """

    media: str
    names: tuple[str, ...]
    writer: _Writer | None = None
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The header of an answer."""
        return content_type(self.media)


_JSON = Format(
    "application/sparql-results+json", ("json",), ox.QueryResultsFormat.JSON, ("application/json",)
)
_XML = Format(
    "application/sparql-results+xml",
    ("xml",),
    ox.QueryResultsFormat.XML,
    ("application/xml", "text/xml"),
)
_CSV = Format(CSV, ("csv", SPREADSHEET), ox.QueryResultsFormat.CSV)
_TSV = Format("text/tab-separated-values", ("tsv",), ox.QueryResultsFormat.TSV)
_PAGE = Format(HTML, ("html",), None, ("application/xhtml+xml",))

_TURTLE = Format("text/turtle", ("turtle", "ttl"), ox.RdfFormat.TURTLE, ("application/x-turtle",))
_NTRIPLES = Format(
    "application/n-triples",
    ("ntriples", "nt", "n-triples"),
    ox.RdfFormat.N_TRIPLES,
    ("text/plain",),
)
_TRIG = Format("application/trig", ("trig",), ox.RdfFormat.TRIG)
_NQUADS = Format("application/n-quads", ("nquads", "nq", "n-quads"), ox.RdfFormat.N_QUADS)
_JSONLD = Format(
    "application/ld+json", ("jsonld", "json-ld"), ox.RdfFormat.JSON_LD, ("application/json",)
)
_RDFXML = Format(
    "application/rdf+xml",
    ("rdfxml", "rdf", "rdf+xml", "xml"),
    ox.RdfFormat.RDF_XML,  # not also as application/xml, which every browser asks for
)

ROWS: Sequence[Format] = (_JSON, _XML, _CSV, _TSV, _PAGE)
"""For a SELECT, the one that is given to who does not care first."""

TRUTHS: Sequence[Format] = (_JSON, _XML, _CSV, _TSV, _PAGE)
"""For an ASK; in CSV and TSV, of which SPARQL says nothing, it is one word."""

TRIPLES: Sequence[Format] = (_TURTLE, _NTRIPLES, _JSONLD, _RDFXML, _TRIG, _NQUADS, _PAGE)
"""For a CONSTRUCT or DESCRIBE."""

GRAPHS: Sequence[Format] = (_TURTLE, _NTRIPLES, _JSONLD, _RDFXML, _TRIG, _NQUADS)
"""For one graph."""

DATASETS: Sequence[Format] = (_TRIG, _NQUADS, _JSONLD)
"""For all graphs with their names."""


def negotiated(accept: str, named: str, formats: Sequence[Format]) -> Format:
    """The format to answer in, under the media type that was asked for.

    Args:
        accept: the Accept header.
        named: the parameter `format`; one that names none of these is of no account, for clients
            send it with what they hope for.
        formats: what there is, the best first.

    Raises:
        RequestError: where none is acceptable.
    """
    for form in formats:
        if named.lower() in (form.media, *form.names):
            return form
    offers = {media: form for form in formats for media in (form.media, *form.aliases)}
    media = chosen(accept, list(offers))
    if media is None:
        hint = f"there are: {', '.join(form.media for form in formats)}"
        raise RequestError("none of the formats asked for is given", hint=hint, status=406)
    form = offers[media]
    return form if media == form.media else Format(media, form.names, form.writer)


def rdf(form: Format) -> ox.RdfFormat:
    """What writes triples in a format that is one of RDF."""
    assert isinstance(form.writer, ox.RdfFormat)  # noqa: S101 - of `GRAPHS` and `DATASETS` all are
    return form.writer


def content_type(media: str) -> str:
    """The header for a media type: what is text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
