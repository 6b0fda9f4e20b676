"""Stored queries: files of SPARQL that say what they ask, read and found by name.

A stored query runs as it stands in any editor. Its head of `#+` lines is YAML: what it asks, its
typed parameters, its columns.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from comity import resources
from comity.errors import QueryError
from comity.hints import did_you_mean, suggestions
from comity.storedquery import Column, Parameter, ParameterType, Remark, StoredQuery

_YAML = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml's, ten times faster, if there is one


def read_query(path: Path, folder: Path) -> StoredQuery:
    """The stored query in the file `path` below `folder`.

    Raises:
        QueryError: where its head does not say what it must.
    """
    name = path.relative_to(folder).with_suffix("").as_posix()
    text = path.read_text(encoding="utf-8")
    head = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        return _from_head(name, text, yaml.load("\n".join(head), _YAML))  # noqa: S506 # both are safe
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise QueryError(
            f"the head of this stored query cannot be used: {error!r}",
            where=str(path),
            hint="see docs/queries.md",
        ) from error


def stored_queries(folder: Path | None = None) -> tuple[StoredQuery, ...]:
    """All stored queries of a folder (those that come with comity, unless given), by name."""
    where = folder or resources.queries()
    return tuple(_read(path, where) for path in _paths(where).values())


def stored_names(folder: Path | None = None) -> tuple[str, ...]:
    """What stored queries can be called by: their names, and last parts that only one has."""
    known = list(_paths(folder or resources.queries()))
    last = Counter(name.rpartition("/")[2] for name in known)
    return (*known, *(name for name, count in last.items() if count == 1))


def is_name(question: str) -> bool:
    """Whether what is asked is the name of a stored query, or could only be one misspelt."""
    word = question.strip()
    return word.removesuffix(".rq") in stored_names() or not re.search(r"[\s?]", word)


def find(name: str, folder: Path | None = None) -> StoredQuery:
    """The stored query of this name; its last part is enough where only one query has it.

    Raises:
        QueryError: where no query, or more than one, is meant.
    """
    where = folder or resources.queries()
    known = _paths(where)
    wanted = name.strip().removesuffix(".rq")
    meant = [full for full in known if full == wanted or full.endswith(f"/{wanted}")]
    if wanted in known or len(meant) == 1:
        return _read(known[wanted if wanted in known else meant[0]], where)
    if meant:
        raise QueryError(f"several stored queries are called {name!r}", hint=" or ".join(meant))
    close = suggestions(wanted, [*known, *(full.rpartition("/")[2] for full in known)])
    hint = did_you_mean(close) or "comity queries lists them"
    raise QueryError(f"there is no stored query {name!r}", hint=hint)


@lru_cache(maxsize=8)
def _paths(folder: Path) -> dict[str, Path]:
    """The file of each stored query, by the query's name."""
    files = sorted(folder.rglob("*.rq"))
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}


@lru_cache(maxsize=256)
def _read(path: Path, folder: Path) -> StoredQuery:
    return read_query(path, folder)


def _from_head(name: str, text: str, head: dict[str, Any]) -> StoredQuery:
    return StoredQuery(
        name=name,
        text=text,
        summary=head["summary"],
        description=head["description"].strip(),
        tags=tuple(head["tags"]),
        parameters=tuple(_parameter(given) for given in head.get("parameters") or ()),
        columns=tuple(Column(**given) for given in head["columns"]),
        examples=tuple(head["examples"]),
        empty=head["empty"].strip(),
        remarks=tuple(
            Remark(given["say"].strip(), given.get("when") or {})
            for given in head.get("remarks") or ()
        ),
        asked=head.get("asked", "").strip(),
    )


def _parameter(given: dict[str, Any]) -> Parameter:
    default = given.pop("default", None)
    return Parameter(
        type=ParameterType(given.pop("type")),
        default=None if default is None else str(default),
        **given,
    )
