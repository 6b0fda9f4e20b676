"""Stored queries: their contract, what can be bound to them, and what they answer."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from comity import lookups, resources, terms
from comity.answers import Answer, ask
from comity.background import as_rdflib
from comity.errors import ParameterError, QueryError, UnknownNameError
from comity.queries import find, read_query, stored_queries
from comity.store import EmbeddedStore
from comity.storedquery import Parameter, ParameterType, StoredQuery, Term, serialised
from comity.values import Named, Reader, folded
from tests.queries.spans import with_spans

HERE = Path(__file__).parent / "queries"
DATA = terms.Terms()
QUERIES = stored_queries()
MARKED = re.compile(r"^\s*VALUES \?(\w+) \{ .* \} # parameter$", re.MULTILINE)

every_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


@functools.cache
def triples() -> dict[str, list[ox.Triple]]:
    """What the files say, by their names; the facts with their as-of spans."""
    found = {
        path.stem: [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
        for path in HERE.glob("*.ttl")
    }
    return {**found, "facts": with_spans(found["facts"])}


@functools.cache
def store() -> EmbeddedStore:
    return EmbeddedStore.of({DATA.article_graph(stem): said for stem, said in triples().items()})


def answer(name: str, **given: str) -> Answer:
    return ask(store(), name, given)


def rows(found: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values.get(column) for column in columns) for row in found.rows]


# --- The contract ---


@every_query
def test_a_query_runs_as_it_stands(query: StoredQuery) -> None:
    assert prepareQuery(query.text)
    assert store().query(query.text) is not None


@every_query
def test_each_parameter_has_exactly_one_marked_line(query: StoredQuery) -> None:
    assert sorted(MARKED.findall(query.text)) == sorted(p.name for p in query.parameters)


@every_query
def test_every_column_is_selected_and_explained(query: StoredQuery) -> None:
    selected = {str(variable) for variable in prepareQuery(query.text).algebra["PV"]}
    names = [column.name for column in query.columns]
    assert set(names) <= selected
    assert all(column.meaning.strip() for column in query.columns)
    assert not {"facts", "evidence"} & set(names)


@every_query
def test_a_head_says_what_is_asked(query: StoredQuery) -> None:
    assert query.summary.endswith("?")
    assert query.description
    assert query.tags
    assert query.examples
    assert query.empty.endswith(".")
    assert all(parameter.description for parameter in query.parameters)


@every_query
def test_a_remark_names_columns_that_exist(query: StoredQuery) -> None:
    names = {column.name for column in query.columns}
    assert all(set(remark.when) <= names for remark in query.remarks)


@every_query
def test_the_note_names_parameters_that_exist(query: StoredQuery) -> None:
    templates = [query.empty, *(remark.say for remark in query.remarks)]
    named = {name for template in templates for name in re.findall(r"\{(\w+)\}", template)}
    assert named <= {parameter.name for parameter in query.parameters}


@every_query
def test_the_default_is_what_the_file_asks_as_it_stands(query: StoredQuery) -> None:
    reader = Reader(lambda _: (), DATA)
    values: dict[str, tuple[Term, ...]] = {}
    for parameter in query.parameters:
        if parameter.default is None:
            assert not parameter.required
        elif parameter.type in ("date", "year", "topic", "text", "integer"):
            values[parameter.name] = reader.read(parameter, parameter.default)
        elif parameter.default.startswith("https://"):
            values[parameter.name] = (ox.NamedNode(parameter.default),)
        else:
            values[parameter.name] = (DATA.id(parameter.default),)
    given = "\n".join(line for line in query.text.splitlines() if "{ UNDEF }" not in line)
    assert shape(query.bind(values), data=True) == shape(given, data=True)


@every_query
def test_no_query_leans_on_what_only_one_store_knows(query: StoredQuery) -> None:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+"))
    assert not re.search(r"\b(GRAPH|SERVICE|LATERAL|FROM)\b", body)


@every_query
def test_every_term_is_one_of_the_ontology(query: StoredQuery) -> None:
    ontology = rdflib.Graph().parse(resources.ontology() / "comity.ttl")
    used = set(re.findall(r"\bcomity:(\w+)", query.text))
    unknown = [n for n in used if (rdflib.URIRef(terms.term(n).value), None, None) not in ontology]
    assert unknown == []


@every_query
def test_every_prefix_is_used(query: StoredQuery) -> None:
    declared = re.findall(r"^PREFIX (\S+):", query.text, re.MULTILINE)
    assert declared == sorted(declared)
    assert [p for p in declared if len(re.findall(rf"\b{p}:", query.text)) < 2] == []


AS_OF = """
  OPTIONAL { ?span comity:heldOn ?held FILTER(?held = ?date) }
  OPTIONAL { ?span comity:notHeldOn ?notHeld FILTER(?notHeld = ?date) }
