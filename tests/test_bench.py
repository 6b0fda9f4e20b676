"""The bench runs from end to end, and what it generates is what comity would make; untimed."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.__main__ import PARTS, main
from bench.graphs import TERMS, generated, readings
from bench.peers import SCRIPT
from bench.peers import main as peers
from bench.queries import AS_OF
from bench.servers import ENDPOINT
from comity import validate
from comity.graph import article_graph

SIZE = 2_000
ROWS = {
    "read an article": "bare spaCy",
    "read, write and validate it": "bare spaCy",
    "whole build of 2 articles, each": "bare spaCy",
    "validate an article, a sample": "pySHACL",
    "validate an article, a generated one": "pySHACL",
    "memory to load": "rdflib",
    "store on disk": "raw Oxigraph",
    "Turtle files": "the same as N-Quads",
    "cold ask": "raw Oxigraph",
    "memory to ask": "",
    "look up over HTTP: a thing": "Oxigraph's server",
    "look up over HTTP: membership/status-on": "Oxigraph's server",
    "look up over HTTP beside 20 cross products": "Oxigraph's server",
    "over HTTP: membership/status-on, with evidence": "",
    **{f"{query}, the query": "rdflib" for query in AS_OF},
    **{f"{query}, with evidence": "raw Oxigraph, the query" for query in AS_OF},
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    cache = str(tmp_path_factory.mktemp("bench"))
    options = ["--size", str(SIZE), "--runs", "1", "--samples", "2", "--cache", cache, "--plain"]
    result = CliRunner().invoke(main, options, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_every_row_is_printed_beside_what_it_is_compared_with(printed: str) -> None:
    lines = printed.splitlines()
    for what, other in ROWS.items():
        assert any(line.startswith(f"| {what}") and other in line for line in lines), what


def test_ten_queries_are_asked_alone_and_with_their_evidence(printed: str) -> None:
    assert printed.count(", the query |") == 10
    whole = [line for line in printed.splitlines() if ", with evidence |" in line]
    assert len([line for line in whole if "raw Oxigraph" in line]) == 10


def test_loading_is_compared_with_rdflib_and_raw_oxigraph(printed: str) -> None:
    loads = [line for line in printed.splitlines() if line.startswith("| load |")]
    assert [("rdflib" in line, "Oxigraph" in line) for line in loads] == [
        (True, False),
        (False, True),
    ]


def test_the_parts_are_those_of_the_table() -> None:
    assert set(PARTS) == {"reading", "validation", "load", "queries", "cold", "serving"}


def test_generated_articles_conform_and_are_the_same_each_time() -> None:
    once, again = (list(islice(readings(7), 3)) for _ in range(2))
    assert once == again
    for read in once:
        report = validate.validate(article_graph(read, TERMS))
        assert report.conforms, report.text


def test_a_generated_build_has_about_the_size_asked_for_and_is_kept(tmp_path: Path) -> None:
    build = generated(20_000, home=tmp_path)
    assert 15_000 < build.manifest.triples < 25_000
    assert generated(20_000, home=tmp_path).hash == build.hash


PEER = """
import json, sys
texts = json.load(sys.stdin)
quotation = {"speaker": "nobody", "content": "Angola gained nothing by staying in the organization"}
print(json.dumps({name: [quotation] if "Angola" in text else [] for name, text in texts.items()}))
"""


def test_peers_are_measured_as_comity_is(tmp_path: Path) -> None:
    """A stand-in for the other environment's Python, since what it needs is not installed here."""
    peer = tmp_path / "python"
    peer.write_text(f"#!{sys.executable}\n{PEER}")
    peer.chmod(0o755)
    gold = Path(__file__).parent.parent / "examples" / "gold"
    result = CliRunner().invoke(peers, [str(gold), "--python", str(peer)], catch_exceptions=False)
    lines = [line.strip("| ").split(" | ") for line in result.output.splitlines() if "| " in line]
    figures = {tuple(line[:3]): line[3:] for line in lines}
    assert figures["all", "content", "textacy"][0] == "1.000"
    assert figures["all", "and speaker", "textacy"][:2] == ["0.000", "0.000"]
    assert float(figures["all", "content", "comity"][1]) > 0.5


def test_what_runs_in_another_environment_needs_nothing_of_comity() -> None:
    for script in (SCRIPT, ENDPOINT):
        assert "import comity" not in script.read_text()
        assert "from comity" not in script.read_text()
