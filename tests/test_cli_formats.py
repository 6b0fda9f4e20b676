"""The formats of answers: what a program reads is what was meant, whatever the articles say."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from shipped import ARTICLES

from comity import show
from comity.answers import Answer, Nearby, Row
from comity.cli import main
from comity.evidence import Evidence
from comity.show.cells import csv_cell, csv_value, markdown, one_line, tsv_cell, tsv_value, visible
from comity.show.console import OUT
from comity.show.lines import csv_text, markdown_table, tsv_text
from comity.show.tables import rows_out

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMATS = ("table", "md", "json", "csv", "tsv")
HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "'=1",
    "@SUM(1)",
    "a\tb\r\nc\\td",
    'say "so", they | said',
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "\u202egnitirw",
    "\u2028",
    "*a* _b_ `c` [d](e) <b>f</b> &amp; ~~g~~",
    "# no heading",
    "1. no item",
    "- no item",
    "\\| \\",
    "[bold]no markup[/bold]",
    "🇦🇲 e\u0301 \u00a0",
)
texts = st.sampled_from(HOSTILE) | st.text(max_size=30)
cells = texts | st.none() | st.integers() | st.booleans()


def printed(show_it: Callable[[], None], *, terminal: bool = False) -> str:
    stream = StringIO()
    stream.isatty = lambda: terminal  # type: ignore[method-assign] # a terminal of our own
    with redirect_stdout(stream):
        show_it()
    return stream.getvalue()


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    columns = tuple(draw(st.lists(st.sampled_from("abcde"), unique=True, min_size=1)))
    rows = [
        Row(
            {column: draw(cells) for column in columns},
            ("https://w3id.org/comity/id/fact/1",),
            tuple(draw(st.lists(st.builds(evidence, texts, *[texts | st.none()] * 2), max_size=2))),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    query = draw(st.sampled_from(["membership/test", "statements/test"]))
    pieces = st.lists(st.builds(evidence, texts, *[texts | st.none()] * 2), max_size=2)
    beside = draw(st.lists(st.builds(Nearby, texts, st.just(()), pieces.map(tuple)), max_size=2))
    return Answer(query, {}, "b", columns, tuple(rows), draw(texts), nearby=tuple(beside))


def evidence(quote: str, title: str | None, speaker: str | None) -> Evidence:
    article = "https://w3id.org/comity/id/article/a-1"
    return Evidence("c", "supports", article, title, None, None, 0, len(quote), quote, speaker, ())


@given(st.lists(st.lists(texts, min_size=2, max_size=2)))
@example([list(HOSTILE[i : i + 2]) for i in range(0, len(HOSTILE), 2)])
def test_csv_reads_back_as_it_was_and_no_cell_is_a_formula(rows: list[list[str]]) -> None:
    text = csv_text(["a", "b"], rows)
    read = list(csv.reader(StringIO(text, newline=""), strict=True))[1:]
    assert [[csv_value(cell) for cell in row] for row in read] == rows
    assert not any(cell.startswith(FORMULA) for row in read for cell in row)


@given(st.integers() | st.floats(allow_nan=False))
def test_a_number_is_no_formula(number: float) -> None:
    assert csv_cell(number) == number


@given(st.lists(st.lists(texts, min_size=2, max_size=2)))
@example([list(HOSTILE[i : i + 2]) for i in range(0, len(HOSTILE), 2)])
def test_tsv_has_a_line_a_row_and_a_tab_between_cells(rows: list[list[str]]) -> None:
    lines = tsv_text(["a", "b"], rows).split("\n")
    assert lines[-1] == ""
    read = [[tsv_value(cell) for cell in line.split("\t")] for line in lines[1:-1]]
    assert read == rows


def table_cells(text: str) -> list[str]:
    """The cells of the rows of a Markdown table, as a reader sees them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    found = [
        "".join(
            child.content if child.type == "text" else f"<{child.type}>" for child in t.children
        )
        for before, t in pairwise(tokens)
        if before.type == "td_open" and t.children is not None
    ]
    assert {token.type for token in tokens} <= {
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "inline"),
    }
    return found


@given(st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1))
@example([list(HOSTILE[i : i + 2]) for i in range(0, len(HOSTILE), 2)])
def test_markdown_shows_the_words_of_a_cell_and_nothing_else(rows: list[list[str]]) -> None:
    shown = table_cells(markdown_table(["a", "b"], rows))
    assert shown == [visible(one_line(cell)) for row in rows for cell in row]


@given(texts)
@example("1) no item")
@example("===")
def test_markdown_of_a_text_is_one_paragraph(text: str) -> None:
    words = visible(one_line(text))
    tokens = MarkdownIt("commonmark").parse(markdown(text))
    assert [token.type for token in tokens] == (
        ["paragraph_open", "inline", "paragraph_close"] if words else []
    )


@given(answers())
def test_json_is_the_answer_itself(found: Answer) -> None:
    text = printed(lambda: show.answer(found, "json"))
    assert json.loads(text) == found.to_json()
    assert not CONTROL.search(text)


@given(answers(), st.sampled_from(FORMATS))
def test_nothing_printed_can_drive_a_terminal(found: Answer, style: str) -> None:
    text = printed(lambda: show.answer(found, style), terminal=True)
    colours = re.compile("\x1b\\[[0-9;]*m")
    assert not CONTROL.search(colours.sub("", text))
    assert "[2J" not in text or "\x1b[2J" not in text


