"""Whose status a verb tells: the states around it."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from comity_loaders.memberships import clauses, parties, statesaround
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.signers import signers
from comity_loaders.memberships.verb import Verb
from comity_loaders.sentences.masking import Slot

_OPENED = re.compile(r"\s*\((?:which |who )?(?:(?:has|had|was|is) )?")
"""What stands between a state and a verb that a bracket tells of it alone."""


def states_of(verb: Verb, noun: Token | None) -> Slot | None:
    """The states that a verb tells of, in the first of its frame's places that has any.

    Args:
        verb: the verb with its frame.
        noun: the noun that completes it, if its frame needs one.
    """
    for role in verb.frame.state:
        found = _state_of(verb, role, noun)
        if found:
            return found
    return None


def _state_of(verb: Verb, role: str, noun: Token | None) -> Slot | None:
    marked, spoken = verb.marked, verb.frame.spoken
    if role == "noun":
        return statesaround.owner(marked, noun) if noun is not None else None
    if role == "from":
        return _sender(verb, noun)
    if role == "receiver":
        return _receiver(verb)
    if role == "subject" and verb.passive:
        return _agent(verb, spoken=spoken)
    if role == "subject" or verb.passive:
        return _doer(verb, spoken=spoken)
    return _done_to(verb)


def _receiver(verb: Verb) -> Slot | None:
    """Who is given it: "granted Peru", "Peru was granted", "was conferred on Peru"."""
    options = [clauses.subject(verb.token)] if verb.passive else []
    options += [clauses.receiver(verb.token), *clauses.behind(verb.token, ("to", "on", "upon"))]
    return next((s for t in options if t and (s := parties.states(verb.marked, t))), None)


def _sender(verb: Verb, noun: Token | None) -> Slot | None:
    """The states that something comes from: "applications have been received from"."""
    holders = (verb.token, *([noun] if noun is not None else ()))
    wanted = (t for holder in holders for t in clauses.behind(holder, ("for",)))
    if any(t.lower_ not in words("aim") and not verb.marked.slot(t, "B") for t in wanted):
        return None  # "received an application from Chad for more time"
    senders = (t for holder in holders for t in clauses.behind(holder, ("from",)))
    return next((s for t in senders if (s := parties.states(verb.marked, t))), None)


def _doer(verb: Verb, *, spoken: bool) -> Slot | None:
    """The states in the place of the subject, by the parse or right before the verb."""
    token = clauses.subject(verb.token)
    if token is not None and _is_somebody(verb, token):
        return None
    found = _next_to_relative(verb, parties.states(verb.marked, token, spoken=spoken))
    found = found and _alone_in_brackets(verb, found)
    # A decree "on signing the convention" signs nothing.
    named = spoken and verb.token.tag_ != "VBG"
    found = found or (signers(verb.marked, token) if named else None)
    found = found or statesaround.meant(verb.marked, verb.token, token)
    return found or statesaround.right_before(verb.marked, verb.token, token)


def _is_somebody(verb: Verb, subject: Token) -> bool:
    """Whether one person does it: "a former president of Peru, who resigned"."""
    own = next((c for c in verb.token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    of = subject.head.lower_ if subject.dep_ == "pobj" else ""
    return own is not None and own.lower_ == "who" and of in {"of", "from", "for"}


def _next_to_relative(verb: Verb, found: Slot | None) -> Slot | None:
    """The states right before "which": of "at the request of Chad, Togo, which left", Togo."""
    if found is None or verb.token.dep_ != "relcl":
        return found
    marked = verb.marked
    at = marked.place(verb.token.left_edge) - 1
    nearest = marked.unit(at - 1 if marked.word(at) == "," else at)
    if not isinstance(nearest, Slot) or nearest.mark != "S":
        return found
    between = range(marked.place(found) + 1, marked.place(nearest))
    parted = bool(between) and all(marked.word(place) in {",", "the"} for place in between)
    return nearest if parted else found


def _alone_in_brackets(verb: Verb, found: Slot) -> Slot | None:
    """Of "Chad, Togo (left in 1999)", Togo; nothing where the list goes on behind the bracket."""
    text, at = verb.marked.sentence.document.text, verb.token.idx
    if found.span.start <= at < found.span.end:
        return None
    opened = _OPENED.fullmatch(text, found.span.end, at) and found.mentions
    return replace(found, mentions=found.mentions[-1:]) if opened else found


def _done_to(verb: Verb) -> Slot | None:
    token = clauses.direct_object(verb.token)
    if token is not None and token.lower_ in statesaround.NUMBER and verb.token.dep_ == "conj":
        before = parties.states(verb.marked, clauses.direct_object(verb.token.head))
        return before if before and statesaround.agrees(before, token) else None
    found = parties.states(verb.marked, token)
    return found or statesaround.right_behind(verb.marked, verb.end + 1)


def _agent(verb: Verb, *, spoken: bool) -> Slot | None:
    for token in clauses.behind(verb.token, ("by", "between", "among")):
        found = parties.states(verb.marked, token, spoken=spoken)
        found = found or (signers(verb.marked, token) if spoken else None)
        if found:
            return found
    return None
