"""Changes of a store that nobody reads yet: what the writing process does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from comity.serve.refusals import RequestError
from comity.serve.writing.uploads import Upload

_LARGE = 1_000_000
"""Bytes from which on a file is loaded as a bulk: faster then, but it makes files of its own."""

_R = TypeVar("_R")


def put(store: ox.Store, graph: str, uploads: Collection[Upload]) -> bool:
    """Have a graph hold what was sent, and nothing else.

    Returns:
        Whether there was no such graph.

    Raises:
        RequestError: where what was sent is not what it is said to be.
    """
    node = _node(graph)
    is_new = is_absent(store, graph)
    if is_new:
        _add(store, node, uploads)
    else:
        _replace(store, node, uploads)
    return is_new


def post(store: ox.Store, graph: str, uploads: Collection[Upload]) -> bool:
    """Add to a graph what was sent.

    Returns:
        Whether there was no such graph.

    Raises:
        RequestError: as for `put`.
    """
    is_new = is_absent(store, graph)
    _add(store, _node(graph), uploads)
    return is_new


def delete(store: ox.Store, graph: str) -> None:
    """Have no such graph.

    Raises:
        RequestError: where there is none.
    """
    if is_absent(store, graph):
        raise absent(graph)
    store.remove_graph(_node(graph))


def add_all(store: ox.Store, uploads: Collection[Upload]) -> None:
    """Add to the graphs that what was sent names.

    Raises:
        RequestError: as for `put`.
    """
    for upload in uploads:
        _loaded(store, upload, None)


def put_all(store: ox.Store, uploads: Collection[Upload]) -> None:
    """Have the store hold what was sent, and nothing else.

    Raises:
        RequestError: as for `put`.
    """
    store.clear()
    add_all(store, uploads)


def clear_all(store: ox.Store) -> None:
    """Have the store hold nothing."""
    store.clear()


def is_absent(store: ox.Store, graph: str) -> bool:
    """Whether there is no such graph; the default graph, which has no name, is always there."""
    return bool(graph) and not store.contains_named_graph(ox.NamedNode(graph))


def absent(graph: str) -> RequestError:
    """What to say of a graph that is not there."""
    return RequestError("there is no such graph", where=f"<{graph}>", status=404)


def _add(
    store: ox.Store, node: ox.NamedNode | ox.DefaultGraph, uploads: Collection[Upload]
) -> None:
    store.add_graph(node)
    for upload in uploads:
        if upload.form.supports_datasets:
            store.extend(_in(node, triple) for triple in _triples(upload))
        else:
            _loaded(store, upload, node)


def _replace(
    store: ox.Store, node: ox.NamedNode | ox.DefaultGraph, uploads: Collection[Upload]
) -> None:
    # Most of a large graph stays as it was, and Oxigraph is slow to remove and add it again.
    had = {quad.triple for quad in store.quads_for_pattern(None, None, None, node)}
    has = {triple for upload in uploads for triple in _triples(upload)}
    for triple in had - has:
        store.remove(_in(node, triple))
    store.extend(_in(node, triple) for triple in has - had)


def _triples(upload: Upload) -> Iterator[ox.Triple]:
    """The triples of a file that names no graphs; blank nodes are its own."""
    given = _given(upload) | {"without_named_graphs": True, "rename_blank_nodes": True}
    quads = _read(lambda: ox.parse(**given))
    while (quad := _read(lambda: next(quads, None))) is not None:
        yield quad.triple


def _loaded(store: ox.Store, upload: Upload, node: ox.NamedNode | ox.DefaultGraph | None) -> None:
    load = store.bulk_load if upload.size > _LARGE else store.load
    _read(lambda: load(**_given(upload), to_graph=node))


def _given(upload: Upload) -> dict[str, Any]:
    """What pyoxigraph is to read."""
    name = "path" if isinstance(upload.data, Path) else "input"
    return {name: upload.data, "format": upload.form, "base_iri": upload.base}


def _read(read: Callable[[], _R]) -> _R:
    try:
        return read()
    except (SyntaxError, ValueError) as error:
        what = " ".join(str(error.args[0]).split())[:300]  # without the name of our own file
        raise RequestError(f"what was sent cannot be read: {what}") from error


def _in(node: ox.NamedNode | ox.DefaultGraph, triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, node)


def _node(graph: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.NamedNode(graph) if graph else ox.DefaultGraph()
