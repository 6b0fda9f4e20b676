"""How a verb is meant by its parse: its helpers, its negations, the words above it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from comity.model import Modality
from comity_loaders import wordlists
from comity_loaders.sentences.stancewords import (
    ORDER,
    auxiliaries,
    governing_words,
    listed,
    negations,
)

_CLIMBS = {"xcomp", "ccomp", "advcl", "acl", "conj", "pcomp", "prep", "pobj", "dobj"}
_CLIMBS |= {"auxpass", "attr", "acomp", "amod", "appos", "poss", "dep", "oprd", "csubj", "nsubj"}
_LASTING = {"be", "remain", "stay", "have", "hold", "serve", "belong", "keep", "stand"}
"""Verbs of what was so until something else came about."""
_YEAR = 4
"""So many digits has a year."""
_AHEAD = 14
"""How far behind a clause what governs it may stand: further on, the parse has lost its way."""


def by_parse(token: Token, start: int) -> tuple[bool, set[Modality]]:
    """Whether the parse denies a verb, and in what ways it does not assert it.

    Args:
        token: the verb.
        start: where the words begin that may say how it is meant.
    """
    denied, modalities = _own(token)
    below = token
    for above in _governors(token, start):
        if below.dep_ in {"conj"} and above.pos_ == below.pos_:
            modalities |= _auxiliary_modalities(above) if not _has_subject(below) else set()
        else:
            modality = _governing(above, below)
            if modality:
                modalities.add(modality)
            negated, own = _own(above)
            if modality or own:
                modalities |= own
            elif negated and below.dep_ == "xcomp":
                denied = True
            elif negated and below.dep_ == "ccomp":
                modalities.add(Modality.HEDGED)
            denied = denied or above.lemma_.lower() in governing_words("denied")
        if above.dep_ in {"ROOT", "relcl"} or _is_reporting_boundary(above, below):
            break
        below = above
    return denied, modalities


def _is_over(token: Token) -> bool:
    """Whether a phrase of time tells what came before: "having left in 2020, it could return"."""
    told = any(c.lower_ == "having" and c.dep_ == "aux" for c in token.children)
    told = told or (token.dep_ == "pcomp" and token.head.lower_ in {"after", "since", "upon"})
    return told and _has_year(token)


def _is_granted(token: Token) -> bool:
    """Whether a clause is taken for granted: "few know that it joined", "though it joined"."""
    if token.dep_ == "ccomp" and token.head.lemma_.lower() in listed("factives"):
        return not any(c.lower_ in {"if", "whether"} for c in token.children)
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    return token.dep_ == "advcl" and _is_past(token) and not marks.isdisjoint(listed("beside"))


def is_past_with(token: Token) -> bool:
    """Whether what it goes with was done as well: "was poor before it joined in 2004"."""
    finite = any(c.lower_ in {"before", "once"} and c.dep_ == "mark" for c in token.children)
    return finite and _is_past(token) and _has_year(token) and _is_past(token.head)


def _is_past(verb: Token) -> bool:
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return all(c.tag_ == "VBD" or c.tag_ == "VBN" for c in helpers) and (
        verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers))
    )


def _has_year(token: Token) -> bool:
    return any(len(t.text) == _YEAR and t.text.isdigit() for t in token.subtree)


def _is_beside(below: Token, above: Token) -> bool:
    """Whether the parse has lost its way: "stopped taking part and withdrew" stopped no second."""
    finite = below.tag_ in {"VBD", "VBZ", "VBP"}
    return below.dep_ == "conj" and finite and above.tag_ in {"VB", "VBG"}


def _governors(token: Token, start: int) -> Iterator[Token]:
    """What governs a token, from below, as far as it stands behind `start`."""
    while token.head is not token and token.dep_ in _CLIMBS and token.head.idx >= start:
        ahead = token.doc[token.i : max(token.head.i, token.i)]
        if (
            len(ahead) > _AHEAD
            or _is_over(token)
            or _is_granted(token)
            or _is_beside(token, token.head)
            or any(t.text == ";" for t in ahead)
        ):
            return
        token = token.head
        yield token


def _own(token: Token) -> tuple[bool, set[Modality]]:
    children = list(token.children)
    denied = any((c.dep_ == "neg" or c.lower_ in negations()) and _negates(c) for c in children)
    modalities = _auxiliary_modalities(token) | _wished(token)
    condition = any(c.dep_ == "mark" and c.lower_ in listed("conditions") for c in children)
    if condition and not is_done(token):
        modalities.add(Modality.CONDITIONAL)
    return denied, modalities


def _wished(token: Token) -> set[Modality]:
    """What a bare "be" makes of it: "argued that Mali be let back in"."""
    helpers = [c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}]
    wished = helpers == ["be"] and token.dep_ == "ccomp" and token.tag_ == "VBN"
    return {Modality.HOPED} if wished else set()


def _negates(negation: Token) -> bool:
    """Whether it is not the "not" of "but not Ghana"."""
    before = negation.nbor(-1).lower_ if negation.i else ""
    behind = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    if negation.lower_ == "without":
        return not list(negation.children)  # "joined without waiting"
    also = before in {"but", "and", "or", "though"} or behind in {"until", "till", "before"}
    return not (negation.lower_ == "not" and also)


def _auxiliary_modalities(token: Token) -> set[Modality]:
    helpers = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    return {m for m, words in auxiliaries().items() if words & helpers}


def _governing(above: Token, below: Token) -> Modality | None:
    """How `above` makes the clause under it meant; None where it says nothing of that."""
    kind = "nouns" if above.pos_ in {"NOUN", "PROPN"} else "governors"
    if kind == "governors" and below.dep_ in {"nsubj", "csubj", "advcl", "conj"}:
        return None
    words = wordlists.load("stance.yaml")[kind]
    for modality in ORDER:
        if str(modality) in words and _lemma(above) in words[str(modality)]:
            done = modality is Modality.PLANNED and below.dep_ == "ccomp" and _is_perfect(below)
            return None if done else modality
    return None


def _is_perfect(token: Token) -> bool:
    """Whether it is done: "announced that it had joined"."""
    return any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had"} for c in token.children)


def _lemma(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def _is_reporting_boundary(above: Token, below: Token) -> bool:
    return below.dep_ == "advcl" and _has_subject(below) and above.pos_ == "VERB"


def is_done(token: Token) -> bool:
    """Whether a clause behind "until" tells what happened, beside a verb that does so too."""
    marked = any(c.dep_ == "mark" and c.lower_ in {"until", "once"} for c in token.children)
    main = token.head
    helpers = {c.lower_ for c in main.children if c.dep_ in {"aux", "auxpass"}}
    modal = any(helpers & words for words in auxiliaries().values())
    past = main.tag_ in {"VBD", "VBN"} or bool(helpers & {"was", "were", "had", "did"})
    lasted = main.lemma_ in _LASTING and main is not token
    return marked and token.tag_ == "VBD" and lasted and past and not modal
