"""Events, statements, and claims that collide, as a reader meets them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.report.facts import Fact, Facts
from comity.report.nodes import Node
from comity.report.said import Said
from comity.report.sources import Passage
from comity.report.words import wording


@dataclass(frozen=True, slots=True)
class Part:
    """A smaller fact of an event.

    Args:
        group: what it is: `attended`, `was absent`, `on the agenda`.
        words: who, or what.
        fact: the fact.
    """

    group: str
    words: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or that did not.

    Args:
        fact: the event itself.
        day: the first day that its date can mean, to sort by; empty where no year is known.
        parts: what else is known of it: who attended, what was on the agenda.
    """

    fact: Fact
    day: str
    parts: tuple[Part, ...] = ()

    @property
    def groups(self) -> dict[str, list[Part]]:
        """Its parts by what they are."""
        found: dict[str, list[Part]] = defaultdict(list)
        for part in self.parts:
            found[part.group].append(part)
        return found


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement as one article has it.

    Args:
        passage: where.
        said: how the article gives it.
        words: what was said; empty where the build has no words.
    """

    passage: Passage
    said: Said
    words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, as one or more articles have it."""

    fact: Fact
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody with all that they said."""

    anchor: str
    name: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the claims of a relation, as each article makes it, with its passage."""

    claims: tuple[tuple[Said, Passage], ...]

    @property
    def said(self) -> Said:
        """The claim as it is made first."""
        return self.claims[0][0]

    @property
    def quotes(self) -> list[tuple[Said, list[Passage]]]:
        """The claims with their passages, those of the same words together."""
        found: dict[str, list[tuple[Said, Passage]]] = defaultdict(list)
        for said, passage in self.claims:
            found[" ".join(passage.quote.split()) or passage.label].append((said, passage))
        return [(claims[0][0], [passage for _, passage in claims]) for claims in found.values()]


@dataclass(frozen=True, slots=True)
class Relation:
    """Claims that cannot all hold, or that are easily taken for one another.

    Args:
        fact: the relation itself.
        about: its type, for people to read.
        status: `open` or `resolved`; empty of claims that are only related.
        note: what a reader must know to judge it.
        sides: the claims, each once, with its passages.
    """

    fact: Fact
    about: str
    status: str
    note: str
    sides: tuple[Side, ...]


def events(facts: Facts) -> list[Event]:
    """The events of a build by date, those without a year last."""
    parts = _parts(facts)
    found = [*_meetings(facts, parts), *_treaty_actions(facts), *_requests(facts)]
    for meeting, several in parts.items():
        if meeting not in facts.nodes.by_key:
            found += [Event(part.fact, "") for part in several]
    return sorted(found, key=lambda event: (event.day or "Y", event.fact.title, event.fact.key))


def _parts(facts: Facts) -> dict[str, list[Part]]:
    """Attendances and agenda items by meeting."""
    found: dict[str, list[Part]] = defaultdict(list)
    for node in facts.nodes.of("Attendance"):
        group = "attended" if node.one("attended") == "true" else "was absent"
        who = facts.nodes.name(node.one("attendee"))
        part = Part(group, who, facts.of(node, f"{who} {group}"))
        found[node.one("meeting")].append(part)
    for node in facts.nodes.of("AgendaItem"):
        fact = facts.of(node, f"On the agenda: {node.one('text')}")
        found[node.one("meeting")].append(Part("on the agenda", node.one("text"), fact))
    return found


def _meetings(facts: Facts, parts: dict[str, list[Part]]) -> Iterator[Event]:
    for node in facts.nodes.of("Meeting"):
        title = node.one("label") or "Meeting"
        of = ", ".join(facts.nodes.name(body) for body in node.all("body"))
        fact = facts.of(node, title, of=of, when=facts.when(node), where=node.one("place"))
        smaller = sorted(parts.get(node.key, ()), key=lambda part: (part.group, part.words))
        yield Event(fact, node.one("earliest"), tuple(smaller))


