"""Files of JSON, and of JSON Lines, which are read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comity.errors import SourceError
from comity_datasets.rows.lines import check_characters, lines_of

MAX_JSON = 200_000_000
"""The largest JSON file, which must be read whole."""


def json_lines(path: Path) -> Iterator[tuple[int, str, dict[str, Any]] | SourceError]:
    """The objects of a file with one a line: the line's number, the line, and what it says."""
    for number, line in enumerate(lines_of(path), start=1):
        where = f"{path}, line {number}"
        if not line.strip():
            continue
        try:
            content = json.loads(line)
            if not isinstance(content, dict):
                raise ValueError("it is no JSON object")
            check_characters(line, where)
        except (ValueError, RecursionError) as error:
            what = f"it is not JSON: {error}"
            yield SourceError(what, where=where, hint="write one object a line")
        except SourceError as error:
            yield error
        else:
            yield number, line.strip(), content


def json_file(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        SourceError: where it cannot be read, is too large, or no JSON.
    """
    try:
        if path.stat().st_size > MAX_JSON:
            raise SourceError(
                f"more than {MAX_JSON:,} bytes of JSON are too much to be read at once",
                where=str(path),
                hint="split it, or export CSV or JSON Lines",
            )
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"it is not JSON: {error}", where=str(path), hint="is it whole?"
        ) from error


def compact(value: object) -> str:
    """A JSON value on one line, as it came."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
