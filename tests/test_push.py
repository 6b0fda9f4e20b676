"""Builds pushed to real servers of Oxigraph and Virtuoso: what arrives, is sent, and breaks."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from stores import (
    Cut,
    Server,
    client_of,
    made_build,
    new_base,
    oxigraph,
    running,
    shared,
    some,
    virtuoso,
)

from comity.errors import BuildError, StoreError
from comity.exchange.client import Client
from comity.exchange.content import sorted_lines, triples_in
from comity.exchange.faults import (
    ChangedError,
    HalfDoneError,
    RefusedError,
    UnauthorisedError,
    UnreachableError,
)
from comity.exchange.ledger import Ledger
from comity.exchange.plan import Why
from comity.exchange.profiles import Replace, profile
from comity.exchange.push import push
from comity.exchange.target import PASSWORD, TOKEN, USER, Target, target_of
from comity.opened import Build
from comity.terms import Terms, name

LABEL = name("rdfs", "label")


@pytest.fixture
def oxigraph_server() -> Server:
    return shared(oxigraph)


@pytest.fixture
def virtuoso_server() -> Server:
    return shared(virtuoso)


@pytest.fixture(params=["oxigraph", "virtuoso", "update-only", "staged"])
def target(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Target:
    """A store: real ones, and Oxigraph's as if it spoke Update only, or had no atomic PUT."""
    if request.param == "virtuoso":
        monkeypatch.setenv(USER, "dba")
        monkeypatch.setenv(PASSWORD, "dba")
        server = request.getfixturevalue("virtuoso_server")
        return target_of(f"virtuoso+{server.url}")
    server = request.getfixturevalue("oxigraph_server")
    made = profile("oxigraph")
    if request.param != "oxigraph":
        made = replace(made, replace=Replace.MOVE)
    if request.param == "update-only":
        made = replace(made, graphs="", page=700)
    return Target(server.url, made)


@pytest.fixture
def plain(oxigraph_server: Server) -> Client:
    return client_of(f"oxigraph+{oxigraph_server.url}")


@pytest.fixture
def client(target: Target) -> Iterator[Client]:
    found = Client(target, timeout=60, retries=0, sleep=lambda _: None)
    yield found
    found.close()


@pytest.fixture
def base() -> str:
    return new_base()


def holds(client: Client, build: Build) -> bool:
    """Whether each graph of a build is in a store, triple by triple."""
    kept = client.profile.by_value
    return all(
        list(sorted_lines(client.triples(graph.iri), kept))
        == list(sorted_lines(triples_in(build.folder / graph.file), kept))
        for graph in build.manifest.graphs
    )


def sent(client: Client, build: Build, **how: bool) -> list[tuple[str, Why]]:
    report = push(build, client, **how)
    return [(Path(s.graph.file).stem, s.why) for s in report.plan.send]


def test_a_build_arrives_whole_and_is_not_sent_again(
    client: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 300, "a"), "b": some(base, 3, "b")})
    assert sent(client, build) == [("a", Why.NEW), ("b", Why.NEW), ("manifest", Why.NEW)]
    assert holds(client, build)
    assert client.count([f"{base}graph/incoming"]) == {}
    assert sent(client, build) == []


def test_only_graphs_that_differ_are_sent(client: Client, base: str, tmp_path: Path) -> None:
    graphs = {key: some(base, 4, key) for key in "abc"}
    push(made_build(tmp_path / "b", base, graphs), client)
    changed = made_build(tmp_path / "b", base, {**graphs, "b": some(base, 2, "other")})
    assert sent(client, changed) == [("b", Why.CHANGED), ("manifest", Why.CHANGED)]
    assert holds(client, changed)


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    client: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 2)})
    assert sent(client, build, dry=True) == [("a", Why.NEW), ("manifest", Why.NEW)]
    names = [graph.iri for graph in build.manifest.graphs]
    assert client.count([*names, f"{base}graph/pushed", f"{base}graph/incoming"]) == {}


def test_a_graph_that_the_build_has_no_more_goes_only_by_pruning(
    client: Client, base: str, tmp_path: Path
) -> None:
    two = {key: some(base, 2, key) for key in "ab"}
    push(made_build(tmp_path / "b", base, two), client)
    gone = Terms(base).article_graph("b").value
    one = made_build(tmp_path / "b", base, {"a": two["a"]})
    assert push(one, client).left == (gone,)
    assert client.count([gone]) == {gone: 14}
    assert push(one, client, dry=True, prune=True).pruned == (gone,)
    assert client.count([gone]) == {gone: 14}
    assert push(one, client, prune=True).pruned == (gone,)
    assert client.count([gone]) == {}
    assert push(one, client, prune=True).pruned == ()


