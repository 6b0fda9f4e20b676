"""The second look that an answer without rows gives rise to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from comity import lookups
from comity.lookups import Solution
from comity.nearby.saying import answers, event, listed, sentence
from comity.queries import ParameterType, StoredQuery, Term, find
from comity.store import Store

_TOPICS = ("membership/", "treaty/", "events/")
_TIMES = frozenset({"year", "since", "until"})
_MOST = 3
"""How many events of one member are told."""


def nearby(store: Store, query: StoredQuery, values: Mapping[str, Sequence[Term]]) -> str:
    """What is known beside an answer without rows; empty where nothing is, or it is of no help.

    Args:
        store: what was asked.
        query: what has no answer.
        values: what it was asked with, terms by parameter.

    Raises:
        StoreError: where the store cannot be asked.
    """
    if not query.name.startswith(_TOPICS):
        return ""
    return " ".join(_Look(store, query, values).sentences())


@dataclass(frozen=True)
class _Look:
    """One second look.

    Args:
        store: what is asked.
        query: what had no answer.
        values: what it was asked with.
    """

    store: Store
    query: StoredQuery
    values: Mapping[str, Sequence[Term]]

    def sentences(self) -> Iterator[str]:
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
        if not self.body:
            return {}
        found = self._found("lookup/origins", body=self.body)
        pairs = ((lookups.node(row, "kin"), lookups.node(row, "younger")) for row in found)
        return {kin: younger for kin, younger in pairs if kin and younger}

    # --- What there is to say ---

    def _of_pair(self, member: NamedNode, body: NamedNode) -> Iterator[str]:
        """What the member has to do with the body, and with those of its kin."""
        history = self._found("membership/history", member=member)
        own = [row for row in history if lookups.node(row, "body") == body]
        related = [row for row in history if lookups.node(row, "body") in self.kin]
        if own:
            yield self._told(member, own)
        else:
            yield f"None says that it was ever in {self._noun(body)}."
        if related:
            yield self._told(member, related)
            yield from self._still(related)
        yield from self._absence(member, body)

    def _of_member(self, member: NamedNode) -> Iterator[str]:
        history = self._found("membership/history", member=member)
        if history:
            yield self._told(member, history)

    def _still(self, related: Sequence[Solution]) -> Iterator[str]:
        """Whether it left what was asked about in the place of the body, where leaving is asked."""
        if self.query.name.endswith("/left-in") and not any("ended" in row for row in related):
            yield "No source says that it left that."

    def _of_kin(self) -> Iterator[str]:
        """The same question about the body that it goes back to."""
        for kin in self.kin:
            found = self._rows(self.query.name, {**self.values, "body": [kin]})
            if found:
                yield self._answers(found, self._related(kin))

    def _at_other_times(self) -> Iterator[str]:
        """The same question about any time."""
        left = {name: given for name, given in self.values.items() if name not in _TIMES}
        found = self._rows(self.query.name, left) if len(left) < len(self.values) else ()
        if found and self.body:
            yield self._answers(found, self._noun(self.body))

    def _roster(self) -> Iterator[str]:
        latest = self._latest(self.body) if self.body else None
        if self.body and latest and self.query.name.startswith("membership/"):
            date, members = latest
            names = listed([self._name(member) for member in members])
            yield f"The last complete roster of {self._noun(self.body)}, of {date}, has {names}."

    def _absence(self, member: NamedNode, body: NamedNode) -> Iterator[str]:
        """Whether the latest complete roster has the member."""
        latest = self._latest(body)
        if latest:
            date, members = latest
            where = "is on" if member in members else "is absent from"
            yield f"It {where} the last complete roster of {self._noun(body)}, of {date}."

    # --- In words ---

    def _told(self, member: NamedNode, history: Sequence[Solution]) -> str:
        bodies = [(row, lookups.node(row, "body")) for row in history]
        events = [event(row, self._related(body)) for row, body in bodies if body]
        unique = list(dict.fromkeys(events))
        more = f" (and {len(unique) - _MOST} more)" if len(unique) > _MOST else ""
        return sentence(f"{self._name(member)} {'; it '.join(unique[:_MOST])}{more}")

    def _answers(self, found: Sequence[Solution], body: str) -> str:
        """The rows of another answer: the things or words of the first column, with their dates."""
        first = self.query.columns[0].name
        told = []
        for row in found:
            term = row.get(first)
            name = self._name(term) if isinstance(term, NamedNode) else getattr(term, "value", "")
            told.append((name, getattr(row.get("when"), "value", "")))
        return sentence(answers(self.query.name, list(dict.fromkeys(told)), body))

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

    def _noun(self, body: NamedNode) -> str:
        """The body asked about, once its name was said."""
        return "the treaty" if "/id/treaty/" in body.value else "the organisation"

    def _called(self, body: NamedNode) -> str:
        """A body's name as it stands in a sentence."""
        name = self._name(body)
        return name if " " not in name or name.startswith("The ") else f"the {name}"

    def _name(self, thing: NamedNode) -> str:
        return lookups.labels(self.store, [thing])[thing]

    # --- Asking ---

    def _latest(self, body: NamedNode) -> tuple[str, list[NamedNode]] | None:
        """The day of the latest complete roster, and whom it lists."""
        found = self._found("lookup/rosters", body=body)
        if not found:
            return None
        date = found[0]["date"].value
        members = (lookups.node(row, "listed") for row in found if row["date"].value == date)
        return date, list(dict.fromkeys(member for member in members if member))

    def _found(self, name: str, **values: NamedNode) -> Sequence[Solution]:
        return self._rows(name, {key: [value] for key, value in values.items()})

    def _rows(self, name: str, values: Mapping[str, Sequence[Term]]) -> Sequence[Solution]:
        return lookups.solutions(self.store, find(name).bind(values))

    def _value(self, name: str, kind: ParameterType) -> NamedNode | None:
        is_such = any(p.name == name and p.type is kind for p in self.query.parameters)
        given = self.values.get(name, ())
        return given[0] if is_such and given and isinstance(given[0], NamedNode) else None
