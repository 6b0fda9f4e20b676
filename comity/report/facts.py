"""Facts as a reader meets them: a title, details, the passages they rest on, the weak points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comity.report.nodes import Node, Nodes
from comity.report.said import dated
from comity.report.sources import Library, Passage
from comity.report.timeline import Bounds
from comity.report.words import wording

_INFERRED = {"relative", "inferred", "metadata"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact.

    Args:
        key: its key, which is also its id in the page.
        title: what it says.
        details: further parts, each with its name.
        support: the passages that it rests on.
        against: the passages that contradict it.
        sources: how many independent sources it has; None where they are not counted.
        weak: what a reader should know before relying on it.
        rule: the rule that made it.
        bounds: of an interval or a tenure, what is known of its time.
        claims: the keys of the claims and quotations that support and contradict it.
    """

    key: str
    title: str
    details: tuple[tuple[str, str], ...]
    support: tuple[Passage, ...]
    against: tuple[Passage, ...]
    sources: int | None
    weak: tuple[str, ...]
    rule: str
    bounds: Bounds
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Makes facts of the nodes of a build.

    Args:
        nodes: the nodes.
        library: the articles.
    """

    nodes: Nodes
    library: Library

    def of(self, node: Node, title: str, **details: str) -> Fact:
        """A node as a fact; details without a value are left out."""
        return Fact(
            key=node.key,
            title=title,
            details=tuple(
                (name.replace("_", " "), value) for name, value in details.items() if value
            ),
            support=self.library.passages(node.all("supportedBy")),
            against=self.library.passages(node.all("contradictedBy")),
            sources=node.number("independentSourceCount"),
            weak=tuple(_weak_points(node)),
            rule=node.one("fusedBy"),
            bounds=Bounds.of(node),
            claims=(*node.all("supportedBy"), *node.all("contradictedBy"), *node.all("relates")),
        )

    def timed(self, node: Node, title: str, **details: str) -> Fact:
        """An interval or a tenure as a fact, with what is known of its time."""
        days = [day.isoformat() for day in node.days("attestedOn")]
        return self.of(
            node,
            title,
            **details,
            began=bound_words(node, "start"),
            ended=bound_words(node, "end"),
            held_on=", ".join(days)
            if len(days) < 4
            else f"{len(days)} days, {days[0]} to {days[-1]}",
            not_held_on=", ".join(day.isoformat() for day in node.days("notHeldOn")),
        )

    def when(self, node: Node) -> str:
        """The date of an event for people to read."""
        return dated(node, "edtf", "earliest", "latest", "dateBasis")


def bound_words(node: Node, which: str) -> str:
    """When an interval began (`start`) or ended (`end`); empty where no source says."""
    parts = (f"{which}{part}" for part in ("Edtf", "Earliest", "Latest", "Basis"))
    words = dated(node, *parts)
    event = node.one(f"{which}Event")
    happened = wording("events", event) if event else ""
    return ", ".join(part for part in (words, happened) if part)


def _weak_points(node: Node) -> Iterable[str]:
    for basis, what in (("startBasis", "start"), ("endBasis", "end"), ("dateBasis", "date")):
        if node.one(basis) in _INFERRED:
            yield f"{what} inferred"
    for flag, what in (("startDisputed", "start disputed"), ("endDisputed", "end disputed")):
        if node.one(flag) == "true":
            yield what
    if node.all("contradictedBy"):
        yield "contradicted"
