"""What a worker does for a query: it answers, in the format asked for, with whole bytes or none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from comity.errors import QueryError, StoreError
from comity.serve.protocol import formats
from comity.serve.protocol.cutting import EnoughError, Lines, announced
from comity.serve.protocol.formats import negotiated
from comity.serve.protocol.guard import Graphs, evaluated
from comity.serve.protocol.tables import Table, table
from comity.serve.refusals import RequestError
from comity.serve.snapshot import Opened
from comity.show.cells import csv_cell
from comity.store import EmbeddedStore
from comity.terms import PREFIXES, Terms

_NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
"""What a spreadsheet takes for a number, and does not run."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and how its answer is wanted.

    Args:
        sparql: the query.
        graphs: the graphs that the request chooses; none leaves it to the query.
        base: what relative IRIs in it are relative to.
        accept: the Accept header.
        form: the parameter `format`.
        rows: the most solutions, or triples, that are given.
    """

    sparql: str
    graphs: Graphs
    base: str
    accept: str
    form: str
    rows: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer.

    Args:
        media: its media type.
        body: its bytes; empty where there is a table.
        cut: how many rows it was cut to; 0 where nothing is missing.
        table: of an answer for a page.
    """

    media: str
    body: bytes = b""
    cut: int = 0
    table: Table | None = None


def answer(opened: Opened, asked: Asked) -> Answered:
    """The answer of a query.

    Raises:
        QueryError: where it is none, is an update, or would fetch.
        RequestError: where no format that the client takes can hold the answer.
        StoreError: where the store cannot be read.
    """
    terms = opened.target.terms
    results = evaluated(store_of(opened), asked.sparql, asked.graphs, asked.base)
    try:
        if isinstance(results, ox.QueryBoolean):
            return _truth(results, asked)
        if isinstance(results, ox.QueryTriples):
            return _triples(results, asked, terms)
        return _rows(results, asked, terms)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store cannot answer: {error}") from error


def store_of(opened: Opened) -> ox.Store:
    """The store of a snapshot, to be read as it is."""
    store = opened.target.store
    if not isinstance(store, EmbeddedStore):
        raise StoreError("this is no store of ours")
    return store.inner


def _truth(results: ox.QueryBoolean, asked: Asked) -> Answered:
    form = negotiated(asked.accept, asked.form, formats.TRUTHS)
    if not isinstance(form.writer, ox.QueryResultsFormat):
        return Answered(form.media, table=Table(truth=bool(results)))
    return Answered(form.media, results.serialize(format=form.writer) or b"")


def _rows(results: ox.QuerySolutions, asked: Asked, terms: Terms) -> Answered:
    form = negotiated(asked.accept, asked.form, formats.ROWS)
    if not isinstance(form.writer, ox.QueryResultsFormat):
        shown, cut = table((v.value for v in results.variables), results, asked.rows, terms)
        return Answered(form.media, cut=cut, table=shown)
    lines = Lines(asked.rows)
    with suppress(EnoughError):
        results.serialize(lines, ox.QueryResultsFormat.TSV)
    body = lines.whole()
    if form.writer != ox.QueryResultsFormat.TSV:
        body = _rewritten(body, form.writer)
    if asked.form == formats.SPREADSHEET:
        body = for_spreadsheets(body)
    return _cut(form.media, body, asked, is_cut=lines.is_cut)


def _triples(results: ox.QueryTriples, asked: Asked, terms: Terms) -> Answered:
    form = negotiated(asked.accept, asked.form, formats.TRIPLES)
    if not isinstance(form.writer, ox.RdfFormat):
        rows = ((t.subject, t.predicate, t.object) for t in results)
        shown, cut = table(("subject", "predicate", "object"), rows, asked.rows, terms)
        return Answered(form.media, cut=cut, table=shown)
    found = list(islice(results, asked.rows + 1))
    body = serialized(found[: asked.rows], form.writer)
    return _cut(form.media, body, asked, is_cut=len(found) > asked.rows)


def _cut(media: str, body: bytes, asked: Asked, *, is_cut: bool) -> Answered:
    if not is_cut:
        return Answered(media, body)
    return Answered(media, announced(body, media, asked.rows, asked.base), asked.rows)


def serialized(
    triples: Sequence[ox.Triple], writer: ox.RdfFormat, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Triples in a format.

    Raises:
        RequestError: where the format cannot hold them.
    """
    try:
        return ox.serialize(triples, format=writer, prefixes=dict(prefixes)) or b""
    except (OSError, ValueError) as error:
        what = f"{writer.name} cannot hold this: {error}"
        raise RequestError(what, hint="ask for text/turtle", status=406) from error


def for_spreadsheets(body: bytes) -> bytes:
    """CSV in which no cell is a formula, marked as UTF-8."""
    rows = csv.reader(io.StringIO(body.decode(), newline=""))
    out = io.StringIO()
    csv.writer(out).writerows([_safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else str(csv_cell(cell))


def _rewritten(lines: bytes, writer: ox.QueryResultsFormat) -> bytes:
    """Rows in another format: SPARQL's TSV holds all that the others do, a row a line."""
    results = ox.parse_query_results(lines, format=ox.QueryResultsFormat.TSV)
    if not isinstance(results, ox.QuerySolutions):
        raise QueryError("this is no table")
    return results.serialize(format=writer) or b""
