"""Agents: a client that nobody here wrote asks a real build, over standard input and output."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import anyio.from_thread
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from shipped import ARTICLES, TRIPLES
from stores import client_of, oxigraph, running

from comity.answers import Answer, Evidence, Nearby, Page, Row
from comity.asking import opened
from comity.build import build
from comity.cli import main
from comity.errors import ParameterError
from comity.exchange.push import push
from comity.opened import open_build
from comity.queries import stored_queries
from comity.search import KINDS

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from jsonschema import Draft202012Validator  # comes with mcp
from mcp import Client, MCPError, StdioServerParameters, stdio_client, types

from comity.mcp.arguments import checked
from comity.mcp.caps import Caps
from comity.mcp.replies import of_answer
from comity.mcp.schemas import name_of
from comity.mcp.tools import calls

QUERIES = [query for query in stored_queries() if not query.name.startswith("lookup/")]
TOOLS = calls(Caps())
SECONDS = 12  # of a machine that has other things to do
SOON = 4  # the same, for what never ends: a processor is busy for as long
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(frozen=True)
class Agent:
    """The SDK's own client, in an event loop of its own."""

    portal: anyio.from_thread.BlockingPortal
    client: Client

    def call(self, tool: str, **arguments: Any) -> types.CallToolResult:
        return self.portal.call(self.client.call_tool, tool, arguments)

    def data(self, tool: str, **arguments: Any) -> dict[str, Any]:
        result = self.call(tool, **arguments)
        assert not result.is_error, text(result)
        found: dict[str, Any] = result.structured_content
        return found

    def refused(self, tool: str, **arguments: Any) -> str:
        """What a call is told that fails; never a traceback, a path or a module of ours."""
        result = self.call(tool, **arguments)
        assert result.is_error, text(result)
        assert not re.search(r'Traceback|File "|comity/\w+\.py|\w+Error\b', text(result))
        return text(result)

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return self.portal.call(function, *arguments)


def text(result: types.CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    return content.text


def command(where: str | Path, *options: str) -> list[str]:
    code = "from comity.cli import main; main()"
    return [sys.executable, "-c", code, "mcp", "--at", str(where), *options]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mcp") / "stderr.txt"


def connected(where: str | Path, log: Path, *options: str) -> Iterator[Agent]:
    program, *arguments = command(where, *options)
    server = StdioServerParameters(command=program, args=arguments)
    with (
        log.open("a") as errors,
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(server, errors))) as client,
    ):
        yield Agent(portal, client)


@pytest.fixture(scope="module")
def agent(samples: Path, log: Path) -> Iterator[Agent]:
    yield from connected(samples, log, "--seconds", str(SECONDS))


@pytest.fixture
def impatient(samples: Path, log: Path) -> Iterator[Agent]:
    """An agent of a server that soon gives a query up."""
    yield from connected(samples, log, "--seconds", str(SOON))


def examples(tool: types.Tool) -> dict[str, Any]:
    """The values that the tool's own schema gives as examples of what it needs."""
    properties, needed = tool.input_schema["properties"], tool.input_schema.get("required", ())
    return {name: properties[name]["examples"][0] for name in needed}


def test_every_stored_query_is_a_tool_and_so_are_search_evidence_and_sparql(agent: Agent) -> None:
    names = [tool.name for tool in agent.run(agent.client.list_tools).tools]
    asked = {name_of(q.name) for q in QUERIES if q.name != "evidence/for-fact"}
    others = {"search_entities", "evidence", "sparql", "read_article", "ask_question"}
    assert set(names) == others | asked
    assert "membership_joined_in" in names
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z_]{0,63}", name) for name in names)


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_says_what_it_takes_and_gives(name: str) -> None:
    tool = TOOLS[name].tool
    assert tool.title
    assert len(tool.description or "") > 60
    assert tool.annotations is not None
    assert tool.annotations.read_only_hint
    assert not tool.annotations.open_world_hint
    for schema in (tool.input_schema, tool.output_schema):
        assert schema is not None
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object"
    takes = tool.input_schema
    assert takes["additionalProperties"] is False
    for argument in takes["properties"].values():
        assert argument["description"]
        defaults = [argument["default"]] if "default" in argument else []
        for value in [*argument.get("examples", ()), *defaults]:
            Draft202012Validator(argument).validate(value)
    Draft202012Validator(takes).validate(examples(tool))


