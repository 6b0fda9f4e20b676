"""Claims like what many did just before: "65 have ratified it. Chad was the first to do so"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from comity.model import Claim, Entity, Kind, Predicate
from comity_loaders import wordlists
from comity_loaders.document import Sentence
from comity_loaders.memberships.finds import WORDS, Find
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import mask

_REACH = 2
"""So many sentences back it may be told what many did."""
_OF_TREATIES = {Predicate.SIGNED, Predicate.RATIFIED}


def among_many(claim: Claim, found: Find) -> Iterator[Claim]:
    """The claim with what the many did, of whom its state is one."""
    for sentence in _near(found):
        deed = _deed(sentence, found)
        if deed:
            predicate, body = deed
            body = body or claim.object
            fits = body and (body.kind is Kind.TREATY or predicate not in _OF_TREATIES)
            if fits:
                yield replace(claim, predicate=predicate, object=body)
            return


def _near(found: Find) -> list[Sentence]:
    """The sentence itself, and those before it in its paragraph, the nearest first."""
    sentences = found.document.sentences
    at = sentences.index(found.sentence)
    near = reversed(sentences[max(at - _REACH, 0) : at + 1])
    return [s for s in near if s.paragraph == found.sentence.paragraph]


def _deed(sentence: Sentence, found: Find) -> tuple[Predicate, Entity | None] | None:
    """What many did last in a sentence, and of what body, where that is named."""
    masked = mask(sentence)
    matches = list(patterns.expression(WORDS, "done_by_many").finditer(masked.text))
    if sentence is found.sentence:
        matches = [m for m in matches if m.end() <= found.match.start()]
    if not matches:
        return None
    deeds: dict[str, str] = wordlists.load(WORDS)["deeds_of_many"]
    slot = masked.slot(matches[-1], "b")
    body = slot.entities[0] if slot else None
    return Predicate(deeds[matches[-1]["v"]]), body
