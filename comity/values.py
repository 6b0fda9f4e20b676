"""What a user writes for a parameter, and the terms that it stands for.

A value is an IRI, an id such as `org/nato`, a date, a number, words, or a name that the store
knows. A name that several things carry stands for none of them: the error lists them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from comity import terms
from comity.dates import PartialDate
from comity.errors import DateError, ParameterError, UnknownNameError
from comity.hints import did_you_mean, suggestions
from comity.spelling import normal
from comity.storedquery import Parameter, ParameterType, Term

CLASSES = {
    ParameterType.BODY: ("Organisation", "Treaty"),
    ParameterType.MEMBER: ("State", "Territory", "Organisation"),
    ParameterType.ENTITY: (
        *("State", "Territory", "Organisation", "Organ", "Treaty"),
        *("Official", "Office", "Mention"),
    ),
    ParameterType.PERSON: ("Official", "Mention"),
    ParameterType.OFFICE: ("Office",),
    ParameterType.ORGAN: ("Organ",),
    ParameterType.MEETING: ("Meeting",),
    ParameterType.ARTICLE: ("Article",),
}
"""The classes among whose names a value is looked for, by the parameter's type."""

_ABSOLUTE = re.compile(r"(https?://|urn:)\S+")
_ID = re.compile(r"[a-z][a-z-]*/\S+")
_TOKEN = re.compile(r"\w+\+?")  # OPEC+ is not OPEC
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\s+)?(?P<month>[a-z]{3,9})\.?"
    r"(?:\s+(?P<after>\d\d?)(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{4})",
    re.ASCII,
)
_SMALL_WORDS = {"the", "of", "s"}
_ALIASES = frozenset(
    terms.term(local).value
    for local in ("demonym", "acronym", "shortForm", "alsoNamed", "ambiguousName")
) | {terms.name("skos", "altLabel").value}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the store, one of its names, and the property that gives it."""

    thing: NamedNode
    name: str
    property: NamedNode


NamesOf = Callable[[Sequence[NamedNode]], Iterable[Named]]
"""Looks up what the things of some classes are called."""


@dataclass(frozen=True)
class _Known:
    """The names of all things of a class."""

    names: tuple[Named, ...]

    @cached_property
    def things(self) -> frozenset[NamedNode]:
        return frozenset(named.thing for named in self.names)

    @cached_property
    def by_name(self) -> Mapping[tuple[str, ...], list[Named]]:
        found: dict[tuple[str, ...], list[Named]] = defaultdict(list)
        for named in self.names:
            found[folded(named.name)].append(named)
        return dict(found)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what users write; it looks names up once and keeps them.

    Args:
        names_of: looks up names in a store.
        terms: the IRIs of the build's data.
    """

    names_of: NamesOf
    terms: terms.Terms
    _kept: dict[str, _Known] = field(default_factory=dict, init=False, repr=False, compare=False)

    def read(self, parameter: Parameter, given: str) -> tuple[Term, ...]:
        """The terms that `given` stands for; several only where the parameter takes them.

        Raises:
            ParameterError: where it does not fit the parameter's type.
            UnknownNameError: where nothing, or more than one thing, is called so.
        """
        if not given.strip():
            return ()
        pieces = given.split() if parameter.many else [given.strip()]
        return tuple(self._term(parameter, piece) for piece in pieces)

    def _term(self, parameter: Parameter, given: str) -> Term:
        try:
            literal = _LITERALS.get(parameter.type)
            return literal(parameter, given) if literal else self._node(parameter, given)
        except (ValueError, DateError) as error:
            why = error.what if isinstance(error, DateError) else str(error)
            raise ParameterError(
                f"{given!r} is no {parameter.type}: {why}", where=f"parameter {parameter.name}"
            ) from error

    def _node(self, parameter: Parameter, given: str) -> NamedNode:
        if _ABSOLUTE.fullmatch(given):
            return NamedNode(given)
        if parameter.type not in CLASSES:
            return self.terms.id(given)
        known = [self._known(local) for local in CLASSES[parameter.type]]
        if _ID.fullmatch(given):
            node = self.terms.id(given)
            if any(node in several.things for several in known):
                return node
        return self._the_one(parameter, given, known)

    def _known(self, local: str) -> _Known:
        if local not in self._kept:
            self._kept[local] = _Known(tuple(self._names(local)))
        return self._kept[local]

    def _names(self, local: str) -> Iterable[Named]:
        for named in self.names_of([terms.term(local)]):
            yield named
            if local == "Article":
                article_id = (self.terms.key(named.thing) or "").removeprefix("article/")
                yield Named(named.thing, article_id.rpartition("-")[0], named.property)
                yield Named(named.thing, article_id.partition("-")[0], named.property)

    def _the_one(self, parameter: Parameter, given: str, known: Sequence[_Known]) -> NamedNode:
        wanted = folded(given)
        meant = (named for several in known for named in several.by_name.get(wanted, ()))
        things = _preferred(list(meant) if wanted else [])
        if len(things) == 1:
            return things[0]
        names = [named for several in known for named in several.names]
        where = f"parameter {parameter.name}"
        if things:
            listed = ", ".join(self._told_apart(thing, names) for thing in things)
            what = f"{given!r} may mean several things"
            raise UnknownNameError(what, where=where, hint=f"say which: {listed}")
        ids = [self.terms.key(n.thing) or "" for n in names] if _ID.fullmatch(given) else ()
        close = suggestions(given, ids or [named.name for named in names])
        what = f"no {parameter.type} is known as {given!r}"
        raise UnknownNameError(what, where=where, hint=did_you_mean(close))

    def _told_apart(self, thing: NamedNode, names: Sequence[Named]) -> str:
        """What to write for a thing, and what it is called: "org/cis (Commonwealth of …)"."""
        called = (n.name for n in names if n.thing == thing and n.property.value not in _ALIASES)
        return f"{self.terms.key(thing) or thing.value} ({next(called, 'without a label')})"


