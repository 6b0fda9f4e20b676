from __future__ import annotations

import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from comity.terms import PREFIXES, Terms, name
from comity.turtle import in_order, triples_of, turtle

BASES = ("https://w3id.org/comity/", "https://data.example/kg/")
PATHS = ("id/state/swe", "id/a.b", "id/../x", "a:b/c", "", "id/", "id//x", "x?y", "x#y", "ns#a.b")
IRIS = [base + path for base in BASES for path in PATHS] + [PREFIXES["oa"] + "exact"]
iris = st.sampled_from(IRIS).map(NamedNode)
literals = st.one_of(
    st.text().map(Literal),
    st.text().map(lambda text: Literal(text, language="en")),
    st.sampled_from(["1", "-1", "007", "1.5", "true", "TRUE", "x"]).flatmap(
        lambda text: st.sampled_from(["integer", "boolean", "date", "decimal"]).map(
            lambda kind: Literal(text, datatype=name("xsd", kind))
        )
    ),
)
triples = st.lists(st.builds(Triple, iris, iris, iris | literals), max_size=6)


@given(triples, st.sampled_from(BASES))
def test_what_is_written_is_what_is_read(written: list[Triple], base: str) -> None:
    data = turtle(written, Terms(base))
    assert set(triples_of(data)) == set(written)
    assert len(rdflib.Graph().parse(data=data, format="turtle")) == len(set(written))


@given(triples)
def test_the_order_of_triples_changes_nothing(written: list[Triple]) -> None:
    assert turtle(written, Terms()) == turtle([*reversed(written), *written], Terms())
    assert in_order(written) == in_order(reversed(written))


def test_the_file_is_for_people_to_read() -> None:
    swe = NamedNode("https://w3id.org/comity/id/state/swe")
    written = [
        Triple(swe, name("skos", "altLabel"), Literal("Kingdom of Sweden", language="en")),
        Triple(swe, name("skos", "altLabel"), Literal("Sverige", language="en")),
        Triple(swe, name("rdf", "type"), name("comity", "State")),
    ]
    assert turtle(written, Terms()).decode() == (
        "@base <https://w3id.org/comity/> .\n"
        "@prefix comity: <https://w3id.org/comity/ns#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "\n"
        "<id/state/swe> a comity:State ;\n"
        '    skos:altLabel "Kingdom of Sweden"@en, "Sverige"@en .\n'
    )
