"""Facts that differ: what each says of whom, not by which name or number it goes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any

import pyoxigraph as ox
import yaml

from comity.described import Described, Node, tail_of, text_of
from comity.terms import HOME

Label = Callable[[Node], str]
Words = Mapping[Any, tuple[str, ...]]
Values = Mapping[str, tuple[str, ...]]
"""What a fact says: texts by the local name of the property."""

EVIDENCE = frozenset({"supportedBy", "contradictedBy", "rendering", "relates"})
"""Properties that say what a fact rests on."""

_UNSAID = {"type", "interval", "asOf", "intervalOf", "holder", "office"}
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{([^{}]+)\}")
_NUMBERED = re.compile(r"/\d+$")
_OF_ARTICLE = re.compile(r"-[0-9a-f]{8}(?=/|$)(?:/\d+-\d+)?")
"""What the name of an article, or of what it says, has of its text: a hash, and a place in it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of one dataset.

    Args:
        iri: its name.
        kind: its class.
        title: what it is called.
        values: what it says, without what its name says.
        asks: by a parameter's type, what of it can be asked for.
        days: every day that it names.
    """

    iri: str
    kind: str
    title: str
    values: Values
    asks: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    days: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that only one dataset has, or that says something else in each.

    Args:
        change: `added`, `removed` or `changed`.
        before: as the first has it; None where it has none.
        after: as the second has it; None where it has none.
        gone: by property the values that only the first has.
        come: by property the values that only the second has.
    """

    change: str
    before: Fact | None
    after: Fact | None
    gone: Values
    come: Values

    @property
    def fact(self) -> Fact:
        """The fact, as the second has it where it does."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 # one of the two is there
        return found


def facts(described: Described, label: Label, words: Words) -> list[Fact]:
    """The facts that triples describe.

    Args:
        described: the triples.
        label: what a thing is called.
        words: what statements say, by the statement.
    """
    return [
        _fact(described, node, kind, label, words)
        for kind in _words()
        for node in described.of(kind)
    ]


def changes(before: Iterable[Fact], after: Iterable[Fact]) -> list[FactChange]:
    """The facts that differ, by kind and title.

    Intervals and tenures are told apart by what they say: the number in their names is their place
    among others, and moves when one is found before them.
    """
    groups: dict[tuple[str, str], tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, several in enumerate((before, after)):
        for fact in several:
            groups[fact.kind, same_text(_NUMBERED.sub("", fact.iri))][side].append(fact)
    found = (change for had, has in groups.values() for change in _compared(had, has))
    return sorted(found, key=lambda c: (_rank(c.fact.kind), c.fact.title, c.fact.iri))


def _compared(had: Sequence[Fact], has: Sequence[Fact]) -> Iterator[FactChange]:
    left = [fact for fact in had if not any(_alike(fact, other) for other in has)]
    new = [fact for fact in has if not any(_alike(fact, other) for other in had)]
    for before, after in zip_longest(left, new):
        change = "added" if before is None else "removed" if after is None else "changed"
        old, now = (fact.values if fact else {} for fact in (before, after))
        yield FactChange(change, before, after, _minus(old, now), _minus(now, old))


def same_text(iri: str) -> str:
    """The name of a thing that an article says, whatever else the article's text says now."""
    return _OF_ARTICLE.sub("", iri)


def _alike(one: Fact, other: Fact) -> bool:
    return not (_minus(one.values, other.values) or _minus(other.values, one.values))


def _minus(one: Values, other: Values) -> dict[str, tuple[str, ...]]:
    known = {key: {same_text(value) for value in values} for key, values in other.items()}
    found = {
        key: tuple(value for value in values if same_text(value) not in known.get(key, ()))
        for key, values in one.items()
    }
    return {key: values for key, values in found.items() if values}


def _fact(described: Described, node: Node, kind: str, label: Label, quoted: Words) -> Fact:
    words = _words()[kind]
    values = {
        local: tuple(sorted(_plain(value, local, label) for value in several))
        for iri, several in described.properties(node)
        if (local := re.split(r"[#/]", iri)[-1]) not in _UNSAID
    }
    if kind == "Statement" and node in quoted:
        values = {key: said for key, said in values.items() if key not in EVIDENCE}
        values["words"] = quoted[node]
    days = {
        value
        for _, several in described.properties(node)
        for value in several
        if isinstance(value, ox.Literal) and value.datatype.value.endswith("#date")
    }
    asks = {
        kind: tuple([node] if path == "." else described.values(node, path))
        for kind, path in words.get("asks", {}).items()
    }
    title = _title(words["title"], described, node, label)
    return Fact(text_of(node), kind, title, values, asks, tuple(sorted(days, key=str)))


def _title(template: str, described: Described, node: Node, label: Label) -> str:
    def said(place: re.Match[str]) -> str:
        found = described.values(node, place[1])
        return ", ".join(_plain(value, "", label) for value in found)

    def kept(part: re.Match[str]) -> str:
        paths = _PLACE.findall(part[1])
        return part[1] if all(described.values(node, path) for path in paths) else ""

    return _PLACE.sub(said, _OPTIONAL.sub(kept, template))


def _plain(value: Node, local: str, label: Label) -> str:
    """A value as people read it: a concept's last part, a thing's label, a claim's IRI."""
    text = text_of(value)
    if isinstance(value, ox.Literal) or local in EVIDENCE:
        return text
    return tail_of(value) if text.startswith(f"{HOME}concept/") else label(value)


def _rank(kind: str) -> int:
    return list(_words()).index(kind)


@cache
def _words() -> Mapping[str, dict[str, Any]]:
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    words: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return words
