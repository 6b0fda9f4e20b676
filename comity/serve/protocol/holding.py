"""What a worker does for a graph store: graphs as they are, whole."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from comity.errors import StoreError
from comity.serve.protocol import formats
from comity.serve.protocol.answering import store_of
from comity.serve.protocol.formats import negotiated, rdf
from comity.serve.refusals import RequestError
from comity.serve.snapshot import Opened
from comity.serve.writing.changes import absent, is_absent
from comity.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Held:
    """A graph, or all of them.

    Args:
        media: the media type.
        body: what they hold.
    """

    media: str
    body: bytes


def graph_of(opened: Opened, graph: str, accept: str, form: str) -> Held:
    """A graph.

    Args:
        opened: the snapshot.
        graph: its name; empty for the default graph, which has none.
        accept: the Accept header.
        form: the parameter `format`.

    Raises:
        RequestError: where there is no such graph, or no format that the client takes.
    """
    store = store_of(opened)
    if is_absent(store, graph):
        raise absent(graph)
    its = negotiated(accept, form, formats.GRAPHS)
    node = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    return Held(its.media, _dumped(store, rdf(its), node))


def all_graphs(opened: Opened, accept: str, form: str) -> Held:
    """All graphs with their names.

    Raises:
        RequestError: where there is no format that the client takes.
    """
    its = negotiated(accept, form, formats.DATASETS)
    return Held(its.media, _dumped(store_of(opened), rdf(its), None))


def _dumped(
    store: ox.Store, writer: ox.RdfFormat, node: ox.NamedNode | ox.DefaultGraph | None
) -> bytes:
    try:
        return store.dump(format=writer, from_graph=node, prefixes=PREFIXES) or b""
    except ValueError as error:
        what = f"{writer.name} cannot hold this: {error}"
        raise RequestError(what, hint="ask for text/turtle", status=406) from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store cannot be read: {error}") from error
