"""Files of RDF, as they come: any syntax, compressed or not, read into named graphs."""

from __future__ import annotations

import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote

import pyoxigraph as ox

from comity.described import text_of
from comity.errors import StoreError
from comity.terms import name

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_OF_SEVERAL = (".nq", ".trig")
_BASE = "file:///"  # of relative IRIs: the same wherever the file lies
_PATH, _DISTRIBUTION = name("schema", "contentUrl"), name("dcat", "distribution")
_DATASET = name("dcat", "dataset")


def is_rdf(path: Path) -> bool:
    """Whether a file's name says that it is RDF; `.gz` may follow."""
    return _ending(path) in _FORMATS


def read_graphs(path: Path) -> dict[str, list[ox.Triple]]:
    """The graphs of a file, or of a folder's files.

    Of a folder that has files of several graphs each (N-Quads, TriG), only one of these is read:
    the others say the same. Else each file is a graph, under the name that a manifest in the folder
    gives it, or by its path. What of one file lies in no named graph has the name "".

    Raises:
        StoreError: where a file is not what its name says.
    """
    if path.is_file():
        return _by_graph(_quads(path))
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and is_rdf(file)]
    several = [file for ending in _OF_SEVERAL for file in files if _ending(file) == ending]
    if several:
        return _by_graph(_quads(several[0]))
    return _named_by_file(path, files)


def _named_by_file(folder: Path, files: list[Path]) -> dict[str, list[ox.Triple]]:
    names = _names(folder / "manifest.ttl")
    graphs: dict[str, list[ox.Triple]] = {}
    for file in files:
        path = file.relative_to(folder).as_posix()
        name = names.get(path, "") if names else f"file:{quote(path)}"
        if name and name not in graphs:
            graphs[name] = [quad.triple for quad in _quads(file)]
    return graphs


def _names(manifest: Path) -> dict[str, str]:
    """The names of the graphs in files, by their paths; none where there is no manifest."""
    if not manifest.is_file():
        return {}
    triples = [quad.triple for quad in _quads(manifest)]
    graphs = {t.object for t in triples if t.predicate == _DATASET}
    given = (t for t in triples if t.predicate == _DISTRIBUTION and t.subject in graphs)
    graph = {t.object: t.subject for t in given}
    return {
        text_of(t.object): text_of(graph[t.subject])
        for t in triples
        if t.predicate == _PATH and t.subject in graph
    }


def _by_graph(quads: Iterator[ox.Quad]) -> dict[str, list[ox.Triple]]:
    """The triples by graph; blank nodes have the names that RDF's canonical form gives them."""
    several = list(dict.fromkeys(quads))
    if any(isinstance(node, ox.BlankNode) for quad in several for node in quad):
        dataset = ox.Dataset(several)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        several = list(dataset)
    graphs: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in several:
        name = quad.graph_name
        graphs["" if isinstance(name, ox.DefaultGraph) else text_of(name)].append(quad.triple)
    return dict(graphs)


def _quads(path: Path) -> Iterator[ox.Quad]:
    form = _FORMATS.get(_ending(path))
    if form is None:
        known = ", ".join(_FORMATS)
        raise StoreError("this is no file of RDF", where=str(path), hint=f"known are {known}")
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield from ox.parse(cast(IO[bytes], file), format=form, base_iri=_BASE)
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"the file cannot be read: {error}", where=str(path)) from error
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the file is not {form.name}: {error}", where=str(path)) from error


def _ending(path: Path) -> str:
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix.casefold()
