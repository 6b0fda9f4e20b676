"""What a verb tells: whose status it speaks of, and of which body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from comity.model import Entity, Predicate, Span
from comity_loaders.memberships import (
    bodiesaround,
    clauses,
    completions,
    joined,
    parties,
    statesaround,
)
from comity_loaders.memberships.frameforms import Frame, verb_frames, words
from comity_loaders.memberships.marked import Marked
from comity_loaders.memberships.particles import behind_particles, frame_lemma
from comity_loaders.memberships.signers import signers
from comity_loaders.memberships.told import Told
from comity_loaders.sentences.masking import Slot

_PRONOUNS = {"it", "them", "one", "so"}


def by_verb(marked: Marked, verb: Token) -> Iterator[Told]:
    """What a verb tells, by the first of its frames that finds all it needs."""
    for frame, particles in verb_frames().get(frame_lemma(verb), ()):
        end = behind_particles(marked, verb, particles)
        if end is None or (frame.under and verb.head.lemma_ not in frame.under):
            continue
        found = _Verb(marked, frame, verb, end).told()
        if found:
            yield found
            return


@dataclass(frozen=True)
class _Verb:
    """A verb that may tell something, with its frame."""

    marked: Marked
    frame: Frame
    verb: Token
    end: int
    noun: str = ""

    @property
    def passive(self) -> bool:
        return clauses.is_passive(self.verb, wanted=self.frame.state[0] != "subject")

    def told(self) -> Told | None:
        noun = self._completing() if self.frame.objects else None
        if (self.frame.objects and noun is None) or self._is_other_status():
            return None
        states = None if self._is_of_other_things() else self._states(noun)
        states = parties.without_part(self.marked, states) if states else None
        states = parties.in_aside(states, self.verb) if states else None
        if states is None or not self._are_enough(states):
            return None
        bodies, end = self._bodies(noun)
        bodies = tuple(
            b
            for b in joined.of_kind(bodies, self.frame.kind, self.marked)
            if b not in states.entities
        )
        if not bodies and not (self.frame.unsaid and self._is_unsaid(noun)):
            return None
        trigger = Span(self.verb.idx, self._trigger_end())
        return Told(
            self.frame,
            self.marked,
            self.verb,
            trigger,
            clauses.meant_at(self.verb, trigger, governed=bool(self.frame.under)),
            states,
            bodies,
            end,
            self._called(noun),
        )

    def _are_enough(self, states: Slot) -> bool:
        """Whether so many states did it, those only counted with them: "Peru and ten others"."""
        enough = len(states.entities) >= self.frame.least
        return enough or self._is_one_of_several() or parties.has_company(self.marked, states)

    def _is_one_of_several(self) -> bool:
        """Whether it did it as one of more: "one of the nine states that founded the union"."""
        return self.verb.dep_ == "relcl" and self.verb.head.tag_ == "NNS"

    def _called(self, noun: Token | None) -> str:
        """The noun that a body left unnamed is called by."""
        options = [clauses.subject(self.verb) if self.passive else clauses.direct_object(self.verb)]
        options += clauses.behind(noun or self.verb, (*self.frame.body, "of", "to"))
        members = clauses.behind(self.verb, ("as",))
        options += [t for member in members for t in clauses.behind(member, ("of", "in"))]
        meant = (joined.referent(t) for t in options if t is not None)
        return next((t.lower_ for t in meant if completions.is_anaphor(t)), "")

    def _is_of_other_things(self) -> bool:
        """Whether something else is withdrawn, or it is only talked of: "against joining"."""
        taken = clauses.direct_object(self.verb)
        roles = (*self.frame.state, *self.frame.body)
        bare = "object" not in roles and self.frame.objects is None
        if bare and taken is not None and taken.lower_ not in {"itself", "themselves"}:
            return True
        if not self.frame.body and not self._is_said_alone():
            return True
        return self.verb.tag_ == "VBG" and clauses.is_only_named(self.verb)

    def _is_said_alone(self) -> bool:
        """Whether but a date or a pause stands behind it: not "came in third", "came in for"."""
        units = (self.marked.unit(self.end + 1), self.marked.unit(self.end + 2))
        first, dated = units[0], any(isinstance(u, Slot) and u.mark == "D" for u in units)
        if first is None or isinstance(first, Slot):
            return first is None or dated
        return first.is_punct or (dated and first.lower_ in {"in", "on", "only", "late", "early"})

    def _is_other_status(self) -> bool:
        """Whether it is done "as an observer" or "as associate members"."""
        if self.frame.predicate is Predicate.OBSERVER:
            return False
        for token in clauses.behind(self.verb, ("as",)):
            beside = {token.lemma_.lower(), *(c.lower_ for c in token.lefts)}
            less = beside & {"observer", "associate", "candidate", "partner", "guest", "mediator"}
            if less and "full" not in {t.lower_ for t in token.subtree}:
                return True
        return False

    def _trigger_end(self) -> int:
        unit = self.marked.unit(self.end)
        last = unit if isinstance(unit, Token) else self.verb
        return last.idx + len(last.text)

    def _completing(self) -> Token | None:
        """The noun that completes the verb: of "membership was restored", its subject."""
        objects = self.frame.objects
        options = [
            clauses.subject(self.verb) if self.passive else None,
            clauses.direct_object(self.verb),
            *self._as_what(),
            completions.ahead_noun(
                self.marked, self.end + 1, objects.nouns if objects else frozenset()
            ),
        ]
        for option in options:
            option = completions.content(option)
            if option is not None and objects and completions.compound(option) & objects.nouns:
                less = self.frame.predicate in (Predicate.OBSERVER, Predicate.CANDIDATE)
                joins = completions.is_member(option) and not completions.is_singled_out(option)
                return option if less or joins else None
        return None

    def _as_what(self) -> Iterator[Token]:
        """What a state is admitted as, where that is no member."""
        if self.frame.predicate is Predicate.OBSERVER:
            yield from clauses.behind(self.verb, ("as",))

    # ---- states

    def _states(self, noun: Token | None) -> Slot | None:
        for role in self.frame.state:
            found = self._state_of(role, noun)
            if found:
                return found
        return None

    def _state_of(self, role: str, noun: Token | None) -> Slot | None:
        marked, spoken = self.marked, self.frame.spoken
        if role == "noun":
            return statesaround.owner(marked, noun) if noun is not None else None
        if role == "from":
            return self._sender(noun)
        if role == "receiver":
            whose = clauses.subject(self.verb) if self.passive else clauses.receiver(self.verb)
            return parties.states(marked, whose)
        if role == "subject" and self.passive:
            return self._agent(spoken=spoken)
        if role == "subject" or self.passive:
            return self._doer(spoken=spoken)
        return self._done_to()

    def _sender(self, noun: Token | None) -> Slot | None:
        """The states that something comes from: "applications have been received from"."""
        holders = (self.verb, *([noun] if noun is not None else ()))
        wanted = (t for holder in holders for t in clauses.behind(holder, ("for",)))
        if any(t.lower_ not in words("aim") and not self.marked.slot(t, "B") for t in wanted):
            return None  # "received an application from Chad for more time"
        senders = (t for holder in holders for t in clauses.behind(holder, ("from",)))
        return next((s for t in senders if (s := parties.states(self.marked, t))), None)

    def _doer(self, *, spoken: bool) -> Slot | None:
        """The states in the place of the subject, by the parse or right before the verb."""
        token = clauses.subject(self.verb)
        found = parties.states(self.marked, token, spoken=spoken)
        # A decree "on signing the convention" signs nothing.
        named = spoken and self.verb.tag_ != "VBG"
        found = found or (signers(self.marked, token) if named else None)
        found = found or statesaround.meant(self.marked, self.verb, token)
        return found or statesaround.right_before(self.marked, self.verb, token)

    def _done_to(self) -> Slot | None:
        token = clauses.direct_object(self.verb)
        if token is not None and token.lower_ in statesaround.NUMBER and self.verb.dep_ == "conj":
            before = parties.states(self.marked, clauses.direct_object(self.verb.head))
            return before if before and statesaround.agrees(before, token) else None
        found = parties.states(self.marked, token)
        return found or statesaround.right_behind(self.marked, self.end + 1)

    def _agent(self, *, spoken: bool) -> Slot | None:
        for token in clauses.behind(self.verb, ("by", "between", "among")):
            found = parties.states(self.marked, token, spoken=spoken)
            found = found or (signers(self.marked, token) if spoken else None)
            if found:
                return found
        return None

    # ---- bodies

    def _bodies(self, noun: Token | None) -> tuple[tuple[Entity, ...], int]:
        for role in self.frame.body:
            found, end = self._body_of(role, noun)
            if found:
                return found, max(end, self.end)
        return (), self.end

    def _body_of(self, role: str, noun: Token | None) -> tuple[tuple[Entity, ...], int]:
        marked, verb = self.marked, self.verb
        if role == "noun":
            return bodiesaround.at_noun(
                marked, noun, self.frame.objects.body if self.frame.objects else ()
            )
        if role == "aim":
            return bodiesaround.aim(marked, self.end + 1)
        if role == "enlargement":
            return bodiesaround.enlarging(marked, clauses.subject(verb)), self.end
        if role == "as":
            return self._as_member()
        if role == "object":
            return self._object_body()
        if role == "subject":
            agents = (
                clauses.behind(verb, ("by",)) if self.passive else iter([clauses.subject(verb)])
            )
            return next(
                (b for t in agents if (b := joined.bodies(marked, t, organs=True))), ()
            ), self.end
        near = bodiesaround.near(marked, self.end + 1, (role.split()[-1],))
        if near[0]:
            return near
        tokens = clauses.behind(verb, (role.split()[-1],))
        return next(
            ((b, marked.place(t)) for t in tokens if (b := joined.bodies(marked, t))), ((), 0)
        )

    def _object_body(self) -> tuple[tuple[Entity, ...], int]:
        marked = self.marked
        if self.passive:
            return joined.bodies(marked, clauses.subject(self.verb)), self.end
        near = bodiesaround.near(marked, self.end + 1, ())
        if near[0]:
            return near
        token = clauses.direct_object(self.verb)
        if token is None:
            return (), self.end
        own = joined.bodies(marked, token)
        return (own, marked.place(token)) if own else bodiesaround.called(marked, token)

    def _as_member(self) -> tuple[tuple[Entity, ...], int]:
        for token in clauses.behind(self.verb, ("as",)):
            member = completions.nouns_of("member")
            if token.lemma_.lower() in member and completions.is_member(token):
                return bodiesaround.at_noun(self.marked, token, ("of", "in"))
        return (), 0

    def _is_unsaid(self, noun: Token | None) -> bool:
        """Whether no other thing stands where the body would."""
        if noun is not None:
            through = self.frame.objects.body if self.frame.objects else ()
            if any(c.dep_ == "compound" and c.text.isupper() for c in noun.lefts):
                return False  # "a PCA Contracting Party"
            return all(completions.is_anaphor(token) for token in clauses.behind(noun, through))
        taken = clauses.direct_object(self.verb)
        if taken is not None and "object" not in (*self.frame.state, *self.frame.body):
            return taken.lower_ == "itself"
        if "object" in self.frame.body and (taken or self.passive):
            return self._is_left_out(clauses.subject(self.verb) if self.passive else taken)
        if "object" in self.frame.body and any(clauses.behind(self.verb, ("into",))):
            return False  # "entered into negotiations"
        aimed = (
            bodiesaround.other_aim(self.marked, self.end + 1) if "aim" in self.frame.body else None
        )
        if aimed is not None:
            return completions.is_anaphor(aimed)
        places = tuple(p.split()[-1] for p in self.frame.body if p not in {"in", "as", "aim"})
        places += ("into",)  # "to enter into force"
        others = [t for t in clauses.behind(self.verb, places) if t.lower_ not in _PRONOUNS]
        return all(
            self.marked.slot(t, "D") or completions.is_anaphor(joined.referent(t)) for t in others
        )

    def _is_left_out(self, taken: Token | None) -> bool:
        """Whether what stands where the body would stands for it, or belongs elsewhere."""
        if taken is None or taken.lower_ in _PRONOUNS:
            return True
        # "Left in 1985, Peru in 1986": the next state, parsed as an object.
        behind = self.marked.unit(self.end + 1)
        dated = isinstance(behind, Slot) and behind.mark == "D"
        next_state = dated and self.marked.slot(taken, "S") is not None
        return next_state or completions.is_anaphor(joined.referent(taken))
