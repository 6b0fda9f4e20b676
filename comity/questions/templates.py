"""The wordings of the stored queries' heads, turned into templates: concepts and typed slots."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from comity.dates import PartialDate
from comity.questions.names import Names, Thing, admits, meant
from comity.questions.parsing import ASKING, Parsed, Slot, parse
from comity.questions.times import Time, TimeKind
from comity.questions.words import Words
from comity.storedquery import Parameter, ParameterType, StoredQuery

_WORDS = frozenset({ParameterType.TOPIC})
_TIMES = frozenset({ParameterType.DATE, ParameterType.YEAR})
_SPEAKER = "person"
"""The parameter of queries about statements that is who speaks, not what is spoken of."""


@dataclass(frozen=True, slots=True)
class Template:
    """One wording of a stored query.

    Args:
        query: the stored query.
        example: the wording.
        concepts: of its words.
        parameters: what its slots set, in order; None for one that narrows nothing.
        sorts: of what things the slots were.
        are_about: of the slots, whether they were what something is said about.
        time: the kind of its time; None where it has none.
        tense: as of `Parsed`.
    """

    query: StoredQuery
    example: str
    concepts: frozenset[str]
    parameters: tuple[Parameter | None, ...]
    sorts: tuple[frozenset[str], ...]
    are_about: tuple[bool, ...]
    time: TimeKind | None
    tense: str

    @property
    def signature(self) -> tuple[frozenset[str], int]:
        """What a question must have in common with it."""
        return self.concepts, len(self.parameters)


Templates = Mapping[tuple[frozenset[str], int], Sequence[Template]]


def templates(queries: Iterable[StoredQuery], names: Names, words: Words) -> Templates:
    """The templates of all wordings, by what a question must have in common with them.

    Args:
        queries: whose heads are read.
        names: what the store knows; other names stand for what the query takes.
        words: the vocabulary.
    """
    found: dict[tuple[frozenset[str], int], list[Template]] = defaultdict(list)
    for query in queries:
        for example in query.examples:
            for organs in (True, False):
                parsed = parse(example, names, words, dt.date.min, organs=organs)
                template = _template(query, example, parsed)
                if template:
                    found[template.signature].append(template)
                    break
    return found


def speaks_alike(template: Template, parsed: Parsed) -> bool:
    """Whether a question is asked in the way of a wording, as far as that matters.

    "When does" is not "when did": a condition is no event. "ASEAN accessions" are those to ASEAN,
    but "did ASEAN accede" is not: a wording without question word or auxiliary is for its like.
    """
    if not (template.concepts & ASKING or template.tense):
        return not parsed.tense
    return not ("when" in template.concepts and {template.tense, parsed.tense} == {"now", "past"})


def literal(template: Template, slots: Mapping[str, Slot]) -> bool:
    """Whether names are taken as names, and only other words as words to look for."""
    words = {p.name for p in template.parameters if p and p.type in _WORDS}
    return not any(slots[name].things for name in words & set(slots))


def placed(template: Template, slots: Sequence[Slot]) -> dict[str, Slot] | None:
    """Which slot sets which parameter; None where the template has no place for one of them.

    The order counts: Finland left NATO, and not the other way round. An organisation is taken for a
    member only beside a body, or where the wording has one too.
    """
    kinds = {p.type for p in template.parameters if p}
    parts = list(zip(template.parameters, template.sorts, template.are_about, slots, strict=True))
    for parameter, sorts, is_about, slot in parts:
        if not _fits(parameter, sorts, slot, takes_bodies=ParameterType.BODY in kinds):
            return None
        if is_about != slot.is_about and len(slots) > 1 and _is_ambiguous(template):
            return None
    return {parameter.name: slot for parameter, _, _, slot in parts if parameter}


def _is_ambiguous(template: Template) -> bool:
    """Whether a name could set either of two parameters that take anything that has a name."""
    free = [p for p in template.parameters if p and p.type is ParameterType.ENTITY]
    return len(free) > 1 or (
        bool(free) and any(p and p.type in _WORDS for p in template.parameters)
    )


def timed(
    query: StoredQuery, times: Sequence[Time], tense: str, today: dt.date
) -> dict[str, str] | None:
    """The settings that a question's times make; None where the query does not take them.

    Where a day is needed and none is said, the present tense means today.
    """
    kinds = {p.name: p for p in query.parameters if p.type in _TIMES}
    if len(times) > 1:
        return None
    time = times[0] if times else None
    if "date" in kinds:
        return _day(time, tense, today)
    if time is None or (time.kind is TimeKind.TODAY and not kinds):
        return {}
    if "since" in kinds:
        return _span(time)
    if "year" in kinds and time.kind is TimeKind.YEAR:
        return {"year": str(time.since)}
    return None


def needs_day(query: StoredQuery) -> bool:
    """Whether a query is asked of a day."""
    return any(p.type is ParameterType.DATE and p.required for p in query.parameters)


def timeless(template: Template, times: Sequence[Time]) -> bool:
    """Whether a query takes no time, but has this wording with one: its rows have the dates."""
    takes_none = not any(p.type in _TIMES for p in template.query.parameters)
    return takes_none and len(times) == 1 and times[0].kind is not TimeKind.TODAY


def needed(query: StoredQuery, settings: Iterable[str]) -> bool:
    """Whether all that a query must be told is among some settings."""
    given = set(settings)
    return all(parameter.name in given for parameter in query.parameters if parameter.required)


def possible(query: StoredQuery, slots: Sequence[Slot]) -> list[dict[str, Slot]]:
    """Parameters for as many of some names as the query has places for, whatever the wording.

    One choice where names and parameters fit in order; of names that compete for one parameter, a
    choice for each.
    """
    for count in range(len(slots), 0, -1):
        found = [
            dict(zip([p.name for p in chosen if p], some, strict=True))
            for some in combinations(slots, count)
            if (chosen := _assigned(query, some)) and None not in chosen
        ]
        if found:
            return found
    return [{}] if not any(p.required and p.type not in _TIMES for p in query.parameters) else []


def _template(query: StoredQuery, example: str, parsed: Parsed) -> Template | None:
    parameters = _assigned(query, parsed.slots, is_example=True)
    if parameters is None or len(parsed.times) > 1:
        return None
    return Template(
        query=query,
        example=example,
        concepts=parsed.concepts,
        parameters=parameters,
        sorts=tuple(frozenset(thing.sort for thing in slot.things) for slot in parsed.slots),
        are_about=tuple(slot.is_about for slot in parsed.slots),
        time=parsed.times[0].kind if parsed.times else None,
        tense=parsed.tense,
    )


def _assigned(
    query: StoredQuery, slots: Sequence[Slot], *, is_example: bool = False
) -> tuple[Parameter | None, ...] | None:
    """The first assignment, in the order of the parameters, that leaves out none that is needed.

    None for a slot that no parameter takes; altogether None where something needed is left out.
    """
    options = [_options(query, slot, slots, is_example=is_example) or [None] for slot in slots]
    needed = {p.name for p in query.parameters if p.required and p.type not in _TIMES}
    for chosen in product(*options):
        taken = [parameter.name for parameter in chosen if parameter]
        if len(set(taken)) == len(taken) and needed <= set(taken):
            return chosen
    return None


def _options(
    query: StoredQuery, slot: Slot, slots: Sequence[Slot], *, is_example: bool
) -> list[Parameter | None]:
    """The parameters that take a slot: of a lone body, those first that take nothing else.

    A wording may have a name that the store does not know: it stands for what is still needed.
    """
    left = [p for p in query.parameters if p.type not in _TIMES]
    fitting = [p for p in left if _takes(p, slot)]
    if is_example and not slot.things and slot.words[:1].isupper():
        left.sort(key=lambda p: (p.name == _SPEAKER) == slot.is_about)
        return [*(p for p in left if p.type not in _WORDS), *fitting]
    if slot.things and all(thing.sort == "person" for thing in slot.things):
        fitting.sort(key=lambda p: p.type is not ParameterType.PERSON)
    fitting.sort(key=lambda p: (p.name == _SPEAKER) == slot.is_about)
    if slot.is_body and not is_example:
        fitting = [p for p in fitting if p.type is not ParameterType.MEMBER]
    if slot.is_body and sum(other.is_body for other in slots) == 1:
        fitting.sort(key=lambda p: p.type is not ParameterType.BODY)
    return [*fitting]


def _takes(parameter: Parameter, slot: Slot) -> bool:
    if not slot.things:
        return parameter.type in _WORDS
    return any(admits(parameter.type, thing.sort) for thing in slot.things)


def _fits(
    parameter: Parameter | None, sorts: frozenset[str], slot: Slot, *, takes_bodies: bool
) -> bool:
    if parameter is None:
        return bool(sorts & {thing.sort for thing in slot.things})
    if parameter.type is ParameterType.MEMBER and slot.is_body:
        return takes_bodies or "org" in sorts
    return _takes(parameter, slot) or parameter.type in _WORDS


def _day(time: Time | None, tense: str, today: dt.date) -> dict[str, str] | None:
    if time is None:
        return {"date": today.isoformat()} if tense in ("now", "") else None
    if time.kind in (TimeKind.DAY, TimeKind.TODAY) and time.since == time.until:
        return {"date": str(time.since)}
    return None


def _span(time: Time) -> dict[str, str]:
    if time.kind is TimeKind.YEAR:
        return {"year": str(time.since)}
    ends = {"since": time.since, "until": time.until}
    return {name: str(end) for name, end in ends.items() if end}


def edges(time: Time) -> Iterator[PartialDate]:
    """The first and the last day of a time, as far as it has them."""
    for day in (time.since and time.since.earliest, time.until and time.until.latest):
        if day:
            yield PartialDate.of_day(day)


def things(slot: Slot, parameter: Parameter) -> list[Thing]:
    """What a slot's name means for a parameter: one thing, or those that are equally likely."""
    return meant(slot.things, parameter.type)