def folded(name: str) -> tuple[str, ...]:
    """A name as it is compared: without case, accents, articles and the order of its words.

    So "CSTO Secretary General" and "the Secretary General of the CSTO" are one name.
    """
    tokens = (normal(token) for token in _TOKEN.findall(name.casefold()))
    return tuple(sorted(token for token in tokens if token not in _SMALL_WORDS))


def _preferred(meant: Sequence[Named]) -> list[NamedNode]:
    """The things meant; those of which it is the first name come before those it is an alias of.

    An official comes before the mentions in articles that the official was identified from.
    """
    ranked: dict[NamedNode, tuple[bool, bool]] = {}
    for named in meant:
        rank = (named.property.value in _ALIASES, "/id/article/" in named.thing.value)
        ranked[named.thing] = min(rank, ranked.get(named.thing, rank))
    best = min(ranked.values(), default=None)
    return sorted((thing for thing, rank in ranked.items() if rank == best), key=str)


def dated(given: str) -> PartialDate:
    """The date that a user writes: EDTF, or English words such as "28 March 2024", "March 2024".

    Raises:
        DateError: where it is neither, or no such day exists.
    """
    words = _IN_WORDS.fullmatch(" ".join(given.casefold().split()))
    months = [n for n, m in enumerate(_MONTHS, 1) if words and m.startswith(words["month"])]
    if words is None or len(months) != 1 or (words["day"] and words["after"]):
        return PartialDate(given.strip())
    day = words["day"] or words["after"]
    return PartialDate.of(int(words["year"]), months[0], int(day) if day else None)


def _date(parameter: Parameter, given: str) -> Literal:
    date = dated(given)
    day = date.latest if parameter.bound == "latest" else date.earliest
    if day is None or not (parameter.bound or date.is_day):
        raise ParameterError(
            f"{given!r} is not a day",
            where=f"parameter {parameter.name}",
            hint="write 1992-05-15 or 15 May 1992",
        )
    return Literal(day.isoformat(), datatype=terms.name("xsd", "date"))


def _integer(_: Parameter, given: str) -> Literal:
    return Literal(str(int(given)), datatype=terms.name("xsd", "integer"))


def _year(parameter: Parameter, given: str) -> Literal:
    if PartialDate(given).edtf.isdigit():
        return _integer(parameter, given)
    raise ParameterError(
        f"{given!r} is not a year", where=f"parameter {parameter.name}", hint="write 1992"
    )


def _text(_: Parameter, given: str) -> Literal:
    given.encode()  # a lone surrogate is no text: it raises, as a ValueError
    return Literal(given)


_LITERALS: dict[ParameterType, Callable[[Parameter, str], Literal]] = {
    ParameterType.DATE: _date,
    ParameterType.YEAR: _year,
    ParameterType.INTEGER: _integer,
    ParameterType.TEXT: _text,
    ParameterType.TOPIC: _text,
}
