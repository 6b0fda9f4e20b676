"""The knowledge graph in Python: questions with Python's values, answers as tables."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsing import browsing, needs_browser
from hypothesis import given
from hypothesis import strategies as st

import comity
from comity import answers
from comity.answers import Evidence
from comity.dates import PartialDate
from comity.errors import DeclinedError, MissingPackageError, ParameterError, QueryError, StoreError
from comity.knowledge import Answer, KnowledgeGraph, Row, Table
from comity.knowledge.shown import MOST
from comity.queries import stored_queries

FINLAND = "https://w3id.org/comity/id/state/fin"
ATTRIBUTES = {"passages"}  # of a row, that are no column even where one is called so


@pytest.fixture(scope="module")
def kg(samples: Path) -> Iterator[KnowledgeGraph]:
    with comity.open(samples) as graph:
        yield graph


def test_importing_comity_loads_neither_a_store_nor_a_model() -> None:
    code = (
        "import comity, sys; "
        "print([m for m in ('pyoxigraph', 'spacy', 'rdflib', 'rich', 'click') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_comity_tells_its_version_and_its_graph() -> None:
    assert comity.__version__.count(".") == 2
    assert comity.KnowledgeGraph is KnowledgeGraph
    with pytest.raises(AttributeError, match="nothing_of_this"):
        comity.nothing_of_this  # noqa: B018 # it is the access that is tested


def test_a_number_asks_what_its_text_asks(kg: KnowledgeGraph) -> None:
    found = kg.ask("joined-in", year=2004)
    assert found.to_json() == kg.ask("membership/joined-in", year="2004").to_json()
    assert {row.member_label for row in found} >= {"Cyprus", "Malta"}
    assert found.build == kg.build


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 3, 7),
        datetime(2024, 3, 7, 12, tzinfo=UTC),
        "2024-03-07",
        "7 March 2024",
        PartialDate("2024-03-07"),
    ],
    ids=lambda day: type(day).__name__,
)
def test_a_day_can_be_given_as_python_or_people_have_it(
    kg: KnowledgeGraph, day: date | str | PartialDate
) -> None:
    found = kg.ask("status-on", member="Finland", body="NATO", date=day)
    assert found.parameters["date"] == "2024-03-07"
    assert found[0].answer


def test_a_value_of_a_row_asks_the_next_question(kg: KnowledgeGraph) -> None:
    row = kg.ask("joined-in", year=2004, body="org/eu")[0]
    history = kg.ask("history", member=row.member, body=row["body"])
    assert history.parameters["member"] == row.member
    assert len(history) >= 1


def test_none_is_as_if_a_parameter_was_not_given(kg: KnowledgeGraph) -> None:
    assert kg.ask("joined-in", year=2004, body=None).parameters == {"year": 2004}


def test_a_question_in_plain_words_is_answered_and_restated(kg: KnowledgeGraph) -> None:
    found = kg.ask("Which states joined NATO in 2024?")
    assert found.to_json() == kg.ask("joined-in", body="org/nato", year=2024).to_json()
    assert found.understood is not None
    assert found.understood.query == found.query
    assert repr(found).startswith(found.understood.restated)
    assert found.understood.restated in _Page(found._repr_html_()).text
    assert kg.ask("joined-in", year=2024).understood is None


def test_a_question_that_is_not_understood_is_declined(kg: KnowledgeGraph) -> None:
    for question in (
        "What is the meaning of life?",
        "Which states joined in the flood?",
    ):
        with pytest.raises(DeclinedError, match="declined") as error:
            kg.ask(question)
        assert error.value.hint
    with pytest.raises(ParameterError, match="plain words"):
        kg.ask("Which states joined NATO?", year=2024)


def test_several_facts_can_be_asked_about(kg: KnowledgeGraph) -> None:
    facts = [fact for row in kg.ask("joined-in", year=2004)[:2] for fact in row.facts]
    assert {row.fact for row in kg.evidence(facts)} == set(facts)


def test_the_evidence_of_a_row_is_that_of_its_facts(kg: KnowledgeGraph) -> None:
    row = kg.ask("joined-in", year=2004)[0]
    assert set(row.passages) <= set(kg.evidence(row).passages)
    assert kg.evidence("membership/org/nato/state/fin").passages


@pytest.mark.parametrize("value", [1.5, True, b"2004", {"year": 2004}, object()])
def test_a_value_that_no_parameter_takes_is_refused(kg: KnowledgeGraph, value: object) -> None:
    with pytest.raises(ParameterError, match="year"):
        kg.ask("joined-in", year=value)  # type: ignore[arg-type] # that is what is tested


def test_every_error_on_purpose_is_a_comity_error(kg: KnowledgeGraph, tmp_path: Path) -> None:
    for wrong in (
        lambda: kg.ask("joined-inn", year=2004),
        lambda: kg.ask("joined-in", yaer=2004),
        lambda: kg.ask("members-on", body="Natoo", date="2024-03-07"),
        lambda: kg.ask("members-on"),
        lambda: kg.query("SELECT"),
        lambda: kg.query("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"),
        lambda: kg.query("DELETE WHERE { ?s ?p ?o }"),
        lambda: kg.search("NATO", kind="alliance"),
        lambda: comity.open(tmp_path),
        lambda: comity.open("no-such-build"),
    ):
        with pytest.raises(comity.ComityError):
            wrong()


def test_a_closed_graph_says_that_it_is_closed(samples: Path) -> None:
    graph = comity.open(str(samples))
    graph.close()
    graph.close()
    assert "closed" in repr(graph)
    for use in (
        lambda: graph.ask("joined-in", year=2004),
        lambda: graph.query("ASK {}"),
        lambda: graph.search("NATO"),
        lambda: graph.build,
    ):
        with pytest.raises(StoreError, match="closed"):
            use()


def test_a_row_is_read_by_key_and_by_attribute(kg: KnowledgeGraph) -> None:
    row = kg.ask("status-on", member=FINLAND, body="NATO", date="2023-06-01")[0]
    assert row.answer == row["answer"]
    assert dict(row)["answer"] == row.answer
    assert "answer" in dir(row)
    assert "answer=" in repr(row)
    with pytest.raises(AttributeError, match=r"no column 'anwser'.*answer"):
        row.anwser  # noqa: B018 # likewise
    with pytest.raises(KeyError):
        row["anwser"]


def test_no_column_of_a_stored_query_hides_behind_an_attribute_of_a_row() -> None:
    columns = {column.name for query in stored_queries() for column in query.columns}
    assert columns & set(dir(Row({}))) == ATTRIBUTES


def test_a_row_can_be_copied_and_sent_to_another_process(kg: KnowledgeGraph) -> None:
    row = kg.ask("joined-in", year=2004)[0]
    for other in (copy.copy(row), copy.deepcopy(row), pickle.loads(pickle.dumps(row))):  # noqa: S301 # ours
        assert other == row
        assert other.passages == row.passages


def test_all_rows_have_all_columns(kg: KnowledgeGraph) -> None:
    for query in stored_queries():
        if query.name.startswith("lookup/"):
            continue
        given = {p.name: p.default for p in query.parameters if p.default and p.required}
        found = kg.ask(query.name, **given)
        assert all(tuple(row) == found.columns for row in found), query.name
        assert found.to_dicts() == [dict(row) for row in found]


def test_passages_are_numbered_as_they_are_shown(kg: KnowledgeGraph) -> None:
    found = kg.ask("members-on", body="ASEAN", date="2025-10-26")
    assert found.passages
    assert len(set(found.passages)) == len(found.passages)
    quotes = {piece.quote for piece in found.passages}
    assert quotes == {piece.quote for row in found for piece in row.passages}
    for number, piece in enumerate(found.passages, 1):
        assert f"\n{number:>3} " in repr(found)
        assert " ".join(piece.quote.split()) in " ".join(repr(found).split())


def test_a_line_for_each_passage_is_a_table_too(kg: KnowledgeGraph) -> None:
    found = kg.ask("members-on", body="ASEAN", date="2025-10-26")
    lines = found.with_passages()
    assert len(lines) == sum(len(row.passages) or 1 for row in found)
    assert {line.quote for line in lines} == {p.quote for row in found for p in row.passages}


def test_sparql_gives_values_that_python_knows(kg: KnowledgeGraph) -> None:
    found = kg.query(
        'SELECT (1 AS ?n) (1.5 AS ?d) (true AS ?b) ("x" AS ?s) (<urn:x> AS ?i) '
        '("abc"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?ill) ?none (BNODE() AS ?blank) {}'
    )
    assert isinstance(found, Table)
    assert list(found[0].values())[:7] == [1, 1.5, True, "x", "urn:x", "abc", None]
    assert str(found[0].blank).startswith("_:")


def test_sparql_of_other_forms_gives_a_bool_or_triples(kg: KnowledgeGraph) -> None:
    assert kg.query("ASK {}") is True
    found = kg.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3")
    assert isinstance(found, Table)
    assert (found.columns, len(found)) == (("subject", "predicate", "object"), 3)


def test_search_lists_things_by_name_with_their_kinds(kg: KnowledgeGraph) -> None:
    found = kg.search("Natoo")
    assert (found[0].id, found[0].kind) == ("org/nato", "organisation")
    assert {row.kind for row in kg.search("NATO", kind="office")} == {"office"}
    assert len(kg.search("NATO", limit=2)) == 2


def test_the_stored_queries_are_a_table(kg: KnowledgeGraph) -> None:
    names = [row.query for row in kg.queries()]
    assert "membership/joined-in" in names
    assert not any(str(name).startswith("lookup/") for name in names)


def test_a_data_frame_of_pandas_keeps_whole_numbers_whole(kg: KnowledgeGraph) -> None:
    pandas = pytest.importorskip("pandas")
    frame = kg.ask("member-count", body="NATO").to_pandas()
    assert list(frame.columns) == list(kg.ask("member-count", body="NATO").columns)
    assert pandas.api.types.is_integer_dtype(frame["members"])
    table = Table(("n",), (Row({"n": 1}), Row({"n": None})))
    assert pandas.api.types.is_integer_dtype(table.to_pandas()["n"])


def test_a_data_frame_of_polars_has_the_same_rows(kg: KnowledgeGraph) -> None:
    pytest.importorskip("polars")
    found = kg.ask("joined-in", year=2004)
    assert found.to_polars().to_dicts() == found.to_dicts()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_answer_without_rows_is_a_data_frame_with_columns(
    kg: KnowledgeGraph, library: str
) -> None:
    pytest.importorskip(library)
    found = kg.ask("joined-in", year=1804)
    frame = getattr(found, f"to_{library}")()
    assert (len(frame), list(frame.columns)) == (0, list(found.columns))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_installed_is_named(
    kg: KnowledgeGraph, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingPackageError, match=f"pip install {library}"):
        getattr(kg.ask("joined-in", year=2004), f"to_{library}")()


def test_the_text_of_an_answer_is_what_the_command_prints(kg: KnowledgeGraph) -> None:
    text = repr(kg.ask("joined-in", year=2004, body="EU"))
    assert "Malta" in text
    assert "Ten states joined on 1 May 2004" in text
    assert "\x1b" not in text
    empty = repr(kg.ask("joined-in", year=1804))
    assert empty == "note: No source says that anyone joined in 1804."


def test_of_many_rows_some_are_shown_and_the_rest_is_counted() -> None:
    table = Table(("n",), (Row({"n": n}) for n in range(MOST + 7)))
    for shown in (repr(table), table._repr_html_()):
        assert "and 7 more rows" in shown
    assert "more rows" not in repr(Table(("n",), table[:MOST]))


class _Page(HTMLParser):
    """The elements, attributes and text of a piece of HTML."""

    VOID = {"br"}

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def test_a_notebook_shows_the_table_with_numbered_passages(kg: KnowledgeGraph) -> None:
    found = kg.ask("members-on", body="ASEAN", date="2025-10-26")
    page = _Page(found._repr_html_())
    assert page.open == []
    assert page.tags.count("table") == 1
    assert page.tags.count("li") == len(found.passages)
    assert "Brunei joined in January 1984" in page.text
    assert found.build[:12] in page.text


def test_a_notebook_shows_why_there_is_nothing(kg: KnowledgeGraph) -> None:
    page = _Page(kg.ask("joined-in", year=1804)._repr_html_())
    assert "table" not in page.tags
    assert "No source says that anyone joined in 1804." in page.text


def test_what_is_known_nearby_is_shown_with_its_passages(kg: KnowledgeGraph) -> None:
    found = kg.ask("joined-in", year=2005, body="NATO")
    (one,) = [one for one in found.nearby if "Finland joined" in one.says]
    assert one.facts
    assert any("Finland" in piece.quote for piece in one.passages)
    page = _Page(found._repr_html_())
    assert one.says in page.text
    assert page.tags.count("li") == len(found.passages) + len(found.nearby)
    assert one.says in " ".join(repr(found).split())


TAGS = {
    *("div", "style", "table", "thead", "tr", "th", "tbody", "td", "span"),
    *("ol", "ul", "li", "q", "br", "small", "p"),
}
HOSTILE = st.text(max_size=30) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "&lt;", "\u202e"]
)


@given(texts=st.lists(HOSTILE, min_size=8, max_size=8))
def test_no_text_of_an_article_becomes_markup(texts: list[str]) -> None:
    column, cell, quote, title, outlet, speaker, chain, note = texts
    piece = Evidence(
        "urn:claim", "contradicts", "urn:x/article", title, outlet, "2024", 0, 1, quote, speaker,
        (chain,),
    )  # fmt: skip
    row = answers.Row({column: cell, "second": cell}, ("urn:fact",), (piece,))
    beside = (answers.Nearby(cell, ("urn:fact",), (piece,)),)
    found = Answer(
        answers.Answer("a/b", {}, "0" * 64, (column, "second"), (row,), note, nearby=beside)
    )
    for html in (found._repr_html_(), Table((column,), [Row({column: cell})])._repr_html_()):
        page = _Page(html)
        assert page.open == []
        assert set(page.tags) <= TAGS
        assert {name for name, _ in page.attributes} <= {"class", "scope", "title", "value"}


def test_a_notebook_s_html_fetches_nothing_and_runs_nothing(kg: KnowledgeGraph) -> None:
    html = kg.ask("joined-in", year=2004)._repr_html_()
    for forbidden in ("<script", "http:", "https:", "url(", "@import", "javascript:"):
        assert forbidden not in html


def test_a_stored_query_is_asked_by_any_name_that_is_its_own(kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="no stored query"):
        kg.ask("status")


NOTEBOOK = """
    .jp-RenderedHTMLCommon table {{ margin: auto; table-layout: fixed }}
    .jp-RenderedHTMLCommon:not(.jp-RenderedMarkdown) td {{ text-align: right }}
    .jp-RenderedHTMLCommon tbody tr:nth-child(odd) {{ background: {stripe} }}
    body {{ background: {paper}; color: {ink}; margin: 8px }}"""
"""Rules of a notebook that an answer lives under, in short."""


@needs_browser
@pytest.mark.parametrize(
    ("paper", "ink", "stripe"),
    [("rgb(255, 255, 255)", "rgb(33, 33, 33)", "#f5f5f5"), ("rgb(17, 17, 17)", "#e0e0e0", "#222")],
    ids=["light", "dark"],
)
def test_in_a_notebook_an_answer_has_its_colours_and_fetches_nothing(
    kg: KnowledgeGraph, paper: str, ink: str, stripe: str
) -> None:
    html = kg.ask("members-on", body="ASEAN", date="2025-10-26")._repr_html_()
    style = NOTEBOOK.format(paper=paper, ink=ink, stripe=stripe)
    asked: list[str] = []
    with browsing() as browser:
        page = browser.new_page(viewport={"width": 420, "height": 800})
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(f'<style>{style}</style><div class="jp-RenderedHTMLCommon">{html}</div>')
        own = page.evaluate("getComputedStyle(document.body).color")
        for selector in ("td", "th", "li", "small"):
            found = page.locator(f".comity-answer {selector}").first
            assert found.evaluate("e => getComputedStyle(e).color") == own
        assert page.locator("td").first.evaluate("e => getComputedStyle(e).textAlign") == "left"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert asked == []
