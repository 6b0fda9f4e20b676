"""What the page of a thing is made of: facts, by how they have to do with it; what belongs to it.

The kinds of facts, and what they are called, are in `things.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any

import yaml
from pyoxigraph import NamedNode

from comity import lookups
from comity.report.nodes import Node
from comity.serve.pages import factual
from comity.serve.pages.asking import count, select
from comity.serve.pages.factual import Told
from comity.serve.pages.passages import Cited, key_of
from comity.serve.pages.stored import topics
from comity.serve.snapshot import Opened
from comity.values import CLASSES

FEW, SIZE = 12, 50
"""How many facts a section shows among others, and alone."""
_VALUES = 60
"""How many values of a property are listed."""
_ROLES = """
SELECT DISTINCT ?property ?value {
  $thing ?property ?value
  FILTER(isIRI(?value) && ?property NOT IN (comity:supportedBy, comity:contradictedBy, rdf:type))
} ORDER BY ?property ?value LIMIT $most"""
_SPACED = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Role:
    """How another thing belongs to this one, and which."""

    name: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that have to do with a thing in one way.

    Args:
        id: of the section.
        title: for people.
        facts: those on this page.
        total: how many there are, as far as they are counted.
        more: whether there are more than these.
    """

    id: str
    title: str
    facts: tuple[Told, ...]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A stored query that can be asked about the thing."""

    summary: str
    settings: tuple[tuple[str, str], ...]


def filled(
    opened: Opened, thing: NamedNode, wanted: Iterable[str], number: int, cited: Cited
) -> tuple[Section, ...]:
    """The sections of a page that are not empty; `number` is the page of one that stands alone."""
    found = {name: _facts(opened, thing, name, number) for name in wanted}
    told = factual.told(opened, (fact for facts, _ in found.values() for fact in facts), cited)
    return tuple(
        _section(opened, name, facts, total, told)
        for name, (facts, total) in found.items()
        if facts
    )


def _section(
    opened: Opened, name: str, facts: Sequence[NamedNode], total: int, told: Mapping[str, Told]
) -> Section:
    keys = [key_of(opened, fact.value) for fact in facts]
    listed = tuple(told[key] for key in keys if key in told)
    return Section(name, sections()[name]["title"], listed, total, total > len(facts))


def _facts(opened: Opened, thing: NamedNode, name: str, number: int) -> tuple[list[NamedNode], int]:
    """The facts of a section on a page, and how many there are in all."""
    pattern, size = sections()[name]["find"], SIZE if number else FEW
    rows = select(
        opened,
        f"SELECT DISTINCT ?fact {{ {pattern} }} ORDER BY ?fact LIMIT $size OFFSET $skipped",
        thing=[thing],
        size=size + 1,
        skipped=max(number - 1, 0) * size,
    )
    facts = [fact for row in rows if (fact := lookups.node(row, "fact"))]
    if number <= 1 and len(facts) <= size:
        return facts, len(facts)
    counting = f"SELECT (COUNT(DISTINCT ?fact) AS ?n) {{ {pattern} }}"
    return facts[:size], count(opened, counting, thing=[thing])


def kind(node: Node) -> str:
    """What a thing is, for people, by its class."""
    types = node.all("type")
    return next((word for name, word in _words_of("kinds").items() if name in types), "thing")


def roles(opened: Opened, thing: NamedNode) -> Iterator[Role]:
    """The things that belong to a thing."""
    rows = select(opened, _ROLES, thing=[thing], most=_VALUES)
    values = [value for row in rows if (value := lookups.node(row, "value"))]
    labels = lookups.labels(opened.target.store, values)
    for row in rows:
        local = re.split(r"[/#]", row["property"].value)[-1]
        key = key_of(opened, row["value"].value)
        if local in _words_of("roles") and "://" not in key:
            yield Role(_words_of("roles")[local], key, labels[row["value"]])


def values(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All that the graph says of a thing, by property, but for the claims that it rests on."""
    for name in sorted(node.values):
        yield _SPACED.sub(" ", name).lower(), tuple(node.all(name)[:_VALUES])


def questions(node: Node, key: str) -> Iterator[Question]:
    """What can be asked about a thing, by the classes that parameters take."""
    types = set(node.all("type"))
    for topic in topics().values():
        for query in topic:
            fitting = (p for p in query.parameters if types & {*CLASSES.get(p.type, ())})
            for parameter in islice(fitting, 1):
                yield Question(query.summary, (("query", query.name), (parameter.name, key)))


def sections() -> Mapping[str, Mapping[str, str]]:
    """The kinds of facts, by their ids: title and pattern."""
    return {section["id"]: section for section in _data()["sections"]}


def _words_of(group: str) -> Mapping[str, str]:
    words: Mapping[str, str] = _data()[group]
    return words


@cache
def _data() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("things.yaml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data
