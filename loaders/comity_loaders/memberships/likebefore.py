"""Claims that are like the one before them: "Greece followed in 1981", "so did Chad"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from comity.model import Claim, Kind, Predicate, Span
from comity_loaders.memberships.finds import WORDS, Find
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import mask

_FINITE, _MAIN = {"VBD", "VBZ", "VBP"}, {"ROOT", "conj", "ccomp"}
_FIRST = {Predicate.FOUNDED, Predicate.MEMBER, Predicate.ROSTER, Predicate.JOINED}


def like(previous: Claim | None, claim: Claim, found: Find) -> Iterator[Claim]:
    """The claim that "Greece followed in 1981" makes, by the sentence before it.

    "So did Chad" is said right behind it, and means the same day where it tells none.
    """
    is_here = previous is not None and previous.passage.end > found.sentence.span.start
    if not is_here and _follows_first(found, claim):
        yield claim
        return
    if not (previous and previous.when and previous.is_asserted and _is_of_state(previous)):
        return
    needs = found.pattern.needs
    if "same" in needs and previous.predicate is not found.pattern.predicate:
        return
    if "beside" in needs and not _is_beside(previous, found):
        return
    if _goes_on(previous, found):
        return
    # Who follows the founders joins what they founded.
    founded = previous.predicate is Predicate.FOUNDED
    did = Predicate.JOINED if founded else previous.predicate
    day = claim.when or (previous.when if "beside" in needs else None)
    yield replace(claim, predicate=did, object=previous.object, when=day)


def _is_of_state(claim: Claim) -> bool:
    """Whether a state did it: who follows a treaty into force does something else."""
    return claim.subject is not None and claim.subject.kind in (Kind.STATE, Kind.TERRITORY)


def _follows_first(found: Find, claim: Claim) -> bool:
    """Whether the sentence before counts a body's first members: "was formed by six states"."""
    if found.pattern.predicate is not Predicate.JOINED or "beside" in found.pattern.needs:
        return False
    sentences = found.document.sentences
    at = sentences.index(found.sentence)
    first = mask(sentences[at - 1]) if at else None
    match = patterns.expression(WORDS, "first_members").search(first.text) if first else None
    slot = first.slot(match, "b") if first and match else None
    return slot is not None and claim.object in slot.entities


def _goes_on(previous: Claim, found: Find) -> bool:
    """Whether something else was told meanwhile: "Peru lost the cup in 2018, and Chad did so"."""
    start = max(found.sentence.span.start, previous.passage.end)
    place = Span(start, max(found.trigger.start, start))
    tokens = found.sentence.tokens_in(place) if found.document.parses else ()
    return any(t.tag_ in _FINITE and t.pos_ == "VERB" and t.dep_ in _MAIN for t in tokens)


def _is_beside(previous: Claim, found: Find) -> bool:
    """Whether it was claimed in the same sentence, or in the one before."""
    sentences = found.document.sentences
    at = sentences.index(found.sentence)
    near = sentences[max(at - 1, 0) : at + 1]
    return any(sentence.span.contains(previous.passage) for sentence in near)


def beside(previous: Claim | None, claim: Claim) -> Iterator[Claim]:
    """The claim of newcomers behind one that tells the first members: "they were joined by"."""
    if previous and previous.is_asserted and previous.predicate in _FIRST:
        body = previous.subject if previous.predicate is Predicate.ROSTER else previous.object
        if body and claim.subject != body:
            yield replace(claim, object=body)