def test_no_parameter_of_a_stored_query_is_called_as_those_of_a_page() -> None:
    names = {parameter.name for query in QUERIES for parameter in query.parameters}
    assert not names & {"limit", "offset"}


def test_the_tools_fit_into_the_window_of_an_agent() -> None:
    read = [(t.tool.name, t.tool.description, t.tool.input_schema) for t in TOOLS.values()]
    assert len(json.dumps(read)) < 64_000
    assert sum(len(json.dumps(t.tool.output_schema)) for t in TOOLS.values()) < 72_000


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_answers_its_own_examples_with_the_words_it_rests_on(
    agent: Agent, samples: Path, name: str
) -> None:
    result = agent.call(name, **examples(TOOLS[name].tool))
    assert not result.is_error, text(result)
    found = result.structured_content
    Draft202012Validator(TOOLS[name].tool.output_schema).validate(found)
    with opened(samples) as target:
        assert found["build"] == target.build
        assert f"Build: {target.build}" in text(result)
    pieces = [piece for row in found.get("rows", ()) for piece in row.get("evidence", ())]
    for piece in pieces:
        assert {"quote", "article", "outlet", "published", "stance"} <= set(piece)
        assert " ".join(piece["quote"].split()) in text(result)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_tool_gives_the_rows_that_the_stored_query_gives(
    agent: Agent, samples: Path, query: Any
) -> None:
    given = {p.name: p.default for p in query.parameters if p.required}
    name = "evidence" if query.name == "evidence/for-fact" else name_of(query.name)
    found = agent.data(name, **given, limit=500)
    with opened(samples) as target:
        expected = target.ask(query.name, given).to_json()
    assert found["rows_in_all"] == len(expected["rows"])
    assert found["note"] == expected["note"]
    assert [one["says"] for one in found["nearby"]] == [o["says"] for o in expected["nearby"]]
    for row, other in zip(found["rows"], expected["rows"], strict=False):
        kept, missing = row["evidence"], row.pop("evidence_left_out", 0)
        assert {**row, "evidence": []} == {**other, "evidence": []}
        assert [piece for piece in other["evidence"] if piece in kept] == kept
        assert len(kept) + missing == len(other["evidence"])


def test_pages_of_an_answer_together_are_the_answer(agent: Agent) -> None:
    whole = agent.data("membership_joined_in", year=2004)
    pages = [agent.data("membership_joined_in", year=2004, limit=4, offset=n) for n in (0, 4, 8)]
    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert {page["rows_in_all"] for page in pages} == {len(whole["rows"])} == {10}
    assert "call again with offset=4" in pages[0]["left_out"]
    assert pages[2]["left_out"] == whole["left_out"] == ""
    past = agent.data("membership_joined_in", year=2004, offset=10)
    assert (past["rows"], "only 10 rows" in past["left_out"]) == ([], True)


def test_what_is_left_out_is_said_in_the_text_too(agent: Agent) -> None:
    result = agent.call("membership_joined_in", year=2004, limit=3)
    assert "Rows 4 to 10 are left out: call again with offset=3." in text(result)
    assert "Slovenia |" not in text(result)


def test_an_answer_without_rows_says_why(agent: Agent) -> None:
    result = agent.call("membership_joined_in", year=1804)
    assert result.structured_content["rows"] == []
    assert "No source says that anyone joined in 1804." in text(result)


def test_what_is_known_nearby_comes_with_its_passages(agent: Agent) -> None:
    result = agent.call("membership_joined_in", year=2005, body="NATO")
    (one,) = [o for o in result.structured_content["nearby"] if "Finland joined" in o["says"]]
    assert any("Finland" in piece["quote"] for piece in one["evidence"])
    assert agent.data("evidence", fact=one["facts"])["rows"]
    assert f"- {one['says']} [" in text(result)
    assert "[1] " in text(result)


