"""Where in a Turtle file the nodes and values are written that findings are about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from comity.check.faults import Fault, Passage
from comity.check.graphs import numbered, parsed
from comity.check.lines import Lines, Unreadable, Written, written
from comity.findings import Finding
from comity.terms import name, term


@dataclass(slots=True)
class Places:
    """The places in one file of what is asked for.

    Attributes:
        lines: of the text.
        nodes: where a node is first written, as a subject if it is one.
        values: where a property of a node is written, and where each of its values, of this
            property and, under an empty path, of whatever property comes first.
        names: how blank nodes are written.
    """

    lines: Lines
    nodes: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[str, ...], int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def of(self, finding: Finding) -> tuple[int, int]:
        """Line and column of what a finding is about: the value, the property, or the node."""
        node, path, value = finding.node, finding.path, finding.value
        keys = ((node, path, value), (node, path))
        found = next((self.values[key] for key in keys if key in self.values), self.nodes.get(node))
        return (0, 0) if found is None else self.lines.place(found)

    def named(self, word: str) -> str:
        """What a node is called for people: its label in the file, or where it is written."""
        return self.names.get(word, word)


def places(file: Path, nodes: Collection[str]) -> Places:
    """Where these nodes of a file are written, and what it says of them."""
    # What has no places here is shown without any; it was read whole before.
    text = file.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
    found = Places(Lines(text))
    try:
        where = written(text)
    except Unreadable:
        return found
    triples = list(numbered(parsed(file)))
    if len(triples) == len(where):
        objects: dict[str, int] = {}
        for triple, at in zip(triples, where, strict=True):
            _note(found, nodes, [word_of(one) for one in triple], at, objects)
            for one, offset in ((triple[0], at.subject), (triple[2], at.object)):
                if isinstance(one, ox.BlankNode):
                    found.names.setdefault(word_of(one), _label(text, offset, found.lines))
        found.nodes = objects | found.nodes
    return found


def _note(
    found: Places, nodes: Collection[str], words: list[str], at: Written, objects: dict[str, int]
) -> None:
    subject, predicate, value = words
    if subject in nodes:
        found.nodes.setdefault(subject, at.subject)
        found.values.setdefault((subject, predicate), at.predicate)
        found.values.setdefault((subject, predicate, value), at.object)
        if value != subject:
            found.values.setdefault((subject, "", value), at.object)
    if predicate in nodes:
        objects.setdefault(predicate, at.predicate)
    if value in nodes:
        objects.setdefault(value, at.object)


def word_of(node: object) -> str:
    """A term as findings write it: the bare IRI, the bare words of a literal."""
    if isinstance(node, ox.NamedNode | ox.Literal):
        return node.value
    return str(node)


def _label(text: str, offset: int, lines: Lines) -> str:
    if text.startswith("_:", offset):
        return text[offset:].split(None, 1)[0].rstrip(".;,)]")
    line, column = lines.place(offset)
    return f"[] at {line}:{column}"


def located(
    file: str, path: Path, findings: Collection[Finding], passages: dict[str, Passage]
) -> list[Fault]:
    """Findings with their places, and blank nodes called as people can find them."""
    if not findings:
        return []
    found = places(path, {finding.node for finding in findings})
    return [
        Fault(
            file,
            *found.of(finding),
            replace(finding, node=found.named(finding.node), value=found.named(finding.value)),
            passages.get(finding.node),
        )
        for finding in findings
    ]


def passages(
    store: ox.Store, graph: ox.NamedNode, path: Path, nodes: Collection[str]
) -> dict[str, Passage]:
    """The passages of claims and quotations among these nodes, and those that are passages."""
    found = {}
    for node in nodes:
        try:
            passage = _passage(store, graph, path, node)
        except ValueError:  # it is no IRI: a literal, a blank node
            continue
        if passage:
            found[node] = passage
    return found


def _passage(store: ox.Store, graph: ox.NamedNode, path: Path, node: str) -> Passage | None:
    def value(subject: str, predicate: ox.NamedNode) -> str:
        quads = store.quads_for_pattern(ox.NamedNode(subject), predicate, None, graph)
        return min((word_of(quad.object) for quad in quads), default="")

    at = value(node, term("passage")) or node
    start, end = value(at, name("oa", "start")), value(at, name("oa", "end"))
    article = value(at, term("inArticle"))
    if not (start.isdecimal() and end.isdecimal()):
        return None
    digest = value(article, term("textHash")) if article else ""
    text = path.parent.parent / "texts" / f"{digest}.txt"
    words = value(at, name("oa", "exact"))
    return Passage(
        article, int(start), int(end), words, text if digest.isalnum() and text.is_file() else None
    )
