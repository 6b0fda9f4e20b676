"""Look-ups over HTTP from warm servers, by the clock: comity's beside Oxigraph's and rdflib's.

Each server has one connection that is kept open. The servers take turns, request by request, so
that whatever else the machine does disturbs all of them alike.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlencode

from bench import queries, servers
from bench.rows import Row
from bench.servers import TIMEOUT, Client
from comity.opened import Build
from comity.queries import find
from comity.storedquery import Term
from comity.terms import Terms

_FEW, _SEVERAL = 20, 4
_SLOW = 3.0
"""Seconds an answer beyond which a server is asked a few times only."""
_CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"
_BESIDE = 20
_TRIED = 4.0
"""Seconds after which comity has tried each of them."""


def measure(build: Build, *, endpoint: str | None = None, runs: int) -> Iterator[Row]:
    """Rows of look-ups, then of whole answers, then of a look-up beside queries without end.

    Args:
        build: what to ask.
        endpoint: a Python that has rdflib-endpoint.
        runs: how many requests of a kind a server gets.
    """
    store = build.store()
    asked = queries.questions(store)
    store.close()
    with servers.clients(build, endpoint) as clients:
        for what, sparql in _lookups(asked).items():
            yield from _beside(f"look up over HTTP: {what}", clients, sparql, runs)
        ours = clients["comity"]
        for what, path in _pages(asked, build.terms).items():
            took = _medians({"comity": lambda path=path: ours.get(path)}, runs)["comity"]
            yield Row(f"over HTTP: {what}", took * 1000, "ms")
        yield from _beside_slow(clients, _lookups(asked)["a thing"])


def _lookups(asked: Mapping[str, queries.Values]) -> Mapping[str, str]:
    state = asked["membership/status-on"]["member"][0]
    return {
        "a thing": f"SELECT ?property ?value WHERE {{ {state} ?property ?value }} LIMIT 50",
        "membership/status-on": find("membership/status-on").bind(asked["membership/status-on"]),
    }


def _pages(asked: Mapping[str, queries.Values], terms: Terms) -> Mapping[str, str]:
    """Whole answers, with labels and evidence, as programs get them."""
    paths = {}
    for query in ("membership/status-on", "officials/holder-on"):
        values = {name: _given(value[0], terms) for name, value in asked[query].items()}
        paths[f"{query}, with evidence"] = f"/api/{query}?{urlencode(values)}"
    state = terms.key(asked["membership/status-on"]["member"][0])
    return paths | {"a thing's triples": f"/data/{state}"}


def _given(term: Term, terms: Terms) -> str:
    return terms.key(term) or term.value


def _beside(what: str, clients: Mapping[str, Client], sparql: str, runs: int) -> Iterator[Row]:
    took = _medians(
        {name: lambda c=client: c.ask(sparql) for name, client in clients.items()}, runs
    )
    for other in list(took)[1:] or [""]:
        theirs = took[other] * 1000 if other else None
        yield Row(what, took["comity"] * 1000, "ms", theirs, other, limit=5)


def _medians(actions: Mapping[str, Callable[[], object]], runs: int) -> Mapping[str, float]:
    """The median of the seconds of each, by turns."""
    took: dict[str, list[float]] = {name: [] for name in actions}
    slow = {name for name, action in actions.items() if _seconds(action) + _seconds(action) > _SLOW}
    for turn in range(runs):
        for name, action in actions.items():
            if turn < _SEVERAL or name not in slow:
                took[name].append(_seconds(action))
    return {name: statistics.median(times) for name, times in took.items()}


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _beside_slow(clients: Mapping[str, Client], sparql: str) -> Iterator[Row]:
    """Look-ups while others ask what takes for ever; of each server, the last thing asked."""
    took = {}
    for name, client in clients.items():
        client.close()  # a server may have done so, for the connection was idle
        with _attacked(client):
            took[name] = _median_or_none(lambda c=client: c.ask(sparql))
    what = f"look up over HTTP beside {_BESIDE} cross products"
    ours = took["comity"]
    if ours is None:
        raise RuntimeError("comity did not answer beside cross products")
    for other in list(took)[1:] or [""]:
        theirs = took[other] or TIMEOUT if other else None
        note = ">" if other and took[other] is None else ""
        yield Row(what, ours * 1000, "ms", theirs and theirs * 1000, other, note=note)


def _median_or_none(action: Callable[[], object]) -> float | None:
    """The median of some; None where the first is not answered in time."""
    try:
        return statistics.median(_seconds(action) for _ in range(_FEW))
    except TimeoutError:
        return None


@contextmanager
def _attacked(client: Client) -> Iterator[None]:
    """Have some connections of their own ask for a cross product; hang up in the end."""
    others = [client.another() for _ in range(_BESIDE)]
    try:
        for other in others:
            other.begin(_CROSS)
        time.sleep(_TRIED)
        yield
    finally:
        for other in others:
            other.close()
