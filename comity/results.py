"""The results of a SHACL report as findings."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from comity.findings import Finding
from comity.shaclpaths import path_of


def finding_of(
    report: Graph, result: Node, names: Mapping[Node, str], unnamed: str = ""
) -> Finding:
    """What one result of a report says.

    Args:
        report: the graph of the report.
        result: a `sh:ValidationResult` in it.
        names: what blank nodes are called.
        unnamed: what the others are called; `{}` stands for their own label.
    """

    def text(predicate: URIRef) -> str:
        value = report.value(result, predicate)
        if isinstance(value, BNode):
            return names.get(value, unnamed.format(value))
        return "" if value is None else str(value)

    return Finding(
        node=text(SH.focusNode),
        shape=text(SH.sourceShape),
        constraint=text(SH.sourceConstraintComponent),
        path=text(SH.resultPath),
        value=text(SH.value),
        message=_message(report, result),
        severity=text(SH.resultSeverity).removeprefix(str(SH)),
    )


def path_names(report: Graph) -> dict[Node, str]:
    """What the paths of results are called that are more than one property: by SPARQL's path."""
    paths = {path for path in report.objects(None, SH.resultPath) if isinstance(path, BNode)}
    found = {path: path_of(report, path) for path in paths}
    return {node: path.text for node, path in found.items() if path}


def _message(report: Graph, result: Node) -> str:
    """The message, in English where it is said in several languages, and what it is due to."""
    said = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    ranked = sorted(said, key=lambda m: (m.language not in (None, "en"), str(m)))
    inner = sorted(_message(report, detail) for detail in report.objects(result, SH.detail))
    return "; ".join([*map(str, ranked[:1]), *inner])
