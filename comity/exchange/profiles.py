"""What is peculiar to a kind of store, read from data: `profiles/*.yaml`, or a user's own file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from comity.endpoint import Scheme
from comity.errors import StoreError
from comity.hints import did_you_mean, suggestions

FOLDER = Path(__file__).parent / "profiles"
OWN = "COMITY_PROFILES"
"""The environment's name for a folder of a user's own profiles."""

ANY = "sparql11"
"""The profile of a store that nothing more is known of."""


_TEXTS = {
    "graphs", "documentation", "proved", "server", "graph_parameter", "transient", "too_long",
    "time_limit",
}  # fmt: skip


class Replace(StrEnum):
    """How a graph is replaced by another."""

    PUT = "put"  # in one step: the store's PUT is a transaction
    MOVE = "move"  # put beside, read back, then moved


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of store.

    Args:
        name: what stands before the + of a target.
        label: what it is, for people.
        query: where queries go; `{target}` is the address that a user gives.
        update: where updates go.
        graphs: where the Graph Store Protocol is spoken; empty where it is not.
        documentation: where its makers say so.
        proved: the version that comity's tests run against; empty where none does.
        server: how the `Server` header of its answers begins; empty where that does not tell.
        authentication: how a user and a password are sent; a token is always a bearer's.
        graph_parameter: the name of the parameter that names a graph.
        query_parameters: what makes a query's default graph the union of all graphs.
        replace: how a graph is replaced.
        page: the most triples that are read at once; 0 reads a graph whole.
        count_all: whether all graphs are counted faster together than some by their names.
        by_value: the XML Schema types whose literals come back in another writing, each with the
            type that they come back in.
        transient: a regular expression of what it says when the same again may do.
        too_long: a regular expression of what it says when it gave up, and changed nothing, as
            that took it longer than its settings allow.
        time_limit: what that setting is called.
        wrong: the stored queries that it is known to answer wrongly.
    """

    name: str
    label: str
    query: str
    update: str
    graphs: str
    documentation: str = ""
    proved: str = ""
    server: str = ""
    authentication: Scheme = Scheme.BASIC
    graph_parameter: str = "graph"
    query_parameters: Mapping[str, str] = field(default_factory=dict)
    replace: Replace = Replace.MOVE
    page: int = 0
    count_all: bool = False
    by_value: Mapping[str, str] = field(default_factory=dict)
    transient: str = ""
    too_long: str = ""
    time_limit: str = ""
    wrong: tuple[str, ...] = ()


def profiles() -> dict[str, Profile]:
    """All profiles by name; a user's own are in front of comity's.

    Raises:
        StoreError: where a file is none.
    """
    found = {path.stem: path for folder in _folders() for path in sorted(folder.glob("*.yaml"))}
    return {name: read_profile(path) for name, path in sorted(found.items())}


def profile(name: str) -> Profile:
    """The profile of this name.

    Raises:
        StoreError: where there is none, or its file is none.
    """
    for folder in reversed(_folders()):
        path = folder / f"{name}.yaml"
        if path.is_file():
            return read_profile(path)
    known = [path.stem for folder in _folders() for path in folder.glob("*.yaml")]
    hint = did_you_mean(suggestions(name, known)) or f"there are: {', '.join(sorted(known))}"
    raise StoreError(f"no profile of a store is called {name!r}", hint=hint)


def recognised(server: str) -> Profile | None:
    """The profile of a store whose answers have this `Server` header; None of one unknown."""
    return next((p for p in profiles().values() if p.server and server.startswith(p.server)), None)


def read_profile(path: Path) -> Profile:
    """The profile in a file, named as the file is.

    Raises:
        StoreError: where the file cannot be read, or says what no profile says.
    """
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _profile(path.stem, given)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, ValueError, re.error) as error:
        raise StoreError(
            f"this is no profile of a store: {' '.join(str(error).split())}",
            where=str(path),
            hint="docs/stores.md says what one holds",
        ) from error


def _folders() -> list[Path]:
    own = os.environ.get(OWN)
    return [FOLDER, Path(own)] if own else [FOLDER]


def _profile(name: str, given: Any) -> Profile:
    if not isinstance(given, dict):
        raise TypeError("it is no mapping")
    texts = {"label", "query", "update"} | {key for key in _TEXTS if key in given}
    if wrong := sorted(key for key in texts if not isinstance(given.get(key), str)):
        raise TypeError(f"{' and '.join(wrong)} must be a text")
    typed = {
        "authentication": Scheme(given.get("authentication", Scheme.BASIC)),
        "replace": Replace(given.get("replace", Replace.MOVE)),
        "wrong": tuple(given.get("wrong", ())),
        "page": int(given.get("page", 0)),
        "count_all": bool(given.get("count_all", False)),
        "query_parameters": _mapping(given.get("query_parameters")),
        "by_value": _mapping(given.get("by_value")),
    }
    for key in ("transient", "too_long"):
        re.compile(given.get(key, ""))
    return Profile(**{"name": name, "graphs": "", **given, **typed})


def _mapping(given: Any) -> dict[str, str]:
    return {str(key): str(value) for key, value in dict(given or {}).items()}
