"""A folder as people have them: what cannot be read is named, the rest is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reading import needs_model

from comity.cli import main
from comity.opened import open_build

HEAD = "Oslo, 8 March 2024\n\n"
GOOD = f"{HEAD}Iceland joined EFTA in 1970. Switzerland was there from the start.\n"
PAGE = """<!doctype html><html lang="en"><head><title>Liechtenstein in EFTA</title>
<meta property="article:published_time" content="1991-09-02"></head><body><nav>Home</nav><article>
<h1>Liechtenstein in EFTA</h1><p>Liechtenstein joined EFTA on 1 September 1991. Until then it had
been represented by Switzerland, with which it has had a customs union since 1923.</p>
<p>It is the smallest member of the association, and one of the two that have no coast.</p>
</article></body></html>"""
FILES = {
    "big.txt": (
        HEAD + "The council met again and adjourned without a decision.\n" * 360_000
    ).encode(),
    "binary.txt": bytes(range(256)) * 400,
    "broken.jsonl": b'{"text": "Finland joined the EEC in vain.", "published": "1990-01-02"}\n{"te',
    "broken.txt": HEAD.encode() + b"Iceland joined EFTA in 1970\xe2\x80",
    "empty.txt": b"",
    "latin-1.txt": f"{HEAD}L’Islande a adhéré à l’AELE.".replace("’", "'").encode("latin-1"),
    "good.txt": GOOD.encode(),
    "page.html": PAGE.encode(),
}
SAID = {
    "big.txt": "20,160,020 bytes are more than one article can have",
    "binary.txt": "no text, but a binary file",
    "broken.jsonl": "line 2: it is not JSON",
    "broken.txt": "is not UTF-8",
    "empty.txt": "there is no text in it (remove the file)",
    "latin-1.txt": "iconv -f",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "articles").mkdir()
    for name, data in FILES.items():
        (folder / "articles" / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def built(folder: Path) -> Result:
    words = ["build", str(folder / "articles"), "--out", str(folder / "out")]
    return CliRunner().invoke(main, words)


@needs_model
def test_a_folder_with_faulty_files_gives_exit_status_4_and_a_build(
    folder: Path, built: Result
) -> None:
    assert built.exit_code == 4
    graphs = open_build(folder / "out").manifest.graphs
    assert [g.source for g in graphs if g.source] == ["broken.jsonl", "good.txt", "page.html"]


@needs_model
@pytest.mark.parametrize("name", sorted(SAID))
def test_each_file_that_cannot_be_read_is_named_with_the_reason(built: Result, name: str) -> None:
    lines = [line for line in built.output.splitlines() if line.startswith(f"refused: {name}: ")]
    assert len(lines) == 1
    assert SAID[name] in lines[0]


@needs_model
def test_what_could_be_read_answers(folder: Path, built: Result) -> None:
    words = ["ask", "joined-in", "--set", "year=1991", "--at", str(folder / "out")]
    answer = CliRunner().invoke(main, [*words, "--format", "csv"]).output
    assert "Liechtenstein" in answer


def test_of_many_files_none_of_which_can_be_read_a_few_are_told_of(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("")
    result = CliRunner().invoke(main, ["build", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert result.stderr.count("there is no text in it") == 3
    assert "and 6 more" in result.stderr
