"""The imports closure: an ontology together with all that it imports, however indirectly."""

from collections.abc import Callable

from rdflib import OWL, Graph, URIRef

Resolver = Callable[[URIRef], Graph | None]
"""From an imported ontology's IRI to its graph, or None where there is none to be had."""


def closure(graph: Graph, resolve: Resolver) -> Graph:
    """A new graph of `graph` and what it imports.

    S&AS 3.4 and 4.2 read an ontology together with the ontologies that its owl:imports name, and
    the test suite gives the species of all of them as one. A document that `resolve` does not find
    adds nothing.

    Args:
        graph: The importing ontology; not changed.
        resolve: Finds an imported document; its blank nodes are to be its own.

    Returns:
        The union of all the graphs, each taken once.
    """
    merged = Graph()
    merged += graph
    seen: set[URIRef] = set()
    waiting = _imported(graph)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        found = resolve(name)
        if found is not None:
            merged += found
            waiting += _imported(found)
    return merged


def _imported(graph: Graph) -> list[URIRef]:
    return [o for o in graph.objects(None, OWL.imports) if isinstance(o, URIRef)]
