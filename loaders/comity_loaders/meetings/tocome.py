"""Whether what is done at a meeting is yet to be done, by the clause that the meeting hangs on."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders.dates.founddates import FoundDate
from comity_loaders.document import Sentence
from comity_loaders.meetings.meetingwords import either_case, words
from comity_loaders.meetings.names import Head
from comity_loaders.sentences.masking import Masked

_REDUCED = re.compile(r"(?P<before>[\w'’<>]+) (?:[a-z]+ed|made|taken|held|given|set)\s*$")
"""A participle, perhaps behind its noun: "the progress made during"."""
_WILL = re.compile(r"\b(?:will|would|shall|wo)\b|won't|'ll")
_AS_PLANNED = re.compile(r"\bas (?:had been |was |were )?(?:planned|expected|scheduled|proposed) ?")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUXILIARIES = frozenset({"be", "have", "do"})


def is_to_come(
    sentence: Sentence, masked: Masked, clause: str, behind: str, end: int, *, is_dated: bool
) -> bool:
    """Whether what happens at the meeting is yet to happen.

    Of a meeting of a year that is told, only the future tense says so: "in 1997 it invited".

    Args:
        sentence: the sentence.
        masked: the same, masked.
        clause: the words of the clause before the meeting.
        behind: the words of the clause behind it.
        end: where the words about the meeting end in the masked text.
        is_dated: whether its year is told.
    """
    to_come = _WILL if is_dated else _to_come()
    clause = _AS_PLANNED.sub("", clause)
    reduced = _REDUCED.search(clause)
    if reduced and reduced["before"].lower() not in words("not_reduced"):
        return False
    if re.search(r"[a-z]", re.sub(r"<\w+>", "", clause)):
        return bool(to_come.search(clause))
    return bool(to_come.search(behind)) and not _is_done(sentence, masked, end)


def is_history(sentence: Sentence, masked: Masked, head: Head) -> bool:
    """Whether it is called by a year that is over: "the 1955 Bandung conference"."""
    anchor = sentence.document.article.anchor
    today = anchor.date.earliest if anchor else None
    years = [s.date.stated for s in head.marks(masked) if s.date and s.date.stated]
    if today is None or not years or head.determiner not in words("definite"):
        return False
    last = years[0].date.latest
    return last is not None and years[0].date.year is not None and last < today


def may_be_ahead(date: FoundDate) -> bool:
    """Whether a date may lie ahead: another one than "today"."""
    return date.words.lower() not in words("nowadays")


def tells_year(date: FoundDate) -> bool:
    """Whether a date says of which year it is, and not by the day of the article."""
    is_past = bool(re.match(r"(?i)(?:last|this past|yesterday)\b|.*\bago\b", date.words))
    return is_past or (date.stated is not None and bool(date.stated.date.year))


def _is_done(sentence: Sentence, masked: Masked, end: int) -> bool:
    """Whether the clause behind tells first of what was done: "at it they backed plans to"."""
    after = masked.place(end, min(end + 120, len(masked.text))) if end < len(masked.text) else None
    verbs = (t for t in sentence.tokens_in(after) if t.tag_ in _FINITE) if after else iter(())
    first = next(verbs, None)
    if first is not None and first.lemma_ == "be" and first.tag_ == "VBD":
        near = (t for t in first.doc[first.i + 1 : first.i + 3] if t.tag_ in {"VBN", "VBD"})
        done = next(near, None)  # "at it Chad was invited"
        return done is not None and done.lemma_ not in words("aims")
    return (
        first is not None
        and first.tag_ == "VBD"
        and first.lemma_ not in _AUXILIARIES | words("aims")
    )


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{either_case(words('to_come'))})(?![\w-])")
