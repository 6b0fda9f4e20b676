"""The command line, run as a user runs it."""

from __future__ import annotations

import csv
import json
import re
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shipped import ARTICLES, ROOT

from comity.cli import main
from comity.queries import stored_queries
from comity.storedquery import StoredQuery


def comity(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_an_answer_in_json_has_the_agreed_keys(samples: Path) -> None:
    result = comity("ask", "joined-in", "--set", "year=1993", "--at", samples, "--format", "json")
    answer = json.loads(result.stdout)
    assert set(answer) == {"query", "parameters", "build", "rows", "note", "nearby"}
    assert answer["nearby"] == []
    assert answer["query"] == "membership/joined-in"
    keys = {"claim", "stance", "article", "title", "outlet", "published", "start", "end", "quote"}
    for row in answer["rows"]:
        assert row["facts"]
        assert all(set(piece) == keys | {"speaker", "chain"} for piece in row["evidence"])


def test_an_answer_in_csv_has_one_line_for_each_passage(samples: Path) -> None:
    result = comity("ask", "joined-in", "--set", "year=1993", "--at", samples, "--format", "csv")
    lines = list(csv.DictReader(StringIO(result.stdout)))
    assert [line["member_label"] for line in lines] == ["Azerbaijan", "Belarus", "Georgia"]
    assert all(line["quote"] for line in lines)


@pytest.mark.parametrize(("command", "package"), [("serve", "uvicorn"), ("mcp", "mcp")])
def test_a_command_whose_extra_is_not_installed_says_which(
    samples: Path, command: str, package: str
) -> None:
    lacking = f"import sys; sys.modules[{package!r}] = None; from comity.cli import main; main()"
    asked = [sys.executable, "-c", lacking, command, "--at", str(samples)]
    result = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=ROOT)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert f"pip install 'comity[{command}]'" in result.stderr


def test_an_empty_answer_is_no_error_and_says_why(samples: Path) -> None:
    result = comity("ask", "joined-in", "--set", "year=1801", "--at", samples)
    assert result.exit_code == 0
    assert "note:" in result.stdout


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["ask", "joind-in"], 1, "joined-in"),
        (["ask", "joined-in", "--set", "yeer=1993"], 2, "did you mean year? it has: year, since"),
        (["ask", "status-on"], 2, "'member' and 'body' and 'date' (as in: comity ask membership/"),
        (["ask", "joined-in", "--set", "year"], 2, "NAME=VALUE"),
        (["ask", "status-on", "--set", "member=Armenya"], 1, "Armenia"),
        (["ask", "status-on", "--set", "member=Congo"], 1, "state/cog (Republic of the Congo)"),
        (["ask", "members-on", "--set", "body=org/natto"], 1, "did you mean org/nato"),
        (["ask", "joined-in", "--set", "year=ninety"], 2, "year"),
        (["sparql", "SELECT * {"], 1, "SPARQL"),
        (["sparql", "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"], 1, "SERVICE"),
    ],
)
def test_a_fault_is_one_line_with_a_suggestion(
    samples: Path, words: list[str], status: int, says: str
) -> None:
    result = comity(*words, "--at", samples)
    assert result.exit_code == status
    assert result.stderr.startswith("comity: ")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_asking_where_there_is_no_build_says_how_to_make_one(tmp_path: Path) -> None:
    result = comity("ask", "joined-in", "--at", tmp_path)
    assert result.exit_code == 1
    assert "comity build" in result.stderr


