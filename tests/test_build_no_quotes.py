"""A build that publishes where passages stand, and none of their words."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading import needs_model

from comity.asking import opened
from comity.build import build
from comity.checking import check_files
from comity.cli import main
from comity.opened import Build

pytestmark = needs_model
COD = (
    "Reykjavik, 3 May 1999\n\nFishers meet\n\nIceland joined EFTA in 1970.\n\n"
    "“The quotas for cod and herring stay as the ministers of all members set them in spring,” "
    "EFTA spokeswoman Ása Lundgren said.\n"
)
AGAIN = (
    "Oslo, 4 May 1999\n\nWhat the fishers heard\n\nEFTA spokeswoman Ása Lundgren said: “The quotas "
    "for cod and herring stay as the ministers of all members set them in spring.”\n"
)
THIRD = "Bern, 5 May 1999\n\nWhat Switzerland said\n\nSwitzerland is a member of EFTA.\n"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "cod.txt").write_text(COD)
    (folder / "again.txt").write_text(AGAIN)
    return folder


@pytest.fixture(scope="module")
def plain(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build([articles], tmp_path_factory.mktemp("plain")).build


@pytest.fixture(scope="module")
def made(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build([articles], tmp_path_factory.mktemp("bare"), quotes=False).build


def files(build: Build) -> Iterator[Path]:
    yield from (file for file in build.folder.rglob("*") if file.is_file())


def test_no_file_of_it_holds_any_words_of_a_passage(made: Build) -> None:
    words = (b"quotas", b"herring", b"Fishers meet", b"joined EFTA")
    assert not [(f, word) for f in files(made) for word in words if word in f.read_bytes()]
    assert not list(made.folder.glob("texts/*"))


def test_its_facts_are_those_of_a_build_with_quotes(made: Build, plain: Build) -> None:
    facts = [(one.folder / "facts.ttl").read_bytes() for one in (made, plain)]
    assert facts[0] == facts[1]
    assert b"statement/same-utterance" in facts[0]


def test_it_conforms_to_the_shapes(made: Build) -> None:
    reports = check_files([made.folder])
    assert len(reports) == 3
    assert all(report.conforms for report in reports.values())


def test_each_hash_is_that_of_the_words_at_its_offsets(made: Build, plain: Build) -> None:
    texts = {g.file: plain.text(g.text_sha256) for g in plain.manifest.graphs if g.source}
    with opened(made.folder) as target:
        answer = target.ask("joined-in", {"year": "1970"})
    pieces = [piece for row in answer.rows for piece in row.evidence]
    assert pieces
    for piece in pieces:
        text = texts[f"articles/{piece.article.rpartition('/')[2]}.ttl"] or ""
        words = text[piece.start : piece.end]
        assert piece.quote == ""
        assert piece.quote_hash == hashlib.sha256(words.encode()).hexdigest()
        assert piece.to_json()["quote"] is None


def test_a_new_article_of_it_is_fused_with_the_words_of_the_others(
    articles: Path, tmp_path: Path
) -> None:
    some = tmp_path / "some"
    shutil.copytree(articles, some)
    (some / "again.txt").unlink()
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    build([some], out, quotes=False)
    (some / "again.txt").write_text(AGAIN)
    (some / "third.txt").write_text(THIRD)
    report = build([some], out, quotes=False)
    assert (report.read, report.kept) == (2, 1)
    build([some], fresh, quotes=False)
    for name in ("facts.ttl", "manifest.ttl"):
        assert (out / name).read_bytes() == (fresh / name).read_bytes()


def test_quotes_of_an_earlier_build_are_gone_from_its_folder(
    articles: Path, tmp_path: Path
) -> None:
    build([articles], tmp_path)
    report = CliRunner().invoke(
        main, ["build", str(articles), "--out", str(tmp_path), "--no-quotes"]
    )
    assert report.exit_code == 0
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and b"herring" in f.read_bytes()]
