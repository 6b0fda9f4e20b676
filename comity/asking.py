"""Asking a build or an endpoint: what the command line, a program and a page have in common."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from comity import answers
from comity.answers import Answer
from comity.errors import ParameterError, QueryError
from comity.opened import open_build
from comity.store import Store, open_store
from comity.terms import Terms


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked.

    Args:
        store: a build's store, or an endpoint.
        terms: the IRIs of its data.
        build: the build's hash; empty of an endpoint.
    """

    store: Store
    terms: Terms
    build: str = ""

    def ask(self, query: str, given: Mapping[str, str]) -> Answer:
        """The answer of a stored query; see `comity.answers.ask` for the errors."""
        return answers.ask(self.store, query, given, data=self.terms, build=self.build)


@contextmanager
def opened(where: str | Path) -> Iterator[Target]:
    """The build in a folder, or the endpoint behind a URL, closed afterwards.

    Raises:
        BuildError: where the folder has no build.
        StoreError: where the store cannot be opened or reached.
    """
    target = _target(where)
    try:
        yield target
    finally:
        target.store.close()


def settings_of(settings: Sequence[str]) -> dict[str, str]:
    """The values that `NAME=VALUE` settings give.

    Raises:
        ParameterError: where a setting has no `=`, or a name is given twice.
    """
    values: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise ParameterError(f"{setting!r} sets nothing", hint="write --set NAME=VALUE")
        if name.strip() in values:
            raise ParameterError(f"{name.strip()} is set twice", hint="set it once")
        values[name.strip()] = value.strip()
    return values


def query_text(query: str) -> str:
    """The SPARQL meant: of a file, of standard input (`-`), or the text itself.

    Raises:
        QueryError: where the file cannot be read.
    """
    if query == "-":
        return sys.stdin.read()
    if not re.fullmatch(r"[^\s{}]+", query):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"the query cannot be read: {error}", where=query) from error


def _target(where: str | Path) -> Target:
    if re.match(r"https?://", str(where)):
        return Target(open_store(str(where)), Terms())
    build = open_build(Path(where))
    return Target(build.store(), build.terms, build.hash)
