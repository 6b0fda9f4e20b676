"""Answers that differ: stored queries asked of both, about what the changed facts are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pyoxigraph import Literal, NamedNode

from comity import answers, lookups
from comity.answers import Answer, Cell, Row
from comity.asking import settings_of
from comity.dataset import Dataset
from comity.diff.facts import Fact, FactChange, same_text
from comity.errors import ParameterError
from comity.evidence import Evidence
from comity.queries import find, stored_queries
from comity.storedquery import Parameter, ParameterType, StoredQuery, Term
from comity.terms import name
from comity.values import Reader

_DAYS = 3
"""How many days of a changed fact are asked about."""

Given = tuple[tuple[str, tuple[Term, ...]], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A stored query with the values it is asked with."""

    query: StoredQuery
    given: Given = ()


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that is not the same of both.

    Args:
        query: the query's name.
        parameters: what it was asked with, as people read it.
        columns: of its rows.
        gone: rows that only the first gives.
        come: rows that only the second gives.
        evidence: rows that both give, that rest on other words: as each gives them.
    """

    query: str
    parameters: Mapping[str, Cell]
    columns: tuple[str, ...]
    gone: tuple[Row, ...]
    come: tuple[Row, ...]
    evidence: tuple[tuple[Row, Row], ...]


def asked_for(texts: Sequence[str], data: Dataset) -> list[Question]:
    """The questions that a user writes: `members-on body=NATO date=2024-03-07`.

    Raises:
        ParameterError: where a value does not fit.
        QueryError: where there is no such query.
        UnknownNameError: where a name means nothing in the data, or several things.
    """
    reader = Reader(lambda classes: lookups.names(data.store(), classes), data.terms)
    return [_read(text, reader) for text in texts]


def about(changes: Iterable[FactChange]) -> Iterator[Question]:
    """The questions that changed facts call for, each once, those of everything first.

    A query that needs no value is asked of everything; one that does, with the values that a
    changed fact gives for all that it needs.
    """
    known = [query for query in stored_queries() if not query.name.startswith("lookup/")]
    queries = sorted(known, key=lambda query: query.name.startswith("evidence/"))
    for query in queries:
        if not any(parameter.required for parameter in query.parameters):
            yield Question(query)
    seen = set[tuple[str, Given]]()
    for change in changes:
        for query in queries:
            for question in _about(query, change):
                if (query.name, question.given) not in seen:
                    seen.add((query.name, question.given))
                    yield question


def compared(question: Question, a: Dataset, b: Dataset) -> AnswerChange | None:
    """How the answers to a question differ; None where they do not."""
    had, has = (_asked(question, data) for data in (a, b))
    old, new = ({_key(row): row for row in answer.rows} for answer in (had, has))
    gone = tuple(row for key, row in old.items() if key not in new)
    come = tuple(row for key, row in new.items() if key not in old)
    both = [(row, new[key]) for key, row in old.items() if key in new]
    moved = tuple((one, other) for one, other in both if _words(one) != _words(other))
    if not (gone or come or moved):
        return None
    said = {**had.parameters, **has.parameters}
    return AnswerChange(has.query, said, has.columns, gone, come, moved)


def _read(text: str, reader: Reader) -> Question:
    words = _split(text)
    if not words:
        raise ParameterError("a question is empty", hint="write --ask 'joined-in year=1993'")
    query = find(words[0])
    given = {
        key: reader.read(query.parameter(key), value)
        for key, value in settings_of(words[1:]).items()
    }
    return Question(query, tuple(sorted(given.items())))


def _split(text: str) -> list[str]:
    """A query's name and its settings: a value may have blanks, up to the next `NAME=`."""
    words: list[str] = []
    for word in text.split():
        if "=" in word or not words:
            words.append(word)
        elif len(words) > 1:
            words[-1] += f" {word}"
        else:
            raise ParameterError(f"{word!r} sets nothing", hint="write NAME=VALUE")
    return words


def _about(query: StoredQuery, change: FactChange) -> Iterator[Question]:
    needed = [parameter for parameter in query.parameters if parameter.required]
    if not needed:
        return
    options = [tuple(_values(parameter, change)) for parameter in needed]
    for values in product(*options):
        if len(set(values)) < len(values):
            continue  # a body is not compared with itself
        pairs = zip(needed, values, strict=True)
        yield Question(query, tuple((parameter.name, (value,)) for parameter, value in pairs))


def _values(parameter: Parameter, change: FactChange) -> Iterator[Term]:
    facts = [fact for fact in (change.before, change.after) if fact]
    if parameter.type in (ParameterType.DATE, ParameterType.YEAR):
        yield from _times(parameter.type, facts)
    else:
        kinds = {"body", "member"} if parameter.type is ParameterType.ENTITY else {parameter.type}
        named = (n for fact in facts for kind in kinds for n in fact.asks.get(str(kind), ()))
        yield from dict.fromkeys(node for node in named if isinstance(node, NamedNode))


def _times(kind: ParameterType, facts: Sequence[Fact]) -> list[Term]:
    """The days that a change is about: those that only one of the two names come first."""
    days = [{day.value for day in fact.days if isinstance(day, Literal)} for fact in facts]
    everywhere = set.intersection(*days)
    ordered = sorted(set.union(*days), key=lambda day: (day in everywhere, day))[:_DAYS]
    if kind is ParameterType.DATE:
        return [Literal(day, datatype=name("xsd", "date")) for day in ordered]
    years = dict.fromkeys(day[:4] for day in ordered)
    return [Literal(str(int(year)), datatype=name("xsd", "integer")) for year in years]


def _asked(question: Question, data: Dataset) -> Answer:
    return answers.run(data.store(), question.query, dict(question.given), build=data.build)


def _key(row: Row) -> tuple[tuple[str, Cell], ...]:
    """What a row says; an article is the same whatever its text says now."""
    return tuple(
        (key, same_text(value) if isinstance(value, str) else value)
        for key, value in row.values.items()
    )


def _words(row: Row) -> set[tuple[object, ...]]:
    """What a row rests on, by its words and its source, not by the claims' names."""
    return {_piece(piece) for piece in row.evidence}


def _piece(piece: Evidence) -> tuple[object, ...]:
    words = piece.quote or piece.quote_hash
    return piece.stance, same_text(piece.article), words, piece.speaker, piece.chain
