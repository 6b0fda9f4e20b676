"""What the parse tells of clauses: whether one begins, and which "that" belongs to a noun."""

from __future__ import annotations

import re

from spacy.tokens import Token

from comity.model import Span
from comity_loaders.statements.frames import convenes, without_relatives
from comity_loaders.statements.speech import MASK, Speech

_FINITE_TAGS = {"VBD", "VBZ", "VBP", "MD"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_OPENING_TAGS = {"DT", "PRP$", "PRP", "NNP", "NNPS", "NNS"}
_FEWEST = 3
# "declared the session open": it is, by these words.
_ACTS_DONE = {"open", "closed", "adjourned", "elected", "vacant"}
_RELATIVE = {"WDT", "WP", "WP$", "WRB"}
# "It has …", "the bank of the two states will …", "would be" behind "which he said".
_PLAIN_SUBJECT = re.compile(
    r"(?:it|he|she|they|we|you|I|there|this|these|those)\s+(?:[a-z]+ly\s+|also\s+|now\s+)?[a-z]{2,}"
    r"|(?:(?!(?:that|which|who|as|after|before|when|while|to)\b)[\w'.-]+\s+){0,12}?"
    r"(?:will|would|is|are|was|were|has|have|had|can|could|may|might|must|should|did|does|do)\b"
)
# "in the statement I have mentioned": a relative clause without its pronoun.
_OURS = {"i", "we", "you"}
_SUBORDINATORS = {"after", "before", "when", "while", "as", "since", "until", "because", "if"}
# What may stand before the subject of the first clause: "if elected", "in May", "at best".
_FRONTED = re.compile(
    r"(?:if|when|while|as|although|though|since|once|unless|because|after|before|until|in|on|at|by|with|without"
    r"|under|over|during|despite|given|for|from|to|even|only|not|no|some|most|many|neither|what|how|of|nor"
    r"|about|between|behind|within|there|here|should|were|had|[a-z]+ly|\d[\d.,]*)\b",
    re.IGNORECASE,
)
# "which the minister", right before "said".
_RELATED = re.compile(
    r"(?:(?P<pause>,\s+which)|\b(?:which|that|who))\s+(?:(?!that\b)[\w.'-]+\s+){1,6}$"
)
# Behind one of these it is no longer the first clause.
_BREAK = re.compile(r",\s+(?:which|who|whose|while|whereas|where)\b")


def begins_clause(speech: Speech, start: int, end: int) -> bool:
    """Whether a clause with a subject of its own begins here; so if nothing is parsed."""
    rest = speech.masked[start:end]
    first = _BREAK.split(rest)[0]
    if not speech.document.parses or MASK in first or _PLAIN_SUBJECT.match(without_relatives(rest)):
        return True
    tokens = speech.tokens_in(Span(start, start + len(first)))
    at_start = not _FRONTED.match(rest)
    if any(_is_clausal(token, start, at_start=at_start) for token in tokens):
        return True
    behind = speech.tokens_in(Span(start, end)) if len(first) < len(rest) else ()
    return any(_is_clausal(token, start, at_start=True) for token in behind)


def continues_relative(speech: Speech, cue: Span, start: int, *, names: bool) -> bool:
    """Whether the verb of a relative clause begins here: "which the minister said left many poor".

    Args:
        speech: the article.
        cue: the words of saying.
        start: where what follows them starts.
        names: whether they may have a noun as object: "the plan that Roe confirmed was late".
    """
    related = _RELATED.search(speech.masked[max(cue.start - 70, 0) : cue.start])
    if not related or (names and not related["pause"]):
        return False
    tokens = (t for t in speech.tokens_in(Span(start, start + 30)) if t.idx >= start)
    first = next((t for t in tokens if t.pos_ != "ADV"), None)
    return speech.document.parses and first is not None and first.tag_ in _FINITE_TAGS


def told_clause(speech: Speech, core: Span, start: int) -> int | None:
    """Where the clause begins behind those who are told: "told the cabinet talks had failed"."""
    verb = next(iter(speech.tokens_in(core)), None) if speech.document.parses else None
    clauses = (c for c in verb.rights if c.dep_ == "ccomp") if verb is not None else ()
    edges = [c.left_edge for c in clauses if _is_clausal(c, start, at_start=False)]
    edges = [e for e in edges if e.doc[e.i - 1].lower_ not in _SUBORDINATORS]
    places = (int(e.idx) + (len("that ") if e.lower_ == "that" else 0) for e in edges)
    return next((at for at in places if at > start + 3), None)


def led_clause(speech: Speech, core: Span, start: int) -> int | None:
    """Where a clause begins that opens with a phrase: "said without reform the fund would fail"."""
    verb = next(iter(speech.tokens_in(core)), None) if speech.document.parses else None
    for clause in verb.rights if verb is not None else ():
        marks = {t.lower_ for t in clause.lefts if t.dep_ in {"mark", "advmod"}}
        if clause.dep_ != "ccomp" or marks & (_SUBORDINATORS | {"that"}):
            continue
        edge = clause.left_edge.idx
        is_near = edge >= start and not re.search(rf"[,.;:{MASK}]", speech.masked[start:edge])
        is_near = is_near and _is_word(clause.left_edge) and clause.left_edge.lower_ not in _OURS
        if is_near and _is_clausal(clause, start, at_start=False):
            return int(edge)
    return None


def _is_word(token: Token) -> bool:
    return bool(token.is_alpha or token.like_num)


def is_called(speech: Speech, start: int, end: int) -> bool:
    """Whether an adjective ends the phrase that begins here: "called the sanctions illegal"."""
    phrase = re.split(r"[.,;:]|\s(?:and|but|because|while|as)\s", speech.masked[start:end])[0]
    tokens = speech.tokens_in(Span(start, start + len(phrase.rstrip()) or 1))
    if len(tokens) < _FEWEST or not speech.document.parses or convenes(phrase):
        return False
    is_plain = all(t.tag_ not in _FINITE_TAGS | {"TO", "VB", "VBG"} for t in tokens)
    is_act = tokens[-1].lower_ in _ACTS_DONE
    return is_plain and not is_act and tokens[0].tag_ in _OPENING_TAGS and tokens[-1].tag_ == "JJ"


def _is_clausal(token: Token, start: int, *, at_start: bool) -> bool:
    """Whether a finite verb has a subject behind `start`, or there, that is no relative pronoun."""
    finite = token.tag_ in _FINITE_TAGS or any(t.tag_ in _FINITE_TAGS for t in _helpers(token))
    return finite and any(
        child.dep_ in _SUBJECTS
        and child.tag_ not in _RELATIVE
        and (child.left_edge.idx <= start if at_start else child.idx >= start)
        for child in token.lefts
    )


def _helpers(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ in {"aux", "auxpass"}]


def is_relative(speech: Speech, that: Span) -> bool:
    """Whether a "that" stands for the noun before it: "the day that was lost"."""
    tokens = speech.tokens_in(that) if speech.document.parses else ()
    return any(_is_pronoun(token) and _acts(token) for token in tokens)


def _is_pronoun(token: Token) -> bool:
    return token.tag_ == "WDT" or token.dep_ in _SUBJECTS


def _acts(that: Token) -> bool:
    """Whether a verb follows, not a subject: "that drew applause", "that later drew it"."""
    rest = (t for t in that.doc[that.i + 1 : that.i + 3] if t.pos_ != "ADV")
    following = next(rest, None)
    return following is not None and following.pos_ in {"VERB", "AUX"}