def _treaty_actions(facts: Facts) -> Iterator[Event]:
    for node in facts.nodes.of("TreatyAction"):
        did = wording("actions", node.one("action"))
        title = f"{facts.nodes.short(node.one('treaty'))} {did}"
        by = facts.nodes.list(node.all("party"))
        fact = facts.of(node, title, when=facts.when(node), where=node.one("place"), by=by)
        yield Event(fact, node.one("earliest"))


def _requests(facts: Facts) -> Iterator[Event]:
    for node in facts.nodes.of("AssistanceRequest", "Intervention"):
        happened = node.one("happened") == "true"
        fact = facts.of(
            node,
            _request_title(facts, node, happened),
            when=facts.when(node),
            where=node.one("place"),
            over=node.one("text"),
        )
        yield Event(fact, node.one("earliest"))


def _request_title(facts: Facts, node: Node, happened: bool) -> str:
    if not node.one("requester"):
        body = facts.nodes.short(node.one("body"))
        return f"{body} intervened" if happened else f"{body} did not intervene"
    asked = "asked" if happened else "did not ask"
    whom = facts.nodes.short(node.one("addressee"))
    parts = (facts.nodes.short(node.one("requester")), asked, whom, "for assistance")
    return " ".join(part for part in parts if part)


def speakers(facts: Facts) -> list[Speaker]:
    """Whoever said something, by name."""
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for node in facts.nodes.of("Statement"):
        statement = _statement(facts, node)
        if statement.renderings:
            by_speaker[node.one("statedBy")].append(statement)
    keys = sorted(by_speaker, key=lambda key: (facts.nodes.name(key).casefold(), key))
    return [
        Speaker(f"speaker/{key}", facts.nodes.name(key), tuple(sorted(by_speaker[key], key=_place)))
        for key in keys
    ]


def _place(statement: Statement) -> tuple[int, int]:
    return statement.renderings[0].passage.place


def _statement(facts: Facts, node: Node) -> Statement:
    name = facts.nodes.name(node.one("statedBy"))
    fact = facts.of(node, f"{name} said", when=facts.when(node))
    shown = [key for key in node.all("rendering") if facts.library.has(key)]
    found = [
        Rendering(facts.library.passage_of[key], facts.library.said[key], _content(facts, key))
        for key in shown
    ]
    found.sort(key=lambda rendering: rendering.passage.place)
    return Statement(fact, tuple(found))


def _content(facts: Facts, quotation: str) -> str:
    """What was said, without cue and speaker."""
    passage = facts.library.passage_of[quotation]
    content = facts.nodes[facts.nodes[quotation].one("content")]
    start, end = content.number("start"), content.number("end")
    text = facts.library.articles[passage.article - 1].text
    if text is None or start is None:
        return content.one("exact")
    return text[start:end]


def relations(facts: Facts) -> list[Relation]:
    """Conflicts first, then claims that are only related."""
    found = list(_relations(facts))
    return sorted(found, key=lambda r: (not r.status, r.about, r.fact.key))


def _relations(facts: Facts) -> Iterable[Relation]:
    for node in facts.nodes.of("Conflict", "ClaimRelation"):
        about = wording("relations", node.one("relationType"))
        title = f"{'Conflict' if node.one('conflictStatus') else 'Related'}: {about}"
        sides = tuple(_sides(facts, node.all("relates")))
        fact = facts.of(node, title)
        yield Relation(fact, about, node.one("conflictStatus"), node.one("note"), sides)


def _sides(facts: Facts, claims: Iterable[str]) -> Iterator[Side]:
    """Claims in the order of their first passages, those that say the same together."""
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    shown = [key for key in claims if facts.library.has(key)]
    for key in sorted(shown, key=lambda key: (*facts.library.passage_of[key].place, key)):
        said = facts.library.said[key]
        same[said.words, said.manner].append(key)
    for keys in same.values():
        yield Side(tuple((facts.library.said[key], facts.library.passage_of[key]) for key in keys))
