"""Each shape lets good data pass, and each of its constraints catches what it is there for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from pyshacl.entrypoints import meta_validate
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from comity import resources
from comity.background import as_rdflib
from comity.check.own import own_checker
from comity.constraints import Constraint, breaks
from comity.constraints import constraints as constraints_of
from comity.dates import PartialDate
from comity.errors import GazetteerError, NotConformantError
from comity.findings import Finding, Report
from comity.terms import HOME, PREFIXES, term
from comity.validate import load, validate

FOLDER = Path(__file__).parent / "shapes"
SHAPE = f"{HOME}shape/"
BASE = f"{HOME}id/"
HEADING = {RDF.type, SH.path, SH.name, SH.message, SH.severity, SH.property, SH.ignoredProperties}
TARGETS = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
COMITY = Namespace(PREFIXES["comity"])
DATES = [
    *(("article", kind) for kind in ("Claim", "Quotation")),
    *(("facts", kind) for kind in ("Statement", "Meeting", "AssistanceRequest", "BodyCount")),
]
PARTS = ("article", "facts", "reference")
SCHEMES = ("form", "kind", "modality", "polarity", "predicate", "status", "track")
# Where sources disagree, fusion shows both sides: that is no fault of the data.
WARNED_OF = {"held-and-not-held"}
Break = tuple[str, str]
Damage = dict[str, str]


@cache
def shape_files() -> Graph:
    graph = Graph()
    for file in sorted((resources.ontology() / "shapes").glob("*.ttl")):
        graph.parse(file)
    return graph


@cache
def query_files() -> Graph:
    graph = Graph()
    for file in sorted((resources.ontology() / "shapes" / "sparql").glob("*.ttl")):
        graph.parse(file)
    return graph


@cache
def good(part: str) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(path=FOLDER / f"{part}.ttl"))


@cache
def damages() -> list[tuple[str, str, Damage]]:
    """Part, shape and damage, of every example of something that does not conform."""
    loaded = {part: yaml.safe_load((FOLDER / f"{part}.yaml").read_text("utf-8")) for part in PARTS}
    return [
        (part, shape, damage)
        for part, shapes in loaded.items()
        for shape, rows in shapes.items()
        for damage in rows
    ]


def damaged(part: str, damage: Damage) -> list[ox.Triple]:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in good(part))
    prefixes = {**PREFIXES, **{scheme: f"{HOME}concept/{scheme}/" for scheme in SCHEMES}}
    prefixes |= {"basis": f"{HOME}concept/date-basis/", "concept": f"{HOME}concept/"}
    head = {"base_iri": BASE, "prefixes": prefixes}
    before = len(store)
    if "delete" in damage:
        store.update(f"DELETE WHERE {{ {damage['delete']} }}", **head)
        assert len(store) < before
    if "insert" in damage:
        store.update(f"INSERT DATA {{ {damage['insert']} }}", **head)
    return [quad.triple for quad in store]


@cache
def report_of(number: int) -> Report:
    """What is found in a graph with one of the damages: several tests look at it."""
    part, _, damage = damages()[number]
    return validate(damaged(part, damage))


def broken(report: Report) -> set[Break]:
    return {(name_of(finding), component(finding)) for finding in report.findings}


def name_of(finding: Finding) -> str:
    return finding.shape.removeprefix(SHAPE)


def component(finding: Finding) -> str:
    return finding.constraint.removeprefix(str(SH)).removesuffix("ConstraintComponent")


def constraints() -> list[tuple[str, str, Node]]:
    """Shape, constraint component and parameter, of every constraint of ours."""
    rows = [(name, "SPARQL", Literal(query.select)) for name, query in queries().items()]
    return [*core_constraints(), *rows]


def core_constraints() -> list[tuple[str, str, Node]]:
    graph = shape_files()
    named = {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef)}
    rows = [
        (str(shape).removeprefix(SHAPE), component_of(parameter), value)
        for shape in named
        for parameter, value in graph.predicate_objects(shape)
        if parameter not in HEADING | TARGETS
    ]
    return sorted(rows, key=lambda row: (row[0], row[1], str(row[2])))


@cache
def queries() -> dict[str, Constraint]:
    """What core SHACL cannot say, by the name of the shape."""
    found = constraints_of(resources.ontology() / "shapes" / "sparql")
    return {query.shape.removeprefix(SHAPE): query for query in found}


def component_of(parameter: Node) -> str:
    name = str(parameter).removeprefix(str(SH))
    return name[0].upper() + name[1:]


@contextmanager
def without(shape: str, name: str, value: Node) -> Iterator[None]:
    """The shapes that were loaded, less one constraint."""
    graph, node = load().graph, URIRef(SHAPE + shape)
    parameter = SH[name[0].lower() + name[1:]]
    gone = [t for t in graph.triples((node, parameter, None)) if same(t[2], value)]
    if parameter == SH.closed:
        gone += graph.triples((node, SH.ignoredProperties, None))
    assert gone
    for triple in gone:
        graph.remove(triple)
    try:
        yield
    finally:
        for triple in gone:
            graph.add(triple)


def same(one: Node, other: Node) -> bool:
    # Lists and nested shapes are blank nodes, of which a shape of ours never has two of a kind.
    return one == other or not isinstance(other, URIRef | Literal)


@pytest.mark.parametrize("part", PARTS)
def test_good_data_conforms(part: str) -> None:
    assert validate(good(part)).text == "Conforms."


def test_the_reference_and_the_schemes_conform() -> None:
    folder = resources.ontology()
    files = [*(folder / "reference").glob("*.ttl"), *(folder / "schemes").glob("*.ttl")]
    assert validate(quad.triple for file in files for quad in ox.parse(path=file)).conforms


def test_good_data_has_something_for_every_shape_to_check() -> None:
    shapes, checked = load(), set()
    for part in PARTS:
        mixture = shapes._mix(good(part))
        classes = shapes.background.superclasses(mixture.classes)
        checked |= {a.shape for a in shapes._aims if a.concerns(mixture.predicates, classes)}
    assert checked == {aim.shape for aim in shapes._aims}


@pytest.mark.parametrize(
    "number", range(len(damages())), ids=[f"{d[1]}-{d[2]['breaks']}" for d in damages()]
)
def test_a_damage_breaks_one_constraint_and_no_other(number: int) -> None:
    _, shape, damage = damages()[number]
    expected = {(shape, damage["breaks"])}
    if "also" in damage:
        expected.add((damage["also"], "Pattern"))
    assert broken(report_of(number)) == expected


def test_a_damaged_graph_checked_among_others_gets_the_report_that_it_has_alone(
    tmp_path: Path,
) -> None:
    expected = {}
    for number, (part, shape, damage) in enumerate(damages()):
        file = tmp_path / f"{number}-{shape}.ttl"
        file.write_bytes(ox.serialize(damaged(part, damage), format=ox.RdfFormat.TURTLE) or b"")
        expected[file] = set(report_of(number).findings)
    for checked in own_checker().check(sorted(expected)):
        assert set(checked.report.findings) == expected[checked.file], checked.file.name


def test_every_constraint_has_its_damage() -> None:
    known = {(shape, damage["breaks"]) for _, shape, damage in damages()}
    assert {(shape, name) for shape, name, _ in constraints()} == known


@pytest.mark.parametrize(
    ("shape", "name", "value"),
    core_constraints(),
    ids=[f"{row[0]}-{row[1]}-{number}" for number, row in enumerate(core_constraints())],
)
def test_no_core_constraint_can_be_removed_unnoticed(shape: str, name: str, value: Node) -> None:
    rows = [(part, d) for part, of, d in damages() if (of, d["breaks"]) == (shape, name)]
    graphs = [load()._mix(damaged(part, damage)).graph for part, damage in rows]
    node = URIRef(SHAPE + shape)
    with without(shape, name, value):
        found = [{component(f) for f in load()._run(graph, [node])} for graph in graphs]
    assert any(name not in components for components in found)


@pytest.mark.parametrize("name", queries())
def test_no_query_can_be_removed_unnoticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(query for other, query in queries().items() if other != name)
    monkeypatch.setattr(load(), "queries", others)
    for part, damage in [(part, d) for part, of, d in damages() if of == name]:
        assert not validate(damaged(part, damage)).findings


@pytest.mark.parametrize(("part", "kind"), DATES)
def test_a_date_is_checked_wherever_one_stands(part: str, kind: str) -> None:
    node = next(t.subject for t in good(part) if t.object == term(kind))
    damage = {"insert": f'{node} comity:edtf "in 1993"'}
    assert ("edtf", "Pattern") in broken(validate(damaged(part, damage)))


@pytest.mark.parametrize("kind", ["Tenure", "MembershipInterval"])
def test_bounds_are_checked_wherever_they_stand(kind: str) -> None:
    node = next(t.subject for t in good("facts") if t.object == term(kind))
    damage = {"insert": f'{node} comity:startEarliest "2031-01-01"^^xsd:date'}
    assert ("start-earliest", "LessThanOrEquals") in broken(validate(damaged("facts", damage)))


def test_shapes_run_apart_find_what_they_find_as_written() -> None:
    for part, shape, damage in damages()[::20]:
        if shape not in queries():
            assert URIRef(SHAPE + shape) in found_as_written(part, damage, shape_files())


@pytest.mark.parametrize("part", PARTS)
def test_shapes_run_with_the_queries_find_what_they_find_apart(part: str) -> None:
    """One of each part, for rdflib takes seconds over the queries."""
    shape, damage = next((of, d) for where, of, d in damages() if where == part)
    assert URIRef(SHAPE + shape) in found_as_written(part, damage, shape_files() + query_files())


def found_as_written(part: str, damage: Damage, shapes: Graph) -> set[Node]:
    """The shapes that pySHACL finds broken, none of them left out or changed."""
    graph = load()._mix(damaged(part, damage)).graph
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return set(report.objects(None, SH.sourceShape))


def test_the_shapes_are_well_formed() -> None:
    graph = shape_files() + query_files()
    conforms, _, text = meta_validate(graph)
    assert conforms, text


def test_every_shape_says_its_name_and_what_to_do() -> None:
    graph = shape_files() + query_files()
    for shape, _, _ in constraints():
        node = URIRef(SHAPE + shape)
        for prop in (SH.name, SH.message):
            (value,) = graph.objects(node, prop)
            assert isinstance(value, Literal)
            assert value.language == "en"
        expected = SH.Warning if shape in WARNED_OF else SH.Violation
        assert graph.value(node, SH.severity) == expected
        assert len(list(graph.objects(node, RDF.type))) == 1


def test_only_core_shacl_is_used_but_in_a_folder_of_its_own() -> None:
    assert not set(shape_files().predicates()) & {SH.sparql, SH.select, SH.rule, SH.js}
    assert not set(query_files().predicates()) & {SH.property, SH.path, SH.rule, SH.js}


def test_a_query_is_one_that_any_shacl_processor_takes() -> None:
    for name, query in queries().items():
        assert not re.search(r"\b(VALUES|MINUS|SERVICE)\b", query.select), name
        assert (URIRef(SHAPE + name), SH.targetSubjectsOf, URIRef(query.property)) in query_files()


@pytest.mark.parametrize("name", queries())
def test_oxigraph_finds_what_a_shacl_processor_finds(name: str) -> None:
    shapes, node = query_files(), URIRef(SHAPE + name)
    for part, damage in [(part, d) for part, of, d in damages() if of == name]:
        triples = damaged(part, damage)
        _, report, _ = pyshacl.validate(
            rdflib_graph(triples), shacl_graph=shapes, use_shapes=[node]
        )
        theirs = {str(focus) for focus in report.objects(None, SH.focusNode)}
        assert theirs == {broken.node for broken in breaks(triples, [queries()[name]])} != set()


@pytest.mark.parametrize("part", PARTS)
def test_a_shacl_processor_finds_good_data_good(part: str) -> None:
    conforms, _, text = pyshacl.validate(rdflib_graph(good(part)), shacl_graph=query_files())
    assert conforms, text


def dated(edtf: str, earliest: dt.date, latest: dt.date) -> list[ox.Triple]:
    node, date = ox.NamedNode("https://example.org/dated"), ox.NamedNode(str(XSD.date))
    bounds = {"earliest": earliest.isoformat(), "latest": latest.isoformat()}
    rows = [(term(name), ox.Literal(day, datatype=date)) for name, day in bounds.items()]
    return [ox.Triple(node, *row) for row in [(term("edtf"), ox.Literal(edtf)), *rows]]


@pytest.mark.parametrize("year", [1900, 1996, 2000, 2023, 2024])
def test_every_month_ends_on_its_last_day(year: int) -> None:
    for date in [PartialDate(f"{year}-{month:02d}") for month in range(1, 13)]:
        assert date.earliest
        assert date.latest
        right = dated(date.edtf, date.earliest, date.latest)
        assert not list(breaks(right, [queries()["edtf-bounds"]]))
        wrong = dated(date.edtf, date.earliest, date.latest - dt.timedelta(1))
        assert list(breaks(wrong, [queries()["edtf-bounds"]]))


@given(st.dates(dt.date(1000, 1, 1)), st.integers(0, 7), st.sampled_from([-1, 0, 1]))
def test_an_edtf_string_has_its_own_bounds_and_no_others(day: dt.date, form: int, off: int) -> None:
    text = day.isoformat()
    ranges = [f"[{'1000-01-01'[:length]}..{text[:length]}]" for length in (4, 7, 10)]
    assume(form < 5 or text[:4] > "1000")
    edtf = [text, text[:7], text[:4], f"{text[:3]}X", f"{text[:2]}XX", *ranges][form]
    date = PartialDate(edtf)
    assert date.earliest
    assert date.latest
    assume(date.latest < dt.date.max)
    triples = dated(edtf, date.earliest, date.latest + dt.timedelta(off))
    assert bool(list(breaks(triples, [queries()["edtf-bounds"]]))) == bool(off)


def rdflib_graph(triples: Iterable[ox.Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(as_rdflib(triple))
    return graph


def test_only_leaf_classes_have_closed_shapes() -> None:
    ontology = Graph().parse(resources.ontology() / "comity.ttl")
    for shape in shape_files().subjects(SH.closed):
        target = shape_files().value(shape, SH.targetClass)
        assert not list(ontology.subjects(RDFS.subClassOf, target))


def test_every_property_shape_is_used() -> None:
    graph = shape_files()
    used = set(graph.objects(None, SH.property))
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        aimed = any((shape, target, None) in graph for target in TARGETS)
        assert shape in used or aimed, shape


def test_paths_are_properties_of_the_ontology() -> None:
    ontology = Graph().parse(resources.ontology() / "comity.ttl")
    for path in shape_files().objects(None, SH.path):
        if isinstance(path, URIRef):
            assert (path, RDF.type, None) in ontology or path == RDFS.label


def test_graphs_are_validated_as_triples_are() -> None:
    graph = Graph().parse(FOLDER / "article.ttl")
    assert validate(graph).conforms
    graph.remove((None, COMITY.textHash, None))
    before = set(graph)
    assert broken(validate(graph)) == {("article-text-hash", "MinCount")}
    assert set(graph) == before


@pytest.mark.parametrize("part", ["article", "facts"])
def test_the_reference_is_found_below_another_base(part: str) -> None:
    text = (FOLDER / f"{part}.ttl").read_text("utf-8").replace(BASE, "https://example.org/id/")
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    assert validate(triples, base="https://example.org/").conforms
    assert not validate(triples).conforms


def test_entities_of_another_reference_file_are_found(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    body = "<https://example.org/id/org/example-pact>"
    label = f'<{PREFIXES["skos"]}prefLabel> "Example Pact Organisation"@en'
    extra.write_text(f"{body} a {term('Organisation')} ; {label} .", encoding="utf-8")
    office = "<office/nato-spokesperson> comity:officeOf"
    damage = {"delete": f"{office} ?o", "insert": f"{office} <org/example-pact>"}
    triples = damaged("facts", damage)
    assert not validate(triples).conforms
    assert validate(triples, reference=(extra,)).conforms


def test_a_broken_reference_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"broken\.ttl"):
        validate(good("article"), reference=(tmp_path / "broken.ttl",))


def test_a_report_can_be_raised() -> None:
    graph = Graph().parse(FOLDER / "article.ttl")
    graph.remove((None, COMITY.textHash, None))
    report = validate(graph)
    with pytest.raises(NotConformantError, match=r"sample\.ttl") as caught:
        report.check("sample.ttl")
    assert caught.value.report == report.text == validate(graph).text
    assert "64 lower-case hexadecimal digits" in report.text
    validate(good("article")).check("article.ttl")


def test_one_graph_does_not_hide_shapes_from_the_next() -> None:
    base = "https://example.org/fresh/"
    assert validate([], base=base).conforms
    validate(good("reference"), base=base)
    row = next(d for _, shape, d in damages() if shape == "claim-polarity")
    found = broken(validate(damaged("article", row), base=base))
    assert ("claim-polarity", row["breaks"]) in found


def test_nothing_at_all_conforms() -> None:
    assert validate(Graph()).conforms