def test_graphs_of_others_are_never_touched(client: Client, base: str, tmp_path: Path) -> None:
    other = f"{base}graph/article/not-ours"
    client.update(f"INSERT DATA {{ GRAPH <{other}> {{ <urn:a> <urn:b> 'c' }} }}")
    push(made_build(tmp_path / "b", base, {"a": some(base, 1)}), client, prune=True)
    push(made_build(tmp_path / "b", base, {"b": some(base, 1)}), client, prune=True)
    assert client.count([other]) == {other: 1}


def test_a_graph_that_was_there_before_comity_is_sent_as_unsure(
    client: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 2)})
    graph = build.manifest.graphs[0].iri
    client.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:b> 'c' }} }}")
    assert sent(client, build)[0] == ("a", Why.UNSURE)
    assert holds(client, build)


def test_what_others_added_is_found_by_its_count_and_mended(
    client: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 2), "b": some(base, 2, "b")})
    push(build, client)
    graph = build.manifest.graphs[0].iri
    client.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:b> 'c' }} }}")
    assert sent(client, build) == [("a", Why.DAMAGED)]
    assert holds(client, build)


def test_what_others_exchanged_is_found_by_reading_it(
    client: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 2), "b": some(base, 2, "b")})
    push(build, client)
    graph, node = build.manifest.graphs[0].iri, Terms(base).id("claim/x/0")
    client.update(
        f"DELETE WHERE {{ GRAPH <{graph}> {{ {node} {LABEL} ?o }} }};\n"
        f"INSERT DATA {{ GRAPH <{graph}> {{ {node} {LABEL} 'other' }} }}"
    )
    assert sent(client, build) == []
    assert sent(client, build, verify=True) == [("a", Why.DAMAGED)]
    assert holds(client, build)


def test_two_builds_below_different_bases_do_not_meet(client: Client, tmp_path: Path) -> None:
    one, two = new_base(), new_base()
    first = made_build(tmp_path / "1", one, {"a": some(one, 1)})
    second = made_build(tmp_path / "2", two, {"a": some(two, 1)})
    push(first, client, prune=True)
    push(second, client, prune=True)
    assert sent(client, first, prune=True) == []
    assert holds(client, first)


def test_a_broken_push_goes_on_where_it_stopped(client: Client, base: str, tmp_path: Path) -> None:
    graphs = {f"g{n}": some(base, 150, f"g{n}") for n in range(8)}
    build = made_build(tmp_path / "b", base, graphs)
    size = sum(path.stat().st_size for path in build.folder.glob("articles/*.ttl"))
    cut = Cut(client.target.url, after=size // 2)
    broken = Client(replace(client.target, url=cut.url), retries=0, sleep=lambda _: None)
    with pytest.raises(
        HalfDoneError, match=r"[1-8] of 9 graphs arrived; then: .*cannot be reached"
    ):
        push(build, broken)
    cut.close()
    left = push(build, client).plan
    assert 0 < len(left.send) < 9
    assert len(left.same) + len(left.send) == 9
    assert holds(client, build)
    assert sent(client, build) == []


def test_a_connection_that_breaks_now_and_then_is_tried_again(
    client: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {f"g{n}": some(base, 15, f"g{n}") for n in range(12)})
    cut = Cut(client.target.url, each=60_000)
    pauses: list[float] = []
    shaky = Client(replace(client.target, url=cut.url), retries=4, sleep=pauses.append)
    push(build, shaky)
    cut.close()
    assert pauses
    assert holds(client, build)
    assert sent(client, build) == []


def test_a_server_that_is_killed_half_way_has_whole_graphs_only(tmp_path: Path, base: str) -> None:
    build = made_build(tmp_path / "b", base, {f"g{n}": some(base, 50, f"g{n}") for n in range(6)})
    (tmp_path / "server").mkdir()
    with running(oxigraph(tmp_path / "server")) as server:
        client = client_of(f"oxigraph+{server.url}")

        def kill(done: int, _total: int, _name: str) -> None:
            if done > build.manifest.triples / 2:
                server.stop(signal.SIGKILL)

        with pytest.raises(StoreError, match="cannot be reached"):
            push(build, client, progress=kill)
        server.start()
        assert push(build, client).plan.send
        assert holds(client, build)


def test_pauses_between_tries_grow_and_end(base: str, tmp_path: Path) -> None:
    pauses: list[float] = []
    target = Target("http://127.0.0.1:9", profile("oxigraph"))
    client = Client(target, retries=4, pause=0.5, sleep=pauses.append)
    with pytest.raises(UnreachableError, match="is it up"):
        push(made_build(tmp_path / "b", base, {"a": some(base, 1)}), client)
    assert pauses == [0.5, 1, 2, 4]


def test_a_file_that_was_changed_since_is_not_sent(
    plain: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 2), "b": some(base, 2)})
    (build.folder / "articles" / "b.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    with pytest.raises(BuildError, match="build again"):
        push(build, plain)
    assert plain.count(graph.iri for graph in build.manifest.graphs) == {}


def test_what_a_store_does_not_keep_is_named(plain: Client, base: str, tmp_path: Path) -> None:
    strict = Client(replace(plain.target, profile=replace(plain.profile, by_value={})), retries=0)
    with pytest.raises(ChangedError, match=r'sent: .*"0.00".*arrived: .*"0"'):
        push(made_build(tmp_path / "b", base, {"a": some(base, 1)}), strict)


def test_an_empty_graph_is_no_fault(client: Client, base: str, tmp_path: Path) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 1), "empty": []})
    push(build, client)
    assert sent(client, build) == []


