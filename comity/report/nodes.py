"""All that a build says, read at once: a bag of values for each node."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from comity import lookups, terms
from comity.queries import find
from comity.store import Store
from comity.storedquery import serialised

SOURCE = ("Article", "Outlet", "Passage", "Relay", "Quotation", "Claim", "Mention")
FACTS = (
    *("Official", "Office", "Tenure", "OrganisationMembership", "TreatyParticipation"),
    *("MembershipInterval", "NonMembership", "BodyRoster", "BodyCount", "BodyOrigin"),
    *(
        "AsOfSpan",
        "Statement",
        "Meeting",
        "Attendance",
        "AgendaItem",
        "AssistanceRequest",
        "Intervention",
    ),
    *("TreatyAction", "ClaimRelation", "Conflict"),
)
"""The classes that a report shows, as things are typed in a build."""

_UNUSED = {terms.name("oa", "prefix"), terms.name("oa", "suffix"), terms.term("rule")}
_NAMING = {"subject", "object", "speaker", "member", "body", "holder", "office", "officeOf"} | {
    *("rosterMember", "rosterOf", "nonMember", "notMemberOf", "origin", "statedBy", "attendee"),
    *("requester", "addressee", "treaty", "party", "outlet", "relaySource", "mentions"),
}
"""Properties whose values are shown by their labels."""


@dataclass(slots=True)
class Node:
    """A node of the graph.

    Args:
        key: its path below the base's `id/`; its whole IRI where it lies elsewhere.
        values: by the local name of the property; of nodes their keys, of concepts the last part.
    """

    key: str
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, name: str) -> list[str]:
        """The values of a property, sorted."""
        return sorted(self.values.get(name, ()))

    def one(self, name: str) -> str:
        """The value of a property, of several the first; empty where there is none."""
        return min(self.values.get(name, ()), default="")

    def days(self, name: str) -> tuple[dt.date, ...]:
        """The days that are values of a property, in order."""
        return tuple(dt.date.fromisoformat(day) for day in self.all(name))

    def day(self, name: str) -> dt.date | None:
        """The day that a property gives."""
        return next(iter(self.days(name)), None)

    def number(self, name: str) -> int | None:
        """The number that a property gives."""
        value = self.one(name)
        return int(value) if value else None


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a build and what they are called.

    Args:
        by_key: every node of a class that a report shows.
        names: the label of each thing that they name, by key.
        acronyms: of organisations that they name, by key.
    """

    by_key: dict[str, Node]
    names: dict[str, str]
    acronyms: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Node:
        return self.by_key.get(key) or Node(key)

    def of(self, *classes: str) -> Iterator[Node]:
        """The nodes of some classes, in the order of their keys."""
        wanted = set(classes)
        for _, node in sorted(self.by_key.items()):
            if wanted.intersection(node.values.get("type", ())):
                yield node

    def name(self, key: str) -> str:
        """What a thing is called."""
        return self.names.get(key, key)

    def short(self, key: str) -> str:
        """The acronym of an organisation that has one, else what a thing is called."""
        return self.acronyms.get(key) or self.name(key)

    def full(self, key: str) -> str:
        """What a thing is called, with its acronym if it has one."""
        return (
            f"{self.name(key)} ({self.acronyms[key]})" if key in self.acronyms else self.name(key)
        )

    def list(self, keys: Iterable[str]) -> str:
        """What several things are called, in the order of their names."""
        return ", ".join(sorted(self.name(key) for key in keys))


def read(store: Store, data: terms.Terms) -> Nodes:
    """All nodes of a store that a report shows."""
    query = find("lookup/described").bind({"class": [terms.term(c) for c in (*SOURCE, *FACTS)]})
    return gathered(store, data, lookups.solutions(store, query))


def gathered(store: Store, data: terms.Terms, rows: Iterable[lookups.Solution]) -> Nodes:
    """The nodes that rows of thing, property and value describe, with the names of what they name.

    Args:
        store: knows the names.
        data: the IRIs of the build's data.
        rows: as `lookup/described` gives them, in any order.
    """
    by_key: dict[str, Node] = {}
    named: set[NamedNode] = set()
    for row in rows:
        thing, verb, value = row["thing"], row["property"], row["value"]
        if verb in _UNUSED or not isinstance(thing, NamedNode):
            continue
        key, local = _plain(thing, data), re.split(r"[/#]", verb.value)[-1]
        values = by_key.setdefault(key, Node(key)).values.setdefault(local, [])
        plain = _plain(value, data)
        if plain not in values:
            values.append(plain)
        if local in _NAMING and isinstance(value, NamedNode):
            named.add(value)
    ordered: Sequence[NamedNode] = sorted(named, key=lambda node: node.value)
    labels = lookups.labels(store, ordered)
    names = {_plain(node, data): labels[node] for node in ordered}
    return Nodes(by_key, names, _acronyms(store, data, ordered, names))


_ACRONYMS = """
SELECT ?thing ?acronym {{
  VALUES ?thing {{ {things} }}
  ?thing a <{organisation}> ; <{property}> ?acronym
}}"""


def _acronyms(
    store: Store, data: terms.Terms, named: Iterable[NamedNode], names: Mapping[str, str]
) -> dict[str, str]:
    """The acronyms of the named organisations that begin as their names do."""
    found: dict[str, str] = {}
    for row in _with_acronyms(store, named):
        key, acronym = _plain(row["thing"], data), row["acronym"].value
        if "." not in acronym and names[key][:1].casefold() == acronym[:1].casefold():
            found[key] = min(acronym, found.get(key, acronym), key=_rank(names[key]))
    return found


def _with_acronyms(store: Store, named: Iterable[NamedNode]) -> Iterator[lookups.Solution]:
    organisation, acronym = terms.term("Organisation").value, terms.term("acronym").value
    for batch in lookups.batches(named):
        things = " ".join(map(serialised, batch))
        sparql = _ACRONYMS.format(things=things, organisation=organisation, property=acronym)
        yield from lookups.solutions(store, sparql)


def _rank(name: str) -> Callable[[str], tuple[bool, int, str]]:
    """Puts the acronym first that is made of the initials of a name, then the shortest."""
    initials = "".join(re.findall(r"\b[A-Z]", name))
    return lambda acronym: (acronym != initials, len(acronym), acronym)


def _plain(term: object, data: terms.Terms) -> str:
    """A literal's text, a class's or concept's last part, a key, or an IRI from elsewhere."""
    value = str(getattr(term, "value", term))
    if isinstance(term, Literal) or not isinstance(term, NamedNode):
        return value
    home = f"{terms.HOME}concept/"
    if value.startswith((home, terms.PREFIXES["comity"])):
        return re.split(r"[/#]", value)[-1]
    return data.key(term) or value
