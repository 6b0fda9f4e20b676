from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.serve.negotiation import chosen, wishes
from comity.serve.protocol import formats
from comity.serve.refusals import RequestError

JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
OFFERS = [JSON, XML, CSV]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("*", JSON),
        ("application/*", JSON),
        ("text/*", CSV),
        (XML, XML),
        (XML.upper(), XML),
        (f"{CSV}, {XML}", CSV),
        (f"{CSV};q=0.5, {XML};q=0.6", XML),
        (f"{CSV};q=0.5, {XML};q=0.500", CSV),
        (f"{JSON};q=0, */*;q=0.1", XML),
        (f"application/*;q=0, */*;q=0.1, {XML};q=0.01", CSV),
        ("application/*;q=0.9, text/csv;q=0.8", JSON),
        ("text/csv;charset=utf-8", CSV),
        ('text/csv; Charset="UTF-8"', CSV),
        ("text/csv;charset=utf-16", None),
        ("text/csv;charset=utf-16, */*;q=0.1", JSON),
        ("text/csv;header=present", CSV),
        ("*; q=.2", JSON),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/csv;q=2", None),
        ("text/csv;q=-1, application/*", JSON),
        ("nonsense", None),
        (";;q=1,,", None),
        ('a/b;x="text/csv, */*"', None),
    ],
)
def test_the_format_is_chosen_as_the_header_has_it(accept: str, media: str | None) -> None:
    assert chosen(accept, OFFERS) == media


def test_the_media_type_that_is_named_goes_before_a_range_of_them() -> None:
    assert chosen(f"*/*, {CSV}", OFFERS) == CSV
    assert chosen(f"*/*;q=0.9, {CSV};q=0.1", [CSV]) == CSV
    assert chosen(f"*/*, {CSV};q=0", [CSV]) is None


@given(st.text(max_size=200))
def test_any_header_is_read_without_a_fault(accept: str) -> None:
    assert chosen(accept, OFFERS) in {*OFFERS, None}


@given(st.lists(st.sampled_from(OFFERS), unique=True, min_size=1), st.data())
def test_what_is_forbidden_is_never_given(named: list[str], data: st.DataObject) -> None:
    qualities = [data.draw(st.sampled_from(["0", "0.0", "0.5", "1"])) for _ in named]
    accept = ", ".join(f"{media};q={q}" for media, q in zip(named, qualities, strict=True))
    best = chosen(accept, OFFERS)
    allowed = {m for m, q in zip(named, qualities, strict=True) if float(q)}
    assert best in allowed if allowed else best is None


def test_a_long_header_costs_no_time() -> None:
    assert len(wishes('"\\' * 200_000)) < 10_000


def test_clients_get_the_media_type_that_they_asked_for() -> None:
    assert formats.negotiated("application/json", "", formats.ROWS).media == "application/json"
    assert formats.negotiated("text/plain", "", formats.GRAPHS).media == "text/plain"


def test_a_browser_is_shown_a_page() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert formats.negotiated(browser, "", formats.ROWS).media == "text/html"
    assert formats.negotiated(browser, "", formats.GRAPHS).media == "text/turtle"


def test_the_parameter_goes_before_the_header_where_it_names_a_format() -> None:
    assert formats.negotiated("text/csv", "xml", formats.ROWS).media == XML
    assert formats.negotiated("text/csv", "rdf+xml", formats.ROWS).media == CSV
    assert formats.negotiated("*/*", "xml", formats.TRIPLES).media == "application/rdf+xml"


def test_what_nobody_can_give_is_refused_with_what_there_is() -> None:
    with pytest.raises(RequestError, match="none of the formats") as refused:
        formats.negotiated("image/png", "", formats.ROWS)
    assert refused.value.status == 406
    assert "text/csv" in refused.value.hint


def test_nothing_that_could_fetch_or_grow_may_be_sent() -> None:
    from comity.serve.writing.uploads import FORMATS

    assert not {"application/rdf+xml", "application/ld+json", "text/n3"} & set(FORMATS)
