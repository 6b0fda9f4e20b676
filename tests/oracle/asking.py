"""Asks a world's stored queries what there is to ask, and compares with the oracles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from comity.answers import Answer, run
from comity.queries import find
from comity.store import Store
from comity.storedquery import Parameter, ParameterType, StoredQuery, Term
from comity.terms import name, term
from tests.oracle.known import Cell, Known
from tests.oracle.rows import evidence, expected, sorting
from tests.synthetic.chance import Chance
from tests.synthetic.world import TERMS

TOPICS = (
    "zolta",
    "FISHING",
    "i\u0307zmir E\u0301",
    "Quotas",
    "🐟 F",
    "ŵe\u200bARE",
    "straße",
    "no such",
)
TRIES = 4
YEARS = (1993, 1992, 2004, 2019, 987, 19)
_CHOICES = {"kind": ("conflict", "related"), "scope": ("article", "source")}
_NAMED = ("Organisation", "State", "Official", "Mention", "Office", "Article", "Meeting")
_DESCRIBED = ("Outlet", "Passage", "MembershipInterval", "Conflict", "Treaty", "Official")
_DAY = name("xsd", "date")
_NUMBER = name("xsd", "integer")


def values(chance: Chance, known: Known, query: StoredQuery) -> dict[str, Cell] | None:
    """Values for the parameters, with some luck such as there is an answer to.

    Each parameter that needs a value has one, and some of the others; None where there is none.
    """
    given = None
    for _ in range(TRIES):
        given = _given(chance, known, query)
        if given is None or expected(known, query.name, **given):
            break
    return given


def _given(chance: Chance, known: Known, query: StoredQuery) -> dict[str, Cell] | None:
    given: dict[str, Cell] = {}
    for parameter in query.parameters:
        if parameter.required or chance.count(1, 3) == 3:
            options = options_of(known, query, parameter)
            if options:
                given[parameter.name] = chance.one_of(options)
            elif parameter.required:
                return None
    return given


def options_of(known: Known, query: StoredQuery, parameter: Parameter) -> list[Cell]:
    """What can be asked for of a world."""
    if parameter.name in _CHOICES:
        return [*_CHOICES[parameter.name]]
    if parameter.name == "class":
        classes = _DESCRIBED if query.name == "lookup/described" else _NAMED
        return [term(local).value for local in classes]
    return _OPTIONS[parameter.type](known)


def bound(query: StoredQuery, given: Mapping[str, Cell]) -> dict[str, list[Term]]:
    """The values as terms."""
    return {key: [_term(query.parameter(key).type, value)] for key, value in given.items()}


def answer(store: Store, query: StoredQuery, given: Mapping[str, Cell]) -> Answer:
    return run(store, query, bound(query, given))


def agree(known: Known, name_: str, given: Mapping[str, Cell]) -> Answer:
    """Assert that a query answers what its oracle expects: rows, evidence, labels, order."""
    query = find(name_)
    found = answer(known.world.store, query, given)
    rows = expected(known, name_, **given)
    columns = {column.name for column in query.columns}
    assert all(set(row.values) == columns for row in rows), name_
    by_values = {_key(query, row.values): row for row in rows}
    mine = [_key(query, row.values) for row in found.rows]
    assert sorted(mine, key=repr) == sorted(by_values, key=repr), (name_, given)
    for key, row in zip(mine, found.rows, strict=True):
        told, want = row.values, by_values[key]
        shown = frozenset(row.facts)
        if "fact" in query.text.partition("WHERE")[0].partition("SELECT")[2]:
            assert want.facts <= shown <= want.facts | want.may, (name_, given, key)
            assert shown or not want.may, (name_, given, key)
        pieces = {_piece(known, piece) for piece in row.evidence}
        assert pieces == evidence(known, replace(want, facts=shown)), (name_, given, key)
        for column in query.columns:
            if f"{column.name}_label" in told:
                assert told[f"{column.name}_label"] == known.label(str(told[column.name]))
    assert found.rows or found.note, (name_, given)
    order = [sorting(by_values[key].order) for key in mine]
    assert order == sorted(order), (name_, given)
    return found


def _key(query: StoredQuery, told: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return tuple(told[column.name] for column in query.columns)


def _piece(known: Known, piece: object) -> tuple[Cell, ...]:
    shown = piece.to_json()  # type: ignore[attr-defined]  # evidence has it
    text = known.articles[shown["article"]].text
    assert text[shown["start"] : shown["end"]] == shown["quote"]
    return (*[shown[key] for key in _SHOWN], " < ".join(shown["chain"]))


_SHOWN = ("claim", "stance", "article", "outlet", "published", "start", "end", "quote", "speaker")


def _term(kind: ParameterType, value: Cell) -> Term:
    if kind is ParameterType.DATE:
        return Literal(str(value), datatype=_DAY)
    if kind in (ParameterType.YEAR, ParameterType.INTEGER):
        return Literal(str(value), datatype=_NUMBER)
    if kind in (ParameterType.TEXT, ParameterType.TOPIC):
        return Literal(str(value))
    return NamedNode(str(value))


def _bodies(known: Known) -> list[Cell]:
    stock = known.world.stock
    listed = [TERMS.id(body.key).value for body in stock.bodies]
    local = [iri for iri in known.local if "/org/" in iri]
    return [*listed, *local]


def _members(known: Known) -> list[Cell]:
    return [TERMS.id(actor.key).value for actor in known.world.stock.actors]


def _people(known: Known) -> list[Cell]:
    officials = [iri for iri, _ in known.of("Official")]
    return [*officials, *(iri for iri in known.local if "/person/" in iri)]


def _entities(known: Known) -> list[Cell]:
    stock = [TERMS.id(entity.key).value for entity in known.world.stock.known]
    others = [iri for iri in known.local if "/person/" not in iri]
    return [*_people(known), *stock, *others]


def _days(known: Known) -> list[Cell]:
    """Every day that the facts name, the one before and the one after."""
    found = {
        value
        for node in known.facts.values()
        for values_ in node.values()
        for value in values_
        if isinstance(value, str) and len(value) == 10 and value[:4].isdigit() and value[4] == "-"
    }
    days = {dt.date.fromisoformat(day) for day in found} | {dt.date(2000, 1, 1)}
    near = {day + dt.timedelta(days=step) for day in days for step in (-1, 0, 1)}
    return [day.isoformat() for day in sorted(near)]


def _things(known: Known) -> list[Cell]:
    return [*known.facts, *known.claims, *known.quotations]


_OPTIONS: Mapping[ParameterType, Callable[[Known], list[Cell]]] = {
    ParameterType.BODY: _bodies,
    ParameterType.MEMBER: _members,
    ParameterType.PERSON: _people,
    ParameterType.ENTITY: _entities,
    ParameterType.OFFICE: lambda known: [iri for iri, _ in known.of("Office")],
    ParameterType.DATE: _days,
    ParameterType.YEAR: lambda _: [*YEARS],
    ParameterType.TOPIC: lambda _: [*TOPICS],
    ParameterType.ARTICLE: lambda known: [*known.articles],
    ParameterType.FACT: _things,
}
