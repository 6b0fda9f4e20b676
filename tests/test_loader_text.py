import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import SourceError
from comity_loaders.decoding import MAX_BYTES, decode

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


@pytest.mark.parametrize("data", [b"a\x00b", b"a\x1bb", b"page\x0cpage", "a\ufffe".encode()])
def test_what_no_text_holds_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"control character U\+"):
        decode(data, "a.txt")


def test_a_file_too_large_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(SourceError, match="more than one article"):
        decode(b"\xff" * (MAX_BYTES + 1), "a.txt")


@given(st.binary(max_size=60))
def test_any_bytes_give_text_that_encodes_back_or_an_error_with_a_place(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except SourceError as error:
        assert error.where == "a.txt"
        assert error.hint
        return
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, b"")
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-8")
    assert data in {
        mark + text.encode(encoding) for mark, encoding in zip(marks, encodings, strict=True)
    }