def test_names_are_found_with_slips_and_their_ids_are_taken(agent: Agent) -> None:
    found = agent.data("search_entities", name="Afrcan Union", kinds="organisation")["entities"]
    assert found[0]["id"] == "org/au"
    assert agent.data("membership_members_on", body=found[0]["id"], date="2017-02-01")["rows"]
    nothing = agent.data("search_entities", name="xyzzy plugh")
    assert (nothing["entities"], "Nothing is called" in nothing["note"]) == ([], True)


def test_the_kinds_that_can_be_searched_are_those_of_the_schema() -> None:
    kinds = TOOLS["search_entities"].tool.input_schema["properties"]["kinds"]
    assert kinds["anyOf"][0]["enum"] == list(KINDS)


def test_a_question_in_plain_words_is_answered_by_the_stored_query_it_means(agent: Agent) -> None:
    result = agent.call("ask_question", question="Which states joined NATO in 2024?")
    found = result.structured_content
    assert found["understood"]["query"] == found["query"] == "membership/joined-in"
    expected = agent.data("membership_joined_in", body="org/nato", year=2024)
    assert found["rows"] == expected["rows"]
    assert text(result).startswith("Understood as: ")


def test_evidence_is_given_for_one_fact_or_several(agent: Agent) -> None:
    rows = agent.data("membership_joined_in", year=2004, limit=2)["rows"]
    facts = [fact for row in rows for fact in row["facts"]]
    found = agent.data("evidence", fact=facts)
    assert {row["fact"] for row in found["rows"]} == set(facts)
    assert agent.data("evidence", fact=rows[0]["evidence"][0]["claim"])["rows"]


@pytest.mark.parametrize(
    "given",
    [
        {"body": "NATO", "date": "7 March 2024"},
        {"body": "NATO", "date": "2024-03-07", "limit": "50"},
        {"body": "NATO", "date": "2024-03-07", "limit": 50.0, "offset": None},
    ],
)
def test_what_an_agent_plainly_means_is_taken(agent: Agent, given: dict[str, Any]) -> None:
    expected = agent.data("membership_members_on", body="org/nato", date="2024-03-07")
    assert agent.data("membership_members_on", **given)["rows"] == expected["rows"]


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        ("membership_joined_in", {"yaer": 2004}, "did you mean year"),
        ("membership_joined_in", {"year": "the year of the flood"}, '{"year": 2004}'),
        ("membership_joined_in", {"year": 20044}, "at most 9999"),
        ("membership_joined_in", {"year": True}, "no whole number"),
        ("membership_joined_in", {"year": [2004]}, "no whole number"),
        ("membership_joined_in", {"body": {"id": "org/nato"}}, "no text"),
        ("membership_joined_in", {"year": 2004, "limit": 0}, "at least 1"),
        ("membership_joined_in", {"year": 2004, "limit": 10**9}, "at most"),
        ("membership_joined_in", {"since": "yesterday"}, "since"),
        ("membership_members_on", {}, '"body": "org/nato"'),
        ("membership_members_on", {"body": "NATO", "date": ""}, "needs 'date'"),
        ("membership_members_on", {"body": "Natoo", "date": "2024-03-07"}, "search_entities"),
        ("evidence_coverage", {"article": "csto"}, "several things"),
        ("ask_question", {"question": "What is the meaning of life?"}, "declined"),
        ("ask_question", {}, "needs 'question'"),
        ("search_entities", {"name": "NATO", "kinds": ["alliance"]}, "organisation"),
        ("search_entities", {}, "needs 'name'"),
        ("evidence", {"fact": []}, "fact"),
        ("read_article", {"article": "no-such-article"}, "article"),
        ("read_article", {"article": "https://example.org/x"}, "search_entities"),
        ("membership_joined_inn", {}, "did you mean membership_joined_in"),
        ("comity.errors", {}, "there is no tool"),
    ],
)
def test_a_wrong_call_is_told_what_to_do(
    agent: Agent, tool: str, given: dict[str, Any], told: str
) -> None:
    assert told in agent.refused(tool, **given)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://127.0.0.1:9/>", "update"),
        ("DELETE WHERE { ?s ?p ?o }", "update"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "update"),
        ("CLEAR ALL", "update"),
        ("SELECT", "not SPARQL"),
        ("", "needs 'query'"),
        ("{" * 20_000, ""),
        ("SELECT * { ?s ?p ?o FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }", ""),
    ],
)
def test_sparql_that_would_do_more_than_read_is_refused(
    agent: Agent, query: str, told: str
) -> None:
    assert told in agent.refused("sparql", query=query)
    assert agent.data("sparql", query="ASK {}")["boolean"] is True