"""


@pytest.mark.parametrize(
    "name", ["status-on", "members-on", "overlap", "shared-by", "officials/holder-on"]
)
def test_as_of_queries_read_a_span_in_the_same_way(name: str) -> None:
    assert " ".join(AS_OF.split()) in " ".join(find(name).text.split())


def shape(sparql: str, *, data: bool = False) -> str:
    """The algebra of a query; what VALUES lists is left out unless asked for."""

    def plain(node: object) -> object:
        if isinstance(node, CompValue):
            if node.name == "values":
                return ("values", plain(node["res"]) if data else None)
            if node.name in ("ToMultiSet", "Values") and not data:
                return (node.name,)
            return (node.name, *((key, plain(node[key])) for key in sorted(node)))
        if isinstance(node, dict):
            return tuple(sorted((str(key), str(plain(value))) for key, value in node.items()))
        if isinstance(node, set | frozenset):
            return tuple(sorted(str(plain(one)) for one in node))
        if isinstance(node, list | tuple):
            return tuple(plain(one) for one in node)
        return repr(node)

    return str(plain(prepareQuery(sparql).algebra))


# --- What can be bound ---

attacks = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"\\\n\r{}#?$<>;.'uU0025c \x01\u2028", max_size=40),
    st.sampled_from(
        [
            '" } # parameter',
            '"} DROP ALL #',
            "\\u0022 } #",
            "\\\\u0022 }",
            "\\u005c\\u0022",
            "\u0001abcd",
            "\\U00000022",
            "> } ?s ?p ?o . VALUES ?x { <",
            "'''\"\"\"",
            "}}}} UNION { ?s ?p ?o",
            "\n#\n}",
        ]
    ),
)
texts = attacks.filter(lambda text: not re.search("[\ud800-\udfff]", text))


@settings(max_examples=60, deadline=None)
@given(texts, st.sampled_from([q for q in QUERIES if q.parameters]), st.data())
def test_no_text_changes_the_structure_of_a_query(
    text: str, query: StoredQuery, data: st.DataObject
) -> None:
    parameter = data.draw(st.sampled_from(query.parameters))
    harmless = {p.name: (ox.Literal("x"),) for p in query.parameters if p.required}
    bound = query.bind({**harmless, parameter.name: (ox.Literal(text),)})
    plain = query.bind({**harmless, parameter.name: (ox.Literal("x"),)})
    assert shape(bound) == shape(plain)
    assert store().query(bound) is not None


@settings(max_examples=300)
@given(texts)
def test_a_text_comes_back_as_it_went_in(text: str) -> None:
    sparql = f"SELECT ?x {{ VALUES ?x {{ {serialised(ox.Literal(text))} }} }}"
    (solution,) = store().query(sparql)  # type: ignore[misc, union-attr]  # a SELECT
    assert solution["x"].value == text
    (row,) = rdflib.Graph().query(sparql)
    assert str(row[0]) == text  # type: ignore[index]  # a SELECT


@given(texts)
def test_an_iri_that_is_none_is_refused(text: str) -> None:
    parameter = Parameter("fact", ParameterType.FACT, "a fact")
    reader = Reader(lambda _: (), DATA)
    try:
        found = reader.read(parameter, text)
    except ParameterError:
        return
    assert all(re.fullmatch(r"<[^<>\"{}|^`\\\x00-\x20]*>", str(node)) for node in found)


def test_the_line_of_an_absent_value_is_a_comment() -> None:
    lines = find("joined-in").bind({}).splitlines()
    assert "#   VALUES ?body { UNDEF } # parameter" in lines
    assert not [line for line in lines if line.startswith("  VALUES") and "parameter" in line]


def test_a_required_value_is_asked_for() -> None:
    with pytest.raises(ParameterError, match="needs a value for 'date'"):
        answer("members-on", body="NATO")


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(ParameterError, match="no parameter 'dat'"):
        answer("members-on", body="NATO", dat="2020-01-01")


# --- Finding queries and values ---


def test_a_query_is_found_by_its_last_part() -> None:
    assert find("status-on").name == "membership/status-on"
    assert find("membership/status-on.rq").name == "membership/status-on"


def test_a_missed_name_gets_suggestions() -> None:
    with pytest.raises(QueryError, match="members-on"):
        find("member-on")


def test_a_name_of_several_queries_lists_them(tmp_path: Path) -> None:
    for topic in ("a", "b"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "same.rq").write_text(find("repeated").text, encoding="utf-8")
    with pytest.raises(QueryError, match="a/same or b/same"):
        find("same", tmp_path)


def test_a_head_that_lacks_something_says_where(tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_text("#+ summary: What?\nSELECT * {}\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"bad\.rq"):
        read_query(path, tmp_path)


@pytest.mark.parametrize(
    "body", ["NATO", "nato", "org/nato", DATA.id("org/nato").value, "the NATO"]
)
def test_a_body_goes_by_any_of_its_names(body: str) -> None:
    assert answer("member-count", body=body).parameters == {"body": DATA.id("org/nato").value}


@pytest.mark.parametrize("office", ["NATO Secretary General", "Secretary General of the NATO"])
def test_an_office_goes_by_its_title_and_its_body(office: str) -> None:
    assert len(answer("succession", office=office).rows) == 2


def test_a_name_of_several_things_lists_them() -> None:
    listed = r"org/arctic-council \(Arctic Council\), org/atlantic-council \(Atlantic Council\)"
    with pytest.raises(UnknownNameError, match=listed):
        answer("member-count", body="AC")


def test_a_name_of_nothing_gets_suggestions() -> None:
    with pytest.raises(UnknownNameError, match="did you mean Finland"):
        answer("history", member="Finlnd")


def test_a_state_is_no_body() -> None:
    with pytest.raises(UnknownNameError, match="no body is known as 'Finland'"):
        answer("member-count", body="Finland")


def test_an_official_comes_before_the_mentions_of_one() -> None:
    found = answer("by-person", person="Jo Bloggs")
    assert found.parameters == {"person": DATA.id("person/jo-bloggs").value}


@pytest.mark.parametrize("date", ["2023", "2023-06", "XXXX-06-01", "June 2023", "2023-02-30"])
def test_a_day_must_be_a_day(date: str) -> None:
    with pytest.raises(ParameterError):
        answer("members-on", body="NATO", date=date)


@pytest.mark.parametrize("date", ["2 June 2023", "June 2, 2023", "2nd Jun 2023", " 2  JUNE 2023 "])
def test_a_day_may_be_written_in_words(date: str) -> None:
    found = answer("status-on", member="Finland", body="NATO", date=date)
    assert found.parameters["date"] == "2023-06-02"


@pytest.mark.parametrize("date", ["31 June 2023", "2 Ju 2023", "2 June 3 2023", "2 Smarch 2023"])
def test_what_is_no_day_in_words_is_refused(date: str) -> None:
    with pytest.raises(ParameterError, match=r"is no date|is not a day"):
        answer("status-on", member="Finland", body="NATO", date=date)


def test_a_month_in_words_bounds_a_span() -> None:
    found = answer("joined-in", since="March 1970", until="March 1970")
    assert found.parameters == {"since": "1970-03-01", "until": "1970-03-31"}


def test_a_partial_date_bounds_a_span() -> None:
    found = answer("joined-in", since="197X", until="197X")
    assert rows(found, "member_label") == [("Iceland",)]
    assert found.parameters == {"since": "1970-01-01", "until": "1979-12-31"}


@given(st.text(max_size=20))
def test_folding_is_stable_under_case(name: str) -> None:
    assert folded(name.casefold()) == folded(name)
    assert Named(ox.NamedNode("urn:x"), name, ox.NamedNode("urn:y")).name == name


# --- Answers ---


def test_an_answer_is_the_agreed_json() -> None:
    found = ask(store(), "joined-in", {"year": "1970"}, build="b1").to_json()
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["query", "parameters", "build", "rows", "note", "nearby"]
    (row,) = found["rows"]
    assert row["member"].endswith("/id/state/isl")
    assert row["member_label"] == "Iceland"
    assert row["facts"] == [DATA.id("membership/org/efta/state/isl/interval/member/1").value]
    (evidence,) = row["evidence"]
    assert evidence == {
        "claim": DATA.id("claim/isl").value,
        "stance": "supports",
        "article": DATA.article("efta-0000000b").value,
        "title": "Four are left",
        "outlet": "Alpine Post",
        "published": "2024-02-01",
        "start": evidence["start"],
        "end": evidence["start"] + len("Iceland joined EFTA on 1 March 1970."),
        "quote": "Iceland joined EFTA on 1 March 1970.",
        "speaker": None,
        "chain": ["Wire Service"],
    }


def test_a_quotation_keeps_its_speaker_and_chain() -> None:
    by_words = {row.values["words"]: row for row in answer("by-person", person="Jo Bloggs").rows}
    (evidence,) = by_words["No member of EFTA left this year"].evidence
    assert (evidence.speaker, evidence.chain) == ("Jo Bloggs", ("a news agency",))
    assert evidence.quote.endswith("a news agency reported.")
    (evidence,) = by_words["Rwanda keeps to its commitments"].evidence
    assert evidence.chain == ()


ASKED = [
    ("joined-in", {"year": "1970"}),
    ("signatories", {"body": "North Atlantic Treaty"}),
    ("entry-into-force", {"body": "North Atlantic Treaty"}),
    ("members-on", {"body": "EFTA", "date": "2024-02-01"}),
    ("status-on", {"member": "Britain", "body": "EFTA", "date": "1980-01-01"}),
    ("overlap", {"body": "EFTA", "other": "NATO", "date": "2024-02-01"}),
    ("shared-by", {"member": "Norway", "date": "2024-02-01"}),
    ("member-count", {"body": "EFTA"}),
    ("missing-from-roster", {"body": "EFTA"}),
    ("history", {"member": "United Kingdom", "body": "EFTA"}),
    ("original-still-in", {"body": "EFTA"}),
    ("standing", {"member": "Rwanda", "body": "Lakes Union"}),
    ("holder-on", {"office": "NATO Secretary General", "date": "2001-10-02"}),
    ("succession", {"office": "NATO Secretary General"}),
    ("officials/list", {"body": "NATO"}),
    ("officials/names", {"person": "Javier Solana"}),
    ("by-person", {"person": "Jo Bloggs"}),
    ("about", {"entity": "EFTA"}),
    ("repeated", {}),
    ("denied", {}),
    ("requests", {"member": "Kenya"}),
    ("interventions", {"body": "NATO"}),
    ("meetings", {"body": "Lakes Union"}),
    ("agenda", {"topic": "fishing"}),
    ("evidence/articles-about", {"entity": "EFTA"}),
    ("conflicts", {}),
    ("for-fact", {"fact": "claim/isl"}),
    ("hedged", {"body": "Lakes Union"}),
    ("chain", {"article": "efta"}),
    ("by-topic", {"topic": "member of EFTA"}),
    ("single-source", {"scope": "article"}),
]


@pytest.mark.parametrize(("name", "given"), ASKED, ids=[name for name, _ in ASKED])
def test_every_row_shows_the_words_that_it_rests_on(name: str, given: dict[str, str]) -> None:
    found = answer(name, **given)
    assert found.rows
    for row in found.rows:
        assert row.facts
        assert row.evidence
        for piece in row.evidence:
            assert piece.end - piece.start == len(piece.quote)
        places = [(piece.article, piece.start) for piece in row.evidence]
        assert places == sorted(places)


def test_who_joined_is_told_with_the_year() -> None:
    found = answer("joined-in", year="1970", body="EFTA")
    assert rows(found, "member_label", "how", "when", "answer") == [
        ("Iceland", "joined", "1970-03-01", "certain")
    ]


def test_signing_is_not_joining() -> None:
    found = answer("joined-in", year="1960")
    assert found.rows == ()
    assert found.note == "No source says that anyone joined in 1960."


def test_signatories_come_with_place_and_day() -> None:
    found = answer("signatories", body="North Atlantic Treaty")
    assert rows(found, "signatory_label", "when", "place") == [
        (name, "1949-04-04", "Washington") for name in ("Canada", "Norway", "United States")
    ]
    assert all(len(row.evidence) == 1 for row in found.rows)


def test_a_treaty_enters_into_force_on_a_day() -> None:
    found = answer("entry-into-force", body="North Atlantic Treaty")
    assert rows(found, "when", "latest") == [("1949-08-24", "1949-08-24")]


def test_the_members_on_a_day_are_those_not_excluded() -> None:
    found = answer("members-on", body="EFTA", date="2024-02-01")
    assert rows(found, "member_label", "status", "answer") == [
        ("Iceland", "member", "certain"),
        ("Norway", "member", "certain"),
    ]
    early = answer("members-on", body="EFTA", date="1972-12-31")
    assert rows(early, "member_label", "answer") == [
        ("United Kingdom", "certain"),  # its last day in
        ("Iceland", "possible"),
        ("Norway", "possible"),
    ]


def test_members_of_two_bodies_are_those_not_excluded_from_either() -> None:
    found = answer("overlap", body="EFTA", other="NATO", date="2024-02-02")
    assert rows(found, "member_label", "in_body", "in_other") == [
        ("Iceland", "presumed", "presumed"),
        ("Norway", "presumed", "presumed"),
    ]
    assert {row.evidence[0].stance for row in found.rows} == {"supports"}
    early = answer("overlap", body="EFTA", other="NATO", date="1969-01-01")
    assert rows(early, "member_label", "in_other") == [("Norway", "possible")]


def test_bodies_are_shared_with_whoever_was_in_too() -> None:
    found = answer("shared-by", member="Norway", date="2024-02-01")
    assert rows(found, "other_label", "body_label", "answer", "other_answer") == [
        ("Finland", "North Atlantic Treaty Organization", "certain", "presumed"),
        ("Iceland", "European Free Trade Association", "certain", "certain"),
        ("Iceland", "North Atlantic Treaty Organization", "certain", "certain"),
    ]


@pytest.mark.parametrize(
    ("member", "body", "date", "status"),
    [
        ("Finland", "NATO", "2023-04-03", "no"),
        ("Finland", "NATO", "2023-04-04", "certain"),
        ("Finland", "NATO", "2023-05-01", "possible"),
        ("Finland", "NATO", "2023-06-02", "certain"),
        ("Finland", "NATO", "2023-06-03", "presumed"),
        ("Britain", "EFTA", "1980-01-01", "no"),
        ("Austria", "EFTA", "2024-02-01", "no"),
        ("Austria", "EFTA", "2024-02-02", "presumed-not"),
        ("Austria", "EFTA", "2000-01-01", "unknown"),
        ("Kenya", "NATO", "2024-02-02", "unknown"),
        ("Uganda", "EFTA", "2020-05-01", "no"),  # a denial of the day
        ("Uganda", "EFTA", "2020-05-02", "presumed-not"),
        ("Uganda", "EFTA", "2020-04-30", "unknown"),
        ("Uganda", "NATO", "2023-06-02", "no"),  # on the day of the article
        ("Austria", "Stockholm Convention", "1970-01-01", "unknown"),
    ],
)
def test_the_status_on_a_day_is_one_of_seven(
    member: str, body: str, date: str, status: str
) -> None:
    found = answer("status-on", member=member, body=body, date=date)
    assert rows(found, "status", "answer")[0] == ("member", status)


def test_a_signatory_stands_apart_from_members() -> None:
    found = answer("status-on", member="Austria", body="Stockholm Convention", date="1960-01-04")
    assert rows(found, "status", "answer") == [("member", "unknown"), ("signatory", "certain")]


def test_members_are_counted_by_count_and_by_roster() -> None:
    found = answer("member-count", body="EFTA")
    assert rows(found, "members", "when", "how") == [
        (4, "2024-02-01", "count"),
        (4, "2024-02-01", "roster"),
    ]


def test_the_missing_are_told_with_both_bodies_and_what_is_not_stated() -> None:
    found = answer("missing-from-roster", body="EFTA")
    assert rows(found, "member_label", "joined_body_label", "status", "withdrawal") == [
        ("Austria", "Stockholm Convention", "signatory", "not stated"),
        ("United Kingdom", "European Free Trade Association", "member", "left"),
    ]
    assert "no source says that the member withdrew" in found.note


def test_a_history_has_every_interval() -> None:
    found = answer("history", member="Norway")
    assert rows(found, "body_label", "track", "status", "start", "attested_from") == [
        ("European Free Trade Association", "legal", "member", None, "2024-02-01"),
        ("North Atlantic Treaty Organization", "legal", "member", None, "2024-02-01"),
        ("Stockholm Convention", "legal", "signatory", "1960-01-04", None),
    ]


def test_original_signatories_on_the_roster_are_still_in() -> None:
    found = answer("original-still-in", body="EFTA")
    assert rows(found, "member_label", "how") == [("Norway", "signed")]


def test_standing_keeps_two_tracks_and_who_says_so() -> None:
    found = answer("standing", member="Rwanda", body="Lakes Union")
    assert rows(found, "track", "status", "said_by_label", "by_member") == [
        ("legal", "commitments-in-force", "Jo Bloggs", "no"),
        ("engagement", "reduced", None, "no"),
    ]
    assert "not said by Rwanda itself" in found.note


@pytest.mark.parametrize(
    ("date", "holders"),
    [
        ("1998-01-10", [("Javier Solana", "certain")]),
        ("2000-01-01", [("Javier Solana", "possible"), ("George Robertson", "possible")]),
        ("2001-10-02", [("George Robertson", "certain")]),
        ("2003-01-01", [("George Robertson", "presumed")]),
        ("1990-01-01", [("Javier Solana", "possible")]),
    ],
)
def test_an_office_has_one_known_holder_at_a_time(
    date: str, holders: list[tuple[str, str]]
) -> None:
    found = answer("holder-on", office="NATO Secretary General", date=date)
    assert rows(found, "holder_label", "answer") == holders


def test_a_succession_leaves_gaps_open() -> None:
    found = answer("succession", office="NATO Secretary General")
    assert rows(found, "holder_label", "known_from") == [
        ("Javier Solana", "1998-01-10"),
        ("George Robertson", "2001-10-02"),
    ]
    assert "Others may have held the office" in found.note


def test_one_statement_can_have_two_renderings() -> None:
    found = answer("repeated")
    assert rows(found, "speaker_label", "article_label", "across") == [
        ("Jo Bloggs", "Four are left", "articles"),
        ("Jo Bloggs", "At the lakes", "articles"),
    ]


def test_denials_and_hedges_are_told_apart() -> None:
    found = answer("denied", person="Jo Bloggs")
    assert sorted(rows(found, "manner", "words")) == [
        ("denied", "No member of EFTA has left this year"),
        ("denied", "No member of EFTA left this year"),
        ("hedged", "The entry of Burundi is not ruled out"),
    ]


def test_what_did_not_happen_is_told_from_denials() -> None:
    asked = answer("requests", member="Kenya")
    assert rows(asked, "over", "happened") == [("the floods", False)]
    assert "no request was made" in asked.note
    intervened = answer("interventions", body="NATO")
    assert rows(intervened, "happened", "when") == [(False, "1956")]
    assert "one independent source" in intervened.note


def test_silence_is_not_a_denial() -> None:
    assert answer("requests", member="Uganda").note == (
        "No source says whether Uganda asked for assistance."
    )


def test_a_meeting_of_an_organ_is_the_bodys() -> None:
    found = answer("meetings", body="Lakes Union")
    assert rows(found, "held_by_label", "place", "when", "attendee_label", "attended") == [
        ("Council of the Lakes Union", "Entebbe", "XXXX-06-05", name, attended)
        for name, attended in (("Kenya", True), ("Uganda", True), ("Rwanda", False))
    ]


def test_an_agenda_that_is_disputed_shows_both_sides() -> None:
    found = answer("agenda", topic="Fishing")
    assert rows(found, "item", "answer", "manner", "disputed") == [
        ("fishing quotas", "no", "asserted", "yes"),
        ("fishing quotas", "yes", "planned", "yes"),
    ]


def test_a_conflict_has_a_type_and_all_its_claims() -> None:
    (row,) = answer("conflicts", kind="conflict").rows
    assert (row.values["type"], row.values["status"]) == ("agenda", "open")
    assert len(row.evidence) == 2
    assert answer("conflicts", kind="related").rows == ()


def test_undated_articles_are_listed() -> None:
    assert rows(answer("undated-articles"), "article_label") == [("At the lakes",)]


def test_a_claim_is_evidence_of_itself() -> None:
    (row,) = answer("for-fact", fact="claim/isl").rows
    assert [piece.claim for piece in row.evidence] == list(row.facts)


def test_what_may_be_is_told_with_who_says_so() -> None:
    found = answer("hedged", body="Lakes Union", topic="burundi")
    assert rows(found, "kind", "said_by_label") == [("enlargement", "Jo Bloggs")]


def test_a_chain_is_told_step_by_step() -> None:
    found = answer("chain", article="efta")
    assert rows(found, "outlet_label", "speaker_label", "step", "source_label") == [
        ("Alpine Post", "Jo Bloggs", 1, "Wire Service")
    ]


def test_a_topic_is_followed_in_time_with_the_undated_last() -> None:
    found = answer("by-topic", topic="LEFT")
    assert rows(found, "published") == [("2024-02-01",), (None,)]
    assert len(answer("by-topic", topic="left", year="2024").rows) == 1
    assert answer("by-topic", topic="left", body="NATO").rows == ()


def test_one_utterance_in_two_articles_is_one_source() -> None:
    found = dict(rows(answer("single-source"), "resting", "scope"))
    assert found[DATA.id("membership/org/nato/state/fin").value] == "article"
    assert found[DATA.id("statement/1").value] == "source"
    narrowed = answer("single-source", scope="source")
    assert rows(narrowed, "resting") == [(DATA.id("statement/1").value,)]


def test_coverage_counts_passages_against_sentences() -> None:
    found = answer("coverage", article="nato")
    assert rows(found, "sentences", "passages", "claims") == [(7, 8, 11)]


def test_a_condition_that_nobody_states_is_not_answered() -> None:
    assert answer("conditions", body="NATO").note == (
        "No source says on what condition North Atlantic Treaty Organization gives assistance."
    )
    assert answer("inferred-dates").rows == ()


def test_every_query_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "queries.md").read_text(encoding="utf-8")
    assert [query.name for query in QUERIES if f"`{query.name}`" not in page] == []


@every_query
def test_every_store_gives_the_same_answer(query: StoredQuery) -> None:
    """What rdflib answers is what Oxigraph answers: nothing of one engine's own is used."""
    asked = {name.rpartition("/")[2]: given for name, given in ASKED}
    last = query.name.rpartition("/")[2]
    reader = Reader(lambda classes: lookups.names(store(), classes), DATA)
    values = {
        key: reader.read(query.parameter(key), text) for key, text in asked.get(last, {}).items()
    }
    missing = [p for p in query.parameters if p.required and p.name not in values]
    sparql = query.text if missing else query.bind(values)
    ours = {
        tuple(sorted((name, value.value) for name, value in row.items()))
        for row in store().query(sparql)  # type: ignore[union-attr]  # a SELECT
    }
    theirs = {
        tuple(sorted((name, str(value)) for name, value in row.asdict().items()))
        for row in union().query(sparql)  # type: ignore[union-attr]  # a SELECT
    }
    assert normal(theirs) == normal(ours)


def normal(found: set[tuple[tuple[str, str], ...]]) -> set[tuple[tuple[str, str], ...]]:
    """Facts in a string have no order between engines."""
    return {
        tuple(
            (name, " ".join(sorted(text.split())) if name == "fact" else text) for name, text in r
        )
        for r in found
    }


@functools.cache
def union() -> rdflib.Graph:
    graph = rdflib.Graph()
    for said in triples().values():
        for triple in said:
            graph.add(as_rdflib(triple))
    return graph
