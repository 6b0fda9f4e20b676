"""Where articles come from: folders, patterns, tables of metadata, and packages of others."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from comity.cli import main
from comity.errors import MetadataError, SourceError
from comity.gazetteer import Gazetteer
from comity.listing import Table
from comity.loading import Reader, read_articles
from comity.model import Article, Metadata, Reading
from comity.plugins import find_loaders
from comity.sources import find_sources

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "tests" / "plugin"
SHOWN = {".py", ".toml", ".yaml", ".csv", ".jsonl"}
GOOD = "Finland joined NATO on 4 April 2023."
PAGE = "<html><body><article><p>Croatia joined NATO on 1 April 2009.</p></article></body></html>"


def comity(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def told(result: Result | subprocess.CompletedProcess[str]) -> str:
    """What was said on standard error, however it was wrapped."""
    return " ".join(result.stderr.split())


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths, find_loaders())]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write(
        tmp_path / "news",
        {"good.txt": GOOD, "2009/page.html": PAGE, "2009/a.htm": PAGE, ".hidden/b.txt": GOOD,
         ".c.txt": GOOD, "notes.pdf": "%PDF"},
    )  # fmt: skip


def test_a_folder_gives_what_a_loader_reads_and_nothing_hidden(news: Path) -> None:
    assert names(news) == ["2009/a.htm", "2009/page.html", "good.txt"]


def test_a_pattern_gives_what_fits_it(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(news / "**" / "*.html") == ["2009/page.html"]
    assert names(news / "*" / "*.htm*") == ["2009/a.htm", "2009/page.html"]
    assert names(news / "good.t?t", news / "*.txt") == ["good.txt"]
    monkeypatch.chdir(news)
    assert names(Path("**/*.html")) == ["2009/page.html"]


def test_a_pattern_that_nothing_fits_is_an_error(news: Path) -> None:
    with pytest.raises(SourceError, match="no file in it ends in"):
        names(news / "*.rtf")


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(news: Path) -> None:
    write(news, {"[good].txt": GOOD})
    assert names(news / "[good].txt") == ["[good].txt"]


def test_links_in_a_circle_do_no_harm(news: Path) -> None:
    (news / "2009" / "loop").symlink_to(news)
    (news / "self.txt").symlink_to(news / "self.txt")
    (news / "again.txt").symlink_to(news / "good.txt")
    assert names(news) == ["2009/a.htm", "2009/page.html", "again.txt"]
    assert names(news / "**" / "*.html") == ["2009/page.html"]


def test_the_longest_ending_decides_who_reads_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl.gz": gzip.compress(b"{}"), "B.JSONL": "{}"})
    sources = find_sources([tmp_path], find_loaders())
    assert [type(source.loader).__name__ for source in sources] == ["JsonLinesLoader"] * 2


def test_of_a_mixed_folder_the_good_is_built_and_each_fault_named(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "mixed",
        {
            "good.txt": GOOD,
            "page.html": PAGE,
            "latin.txt": "Côte d'Ivoire joined the OAU in 1963.".encode("latin-1"),
            "latin.html": PAGE.replace("Croatia", "Le Président : Croatia").encode("latin-1"),
            "empty.txt": b"",
            "empty.html": b"",
            "empty.jsonl": b"",
            "binary.txt": b"\x7fELF\x02\x01\x01\0\0\0",
            "binary.html": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "binary.jsonl": bytes(range(256)),
            "large.txt": b"A sentence of no use. " * 1_000_000,
            "large.html": b"<p>" + b"A sentence of no use. " * 1_000_000,
            "large.jsonl": b'{"text": "' + b"a" * 20_000_000 + b'"}',
            "broken.txt": "---\npublished: never\n---\nMalta joined the EU in 2004.",
            "broken.jsonl": f'{{"text": "{GOOD} So it was."}}\n{{"text": \n',
            "sidecar.txt": "Malta joined the EU in 2004.",
            "sidecar.yaml": "published: [",
        },
    )
    out = tmp_path / "out"
    result = comity("build", folder, "--out", out)
    assert result.exit_code == 4
    refused = {
        line.split()[1].rstrip(":")
        for line in result.stderr.splitlines()
        if line.startswith("refused: ")
    }
    whole = {"good.txt", "page.html", "latin.html", "sidecar.yaml"}
    assert refused == {path.name for path in folder.iterdir()} - whole
    assert "Traceback" not in result.output
    assert len(list((out / "articles").iterdir())) == 4
    assert "Croatia" in comity("ask", "joined-in", "--set", "year=2009", "--at", out).stdout


def test_a_pattern_in_quotes_is_built(news: Path, tmp_path: Path) -> None:
    result = comity("build", f"{news}/**/*.html", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "1 read" in told(result)


TABLE = "file,published,outlet,url\n"


def read(*paths: Path, listing: Path | None = None, **given: str) -> dict[str, Article]:
    readings = read_articles(paths, Metadata(**given), listing=listing)  # type: ignore[arg-type]  # outlet
    return {r.article.stem: r.article for r in readings if isinstance(r, Reading)}


def faults(*paths: Path, listing: Path | None = None) -> list[str]:
    reader = Reader(Gazetteer.load(), Metadata(), find_loaders())
    sources = find_sources(paths, find_loaders(), listing)
    return [str(reader.read(next(reader.found(source)))) for source in sources if source.fault]


def test_a_table_says_of_each_file_what_its_row_says(news: Path) -> None:
    (news / "good.yaml").write_text("outlet: Sidecar\nurl: https://side.example/")
    write(news, {"metadata.csv": TABLE + "good.txt,2023-04-05,The Table,\n2009/page.html,2009,,\n"})
    articles = read(news)
    good, page = articles["good"], articles["page"]
    assert good.published
    assert (good.published.date.edtf, good.outlet) == ("2023-04-05", "The Table")
    assert good.url == "https://side.example/"
    assert page.published
    assert page.published.date.edtf == "2009"
    assert read(news, outlet="Option")["good"].outlet == "Option"


def test_the_nearest_table_with_a_row_for_a_file_speaks_and_a_given_one_before_it(
    news: Path, tmp_path: Path
) -> None:
    write(
        news,
        {
            "metadata.csv": TABLE + "2009/page.html,,Far,\n2009/a.htm,,Far,\n",
            "2009/metadata.csv": TABLE + "page.html,,Near,\n",
        },
    )
    write(tmp_path, {"given.csv": TABLE + "good.txt,,Given,\n"})
    found = read(news, listing=tmp_path / "given.csv")
    assert {stem: article.outlet for stem, article in found.items()} == {
        "a": "Far",
        "page": "Near",
        "good": "Given",
    }


def test_a_table_speaks_of_a_file_that_is_given_alone(news: Path) -> None:
    write(news, {"metadata.csv": TABLE + "good.txt,,The Table,\ngone.txt,,x,\n"})
    assert read(news / "good.txt")["good"].outlet == "The Table"
    assert faults(news / "good.txt") == []


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbffile;outlet\r\ngood.txt;The Table\r\n",
        b"outlet\tfile\nThe Table\t./good.txt\n",
        b'File,Outlet\n\n"good.txt","The ""Table"""\n',
        b"file,outlet\n2009\\a.htm,x\ngood.txt,The Table\n",
    ],
)
def test_a_table_is_read_as_spreadsheets_write_it(news: Path, data: bytes) -> None:
    write(news, {"metadata.csv": data})
    outlet = read(news)["good"].outlet
    assert outlet
    assert outlet.replace('"', "") == "The Table"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("good.txt,2023-13-01,,", r"row 2: '2023-13-01' is no value of 'published'"),
        ("good.txt,04/05/2023,,", r"row 2: '04/05/2023' is no value of 'published'"),
        ("good.txt,,,example.org", r"row 2: 'example.org' is no value of 'url'"),
        ("gone.txt,2023-01-01,,", r"row 2, column file: there is no file 'gone.txt'"),
        (",2023-01-01,,", r"row 2, column file: it names no file"),
        ("good.txt,,,,", r"row 2, column file: it has 5 values"),
        ("good.txt,,A,\ngood.txt,,B,", r"row 3, column file: 'good.txt' has a row already"),
    ],
)
def test_a_bad_row_is_named_with_row_and_column(news: Path, row: str, says: str) -> None:
    write(news, {"metadata.csv": f"{TABLE}{row}\n"})
    (fault,) = faults(news)
    assert says in fault
    assert "metadata.csv" in fault


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "its columns are none"),
        (b"name,date\n", "its columns are name, date"),
        (b"published,outlet\n", "its columns are published, outlet"),
        (b"file,file\n", "its columns are file, file"),
        (b"file,outlet\n\xff", "byte 12 is not UTF-8"),
        (b'file,outlet\n"good', "no CSV"),
    ],
)
def test_a_table_with_wrong_columns_is_an_error_before_anything_is_read(
    news: Path, tmp_path: Path, data: bytes, says: str
) -> None:
    write(news, {"metadata.csv": data})
    result = comity("build", news, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert says in told(result)
    assert "metadata.csv" in told(result)


def test_a_table_that_is_missing_is_named(news: Path, tmp_path: Path) -> None:
    result = comity("claims", news, "--metadata", tmp_path / "none.csv")
    assert result.exit_code == 1
    assert "none.csv: it cannot be read" in told(result)


@given(st.binary(max_size=80))
def test_any_bytes_give_a_table_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"file,outlet,published\n" + data)
    try:
        assert len(Table.read(path).rows) >= 0
    except MetadataError as error:
        assert "any.csv" in error.where  # noqa: PT017  # either outcome is right


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=4))
def test_what_a_csv_writer_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, outlets: dict[str, str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "back.csv"
    clean = {
        f"{n}.txt": " ".join(outlet.encode("utf-8", "replace").decode().replace("\0", "").split())
        for n, outlet in enumerate(outlets.values())
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file", "outlet"), *clean.items()])
    rows = Table.read(path).rows
    assert {name: row.metadata.outlet or "" for name, row in rows.items()} == clean


def test_only_the_article_whose_row_changed_is_read_again(news: Path, tmp_path: Path) -> None:
    write(news, {"metadata.csv": TABLE + "good.txt,,A,\n2009/page.html,,B,\n"})
    assert "3 read" in told(comity("build", news, "--out", tmp_path / "out"))
    write(news, {"metadata.csv": TABLE + "good.txt,,A,\n2009/page.html,,C,\n"})
    assert "1 read, 2 unchanged" in told(comity("build", news, "--out", tmp_path / "out"))
    write(news, {"metadata.csv": TABLE + "good.txt,,A,\n2009/page.html,never,C,\n"})
    broken = comity("build", news, "--out", tmp_path / "out")
    assert broken.exit_code == 4
    assert "2 unchanged, 1 removed" in told(broken)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, installed as pip does it, in a folder of its own."""
    target, copy = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("copy") / "plugin"
    shutil.copytree(PLUGIN, copy)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--target", str(target)]
    subprocess.run([*pip, *offline, str(copy)], check=True)
    return target


def run(installed: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from comity.cli import main; main()", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_package_brings_a_loader_and_a_rule(installed: Path, tmp_path: Path) -> None:
    built = run(installed, "build", PLUGIN / "news.wire", "--out", tmp_path / "out")
    assert built.returncode == 4
    assert "23/07/2009" in told(built)
    assert "2 read" in told(built)
    found = run(installed, "claims", PLUGIN / "news.wire").stdout
    claims = json.JSONDecoder().raw_decode(found)[0]["claims"]
    assert [c["date"] for c in claims if c["rule"] == "example/newcomers"]
    manifest = (tmp_path / "out" / "manifest.ttl").read_text(encoding="utf-8")
    assert "rules comity-example 1.0" in manifest
    assert '"comity_example"' in manifest


def test_what_a_rule_of_others_breaks_is_told_by_its_name(installed: Path, tmp_path: Path) -> None:
    broken = tmp_path / "site"
    shutil.copytree(installed, broken)
    rule = broken / "comity_example" / "newcomers.py"
    rule.write_text("def find(document):\n    raise LookupError('no such word')\n")
    (tmp_path / "a.txt").write_text(GOOD)
    result = run(broken, "why", tmp_path / "a.txt")
    assert result.returncode == 4
    assert "the rule newcomers failed: LookupError: no such word" in told(result)
    rule.write_text("import nothing_of_this_name\n")
    result = run(broken, "why", tmp_path / "a.txt")
    assert "the rule newcomers failed" in told(result)


CHANGED = """
import sys
from pathlib import Path
from comity.build import build
from comity.plugins import code_digest

rule, article, out = map(Path, sys.argv[1:])
print(build([article], out).read, build([article], out).kept)
rule.write_text(rule.read_text() + "# changed")
code_digest.cache_clear()
print(build([article], out).read)
"""


def test_another_version_of_a_rule_has_all_read_again(installed: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(installed, site)
    (tmp_path / "a.txt").write_text(GOOD)
    rule = site / "comity_example" / "newcomers.py"
    done = subprocess.run(
        [sys.executable, "-c", CHANGED, rule, tmp_path / "a.txt", tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["1", "1", "1"], done.stderr


@pytest.mark.parametrize(
    ("document", "language", "folder"),
    [
        ("your-articles.md", "yaml", ROOT / "examples" / "formats"),
        ("your-articles.md", "csv", ROOT / "examples" / "formats"),
        ("your-articles.md", "json", ROOT / "examples" / "formats"),
    ],
)
def test_what_the_documents_show_stands_in_a_file_that_is_tested(
    document: str, language: str, folder: Path
) -> None:
    shown = (ROOT / "docs" / document).read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", shown, re.MULTILINE | re.DOTALL)
    files = [f.read_text(encoding="utf-8") for f in folder.rglob("*") if f.suffix in SHOWN]
    assert blocks
    assert [block for block in blocks if not any(block in text for text in files)] == []
