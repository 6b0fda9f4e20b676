"""The formats in which a thing is described."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from comity import turtle
from comity.export import jsonld
from comity.terms import PREFIXES, Terms

Write = Callable[[Sequence[ox.Quad], Terms], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing RDF.

    Args:
        suffix: how addresses of it end.
        media: its media type.
        write: writes quads; of a format without named graphs, their triples.
    """

    suffix: str
    media: str
    write: Write


def _turtle(quads: Sequence[ox.Quad], terms: Terms) -> bytes:
    return turtle.turtle((quad.triple for quad in quads), terms)


def _jsonld(quads: Sequence[ox.Quad], terms: Terms) -> bytes:
    return jsonld.document((quad.triple for quad in quads), terms)


def _triples(kind: ox.RdfFormat, quads: Sequence[ox.Quad], _: Terms) -> bytes:
    return _serialized(turtle.in_order(quad.triple for quad in quads), kind)


def _quads(kind: ox.RdfFormat, quads: Sequence[ox.Quad], _: Terms) -> bytes:
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return _serialized(ordered, kind)


def _serialized(statements: Iterable[ox.Triple] | Iterable[ox.Quad], kind: ox.RdfFormat) -> bytes:
    out = io.BytesIO()
    ox.serialize(statements, out, format=kind, prefixes=PREFIXES)
    return out.getvalue()


FORMATS: Sequence[Format] = (
    Format("ttl", "text/turtle", _turtle),
    Format("jsonld", "application/ld+json", _jsonld),
    Format("nt", "application/n-triples", partial(_triples, ox.RdfFormat.N_TRIPLES)),
    Format("trig", "application/trig", partial(_quads, ox.RdfFormat.TRIG)),
    Format("nq", "application/n-quads", partial(_quads, ox.RdfFormat.N_QUADS)),
    Format("rdf", "application/rdf+xml", partial(_triples, ox.RdfFormat.RDF_XML)),
)
"""The formats, the best first."""

BY_SUFFIX: Mapping[str, Format] = {form.suffix: form for form in FORMATS}
BY_MEDIA: Mapping[str, Format] = {
    **{form.media: form for form in FORMATS},
    "application/json": BY_SUFFIX["jsonld"],
}
"""Each format by what it is asked for as, the best first."""
