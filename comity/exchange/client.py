"""The SPARQL 1.1 Graph Store Protocol and Update, as a profile says that a store speaks them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar

import pyoxigraph as ox
import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from comity.endpoint import Credentials, Scheme
from comity.errors import StoreError
from comity.exchange.faults import (
    AGAIN,
    BusyError,
    RefusedError,
    UnauthorisedError,
    UnreachableError,
)
from comity.exchange.target import PASSWORD, TOKEN, USER, Target, reason
from comity.store import Solutions, whole

T = TypeVar("T")
_BUSY = {408, 425, 429, 502, 503, 504}
_NAMES = 500  # graphs that a query names at once
_INSERTED = 2000  # triples that an update holds, where a store takes no files
_IN_MEMORY = 16_000_000  # bytes of an answer; what is longer goes to a temporary file
_TRIPLES, _ROWS = "application/n-triples", "application/sparql-results+json"


class Client:
    """One store, over HTTP.

    Args:
        target: the store.
        timeout: seconds to wait for it to connect, and for each piece of an answer.
        retries: how often the same is tried again where that may do.
        pause: seconds before the first of these; each next pause is twice as long.
        sleep: what waits; given by tests.

    No method changes what it is asked for when an answer is lost: each may be called again.
    """

    def __init__(
        self,
        target: Target,
        timeout: int = 300,
        retries: int = 5,
        pause: float = 0.5,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.target, self.profile, self.timeout = target, target.profile, timeout
        self.retries, self.pause, self.sleep = retries, pause, sleep
        self._session = requests.Session()
        self._session.auth = _auth(target.credentials, target.profile.authentication)

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def again(self, action: Callable[[], T]) -> T:
        """What an action gives, tried again with growing pauses where that may do.

        Raises:
            StoreError: what it raised the last time, or what no other try can mend.
        """
        for attempt in range(self.retries):
            try:
                return action()
            except AGAIN as error:
                self.sleep(max(getattr(error, "wait", 0), self.pause * 2**attempt))
        return action()

    def select(self, sparql: str) -> Solutions:
        """The solutions of a query that names its graphs.

        Raises:
            StoreError: where the store cannot answer.
        """
        # Without the parameters of a union: with some stores they hide the named graphs.
        address, headers = self.target.query, {"Accept": _ROWS}
        with self._answer("POST", address, data={"query": sparql}, headers=headers) as answer:
            body = answer.content
        try:
            found = whole(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise RefusedError(f"it answered with no rows: {error}", where=address) from error
        return found if isinstance(found, Solutions) else Solutions((), ())

    def update(self, sparql: str) -> None:
        """Have an update carried out.

        Raises:
            StoreError: where it is not; what of it was, is not known.
        """
        headers = {"Content-Type": "application/sparql-update"}
        address, data = self.target.update, sparql.encode()
        with self._answer("POST", address, data=data, headers=headers) as answer:
            _drain(answer)

    def put(self, graph: str, file: Path) -> None:
        """Have a graph hold what a Turtle file says, and nothing else.

        Raises:
            StoreError: where it does not; what it then holds is not known.
        """
        if not self.profile.graphs:
            self._insert(graph, file)
            return
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        with file.open("rb") as data:
            body: IO[bytes] | bytes = data if file.stat().st_size else b""
            with self._graph("PUT", graph, data=body, headers=headers) as answer:
                _drain(answer)

    def drop(self, graph: str) -> None:
        """Have no such graph."""
        self.update(f"DROP SILENT GRAPH <{graph}>")

    def count(self, graphs: Iterable[str]) -> dict[str, int]:
        """How many triples each graph has; one that is not there is not in it.

        Raises:
            StoreError: where the store cannot say.
        """
        wanted = list(graphs)
        if self.profile.count_all:
            found = self.again(self._counted_all) if wanted else {}
            return {name: found[name] for name in wanted if name in found}
        counts: dict[str, int] = {}
        for start in range(0, len(wanted), _NAMES):
            values = " ".join(f"<{name}>" for name in wanted[start : start + _NAMES])
            counts |= self.again(partial(self._counted, f"VALUES ?g {{ {values} }}"))
        return counts

    def _counted_all(self) -> dict[str, int]:
        """The triples of every graph, those of others too, in pieces that the store hands out."""
        counts: dict[str, int] = {}
        while True:
            size = self.profile.page
            page = self._counted("", f"LIMIT {size} OFFSET {len(counts)}" if size else "")
            counts |= page
            if not size or len(page) < size:
                return counts

    def _counted(self, which: str, part: str = "") -> dict[str, int]:
        found = self.select(
            f"SELECT ?g (COUNT(*) AS ?n) {{ {which} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g {part}"
        )
        rows = [(str(row["g"])[1:-1], row["n"]) for row in found if "g" in row]
        counts = {name: int(n.value) for name, n in rows if isinstance(n, ox.Literal)}
        return {name: number for name, number in counts.items() if number}

    def triples(self, graph: str, expected: int | None = None) -> Iterator[ox.Triple]:
        """All that a graph holds, in the store's order; nothing of one that is not there.

        Args:
            graph: its name.
            expected: how many triples it should have, if that is known: what is short enough is
                read in one piece.

        Raises:
            StoreError: where the store cannot say, or answers with what is no RDF.
        """
        short = expected is not None and expected < self.profile.page
        if not self.profile.graphs or (self.profile.page and not short):
            yield from self._paged(graph)
            return
        with self._graph("GET", graph, headers={"Accept": _TRIPLES}) as answer:
            if answer.status_code == requests.codes.not_found:
                _drain(answer)
            else:
                yield from self._parsed(answer)

    def _paged(self, graph: str) -> Iterator[ox.Triple]:
        expected, offset = self.count([graph]).get(graph, 0), 0
        while offset < expected:
            page = list(self._page(graph, offset))
            if not page:
                raise StoreError(
                    f"it counts {expected} triples and hands out {offset}", where=f"<{graph}>"
                )
            offset += len(page)
            yield from page

    def _page(self, graph: str, offset: int) -> Iterator[ox.Triple]:
        query = (
            f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} "
            f"LIMIT {self.profile.page or 100_000} OFFSET {offset}"
        )
        address, headers = self.target.query, {"Accept": _TRIPLES}
        with self._answer("POST", address, data={"query": query}, headers=headers) as answer:
            yield from self._parsed(answer)

    def _insert(self, graph: str, file: Path) -> None:
        self.drop(graph)
        quads = ox.parse(path=file, format=ox.RdfFormat.TURTLE)
        while some := [str(quad.triple) for quad in islice(quads, _INSERTED)]:
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {' . '.join(some)} }} }}")

    def _graph(self, method: str, graph: str, **given: Any) -> Any:
        parameters = {self.profile.graph_parameter: graph}
        return self._answer(method, self.target.graphs, params=parameters, **given)

    @contextmanager
    def _answer(self, method: str, url: str, **given: Any) -> Iterator[requests.Response]:
        """The store's answer, if it did as it was asked, or has no such graph to read."""
        try:
            # A redirect would make another request of it: of a PUT, a GET.
            answer = self._session.request(
                method, url, timeout=self.timeout, stream=True, allow_redirects=False, **given
            )
            with answer:
                absent = method == "GET" and answer.status_code == requests.codes.not_found
                if not absent:
                    self._check(answer, url)
                yield answer
        except requests.RequestException as error:
            raise UnreachableError(
                f"the store cannot be reached, or hung up: {reason(error)}",
                where=url,
                hint="is it up, and there?",
            ) from error

    def _check(self, answer: requests.Response, url: str) -> None:
        status = answer.status_code
        if status < 300:
            return
        said = f"{status} {answer.reason}: {_said(answer)}".rstrip(": ")
        if status in (401, 403):
            raise self._unauthorised(said, url)
        if status < 400:
            to = answer.headers.get("Location", "elsewhere")
            raise RefusedError(f"it sends us to {to}", where=url, hint="give that address")
        again = self.profile.transient
        if status in _BUSY or (again and re.search(again, said)):
            raise BusyError(f"the store is busy: {said}", where=url, wait=_wait(answer.headers))
        raise RefusedError(f"the store refuses: {said}", where=url)

    def _unauthorised(self, said: str, url: str) -> UnauthorisedError:
        if self.target.credentials:
            what, hint = "the store does not let this user do this", "is the password right?"
        else:
            what = "the store lets nobody do this who does not say who it is"
            hint = f"set {USER} and {PASSWORD}, or {TOKEN}, or write a line to ~/.netrc"
        return UnauthorisedError(f"{what}: {said}", where=url, hint=hint)

    def _parsed(self, answer: requests.Response) -> Iterator[ox.Triple]:
        """The triples of an answer that has come whole, however long it is."""
        media = answer.headers.get("Content-Type", "")
        made = ox.RdfFormat.from_media_type(media)
        if made is None:
            raise RefusedError(f"it answered with {media or 'no media type'}", where=answer.url)
        with SpooledTemporaryFile(_IN_MEMORY) as body:
            for piece in answer.iter_content(1 << 16):
                body.write(piece)
            body.seek(0)
            try:
                for quad in ox.parse(body, format=made):
                    yield quad.triple
            except (SyntaxError, ValueError) as error:
                raise RefusedError(
                    f"it answered with what is no {media}: {error}", where=answer.url
                ) from error


class _Bearer(AuthBase):
    """Sends a token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Nobody(AuthBase):
    """Sends nothing, and keeps the library from reading netrc once more."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def _auth(credentials: Credentials | None, scheme: Scheme) -> AuthBase:
    if credentials is None:
        return _Nobody()
    if credentials.token:
        return _Bearer(credentials.token)
    made = HTTPDigestAuth if scheme is Scheme.DIGEST else HTTPBasicAuth
    return made(credentials.user, credentials.password)


def _drain(answer: requests.Response) -> None:
    """Read what nobody needs: the connection can then be used again."""
    for _ in answer.iter_content(1 << 16):
        pass


def _said(answer: requests.Response) -> str:
    """What an answer says, without the tags of a page, in one short line."""
    data = next(answer.iter_content(4000), b"")
    text = re.sub(r"<[^>]*>", " ", data.decode(errors="replace"))
    return " ".join(text.split())[:300]


def _wait(headers: Mapping[str, str]) -> float:
    """The seconds that a store asks to wait, at most a minute."""
    value = headers.get("Retry-After", "")
    return min(float(value), 60.0) if value.isdigit() else 0.0
