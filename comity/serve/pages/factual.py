"""Facts in words: what a page calls the facts that it lists, and what weakens them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from comity.report.events import events
from comity.report.facts import Fact, Facts
from comity.report.memberships import bodies, offices, officials
from comity.report.nodes import Node, Nodes
from comity.report.sources import Library
from comity.report.words import wording
from comity.serve.pages import part
from comity.serve.pages.part import Words
from comity.serve.pages.passages import Cited
from comity.serve.snapshot import Opened

_STEPS = (
    (*("interval", "intervalOf", "asOf", "office", "meeting", "content"), "rendering"),
    ("interval", "asOf", "content", "body"),
)
"""What belongs to facts and must be known to tell them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a page lists it.

    Args:
        key: its key.
        title: what it says.
        details: further parts, each with its name.
        sources: how many independent sources it has; None where they are not counted.
        weak: what a reader should know before relying on it.
        words: the words that it rests on.
    """

    key: str
    title: str
    details: tuple[tuple[str, str], ...]
    sources: int | None
    weak: tuple[str, ...]
    words: Words


def nodes_of(opened: Opened, facts: Iterable[NamedNode]) -> Nodes:
    """What the build says of some facts and of what belongs to them."""
    return part.described(opened, facts, *_STEPS)


def facts_by_key(nodes: Nodes) -> dict[str, Fact]:
    """The facts among some nodes, by their keys; without the words that they rest on."""
    facts = Facts(nodes, Library((), {}, {}))
    return {fact.key: fact for fact in _facts(facts)}


def _facts(facts: Facts) -> Iterator[Fact]:
    """Memberships come first, so that what is said of one at no time is told by its intervals."""
    yield from (_membership(facts, node) for node in _memberships(facts))
    for held in (*bodies(facts, None), offices(facts, None)):
        yield from (fact for fact in held.others if not _is_membership(facts, fact.key))
        yield from (fact for one in held.held for fact in one.facts)
    yield from officials(facts)
    for event in events(facts):
        yield event.fact
        yield from (_part(facts, one.fact) for one in event.parts)
    yield from (_statement(facts, node) for node in facts.nodes.of("Statement"))
    yield from (_relation(facts, node) for node in facts.nodes.of("Conflict", "ClaimRelation"))


def _memberships(facts: Facts) -> Iterator[Node]:
    return facts.nodes.of("OrganisationMembership", "TreatyParticipation")


def _is_membership(facts: Facts, key: str) -> bool:
    return bool(facts.nodes[key].one("member"))


def _membership(facts: Facts, node: Node) -> Fact:
    member, body = facts.nodes.name(node.one("member")), facts.nodes.full(node.one("body"))
    statuses = (facts.nodes[key].one("status") for key in node.all("interval"))
    words = ", ".join(dict.fromkeys(wording("statuses", word) for word in statuses if word))
    return facts.of(node, f"{member} and {body}", statuses=words)


def _part(facts: Facts, fact: Fact) -> Fact:
    """A part of an event, which of itself does not say of which."""
    meeting = facts.nodes[fact.key].one("meeting")
    label = facts.nodes[meeting].one("label")
    details = (*fact.details, ("meeting", label)) if label else fact.details
    return Fact(**{**{name: getattr(fact, name) for name in Fact.__slots__}, "details": details})


def _statement(facts: Facts, node: Node) -> Fact:
    speaker = facts.nodes.name(node.one("statedBy"))
    renderings = [facts.nodes[key] for key in node.all("rendering")]
    contents = (facts.nodes[one.one("content")].one("exact") for one in renderings)
    said = next((" ".join(words.split()) for words in contents if words), "")
    title = f"{speaker}: {said}" if said else f"{speaker} said"
    several = str(len(renderings)) if len(renderings) > 1 else ""
    return facts.of(node, title, when=facts.when(node), renderings=several)


def _relation(facts: Facts, node: Node) -> Fact:
    about = wording("relations", node.one("relationType"))
    kind = "Conflict" if node.one("conflictStatus") else "Related"
    return facts.of(node, f"{kind}: {about}", note=node.one("note"))


def told(opened: Opened, facts: Iterable[NamedNode], cited: Cited) -> dict[str, Told]:
    """Facts as a page lists them, by their keys, with the numbers of the words they rest on.

    Args:
        opened: the build.
        facts: which; what is no fact is left out.
        cited: numbers the passages of the page.
    """
    wanted = list(facts)
    known = facts_by_key(nodes_of(opened, wanted))
    words = part.words_of(opened, wanted)
    keys = [key for node in wanted if (key := opened.target.terms.key(node)) in known]
    return {key: _told(known[key], words.get(key, Words()), cited) for key in keys}


def _told(fact: Fact, words: Words, cited: Cited) -> Told:
    numbered = Words(words.pieces, words.more, words.against, cited.marks(words.pieces))
    return Told(fact.key, fact.title, fact.details, fact.sources, fact.weak, numbered)