def test_a_refused_article_is_named_and_the_others_are_built(tmp_path: Path) -> None:
    sources = tmp_path / "articles"
    sources.mkdir()
    (sources / "good.txt").write_text("Finland joined NATO on 4 April 2023.", encoding="utf-8")
    (sources / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00 not text")
    result = comity("build", sources, "--out", tmp_path / "out")
    assert result.exit_code == 4
    assert "bad.txt" in result.stderr
    answer = comity("ask", "joined-in", "--set", "year=2023", "--at", tmp_path / "out")
    assert "Finland" in answer.stdout


def test_claims_are_written_one_file_an_article(tmp_path: Path) -> None:
    result = comity("claims", ARTICLES / "opec-angola.txt", "--out", tmp_path)
    assert result.exit_code == 0
    found = json.loads((tmp_path / "opec-angola.json").read_text(encoding="utf-8"))
    assert {"memberships", "offices", "statements", "events", "id", "published"} <= set(found)
    text = (ARTICLES / "opec-angola.txt").read_bytes().decode()
    assert all(item["quote"] in text for item in found["memberships"])


def test_a_build_conforms_and_a_damaged_graph_does_not(samples: Path, tmp_path: Path) -> None:
    assert comity("check", samples).exit_code == 0
    damaged = tmp_path / "damaged.ttl"
    article = next(iter(sorted((samples / "articles").glob("*.ttl")))).read_text(encoding="utf-8")
    damaged.write_text(
        re.sub(r"comity:polarity <[^>]+>", "comity:polarity 7", article, count=1), encoding="utf-8"
    )
    result = comity("check", damaged)
    assert result.exit_code == 3
    assert "polarity" in result.stdout


def test_turtle_that_does_not_parse_is_an_error_with_its_file(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> ", encoding="utf-8")
    result = comity("check", broken)
    assert result.exit_code == 3
    assert "broken.ttl" in result.output.replace("\n", "")


def test_why_says_of_each_sentence_what_it_gave_or_why_nothing() -> None:
    result = comity("why", ARTICLES / "doors-half-open.txt", "--format", "json")
    sentences = json.loads(result.stdout)
    assert sentences
    assert all(s["found"] or s["reasons"] for s in sentences)


def test_sparql_answers_select_ask_and_construct(samples: Path) -> None:
    rosters = "SELECT (COUNT(?r) AS ?n) { ?r a <https://w3id.org/comity/ns#Roster> }"
    found = json.loads(comity("sparql", rosters, "--at", samples, "--format", "json").stdout)
    assert int(found[0]["n"]) > 0
    assert comity("sparql", "ASK { ?s ?p ?o }", "--at", samples).stdout.strip() == "true"
    graph = comity("sparql", "CONSTRUCT WHERE { ?s a <urn:none> }", "--at", samples)
    assert graph.exit_code == 0


ASKED = [query for query in stored_queries() if not query.name.startswith("lookup/")]


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of an article that says nothing of anybody."""
    folder = tmp_path_factory.mktemp("little")
    (folder / "dull.txt").write_text("2024-03-07\n\nIt rained all day. Nobody said anything.\n")
    assert comity("build", folder / "dull.txt", "--out", folder / "build").exit_code == 0
    return folder / "build"


@pytest.mark.parametrize("query", ASKED, ids=lambda query: query.name)
def test_every_query_without_an_answer_exits_with_0_and_says_why(
    little: Path, query: StoredQuery
) -> None:
    known = {"office": "office/none", "person": "person/none", "fact": "request/none"}
    given = {
        p.name: f"https://w3id.org/comity/id/{known[p.name]}" if p.name in known else p.default
        for p in query.parameters
        if p.required
    }
    settings = [word for name, value in given.items() for word in ("--set", f"{name}={value}")]
    result = comity("ask", query.name, *settings, "--at", little, "--format", "json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["rows"] or answer["note"], query.name
    printed = comity("ask", query.name, *settings, "--at", little).stdout
    assert printed.strip()
    beside = " ".join(one["says"] for one in answer["nearby"])
    told = " ".join([f"note: {answer['note']}", *([f"nearby: {beside}"] if beside else [])])
    assert answer["rows"] or " ".join(printed.split()) == told
    assert not any(one["facts"] for one in answer["nearby"])


def test_what_is_known_nearby_leads_to_the_passages_below(samples: Path) -> None:
    words = ("ask", "which states joined the CSTO in 1993?", "--at", samples)
    told = json.loads(comity(*words, "--format", "json").stdout)
    first = told["nearby"][0]
    assert first["says"].startswith(
        "Azerbaijan, Belarus and Georgia joined the Collective Security"
    )
    printed = " ".join(comity(*words).stdout.split())
    assert f"nearby: {first['says']} [1 2]" in printed
    for number, words in enumerate(dict.fromkeys(p["quote"] for p in first["evidence"]), 1):
        assert f" {number} “{' '.join(words.split())}”" in printed
    assert comity(*words, "--format", "csv").stdout.count("\n") <= 1


@pytest.mark.parametrize("query", ASKED, ids=lambda query: query.name)
def test_every_query_is_asked_as_its_explanation_says(samples: Path, query: StoredQuery) -> None:
    explained = comity("queries", query.name).stdout
    assert " ".join(query.example.split()) in " ".join(explained.split())
    result = comity(*shlex.split(query.example)[1:], "--at", samples)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip()


# --- Plain questions ---


def test_a_plain_question_is_answered_under_what_it_was_taken_for(samples: Path) -> None:
    result = comity("ask", "when did Angola leave OPEC?", "--at", samples)
    assert result.exit_code == 0
    first, second, *_ = result.stdout.strip().splitlines()
    assert first == "When did Angola leave OPEC?"
    assert second.startswith("comity ask membership/left-in --set member=state/ago")
    assert f"--at {samples}" in " ".join(result.stdout.split())  # a long path is wrapped
    assert "2024-01-01" in result.stdout


def test_a_plain_question_in_json_says_how_it_was_understood(samples: Path) -> None:
    result = comity("ask", "when did Angola leave OPEC?", "--at", samples, "--format", "json")
    answer = json.loads(result.stdout)
    assert set(answer) == {"understood", "query", "parameters", "build", "rows", "note", "nearby"}
    assert answer["understood"]["settings"] == {"member": "state/ago", "body": "org/opec"}


@pytest.mark.parametrize("style", ["csv", "tsv"])
def test_lines_for_programs_have_nothing_else_among_them(samples: Path, style: str) -> None:
    result = comity("ask", "when did Angola leave OPEC?", "--at", samples, "--format", style)
    assert result.stdout.startswith("member")
    assert "asked: When did Angola leave OPEC?" in result.stderr


def test_a_plain_question_in_markdown_is_headed_by_it(samples: Path) -> None:
    result = comity("ask", "when did Angola leave OPEC?", "--at", samples, "--format", "md")
    assert result.stdout.startswith("**When did Angola leave OPEC?**\n\n    comity ask ")


def test_a_declined_question_says_why_and_what_may_be_meant(samples: Path) -> None:
    result = comity("ask", "why did Angola leave OPEC?", "--at", samples, "--format", "json")
    assert result.exit_code == 1
    assert "the question is declined: no stored query tells reasons" in result.stderr
    assert "did you mean\n  When did Angola leave OPEC?\n    comity ask" in result.stderr
    assert json.loads(result.stdout)["declined"] == "no stored query tells reasons"


def test_settings_do_not_go_with_a_plain_question(samples: Path) -> None:
    result = comity("ask", "who left OPEC?", "--set", "year=2019", "--at", samples)
    assert result.exit_code == 2
