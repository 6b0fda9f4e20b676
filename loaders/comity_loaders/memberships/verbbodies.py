"""Of which bodies a verb tells, or that it leaves them unsaid."""

from __future__ import annotations

from spacy.tokens import Token

from comity_loaders.memberships import bodiesaround, clauses, completions, joined
from comity_loaders.memberships.bodiesaround import Found
from comity_loaders.memberships.verb import Verb
from comity_loaders.sentences.masking import Slot

_PRONOUNS = {"it", "them", "one", "so"}


def bodies_of(verb: Verb, noun: Token | None) -> Found:
    """The bodies that a verb tells of, and the place of the last unit needed to tell them.

    Args:
        verb: the verb with its frame.
        noun: the noun that completes it, if its frame needs one.
    """
    for role in verb.frame.body:
        found, end = _body_of(verb, role, noun)
        if found:
            return found, max(end, verb.end)
    return (), max(verb.end, verb.marked.place(noun) if noun is not None else 0)


def _body_of(verb: Verb, role: str, noun: Token | None) -> Found:
    marked, token = verb.marked, verb.token
    if role == "noun":
        return bodiesaround.at_noun(
            marked, noun, verb.frame.objects.body if verb.frame.objects else ()
        )
    if role == "aim":
        return bodiesaround.aim(marked, verb.end + 1)
    if role == "enlargement":
        return bodiesaround.enlarging(marked, clauses.subject(token)), verb.end
    if role == "as":
        return _as_member(verb)
    if role == "object":
        return _object_body(verb)
    if role == "subject":
        agents = clauses.behind(token, ("by",)) if verb.passive else iter([clauses.subject(token)])
        return next(
            (b for t in agents if (b := joined.bodies(marked, t, organs=True))), ()
        ), verb.end
    near = bodiesaround.near(marked, verb.end + 1, (role.split()[-1],))
    if near[0]:
        return near
    tokens = clauses.behind(token, (role.split()[-1],))
    return next(((b, marked.place(t)) for t in tokens if (b := joined.bodies(marked, t))), ((), 0))


def _object_body(verb: Verb) -> Found:
    marked = verb.marked
    if verb.passive:
        return joined.bodies(marked, clauses.subject(verb.token)), verb.end
    near = bodiesaround.near(marked, verb.end + 1, ())
    if near[0]:
        return near
    token = clauses.direct_object(verb.token)
    if token is None:
        return (), verb.end
    own = joined.bodies(marked, token)
    return (own, marked.place(token)) if own else bodiesaround.called(marked, token)


def _as_member(verb: Verb) -> Found:
    for token in clauses.behind(verb.token, ("as",)):
        member = completions.nouns_of("member")
        if token.lemma_.lower() in member and completions.is_member(token):
            return bodiesaround.at_noun(verb.marked, token, ("of", "in"))
    return (), 0


def is_unsaid(verb: Verb, noun: Token | None) -> bool:
    """Whether no other thing stands where the body would."""
    if noun is not None:
        through = verb.frame.objects.body if verb.frame.objects else ()
        if any(c.dep_ == "compound" and c.text.isupper() for c in noun.lefts):
            return False  # "a PCA Contracting Party"
        return all(completions.is_anaphor(token) for token in clauses.behind(noun, through))
    taken = clauses.direct_object(verb.token)
    if taken is not None and "object" not in (*verb.frame.state, *verb.frame.body):
        return taken.lower_ == "itself"
    if "object" in verb.frame.body and (taken or verb.passive):
        return _is_left_out(verb, clauses.subject(verb.token) if verb.passive else taken)
    if "object" in verb.frame.body and any(clauses.behind(verb.token, ("into",))):
        return False  # "entered into negotiations"
    aimed = bodiesaround.other_aim(verb.marked, verb.end + 1) if "aim" in verb.frame.body else None
    if aimed is not None:
        return completions.is_anaphor(aimed)
    places = tuple(p.split()[-1] for p in verb.frame.body if p not in {"in", "as", "aim"})
    places += ("into",)  # "to enter into force"
    others = [t for t in clauses.behind(verb.token, places) if t.lower_ not in _PRONOUNS]
    return all(
        verb.marked.slot(t, "D") or completions.is_anaphor(joined.referent(t)) for t in others
    )


def _is_left_out(verb: Verb, taken: Token | None) -> bool:
    """Whether what stands where the body would stands for it, or belongs elsewhere."""
    if taken is None or taken.lower_ in _PRONOUNS:
        return True
    # "Left in 1985, Peru in 1986": the next state, parsed as an object.
    behind = verb.marked.unit(verb.end + 1)
    dated = isinstance(behind, Slot) and behind.mark == "D"
    next_state = dated and verb.marked.slot(taken, "S") is not None
    return next_state or completions.is_anaphor(joined.referent(taken))
