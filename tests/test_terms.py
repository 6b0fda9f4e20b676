from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from comity.errors import ParameterError
from comity.model import Entity, Kind, Polarity, Span, local_entity
from comity.terms import Terms, concept, name, term

SWEDEN = Entity(Kind.STATE, "state/swe", "Sweden")
PERSON = local_entity(Kind.PERSON, "Ada Example")


def test_the_vocabulary_stays_at_home_whatever_the_base() -> None:
    assert term("Claim") == NamedNode("https://w3id.org/comity/ns#Claim")
    assert concept("polarity", Polarity.DENIED).value.endswith("/concept/polarity/denied")
    assert name("oa", "exact") == NamedNode("http://www.w3.org/ns/oa#exact")


def test_data_lies_below_the_base_that_was_given() -> None:
    terms = Terms("https://data.example/kg/")
    assert terms.entity(SWEDEN, "a-1") == NamedNode("https://data.example/kg/id/state/swe")
    assert terms.facts_graph == NamedNode("https://data.example/kg/graph/facts")


def test_what_an_article_alone_knows_lies_below_the_article() -> None:
    node = Terms().entity(PERSON, "a-1")
    assert node == NamedNode("https://w3id.org/comity/id/article/a-1/person/ada-example")


def test_passages_and_claims_are_named_by_their_place() -> None:
    terms, span = Terms(), Span(3, 14)
    assert terms.key(terms.passage("a-1", span)) == "passage/a-1/3-14"
    assert terms.key(terms.claim("a-1", span, "0badcafe")) == "claim/a-1/3-14/0badcafe"
    assert terms.key(terms.relay("a-1", span, 2)) == "relay/a-1/3-14/2"


def test_an_iri_from_elsewhere_has_no_key() -> None:
    assert Terms("https://data.example/").key(Terms().id("state/swe")) is None


@pytest.mark.parametrize(
    "base",
    [
        "",
        "comity/",
        "file:///data/",
        "https://a b/",
        "https://a.b/c",
        "https://a.b/c/../",
        "http://a/?",
    ],
)
def test_a_base_must_be_an_iri_that_names_can_be_put_after(base: str) -> None:
    with pytest.raises(ParameterError, match="base"):
        Terms(base)
