"""Claims that are held, and what people decide about claims: what a build makes of both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tinyloader import TinyLoader

from comity.build import BuildReport, build
from comity.cli import main
from comity.errors import ReviewError
from comity.gazetteer import Gazetteer
from comity.model import Article, Form, Kind, Metadata, Quotation, Reading, local_entity
from comity.review import Review, read_decisions, sift
from comity.review.sifting import one_line
from comity.reviewing import review_lines
from comity.show.lines import tsv_text
from comity.store import Solutions

SWEDEN = "2024-03-08\nSweden joined NATO in 2024.\n"
FINLAND = "2023-04-05\nFinland joined NATO in 2023.\nIt rained.\n"
MEMBERS = """
PREFIX comity: <https://w3id.org/comity/ns#>
SELECT DISTINCT ?member { ?membership comity:member ?member } ORDER BY ?member
"""


class UnsureLoader(TinyLoader):
    """Is unsure of all that is about Sweden."""

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        return lambda article: _doubted(self._reading(article, gazetteer))


def _doubted(reading: Reading) -> Reading:
    claims = tuple(
        replace(claim, confidence=0.25 if claim.subject and claim.subject.name == "Sweden" else 0.9)
        for claim in reading.claims
    )
    return replace(reading, claims=claims)


Make = Callable[..., BuildReport]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "sweden.txt").write_text(SWEDEN)
    (folder / "finland.txt").write_text(FINLAND)
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def make(articles: Path, out: Path, tmp_path: Path) -> Make:
    def made(decided: str = "", **options: Any) -> BuildReport:
        file = tmp_path / "review.tsv"
        file.write_text(decided)
        review = Review(read_decisions(file), options.pop("hold_below", 0.5))
        loaders = [options.pop("loader", UnsureLoader())]
        return build([articles], out, loaders=loaders, review=review, **options)

    return made


def members(report: BuildReport) -> list[str]:
    store = report.build.store()
    try:
        found = store.query(MEMBERS)
        assert isinstance(found, Solutions)
        return [str(row["member"]).rpartition("/")[2].rstrip(">") for row in found]
    finally:
        store.close()


def decided(out: Path, verdict: str, article: str) -> str:
    """The review file with a verdict on the claims of an article."""
    lines = review_lines(out, everything=True)
    return "".join(
        f"{verdict}\t{line.article}\t{line.id}\t{line.quote}\t{line.says}\n"
        for line in lines
        if line.article == article
    )


def test_a_claim_of_little_confidence_is_held_and_not_fused(make: Make, out: Path) -> None:
    report = make()
    assert members(report) == ["fin"]
    [line] = review_lines(out)
    assert (line.verdict, line.article, line.confidence) == ("?", "sweden", 0.25)
    assert line.quote == "Sweden joined NATO in 2024."
    assert "1 claim is held" in report.notes[-1]


def test_a_claim_carries_its_confidence_in_the_graph(make: Make, out: Path) -> None:
    make()
    [file] = (out / "articles").glob("finland-*.ttl")
    assert 'comity:confidence "0.90"^^xsd:decimal' in file.read_text()


def test_nothing_is_held_below_nought(make: Make) -> None:
    assert members(make(hold_below=0.0)) == ["fin", "swe"]


def test_an_accepted_claim_is_fused(make: Make, out: Path) -> None:
    make()
    report = make(decided(out, "accept", "sweden"))
    assert members(report) == ["fin", "swe"]
    assert [line.verdict for line in review_lines(out)] == ["accept"]
    assert report.notes == ()


def test_a_rejected_claim_is_not_fused_however_sure_it_is(make: Make, out: Path) -> None:
    make()
    report = make(decided(out, "reject", "finland"))
    assert members(report) == []
    assert [line.verdict for line in review_lines(out)] == ["reject", "?"]


def test_only_the_articles_that_are_decided_on_are_read_again(make: Make, out: Path) -> None:
    make()
    lines, loader = decided(out, "accept", "sweden"), UnsureLoader()
    assert make(lines, loader=loader).read == 1
    assert loader.read == ["sweden"]
    assert make(lines, loader=loader).read == 0
    assert [line.verdict for line in review_lines(out)] == ["accept"]
    report = make("", loader=loader)
    assert (report.read, members(report)) == (1, ["fin"])


def test_a_decision_outlives_a_change_elsewhere_in_the_article(
    make: Make, out: Path, articles: Path
) -> None:
    make()
    lines = decided(out, "reject", "finland")
    (articles / "finland.txt").write_text(FINLAND.replace("\n", "\nA line more.\n", 1))
    report = make(lines)
    assert members(report) == []
    assert not any("not heeded" in note for note in report.notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2023-04-05\nNobody joined anything.\n", "the words are no longer in the article"),
        ("2023-04-05\nFinland joined NATO in 2023. NOBODY", "nothing is claimed by them any more"),
    ],
)
def test_a_decision_that_fits_nothing_is_reported_each_time(
    make: Make, out: Path, articles: Path, text: str, note: str
) -> None:
    make()
    lines = decided(out, "reject", "finland")
    (articles / "finland.txt").write_text(text.replace("NOBODY", "").replace("2023.", "2023!"))
    if "NOBODY" in text:
        lines = lines.replace("joined NATO in 2023.", "joined NATO in 2023")
    for _ in range(2):
        report = make(lines)
        [told] = [one for one in report.notes if "not heeded" in one]
        assert note in told
        assert "review.tsv, line 1" in told
    assert [line.note for line in review_lines(out) if line.note]


def test_a_decision_on_an_article_that_is_gone_is_reported(
    make: Make, out: Path, articles: Path
) -> None:
    make()
    lines = decided(out, "reject", "finland")
    (articles / "finland.txt").unlink()
    assert any("no article finland is in the build" in note for note in make(lines).notes)


def test_a_build_without_quotes_holds_by_hashes(make: Make, out: Path) -> None:
    make(quotes=False)
    [line] = review_lines(out)
    assert line.quote.startswith("sha256:")
    report = make(decided(out, "accept", "sweden"), quotes=False)
    assert members(report) == ["fin", "swe"]
    assert "Sweden joined NATO in" not in "".join(
        f.read_text("utf-8", "replace") for f in _files(out)
    )


def test_no_words_of_a_decision_get_into_a_build_without_quotes(make: Make, out: Path) -> None:
    report = make("reject\tsweden\t0a1b2c3d\tThe king was glad.\n", quotes=False)
    assert any("review.tsv, line 1: not heeded" in note for note in report.notes)
    assert not any(b"king was glad" in file.read_bytes() for file in _files(out))


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file())


def test_what_a_rejected_quotation_says_goes_with_it(tmp_path: Path) -> None:
    loader = TinyLoader()
    (tmp_path / "a.txt").write_text(SWEDEN)
    [article] = loader.articles(tmp_path / "a.txt", Metadata())
    assert isinstance(article, Article)
    reading = loader.reader(Gazetteer.load())(article)
    span = reading.claims[0].passage
    clerk = local_entity(Kind.PERSON, "A Clerk")
    quotation = Quotation(
        speaker=clerk, content=span, passage=span, cue="said", form=Form.DIRECT, rule="x/y",
        confidence=0.1,
    )  # fmt: skip
    claims = tuple(replace(claim, said_in=span) for claim in reading.claims)
    sifted = sift(replace(reading, quotations=(quotation,), claims=claims), Review())
    assert sifted.reading.quotations == sifted.reading.claims == ()
    assert [line.says for line in sifted.lines] == ["A Clerk, said"]


def test_what_a_surer_rule_found_too_is_not_held(tmp_path: Path) -> None:
    loader = TinyLoader()
    (tmp_path / "a.txt").write_text(SWEDEN)
    [article] = loader.articles(tmp_path / "a.txt", Metadata())
    assert isinstance(article, Article)
    reading = loader.reader(Gazetteer.load())(article)
    [claim] = reading.claims
    unsure, sure = replace(claim, confidence=0.1, rule="x/y"), replace(claim, confidence=0.9)
    sifted = sift(replace(reading, claims=(unsure, sure)), Review())
    assert (sifted.reading.claims, sifted.lines) == ((sure,), ())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("accept\tsweden\t0a1b2c3d", "lacks something"),
        ("yes\tsweden\t0a1b2c3d\tSweden joined", "'yes' is no verdict"),
        ("reject\tx\t1\tq\naccept\tx\t1\tq", "contradicts review.tsv, line 1"),
    ],
)
def test_a_broken_line_is_an_error_that_says_where(tmp_path: Path, line: str, fault: str) -> None:
    file = tmp_path / "review.tsv"
    file.write_text(line)
    with pytest.raises(ReviewError, match=fault) as raised:
        read_decisions(file)
    assert raised.value.where.startswith("review.tsv, line")


@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_what_is_listed_can_be_read_back(
    words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    quote = one_line(words)
    file = tmp_path_factory.mktemp("review") / "review.tsv"
    row = ("reject", "sweden", "0a1b2c3d", quote, "says")
    file.write_text(tsv_text(("verdict", "article", "id", "quote", "says"), [row]), "utf-8")
    [decision] = read_decisions(file)["sweden"]
    assert decision.quote == quote


def test_the_command_lists_for_people_and_writes_the_file(make: Make, out: Path) -> None:
    make()
    listed = CliRunner().invoke(main, ["review", "--at", str(out)])
    assert listed.exit_code == 0
    assert "“Sweden joined NATO in 2024.”" in listed.stdout
    written = CliRunner().invoke(main, ["review", "--at", str(out), "--all", "--format", "json"])
    assert [line["article"] for line in json.loads(written.stdout)] == ["finland", "sweden"]
    missing = CliRunner().invoke(main, ["review", "--at", str(out / "none")])
    assert missing.exit_code == 1
