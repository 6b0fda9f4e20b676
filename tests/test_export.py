from __future__ import annotations

import csv
import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from test_store import serving

from comity.asking import opened
from comity.cli import main
from comity.dataset import opened_data
from comity.errors import ExportError, StoreError
from comity.export import Said, chosen, export, formats
from comity.export.jsonld import document
from comity.export.parts import stem_of
from comity.export.quads import SortedQuads
from comity.export.rdfxml import rdfxml
from comity.export.tables import tables
from comity.folder import Staging
from comity.show.cells import csv_value
from comity.terms import PREFIXES, Terms, name

RDF = ("turtle", "trig", "nquads", "jsonld", "rdfxml")
GRAPHS = {"turtle": "ttl", "jsonld": "jsonld", "rdfxml": "rdf"}

Triples = dict[str, set[Triple]]


def exported(where: Path | str, out: Path, *names: str) -> Path:
    with opened_data(where) as data:
        export(data, out, chosen(names))
    return out


def graphs_at(where: Path | str) -> Triples:
    with opened_data(where) as data:
        return {graph: set(data.triples(graph)) for graph in data.names}


@pytest.fixture(scope="module")
def out(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(samples, tmp_path_factory.mktemp("export") / "out")


@pytest.mark.parametrize("form", RDF)
def test_a_syntax_of_rdf_carries_every_triple_of_every_graph(
    form: str, samples: Path, tmp_path: Path
) -> None:
    assert graphs_at(exported(samples, tmp_path / "out", form)) == graphs_at(samples)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's Dataset warns of itself
@pytest.mark.parametrize(("form", "syntax"), [("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_another_parser_reads_the_same(form: str, syntax: str, out: Path) -> None:
    file = next((out / form / "articles").iterdir())
    turtle = (out / "turtle" / "articles" / file.stem).with_suffix(".ttl")
    theirs = rdflib.Dataset()
    theirs.parse(data=file.read_bytes(), format=syntax)
    ours = rdflib.Graph().parse(data=turtle.read_bytes(), format="turtle")
    assert {quad[:3] for quad in theirs.quads()} == set(ours)


def test_the_turtle_of_a_build_is_that_build(samples: Path, out: Path) -> None:
    with opened(out / "turtle") as again, opened(samples) as first:
        asked = again.ask("joined-in", {"year": "1993"})
        assert asked == first.ask("joined-in", {"year": "1993"})
        assert len(asked.rows) == 3


def test_the_sums_are_those_of_the_files(out: Path) -> None:
    sums = dict(line.split("  ")[::-1] for line in (out / "SHA256SUMS").read_text().splitlines())
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert there == {*sums, "SHA256SUMS"}
    assert all(hashlib.sha256((out / p).read_bytes()).hexdigest() == s for p, s in sums.items())


def test_the_same_graphs_give_the_same_bytes(samples: Path, out: Path, tmp_path: Path) -> None:
    again = exported(samples, tmp_path / "again")
    assert (again / "SHA256SUMS").read_bytes() == (out / "SHA256SUMS").read_bytes()


def test_the_lines_of_n_quads_are_sorted_and_canonical(samples: Path, out: Path) -> None:
    lines = gzip.decompress((out / "comity.nq.gz").read_bytes()).splitlines(keepends=True)
    assert lines == sorted(set(lines))
    quads = list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
    assert [b"%s .\n" % str(quad).encode() for quad in quads] == lines
    assert len(lines) == sum(map(len, graphs_at(samples).values()))


def test_lines_that_do_not_fit_into_memory_are_sorted_all_the_same(tmp_path: Path) -> None:
    triples = [
        Triple(NamedNode(f"https://e.example/{n % 7}"), name("rdfs", "label"), Literal(f"{n:03}"))
        for n in range(100)
    ]
    written = []
    for run in (7, 1000):
        quads, stream = SortedQuads(tmp_path, run), BytesIO()
        quads.add("https://e.example/g", triples)
        quads.add("https://e.example/g", triples[:20])
        quads.write(stream)
        written.append(stream.getvalue())
        assert quads.count == 100
    assert written[0] == written[1]
    assert list(tmp_path.iterdir()) == []


iris = st.sampled_from(
    [
        *("https://w3id.org/comity/id/state/swe", "https://w3id.org/comity/ns#member"),
        *("https://e.example/a?x#y", "https://e.example/1", PREFIXES["oa"] + "exact"),
        *("https://w3id.org/comity/id/../x", PREFIXES["comity"] + "org", "urn:x:y"),
    ]
).map(NamedNode)
literals = st.one_of(
    st.text().map(Literal),
    st.text().map(lambda text: Literal(text, language="en")),
    st.sampled_from(["1", "-1", "007", "1.5", "true", "TRUE", "2024-02-30", "x"]).flatmap(
        lambda text: st.sampled_from(["integer", "boolean", "date", "decimal", "string"]).map(
            lambda kind: Literal(text, datatype=name("xsd", kind))
        )
    ),
)
verbs = st.sampled_from(
    [name("comity", local) for local in ("member", "complete", "count", "edtf", "earliest")]
    + [name("rdf", "type"), name("oa", "exact"), NamedNode("https://e.example/p?1")]
)
triples = st.lists(st.builds(Triple, iris, verbs, iris | literals), max_size=6)


@given(triples)
def test_json_ld_says_what_the_triples_say(written: list[Triple]) -> None:
    typed = [t for t in written if t.predicate != name("rdf", "type") or t.object in {*_NODES}]
    data = document(typed, Terms(), "https://e.example/g")
    read = {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.JSON_LD)}
    assert read == set(typed)


_NODES = [NamedNode("https://w3id.org/comity/ns#member"), NamedNode("https://e.example/1")]


@given(triples)
def test_rdf_xml_says_what_xml_can_and_hands_back_the_rest(written: list[Triple]) -> None:
    data, left = rdfxml(written)
    read = {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.RDF_XML)}
    assert read | set(left) == set(written)
    assert not read & set(left)
    assert len(rdflib.Graph().parse(data=data, format="xml")) == len(read)


def test_rdf_xml_keeps_carriage_returns_and_names_what_it_cannot_hold(tmp_path: Path) -> None:
    thing, said = NamedNode("https://e.example/a"), name("oa", "exact")
    held, left = Triple(thing, said, Literal("a\r\nb")), Triple(thing, said, Literal("a\x0cb"))
    (tmp_path / "a.nt").write_bytes(
        ox.serialize([held, left], format=ox.RdfFormat.N_TRIPLES) or b""
    )
    out = exported(tmp_path / "a.nt", tmp_path / "out", "rdfxml")
    (read,) = ox.parse(path=out / "rdfxml/default.rdf", format=ox.RdfFormat.RDF_XML)
    (other,) = ox.parse(path=out / "rdfxml/not-in-xml.nq", format=ox.RdfFormat.N_QUADS)
    assert (read.triple, other.triple) == (held, left)


def test_the_tables_are_those_that_their_description_describes(out: Path) -> None:
    about = json.loads((out / "csv/csv-metadata.json").read_text())
    assert {f"{table.name}.csv" for table in tables()} == {t["url"] for t in about["tables"]}
    rows = {}
    for table in about["tables"]:
        with (out / "csv" / table["url"]).open(newline="", encoding="utf-8") as file:
            rows[table["url"]] = list(csv.DictReader(file, strict=True))
        columns = [column["name"] for column in table["tableSchema"]["columns"]]
        key = table["tableSchema"]["primaryKey"]
        keys = [tuple(row[column] for column in key) for row in rows[table["url"]]]
        assert len(set(keys)) == len(keys), table["url"]
        assert all(list(row) == columns and all(row[k] for k in key) for row in rows[table["url"]])
    for table in about["tables"]:
        for link in table["tableSchema"].get("foreignKeys", ()):
            target = link["reference"]
            known = {row[target["columnReference"]] for row in rows[target["resource"]]}
            assert {row[link["columnReference"]] for row in rows[table["url"]]} <= known | {""}


def test_a_table_of_claims_has_their_words(samples: Path, out: Path) -> None:
    with (out / "csv/claims.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    texts = {p.stem[:8]: p.read_bytes().decode() for p in (samples / "texts").iterdir()}
    assert len(rows) > 300
    for row in rows:
        text = texts[row["article"].rpartition("-")[2]]
        assert csv_value(row["quote"]) == text[int(row["start"]) : int(row["end"])]


def test_the_manifest_names_every_file_and_counts_what_is_there(samples: Path, out: Path) -> None:
    graph = rdflib.Graph().parse(data=(out / "manifest.ttl").read_bytes())
    dcat, void = rdflib.Namespace(PREFIXES["dcat"]), rdflib.Namespace(PREFIXES["void"])
    named = {str(path) for path in graph.objects(None, rdflib.SDO.contentUrl)} | {
        str(path) for path in graph.objects(None, rdflib.URIRef("http://schema.org/contentUrl"))
    }
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert named == there - {"manifest.ttl", "SHA256SUMS"}
    whole = rdflib.URIRef("https://w3id.org/comity/export")
    counted = int(graph.value(whole, void.triples))  # type: ignore[arg-type] # there is one
    assert counted == sum(map(len, graphs_at(samples).values()))
    shares = graph.objects(whole, void.propertyPartition)
    assert sum(int(graph.value(s, void.triples)) for s in shares) == counted  # type: ignore[arg-type]
    assert len(list(graph.objects(whole, void.subset))) == len(graphs_at(samples))
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)
    assert all(graph.value(d, dcat.mediaType) for d in graph.subjects(None, dcat.Distribution))


def test_who_publishes_an_export_can_say_so(samples: Path, tmp_path: Path) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    said = Said("News of treaties", licence, "An institute", "https://data.example/news")
    with opened_data(samples) as data:
        export(data, tmp_path / "out", chosen(("nquads",)), said)
    text = (tmp_path / "out/manifest.ttl").read_text()
    assert all(words in text for words in ("News of treaties", licence, "An institute"))
    assert "<https://data.example/news/comity.nq.gz>" in text


@pytest.mark.parametrize("said", [Said(licence="MIT"), Said(address="ftp://x.example/")])
def test_what_is_no_iri_is_refused(said: Said, samples: Path, tmp_path: Path) -> None:
    with opened_data(samples) as data, pytest.raises(ExportError, match="is no IRI"):
        export(data, tmp_path / "out", chosen(("nquads",)), said)
    assert not (tmp_path / "out").exists()


def test_an_export_takes_the_place_of_the_last(samples: Path, tmp_path: Path) -> None:
    out = exported(samples, tmp_path / "out", "turtle", "nquads")
    (out / "mine.txt").write_text("of somebody else")
    exported(samples, out, "trig")
    assert {p.name for p in out.iterdir()} == {
        *("comity.trig", "manifest.ttl", "SHA256SUMS", "mine.txt")
    }


def test_an_interrupted_export_can_be_made_again(samples: Path, tmp_path: Path) -> None:
    out = exported(samples, tmp_path / "out", "nquads")
    (out / "SHA256SUMS").unlink()
    (out / Staging.NAME).mkdir()
    exported(samples, out, "nquads")
    assert (out / "SHA256SUMS").is_file()
    assert not (out / Staging.NAME).exists()


def test_other_files_are_not_mixed_with_an_export(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("do not touch")
    with pytest.raises(ExportError, match="other files are there"):
        exported(samples, tmp_path, "nquads")
    shutil.copytree(samples, tmp_path / "build")
    with pytest.raises(ExportError, match="a build is there"):
        exported(samples, tmp_path / "build", "nquads")


def test_a_changed_file_of_a_build_is_not_exported(samples: Path, tmp_path: Path) -> None:
    build = Path(shutil.copytree(samples, tmp_path / "build"))
    out = exported(build, tmp_path / "out", "nquads")
    before = (out / "SHA256SUMS").read_bytes()
    (build / "facts.ttl").write_text("# nothing\n")
    with pytest.raises(StoreError, match="not the one that the build's manifest names"):
        exported(build, out, "nquads")
    assert (out / "SHA256SUMS").read_bytes() == before


@pytest.mark.parametrize("graph", ["https://w3id.org/comity/graph/../../x", "file:../../x", "u:/x"])
def test_a_graph_does_not_choose_where_its_files_lie(graph: str) -> None:
    assert stem_of(graph, Terms()).startswith("graph-")


def test_blank_nodes_of_several_graphs_stay_apart(tmp_path: Path) -> None:
    text = "<u:a> <u:p> _:b <u:g1> .\n<u:a> <u:p> _:b <u:g2> .\n_:c <u:q> <u:a> <u:g2> .\n"
    (tmp_path / "a.nq").write_text(text)
    whole = {}
    for form in ("trig", "nquads"):
        out = exported(tmp_path / "a.nq", tmp_path / form, form)
        file = next(p for p in out.iterdir() if p.name.startswith("comity."))
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        kind = ox.RdfFormat.N_QUADS if form == "nquads" else ox.RdfFormat.TRIG
        whole[form] = ox.Dataset(ox.parse(data, format=kind))
        whole[form].canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    given_ = ox.Dataset(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
    given_.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert whole["trig"] == whole["nquads"] == given_


class Remote(BaseHTTPRequestHandler):
    """An endpoint over the samples that gives at most `most` triples."""

    store: ox.Store
    most = 1_000_000

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        answer = self.store.query(form["query"][0], use_default_graph_as_union=True)
        if isinstance(answer, ox.QueryTriples):
            media, kind = "application/n-triples", ox.RdfFormat.N_TRIPLES
            data = ox.serialize(list(answer)[: self.most], format=kind) or b""
        else:
            media = "application/sparql-results+json"
            data = answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def remote(samples: Path, most: int) -> Iterator[str]:
    store = ox.Store()
    for graph, triples in graphs_at(samples).items():
        store.extend(ox.Quad(*triple, NamedNode(graph)) for triple in triples)
    with serving(type("Once", (Remote,), {"store": store, "most": most})) as url:
        yield url


@pytest.fixture(params=[1_000_000, 100])
def endpoint(samples: Path, request: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    for url in remote(samples, request.param):
        yield url, request.param


def test_an_endpoint_exports_as_its_build_does_or_says_what_it_kept_back(
    endpoint: tuple[str, int], out: Path, tmp_path: Path
) -> None:
    url, most = endpoint
    if most == 100:
        with pytest.raises(StoreError, match="gave 100 of the"):
            exported(url, tmp_path / "out", "csv")
        assert not (tmp_path / "out/csv").exists()
        return
    theirs = exported(url, tmp_path / "out", "csv", "nquads", "turtle")
    # Oxigraph keeps a number's value, not how it was written: confidences are left out here.
    for path in ("turtle/facts.ttl", "csv/memberships.csv", "csv/quotations.csv"):
        assert (theirs / path).read_bytes() == (out / path).read_bytes(), path


def test_the_command_says_what_it_wrote(samples: Path, tmp_path: Path) -> None:
    words = ["export", "trig", "csv", "--at", str(samples), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.stderr
    assert "in 2 formats" in result.stdout
    assert (tmp_path / "out/comity.trig").is_file()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["turtel"], "did you mean turtle?"),
        (["--at", "nowhere"], "there is no such file"),
        (["--at", "pyproject.toml"], "no file of RDF"),
    ],
)
def test_the_command_says_what_is_wrong(words: list[str], says: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", *words, "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert says in result.stderr


def test_every_format_says_what_it_keeps() -> None:
    assert all(form.title and form.kept and form.writer for form in formats())
