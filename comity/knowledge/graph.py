"""The knowledge graph: what is asked of it, with Python's values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from pyoxigraph import BlankNode, Triple

from comity.answers import Cell, cell
from comity.asking import Target, open_target
from comity.dates import PartialDate
from comity.errors import DeclinedError, ParameterError, StoreError
from comity.hints import did_you_mean
from comity.knowledge.table import Answer, Row, Table
from comity.queries import is_name, stored_queries
from comity.questions import Declined, understand
from comity.search import Search
from comity.store import Solutions, Term

Value = str | int | date | PartialDate
"""What a parameter can be given: a name, an id, an IRI, words, a number, a day."""


class KnowledgeGraph:
    """A build, or an endpoint that holds one, kept open for many questions.

    It can be used in a `with` statement, which closes it.

    Args:
        where: a build's folder, or the URL of a SPARQL endpoint.

    Raises:
        BuildError: where the folder has no build.
        StoreError: where the store cannot be opened or reached.
    """

    def __init__(self, where: str | Path) -> None:
        self.where = str(where)
        self._open: Target | None = open_target(where)

    @property
    def target(self) -> Target:
        """What is asked: the store, and the IRIs of its data.

        Raises:
            StoreError: where it is closed.
        """
        if self._open is None:
            raise StoreError(
                "the knowledge graph is closed", where=self.where, hint="open it again"
            )
        return self._open

    @property
    def build(self) -> str:
        """The build's hash; empty of an endpoint that no build was pushed to."""
        return self.target.build

    def ask(self, query: str, /, **parameters: Value | Iterable[Value] | None) -> Answer:
        """The answer of a stored query, or of a question in plain words.

        Args:
            query: the name of a stored query, its last part where only one has it; or a question
                such as "which states joined ASEAN in 1995?", which says all by itself.
            parameters: a name, an id or an IRI of a thing, a date, a number, words; several where
                the parameter takes several. None is as if it was not given.

        Raises:
            QueryError: where there is no such query.
            DeclinedError: where no stored query is sure to answer the question.
            ParameterError: where a value does not fit, or a required one is missing.
            UnknownNameError: where a name means nothing, or several things.
            StoreError: where the store cannot be read or reached.
        """
        if not is_name(query):
            return self._ask_plainly(query, parameters)
        given = {name: _written(name, v) for name, v in parameters.items() if v is not None}
        return Answer(self.target.ask(query, given))

    def _ask_plainly(self, question: str, parameters: Mapping[str, object]) -> Answer:
        if parameters:
            raise ParameterError(
                "values belong to a stored query, and this is a question in plain words",
                where=", ".join(parameters),
                hint="say it in the question, or name a stored query: queries() lists them",
            )
        target = self.target
        said = understand(question, target.store, target.terms)
        if isinstance(said, Declined):
            close = [f"{suggestion.restated!r}" for suggestion in said.suggestions]
            hint = did_you_mean(close) or "queries() lists what can be asked"
            raise DeclinedError(f"the question is declined: {said.why}", hint=hint)
        return Answer(target.ask(said.query, said.given(target.terms)), said)

    def query(self, sparql: str) -> Table | bool:
        """The answer of SPARQL: a table, of a CONSTRUCT one of its triples; of an ASK a bool.

        Nothing stops a query that takes for ever. `target.store.query` gives terms of RDF.

        Raises:
            QueryError: where it is no SPARQL, or would do more than read.
            StoreError: where the store cannot be read or reached.
        """
        found = self.target.store.query(sparql)
        if isinstance(found, bool):
            return found
        if isinstance(found, Solutions):
            return Table(found.variables, (Row(_values(row)) for row in found))
        return Table(_TRIPLE, (Row(_values(dict(zip(_TRIPLE, t, strict=True)))) for t in found))

    def queries(self) -> Table:
        """The stored queries: what each is called, asks and takes, and a few of its wordings."""
        columns = ("query", "question", "parameters", "examples")
        known = (query for query in stored_queries() if not query.name.startswith("lookup/"))
        rows = ((q.name, q.summary, q.settings, " | ".join(q.examples[:_WORDINGS])) for q in known)
        return Table(columns, (Row(dict(zip(columns, row, strict=True))) for row in rows))

    def search(self, name: str, kind: str | Iterable[str] = (), limit: int = 10) -> Table:
        """The things that are called so, or nearly so, the likeliest first.

        Args:
            name: some words of a name; they may have slips.
            kind: one or several of `comity.search.KINDS`; all, unless given.
            limit: how many at most.

        Raises:
            ParameterError: where a kind is none.
        """
        kinds = [kind] if isinstance(kind, str) else kind
        found = self._search.find(name, kinds, limit) if self.target else []
        columns = ("name", "kind", "id", "matched", "score")
        return Table(columns, (Row(match.to_json()) for match in found))

    def evidence(self, fact: str | Iterable[str] | Row) -> Answer:
        """The passages that support and contradict facts, claims or quotations.

        Args:
            fact: one or several, by id or IRI; of a row, all that it rests on.
        """
        return self.ask("evidence/for-fact", fact=fact.facts if isinstance(fact, Row) else fact)

    def close(self) -> None:
        """Let go of what is held open; nothing can be asked any more."""
        if self._open is not None:
            self._open.store.close()
        self._open = None

    @cached_property
    def _search(self) -> Search:
        return Search(self.target.store, self.target.terms)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = f"build {self._open.build[:12] or 'unknown'}" if self._open else "closed"
        return f"<KnowledgeGraph of {self.where}, {state}>"


_WORDINGS = 3
_TRIPLE = ("subject", "predicate", "object")


def _written(name: str, value: Value | Iterable[Value]) -> str:
    """A value as a user writes it, several with blanks between.

    Raises:
        ParameterError: where it is none that a parameter can have.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
        return " ".join(_written(name, one) for one in value)
    raise ParameterError(
        f"{value!r} is no value of a parameter",
        where=f"parameter {name}",
        hint="give a str, an int or a date",
    )


def _values(terms: Mapping[str, Term]) -> dict[str, Cell]:
    return {name: value_of(term) for name, term in terms.items()}


def value_of(term: Term) -> Cell:
    """A term of RDF as Python has it; a literal that is not what its datatype says as its words."""
    if isinstance(term, BlankNode | Triple):
        return str(term)
    try:
        return cell(term)
    except ValueError:
        return term.value
