"""In a worker: what can be given for a parameter of a stored query, of what this build knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache

from pyoxigraph import NamedNode

from comity import lookups, terms
from comity.answers import cell
from comity.search import KINDS
from comity.serve.snapshot import Opened, search_of
from comity.spelling import normal
from comity.store import Store
from comity.storedquery import Parameter, ParameterType, StoredQuery, Term, serialised
from comity.terms import PREFIXES
from comity.values import CLASSES, Named

_KIND_OF = {local: kind for kind, local in KINDS.items()}
_WORD = re.compile(r"\w+\+?")
_USES = """
PREFIX comity: <{comity}>
SELECT ?thing (COUNT(DISTINCT ?user) AS ?uses) WHERE {{
  VALUES ?class {{ {classes} }}
  ?thing a ?class .
  ?user ?property ?thing .
  FILTER EXISTS {{ ?user comity:supportedBy|comity:passage ?words }}
}} GROUP BY ?thing
"""
_DAYS = """
PREFIX comity: <{comity}>
SELECT ?day (COUNT(*) AS ?uses) WHERE {{
  VALUES ?property {{
    comity:startEarliest comity:startLatest comity:endEarliest comity:endLatest
    comity:heldOn comity:notHeldOn comity:earliest comity:latest
  }}
  ?said ?property ?day .
}} GROUP BY ?day
"""


Counted = Sequence[tuple[str, int]]
"""Values, each with how often it stands there, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be given for a parameter.

    Args:
        value: what to give.
        label: what it is called.
        kind: of a thing one of `comity.search.KINDS`; of all else the type of the parameter.
        matched: the name of it that is what was typed, or near it; empty where nothing was.
        uses: how many facts, claims and quotations of this build name it.
    """

    value: str
    label: str
    kind: str
    matched: str
    uses: int

    def to_json(self) -> dict[str, object]:
        """As plain data."""
        return asdict(self)


def choices(opened: Opened, query: StoredQuery, name: str, typed: str, limit: int) -> list[Choice]:
    """What can be given for a parameter, the likeliest first.

    Args:
        opened: what knows it.
        query: whose parameter.
        name: the parameter.
        typed: the beginning of it, of one of its names or of words of them; slips are forgiven.
        limit: how many at most.

    Raises:
        ParameterError: where the query has no such parameter.
    """
    parameter = query.parameter(name)
    if parameter.type in CLASSES:
        return list(_things(opened, parameter.type, typed, limit))
    counted = _names_of(opened).counted(query, parameter)
    wanted = typed.strip().casefold()
    found = [(v, n) for v, n in counted if v.casefold().startswith(wanted)]
    return [Choice(v, v, str(parameter.type), v if wanted else "", n) for v, n in found[:limit]]


def _things(opened: Opened, kind: ParameterType, typed: str, limit: int) -> Iterator[Choice]:
    names = _names_of(opened)
    known = names.of(kind)
    found = dict(known.beginning(typed))
    first = sorted(found, key=lambda t: (found[t][0], -known.uses[t], found[t][1], t.value))
    if not typed.strip():
        first = [thing for thing in first if known.uses[thing]]
    if len(first) < limit and typed.strip():
        kinds = [_KIND_OF[local] for local in CLASSES[kind]]
        for match in names.search.find(typed, kinds, limit):
            thing = NamedNode(match.iri)
            if thing not in found:
                found[thing] = (9, match.matched)
                first.append(thing)
    labels = lookups.labels(opened.target.store, first[: 2 * limit])
    for thing in _without_echoes(first[: 2 * limit], labels, known.kinds)[:limit]:
        value = opened.target.terms.key(thing) or thing.value
        matched = found[thing][1] if typed.strip() else ""
        yield Choice(value, labels[thing], known.kinds[thing], matched, known.uses[thing])


def _without_echoes(
    things: Sequence[NamedNode], labels: Mapping[Term, str], kinds: Mapping[NamedNode, str]
) -> list[NamedNode]:
    """The things without those that articles only mention, where another is called the same."""
    known = {labels[thing] for thing in things if kinds[thing] != "mention"}
    return [t for t in things if kinds[t] != "mention" or labels[t] not in known]


class _Names:
    """What a snapshot's things are called, and what else can be given: looked up once."""

    def __init__(self, opened: Opened) -> None:
        self._store = opened.target.store
        self.search = search_of(opened)
        self._things: dict[ParameterType, _Known] = {}
        self._counted: dict[tuple[str, str], Counted] = {}

    def of(self, kind: ParameterType) -> _Known:
        if kind not in self._things:
            self._things[kind] = _known(self._store, CLASSES[kind])
        return self._things[kind]

    def counted(self, query: StoredQuery, parameter: Parameter) -> Counted:
        key = query.name, parameter.name
        if key not in self._counted:
            self._counted[key] = _counted(self._store, query, parameter)
        return self._counted[key]