@pytest.mark.parametrize(
    "source", ["<file:///etc/passwd>", "<http://127.0.0.1:9/>", "NAMED <file:///etc/hosts>"]
)
def test_from_names_nothing_beyond_the_store(agent: Agent, source: str) -> None:
    graph = "GRAPH ?g { ?s ?p ?o }" if "NAMED" in source else "?s ?p ?o"
    query = "SELECT * FROM " + source + " { " + graph + " }"  # noqa: S608 # a hostile one
    assert agent.data("sparql", query=query)["rows"] == []


def test_an_endless_query_is_stopped_though_others_are_answered_beside_it_and_after(
    impatient: Agent,
) -> None:
    async def both() -> dict[str, Any]:
        answers: dict[str, Any] = {}

        async def one(tool: str, given: dict[str, Any]) -> None:
            answers[tool] = await impatient.client.call_tool(tool, given)

        async with anyio.create_task_group() as group:
            group.start_soon(one, "sparql", {"query": ENDLESS})
            await anyio.sleep(0.2)
            group.start_soon(one, "membership_joined_in", {"year": 2004})
        return answers

    began = time.monotonic()
    answers = impatient.run(both)
    assert time.monotonic() - began < 5 * SECONDS
    assert answers["sparql"].is_error
    assert "longer than" in text(answers["sparql"])
    assert not re.search(r'Traceback|File "', text(answers["sparql"]))
    assert answers["membership_joined_in"].structured_content["rows"]
    assert impatient.data("membership_joined_in", year=2004)["rows"]


def test_of_a_large_answer_of_sparql_the_first_rows_are_given(agent: Agent) -> None:
    found = agent.data("sparql", query="SELECT * { ?s ?p ?o }", limit=7)
    assert len(found["rows"]) == 7
    assert "more than these 7 rows" in found["left_out"]
    triples = agent.data("sparql", query="CONSTRUCT WHERE { ?s ?p ?o }", limit=3)
    assert triples["variables"] == ["subject", "predicate", "object"]
    assert len(triples["rows"]) == 3


def test_rows_of_sparql_that_name_facts_come_with_their_evidence(agent: Agent) -> None:
    query = """
        PREFIX comity: <https://w3id.org/comity/ns#>
        SELECT ?fact { ?fact a comity:MembershipInterval ; comity:supportedBy ?c } LIMIT 3"""
    for row in agent.data("sparql", query=query)["rows"]:
        assert row["evidence"][0]["quote"]
        assert row["values"]["fact"].startswith("https://")


def test_numbers_that_json_does_not_have_are_given_as_texts(agent: Agent) -> None:
    query = 'SELECT ("INF"^^<http://www.w3.org/2001/XMLSchema#double> AS ?n) ?none {}'
    assert agent.data("sparql", query=query)["rows"] == [{"values": {"n": "inf"}}]


def test_an_article_is_read_with_its_passages(agent: Agent, samples: Path) -> None:
    found = agent.data("read_article", article="nato-sweden", length=200)
    stored = (ARTICLES / "nato-sweden.txt").read_bytes().decode()
    assert found["text"] == stored[:200]
    assert found["length"] == len(stored)
    assert f"call again with start={200}" in found["left_out"]
    assert all(stored[p["start"] : p["end"]] == p["quote"] for p in found["passages"])
    rest = agent.data("read_article", article=found["id"], start=200)
    assert found["text"] + rest["text"] == stored


def pages(agent: Agent) -> Iterator[types.ListResourcesResult]:
    page = agent.run(agent.client.list_resources)
    while page.next_cursor:
        yield page
        page = agent.portal.call(partial(agent.client.list_resources, cursor=page.next_cursor))
    yield page


