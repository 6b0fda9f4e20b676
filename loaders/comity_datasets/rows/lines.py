"""Files as lines of text, packed or not, with what is unfit named by its line."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import Path

from comity.errors import SourceError

MAX_BYTES = 2_000_000_000
"""The most that is read of a file, unpacked."""
_LONGEST = 4_000_000
"""The longest line."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that cannot stand in RDF."""


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file with their ends, in UTF-8.

    Raises:
        SourceError: where it cannot be read, or not further.
    """
    number, total = 0, 0
    try:
        with _opened(path) as file:
            while line := file.readline(_LONGEST + 1):
                number, total = number + 1, total + len(line)
                where = f"{path}, line {number}"
                if len(line) > _LONGEST or total > MAX_BYTES:
                    raise SourceError(
                        f"a line of more than {_LONGEST:,} bytes, or a file of more than "
                        f"{MAX_BYTES:,}, is too much to read",
                        where=where,
                        hint="split it",
                    )
                yield _text(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, where)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(
            f"it cannot be read after line {number}: {reason}", where=str(path), hint="is it whole?"
        ) from error


def opening(path: Path, size: int = 65_536) -> str:
    """The first bytes of a file as text, whatever is wrong with it; empty where it is not there."""
    try:
        with _opened(path) as file:
            return file.read(size).decode("utf-8-sig", "replace")
    except (OSError, EOFError, zlib.error):
        return ""


def check_characters(text: str, where: str) -> None:
    """Refuse text that cannot stand in an article.

    Raises:
        SourceError: where it holds a control character or half a surrogate pair.
    """
    if unfit := _UNFIT.search(text):
        raise SourceError(
            f"it holds the control character U+{ord(unfit[0]):04X}",
            where=where,
            hint="take the character out",
        )


def _text(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {error.start} of it (0x{line[error.start]:02x}) is not UTF-8",
            where=where,
            hint="convert the file to UTF-8 first, e.g. iconv -f WINDOWS-1252 -t UTF-8",
        ) from error


def _opened(path: Path) -> BufferedIOBase:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")
