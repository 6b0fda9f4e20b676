"""What rules ask of a document and its sentences, where it is looked up rather than walked to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import blank, document

from comity.model import Span
from comity_loaders.sentences import patterns

TEXT = (
    "Lesotho joined the body in 1966 (as its 9th member).  Its envoy said: “We are glad.”\n\n"
    "- Chad — and Mali — left it\n\nThe rest stayed; nobody was expelled."
)
READ = document(TEXT, pipeline=blank())
PLACES = st.tuples(*[st.integers(0, len(TEXT))] * 2).filter(lambda places: places[0] < places[1])


@given(PLACES)
def test_the_tokens_in_a_span_are_those_that_share_a_letter_with_it(
    places: tuple[int, int],
) -> None:
    span = Span(*places)
    for sentence in READ.sentences:
        sharing = [t for t in sentence.tokens if t.idx < span.end and span.start < t.idx + len(t)]

        assert list(sentence.tokens_in(span)) == sharing


@given(st.integers(0, len(TEXT)))
def test_the_sentence_at_a_place_is_the_one_around_it(offset: int) -> None:
    around = next((s for s in READ.sentences if s.span.start <= offset < s.span.end), None)

    assert READ.sentence_at(offset) is around


def test_each_sentence_knows_its_paragraph() -> None:
    told = [(READ.paragraphs[s.paragraph], s.span) for s in READ.sentences]

    assert all(paragraph.contains(span) for paragraph, span in told)
    assert len({paragraph for paragraph, _ in told}) == len(READ.paragraphs)


@pytest.mark.parametrize("file", ["membership.yaml", "membership-frames.yaml"])
@pytest.mark.parametrize("text", ["They JOINED it.", "they joined it", "Öl, ß, İ", "", "Of us"])
def test_cues_are_found_in_any_case(file: str, text: str) -> None:
    found = patterns.expression(file, "cues").search(text) is not None

    assert patterns.has_cue(file, text) == found
