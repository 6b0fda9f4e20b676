"""Whatever has an IRI is described: by a page for people, by RDF for programs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from served import Reply, Server, serving
from shipped import ROOT

from comity.asking import Target
from comity.serve.refusals import RequestError
from comity.serve.snapshot import Opened
from comity.serve.things.describing import CITING, Thing, described
from comity.serve.things.formats import FORMATS
from comity.store import EmbeddedStore
from comity.terms import HOME, PREFIXES, Terms, name, term

BUILD = ROOT / "triples"
KINDS = [
    "state/swe",
    "org/nato",
    "treaty/north-atlantic-treaty",
    "person/jens-stoltenberg",
    "office/nato-secretary-general",
    "article/nato-sweden-f7a46942",
    "membership/org/nato/state/swe",
]
"""A thing of each kind that has an id of its own; what the build gives ids to is found in it."""

WRITERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(BUILD) as found:
        yield found


def get(server: Server, path: str, accept: str = "") -> Reply:
    return server.send("GET", path, headers={"Accept": accept} if accept else {}, timeout=60)


def triples(reply: Reply, suffix: str) -> set[ox.Triple]:
    assert reply.status == 200, reply.text
    return {quad.triple for quad in ox.parse(reply.body, format=WRITERS[suffix])}


def said(suffix: str, of: str, reply: Reply) -> set[tuple[str, str]]:
    """What is said of a thing of the house: pairs of property and value."""
    thing = Terms().id(of)
    return {
        (t.predicate.value, str(t.object)) for t in triples(reply, suffix) if t.subject == thing
    }


def some(kind: str) -> str:
    """The id of the first thing of a class in the build."""
    for path in sorted(BUILD.rglob("*.ttl")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if quad.object == term(kind) and isinstance(quad.subject, ox.NamedNode):
                return Terms().key(quad.subject) or ""
    raise AssertionError(f"the build has no {kind}")


# --- Where a thing is described ---


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("", "/data/org/nato.ttl"),
        ("*/*", "/data/org/nato.ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/page/org/nato"),
        ("text/turtle;q=0.5, application/ld+json", "/data/org/nato.jsonld"),
        ("application/n-triples, text/html;q=0.9", "/data/org/nato.nt"),
        ("application/trig", "/data/org/nato.trig"),
        ("application/json", "/data/org/nato.jsonld"),
    ],
)
def test_a_thing_leads_to_what_describes_it(server: Server, accept: str, place: str) -> None:
    reply = get(server, "/id/org/nato", accept)
    assert (reply.status, reply.headers["location"]) == (303, place)
    assert reply.headers["vary"] == "Accept"


@pytest.mark.parametrize("path", KINDS)
def test_a_thing_of_each_kind_is_described(server: Server, path: str) -> None:
    found = get(server, get(server, f"/id/{path}").headers["location"])
    assert said("ttl", path, found)


@pytest.mark.parametrize("kind", ["Meeting", "Statement", "Claim", "Passage", "Quotation", "Organ"])
def test_what_the_build_made_is_described(server: Server, kind: str) -> None:
    path = some(kind)
    found = get(server, get(server, f"/id/{path}").headers["location"])
    assert (PREFIXES["rdf"] + "type", str(term(kind))) in said("ttl", path, found)


@pytest.mark.parametrize(
    "path",
    ["org/natoo", "", "state", "../../etc/passwd", "%3Cx%3E", "state/swe%20", "a%00b", "x%0d%0ay"],
)
def test_what_the_build_does_not_know_is_not_found(server: Server, path: str) -> None:
    for place in ("id", "data"):
        assert get(server, f"/{place}/{path}").status == 404


def test_what_no_client_takes_is_not_sent(server: Server) -> None:
    assert get(server, "/id/org/nato", "image/png").status == 406
    assert get(server, "/data/org/nato", "image/png").status == 406


# --- What is said of it ---


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.suffix)
def test_every_format_says_the_same(server: Server, form: object) -> None:
    suffix, media = getattr(form, "suffix", ""), getattr(form, "media", "")
    reply = get(server, f"/data/membership/org/nato/state/swe.{suffix}")
    chosen = get(server, "/data/membership/org/nato/state/swe", media)
    assert chosen.body == reply.body
    assert chosen.headers["content-location"].endswith(f".{suffix}")
    assert reply.headers["content-type"].startswith(media)
    about = "membership/org/nato/state/swe"
    plain = get(server, f"/data/{about}.ttl")
    assert said(suffix, about, reply) == said("ttl", about, plain)


def test_a_fact_is_described_with_the_words_it_rests_on(server: Server) -> None:
    graph = rdflib.Graph().parse(
        data=get(server, "/data/membership/org/nato/state/swe.ttl").text, format="turtle"
    )
    fact = rdflib.URIRef(f"{HOME}id/membership/org/nato/state/swe")
    comity, words = rdflib.Namespace(PREFIXES["comity"]), rdflib.Namespace(PREFIXES["oa"])
    path = comity.supportedBy / comity.passage / words.exact
    assert [str(quote) for quote in graph.objects(fact, path) if "Sweden joined NATO" in quote]


def test_whatever_is_named_has_its_label(server: Server) -> None:
    graph = rdflib.Graph().parse(
        data=get(server, "/data/membership/org/nato/state/swe.ttl").text, format="turtle"
    )
    labels = {str(label) for label in graph.objects(None, rdflib.SKOS.prefLabel)}
    assert {"Sweden", "North Atlantic Treaty Organization"} <= labels


def test_quads_say_in_which_graph_it_is_said(server: Server) -> None:
    quads = list(ox.parse(get(server, "/data/org/nato.nq").body, format=ox.RdfFormat.N_QUADS))
    graphs = {getattr(quad.graph_name, "value", "") for quad in quads}
    assert {"", f"{HOME}graph/facts", f"{HOME}graph/reference"} <= graphs
    assert any("/graph/article/nato-sweden" in graph for graph in graphs)


def test_a_description_says_of_which_build_it_is(server: Server) -> None:
    reply = get(server, "/data/org/nato.ttl")
    build = server.send("GET", "/api").text.partition('"build":"')[2][:64]
    assert f'schema:version "{build}"' in reply.text


@pytest.mark.parametrize("path", ["/data/org/nato.ttl", "/concept/status/member.ttl", "/ns"])
def test_what_a_client_has_is_not_sent_again(server: Server, path: str) -> None:
    tag = get(server, path).headers["etag"]
    again = server.send("GET", path, headers={"If-None-Match": tag}, timeout=60)
    assert (again.status, again.body) == (304, b"")


def test_formats_have_tags_of_their_own(server: Server) -> None:
    tags = {get(server, f"/data/org/nato.{form.suffix}").headers["etag"] for form in FORMATS}
    assert len(tags) == len(FORMATS)


def many(count: int) -> Opened:
    """A store in which so many claims are about one state."""
    state = Terms().id("state/nor")
    graph = {
        ox.NamedNode("http://example.org/g"): [
            ox.Triple(state, name("skos", "prefLabel"), ox.Literal("Norway")),
            *(ox.Triple(Terms().id(f"claim/{n:05}"), term("subject"), state) for n in range(count)),
        ]
    }
    return Opened(Target(EmbeddedStore.of(graph), Terms()), lambda _: None)


@settings(max_examples=12)
@given(count=st.sampled_from([0, 1, CITING - 1, CITING, CITING + 1, 2 * CITING, 2 * CITING + 7]))
def test_pages_put_together_are_all_that_cites_a_thing(count: int) -> None:
    found, offset, opened = set[str](), 0, many(count)
    while offset <= count:
        page = described(opened, Thing("state/nor"), offset, "nt", "http://h/data/state/nor")
        assert page.citing == count
        cites = {line for line in page.body.decode().splitlines() if "/ns#subject>" in line}
        assert len(cites) == min(CITING, count - offset)
        assert not found & cites
        found |= cites
        offset += CITING
    assert len(found) == count


def test_the_next_page_is_announced(server: Server) -> None:
    path = f"/data?iri={quote(term('Organisation').value, safe='')}"
    reply = get(server, path)
    assert int(reply.headers["x-total-count"]) > CITING
    assert reply.headers["link"] == f'<{path}&offset={CITING}>; rel="next"'


# --- IRIs from elsewhere ---


def test_a_thing_of_any_iri_is_described(server: Server) -> None:
    found = get(server, f"/data?iri={HOME}id/state/swe")
    assert said("ttl", "state/swe", found)
    assert get(server, "/data?iri=http://example.org/nothing").status == 404
    assert get(server, "/data").status == 400


def test_concepts_and_the_ontology_are_described(server: Server) -> None:
    member = ox.NamedNode(f"{HOME}concept/status/member")
    assert any(t.subject == member for t in triples(get(server, "/concept/status/member"), "ttl"))
    assert get(server, "/concept/status/memberr").status == 404
    for form in ("text/turtle", "application/ld+json"):
        suffix = "ttl" if form == "text/turtle" else "jsonld"
        assert any(t.subject == term("Claim") for t in triples(get(server, "/ns", form), suffix))


def test_a_build_of_another_base_is_described_by_its_own_iris(tmp_path: Path) -> None:
    base = "https://kg.example/affairs/"
    folder = Path(shutil.copytree(BUILD, tmp_path / "build"))
    for path in folder.rglob("*.ttl"):
        text = path.read_text("utf-8")
        if path.name == "manifest.ttl":
            text = text.replace(f"@base <{HOME}>", f"@base <{base}>")
        path.write_text(
            text.replace("<id/", f"<{base}id/").replace("<graph/", f"<{base}graph/"), "utf-8"
        )
    with serving(folder) as server:
        found = triples(get(server, "/data/state/swe.ttl"), "ttl")
        assert any(t.subject == ox.NamedNode(f"{base}id/state/swe") for t in found)
        assert get(server, f"/data?iri={base}id/state/swe").status == 200
        assert get(server, f"/data?iri={HOME}id/state/swe").status == 404
        reply = get(server, "/api/membership/members-on?body=org/nato&date=2024-03-07")
        assert f"{base}id/state/swe" in reply.text
        assert "body=org%2Fnato" in reply.headers["link"]


@given(path=st.text(max_size=40))
def test_any_path_is_described_or_not_found(path: str) -> None:
    opened = many(1)
    for thing in (Thing(path), Thing(path, True)):
        try:
            found = described(opened, thing, 0, "ttl", "http://h/data/x")
        except RequestError as error:
            status = error.status
        else:
            status = 200
            assert found.body
        assert status in (200, 404)
