"""Builds pulled from real servers: the same bytes as were pushed, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from shipped import TRIPLES, committed_files
from stores import client_of, made_build, new_base, oxigraph, shared, some, virtuoso

from comity.asking import opened
from comity.errors import BuildError, StoreError
from comity.exchange.client import Client
from comity.exchange.faults import ChangedError
from comity.exchange.ledger import Ledger
from comity.exchange.pull import pull
from comity.exchange.push import push
from comity.exchange.target import PASSWORD, USER
from comity.opened import open_build
from comity.terms import Terms, name


@pytest.fixture(params=["oxigraph", "virtuoso"])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    if request.param == "virtuoso":
        monkeypatch.setenv(USER, "dba")
        monkeypatch.setenv(PASSWORD, "dba")
    server = shared(virtuoso if request.param == "virtuoso" else oxigraph)
    found = client_of(f"{request.param}+{server.url}")
    yield found
    found.close()


def test_the_samples_come_back_byte_by_byte(client: Client, tmp_path: Path) -> None:
    build = open_build(TRIPLES)
    push(build, client)
    report = pull(client, tmp_path / "out", base=build.terms.base)
    assert (report.build, report.rewritten) == (build.hash, ())
    assert committed_files(tmp_path / "out") == committed_files(TRIPLES)
    with opened(tmp_path / "out") as target:
        assert len(target.ask("joined-in", {"year": "2004"}).rows) == 10


def test_only_what_the_folder_lacks_is_fetched(client: Client, tmp_path: Path) -> None:
    base = new_base()
    graphs = {key: some(base, 3, key) for key in "abc"}
    push(made_build(tmp_path / "b", base, graphs), client)
    first = pull(client, tmp_path / "out", base=base)
    assert (first.fetched, first.kept) == (3, 0)
    again = pull(client, tmp_path / "out", base=base)
    assert (again.fetched, again.kept, again.build) == (0, 3, first.build)
    changed = made_build(tmp_path / "b", base, {"a": graphs["a"], "b": some(base, 2, "new")})
    push(changed, client)
    third = pull(client, tmp_path / "out", base=base)
    assert (third.fetched, third.kept, third.removed) == (1, 1, 1)
    assert third.build == changed.hash == open_build(tmp_path / "out").hash
    assert not (tmp_path / "out" / "articles" / "c.ttl").exists()


def test_a_damaged_file_is_fetched_again(client: Client, tmp_path: Path) -> None:
    base = new_base()
    push(made_build(tmp_path / "b", base, {"a": some(base, 2)}), client)
    pull(client, tmp_path / "out", base=base)
    (tmp_path / "out" / "articles" / "a.ttl").write_text("no Turtle")
    assert pull(client, tmp_path / "out", base=base).fetched == 1


def test_a_push_that_is_not_at_its_end_is_not_pulled(client: Client, tmp_path: Path) -> None:
    base = new_base()
    push(made_build(tmp_path / "b", base, {"a": some(base, 2)}), client)
    Ledger(client, base).strike([f"{base}graph/manifest"])
    with pytest.raises(StoreError, match="push again"):
        pull(client, tmp_path / "out", base=base)
    assert not (tmp_path / "out" / "manifest.ttl").exists()


def test_what_somebody_changed_in_the_store_is_not_taken(client: Client, tmp_path: Path) -> None:
    base = new_base()
    build = made_build(tmp_path / "b", base, {"a": some(base, 2)})
    push(build, client)
    graph = build.manifest.graphs[0].iri
    client.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:b> 'c' }} }}")
    with pytest.raises(ChangedError, match="not what its manifest says"):
        pull(client, tmp_path / "out", base=base)


def test_numbers_that_comity_would_write_otherwise_are_told(client: Client, tmp_path: Path) -> None:
    base = new_base()
    double = ox.Literal("1.50E1", datatype=name("xsd", "double"))
    triple = ox.Triple(Terms(base).id("x"), ox.NamedNode("https://other.example/size"), double)
    push(made_build(tmp_path / "b", base, {"a": [triple]}), client)
    report = pull(client, tmp_path / "out", base=base)
    assert report.rewritten == ("articles/a.ttl",)
    assert open_build(tmp_path / "out").manifest.graphs[0].triples == 1
    assert pull(client, tmp_path / "out", base=base).build == report.build


def test_a_store_with_several_builds_is_asked_which(client: Client, tmp_path: Path) -> None:
    for base in (new_base(), new_base()):
        push(made_build(tmp_path / "b", base, {"a": some(base, 1)}), client)
    with pytest.raises(StoreError, match=r"several builds.*--base https://"):
        pull(client, tmp_path / "out")


def test_a_folder_with_another_build_is_left_alone(client: Client, tmp_path: Path) -> None:
    one, two = new_base(), new_base()
    push(made_build(tmp_path / "b", one, {"a": some(one, 1)}), client)
    mine = made_build(tmp_path / "mine", two, {"a": some(two, 1)})
    with pytest.raises(BuildError, match="another folder"):
        pull(client, mine.folder, base=one)
    assert open_build(mine.folder).hash == mine.hash


def test_a_store_without_a_build_says_so(client: Client, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="did not come to its end"):
        pull(client, tmp_path / "out", base=new_base())
