"""All that a report shows of a build, gathered."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

from comity.report.events import Event, Relation, Speaker, events, relations, speakers
from comity.report.facts import Fact, Facts
from comity.report.memberships import Holding, bodies, offices, officials
from comity.report.nodes import Nodes
from comity.report.said import Telling
from comity.report.sources import Library, Texts, library


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a fact: its id in the page and what it is called."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a report shows.

    Args:
        library: the articles, and what they say.
        bodies: organisations and treaties with their memberships.
        offices: who held which office.
        officials: the people.
        events: by date.
        speakers: who said what.
        relations: conflicts first.
        facts_of: the facts that rest on each claim and quotation.
    """

    library: Library
    bodies: tuple[Holding, ...]
    offices: Holding
    officials: tuple[Fact, ...]
    events: tuple[Event, ...]
    speakers: tuple[Speaker, ...]
    relations: tuple[Relation, ...]
    facts_of: Mapping[str, tuple[Link, ...]]

    @property
    def conflicts(self) -> tuple[Relation, ...]:
        """Claims that cannot all hold."""
        return tuple(relation for relation in self.relations if relation.status)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, relations left out."""
        holdings = (*self.bodies, self.offices)
        held = (fact for holding in holdings for one in holding.held for fact in one.facts)
        others = (fact for body in self.bodies for fact in body.others)
        happened = (
            fact
            for event in self.events
            for fact in (event.fact, *(part.fact for part in event.parts))
        )
        said = (statement.fact for speaker in self.speakers for statement in speaker.statements)
        return tuple(chain(held, others, self.officials, happened, said))

    @property
    def single(self) -> int:
        """How many facts have one independent source."""
        return sum(fact.sources == 1 for fact in self.facts)

    @property
    def inferred(self) -> int:
        """How many facts have a date that no source states outright."""
        return sum(any("inferred" in weak for weak in fact.weak) for fact in self.facts)

    def links(self, telling: Telling) -> tuple[Link, ...]:
        """The facts that rest on what is told, each once, those of single members last."""
        found = (link for said in telling.said for link in self.facts_of.get(said.key, ()))
        distinct = dict.fromkeys(found)
        return tuple(sorted(distinct, key=lambda link: link.anchor.startswith("membership/")))

    @property
    def manners(self) -> list[tuple[str, int]]:
        """How many claims and quotations are asserted, denied, hedged and so on."""
        counted = Counter(said.manner for said in self.library.said.values())
        return sorted(counted.items(), key=lambda pair: (pair[0] != "asserted", -pair[1], pair[0]))

    @property
    def unused(self) -> int:
        """How many claims and quotations no fact rests on."""
        return sum(key not in self.facts_of for key in self.library.said)


def collect(nodes: Nodes, texts: Texts) -> Report:
    """A report of the nodes of a build.

    Args:
        nodes: all that the build says.
        texts: gives the articles' stored texts.
    """
    shelf = library(nodes, texts)
    facts = Facts(nodes, shelf)
    until = _newest(nodes)
    return _linked(
        Report(
            library=shelf,
            bodies=tuple(bodies(facts, until)),
            offices=offices(facts, until),
            officials=tuple(officials(facts)),
            events=tuple(events(facts)),
            speakers=tuple(speakers(facts)),
            relations=tuple(relations(facts)),
            facts_of={},
        )
    )


def _newest(nodes: Nodes) -> dt.date | None:
    """The day of the newest article: no timeline ends before it."""
    days = (node.day("datePublished") for node in nodes.of("Article"))
    return max((day for day in days if day), default=None)


def _linked(report: Report) -> Report:
    """The report with the facts of each claim."""
    found: dict[str, list[Link]] = defaultdict(list)
    for fact in (*report.facts, *(relation.fact for relation in report.relations)):
        for claim in fact.claims:
            found[claim].append(Link(fact.key, fact.title))
    return replace(report, facts_of={claim: tuple(links) for claim, links in found.items()})