def test_a_wrong_password_is_said_and_never_shown(
    virtuoso_server: Server, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 1)})
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    where = f"virtuoso+{virtuoso_server.url}"
    with pytest.raises(UnauthorisedError, match=f"set {USER} and {PASSWORD}") as caught:
        push(build, client_of(where))
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "s3cr3t-word")
    with pytest.raises(UnauthorisedError, match="is the password right") as caught:
        push(build, client_of(where))
    shown = f"{caught.value} {caught.value!r} {target_of(where)!r} {target_of(where)}"
    assert "s3cr3t-word" not in shown


def test_netrc_says_who_asks(
    virtuoso_server: Server, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(netrc))
    build = made_build(tmp_path / "b", base, {"a": some(base, 1)})
    netrc.write_text("machine 127.0.0.1 login dba password dba\n")
    client = client_of(f"virtuoso+{virtuoso_server.url}")
    push(build, client)
    assert holds(client, build)
    netrc.write_text("machine 127.0.0.1 login dba s3cr3t-word\n")
    with pytest.raises(StoreError, match="netrc cannot be read, line") as caught:
        target_of(f"virtuoso+{virtuoso_server.url}")
    assert "s3cr3t" not in str(caught.value)


def test_a_user_without_a_password_and_an_address_with_one_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(StoreError) as caught:
        target_of("oxigraph+http://me:s3cr3t@localhost:1/")
    assert "s3cr3t" not in str(caught.value)
    monkeypatch.setenv(USER, "me")
    with pytest.raises(StoreError, match=PASSWORD):
        target_of("oxigraph+http://localhost:1/")
    monkeypatch.setenv(TOKEN, "t0ken")
    assert "t0ken" not in repr(target_of("oxigraph+http://localhost:1/"))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("localhost:7878", "no address"),
        ("ftp://localhost/", "no address"),
        ("oxigraf+http://localhost:1", "did you mean oxigraph"),
        ("http://127.0.0.1:9", "cannot be reached"),
    ],
)
def test_a_target_that_is_none_is_said_to_be_none(where: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        target_of(where)


def test_a_store_is_recognised_by_what_it_says_of_itself(
    oxigraph_server: Server, virtuoso_server: Server
) -> None:
    assert target_of(oxigraph_server.url).profile.name == "oxigraph"
    assert target_of(f"{virtuoso_server.url}/sparql").profile.name == "virtuoso"


def test_the_addresses_of_a_store_are_taken_for_the_store(oxigraph_server: Server) -> None:
    for path in ("", "/", "/query", "/update", "/store"):
        target = target_of(f"oxigraph+{oxigraph_server.url}{path}")
        assert (target.url, target.query) == (oxigraph_server.url, f"{oxigraph_server.url}/query")


def test_what_a_store_says_of_a_bad_update_is_passed_on(plain: Client) -> None:
    with pytest.raises(RefusedError, match="the store refuses: 400"):
        plain.update("INSERT DATA {")


def test_a_graph_longer_than_what_a_store_hands_out_at_once_is_read_whole(
    virtuoso_server: Server, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    build = made_build(tmp_path / "b", base, {"a": some(base, 3000)})  # 21,000 triples
    client = client_of(f"virtuoso+{virtuoso_server.url}")
    push(build, client)
    assert holds(client, build)
    assert sent(client, build, verify=True) == []


def test_the_ledger_is_not_believed_about_what_is_under_way(
    plain: Client, base: str, tmp_path: Path
) -> None:
    build = made_build(tmp_path / "b", base, {"a": some(base, 2)})
    push(build, plain)
    graph = build.manifest.graphs[0].iri
    Ledger(plain, base).strike([graph])
    assert sent(plain, build) == [("a", Why.UNSURE)]


def test_triples_are_terms_of_the_embedded_store(plain: Client, base: str) -> None:
    plain.update(f"INSERT DATA {{ GRAPH <{base}x> {{ <urn:a> <urn:b> 'c'@en }} }}")
    found = list(plain.triples(f"{base}x"))
    assert found == [
        ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c", language="en"))
    ]
    assert list(plain.triples(f"{base}none")) == []
