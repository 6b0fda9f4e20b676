"""JSON Lines: one article a line, and no bad line loses another."""

from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import SourceError
from comity.loading import Refusal, read_articles
from comity.model import Article, Metadata, Reading
from comity_loaders import jsonl
from comity_loaders.jsonl import JsonLinesLoader, line_article

GOOD = {"id": "oas-1", "text": "Barbados joined the OAS in 1967.", "published": "1967-10-10"}
FORMATS = Path(__file__).parents[1] / "examples" / "formats"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Wire of 1967.jsonl"


def found(file: Path, given: Metadata | None = None) -> list[Article | SourceError]:
    return list(JsonLinesLoader().articles(file, given or Metadata()))


def one(content: object) -> Article:
    return line_article(json.dumps(content).encode(), "a.jsonl, line 1", "a", Metadata())


def test_each_line_is_an_article(file: Path) -> None:
    second = {"text": "Jamaica followed.", "date": "1969-06-21T09:00:00-05:00", "outlet": "Gleam"}
    file.write_text(f"{json.dumps(GOOD)}\r\n\n{json.dumps(second)}", encoding="utf-8")
    first, other = found(file)
    assert isinstance(first, Article)
    assert isinstance(other, Article)
    assert (first.text, first.stem) == (GOOD["text"], "oas-1")
    assert other.published
    assert (other.stem, other.outlet) == ("Wire of 1967", "Gleam")
    assert other.published.date.edtf == "1969-06-21"


def test_the_text_is_stored_as_it_is() -> None:
    text = "Côte d’Ivoire\r\njoined\u00a0the OAU 🌍 in 1963, e\u0301videmment."
    assert one({"text": text}).text == text


def test_a_title_is_marked_where_the_text_holds_it() -> None:
    headed = one({"title": "In at last", "text": "In at last\n\nBarbados joined the OAS in 1967."})
    assert headed.title
    assert headed.title.of(headed.text) == "In at last"
    assert one({"title": "Elsewhere", "text": "Barbados joined the OAS in 1967."}).title is None


def test_the_users_word_wins_over_the_line() -> None:
    line = json.dumps({**GOOD, "outlet": "Line"}).encode()
    assert line_article(line, "a", "a", Metadata(outlet="Given")).outlet == "Given"


def test_keys_that_are_not_ours_are_let_pass() -> None:
    assert one({**GOOD, "author": None, "tags": [1, {}]}).stem == "oas-1"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/x", "..-..-etc-x"),
        (7, "7"),
        (True, "a"),
        ("  ", "a"),
        (None, "a"),
        ("é" * 300, "é" * 100),
    ],
)
def test_an_id_makes_no_path(name: object, stem: str) -> None:
    assert one({**GOOD, "id": name}).stem == stem


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"text": "a"', "not JSON"),
        (b"[1]", "no JSON object"),
        (b"{}", "no text under the key 'text'"),
        (b'{"body": "a"}', "'body'"),
        (b'{"text": 7}', "no text"),
        (b'{"text": "  "}', "no text"),
        (b'{"text": "a\\u0000b"}', "control character"),
        (b'{"text": "a\\ud800b"}', "half a character"),
        (b'{"text": "C\xf4te"}', "byte 11 of it .0xf4. is not UTF-8"),
        (b'{"text": "a", "published": "11/12/1967"}', "'published'"),
        (b'{"text": "a", "published": 1967.5}', "'published'"),
        (b'{"text": "a", "url": "x y"}', "'url'"),
        (b'{"text": "a", "outlet": []}', "'outlet'"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": "a", "n": ' + b"9" * 10_000 + b"}", "not JSON"),
        (b'{"text": "' + b"a" * 5_000_001 + b'"}', "more than one article"),
        (b'{"text": "' + b"a" * 11_000_000 + b'"}', "more than one article"),
    ],
)
def test_a_bad_line_is_refused_by_its_number_and_the_others_are_read(
    file: Path, line: bytes, says: str
) -> None:
    good = json.dumps(GOOD).encode()
    file.write_bytes(b"\n".join([good, line, good.replace(b"oas-1", b"oas-2")]))
    before, bad, after = found(file)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert after.stem == "oas-2"
    with pytest.raises(SourceError, match=says) as caught:
        raise bad if isinstance(bad, SourceError) else AssertionError(bad)
    assert caught.value.where == f"{file}, line 2"


def test_a_mark_at_the_beginning_is_no_part_of_it(file: Path) -> None:
    file.write_bytes(codecs.BOM_UTF8 + json.dumps(GOOD).encode())
    assert isinstance(found(file)[0], Article)


@pytest.mark.parametrize("data", [b"", b"\n \n", codecs.BOM_UTF8])
def test_a_file_without_a_line_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with pytest.raises(SourceError, match="no article") as caught:
        found(file)
    assert caught.value.hint


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl.gz"
    line = json.dumps({"text": "Barbados joined the OAS in 1967."}).encode()
    file.write_bytes(gzip.compress(line))
    (article,) = found(file)
    assert isinstance(article, Article)
    assert article.stem == "wire"


def test_of_a_packed_file_that_is_cut_off_the_lines_before_are_read(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl.gz"
    lines = [json.dumps({"text": f"In 1967, {n * 7919 % 1009} votes."}) for n in range(5000)]
    data = gzip.compress("\n".join(lines).encode())
    file.write_bytes(data[: len(data) // 2])
    some = []
    with pytest.raises(SourceError, match=r"cannot be read after line \d+"):
        some.extend(JsonLinesLoader().articles(file, Metadata()))
    articles = JsonLinesLoader().articles(file, Metadata())
    assert isinstance(next(articles), Article)


def test_what_is_not_packed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl.gz"
    file.write_bytes(json.dumps(GOOD).encode())
    with pytest.raises(SourceError, match="cannot be read"):
        found(file)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bomb.jsonl.gz"
    monkeypatch.setattr(jsonl, "MAX_UNPACKED", 30_000_000)
    with gzip.open(file, "wb", compresslevel=1) as packed:
        packed.write(json.dumps(GOOD).encode() + b"\n")
        for _ in range(60):
            packed.write(bytes(1_000_000))
    articles = JsonLinesLoader().articles(file, Metadata())
    assert isinstance(next(articles), Article)
    with pytest.raises(SourceError, match="unpacks to more than 30,000,000 bytes; line 2"):
        next(articles)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        found(tmp_path / "none.jsonl")


@given(st.binary(max_size=120))
def test_any_line_gives_an_article_or_a_refusal(line: bytes) -> None:
    try:
        assert line_article(line, "a", "a", Metadata()).text
    except SourceError:
        return


@given(
    st.dictionaries(
        st.sampled_from(["text", "id", "title", "published", "url", "outlet"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    )
)
def test_any_object_gives_an_article_or_a_refusal(content: dict[str, object]) -> None:
    try:
        article = one(content)
    except SourceError:
        return
    assert article.text == content["text"]
    assert article.id


def test_the_lines_of_a_file_are_read_to_claims_and_the_bad_ones_named(file: Path) -> None:
    file.write_bytes(json.dumps(GOOD).encode() + b"\nnonsense\n")
    reading, refusal = read_articles([file], Metadata())
    assert isinstance(reading, Reading)
    assert reading.claims
    assert isinstance(refusal, Refusal)
    assert "line 2" in str(refusal)


def test_the_example_loads() -> None:
    articles = found(FORMATS / "wire.jsonl")
    assert [a.stem for a in articles if isinstance(a, Article)] == ["mongolia-osce", "croatia-nato"]
