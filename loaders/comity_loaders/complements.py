"""What follows a cue: the words that tell what was said, and where they begin.

Between a verb of saying and its content may stand those who are told, a date, a place or an
occasion: "told reporters in Geneva on Monday that". What the verb takes decides the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity.model import Span
from comity_loaders.cues import Cue
from comity_loaders.cuewords import Frame, any_of, word_set, words
from comity_loaders.speech import MASK, Speech

_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|"
    r"won't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|cannot|can't|couldn't|wouldn't|didn't|"
    r"doesn't|don't|it's|that's|there's|he's|she's|they're|we're|they've|need|needs|remains?|became|"
    r"becomes?|wants?|seeks?|plans?|hopes?|expects?|knew|knows?|went|goes|took|takes?|made|makes?|came|comes?|"
    r"gave|gives?|got|gets?|met|saw|left|kept|held|stood|told|said|says|began|lost|won|paid|brought|"
    r"supports?|continues?|believes?|considers?|works?|lies|depends?|means|shows?|plays?|faces|"
    r"[a-z]{2,}ed|(?:it|he|she|this|which|who|that|country|government|state|organi[sz]ation|alliance|union|bloc)\s+[a-z]{2,}s|"
    r"(?:they|we|i|you|both|countries|states|nations|members|sides|parties)\s+(?!to\b|in\b|of\b|at\b|on\b|for\b|and\b|from\b|with\b)[a-z]{3,})\b",
    re.IGNORECASE,
)
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "it"})
_BREAK = re.compile(
    r",\s+(?:while|which|who|whose|just|as|after|but|before|when|where|although|though|"
    r"in what|because)\b"
)
_ANY_WORD = re.compile(rf"[A-Za-z{MASK}]")
_TOLD_THAT = re.compile(rf"(?:\s+[^\s,.;:{MASK}]+){{1,10}}?(?=,?\s+that\s|\s*[,:]?\s*{MASK})")


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows a cue.

    Args:
        frame: as what; None where nothing that could be content follows.
        start: where the content begins, or where the cue clause ends.
        ends: whether the cue clause ends here, but for places, dates and occasions.
        denied: whether it is what somebody else says, and the speaker rejects.
    """

    frame: Frame | None
    start: int
    ends: bool = True
    denied: bool = False


def has_finite(words_: str) -> bool:
    """Whether masked words hold what looks like a finite verb, or a quotation."""
    return MASK in words_ or bool(_FINITE.search(words_))


def complement(speech: Speech, cue: Cue, start: int, end: int) -> Complement:
    """What follows a cue between `start` and `end`."""
    at = _skip(speech, cue, start, end)
    rest = speech.masked[at:end]
    lead = re.match(
        r"[\s,]*(?:(?P<colon>:)\s*|that\b[\s,]*(?!\s*(?:day|year|week|month)\b))?", rest
    )
    if lead and (lead["colon"] or "that" in lead.group()):
        return Complement(Frame.CLAUSE, at + lead.end())
    quote = re.match(rf"(?:\s*,)?\s*(?=[{MASK}])", rest)
    if quote:
        return Complement(Frame.QUOTE, at + quote.end())
    if not rest.strip(" .") or re.match(r"\s*[,.;)–—-]", rest):
        return Complement(None, at)
    return _bare(speech, cue, at, end)


def _bare(speech: Speech, cue: Cue, at: int, end: int) -> Complement:
    """A complement that neither "that" nor a colon nor a quotation opens."""
    gap = re.compile(r"\s*").match(speech.masked, at)
    start = gap.end() if gap else at
    rest = speech.masked[start:end]
    claim = _allegation().match(rest) if cue.verb.lemma in word_set("rebutting") else None
    if claim:
        return Complement(Frame.CLAUSE, start + claim.end(), denied=True)
    for frame in _ORDER:
        if frame in cue.verb.frames and _TESTS[frame](rest):
            return Complement(frame, start)
    later = _that_behind(rest)
    if later is not None and Frame.CLAUSE in cue.verb.frames | _that_frame(cue):
        return Complement(Frame.CLAUSE, start + later)
    return Complement(None, start, ends=bool(_adverbial_pattern().match(rest)))


def _that_frame(cue: Cue) -> frozenset[Frame]:
    return frozenset({Frame.CLAUSE}) if Frame.THAT in cue.verb.frames else frozenset()


def _that_behind(rest: str) -> int | None:
    """Where the clause starts in "in an interview published on Friday that" and the like."""
    if not _adverbial_pattern().match(rest):
        return None
    match = re.search(rf"[^.;:{MASK}]*?,?\s+that\s+(?=\S)", rest)
    quote = re.search(rf"[^.;{MASK}]*?[,:]\s+(?=[{MASK}])", rest)
    found = [m.end() for m in (match, quote) if m]
    return min(found) if found else None


def _skip(speech: Speech, cue: Cue, start: int, end: int) -> int:
    """Past dates, adverbs and those who are told."""
    at = start
    text = speech.masked
    while True:
        date = next((d for d in speech.document.dates if d.span.start == at + _gap(text, at)), None)
        match = _adverb().match(text, at, end) or _addressee(text, cue, at, end)
        if date and date.span.end <= end:
            at = date.span.end
        elif match and match.end() > at:
            at = match.end()
        else:
            return at


def _gap(text: str, at: int) -> int:
    return len(text[at : at + 4]) - len(text[at : at + 4].lstrip())


def _addressee(text: str, cue: Cue, at: int, end: int) -> re.Match[str] | None:
    found = _addressed().match(text, at, end)
    if found or not cue.verb.addressee or cue.verb.lemma == "say" or at != cue.core.end:
        return found
    that = _TOLD_THAT.match(text, at, end)
    if that and not _FINITE.search(that.group()):
        return that
    return _told_name().match(text, at, end)