@lru_cache(maxsize=1)
def _names_of(opened: Opened) -> _Names:
    return _Names(opened)


@dataclass(frozen=True)
class _Known:
    """The things of some classes.

    Args:
        named: their names.
        kinds: of each the kind.
        uses: of each how often it is named.
    """

    named: Sequence[Named]
    kinds: Mapping[NamedNode, str]
    uses: Counter[NamedNode]

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        """Every word of every name, in order, with the place of the name."""
        return sorted({(w, n) for n, name in enumerate(self.named) for w in _words(name.name)})

    def beginning(self, typed: str) -> Iterator[tuple[NamedNode, tuple[int, str]]]:
        """The things with a name each of whose words typed begins one, with rank and name."""
        wanted = _words(typed)
        if typed.strip() and not wanted:
            return
        numbers: Iterable[int] = range(len(self.named))
        for word in wanted:
            numbers = self._having(word).intersection(numbers)
        ranked = sorted((_rank(wanted, self.named[n].name), self.named[n].name, n) for n in numbers)
        for rank, name, number in reversed(ranked):  # of a thing's names the best is told last
            yield self.named[number].thing, (rank, name)

    def _having(self, begins: str) -> set[int]:
        start = bisect_left(self._words, (begins, -1))
        end = bisect_left(self._words, (begins + "\U0010ffff", -1))
        return {number for _, number in self._words[start:end]}


def _known(store: Store, classes: Sequence[str]) -> _Known:
    named: list[Named] = []
    kinds: dict[NamedNode, str] = {}
    for local in classes:
        found = list(lookups.names(store, [terms.term(local)]))
        kinds = {name.thing: _KIND_OF[local] for name in found} | kinds
        named += found
    wanted = " ".join(serialised(terms.term(local)) for local in classes)
    rows = lookups.solutions(store, _USES.format(comity=PREFIXES["comity"], classes=wanted))
    uses = {thing: int(r["uses"].value) for r in rows if (thing := lookups.node(r, "thing"))}
    return _Known(named, kinds, Counter(uses))


def _counted(store: Store, query: StoredQuery, parameter: Parameter) -> Counted:
    """The values that a parameter can have that is no thing, with how often each stands there."""
    if parameter.type is ParameterType.YEAR:
        return _days(store, 4)
    if parameter.type is ParameterType.DATE:
        return _days(store, 10)
    is_column = parameter.name in [column.name for column in query.columns]
    is_asked_with_nothing = not any(other.required for other in query.parameters)
    return _in_column(store, query, parameter.name) if is_column and is_asked_with_nothing else []


def _days(store: Store, length: int) -> Counted:
    """The days, or years, that claims and facts name."""
    sparql = _DAYS.format(comity=PREFIXES["comity"])
    counted: Counter[str] = Counter()
    for row in lookups.solutions(store, sparql):
        counted[row["day"].value[:length]] += int(row["uses"].value)
    return _most_first(counted)


def _in_column(store: Store, query: StoredQuery, column: str) -> Counted:
    """What stands in a column of the answer to a query that is asked without any values."""
    rows = lookups.solutions(store, query.bind({}))
    return _most_first(Counter(str(cell(row[column])) for row in rows if column in row))


def _most_first(counted: Counter[str]) -> Counted:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _words(name: str) -> tuple[str, ...]:
    return tuple(map(normal, _WORD.findall(name.casefold())))


def _rank(wanted: Sequence[str], name: str) -> int:
    """How well a name begins as typed: 0 where it is just that, 1 from its first word, else 2."""
    words = _words(name)
    if words == wanted:
        return 0
    return 1 if " ".join(words).startswith(" ".join(wanted)) else 2
