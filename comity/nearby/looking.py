"""The second look that an answer without rows gives rise to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import NamedNode

from comity import lookups
from comity.evidence import Grounds, grounds
from comity.lookups import Solution
from comity.nearby.saying import answers, event, listed, named, sentence
from comity.queries import find
from comity.store import Store
from comity.storedquery import ParameterType, StoredQuery, Term

_TOPICS = ("membership/", "treaty/", "events/")
_TIMES = frozenset({"year", "since", "until"})
_MOST = 3
"""How many events of one member are told."""
_UNNAMED = ("fact", "claim")
"""Columns of which no sentence names anything."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of what is known nearby, before its evidence.

    Args:
        says: what is known.
        grounds: what it rests on; nothing, where it says that no source says something.
    """

    says: str
    grounds: Grounds = field(default_factory=dict)


def nearby(
    store: Store, query: StoredQuery, values: Mapping[str, Sequence[Term]]
) -> tuple[Sentence, ...]:
    """What is known beside an answer without rows; nothing where that would be of no help.

    Args:
        store: what was asked.
        query: what has no answer.
        values: what it was asked with, terms by parameter.

    Raises:
        StoreError: where the store cannot be asked.
    """
    if not query.name.startswith(_TOPICS):
        return ()
    return tuple(_Look(store, query, values).sentences())


@dataclass(frozen=True, slots=True)
class _Roster:
    """Who was on the complete rosters of a body on a day."""

    date: str
    members: tuple[NamedNode, ...]
    grounds: Grounds


@dataclass(frozen=True)
class _Look:
    """One second look.

    Args:
        store: what is asked.
        query: what had no answer.
        values: what it was asked with.
        names: what is called how, as far as it was looked up.
    """

    store: Store
    query: StoredQuery
    values: Mapping[str, Sequence[Term]]
    names: dict[Term, str] = field(default_factory=dict)

    def sentences(self) -> Iterator[Sentence]:
        """What there is to say, the nearest first."""
        if self.query.name.startswith("events/"):
            yield from self._of_kin()
        elif self.member and self.body:
            yield from self._of_pair(self.member, self.body)
        elif self.member:
            yield from self._of_member(self.member)
        else:
            yield from self._of_kin()
            yield from self._at_other_times()
            yield from self._roster()

    # --- What was asked about ---

    @cached_property
    def member(self) -> NamedNode | None:
        """The member asked about."""
        return self._value("member", ParameterType.MEMBER)

    @cached_property
    def body(self) -> NamedNode | None:
        """The body asked about."""
        return self._value("body", ParameterType.BODY)

    @cached_property
    def kin(self) -> Mapping[NamedNode, NamedNode]:
        """The bodies that it goes back to, or that go back to it, with the younger of the two."""
        pairs = ((lookups.node(row, "kin"), lookups.node(row, "younger")) for row in self._origins)
        return {kin: younger for kin, younger in pairs if kin and younger}

    @cached_property
    def _origins(self) -> Sequence[Solution]:
        """The steps from the body asked about to those of its kin, the nearest among them."""
        return self._found("lookup/origins", body=self.body) if self.body else ()

    # --- What there is to say ---

    def _of_pair(self, member: NamedNode, body: NamedNode) -> Iterator[Sentence]:
        """What the member has to do with the body, and with those of its kin."""
        history = self._found("membership/history", member=member)
        own = [row for row in history if lookups.node(row, "body") == body]
        related = [row for row in history if lookups.node(row, "body") in self.kin]
        if own:
            yield self._told(member, own)
        else:
            yield Sentence(f"None says that it was ever in {self._noun(body)}.")
        if related:
            yield self._told(member, related)
            yield from self._still(related)
        yield from self._absence(member, body)

    def _of_member(self, member: NamedNode) -> Iterator[Sentence]:
        history = self._found("membership/history", member=member)
        if history:
            yield self._told(member, history)

    def _still(self, related: Sequence[Solution]) -> Iterator[Sentence]:
        """Whether it left what was asked about in the place of the body, where leaving is asked."""
        if self.query.name.endswith("/left-in") and not any("ended" in row for row in related):
            yield Sentence("No source says that it left that.")

    def _of_kin(self) -> Iterator[Sentence]:
        """The same question about the body that it goes back to."""
        for kin in self.kin:
            found = self._rows(self.query.name, {**self.values, "body": [kin]})
            if found:
                yield self._answers(found, kin)

    def _at_other_times(self) -> Iterator[Sentence]:
        """The same question about any time."""
        left = {name: given for name, given in self.values.items() if name not in _TIMES}
        found = self._rows(self.query.name, left) if len(left) < len(self.values) else ()
        if found and self.body:
            yield self._answers(found, self.body)

    def _roster(self) -> Iterator[Sentence]:
        latest = self._latest(self.body) if self.body else None
        if self.body and latest and self.query.name.startswith("membership/"):
            names = listed([self._name(member) for member in latest.members])
            roster = f"the last complete roster of {self._noun(self.body)}, of {latest.date}"
            yield Sentence(sentence(f"{roster}, has {names}"), latest.grounds)

    def _absence(self, member: NamedNode, body: NamedNode) -> Iterator[Sentence]:
        """Whether the latest complete roster has the member."""
        latest = self._latest(body)
        if latest:
            where = "is on" if member in latest.members else "is absent from"
            roster = f"the last complete roster of {self._noun(body)}, of {latest.date}"
            yield Sentence(f"It {where} {roster}.", latest.grounds)

    # --- In words ---

    def _told(self, member: NamedNode, history: Sequence[Solution]) -> Sentence:
        """What a member has to do with bodies: the first events of its history."""
        bodies = [(row, lookups.node(row, "body")) for row in history]
        events = [(event(row, self._related(body)), row, body) for row, body in bodies if body]
        unique = list(dict.fromkeys(said for said, _, _ in events))
        more = f" (and {len(unique) - _MOST} more)" if len(unique) > _MOST else ""
        told = [(row, body) for said, row, body in events if said in unique[:_MOST]]
        steps = [
            step for body in dict.fromkeys(body for _, body in told) for step in self._steps(body)
        ]
        says = sentence(f"{self._name(member)} {'; it '.join(unique[:_MOST])}{more}")
        return Sentence(says, grounds([*(row for row, _ in told), *steps]))

    def _answers(self, found: Sequence[Solution], body: NamedNode) -> Sentence:
        """The rows of another answer: the things or words of the first column, with their dates."""
        rows = [(self._first(row), row) for row in found]
        told = list(dict.fromkeys(said for said, _ in rows))
        those = named(told)
        says = sentence(answers(self.query.name, told, self._related(body)))
        return Sentence(says, grounds([*(r for s, r in rows if s in those), *self._steps(body)]))

    def _first(self, row: Solution) -> tuple[str, str]:
        """What stands in the first column of the question's answer, and when."""
        term = row.get(self.query.columns[0].name)
        name = self._name(term) if isinstance(term, NamedNode) else getattr(term, "value", "")
        return name, getattr(row.get("when"), "value", "")

    def _related(self, body: NamedNode) -> str:
        """A body, and what it has to do with the one asked about."""
        if body == self.body:
            return self._noun(body)
        younger = self.kin.get(body)
        if younger is None or self.body is None:
            return self._called(body)
        if younger == body:
            return f"{self._called(body)}, which traces its origins to {self._noun(self.body)},"
        return f"{self._called(body)}, to which {self._noun(younger)} traces its origins,"

    def _steps(self, kin: NamedNode) -> list[Solution]:
        """The steps by which a body and the one asked about go back to one another."""
        steps: list[Solution] = []
        ways = [kin]
        for way in ways:  # it grows
            those = [row for row in self._origins if lookups.node(row, "kin") == way]
            steps += those
            nearer = (lookups.node(row, "near") for row in those)
            ways += [near for near in nearer if near and near not in (*ways, self.body)]
        return steps

    def _noun(self, body: NamedNode) -> str:
        """The body asked about, once its name was said."""
        return "the treaty" if "/id/treaty/" in body.value else "the organisation"

    def _called(self, body: NamedNode) -> str:
        """A body's name as it stands in a sentence."""
        name = self._name(body)
        return name if " " not in name or name.startswith("The ") else f"the {name}"

    def _name(self, thing: NamedNode) -> str:
        if thing not in self.names:
            self.names.update(lookups.labels(self.store, [thing]))
        return self.names[thing]

    # --- Asking ---

    def _latest(self, body: NamedNode) -> _Roster | None:
        """The latest complete roster; of several of one day, all that they list."""
        found = self._found("lookup/rosters", body=body)
        if not found:
            return None
        date = found[0]["date"].value
        rows = [row for row in found if row["date"].value == date]
        members = dict.fromkeys(filter(None, (lookups.node(row, "listed") for row in rows)))
        return _Roster(date, tuple(members), grounds(rows))

    def _found(self, name: str, **values: NamedNode) -> Sequence[Solution]:
        return self._rows(name, {key: [value] for key, value in values.items()})

    def _rows(self, name: str, values: Mapping[str, Sequence[Term]]) -> Sequence[Solution]:
        found = lookups.solutions(self.store, find(name).bind(values))
        things = (term for row in found for name, term in row.items() if name not in _UNNAMED)
        new = [t for t in things if isinstance(t, NamedNode) and t not in self.names]
        self.names.update(lookups.labels(self.store, new))
        return found

    def _value(self, name: str, kind: ParameterType) -> NamedNode | None:
        is_such = any(p.name == name and p.type is kind for p in self.query.parameters)
        given = self.values.get(name, ())
        return given[0] if is_such and given and isinstance(given[0], NamedNode) else None
