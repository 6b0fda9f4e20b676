"""Evidence: the passages that support and contradict facts, fetched for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from pyoxigraph import Literal, NamedNode

from comity.lookups import Solution, batches, node, solutions, tail, unordered
from comity.queries import find
from comity.store import Store
from comity.storedquery import Term

Grounds = Mapping[NamedNode, frozenset[NamedNode]]
"""What something rests on: facts, each with those of its claims that count; all, if none is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that supports or contradicts what is answered: a row, or a sentence beside it.

    Args:
        claim: the IRI of the claim or quotation.
        stance: `supports` or `contradicts`.
        article: the article's IRI.
        title: its headline; None where it is not known.
        outlet: the name of the outlet; None where it is not known.
        published: when the article was published, as EDTF; None where it is not known.
        start: the first code point of the passage.
        end: the code point after its last.
        quote: the words, `text[start:end]`; empty where the build does not publish them.
        quote_hash: the SHA-256 of the words as UTF-8, where the build does not publish them.
        speaker: who says it; None where the outlet itself does.
        chain: the sources between the reader and the speaker, nearest first.
    """

    claim: str
    stance: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    start: int
    end: int
    quote: str
    speaker: str | None
    chain: tuple[str, ...]
    quote_hash: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON answer; the hash is in it only in the place of the words."""
        found = {**asdict(self), "chain": list(self.chain)}
        if self.quote_hash:
            return {**found, "quote": None}
        del found["quote_hash"]
        return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence as the store has it: IRIs, before they are labels."""

    claim: NamedNode
    stance: str
    article: NamedNode
    outlet: NamedNode | None
    published: str | None
    start: int
    end: int
    quote: str
    speaker: NamedNode | None
    chain: tuple[NamedNode, ...]
    quote_hash: str | None = None

    @property
    def named(self) -> list[NamedNode]:
        """Whatever of it is shown by its label."""
        return [thing for thing in (self.article, self.outlet, self.speaker, *self.chain) if thing]

    def shown(self, labels: Mapping[Term, str]) -> Evidence:
        """The same for people to read."""
        return Evidence(
            claim=self.claim.value,
            stance=self.stance,
            article=self.article.value,
            title=self._title(labels),
            outlet=labels[self.outlet] if self.outlet else None,
            published=self.published,
            start=self.start,
            end=self.end,
            quote=self.quote,
            speaker=labels[self.speaker] if self.speaker else None,
            chain=tuple(labels[step] for step in self.chain),
            quote_hash=self.quote_hash,
        )

    def _title(self, labels: Mapping[Term, str]) -> str | None:
        title = labels[self.article]
        return None if title == tail(self.article) else title


def grounds(found: Iterable[Solution]) -> Grounds:
    """What solutions of a stored query rest on: their `?fact`, by their `?claim` if they name one.

    A claim beside a stance is not one that the solution rests on.
    """
    claims: dict[NamedNode, set[NamedNode]] = {}
    for solution in found:
        claim = None if "stance" in solution else node(solution, "claim")
        for fact in _facts(solution.get("fact")):
            claims.setdefault(fact, set()).update([claim] if claim else [])
    return {fact: frozenset(several) for fact, several in claims.items()}


def _facts(term: Term | None) -> list[NamedNode]:
    """One fact, or those of a query that aggregates: their IRIs, in a string between spaces."""
    if isinstance(term, Literal):
        return [NamedNode(iri) for iri in sorted(term.value.split())]
    return [term] if term else []


def pieces(store: Store, facts: Iterable[NamedNode]) -> dict[NamedNode, list[Piece]]:
    """What supports and contradicts each fact; a fact without evidence is left out."""
    query = find("evidence/for-fact")
    steps: dict[tuple[NamedNode, NamedNode, str], list[Solution]] = defaultdict(list)
    for batch in batches(facts):
        for solution in solutions(store, unordered(query.bind({"fact": batch}))):
            fact, claim = node(solution, "fact"), node(solution, "claim")
            if fact and claim:
                steps[fact, claim, solution["stance"].value].append(solution)
    found: dict[NamedNode, list[Piece]] = defaultdict(list)
    own = {fact for fact, claim, _ in steps if claim == fact}
    for (fact, claim, stance), several in steps.items():
        # Virtuoso gives beside a claim others of the same passage, which the query leaves out.
        if claim == fact or fact not in own:
            found[fact].append(_piece(claim, stance, several))
    return found


def shown(
    on: Grounds, found: Mapping[NamedNode, Sequence[Piece]], labels: Mapping[Term, str]
) -> tuple[Evidence, ...]:
    """The passages of what something rests on, for people to read, by article and place.

    Args:
        on: what it rests on.
        found: the pieces of each fact.
        labels: of whatever they name.
    """
    kept = [
        piece
        for fact, claims in on.items()
        for piece in found.get(fact, ())
        if not claims or piece.stance == "contradicts" or piece.claim in claims
    ]
    return tuple(piece.shown(labels) for piece in in_order(kept))


def in_order(found: Iterable[Piece]) -> list[Piece]:
    """Each piece once, by article and place."""
    distinct = {(piece.claim, piece.stance): piece for piece in found}.values()
    return sorted(distinct, key=lambda p: (p.article.value, p.start, p.end, p.claim.value))


def _piece(claim: NamedNode, stance: str, several: Sequence[Solution]) -> Piece:
    """One piece of evidence; its solutions differ in the step of the chain only."""
    first = several[0]
    chain = {
        int(step["relay_position"].value): cast(NamedNode, step["relay_source"])
        for step in several
        if "relay_position" in step
    }
    return Piece(
        claim=claim,
        stance=stance,
        article=cast(NamedNode, first["article"]),
        outlet=node(first, "outlet"),
        published=first["published"].value if "published" in first else None,
        start=int(first["start"].value),
        end=int(first["end"].value),
        quote=first["quote"].value if "quote" in first else "",
        speaker=node(first, "speaker"),
        chain=tuple(chain[position] for position in sorted(chain)),
        quote_hash=first["quote_hash"].value if "quote_hash" in first else None,
    )
