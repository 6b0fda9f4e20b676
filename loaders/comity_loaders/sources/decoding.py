"""Bytes to text, or a clear refusal: nothing is guessed and nothing is replaced.

Every offset of the graph counts code points of the stored text, so the text must be exactly what
the bytes say, less a byte order mark: line ends stay, and a byte that does not decode is an error
and not a U+FFFD. Only a page break (U+000C), which XML cannot hold, becomes a line end.
"""

from __future__ import annotations

import codecs
import re

from comity.errors import SourceError

MAX_BYTES = 5_000_000
"""The largest file that is read; a news text has some thousands of bytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What XML 1.0, and so SPARQL's XML results, cannot hold (https://www.w3.org/TR/xml/#charsets).
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes, where: str) -> str:
    """The text that the bytes of a file hold, without a byte order mark.

    Args:
        data: the whole file: UTF-8, or UTF-16 or UTF-32 with a byte order mark.
        where: the file's name, for the error.

    Raises:
        SourceError: where it is too large, empty, wrongly encoded or no text.
    """
    check_size(len(data), where)
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    text = _decoded(data, len(mark), encoding, where).replace("\f", "\n")
    check_text(text, where)
    return text


def check_size(size: int, where: str) -> None:
    """Refuse a file of more than `MAX_BYTES`, in bytes, so that it need not be read."""
    if size > MAX_BYTES:
        raise SourceError(
            f"{size:,} bytes are more than one article can have ({MAX_BYTES:,})",
            where=where,
            hint="split it into one file an article",
        )


def _decoded(data: bytes, skip: int, encoding: str, where: str) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and b"\0" in data:
            raise SourceError(
                "it is no text, but a binary file", where=where, hint="take it out of the folder"
            ) from error
        offset = skip + error.start
        raise SourceError(
            f"byte {offset} (0x{data[offset]:02x}) is not {encoding.upper()}",
            where=where,
            hint="convert the file to UTF-8 first, e.g. iconv -f WINDOWS-1252 -t UTF-8",
        ) from error


def check_text(text: str, where: str) -> None:
    """Refuse what is blank, or holds what no file of Turtle, XML or UTF-8 can."""
    if not text.strip():
        raise SourceError("there is no text in it", where=where, hint="remove the file")
    if unfit := _UNFIT.search(text):
        kind = "half a character," if "\ud800" <= unfit[0] <= "\udfff" else "the control character"
        raise SourceError(
            f"character {unfit.start()} is {kind} U+{ord(unfit[0]):04X}",
            where=where,
            hint="is it a text file at all? if so, take the character out",
        )
