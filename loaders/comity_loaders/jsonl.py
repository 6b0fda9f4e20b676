"""The loader of JSON Lines (https://jsonlines.org): one article a line, packed by gzip or not.

A line is an object with the key `text`, and as many of `id` (or `stem`), `title`, `published` (or
`date`), `outlet` and `url` as are known; other keys are let pass, as collections keep much else.
A line that is wrong is refused by its number, and the others are read.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from io import BufferedIOBase
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from comity.dates import DateBasis
from comity.errors import SourceError
from comity.gazetteer import Gazetteer
from comity.given import metadata_of
from comity.model import Article, Metadata, Reading, Span
from comity_loaders.page.assembling import assemble
from comity_loaders.sources.decoding import MAX_BYTES, check_size, check_text

MAX_UNPACKED = 500_000_000
"""The most bytes that are read from one packed file."""
_LONGEST = 2 * MAX_BYTES
"""The longest line, in bytes: a text with its metadata, and what JSON escapes in it."""
_LONGEST_NAME = 100
_NOT_IN_NAMES = re.compile(r"[/\\\x00-\x1f\ud800-\udfff]")
_PACKED = ".gz"


class JsonLinesLoader:
    """Collections of articles, one JSON object a line, in UTF-8."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")

    def articles(self, path: Path, given: Metadata) -> Iterator[Article | SourceError]:
        """The articles of a file, in order, and an error for each line that gives none.

        Args:
            path: the file.
            given: what the user says of all of them, which wins over what a line says.

        Raises:
            SourceError: where the file cannot be read, or not further, or holds no article.
        """
        empty = True
        for number, line in _lines(path):
            empty = False
            where = f"{path}, line {number}"
            try:
                yield line_article(line, where, _stem(path), given)
            except SourceError as error:
                yield error
        if empty:
            raise SourceError("there is no article in it", where=str(path), hint="remove the file")

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        """A function that reads articles with these names; loads the language model."""
        # Not at import: to list the formats or to load a line needs no language model.
        from comity_loaders.reading import reader

        return reader(gazetteer)


def line_article(line: bytes, where: str, stem: str, given: Metadata) -> Article:
    """The article of a line.

    Args:
        line: a JSON object in UTF-8.
        where: the file and the line's number, for errors.
        stem: what to call the article where the line does not say.
        given: what the user says.

    Raises:
        SourceError: where it is none, lacks `text`, or a key of ours has a bad value.
    """
    content = _object(line, where)
    text = content.get("text")
    if not isinstance(text, str):
        raise SourceError(
            "it has no text under the key 'text'",
            where=where,
            hint=f"its keys are {', '.join(map(repr, content)) or 'none'}"[:200],
        )
    check_size(len(text.encode("utf-8", "surrogatepass")), where)
    check_text(text, where)
    if "published" not in content and "date" in content:
        content = {**content, "published": content["date"]}
    beside = metadata_of(content, where, DateBasis.METADATA)
    name = next((name for key in ("stem", "id") if (name := _name(content.get(key)))), stem)
    return assemble(text, name, where, given, beside, _title(text, content.get("title")))


def _object(line: bytes, where: str) -> dict[str, Any]:
    if len(line) > _LONGEST:
        raise SourceError(
            f"more than {_LONGEST:,} bytes are more than one article can have", where=where
        )
    try:
        content = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {error.start} of it (0x{line[error.start]:02x}) is not UTF-8",
            where=where,
            hint="JSON Lines are in UTF-8: convert the file first",
        ) from error
    except (ValueError, RecursionError) as error:
        reason = f"{error.msg} at {error.pos}" if isinstance(error, JSONDecodeError) else error
        raise SourceError(
            f"it is not JSON: {reason}", where=where, hint="write one object a line"
        ) from error
    if not isinstance(content, dict):
        raise SourceError("it is no JSON object", where=where, hint='write {"text": "…"}')
    return content


def _name(value: object) -> str:
    """An id as a name that a file can have; empty where it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return _NOT_IN_NAMES.sub("-", str(value).strip())[:_LONGEST_NAME]


def _title(text: str, title: object) -> Span | None:
    """The headline's place in the text; None where the text does not hold it."""
    title = title.strip() if isinstance(title, str) else ""
    start = text.find(title) if title else -1
    return Span(start, start + len(title)) if start >= 0 else None


def _stem(path: Path) -> str:
    return Path(path.stem).stem if path.suffix.lower() == _PACKED else path.stem


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers; of one too long, its first bytes.

    Raises:
        SourceError: where the file cannot be read, or not further.
    """
    number = 0
    try:
        with _opened(path) as file:
            for number, line in _cut(file, path):
                data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if data.strip():
                    yield number, data
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        after = f" after line {number}" if number else ""
        raise SourceError(
            f"it cannot be read{after}: {reason}", where=str(path), hint="is it whole?"
        ) from error


def _opened(path: Path) -> BufferedIOBase:
    return gzip.open(path) if path.suffix.lower() == _PACKED else path.open("rb")


def _cut(file: BufferedIOBase, path: Path) -> Iterator[tuple[int, bytes]]:
    number, total = 1, 0
    line = b""
    while piece := file.readline(_LONGEST):
        total += len(piece)
        if total > MAX_UNPACKED and path.suffix.lower() == _PACKED:
            raise SourceError(
                f"it unpacks to more than {MAX_UNPACKED:,} bytes; line {number} and what follows "
                "is not read",
                where=str(path),
                hint="split it",
            )
        line = line if len(line) > _LONGEST else line + piece
        if piece.endswith(b"\n"):
            yield number, line
            number, line = number + 1, b""
    if line:
        yield number, line