def test_articles_queries_and_the_ontology_are_resources(agent: Agent) -> None:
    uris = [resource.uri for page in pages(agent) for resource in page.resources]
    assert {"comity://ontology", "comity://queries/membership/joined-in"} <= set(uris)
    articles = [uri for uri in uris if uri.startswith("comity://articles/")]
    assert len(articles) == len(list(ARTICLES.glob("*.txt")))
    for uri in ("comity://ontology", "comity://queries/membership/joined-in", articles[0]):
        assert agent.run(agent.client.read_resource, uri).contents[0].text
    body, places = agent.run(agent.client.read_resource, articles[0]).contents
    for passage in json.loads(places.text)["passages"]:
        assert body.text[passage["start"] : passage["end"]] == passage["quote"]
    assert len(agent.run(agent.client.list_resource_templates).resource_templates) == 2


@pytest.mark.parametrize(
    "uri",
    [
        "comity://articles/no-such",
        "comity://articles/../../etc/passwd",
        "comity://queries/../../pyproject",
        "comity://queries/nothing",
        "comity://elsewhere",
        "file:///etc/passwd",
        "https://example.org/",
    ],
)
def test_there_is_no_other_resource(agent: Agent, uri: str) -> None:
    with pytest.raises(MCPError) as error:
        agent.run(agent.client.read_resource, uri)
    assert "Traceback" not in error.value.message


def test_agents_are_told_that_articles_are_data_and_no_instructions(agent: Agent) -> None:
    told = agent.client.instructions or ""
    assert "no instructions" in told
    assert "hash" in told
    for name in re.findall(r"\b(?:search_entities|ask_question)\b", told):
        assert name in TOOLS


def test_a_build_made_anew_answers_without_a_restart(tmp_path: Path, log: Path) -> None:
    folder, articles = tmp_path / "build", tmp_path / "articles"
    articles.mkdir()
    shutil.copy(ARTICLES / "nato-sweden.txt", articles)
    first = build([articles], folder).build.hash
    for agent in connected(folder, log):
        assert agent.data("membership_joined_in", year=2024)["build"] == first
        shutil.copy(ARTICLES / "opec-angola.txt", articles)
        second = build([articles], folder).build.hash
        found = agent.data("evidence_coverage")
        assert found["build"] == second != first
        assert found["rows_in_all"] == 2


def test_a_build_without_texts_and_store_answers_as_well(log: Path) -> None:
    for agent in connected(TRIPLES, log):
        assert agent.data("membership_joined_in", year=2004)["rows"]
        found = agent.data("read_article", article="nato-sweden")
        assert found["text"] is None
        assert found["passages"][0]["quote"]


def test_a_store_of_others_answers_as_the_build_does(tmp_path: Path, log: Path) -> None:
    with running(oxigraph(tmp_path)) as server:
        push(open_build(TRIPLES), client_of(f"oxigraph+{server.url}"))
        with opened(TRIPLES) as target:
            expected = target.ask("joined-in", {"year": "2004"})
        for agent in connected(f"oxigraph+{server.url}", log):
            found = agent.data("membership_joined_in", year=2004)
            assert found["rows"] == [row.to_json() for row in expected.rows]
            assert found["build"] == expected.build
            assert agent.data("search_entities", name="Natoo")["entities"][0]["id"] == "org/nato"
            assert len(agent.data("sparql", query="SELECT * { ?s ?p ?o }", limit=3)["rows"]) == 3
            assert agent.refused("sparql", query="DELETE WHERE { ?s ?p ?o }")


def test_nothing_but_the_protocol_is_on_standard_output(samples: Path) -> None:
    with subprocess.Popen(
        command(samples),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        hello = {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        }
        call = {"name": "sparql", "arguments": {"query": "SELECT * { ?s ?p ?o } LIMIT 2"}}
        told = [
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
            {"jsonrpc": "2.0", "method": "notifications/initialized"},
            "this is no JSON",
            {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call},
        ]
        for line in told:
            server.stdin.write((line if isinstance(line, str) else json.dumps(line)) + "\n")
        server.stdin.flush()
        answers: dict[int, Any] = {}
        while 2 not in answers:
            message = json.loads(server.stdout.readline())
            assert message["jsonrpc"] == "2.0"
            answers[message.get("id")] = message.get("result")
        server.stdin.close()
        assert server.stdout.read() == ""
        assert server.wait(timeout=20) == 0
    assert answers[1]["serverInfo"]["name"] == "comity"
    assert len(answers[2]["structuredContent"]["rows"]) == 2


def test_without_a_build_the_command_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        command(tmp_path / "none"), capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"comity: .*no build.*\n", done.stderr), done.stderr


