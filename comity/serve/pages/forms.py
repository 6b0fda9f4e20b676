"""A form for each stored query: a field for each parameter, with what the build has for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from comity import lookups
from comity.errors import ComityError
from comity.serve.pages.asking import select
from comity.serve.snapshot import Opened
from comity.storedquery import Parameter, ParameterType, StoredQuery
from comity.values import dated

_MOST = 250
"""How many choices a field offers; more would make a page of nothing else."""

_CHOICES: Mapping[ParameterType, str] = {
    ParameterType.BODY: "{ ?m a comity:OrganisationMembership ; comity:body ?thing } "
    "UNION { ?m a comity:TreatyParticipation ; comity:body ?thing } "
    "UNION { ?m comity:treaty ?thing }",
    ParameterType.MEMBER: "?m comity:member ?thing",
    ParameterType.ENTITY: "{ ?m comity:member ?thing } UNION { ?m comity:statedBy ?thing } "
    "UNION { ?m a comity:OrganisationMembership ; comity:body ?thing }",
    ParameterType.PERSON: "?m comity:statedBy ?thing",
    ParameterType.OFFICE: "?m comity:office ?thing",
    ParameterType.MEETING: "?thing a comity:Meeting",
}
"""What of the build a parameter of a type can be set to: patterns of `?thing`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Args:
        name: the parameter's name.
        type: the parameter's type.
        kind: the input's type, as HTML has it.
        description: what it means.
        required: whether the query is not asked without it.
        value: what it is set to.
        example: what it could be set to.
        choices: what the build knows: ids, or names that only one thing has; and what they mean.
    """

    name: str
    type: str
    kind: str
    description: str
    required: bool
    value: str
    example: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What can be asked: a stored query with its fields."""

    name: str
    summary: str
    description: str
    fields: tuple[Field, ...]


def form(opened: Opened, query: StoredQuery, given: Mapping[str, str]) -> Form:
    """The form of a stored query.

    Args:
        opened: knows what can be chosen.
        query: the stored query.
        given: the values of its parameters, as a user wrote them.
    """
    fields = tuple(_field(opened, one, given.get(one.name, "")) for one in query.parameters)
    return Form(query.name, query.summary, query.description, fields)


def _field(opened: Opened, parameter: Parameter, value: str) -> Field:
    kind = _kind(parameter)
    return Field(
        name=parameter.name,
        type=str(parameter.type),
        kind=kind,
        description=parameter.description,
        required=parameter.required,
        value=_iso(value) if kind == "date" else value,
        example=parameter.default or "",
        choices=choices(opened, parameter.type),
    )


def _kind(parameter: Parameter) -> str:
    if parameter.type is ParameterType.DATE:
        return "text" if parameter.bound else "date"
    return "number" if parameter.type in {ParameterType.YEAR, ParameterType.INTEGER} else "text"


def _iso(value: str) -> str:
    """A day as a browser's field for dates takes it."""
    try:
        day = dated(value).earliest
    except ComityError:
        return ""
    return day.isoformat() if day else ""


@lru_cache(maxsize=32)
def choices(opened: Opened, kind: ParameterType) -> tuple[tuple[str, str], ...]:
    """What a parameter of a type can be set to: what to write, and what it is called.

    Of more than a field can offer, those that most is known of.
    """
    if kind not in _CHOICES:
        return ()
    found = select(
        opened,
        f"SELECT ?thing {{ {_CHOICES[kind]} }} GROUP BY ?thing "
        "ORDER BY DESC(COUNT(*)) ?thing LIMIT $most",
        most=_MOST,
    )
    things = [thing for row in found if (thing := lookups.node(row, "thing"))]
    labels = lookups.labels(opened.target.store, things)
    keyed = ((opened.target.terms.key(thing), labels[thing]) for thing in things)
    return tuple(sorted(((key, label) for key, label in keyed if key), key=lambda c: c[1]))
