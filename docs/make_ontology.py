"""Write docs/ontology.md and its picture from ontology/: `python docs/make_ontology.py`.

Both are committed, so that they can be read on the host of the repository; a test makes them again
and compares.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

sys.path.insert(0, str(Path(__file__).parent))

from draw_classes import COMITY, STRATA, picture  # beside this file, not installed

DOCS = Path(__file__).parent
ONTOLOGY = DOCS.parent / "ontology"
HEADER = URIRef("https://w3id.org/comity/ns")
SECTION = re.compile(r"^# --- (.+?) ---$", re.MULTILINE)
MADE_BY = "<!-- Made by docs/make_ontology.py from ontology/: change those, and run it again. -->"
PREFIXES = {
    "ftm": "https://schema.followthemoney.tech/#",
    "opengov": "http://www.w3.org/ns/opengov#",
    "schema": "http://schema.org/",
    "person": "http://www.w3.org/ns/person#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
}
INTRODUCTION = """
What can be said in comity's graphs, and what must hold of it. The ontology
([comity.ttl](../ontology/comity.ttl)) is [OWL Lite](owl-lite.md) and says what follows; the
shapes (in `ontology/shapes/`) say what is required; the schemes (`ontology/schemes/`) list the
values that there are; the alignments (`ontology/alignments/`) say how the terms stand to those of
others. Why it is so is told in [The model](model.md).

![The classes of comity in three strata](pictures/ontology.svg)

A line in the picture leads from a class up to the class that it is a kind of; an arrow is a
property. What breaks a shape is a violation, unless its name is followed by *warning*.
"""
AGREEMENTS = {
    "between values": "Values of one node, or of neighbours; what SHACL core cannot say of them is "
    "said in SHACL-SPARQL, in `ontology/shapes/sparql/`. A node that breaks a simpler shape is "
    "told that one first.",
    "scheme": "Of which scheme the concepts are that a property takes.",
}
MATCHES = """
A *close* match can stand for the other in most uses, a *broad* one is wider, a *related* one is
only its neighbour. Neither builds nor validation read these files.
"""


class Sources:
    """The files of ontology/, parsed."""

    def __init__(self) -> None:
        self.ontology = _read([ONTOLOGY / "comity.ttl"])
        self.schemes = {f.stem: _read([f]) for f in sorted(ONTOLOGY.glob("schemes/*.ttl"))}
        self.shapes = _read(sorted(ONTOLOGY.glob("shapes/**/*.ttl")))
        self.alignments = {f.stem: _read([f]) for f in sorted(ONTOLOGY.glob("alignments/*.ttl"))}
        self.sections = dict(_sections((ONTOLOGY / "comity.ttl").read_text("utf-8")))

    def of(self, section: str, *kinds: Node) -> list[str]:
        """The local names of the terms of a section that are of one of the kinds, in order."""
        return [
            name
            for name in self.sections[section]
            if set(self.ontology.objects(URIRef(COMITY + name), RDF.type)) & set(kinds)
        ]

    def strata(self) -> dict[str, list[str]]:
        """The classes of each stratum, by the headings of the ontology's file."""
        found: dict[str, list[str]] = {stratum: [] for stratum in STRATA}
        for section in self.sections:
            stratum = section.split()[0].lower().strip(":")
            if stratum in found:
                found[stratum] += self.of(section, OWL.Class)
        return found


def page(sources: Sources) -> str:
    """The page as Markdown."""
    lines = [MADE_BY, "", "# The ontology", *INTRODUCTION.rstrip().split("\n"), ""]
    lines += _header(sources.ontology)
    for stratum, names in sources.strata().items():
        lines += ["", f"## Classes: {STRATA[stratum][0].lower()}", ""]
        for name in names:
            lines += _class(sources, name)
    lines += ["", "## Properties", *_properties(sources)]
    lines += ["", "## What must agree", *_agreements(sources.shapes)]
    lines += ["", "## Schemes", *_schemes(sources.schemes)]
    lines += ["", "## Alignments", *_alignments(sources.alignments)]
    return "\n".join(lines) + "\n"


def _read(files: Iterable[Path]) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    _, *parts = SECTION.split(text)
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        yield title, re.findall(r"^comity:(\w+) a owl:", body, re.MULTILINE)


def _header(ontology: Graph) -> Iterator[str]:
    rows = {
        "namespace": f"`{COMITY}`, preferred prefix `comity`",
        "version": _text(ontology, HEADER, OWL.versionInfo),
        "licence": f"<{ontology.value(HEADER, DCTERMS.license)}>",
        "cite as": _text(ontology, HEADER, DCTERMS.bibliographicCitation),
    }
    yield from _table(("", ""), rows.items())


def _class(sources: Sources, name: str) -> Iterator[str]:
    node, graph = URIRef(COMITY + name), sources.ontology
    yield f"### {name}"
    yield ""
    yield f"{_text(graph, node, SKOS.definition)} *{_text(graph, node, SKOS.example)}*"
    parents = [_name(graph, parent) for parent in graph.objects(node, RDFS.subClassOf)]
    kinds = ", ".join(f"`{parent}`" for parent in sorted(filter(None, parents)))
    own = sorted(_name(graph, p) for p in graph.subjects(RDFS.domain, node))
    if kinds:
        yield f"\nA kind of: {kinds}."
    if own:
        yield f"\nProperties of its own: {', '.join(f'`{prop}`' for prop in own)}."
    yield ""
    rows = sorted(_constraints(sources.shapes, node))
    if rows:
        yield from _table(("checked", "of", "where it fails"), rows)
        yield ""


