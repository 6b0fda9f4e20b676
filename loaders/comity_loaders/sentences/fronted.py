"""Where one list of names is two: "a neighbour of Chad, Mali joined", "Chad and Mali, Niger said".

A comma is all that parts the last name of a phrase before the subject from the subject, or the last
of a list from the one who tells of it. The parse says where; without one, the words around. And
what is told of one behind a list is told of its last: "Norway and Malta, which is a member".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from comity.model import Kind, Span
from comity_loaders.document import Sentence
from comity_loaders.names.mentions import Mention

_DOES = {"VERB", "AUX"}
_OPENS = {"ADP", "VERB", "SCONJ"}
_PAIR = 2
_REACH = 40
"""So far behind a name its verb may stand."""
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_LISTED = {"conj", "appos", "poss", "compound", "nmod", "amod"}
"""How a name hangs on another of its list, or on the noun that it owns."""
_FRONTED = {"prep", "advcl", "agent", "pcomp", "npadvmod"}
_SHARED = {"like", "besides", "alongside"}
"""Words before those of whom the same is told: "like Laos, Cambodia joined"."""
_WHICH_IS = re.compile(r",? (?:which|that) (?:is|has been|remains|belongs)\b")
_SAYS = re.compile(
    r"(?:['’]s? (?:[\w-]+ ){0,4}[\w-]+)? (?:said|says|told|announced|confirmed|added|noted|reported"
    r"|stated|declared|insisted|complained)\b"
)


def fronted_apart(sentence: Sentence, run: Sequence[Mention]) -> list[Sequence[Mention]]:
    """Names in a row, cut where only a comma parts a phrase before the subject from the subject.

    Args:
        sentence: the sentence.
        run: names with nothing but commas and "and" between them.
    """
    at = _cut(sentence, run) if len(run) > 1 else 0
    return [run[:at], run[at:]] if at else [run]


def _cut(sentence: Sentence, run: Sequence[Mention]) -> int:
    """Before which name to cut; 0 for none."""
    joins = _joins(sentence, run)
    last = len(run) - 1
    if _are_two_clauses(sentence, run) or _is_told_of_last(sentence, run):
        return last
    if _ends_list(joins) and _is_subject(sentence, run[-1]) and _is_inside(sentence, run[0]):
        return last
    if _ends_list(joins) and _SAYS.match(sentence.document.text, run[-1].span.end):
        return last
    held = sentence.document.parses and _is_held(sentence, run[0])
    return _fronted_end(sentence, run, joins) if held else 0


def _is_told_of_last(sentence: Sentence, run: Sequence[Mention]) -> bool:
    """Whether a clause behind is of the last state alone: "Norway and Malta, which is a member"."""
    behind = _WHICH_IS.match(sentence.document.text, run[-1].span.end)
    return bool(behind) and run[-1].can_be(Kind.STATE)


def _are_two_clauses(sentence: Sentence, run: Sequence[Mention]) -> bool:
    """Whether ", and" begins another clause: "thanked Chad's cabinet, and Mali joined"."""
    first, second = run[0], run[-1]
    between = sentence.document.text[first.span.end : second.span.start].split()
    is_clause = len(run) == _PAIR and [word for word in between if word != "the"] == [",", "and"]
    return is_clause and _is_subject(sentence, second) and _is_inside(sentence, first)


def _joins(sentence: Sentence, run: Sequence[Mention]) -> list[bool]:
    """Of the places between names, whether nothing but a comma stands there."""
    text = sentence.document.text
    parts = [text[a.span.end : b.span.start].split() for a, b in pairwise(run)]
    return [not set(part) - {",", "the"} for part in parts]


def _ends_list(joins: Sequence[bool]) -> bool:
    """Whether the list is over before its last name: two with a comma, or one behind "and"."""
    return joins[-1] and (len(joins) == 1 or not joins[-2])


def _is_subject(sentence: Sentence, name: Mention) -> bool:
    """Whether a verb stands right behind it, an adverb between them at most."""
    end, stop = name.span.end, min(name.span.end + _REACH, sentence.span.end)
    behind = sentence.tokens_in(Span(end, stop)) if end < stop else ()
    kinds = (token.pos_ for token in behind if token.idx >= end and not token.is_space)
    return next((kind for kind in kinds if kind != "ADV"), "") in _DOES


def _is_inside(sentence: Sentence, name: Mention) -> bool:
    """Whether a preposition or verb holds it: "backed by", "a neighbour of", "bordering"."""
    word = _word_before(sentence, name)
    return word is not None and word.pos_ in _OPENS


def _is_held(sentence: Sentence, name: Mention) -> bool:
    """Whether a word stands right before it that it can belong to, and no comma or date."""
    word = _word_before(sentence, name)
    return word is not None and word.is_alpha


def _word_before(sentence: Sentence, name: Mention) -> Token | None:
    first, start = sentence.span.start, name.span.start
    before = sentence.tokens_in(Span(first, start)) if first < start else ()
    words = [t for t in before if t.idx < start and not (t.is_space or t.lower_ == "the")]
    return words[-1] if words else None


def _fronted_end(sentence: Sentence, run: Sequence[Mention], joins: Sequence[bool]) -> int:
    """Before which name the subject begins, if the first stands in a phrase before the verb."""
    heads = [head for head in (_head(sentence, name) for name in run) if head]
    verb = _verb_behind(heads[0], heads[-1]) if len(heads) == len(run) else None
    if verb is None:
        return 0
    tops = [_top(head) for head in heads]
    named = [at for at, top in enumerate(tops) if at and top.dep_ in _SUBJECTS and joins[at - 1]]
    if named:
        return named[0]
    if any(_is_subject_of(child, verb, heads[-1]) for child in verb.children):
        return 0
    closed = [at + 1 for at, bare in enumerate(joins) if bare and at and not joins[at - 1]]
    return next(iter([*closed, *(at + 1 for at, bare in enumerate(joins) if bare)]), 0)


def _head(sentence: Sentence, name: Mention) -> Token | None:
    """The token by which a name hangs on the rest; None of a name outside the sentence."""
    tokens = sentence.tokens_in(name.span)
    return next((t for t in tokens if t.head not in tokens), None)


def _top(token: Token) -> Token:
    """Of a list or of a noun's owner, what it hangs on."""
    while token.dep_ in _LISTED and token.head != token:
        token = token.head
    return token