@given(answers())
def test_a_table_in_a_file_has_no_colour_and_no_blank_at_the_end_of_a_passage(
    found: Answer,
) -> None:
    text = printed(lambda: show.answer(found, "table"))
    assert "\x1b" not in text
    quotes = [line for line in text.splitlines() if "“" in line and "│" not in line]
    assert all(line == line.rstrip() for line in quotes)


@given(answers(), st.sampled_from(["csv", "tsv"]))
def test_every_passage_of_an_answer_stands_in_a_line(found: Answer, style: str) -> None:
    text = printed(lambda: show.answer(found, style))
    lines = sum(max(1, len(row.evidence)) for row in found.rows)
    if style == "tsv":
        assert text.count("\n") == (lines + 1 if lines else 0)
        return
    read = list(csv.DictReader(StringIO(text, newline="")))
    quotes = [piece.quote for row in found.rows for piece in row.evidence]
    assert [csv_value(line["quote"]) for line in read if line["claim"]] == quotes


def comity(*words: str | Path) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code in (0, 3), result.output
    return result.stdout


def test_markdown_numbers_the_passages_below_its_table(samples: Path) -> None:
    text = comity("ask", "joined-in", "--set", "year=1993", "--at", samples, "--format", "md")
    assert "| Azerbaijan | Collective Security Treaty | joined | 1993 | certain | 1 |\n" in text
    assert re.search(
        r"\n\n1\. “.+” — From a treaty .+, The Comity Almanac, .+, csto-origins-\w+\\\[", text
    )


def test_markdown_numbers_the_passages_of_what_is_known_nearby_too(samples: Path) -> None:
    question = "which states joined the CSTO in 1993?"
    text = comity("ask", question, "--at", samples, "--format", "md")
    assert re.search(r"\n\nKnown nearby:\n\n- Azerbaijan, .+, in 1993\. \\\[1 2\\\]\n", text)
    assert re.search(r"\n\n1\. “.+” — .+\n2\. “.+” — ", text)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize(
    "words",
    [
        ["queries"],
        ["queries", "status-on"],
        ["queries", "undated-articles"],
        ["check", "BUILD"],
        ["why", ARTICLES / "doors-half-open.txt"],
        ["sparql", "SELECT ?s ?o { ?s <http://xmlns.com/foaf/0.1/name> ?o }", "--at", "BUILD"],
        ["sparql", "ASK { ?s ?p ?o }", "--at", "BUILD"],
        ["ask", "undated-articles", "--at", "BUILD"],
        ["ask", "denied", "--at", "BUILD"],
    ],
    ids=lambda words: " ".join(str(word)[:12] for word in words[:2]),
)
def test_what_prints_an_answer_prints_it_in_every_format(
    samples: Path, words: list[Any], style: str
) -> None:
    text = comity(*(samples if word == "BUILD" else word for word in words), "--format", style)
    if style == "json":
        json.loads(text)
    elif style == "csv" and "ASK { ?s ?p ?o }" not in words:
        assert len({len(row) for row in csv.reader(StringIO(text), strict=True)}) <= 1
    elif style == "tsv":
        assert len({line.count("\t") for line in text.splitlines()}) <= 1


def test_an_empty_answer_says_why_in_markdown_too_and_its_csv_is_empty(samples: Path) -> None:
    words = ["ask", "joined-in", "--set", "year=1801", "--at", str(samples), "--format"]
    assert comity(*words, "md").startswith("*Note: ")
    assert json.loads(comity(*words, "json"))["note"]
    assert comity(*words, "csv") == ""


def test_sparql_results_in_tsv_are_what_its_standard_says(samples: Path) -> None:
    query = 'SELECT ?a ?b ?c { VALUES (?a ?b) { (<urn:x> "tab\\there"@en) (UNDEF 5) } }'
    text = comity("sparql", query, "--at", samples, "--format", "tsv")
    number = '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert text == f'?a\t?b\t?c\n<urn:x>\t"tab\\there"@en\t\n\t{number}\t\n'
    read = ox.parse_query_results(text.encode(), format=ox.QueryResultsFormat.TSV)
    assert isinstance(read, ox.QuerySolutions)
    assert [row["b"] for row in read] == [ox.Literal("tab\there", language="en"), ox.Literal(5)]


def test_sparql_results_in_csv_are_left_as_they_are(samples: Path) -> None:
    query = 'SELECT ?a { VALUES ?a { "=1+1" } }'
    assert comity("sparql", query, "--at", samples, "--format", "csv") == "a\n=1+1\n"


@given(texts)
def test_a_cell_for_tabs_has_none(text: str) -> None:
    assert not set(tsv_cell(text)) & {"\t", "\n", "\r"}


phrases = st.lists(st.text("abcdefgh-", min_size=1, max_size=20), max_size=6).map(" ".join)


@given(st.lists(st.lists(phrases, min_size=3, max_size=3), min_size=1, max_size=4), st.data())
def test_a_table_is_no_wider_than_its_terminal_and_breaks_no_word(
    rows: list[list[str]], data: st.DataObject
) -> None:
    width, before = data.draw(st.integers(40, 200)), OUT.width
    OUT.width = width
    try:
        text = printed(lambda: rows_out(["one_two", "three", "four"], rows))
    finally:
        OUT.width = before
    assert all(len(line) <= width for line in text.splitlines())
    shown = re.findall(r"[a-h-]+", re.sub("[^a-h\\s-]", " ", text))
    assert all(word in shown for row in rows for cell in row for word in cell.split())