def _constraints(shapes: Graph, node: Node) -> Iterator[tuple[str, str, str]]:
    """Name, path and message of every shape that aims at a class, or is named by one that does."""
    for aimed in set(shapes.subjects(SH.targetClass, node)):
        for shape in {aimed, *shapes.objects(aimed, SH.property)}:
            if shapes.value(shape, SH.message):
                path = shapes.value(shape, SH.path)
                of = f"`{_name(shapes, path)}`" if isinstance(path, URIRef) else ""
                yield _checked(shapes, shape), of, _text(shapes, shape, SH.message)


def _checked(shapes: Graph, shape: Node) -> str:
    """The name of what a shape checks, and its severity where that is no violation."""
    severity = str(shapes.value(shape, SH.severity)).removeprefix(str(SH)).lower()
    name = _text(shapes, shape, SH.name)
    return name if severity == "violation" else f"{name} *{severity}*"


def _properties(sources: Sources) -> Iterator[str]:
    graph = sources.ontology
    for section in sources.sections:
        names = sources.of(section, OWL.ObjectProperty, OWL.DatatypeProperty)
        if names:
            yield f"\n### {section.split(':')[0]}\n"
            yield from _table(
                ("property", "from → to", "", "says"), (_property(graph, name) for name in names)
            )


def _property(graph: Graph, name: str) -> tuple[str, str, str, str]:
    node = URIRef(COMITY + name)
    ends = [graph.value(node, end) for end in (RDFS.domain, RDFS.range)]
    domain, range_ = (_name(graph, end) or "any" for end in ends)
    kinds = []
    if (node, RDF.type, OWL.FunctionalProperty) in graph:
        kinds.append("one")
    inverse = graph.value(node, OWL.inverseOf) or graph.value(None, OWL.inverseOf, node)
    if inverse:
        kinds.append(f"inverse of `{_name(graph, inverse)}`")
    above = graph.value(node, RDFS.subPropertyOf)
    if above:
        kinds.append(f"a kind of `{_name(graph, above)}`")
    says = f"{_text(graph, node, SKOS.definition)} *{_text(graph, node, SKOS.example)}*"
    return f"`{name}`", f"{domain} → {range_}", ", ".join(kinds), says


def _agreements(shapes: Graph) -> Iterator[str]:
    """The shapes that aim at a property and not at a class."""
    for title, target in (("between values", SH.targetSubjectsOf), ("scheme", SH.targetObjectsOf)):
        rows = [
            (
                _checked(shapes, shape),
                f"`{_name(shapes, prop)}`",
                _text(shapes, shape, SH.message),
            )
            for shape, prop in shapes.subject_objects(target)
        ]
        yield f"\n{AGREEMENTS[title]}\n"
        yield from _table(("checked", "at", "where it fails"), sorted(rows))


def _schemes(schemes: dict[str, Graph]) -> Iterator[str]:
    for slug, graph in schemes.items():
        scheme = graph.value(None, RDF.type, SKOS.ConceptScheme)
        yield f"\n### {slug}\n"
        yield f"{_text(graph, scheme, SKOS.definition)} *{_text(graph, scheme, SKOS.example)}*\n"
        concepts = sorted(graph.subjects(RDF.type, SKOS.Concept))  # type: ignore[type-var] # IRIs
        rows = [
            (
                f"`{_text(graph, concept, SKOS.notation)}`",
                _text(graph, concept, SKOS.definition),
                _text(graph, concept, SKOS.example),
            )
            for concept in concepts
        ]
        yield from _table(("concept", "means", "as in"), rows)


def _alignments(alignments: dict[str, Graph]) -> Iterator[str]:
    yield MATCHES.rstrip()
    for slug, graph in alignments.items():
        title = _text(graph, URIRef(f"https://w3id.org/comity/alignments/{slug}"), DCTERMS.title)
        yield f"\n### {title}\n"
        yield from _table(("comity", "", "theirs", "note"), sorted(_mappings(graph)))


def _mappings(graph: Graph) -> Iterator[tuple[str, str, str, str]]:
    for term, relation, other in graph:
        if str(term).startswith(COMITY) and isinstance(other, URIRef):
            kind = str(relation).rpartition("#")[2].removesuffix("Match")
            kind = "a kind of" if kind == "subClassOf" else kind
            note = _text(graph, term, SKOS.scopeNote)
            yield f"`{_name(graph, term)}`", kind, f"`{_name(graph, other)}`", note


def _name(graph: Graph, node: Node | None) -> str:
    """A term as one writes it: comity's without prefix, others with theirs; of none, nothing."""
    if not isinstance(node, URIRef):
        return ""
    if node.startswith(COMITY):
        return node.removeprefix(COMITY)
    for prefix, namespace in graph.namespaces():
        if node.startswith(namespace):
            return f"{prefix}:{node.removeprefix(namespace)}"
    return str(node)


def _text(graph: Graph, node: Node | None, prop: Node) -> str:
    return str(graph.value(node, prop) or "")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def files() -> dict[Path, str]:
    """What belongs into each file that this makes."""
    sources = Sources()
    drawn = picture(sources.ontology, sources.strata())
    return {DOCS / "ontology.md": page(sources), DOCS / "pictures" / "ontology.svg": drawn}


if __name__ == "__main__":
    for file, text in files().items():
        file.write_text(text, encoding="utf-8")
