"""The sample articles and the graph that is committed of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shipped import ARTICLES, TRIPLES, committed_files

from comity.answers import Answer, ask
from comity.build import BuildReport, build


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return build([ARTICLES], tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="module")
def answers(report: BuildReport) -> Iterator[dict[str, Answer]]:
    store = report.build.store()
    yield {
        name: ask(store, query, given, data=report.build.terms)
        for name, query, given in [
            ("joined 1993", "joined-in", {"year": "1993"}),
            ("joined 1995", "joined-in", {"year": "1995", "body": "European Union"}),
            ("armenia", "status-on", {"member": "Armenia", "body": "CSTO", "date": "2024-03-15"}),
        ]
    }
    store.close()


def test_every_sample_article_is_read(report: BuildReport) -> None:
    assert not report.refusals
    assert report.read == len(list(ARTICLES.glob("*.txt")))


def test_the_committed_graph_is_what_the_sample_articles_give(report: BuildReport) -> None:
    fresh, committed = committed_files(report.build.folder), committed_files(TRIPLES)
    assert sorted(fresh) == sorted(committed), "make triples"
    assert [name for name in fresh if fresh[name] != committed[name]] == [], "make triples"


def test_the_same_articles_give_the_same_bytes(report: BuildReport, tmp_path: Path) -> None:
    again = build([ARTICLES], tmp_path)
    assert again.build.hash == report.build.hash
    assert committed_files(tmp_path) == committed_files(report.build.folder)


def test_the_states_that_joined_in_1993_are_answered_with_their_sentence(
    answers: dict[str, Answer],
) -> None:
    rows = answers["joined 1993"].rows
    assert [row.values["member_label"] for row in rows] == ["Azerbaijan", "Belarus", "Georgia"]
    assert all("joined the treaty" in piece.quote for row in rows for piece in row.evidence)


def test_a_body_narrows_the_answer(answers: dict[str, Answer]) -> None:
    rows = answers["joined 1995"].rows
    assert [row.values["member_label"] for row in rows] == ["Austria", "Finland", "Sweden"]


def test_a_member_on_a_roster_of_that_day_is_certain(answers: dict[str, Answer]) -> None:
    assert [row.values["answer"] for row in answers["armenia"].rows] == ["certain"]


def test_evidence_is_the_text_at_its_place(report: BuildReport, answers: dict[str, Answer]) -> None:
    texts = {
        graph.file.removeprefix("articles/").removesuffix(".ttl"): report.build.text(
            graph.text_sha256
        )
        for graph in report.build.manifest.graphs
        if graph.text_sha256
    }
    pieces = [p for answer in answers.values() for row in answer.rows for p in row.evidence]
    assert pieces
    for piece in pieces:
        text = texts[piece.article.rpartition("/")[2]]
        assert text is not None
        assert text[piece.start : piece.end] == piece.quote


def test_what_only_sounds_like_membership_gives_no_fact(report: BuildReport) -> None:
    store = report.build.store()
    members = {
        row.values["member_label"]
        for body in ("European Union", "NATO")
        for row in ask(
            store, "members-on", {"body": body, "date": "2024-06-01"}, data=report.build.terms
        ).rows
        if row.values["answer"] in {"certain", "presumed"}
    }
    store.close()
    assert not members & {"Switzerland", "Norway", "Iceland", "Ukraine", "Georgia"}
