"""Asking a build or an endpoint: what the command line, a program and a page have in common."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from comity import answers
from comity.answers import ALL, Answer, Page
from comity.errors import BuildError, ParameterError, QueryError
from comity.manifest import FILE
from comity.opened import Build, open_build
from comity.queries import find, stored_names
from comity.store import Store
from comity.terms import Terms
from comity.values import Reader


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked.

    Args:
        store: a build's store, or an endpoint.
        terms: the IRIs of its data.
        build: the build's hash; empty of an endpoint that no build was pushed to.
        check: refuses a stored query, by its name, that the store cannot be trusted with.
        reader: reads values by the names that the store knows, and keeps these; of a store that
            others may write, none.
    """

    store: Store
    terms: Terms
    build: str = ""
    check: Callable[[str], None] | None = None
    reader: Reader | None = None

    @classmethod
    def of(cls, build: Build) -> Self:
        """A finished build, which does not change.

        Raises:
            StoreError: where its store cannot be read.
        """
        store, terms = build.store(), build.terms
        return cls(store, terms, build.hash, reader=answers.reader_of(store, terms))

    def ask(self, query: str, given: Mapping[str, str], page: Page = ALL) -> Answer:
        """The answer of a stored query; see `comity.answers.ask`, for the errors too.

        Raises:
            StoreError: also where the store is of a kind that answers this query wrongly.
        """
        if self.check:
            self.check(find(query).name)
        return answers.ask(
            self.store,
            query,
            given,
            data=self.terms,
            build=self.build,
            reader=self.reader,
            page=page,
        )


@contextmanager
def opened(where: str | Path) -> Iterator[Target]:
    """The build in a folder, or the endpoint behind a URL, closed afterwards.

    Raises:
        BuildError: where the folder has no build.
        StoreError: where the store cannot be opened or reached.
    """
    target = open_target(where)
    try:
        yield target
    finally:
        target.store.close()


def open_target(where: str | Path) -> Target:
    """The same as `opened`, for those who close its store themselves.

    Raises:
        BuildError: where the folder has no build.
        StoreError: where the store cannot be opened or reached.
    """
    if _is_url(str(where)):
        return _remote(str(where))
    folder = Path(where)
    if not (folder / FILE).is_file():
        raise _no_build(str(where), folder)
    return Target.of(open_build(folder))


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
    except OSError as error:
        raise QueryError(
            f"the file of the query cannot be read: {error.strerror}",
            where=query,
            hint=_asked(query),
        ) from error
    except UnicodeDecodeError as error:
        raise QueryError("the file of the query is not UTF-8", where=query) from error


def _asked(query: str) -> str:
    """What to do instead, where a stored query is called so."""
    known = query.strip() in stored_names()
    return f"a stored query is asked so: comity ask {query}" if known else ""


def _is_url(where: str) -> bool:
    """Whether it is `[PROFILE+]URL`, and no folder; asked without loading what speaks HTTP."""
    return bool(re.match(r"([a-z][\w-]*\+)?https?://", where, re.I))


def _remote(where: str) -> Target:
    from comity.exchange.opening import open_url

    opened = open_url(where)
    return Target(opened.endpoint, opened.terms, opened.build, opened.check)


def _no_build(where: str, folder: Path) -> BuildError:
    """What is there instead of a build, and how to come by one."""
    if "://" in where or re.match(r"[\w.-]+:\d+(/|$)", where):
        what, hint = "this is no folder", "a SPARQL endpoint is named by its http or https URL"
        return BuildError(what, where=where, hint=hint)
    make = shlex.join(["comity", "build", "ARTICLES", "--out", where])
    if folder.is_file():
        what, hint = "a build is a folder, and this is a file", f"make a build of it: {_of(folder)}"
    elif not folder.exists():
        what, hint = "there is no build, for there is no such folder", f"make one: {make}"
    elif any(folder.iterdir()):
        what, hint = "there is no build in it", f"make one of its articles: {_of(folder)}"
    else:
        what, hint = "there is no build in it, it is empty", f"make one: {make}"
    return BuildError(what, where=where, hint=hint + _others(folder))


def _of(articles: Path) -> str:
    return shlex.join(["comity", "build", str(articles), "--out", "my-build"])


def _others(folder: Path) -> str:
    """The builds that lie beside a folder."""
    beside = sorted(path.parent for path in folder.parent.glob(f"*/{FILE}"))[:3]
    return f"; or ask --at {' or --at '.join(map(str, beside))}" if beside else ""