def _verb_behind(first: Token, last: Token) -> Token | None:
    """The verb behind a list that its first name comes before, but not in the subject."""
    token = first
    while token.head != token:
        verb = token.head
        ahead = token.i <= first.i <= last.i < verb.i and verb.pos_ in _DOES
        if ahead and token.lower_ in _SHARED:
            return None
        if ahead and (token.dep_ in _FRONTED or _is_marked(token)):
            return verb
        if token.dep_ in _SUBJECTS:
            return None
        token = verb
    return None


def _is_marked(subject: Token) -> bool:
    """Whether it stands right behind "after" or the like in the main clause, and is no subject."""
    verb, at = subject.head, subject.left_edge.i - 1
    marks = (child for child in verb.children if child.dep_ in {"mark", "prep"})
    return verb.dep_ == "ROOT" and any(m.i == at and m.n_lefts + m.n_rights == 0 for m in marks)


def _is_subject_of(child: Token, verb: Token, last: Token) -> bool:
    """Whether it is the verb's subject, and no apposition between commas behind the list."""
    if child.dep_ not in _SUBJECTS or child.i > verb.i or _is_marked(child):
        return False
    start, end = child.left_edge, child.right_edge
    closed = "," in {end.text, end.nbor(1).text if end.i + 1 < verb.i else ""}
    return not (closed and start.i == last.i + 2 and start.nbor(-1).text == ",")
