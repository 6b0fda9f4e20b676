"""Places in Turtle: the n-th of them is that of the n-th triple, whatever the text looks like."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_shapes import FOLDER

from comity.check.lines import Lines, Unreadable, written

HEAD = "@prefix e: <http://e/#> . PREFIX : <http://q/>\nBASE <http://b/> @base <http://c/d> .\n"
NAMES = st.sampled_from(["e:a", ":b.c", "<#f>", "<http://e/g>", "_:x", "_:y.1", "e:", ":h%20\\,i"])
TEXTS = st.sampled_from(
    [
        *("'a'", '"b"@en-GB', '"""c "d"\n"""', "'''e'\\''''", '"#<>"', "1", "-1.5e3", ".5", "true"),
        *('"f"^^e:t', '"g"^^<http://e/u>', '"\\"[("', '""', "+2.0"),
    ]
)
BLANKS = st.sampled_from([" ", "\n", "\r\n\t", " # a [ comment ; .\n"])


@st.composite
def objects(draw: st.DrawFn, depth: int = 3) -> str:
    kind = draw(st.integers(0, 4 if depth else 2))
    if kind == 3:
        inner = draw(st.lists(objects(depth - 1), max_size=3))
        return f"({draw(BLANKS)}{draw(BLANKS).join(inner)}{draw(BLANKS)})"
    if kind == 4:
        return f"[{draw(BLANKS)}{draw(pairs(depth - 1)) if draw(st.booleans()) else ''} ]"
    return draw(NAMES | TEXTS)


@st.composite
def pairs(draw: st.DrawFn, depth: int = 3) -> str:
    several = draw(st.lists(objects(depth), min_size=1, max_size=2))
    first = f"{draw(st.sampled_from(['a', 'e:p', ':q', '<r>']))}{draw(BLANKS)}{' , '.join(several)}"
    more = f" ;{draw(BLANKS)}; {draw(pairs(depth))}" if draw(st.integers(0, 4)) == 0 else ""
    return first + more + draw(st.sampled_from(["", " ;"]))


@st.composite
def statements(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 5)) == 0:
        return f"[ {draw(pairs())} ] ."
    inner = " ".join(draw(st.lists(objects(2), min_size=1, max_size=2)))
    listed = f"( {inner} )"
    subject = draw(NAMES | st.just("[]") | st.just(listed))
    return f"{subject}{draw(BLANKS)}{draw(pairs())}{draw(BLANKS)}."


def shape_of(term: object) -> str:
    """What kind of thing the first characters of a term say that it is."""
    if isinstance(term, ox.Literal):
        return "literal"
    return "blank" if isinstance(term, ox.BlankNode) else "iri"


def shape_at(text: str, offset: int) -> str:
    rest = text[offset:]
    if rest.startswith(("_:", "[", "(")):
        return "blank"
    is_literal = rest[0] in "\"'+-.0123456789" or rest.startswith("true")
    return "literal" if is_literal else "iri"


@settings(max_examples=300, deadline=None)
@given(st.lists(statements(), max_size=4))
def test_each_triple_has_its_place(several: list[str]) -> None:
    text = HEAD + "\n".join(several)
    triples = [quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]
    places = written(text)
    assert len(places) == len(triples)
    listed = ("rdf-syntax-ns#first", "rdf-syntax-ns#rest")
    for triple, place in zip(triples, places, strict=True):
        is_empty_list = str(triple.object).endswith("#nil>")
        if not str(triple.predicate).rstrip(">").endswith(listed) and not is_empty_list:
            assert shape_of(triple.object) == shape_at(text, place.object), (triple, place)
            assert place.subject <= place.object


def test_every_triple_of_a_graph_of_ours_has_its_line() -> None:
    text = (FOLDER / "article.ttl").read_text("utf-8")
    lines, rows = Lines(text), text.splitlines()
    for triple, place in zip(
        ox.parse(text.encode(), format=ox.RdfFormat.TURTLE), written(text), strict=True
    ):
        line, column = lines.place(place.object)
        if isinstance(triple.object, ox.Literal) and triple.object.value.isalnum():
            assert triple.object.value in rows[line - 1][column - 1 :]


def test_columns_count_code_points_and_any_line_end_ends_a_line() -> None:
    text = '<http://e/é> <http://e/p>\r\n"ü😀",\r"x" .'
    lines = Lines(text)
    assert [lines.place(one.object) for one in written(text)] == [(2, 1), (3, 1)]
    assert lines.place(written(text)[0].predicate) == (1, 14)


@pytest.mark.parametrize("text", ["<a> <b> <<( <c> <d> <e> )>> .", "<a> <b> <c> {| <d> <e> |} ."])
def test_what_is_not_understood_has_no_places(text: str) -> None:
    with pytest.raises(Unreadable):
        written(text)
