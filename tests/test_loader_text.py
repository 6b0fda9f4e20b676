import codecs
import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import SourceError
from comity.model import Metadata
from comity_loaders.sources.decoding import MAX_BYTES, decode
from comity_loaders.text import TextLoader, read_text

TEXT = "Côte d'Ivoire joined the African Union’s predecessor in 1963.\r\nIt stayed.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_the_stored_text_is_the_decoded_text_less_its_mark(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "a.txt") == TEXT


def test_a_byte_that_does_not_decode_is_named_with_its_offset() -> None:
    with pytest.raises(SourceError, match=r"a\.txt: byte 1 \(0xf4\) is not UTF-8"):
        decode("Côte".encode("windows-1252"), "a.txt")


def test_an_offset_counts_the_mark() -> None:
    with pytest.raises(SourceError, match=r"byte 4 \(0xff\)"):
        decode(codecs.BOM_UTF8 + b"a\xff", "a.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="no text"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"a\x00b", b"a\x1bb", b"a\x0bb", "a\ufffe".encode()])
def test_what_no_text_holds_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"control character U\+"):
        decode(data, "a.txt")


def test_a_page_break_is_a_line_end() -> None:
    assert decode(b"page\x0cpage", "a.txt") == "page\npage"


def test_a_file_too_large_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(SourceError, match="more than one article"):
        decode(b"\xff" * (MAX_BYTES + 1), "a.txt")


def decoded(data: bytes) -> str | None:
    with contextlib.suppress(SourceError):
        return decode(data, "a.txt")
    return None


def test_every_refusal_has_a_place_and_a_way_out() -> None:
    for data in (b"", b"\xff", b"\x00", b"a" * (MAX_BYTES + 1)):
        with pytest.raises(SourceError) as caught:
            decode(data, "a.txt")
        assert caught.value.where == "a.txt"
        assert caught.value.hint


@given(st.binary(max_size=60).filter(lambda data: b"\x0c" not in data))
def test_any_bytes_but_page_breaks_give_text_that_encodes_back_or_an_error(data: bytes) -> None:
    text = decoded(data)
    if text is None:
        return
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, b"")
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-8")
    assert data in {
        mark + text.encode(encoding) for mark, encoding in zip(marks, encodings, strict=True)
    }


def test_a_file_is_one_article_whose_text_is_the_files(tmp_path: Path) -> None:
    path = tmp_path / "Côte d'Ivoire.txt"
    path.write_bytes(codecs.BOM_UTF8 + TEXT.encode())
    (article,) = TextLoader().articles(path, Metadata())
    assert article.text == TEXT
    assert article.id.startswith("cote-divoire-")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(SourceError, match="cannot be read") as caught:
            read_text(path)
        assert caught.value.where == str(path)


def test_every_sample_article_loads_with_all_places_inside() -> None:
    paths = sorted((Path(__file__).parents[1] / "examples" / "articles").glob("*.txt"))
    assert paths
    for path in paths:
        (article,) = TextLoader().articles(path, Metadata())
        assert all(span.end <= len(article.text) for span in article.furniture)
        assert article.title is None or not any(
            span.overlaps(article.title) for span in article.furniture
        )
