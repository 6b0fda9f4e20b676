"""Who joined, left, signed or founded what, read from the parse of a sentence.

A verb or noun of `words/membership-frames.yaml` says what happened; whose status it is and in
which body is told by the words that hang on it, wherever they stand: in a relative clause, before
a participle, at the verb that governs it. What stands right beside it counts too, so that one
wrong arc of the parse makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from comity.model import Span
from comity_loaders.memberships import bodiesaround, clauses, joined, statesaround
from comity_loaders.memberships.frameforms import Frame, noun_frames, words
from comity_loaders.memberships.marked import Marked
from comity_loaders.memberships.told import Told
from comity_loaders.memberships.verbframes import by_verb

_VERBS = {"VERB", "AUX"}
_NOUNS = {"NOUN", "PROPN"}


def told(marked: Marked) -> Iterator[Told]:
    """What the verbs and nouns of a sentence tell of states and bodies."""
    for token in marked.sentence.tokens:
        if token.pos_ in _VERBS:
            yield from by_verb(marked, token)
        if token.pos_ in _NOUNS and token.lemma_.lower() in noun_frames():
            yield from _by_noun(marked, token, noun_frames()[token.lemma_.lower()])


def _by_noun(marked: Marked, noun: Token, frame: Frame) -> Iterator[Told]:
    states = statesaround.owner(marked, noun)
    found, end = bodiesaround.at_noun(marked, noun, frame.body)
    if not found:
        found, end = bodiesaround.behind_states(marked, noun, states, frame)
    if not found and states:
        found, end = bodiesaround.only_body(marked), max(marked.place(states), marked.place(noun))
    bodies = joined.of_kind(found, frame.kind, marked)
    unsaid = noun.lemma_.lower() in words("noun_unsaid") and not (
        any(not marked.slot(t, "DS") for t in clauses.behind(noun, frame.body))
        or _is_of_things(noun)
    )
    if states and (bodies or unsaid) and not set(states.entities) & set(bodies):
        trigger = Span(noun.idx, noun.idx + len(noun.text))
        end = max(end, marked.place(states), marked.place(noun))
        yield Told(frame, marked, noun, trigger, trigger, states, bodies, end)


def _is_of_things(noun: Token) -> bool:
    """Whether troops may be what is withdrawn: only "its withdrawal" is sure to be from a body."""
    owned = any(child.dep_ == "poss" for child in noun.children)
    return noun.lemma_.lower() == "withdrawal" and not owned
