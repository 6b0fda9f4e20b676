"""What a verb tells: whose status it speaks of, and of which body."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from comity.model import Predicate, Span
from comity_loaders.memberships import clauses, company, completions, joined, parties
from comity_loaders.memberships.frameforms import verb_frames, words
from comity_loaders.memberships.marked import Marked
from comity_loaders.memberships.particles import behind_particles, frame_lemma
from comity_loaders.memberships.told import Told
from comity_loaders.memberships.verb import Verb
from comity_loaders.memberships.verbbodies import bodies_of, is_unsaid
from comity_loaders.memberships.verbstates import states_of
from comity_loaders.sentences.masking import Slot


def by_verb(marked: Marked, token: Token) -> Iterator[Told]:
    """What a verb tells, by the first of its frames that finds all it needs."""
    for frame, particles in verb_frames().get(frame_lemma(token), ()):
        end = behind_particles(marked, token, particles)
        if end is None or (frame.under and token.head.lemma_ not in frame.under):
            continue
        found = _told(Verb(marked, frame, token, end))
        if found:
            yield found
            return


def _told(verb: Verb) -> Told | None:
    noun = _completing(verb) if verb.frame.objects else None
    if (verb.frame.objects and noun is None) or _is_other_status(verb):
        return None
    states = None if _is_of_other_things(verb) else states_of(verb, noun)
    states = parties.without_part(verb.marked, states) if states else None
    states = parties.in_aside(states, verb.token) if states else None
    states = company.ahead(verb.marked, states) if states else None
    if states is None:
        return None
    bodies, end = bodies_of(verb, noun)
    bodies = tuple(
        b for b in joined.of_kind(bodies, verb.frame.kind, verb.marked) if b not in states.entities
    )
    if not bodies and not (verb.frame.unsaid and is_unsaid(verb, noun)):
        return None
    if not _are_enough(verb, states, end):
        return None
    trigger = Span(verb.token.idx, _trigger_end(verb))
    return Told(
        verb.frame,
        verb.marked,
        verb.token,
        trigger,
        clauses.meant_at(verb.token, trigger, governed=bool(verb.frame.under)),
        states,
        bodies,
        end,
        _called(verb, noun),
    )


def _are_enough(verb: Verb, states: Slot, end: int) -> bool:
    """Whether so many states did it, those only counted with them: "Peru and ten others"."""
    enough = len(states.entities) >= verb.frame.least
    counted = enough or parties.has_company(verb.marked, states)
    return counted or _is_one_of_several(verb) or company.follows(verb.marked, end)


def _is_one_of_several(verb: Verb) -> bool:
    """Whether it did it as one of more: "one of the nine states that founded the union"."""
    return verb.token.dep_ == "relcl" and verb.token.head.tag_ == "NNS"


def _called(verb: Verb, noun: Token | None) -> str:
    """The noun that a body left unnamed is called by."""
    options = [clauses.subject(verb.token) if verb.passive else clauses.direct_object(verb.token)]
    options += clauses.behind(noun or verb.token, (*verb.frame.body, "of", "to"))
    members = clauses.behind(verb.token, ("as",))
    options += [t for member in members for t in clauses.behind(member, ("of", "in"))]
    meant = (joined.referent(t) for t in options if t is not None)
    return next((t.lower_ for t in meant if completions.is_anaphor(t)), "")


def _is_of_other_things(verb: Verb) -> bool:
    """Whether something else is withdrawn, or it is only talked of: "against joining"."""
    taken = clauses.direct_object(verb.token)
    roles = (*verb.frame.state, *verb.frame.body)
    bare = "object" not in roles and verb.frame.objects is None
    own = taken is not None and verb.marked.place(taken) <= verb.end  # "made it into"
    behind = verb.marked.unit(verb.end + 1)
    otherwise = isinstance(behind, Token) and behind.lower_ in words("left_otherwise")
    if otherwise and verb.frame.name == "leaves":
        return True
    if bare and taken is not None and not own and taken.lower_ not in {"itself", "themselves"}:
        return True
    if not verb.frame.body and not _is_said_alone(verb):
        return True
    return verb.token.tag_ == "VBG" and clauses.is_only_named(verb.token)


def _is_said_alone(verb: Verb) -> bool:
    """Whether but a date or a pause stands behind it: not "came in third", "came in for"."""
    units = (verb.marked.unit(verb.end + 1), verb.marked.unit(verb.end + 2))
    first, dated = units[0], any(isinstance(u, Slot) and u.mark == "D" for u in units)
    if first is None or isinstance(first, Slot):
        return first is None or (dated and first.mark != "B")
    return first.is_punct or (dated and first.lower_ in {"in", "on", "only", "late", "early"})


def _is_other_status(verb: Verb) -> bool:
    """Whether it is done "as an observer" or "as associate members"."""
    if verb.frame.predicate is Predicate.OBSERVER:
        return False
    for token in clauses.behind(verb.token, ("as",)):
        beside = {token.lemma_.lower(), *(c.lower_ for c in token.lefts)}
        less = beside & {"observer", "associate", "candidate", "partner", "guest", "mediator"}
        if less and "full" not in {t.lower_ for t in token.subtree}:
            return True
    return False


def _trigger_end(verb: Verb) -> int:
    unit = verb.marked.unit(verb.end)
    last = unit if isinstance(unit, Token) else verb.token
    return last.idx + len(last.text)


def _completing(verb: Verb) -> Token | None:
    """The noun that completes the verb: of "membership was restored", its subject."""
    objects = verb.frame.objects
    options = [
        clauses.subject(verb.token) if verb.passive else None,
        clauses.direct_object(verb.token),
        *_as_what(verb),
        completions.ahead_noun(
            verb.marked, verb.end + 1, objects.nouns if objects else frozenset()
        ),
    ]
    for option in options:
        option = completions.content(option)
        if option is not None and objects and completions.compound(option) & objects.nouns:
            less = verb.frame.predicate in (Predicate.OBSERVER, Predicate.CANDIDATE)
            joins = completions.is_member(option) and not completions.is_singled_out(option)
            fits = not completions.has_other_aim(option) if less else joins
            return option if fits else None
    return None


def _as_what(verb: Verb) -> Iterator[Token]:
    """What a state is admitted as, where that is no member."""
    if verb.frame.predicate is Predicate.OBSERVER:
        yield from clauses.behind(verb.token, ("as",))
