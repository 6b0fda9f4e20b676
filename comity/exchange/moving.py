"""Graphs dropped and moved: in one step, or in parts where one takes the store too long.

A store that limits how long it works on a request gives up on a large graph, and keeps what it had.
In parts it comes to the same end, but who asks meanwhile sees a part.
"""

from __future__ import annotations

from comity.exchange.client import Client
from comity.exchange.faults import ChangedError, TooLongError

_MOST, _LEAST = 50_000, 500  # triples of a part


def drop(client: Client, graph: str) -> None:
    """Have no such graph.

    Raises:
        StoreError: where it is there still, in whole or in part.
    """
    try:
        client.update(f"DROP SILENT GRAPH <{graph}>")
    except TooLongError:
        some = f"GRAPH <{graph}> {{ ?s ?p ?o }}"
        _in_parts(client, graph, f"DELETE {{ {some} }}")


def move(client: Client, source: str, target: str, also: str) -> None:
    """Have one graph hold what another does, and the other nothing.

    Args:
        client: the store.
        source: where the triples are.
        target: where they shall be, and no others with them.
        also: an update that is carried out in the same step, or, in parts, after the last.

    Raises:
        StoreError: where that did not happen; the triples are then in one graph or the other.
    """
    try:
        client.update(f"MOVE SILENT GRAPH <{source}> TO GRAPH <{target}> ;\n{also}")
    except TooLongError:
        drop(client, target)
        here, there = (f"GRAPH <{name}> {{ ?s ?p ?o }}" for name in (source, target))
        _in_parts(client, source, f"DELETE {{ {here} }} INSERT {{ {there} }}")
        client.update(also)


def _in_parts(client: Client, graph: str, update: str) -> None:
    """Have an update carried out on part after part of a graph, until nothing is left of it."""
    size, left = _MOST, client.count([graph]).get(graph, 0)
    while left:
        part = f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT {size}"
        try:
            client.update(f"{update} WHERE {{ {{ {part} }} }}")
        except TooLongError:
            if size <= _LEAST:
                raise
            size //= 4
            continue
        left, before = client.count([graph]).get(graph, 0), left
        if left >= before:
            raise ChangedError(f"of {before} triples it took none away", where=f"<{graph}>")
