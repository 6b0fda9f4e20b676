"""No SPARQL makes Oxigraph fetch: a host that would notice is named in all of it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import ComityError
from comity.serve.protocol.guard import Graphs, evaluated, without
from comity.serve.protocol.updating import update, using

BASE = "http://localhost/sparql"
NODE = ox.NamedNode("http://a/s")


class Host:
    """Counts who connects, and hangs up."""

    def __init__(self) -> None:
        self.visits = 0
        self._sock = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._sock.getsockname()[1]}/"
        threading.Thread(target=self._live, daemon=True).start()

    def _live(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._sock.accept()
                # Before it hangs up: who called goes on at once, and may look here first.
                self.visits += 1
                caller.close()

    def close(self) -> None:
        self._sock.close()


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    found = Host()
    yield found
    found.close()


def store() -> ox.Store:
    found = ox.Store()
    graph = ox.NamedNode("http://a/g")
    found.add(ox.Quad(NODE, ox.NamedNode("http://a/service"), ox.Literal("service from"), graph))
    found.add(ox.Quad(NODE, ox.NamedNode("http://a/p"), ox.Literal("load")))
    return found


def ask(sparql: str, graphs: Graphs = Graphs()) -> bool:  # noqa: B008 - it is frozen
    return bool(evaluated(store(), sparql, graphs, BASE))


def test_oxigraph_would_fetch_if_it_were_let(host: Host) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - in whatever words
        bool(store().query(f"ASK {{ SERVICE <{host.url}> {{ ?s ?p ?o }} }}"))
    assert host.visits > 0


PIECES = [
    *("SERVICE", "service", "SerVice", "SERVICE SILENT", "\\u0053ERVICE", "LOAD", "load SILENT"),
    *("SELECT *", "ASK", "CONSTRUCT", "INSERT DATA", "INSERT", "DELETE", "WHERE", "USING", "FROM"),
    *("{", "}", "{}", "(", ")", ".", ";", ",", "?x", "?s ?p ?o", "$", "?", ":", "a:", "a:b", "_:b"),
    *("1", "1.0e0", "true", "'", '"', "'x'", '"""', "\\", "\\'", "@en", "#", "\n", " ", " ", " "),
    *("PREFIX a: <http://a/>", "PREFIX : <http://a/>", "BASE <http://a/>", "OPTIONAL", "GRAPH"),
    *("INTO GRAPH <http://a/g>", "UNION", "FILTER", "BIND(1 AS ?z)", "-", "%20", "é", "·"),
]


@given(
    st.lists(st.sampled_from([*PIECES, "HOST", "HOST"]), min_size=1, max_size=14),
    st.sampled_from(
        ["{}", "ASK {{ {} HOST {{}} }}", "ASK {{ ?s ?p {} SERVICE HOST {{}} }}", "{} HOST"]
    ),
)
def test_no_mixture_of_tokens_makes_it_fetch(host: Host, pieces: list[str], frame: str) -> None:
    before = host.visits
    sparql = frame.format("".join(pieces)).replace("HOST", f"<{host.url}>")
    with suppress(ComityError):
        results = evaluated(store(), sparql, Graphs(), BASE)
        if not isinstance(results, ox.QueryBoolean):
            list(results)
    with suppress(ComityError):
        update(store(), sparql, Graphs(), BASE)
    assert host.visits == before


@given(st.text(max_size=80))
def test_sparql_in_which_a_word_cannot_be_a_keyword_means_the_same_in_a_string(text: str) -> None:
    quoted = str(ox.Literal(text))
    query = f"SELECT ({quoted} AS ?x) {{}}"
    (row,) = store().query(without(query, "service", "load", "from"))
    assert row["x"] == ox.Literal(text)


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { ?s <http://a/service> 'service from' }",
        "PREFIX a: <http://a/> ASK { ?s a:service ?from }",
        "PREFIX a: <http://a/> ASK { ?service a:service ?o FILTER(REGEX(?o, 'serv\\\\w+ from')) }",
        "ASK FROM <http://a/g> { ?s ?p 'service from' }",
        "ASK { GRAPH <http://a/g> { ?s ?p 'service from' } } # service, from",
        "PREFIX a: <http://a/> ASK { ?s ?p ?o } #\\\n",
    ],
)
def test_these_words_are_allowed_where_they_are_no_keywords(sparql: str) -> None:
    assert ask(sparql) is True


def test_a_query_is_answered_from_the_union_unless_it_says_otherwise() -> None:
    assert ask("ASK { ?s ?p 'load' . ?s ?q 'service from' }") is True
    assert ask("ASK FROM <http://a/g> { ?s ?p 'load' }") is False
    assert ask("ASK { ?s ?p 'load' }", Graphs(default=("http://a/g",))) is False
    assert ask("ASK { GRAPH ?g { ?s ?p ?o } }", Graphs(default=("http://a/g",))) is False
    assert ask("ASK { GRAPH ?g { ?s ?p ?o } }", Graphs(named=("http://a/g",))) is True
    assert ask("ASK { ?s ?p ?o }", Graphs(named=("http://a/g",))) is False


def test_a_prefix_that_cannot_be_told_from_from_is_refused_and_not_answered_wrongly() -> None:
    with pytest.raises(ComityError, match="cannot be told from a prefix"):
        ask("PREFIX from: <http://a/> ASK { from:s ?p ?o }")


CHOSEN = Graphs(("http://a/g",), ("http://a/h",))


@pytest.mark.parametrize(
    ("sparql", "holds"),
    [
        ("INSERT { ?s <http://a/x> ?o } WHERE { ?s ?p ?o }", "service from"),
        (
            "CLEAR DEFAULT ; INSERT { ?s <http://a/x> ?o } # WHERE\nWHERE { ?s ?p ?o }",
            "service from",
        ),
        ("DELETE { ?s ?p 0 } INSERT { ?s <http://a/x> ?o } WHERE { ?s ?p ?o . }", "service from"),
    ],
)
def test_an_update_matches_the_graphs_that_the_request_chooses(sparql: str, holds: str) -> None:
    found = store()
    update(found, sparql, CHOSEN, BASE)
    new = [q.object for q in found.quads_for_pattern(None, ox.NamedNode("http://a/x"), None, None)]
    assert new == [ox.Literal(holds)]


def test_delete_where_matches_the_graphs_that_the_request_chooses() -> None:
    found = store()
    found.update("INSERT DATA { GRAPH <http://a/g> { <http://a/s> <http://a/p> 'load' } }")
    update(
        found,
        "DELETE WHERE { ?s <http://a/p> '}' . } ; DELETE WHERE { ?s ?p 'load' }",
        CHOSEN,
        BASE,
    )
    assert found.query("ASK { GRAPH <http://a/g> { ?s ?p 'load' } }")
    assert not found.query("ASK { ?s ?p 'load' }")


@pytest.mark.parametrize(
    "sparql",
    [
        "WITH <http://a/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p 1 } USING <http://a/g> WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_that_chooses_its_graphs_itself_conflicts_with_such_a_request(
    sparql: str,
) -> None:
    with pytest.raises(ComityError, match="the update chooses its graphs itself"):
        using(sparql, CHOSEN)


@given(st.text("{}<>'\"#\\?:WHERE USING DELETE\n ", max_size=60))
def test_choosing_graphs_never_fails_on_what_is_no_update(sparql: str) -> None:
    with suppress(ComityError):
        using(sparql, CHOSEN)
