from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Triple
from shipped import ARTICLES
from stores import client_of, oxigraph, running, virtuoso
from test_export import exported, remote

from comity.build import build
from comity.cli import main
from comity.dataset import opened_data
from comity.diff import Difference, compare
from comity.diff.facts import Fact, changes
from comity.diff.shown import MARK, markdown_comment, to_json
from comity.exchange.push import push
from comity.exchange.target import PASSWORD, USER
from comity.opened import open_build
from comity.turtle import triples_of, turtle

LEFT = "Qatar left the Organization of the Petroleum Exporting Countries on 1 January 2019.\n"


def difference(a: Path | str, b: Path | str, *asks: str, most: int = 200) -> Difference:
    with opened_data(a) as one, opened_data(b) as other:
        return compare(one, other, asks=asks, most=most)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the samples with an article less, a date changed, and an article more."""
    folder = tmp_path_factory.mktemp("diff")
    articles = Path(shutil.copytree(ARTICLES, folder / "articles"))
    (articles / "au-morocco.txt").unlink()
    origins = articles / "csto-origins.txt"
    text = origins.read_bytes()
    assert b"in the course of 1993" in text
    origins.write_bytes(text.replace(b"in the course of 1993", b"in the course of 1994"))
    (articles / "qatar.txt").write_text(f"published: 2019-01-02\n\n{LEFT}")
    build([articles], folder / "build")
    return folder / "build"


@pytest.fixture(scope="module")
def found(samples: Path, other: Path) -> Difference:
    return difference(samples, other, most=150)


def test_nothing_differs_between_a_build_and_itself(samples: Path) -> None:
    found = difference(samples, samples)
    assert not found
    assert (found.graphs, found.facts, found.answers, found.asked) == ((), (), (), 0)


def test_the_graphs_that_differ_are_named_with_their_triples(found: Difference) -> None:
    by_change = {
        change: {
            g.name.rpartition("/")[2].rpartition("-")[0] or "facts"
            for g in found.graphs
            if g.change == change
        }
        for change in ("added", "removed", "changed")
    }
    assert by_change == {
        "added": {"csto-origins", "qatar"},
        "removed": {"csto-origins", "au-morocco"},
        "changed": {"facts"},
    }


def test_facts_are_told_apart_by_what_they_say(found: Difference) -> None:
    told = {(c.change, c.fact.kind, c.fact.title) for c in found.facts}
    assert ("removed", "MembershipInterval", "Morocco in African Union: member") in told
    georgia = next(
        c for c in found.facts if c.fact.title == "Georgia in Collective Security Treaty: party"
    )
    assert georgia.change == "changed"
    assert (georgia.gone["startEdtf"], georgia.come["startEdtf"]) == (("1993",), ("1994",))


def test_what_an_edited_article_says_as_before_does_not_differ(found: Difference) -> None:
    titles = [c.fact.title for c in found.facts]
    assert not any("Armenia in Collective Security Treaty Organization" in t for t in titles)
    assert not any(c.fact.kind == "Statement" and "CSTO" in c.fact.title for c in found.facts)


def test_answers_differ_where_the_facts_do(found: Difference) -> None:
    joined = next(a for a in found.answers if a.query == "membership/joined-in")
    states = {"Georgia", "Belarus", "Azerbaijan"}
    gone = {row.values["member_label"]: row.values["when"] for row in joined.gone}
    come = {row.values["member_label"]: row for row in joined.come}
    assert {state: gone[state] for state in states} == dict.fromkeys(states, "1993")
    assert "in the course of 1994" in come["Georgia"].evidence[0].quote
    assert "Morocco" in gone
    asked = [a for a in found.answers if "/geo" in str(a.parameters.get("member"))]
    assert any(a.come for a in asked if a.query == "membership/status-on")


def test_questions_can_be_given(samples: Path, other: Path) -> None:
    asks = ("status-on member=Georgia body=Collective Security Treaty date=1993-06-01", "denied")
    found = difference(samples, other, *asks)
    assert found.asked == 2
    (status,) = found.answers
    assert [row.values["answer"] for row in status.gone] == ["possible"]
    assert [row.values["answer"] for row in status.come] == ["no"]


def test_how_many_questions_are_not_asked_is_said(samples: Path, other: Path) -> None:
    found = difference(samples, other, most=1)
    assert (found.asked, found.unasked > 5) == (1, True)
    assert "--most asks more" in markdown_comment(found)


def test_the_json_has_all_of_it(found: Difference) -> None:
    data = json.loads(json.dumps(to_json(found)))
    assert data["same"] is False
    assert len(data["facts"]) == len(found.facts)
    assert len(data["answers"]) == len(found.answers)
    changed = next(g for g in data["graphs"] if g["change"] == "changed")
    assert changed["removed"]
    assert changed["added"]


def test_the_markdown_fits_into_a_comment_and_closes_what_it_opens(found: Difference) -> None:
    text = markdown_comment(found)
    assert text.startswith(MARK)
    assert len(text) < 65_536
    assert text.count("<details>") == text.count("</details>")
    assert "| graphs | 2 | 2 | 1 |" in text


def test_a_number_in_a_name_is_no_difference() -> None:
    def interval(number: int, start: str) -> Fact:
        iri = f"https://e.example/id/membership/org/x/state/y/interval/member/{number}"
        return Fact(iri, "MembershipInterval", "Y in X: member", {"startEdtf": (start,)})

    (change,) = changes([interval(1, "1990")], [interval(1, "1950"), interval(2, "1990")])
    assert change.change == "added"
    assert change.come == {"startEdtf": ("1950",)}


@pytest.fixture
def endpoint(samples: Path) -> Iterator[str]:
    yield from remote(samples, 1_000_000)


def test_a_build_its_export_and_a_store_that_holds_it_are_the_same(
    samples: Path, endpoint: str, tmp_path: Path
) -> None:
    out = exported(samples, tmp_path / "out", "turtle", "jsonld")
    packed = exported(samples, tmp_path / "packed", "nquads") / "comity.nq.gz"
    for one in (out, packed, out / "turtle", endpoint):
        assert not difference(samples, one), one


@pytest.fixture(params=[oxigraph, virtuoso])
def server(
    request: pytest.FixtureRequest, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A real store that holds the samples."""
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    with TemporaryDirectory() as folder, running(request.param(Path(folder))) as started:
        target = f"{request.param.__name__}+{started.url}"
        client = client_of(target)
        push(open_build(samples), client)
        yield target
        client.close()