def _is_clause(rest: str) -> bool:
    if _adverbial_pattern().match(rest):
        return False
    first = re.match(
        r"(?i)(?:to|whether|if|how|why|what|so|as|but|and|or|nothing|little|goodbye|no|yes)\b", rest
    )
    if first:
        return first.group().lower() in {"what", "no", "how", "if"} and has_finite(rest)
    return has_finite(_BREAK.split(rest)[0])


def _is_phrase(rest: str) -> bool:
    word = re.match(r"[\w'-]+", rest)
    if not word or any(
        re.match(rf"{re.escape(e)}\b", rest.lower()) for e in words("empty_objects")
    ):
        return False
    return not _adverbial_pattern().match(rest) and word.group().lower() not in {
        "to",
        "that",
        "whether",
        "as",
    }


def _is_infinitive(rest: str) -> bool:
    return rest.startswith("to ")


def _is_as(rest: str) -> bool:
    return bool(re.match(rf"[^.;:]{{2,200}}?\sas\s+(?=[\w{MASK}\"])", rest))


def _is_of(rest: str) -> bool:
    return bool(re.match(rf"[^.;:]{{2,160}}?\sof\s+(?=[\w{MASK}\"])", rest))


def _is_for(rest: str) -> bool:
    return bool(re.match(r"[^.;:]{2,100}?\sfor\s+\w", rest))


def _is_object(rest: str) -> bool:
    return bool(re.match(r"[^.;:]{2,160}?\s(?:not\s+)?to\s+\w", rest)) and not rest.startswith(
        "to "
    )


def _is_named(rest: str) -> bool:
    head = re.split(r"[.,;]", rest)[0]
    opening = re.findall(r"[\w']+", head.lower())[:7]
    if (
        not opening
        or set(opening[: 1 if opening[0] in _DEFINITE else 2]) & word_set("convened")
        or opening[0] in {"for", "on", "upon", "to", "a", "an"}
    ):
        return False
    if MASK in rest:
        return True
    return bool(
        re.match(r"(?i)(?:it|this|that|him|them|her)\s+\w", head)
        or re.match(
            r"(?i)(?:the|his|her|its|their|[A-Z][\w'-]+)\s[^,.;]{2,70}?\s(?:an?|the|one of)\s+\w",
            head,
        )
    )


def _is_gerund(rest: str) -> bool:
    return bool(re.match(r"[a-z]+ing\b", rest))


_ORDER = (
    Frame.AS,
    Frame.OF,
    Frame.NAMED,
    Frame.ON,
    Frame.INFINITIVE,
    Frame.GERUND,
    Frame.OBJECT,
    Frame.CLAUSE,
    Frame.PHRASE,
    Frame.FOR,
)
_TESTS = {
    Frame.AS: _is_as,
    Frame.OF: _is_of,
    Frame.NAMED: _is_named,
    Frame.ON: _is_phrase,
    Frame.INFINITIVE: _is_infinitive,
    Frame.GERUND: _is_gerund,
    Frame.OBJECT: _is_object,
    Frame.CLAUSE: _is_clause,
    Frame.PHRASE: _is_phrase,
    Frame.FOR: _is_for,
}


def as_span(start: int, end: int, text: str) -> Span | None:
    """A span without blanks and punctuation at its edges; None where nothing is left."""
    while start < end and text[start] in " \n,;:-–—":
        start += 1
    while end > start and text[end - 1] in " \n,;:.-–—":
        end -= 1
    return Span(start, end) if start < end and _ANY_WORD.search(text[start:end]) else None


@cache
def _adverb() -> re.Pattern[str]:
    adverbs = rf"(?:{any_of(words('adverbs'))}|[a-z]+ly)"
    return re.compile(rf",\s+{adverbs},|\s+{adverbs}(?=[\s,.:]),?", re.IGNORECASE)


@cache
def _told_name() -> re.Pattern[str]:
    """Those who are told, by a capitalised name: "told the Example television channel"."""
    nouns = any_of(words("media_nouns"))
    return re.compile(
        r"\s+(?:the\s+|a\s+)?(?:[a-z-]+\s+){0,2}?[A-Z][\w.'&/-]*(?:\s+\(?[A-Z\d][\w.'&/)-]*){0,4}"
        rf"(?:'s)?(?:\s+(?:{nouns})){{0,3}}(?=\s+(?:on|in|during|at|by|after|before|that|the|it|he|she"
        r"|they|his|her|there|this|[A-Z])\b|[.,:]|$)"
    )


@cache
def _allegation() -> re.Pattern[str]:
    """What others say: "claims that", "the accusation of"."""
    return re.compile(
        r"(?:(?:the|these|those|any|all|such|as\s+\w+)\s+)?(?:[\w'-]+\s+){0,3}?"
        rf"(?:{any_of(words('allegations'))})(?:\s+\w+){{0,3}}?\s+(?:that|of)\s+",
        re.IGNORECASE,
    )


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(
        rf"\s+(?:to\s+|with\s+|at\s+)?(?:(?:the|a|an|his|her|their|its|visiting|local|foreign|gathered|fellow|other|state|some|[A-Z][\w-]+)\s+){{0,3}}"
        rf"(?:{any_of(words('addressees'))})(?=\s|,|\.|:|$)"
        r"(?!\s+(?:is|are|was|were|has|have|had|will|would|should|could|can|must|may|might)\b)",
    )


@cache
def _adverbial_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('adverbials'))})\s", re.IGNORECASE)