def test_without_the_package_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, samples: Path
) -> None:
    for name in [name for name in sys.modules if name.startswith("comity.mcp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.setitem(sys.modules, "mcp.server.stdio", None)
    result = CliRunner().invoke(main, ["mcp", "--at", str(samples)])
    assert result.exit_code == 1
    assert "pip install 'comity[mcp]'" in result.output


def test_the_log_has_no_traceback(agent: Agent, log: Path) -> None:
    assert "Traceback" not in log.read_text("utf-8")


def piece(number: int, stance: str = "supports", words: str = "words") -> Evidence:
    claim, article = f"urn:claim/{number}", "urn:article"
    return Evidence(claim, stance, article, None, None, None, number, number + 5, words, None, ())


def answer(rows: int, pieces: int, words: str = "words") -> Answer:
    evidence = tuple(piece(n, words=words) for n in range(pieces))
    against = tuple(piece(n, "contradicts") for n in range(pieces, pieces + 2))
    found = tuple(Row({"n": n}, (f"urn:fact/{n}",), evidence + against) for n in range(rows))
    return Answer("a/b", {}, "0" * 64, ("n",), found, "", total=rows)


def test_of_many_passages_of_a_sentence_some_are_left_out_and_no_sentence_is() -> None:
    pieces = tuple(piece(n) for n in range(40))
    beside = tuple(Nearby(f"says {n}", ("urn:f1", "urn:f2"), pieces) for n in range(30))
    found = replace(answer(0, 0), nearby=beside)
    reply = of_answer(found, Page(50, 0), Caps(passages=5, size=3000))
    told = reply.data["nearby"]
    assert len(told) == 30
    assert (len(told[0]["evidence"]), told[0]["evidence_left_out"]) == (5, 35)
    assert (told[-1]["evidence"], told[-1]["evidence_left_out"]) == ([], 40)
    assert "Of 30 sentences some passages are left out" in reply.text


def test_of_many_passages_those_against_a_row_are_kept() -> None:
    reply = of_answer(answer(1, 40), Page(50, 0), Caps(passages=5))
    (row,) = reply.data["rows"]
    assert [p["stance"] for p in row["evidence"]] == ["supports"] * 5 + ["contradicts"] * 2
    assert row["evidence_left_out"] == 35
    assert "evidence has all, as of urn:fact/0" in reply.text


@given(
    rows=st.integers(0, 30),
    pieces=st.integers(0, 4),
    words=st.text(max_size=200),
    size=st.integers(1, 20_000),
)
def test_no_reply_is_larger_than_the_caps_allow(
    rows: int, pieces: int, words: str, size: int
) -> None:
    reply = of_answer(answer(rows, pieces, words), Page(50, 0), Caps(size=size))
    kept = reply.data["rows"]
    whole = sum(len(json.dumps(row, ensure_ascii=False)) for row in kept)
    assert whole <= size or len(kept) == 1
    assert bool(reply.data["left_out"]) == (len(kept) < rows)
    assert f"urn:fact/{len(kept)}" not in reply.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(
    name=st.sampled_from(sorted(TOOLS)),
    given=st.dictionaries(
        st.sampled_from(["year", "body", "date", "limit", "offset", "fact", "kinds", "name", "x"])
        | st.text(max_size=8),
        JSON,
    ),
)
def test_any_arguments_are_taken_as_the_schema_has_them_or_refused(
    name: str, given: dict[str, Any]
) -> None:
    schema = TOOLS[name].tool.input_schema
    try:
        found = checked(name, schema, given)
    except ParameterError:
        return
    wanted = {n: v for n, v in found.items() if "anyOf" not in schema["properties"][n]}
    Draft202012Validator({**schema, "required": []}).validate(wanted)
    TOOLS[name].arguments(found)


def test_a_reply_drives_no_terminal() -> None:
    reply = of_answer(answer(1, 1, "\x1b[2J words \u202e"), Page(50, 0), Caps())
    out = io.StringIO(reply.text).read()
    assert "\x1b" not in out
    assert "\u202e" not in out
