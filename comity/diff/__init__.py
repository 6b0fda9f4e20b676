"""What differs between two builds, files or stores: graphs, facts, and answers to questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pyoxigraph import NamedNode

from comity import evidence, lookups
from comity.dataset import Dataset
from comity.described import Described, text_of
from comity.diff import answers, facts, graphs
from comity.diff.answers import AnswerChange, Question
from comity.diff.facts import FactChange
from comity.diff.graphs import GraphChange, Progress

__all__ = ["AnswerChange", "Difference", "FactChange", "GraphChange", "compare"]

MOST = 200
"""How many questions are asked, unless another number is given."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: where it is, and the build's hash if it is one."""

    where: str
    build: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs.

    Args:
        a: the first.
        b: the second.
        graphs: that differ, by name.
        facts: that differ, by kind and title.
        answers: that differ.
        asked: how many questions were asked.
        unasked: how many more the changed facts call for.
    """

    a: Side
    b: Side
    graphs: tuple[GraphChange, ...]
    facts: tuple[FactChange, ...]
    answers: tuple[AnswerChange, ...]
    asked: int
    unasked: int

    def __bool__(self) -> bool:
        return bool(self.graphs or self.answers)


def compare(
    a: Dataset,
    b: Dataset,
    progress: Progress | None = None,
    *,
    asks: Sequence[str] = (),
    most: int = MOST,
) -> Difference:
    """What differs between two datasets.

    Args:
        a: the first.
        b: the second.
        progress: told of each graph, then of each question.
        asks: questions as users write them, asked instead of those that changed facts call for.
        most: how many questions are asked of the latter.

    Raises:
        ComityError: where one cannot be read, or a question is none.
    """
    tell = progress or (lambda *_: None)
    questions = answers.asked_for(asks, b)
    changed = tuple(graphs.changes(a, b, tell))
    found = tuple(_facts(a, b, changed))
    called = list(answers.about(found)) if changed and not asks else []
    posed = questions or called[:most]
    return Difference(
        a=Side(a.where, a.build),
        b=Side(b.where, b.build),
        graphs=changed,
        facts=found,
        answers=tuple(_answers(posed, a, b, tell)),
        asked=len(posed),
        unasked=max(len(called) - len(posed), 0),
    )


def _answers(
    posed: Sequence[Question], a: Dataset, b: Dataset, tell: Progress
) -> Iterable[AnswerChange]:
    for number, question in enumerate(posed):
        tell(number, len(posed), question.query.name)
        change = answers.compared(question, a, b)
        if change:
            yield change


def _facts(a: Dataset, b: Dataset, changed: Sequence[GraphChange]) -> list[FactChange]:
    """The facts that differ in the graphs that do."""
    names = [c.name for c in changed if not _is_source(c.name, a) and not _is_source(c.name, b)]
    both = [_described(data, names) for data in (a, b)]
    labels = _labels(a, b, both)
    found = [
        facts.facts(described, lambda n: labels.get(n, _tail(n)), _said(data, described))
        for data, described in zip((a, b), both, strict=True)
    ]
    return facts.changes(*found)


def _said(data: Dataset, described: Described) -> dict[Any, tuple[str, ...]]:
    """The words of each statement, or their hashes where they are not published."""
    nodes = [node for node in described.of("Statement") if isinstance(node, NamedNode)]
    pieces = evidence.pieces(data.store(), nodes) if nodes else {}
    return {
        node: tuple(sorted({piece.quote or piece.quote_hash or "" for piece in several}))
        for node, several in pieces.items()
    }


def _is_source(name: str, data: Dataset) -> bool:
    """Whether a graph is an article's or the reference: neither holds facts."""
    below = name.removeprefix(data.terms.base)
    return below.startswith("graph/article/") or name == data.terms.reference_graph.value


def _described(data: Dataset, names: Iterable[str]) -> Described:
    several = (data.triples(name) for name in names if name in data.names)
    return Described(chain.from_iterable(several))


def _labels(a: Dataset, b: Dataset, both: Sequence[Described]) -> Mapping[Any, str]:
    """What everything is called that the facts name, as the second has it where it does."""
    found: dict[Any, str] = {}
    for data, described in zip((a, b), both, strict=True):
        nodes = list(dict.fromkeys(_things(described)))
        known = lookups.labels(data.store(), nodes) if nodes else {}
        found |= {node: words for node, words in known.items() if words != _tail(node)}
    return found


def _tail(node: Any) -> str:
    return lookups.tail(node) if isinstance(node, NamedNode) else text_of(node)


def _things(described: Described) -> Iterable[NamedNode]:
    for subject in described.subjects():
        for local, values in described.properties(subject):
            if local.rpartition("#")[2] not in facts.EVIDENCE | {"asOf", "restsOn", "answer"}:
                yield from (value for value in values if isinstance(value, NamedNode))
