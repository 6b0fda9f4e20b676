"""Stored queries asked of real stores: the same rows as of the build, or told which differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from shipped import TRIPLES
from stores import Server, client_of, oxigraph, running, virtuoso

from comity.asking import opened
from comity.cli import main
from comity.errors import StoreError
from comity.exchange.cases import Cases
from comity.exchange.opening import open_url
from comity.exchange.profiles import FOLDER, OWN, profile
from comity.exchange.proof import Comparison, compare_answers
from comity.exchange.push import push
from comity.exchange.target import PASSWORD, USER
from comity.opened import open_build
from comity.queries import find


@pytest.fixture(scope="module")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(oxigraph(tmp_path_factory.mktemp("oxigraph"))) as server:
        push(open_build(TRIPLES), client_of(f"oxigraph+{server.url}"))
        yield server


def compared(where: str) -> list[Comparison]:
    with opened(TRIPLES) as here:
        return list(compare_answers(here.store, open_url(where), here.terms))


def test_virtuoso_answers_every_stored_query_as_the_build_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    with running(virtuoso(tmp_path)) as server:
        where = f"virtuoso+{server.url}"
        push(open_build(TRIPLES), client_of(where))
        found = compared(where)
        with opened(where) as target:
            assert target.ask("officials/list", {}).rows
    # A query that differs is to be written otherwise (docs/writing-a-query.md says what helps), or
    # stands in the profile as wrong, and in docs/stores.md.
    assert {one.query for one in found if not one.same} == set(profile("virtuoso").wrong)


def test_a_store_is_not_asked_what_its_profile_says_that_it_answers_wrongly(
    samples_store: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (FOLDER / "oxigraph.yaml").read_text(encoding="utf-8")
    (tmp_path / "odd.yaml").write_text(f"{known}\nwrong: [statements/denied]\n")
    monkeypatch.setenv(OWN, str(tmp_path))
    with opened(f"odd+{samples_store.url}") as target:
        assert target.ask("officials/list", {}).rows
        with pytest.raises(StoreError, match="known to answer statements/denied wrongly"):
            target.ask("denied", {})


def test_a_store_is_asked_with_and_without_the_name_of_its_profile(samples_store: Server) -> None:
    build = open_build(TRIPLES)
    for where in (
        f"oxigraph+{samples_store.url}",
        f"oxigraph+{samples_store.url}/query",
        f"{samples_store.url}/query",
    ):
        with opened(where) as target:
            assert target.build == build.hash
            answer = target.ask("members-on", {"body": "NATO", "date": "2024-03-07"})
            assert len(answer.rows) == 6
            assert answer.build == build.hash


def test_push_pull_and_ask_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "server").mkdir()
    with running(oxigraph(tmp_path / "server")) as server:
        where, run = f"oxigraph+{server.url}", CliRunner().invoke
        dry = run(main, ["push", where, "--from", str(TRIPLES), "--dry-run"])
        assert dry.exit_code == 0, dry.output
        assert re.search(r"19 graphs would be sent \([\d,]+ triples\), 0 there already", dry.output)
        first = run(main, ["push", where, "--from", str(TRIPLES)])
        assert first.exit_code == 0, first.output
        assert "19 graphs sent" in first.output
        again = run(main, ["push", where, "--from", str(TRIPLES), "--format", "json"])
        assert '"sent": []' in again.output
        out = str(tmp_path / "out")
        assert (
            "18 graphs fetched, 0 there already" in run(main, ["pull", where, "--out", out]).output
        )
        asked = run(main, ["ask", "joined-in", "--set", "year=2004", "--at", where])
        assert "Ten states joined on 1 May 2004" in asked.output


def test_oxigraph_answers_every_stored_query_as_the_build_does(samples_store: Server) -> None:
    where = f"oxigraph+{samples_store.url}"
    proved = CliRunner().invoke(main, ["push", where, "--from", str(TRIPLES), "--prove"])
    assert proved.exit_code == 0, proved.output
    assert re.fullmatch(r"\d+ the same", proved.output.splitlines()[-1])


def test_a_build_is_asked_about_what_it_knows_most_of() -> None:
    with opened(TRIPLES) as here:
        cases = Cases(here.store, here.terms)
        assert cases.of(find("members-on")) == [
            {"body": "org/nato", "date": "2024-03-07"},
            {"body": "org/eu", "date": "2024-03-07"},
        ]
        assert {} in cases.of(find("denied"))


def test_the_profiles_are_listed_with_what_is_proved() -> None:
    listed = CliRunner().invoke(main, ["push", "--stores"])
    assert listed.exit_code == 0
    for name in ("oxigraph", "virtuoso", "fuseki", "graphdb", "blazegraph", "stardog", "qlever"):
        assert name in listed.output
    assert listed.output.count("not run here") == 6


def test_a_store_that_is_not_there_is_said_in_one_line() -> None:
    found = CliRunner().invoke(
        main, ["push", "oxigraph+http://127.0.0.1:9", "--from", str(TRIPLES), "--retries", "0"]
    )
    assert found.exit_code == 1
    assert "the store cannot be reached, or hung up: Connection refused" in found.output
