"""Who does what in a clause, by the parse: subjects and objects over relative clauses and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from comity.model import Span

_RELATIVES = {"which", "who", "that", "whom"}
_HAVE = {"has", "have", "had", "having", "'ve", "'d"}
_BE = {"was", "were", "been", "being", "is", "are", "be", "got", "gets", "getting"}
_CONTROLLED = {"xcomp", "advcl", "pcomp", "prep", "aux"}
_FACTUAL = {"after", "since", "upon", "by", "with", "following", "before", "on", "in", "despite"}
_VERBS = {"VERB", "AUX"}
_PAPERS = {"order", "decree", "bill", "letter", "notice", "memorandum", "proclamation", "motion"}
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")
_DEPTH = 6
"""How many verbs may stand between a participle and what it is told of."""


def is_passive(verb: Token, *, wanted: bool = True) -> bool:
    """Whether a verb is told of what it is done to.

    Args:
        verb: the verb.
        wanted: whether a bare participle beside a passive verb is to be taken for passive too.
    """
    kinds = {child.dep_ for child in verb.children}
    if kinds & {"auxpass", "nsubjpass"} or _behind_be(verb):
        return True
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if helpers & _HAVE or kinds & {"nsubj", "dobj"} or verb.tag_ not in {"VBN", "VBD"}:
        return False
    if verb.dep_ == "conj":
        return wanted and verb.head.pos_ in {"VERB", "AUX"} and is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod", "relcl"}


def _behind_be(verb: Token) -> bool:
    """Whether "was" stands before it, adverbs aside: the tagger errs less than the parser."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    before = verb.i - 1
    while before >= 0 and verb.doc[before].pos_ in {"ADV", "PART"}:
        before -= 1
    return before >= 0 and verb.doc[before].lower_ in _BE


def subject(verb: Token, depth: int = 0) -> Token | None:
    """What stands where a verb's subject does, also where another verb says it.

    Of a passive verb it is what the thing is done to.
    """
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if own is not None and own.lower_ not in _RELATIVES:
        return own
    if own is not None or verb.dep_ in {"acl", "relcl"}:
        return verb.head if verb.head.i != verb.i else None
    governor = _governor(verb)
    if governor is None or depth > _DEPTH:
        return None
    controls = next((c for c in governor.children if c.dep_ == "dobj"), None)
    if verb.dep_ == "xcomp" and controls is not None:
        return controls
    return subject(governor, depth + 1)


def _governor(verb: Token) -> Token | None:
    """The verb whose subject a verb without one shares."""
    if verb.dep_ not in {*_CONTROLLED, "conj"}:
        return None
    above = verb.head
    while above.pos_ not in {"VERB", "AUX"}:
        if above.head.i == above.i or above.dep_ not in {"prep", "pcomp", "mark", "advmod"}:
            return None
        above = above.head
    return above


def direct_object(verb: Token) -> Token | None:
    """Its object; that of "signed and ratified the treaty" is both verbs'."""
    own = next((c for c in verb.children if c.dep_ in {"dobj", "attr", "oprd"}), None)
    if own is not None:
        return own
    timed = any(c.tag_ == "WRB" for c in verb.children)  # "in 1973, when it left"
    if (
        verb.dep_ == "relcl"
        and not timed
        and any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVES for c in verb.children)
    ):
        return verb.head  # "the talks it left"
    beside = [c for c in verb.children if c.dep_ == "conj" and c.i - verb.i <= 6]
    return next((o for b in beside for o in b.children if o.dep_ == "dobj"), None)


def receiver(verb: Token) -> Token | None:
    """To whom: "granted it membership", "granted membership to it"."""
    own = next((c for c in verb.children if c.dep_ == "dative"), None)
    if own is not None and own.pos_ == "ADP":
        return next((c for c in own.children if c.dep_ == "pobj"), None)
    return own


def behind(token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """What stands behind these prepositions of a verb or noun: of "out of", behind "of"."""
    for child in token.children:
        if child.dep_ not in {"prep", "prt", "agent", "dative", "advmod"}:
            continue
        if child.lower_ in prepositions:
            yield from (c for c in child.children if c.dep_ == "pobj")
        else:
            inner = [c for c in child.children if c.dep_ == "prep" and c.lower_ in prepositions]
            if child.pos_ in {"ADP", "ADV"} and len(child.text) < 5:
                yield from (c for i in inner for c in i.children if c.dep_ == "pobj")


def is_only_named(verb: Token) -> bool:
    """Whether a gerund names what may or may not be: "considers joining", "talks on leaving"."""
    if any(c.dep_ == "aux" or (c.dep_ == "nsubj" and not _is_owner(c)) for c in verb.children):
        return False
    if verb.dep_ == "pcomp":
        return verb.head.lower_ not in _FACTUAL
    if verb.dep_ == "acl":
        return verb.head.lemma_.lower() in _PAPERS
    return verb.dep_ in {"xcomp", "dobj", "nsubj", "csubj", "ccomp", "pobj"}


def _is_owner(subject: Token) -> bool:
    """Whether a subject stands as an owner does: "Malta's joining"."""
    return any(c.tag_ == "POS" for c in subject.children)


def meant_at(verb: Token, trigger: Span, *, governed: bool = False) -> Span:
    """Where to ask whether it happened: of "was the first to join", the place of "was".

    Args:
        verb: what tells it.
        trigger: its place.
        governed: whether it is only what another verb came to: of "grew to include", "grew".
    """
    if governed:
        return Span(verb.head.idx, verb.head.idx + len(verb.head.text))
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return trigger
    if any(c.dep_ == "neg" for c in verb.children):
        return trigger  # "the only one not to have joined"
    above = verb.head
    if verb.dep_ in {"relcl", "acl"} and _is_ordinal(above):
        above = next((t for t in above.ancestors if t.pos_ in _VERBS), verb)
    elif not any(c.dep_ == "attr" and _is_ordinal(c) for c in above.children):
        return trigger
    return Span(above.idx, above.idx + len(above.text)) if above.i < verb.i else trigger


def _is_ordinal(noun: Token) -> bool:
    """Whether it is "the first", "the last country" or "the 36th state"."""
    beside = {noun.lower_, *(c.lower_ for c in noun.children)}
    ordinal = any(
        t.ent_type_ == "ORDINAL" or _NUMBERED.fullmatch(t.lower_) for t in (noun, *noun.children)
    )
    return ordinal or bool(beside & {"first", "last", "latest", "only", "next", "second", "third"})