def test_a_build_in_a_real_store_is_the_same_until_somebody_changes_it(
    samples: Path, server: str
) -> None:
    assert not difference(samples, server)
    facts = "https://w3id.org/comity/graph/facts"
    node = "<https://w3id.org/comity/id/membership/org/nato/state/swe/interval/member/1>"
    status = "<https://w3id.org/comity/ns#status>"
    other = "<https://w3id.org/comity/concept/status/observer>"
    client = client_of(server)
    client.update(
        f"WITH <{facts}> DELETE {{ {node} {status} ?s }} INSERT {{ {node} {status} {other} }} "
        f"WHERE {{ {node} {status} ?s }}"
    )
    client.close()
    found = difference(samples, server, most=20)
    (graph,) = found.graphs
    assert (graph.name, len(graph.gone), len(graph.come)) == (facts, 1, 1)
    (fact,) = found.facts
    assert (fact.gone["status"], fact.come["status"]) == (("member",), ("observer",))
    assert "membership/joined-in" in {a.query for a in found.answers}


def test_an_export_of_a_real_store_is_that_of_the_build(
    samples: Path, server: str, tmp_path: Path
) -> None:
    here = exported(samples, tmp_path / "here", "turtle", "popolo", "cow")
    there = exported(server, tmp_path / "there", "turtle", "popolo", "cow")
    for path in ("turtle/facts.ttl", "popolo/popolo.json", "cow/state-year.csv"):
        assert (here / path).read_bytes() == (there / path).read_bytes(), path


def test_files_of_one_graph_are_compared_by_their_triples(samples: Path, tmp_path: Path) -> None:
    triples = triples_of((samples / "facts.ttl").read_bytes())
    with opened_data(samples) as data:
        terms = data.terms
    extra = Triple(
        NamedNode("https://w3id.org/comity/id/person/x"),
        NamedNode("http://xmlns.com/foaf/0.1/name"),
        Literal("X"),
    )
    (tmp_path / "a.ttl").write_bytes(turtle(triples, terms))
    (tmp_path / "b.ttl").write_bytes(turtle([*triples, extra], terms))
    found = difference(tmp_path / "a.ttl", tmp_path / "b.ttl", most=0)
    (graph,) = found.graphs
    assert (graph.name, graph.gone, graph.come) == ("", frozenset(), frozenset({extra}))


def test_blank_nodes_are_the_same_whatever_they_are_called(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<u:a> <u:p> [ <u:q> 1 ], [ <u:q> 2 ] .")
    (tmp_path / "b.ttl").write_text("<u:a> <u:p> _:y, _:x . _:x <u:q> 2 . _:y <u:q> 1 .")
    assert not difference(tmp_path / "a.ttl", tmp_path / "b.ttl")


def test_the_exit_status_says_that_something_differs(samples: Path, other: Path) -> None:
    words = ["diff", str(samples), str(other), "--most", "5"]
    assert CliRunner().invoke(main, words).exit_code == 0
    result = CliRunner().invoke(main, [*words, "--exit-code"])
    assert result.exit_code == 6
    assert "answers differ" in result.stdout
    same = CliRunner().invoke(main, ["diff", str(samples), str(samples), "--exit-code"])
    assert (same.exit_code, same.stdout) == (0, "No graph differs, and no answer.\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "there is no such file"),
        (["broken.ttl"], "is not Turtle"),
        (["broken.nq.gz"], "cannot be read"),
    ],
)
def test_what_cannot_be_compared_is_named(
    words: list[str], says: str, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.ttl").write_text("<u:a> <u:b> .")
    (tmp_path / "broken.nq.gz").write_bytes(b"\x1f\x8b no")
    result = CliRunner().invoke(main, ["diff", str(samples), *words])
    assert result.exit_code == 1
    assert says in result.stderr


@pytest.mark.parametrize("ask", ["", "joined-in 1993", "joined-in year=x"])
def test_a_question_that_is_none_is_named(ask: str, samples: Path) -> None:
    result = CliRunner().invoke(main, ["diff", str(samples), str(samples), "--ask", ask])
    assert result.exit_code == 2
    assert result.stderr.startswith("comity: ")
