"""Where the patterns of a word list match in a document: the raw material of membership claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from comity.model import Entity, Predicate, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.memberset import member_groups
from comity_loaders.memberships.namedlater import named_later
from comity_loaders.memberships.standins import standins
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked, Slot, mask_with, stretch
from comity_loaders.sentences.patterns import Pattern
from comity_loaders.sentences.speakerstate import speakers_own
from comity_loaders.sentences.unfolding import unfold

WORDS = "membership.yaml"
_LISTED = re.compile(
    r"(?: of (?:[\w-]+ ){1,8}|<D\d+> )(?:-|--|–|—|\() ?(?:the )?<S\d+>"
    # "Chad's application to the union, filed in 2001, …": without its aside it has no date.
    r"|\b(?:application|request|bid|candidacy)\b[^;.]*>, [a-z ]{3,30}<D"
)

_LISTING = {Predicate.ROSTER, Predicate.FOUNDED}
"""What asides may list the states of."""


@dataclass(frozen=True, slots=True)
class Find:
    """One match of a pattern in one clause of a sentence."""

    sentence: Sentence
    masked: Masked
    pattern: Pattern
    match: re.Match[str]

    def group(self, name: str) -> Slot | None:
        """The slot in this group."""
        return self.masked.slot(self.match, name)

    def entities(self, name: str) -> tuple[Entity, ...]:
        """What the slot in this group names; empty where it took no part."""
        slot = self.group(name)
        return slot.entities if slot else ()

    @property
    def trigger(self) -> Span:
        """The place of the words that claim it, auxiliaries left out."""
        return self.masked.place(*(stretch(self.match, "t") or self.match.span()))

    @property
    def document(self) -> Document:
        """The document it is found in."""
        return self.sentence.document

    @property
    def rest(self) -> str:
        """What stands behind the match in its clause."""
        return self.masked.text[self.match.end() :]


def masked_with_standins(sentence: Sentence) -> Masked:
    """The sentence masked, with all words that stand for states."""
    known = sentence.document.once(_masks)
    if sentence.span not in known:
        groups = (
            *standins(sentence),
            *speakers_own(sentence),
            *member_groups(sentence),
            *named_later(sentence),
        )
        known[sentence.span] = mask_with(sentence, groups)
    return known[sentence.span]


def _masks(_: Document) -> dict[Span, Masked]:
    """Where the masked sentences of a document are kept."""
    return {}


def find_matches(sentence: Sentence) -> list[Find]:
    """The matches in a sentence; of those that make the same claim by the same words, one."""
    if not patterns.has_cue(WORDS, sentence.text):
        return []
    masked = masked_with_standins(sentence)
    if not any(name[0] in "SBC" for name in masked.slots):
        return []
    found = [
        Find(sentence, clause, pattern, match)
        for clause in unfold(masked)
        for pattern, match in patterns.search(WORDS, clause.text)
    ]
    # "Is made up of six states -- Chad, ... -- and a bank": without its aside it lists nothing.
    whole = patterns.search(WORDS, masked.text) if _LISTED.search(masked.text) else []
    rosters = [(p, m) for p, m in whole if p.predicate in _LISTING or p.date == "inside"]
    return _best([*found, *(Find(sentence, masked, p, m) for p, m in rosters)])


def _best(finds: Iterable[Find]) -> list[Find]:
    """Of matches of one predicate that share their claiming words, the first."""
    kept: list[Find] = []
    # One that names its body is surer than one that leaves it unsaid.
    for found in sorted(finds, key=lambda found: found.pattern.body == "last"):
        if not any(_is_same(found, other) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.trigger)


def _is_same(found: Find, other: Find) -> bool:
    return found.pattern.predicate == other.pattern.predicate and found.trigger.overlaps(
        other.trigger
    )
