from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from comity.dates import PartialDate, When
from comity.errors import NotConformantError, SourceError
from comity.graph import article_graph, digest
from comity.model import (
    Article,
    Claim,
    Entity,
    Form,
    Kind,
    Predicate,
    Quotation,
    Reading,
    Span,
    local_entity,
)
from comity.terms import TYPE, Terms, concept, name, term
from comity.turtle import in_order, triples_of, turtle

NATO = Entity(Kind.ORGANISATION, "org/nato", "NATO")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def values(triples: list[Triple], predicate: NamedNode) -> list[str]:
    return [t.object.value for t in triples if t.predicate == predicate]


def claim_on(span: Span) -> Claim:
    return Claim(predicate=Predicate.PROPOSITION, subject=NATO, passage=span, rule="test/any")


def reading_of(text: str, *spans: Span) -> Reading:
    claims = tuple(claim_on(span) for span in spans)
    return Reading(Article(text, "any"), sentences=spans, quotations=(), claims=claims)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(min_size=1)) + draw(st.sampled_from(["", "\r", "\r\n", "\x00", "\ufeff"]))
    pairs = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    chosen = draw(st.lists(pairs, min_size=1, max_size=4))
    return text, [Span(start, max(start + 1, end)) for start, end in chosen]


@given(texts_and_spans())
def test_every_passage_reads_back_as_the_words_it_covers(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    data = turtle(article_graph(reading_of(text, *spans), Terms()), Terms())
    expected = sorted({span.of(text) for span in spans})
    assert sorted(set(values(triples_of(data), name("oa", "exact")))) == expected
    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert sorted({str(exact) for exact in graph.objects(None, OA.exact)}) == expected
    for node, exact in graph.subject_objects(OA.exact):
        start, end = (int(str(graph.value(node, OA[key]))) for key in ("start", "end"))
        assert text[start:end] == str(exact)
        assert text[:start].endswith(str(graph.value(node, OA.prefix)))
        assert text[end:].startswith(str(graph.value(node, OA.suffix)))


def test_the_same_reading_gives_the_same_bytes(reading: Reading, terms: Terms) -> None:
    backwards = replace(reading, claims=reading.claims[::-1])
    first, second = (turtle(article_graph(r, terms), terms) for r in (reading, backwards))
    assert first == second


def test_triples_are_sorted_each_once_and_without_blank_nodes(
    reading: Reading, terms: Terms
) -> None:
    triples = article_graph(replace(reading, claims=reading.claims * 2), terms)
    assert triples == in_order(triples)
    assert len(triples) == len(set(triples))
    assert all(isinstance(t.subject, NamedNode) for t in triples)
    assert all(isinstance(t.object, NamedNode | Literal) for t in triples)


def test_prefix_and_suffix_are_up_to_32_code_points(terms: Terms) -> None:
    text = "é" * 40 + "NATO" + "🙂" * 40
    triples = article_graph(reading_of(text, Span(40, 44)), terms)
    assert values(triples, name("oa", "prefix")) == ["é" * 32]
    assert values(triples, name("oa", "suffix")) == ["🙂" * 32]


def test_a_paragraph_on_top_moves_offsets_and_leaves_what_is_claimed(reading: Reading) -> None:
    text = "A new first paragraph.\r\n\r\n" + reading.article.text
    moved = [
        replace(
            claim,
            passage=Span(claim.passage.start + 26, claim.passage.end + 26),
            said_in=claim.said_in and Span(claim.said_in.start + 26, claim.said_in.end + 26),
        )
        for claim in reading.claims
    ]
    assert [c.passage.of(text) for c in moved] == [
        c.passage.of(reading.article.text) for c in reading.claims
    ]
    assert [digest(claim) for claim in moved] == [digest(claim) for claim in reading.claims]


def test_what_is_claimed_names_the_claim_and_the_rule_does_not() -> None:
    claim = claim_on(Span(0, 4))
    assert digest(replace(claim, rule="test/other")) == digest(claim)
    assert digest(replace(claim, predicate=Predicate.ENLARGEMENT)) != digest(claim)
    dated = replace(claim, when=When(PartialDate("1999")))
    assert digest(dated) != digest(claim)


def test_a_date_without_a_year_has_no_bounds(terms: Terms) -> None:
    claim = replace(claim_on(Span(0, 4)), when=When(PartialDate("XXXX-11-28")))
    reading = replace(reading_of("NATO met."), claims=(claim,))
    triples = article_graph(reading, terms)
    assert values(triples, term("edtf")) == ["XXXX-11-28"]
    assert values(triples, term("earliest")) == []


def test_an_article_of_a_known_day_only_has_a_publication_date(terms: Terms) -> None:
    article = Article("NATO met.", "met", published=When(PartialDate("2008-04")))
    triples = article_graph(Reading(article, (), (), ()), terms)
    assert values(triples, term("publishedEdtf")) == ["2008-04"]
    assert values(triples, name("schema", "datePublished")) == []


def test_a_roster_is_a_claim_too_and_lists_its_members(reading: Reading, terms: Terms) -> None:
    triples = article_graph(reading, terms)
    rosters = [t.subject for t in triples if t.predicate == TYPE and t.object == term("Roster")]
    assert [t.object for t in triples if t.subject == rosters[0] and t.predicate == TYPE] == [
        term("Claim"),
        term("Roster"),
    ]
    members = values(triples, term("rosterMember"))
    assert members == [terms.id(f"state/{code}").value for code in ("est", "ltu", "lva")]


def test_only_what_the_article_alone_knows_is_described(reading: Reading, terms: Terms) -> None:
    triples = article_graph(reading, terms)
    mentions = [t.subject for t in triples if t.predicate == term("mentionKind")]
    article = reading.article.id
    assert mentions == [terms.id(f"article/{article}/person/the-spokesperson")]
    assert not [t for t in triples if t.subject == terms.id("org/nato")]


def test_a_claim_points_to_the_quotation_it_is_said_in(reading: Reading, terms: Terms) -> None:
    quotation = terms.quotation(reading.article.id, reading.quotations[0].content)
    assert values(article_graph(reading, terms), term("saidIn")) == [quotation.value]


def test_a_claim_said_in_no_quotation_of_the_reading_is_refused(
    reading: Reading, terms: Terms
) -> None:
    with pytest.raises(NotConformantError, match="statement/proposition"):
        article_graph(replace(reading, quotations=()), terms)


def test_a_passage_beyond_the_text_is_refused(terms: Terms) -> None:
    with pytest.raises(NotConformantError, match="0-9"):
        article_graph(reading_of("NATO", Span(0, 9)), terms)


def test_half_a_surrogate_pair_is_refused_with_its_place(terms: Terms) -> None:
    with pytest.raises(SourceError, match="offset 4"):
        article_graph(reading_of("NATO\ud83d"), terms)


def test_two_names_of_one_local_entity_leave_one_label(terms: Terms) -> None:
    text = "A.B. Example and AB Example met."
    names = [local_entity(Kind.PERSON, words) for words in ("A.B. Example", "AB Example")]
    claims = tuple(replace(claim_on(Span(0, 12)), subject=entity) for entity in names)
    triples = article_graph(replace(reading_of(text), claims=claims), terms)
    assert values(triples, name("foaf", "name")) == ["A.B. Example"]


def test_a_chain_is_kept_step_by_step_from_the_reader(terms: Terms) -> None:
    quotation = Quotation(
        speaker=local_entity(Kind.GROUP, "five mayors"),
        content=Span(0, 4),
        passage=Span(0, 9),
        cue="said",
        form=Form.INDIRECT,
        rule="test/any",
        chain=("Local radio", "A news agency"),
    )
    triples = article_graph(replace(reading_of("NATO met."), quotations=(quotation,)), terms)
    steps = {t.subject: t.object.value for t in triples if t.predicate == term("relaySource")}
    order = {t.object.value: steps[t.subject] for t in triples if t.predicate == term("position")}
    assert order == {
        "1": terms.outlet("Local radio").value,
        "2": terms.outlet("A news agency").value,
    }
    assert concept("form", Form.INDIRECT) in {t.object for t in triples}
