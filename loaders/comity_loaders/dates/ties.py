"""What ties a date to its sentence: the preposition before it, and the noun that it dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from comity.model import Span
from comity_loaders.dates.anchor import NOTHING
from comity_loaders.dates.calendarwords import GAP, WORDS, any_of
from comity_loaders.dates.founddates import DateKind
from comity_loaders.dates.phrases import Phrase

_REACH = 40
"""How far before a phrase its preposition is looked for; more than the longest of them."""

_KIND_OF = {word: DateKind(kind) for kind, words in WORDS["prepositions"].items() for word in words}
_KIND_OF["between"] = DateKind.RANGE
_HEDGED = frozenset({"around", "about", "on or about"})
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<word>(?i:{any_of(_KIND_OF)})){GAP}"
    rf"(?P<hedge>(?i:{any_of(WORDS['hedges'])}){GAP})?$"
)
_OF_NAME = re.compile(r"[A-Z][\w'-]{2,} \($")
"""A number in brackets behind a name: "Chad (1960), Mali (2000)"."""
_DETERMINER = re.compile(rf"(?<!\w)(?:(?i:the|an?|its|their|his|her|our|that)|\w+['’]s?){GAP}$")
_CARDINAL = re.compile(rf"the{GAP}\d{{1,2}}{GAP}")
_NEXT_WORD = re.compile(rf"{GAP}(?P<word>[^\W\d_]+)")
_LATER = re.compile(rf"(?i:years?|months?|days?|decades?){GAP}(?i:later|earlier|afterwards?|on)$")
_STORY = re.compile(rf"(?i:(?:the|that){GAP}(?:very{GAP})?(?:same|next|following)?{GAP}?year)")
_TAKES = re.compile(rf"(?i:\b(?:let|taken|took|brought|voted|sworn|back)){GAP}$")
_GENITIVE = re.compile(rf"['’]s?{GAP}\w|-[a-z]")


@dataclass(frozen=True, slots=True)
class Tied:
    """A phrase and what ties it: its preposition, and of a range the phrase at its other end.

    Args:
        start: where it begins, preposition included; an offset into the text.
        word: the preposition, in lower case; empty where there is none.
        kind: how it is tied to its sentence.
        phrase: the phrase.
        other: of a range, the phrase at its other end.
    """

    start: int
    word: str
    kind: DateKind
    phrase: Phrase
    other: Phrase | None = None

    @property
    def end(self) -> int:
        """Where it ends, the other end of a range included."""
        return (self.other or self.phrase).end


def tied(text: str, span: Span, phrase: Phrase) -> Tied | None:
    """The phrase with what ties it; None where it is no date after all."""
    before = text[max(span.start, phrase.start - _REACH) : phrase.start]
    after = text[phrase.end : min(span.end, phrase.end + _REACH)]
    if _modifies(before, after) or _is_cardinal(text, phrase, after):
        round_number = _is_round(text, phrase) and not _OF_NAME.search(before)
        return None if round_number else Tied(phrase.start, "", DateKind.MODIFIER, phrase)
    match = _BEFORE.search(before)
    if match and _is_particle(text, phrase, before[: match.start()], match["word"]):
        match = None
    word = " ".join(match["word"].lower().split()) if match else ""
    if phrase.lone and not _may_stand_alone(text, phrase, word, after):
        return None
    start = phrase.start - len(before) + match.start() if match else phrase.start
    if match and (match["hedge"] or word in _HEDGED):
        phrase = replace(phrase, reading=NOTHING)
    return Tied(start, word, _kind(word, phrase), phrase)


def _is_particle(text: str, phrase: Phrase, before: str, word: str) -> bool:
    """Whether "in" is the verb's and not the date's: "let in the same year"."""
    if word.lower() != "in":
        return False
    later = _LATER.search(text, phrase.start, phrase.end)
    return bool(later or (_STORY.match(text, phrase.start, phrase.end) and _TAKES.search(before)))


def _modifies(before: str, after: str) -> bool:
    """Whether a date stands before the noun that it dates, or in brackets behind it."""
    goes_on = after[:1] in {",", ";"} and _OF_NAME.search(before)
    if before.endswith("(") and (after.startswith(")") or goes_on):
        return True
    if _GENITIVE.match(after):
        return True
    noun = _NEXT_WORD.match(after)
    return bool(
        noun and noun["word"].lower() not in WORDS["function_words"] and _DETERMINER.search(before)
    )


def _is_cardinal(text: str, phrase: Phrase, after: str) -> bool:
    """Whether it is "the 11 May 2004" of "the 11 May 2004 meeting"."""
    cardinal = _CARDINAL.match(text, phrase.start, phrase.end)
    return bool(cardinal and _modifies("the ", after))


def _may_stand_alone(text: str, phrase: Phrase, word: str, after: str) -> bool:
    """Whether "1993" or "July" is a date, after this preposition and before these words."""
    name = text[phrase.start : phrase.end]
    if word not in (*WORDS["lone"], "between"):
        return False
    if name.isalpha() and word not in WORDS["safe_before_surnames"]:
        next_word = _NEXT_WORD.match(after)
        return name not in WORDS["surname_months"] and not (next_word and next_word[1].istitle())
    return not (_KIND_OF[word] is DateKind.MODIFIER and _is_round(text, phrase))


def _is_round(text: str, phrase: Phrase) -> bool:
    """Whether it is a number such as 2000, which counts things as often as years."""
    return phrase.lone and text[phrase.start : phrase.end].endswith("00")


def _kind(word: str, phrase: Phrase) -> DateKind:
    kind = _KIND_OF.get(word, DateKind.ON)
    whole = phrase.reading.last and kind in (DateKind.ON, DateKind.SINCE)
    return DateKind.RANGE if whole else kind
