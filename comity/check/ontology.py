"""An ontology's report: what its terms lack, by rules that are queries.

The rules (`rules/*.rq`) are those of ROBOT's report and of OOPS! that can be told from the triples
alone, each under its own name, with theirs beside it; and some that data needs: terms that nobody
declares, terms that nobody uses, terms without an example. Only terms in the ontology's own
namespace are asked for: those of others that it types again are their makers'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from comity.findings import Finding
from comity.terms import HOME, PREFIXES

RULE = f"{HOME}rule/"
"""Before the names of rules."""

_OWN = "urn:comity:own:"
_NAMES = {**PREFIXES, "own": _OWN, "vann": "http://purl.org/vocab/vann/"}
_TYPE, _ONTOLOGY = (
    ox.NamedNode(f"{PREFIXES['rdf']}type"),
    ox.NamedNode(f"{PREFIXES['owl']}Ontology"),
)
_TERMS = ox.NamedNode(f"{_OWN}terms")
_KINDS = [
    *(f"{PREFIXES['owl']}{name}" for name in ("Class", "ObjectProperty", "DatatypeProperty")),
    f"{PREFIXES['owl']}AnnotationProperty",
    f"{PREFIXES['rdfs']}Class",
    f"{PREFIXES['rdf']}Property",
]
_HEAD = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Args:
        name: of its file.
        severity: as SHACL's.
        after: whose rule it is, under which name.
        message: what to do.
        query: its rows are `term`, and `path` and `value` where there are such.
    """

    name: str
    severity: str
    after: str
    message: str
    query: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by name."""
    return tuple(_rule(file) for file in sorted((Path(__file__).parent / "rules").glob("*.rq")))


def _rule(file: Path) -> Rule:
    text = file.read_text("utf-8")
    said = dict(_HEAD.findall(text))
    prologue = "".join(f"PREFIX {name}: <{space}>\n" for name, space in _NAMES.items())
    return Rule(file.stem, said["severity"], said["after"], said["message"], prologue + text)


def findings(store: ox.Store, ontologies: Iterable[ox.NamedNode]) -> Iterator[Finding]:
    """What breaks the rules.

    Args:
        store: the ontology's files and those that use it, a named graph each. What the rules need
            to know of them is added to it.
        ontologies: the graphs of the ontology's own files.
    """
    _mark(store, list(ontologies))
    for rule in rules():
        rows = cast(ox.QuerySolutions, store.query(rule.query, use_default_graph_as_union=True))
        found = {tuple(_text(row, name) for name in ("term", "path", "value")) for row in rows}
        for term, path, value in sorted(found):
            yield Finding(term, RULE + rule.name, "", path, value, rule.message, rule.severity)


def _mark(store: ox.Store, graphs: list[ox.NamedNode]) -> None:
    """Say in the store which terms are the ontology's own."""
    names = {q.subject for g in graphs for q in store.quads_for_pattern(None, _TYPE, _ONTOLOGY, g)}
    spaces = {name: name.value for name in names if isinstance(name, ox.NamedNode)}
    for kind in map(ox.NamedNode, _KINDS):
        for graph in graphs:
            for quad in list(store.quads_for_pattern(None, _TYPE, kind, graph)):
                if isinstance(quad.subject, ox.NamedNode) and _is_own(quad.subject, spaces):
                    own = ox.NamedNode(f"{_OWN}Term")
                    store.add(ox.Quad(quad.subject, _TYPE, own, _TERMS))
    for name, space in spaces.items():
        for mark in ("#", "/") if space[-1] not in "#/" else ("",):
            literal = ox.Literal(space + mark)
            store.add(ox.Quad(name, ox.NamedNode(f"{_OWN}namespace"), literal, _TERMS))


def _is_own(term: ox.NamedNode, spaces: dict[ox.NamedNode, str]) -> bool:
    """Whether a term lies in a namespace of the ontology; all do, where it has no name."""
    return not spaces or any(
        term.value.startswith(space) and term.value != space for space in spaces.values()
    )


def _text(row: ox.QuerySolution, name: str) -> str:
    try:
        node = row[name]
    except KeyError:
        return ""
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node or "")
