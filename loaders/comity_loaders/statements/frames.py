"""As what the words behind a verb of saying tell what was said: a clause, a phrase, "X as Y"."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements import objectframes
from comity_loaders.statements.cuewords import Frame, word_set, words
from comity_loaders.statements.speech import MASK

_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|"
    r"won't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|cannot|can't|couldn't|wouldn't|didn't|"
    r"doesn't|don't|it's|that's|there's|he's|she's|they're|we're|they've|need|needs|remains?|became|"
    r"becomes?|wants?|seeks?|plans?|hopes?|expects?|knew|knows?|went|goes|took|takes?|made|makes?|came|comes?|"
    r"gave|gives?|got|gets?|met|saw|left|kept|held|stood|told|said|says|began|lost|won|paid|brought|"
    r"supports?|continues?|believes?|considers?|works?|lies|depends?|means|shows?|plays?|faces|"
    r"arose|blew|bore|bought|broke|built|caught|chose|cost|dealt|drew|drove|fell|felt|fled|flew|fought|found|froze|"
    r"grew|heard|hung|lay|led|lent|meant|outgrew|overtook|ran|rang|rose|sang|sank|sat|sent|shook|shot|shrank|slid|"
    r"sold|sought|spent|spoke|sprang|stole|strove|struck|stuck|swam|swept|swore|swung|taught|thought|threw|"
    r"understood|undertook|withdrew|withstood|wore|wrote|"
    r"(?!united\b|hundred\b|indeed\b|speed\b|sacred\b|naked\b)[a-z]{2,}ed|(?:it|he|she|this|which|who|that|country|government|state|organi[sz]ation|alliance|union|bloc)\s+[a-z]{2,}s|"
    r"(?:they|we|i|you|both|countries|states|nations|members|sides|parties)\s+(?!to\b|in\b|of\b|at\b|on\b|for\b|and\b|from\b|with\b)[a-z]{3,})\b",
    re.IGNORECASE,
)
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "it"})
_BREAK = re.compile(
    r",\s+(?:while|which|who|whose|just|as|after|but|before|when|where|although|though|"
    r"in what|because)\b"
)


# A relative clause between its noun and the verb of that noun.
_RELATIVE = re.compile(
    r",\s+(?:which|who|whose|where)\b[^,.;:]{3,120},(?=\s+[a-z])"
    r"|\s(?:--|[–—-])\s(?:which|who|whose|where)\b[^.;:–—]{3,160}\s(?:--|[–—-])(?=\s+[a-z])"
)


# "described as "grave" the delay that followed".
_FRONTED = re.compile(rf"as\s+(?:an?\s+)?[{MASK}]+\s+(?=(?:the|an?|its|his|her|their|[A-Z])\b)")


def without_relatives(words_: str) -> str:
    """The words without relative clauses inside them: "the process, which is slow, would end"."""
    return _RELATIVE.sub("", words_)


def has_finite(words_: str) -> bool:
    """Whether masked words hold what looks like a finite verb, or a quotation."""
    return MASK in words_ or bool(_FINITE.search(words_))


# A full stop that ends no sentence: "accused Mr. Roe of delay".
_ABBREVIATED = re.compile(
    r"\b(Messrs|Mr|Mrs|Ms|Dr|St|Gen|Sen|Gov|Prof|Lt|Col|Rep|Rev|Hon|Capt|[A-Z])\.(?=\s*[A-Z\d])"
)


def frame_of(rest: str, frames: AbstractSet[Frame]) -> Frame | None:
    """The first of a verb's frames that the words behind it have; None where they have none."""
    rest = _ABBREVIATED.sub(r"\1", rest)
    return next((f for f in _ORDER if f in frames and _TESTS[f](rest)), None)


# "pointed out, ", "declared independence in June, would".
_NO_CLAUSE = re.compile(
    r"(?:out|off|up|down|away),|(?:(?:its|their|full)\s+)?independence\s+(?:in|from|on|after|of)\b"
)


def _is_clause(rest: str) -> bool:
    if adverbial().match(rest) or _NO_CLAUSE.match(rest):
        return False
    first = re.match(
        r"(?i)(?:to|whether|if|how|why|what|so|as|but|and|or|nothing|little|goodbye|no|yes)\b", rest
    )
    if first:
        return first.group().lower() in {"what", "no", "how", "if"} and has_finite(rest)
    return has_finite(_BREAK.split(without_relatives(rest))[0])


def _is_phrase(rest: str) -> bool:
    word = re.match(r"[\w'$€£-]+", rest)
    if _QUANTITY.match(rest):
        return True
    if (
        not word
        or _ALONE.match(rest)
        or any(re.match(rf"{re.escape(e)}\b", rest.lower()) for e in words("empty_objects"))
    ):
        return False
    return not adverbial().match(rest) and word.group().lower() not in _PARTICLES


_PARTICLES = frozenset({"to", "that", "whether", "as", "off", "up", "down", "out", "away", "back"})
_QUANTITY = re.compile(r"(?:over|about|under|around|up\s+to)\s+[$€£]?\d")
# "thanked her on Monday", which tells nothing.
_ALONE = re.compile(
    r"her(?:[.,;]|$|\s+(?:in|on|at|for|to|and|as|with|by|after|before|when|while)\b)", re.IGNORECASE
)


# "as did the others", "as soon as", "as the crowd cheered".
_NO_AS = (
    r"(?:did|do|does|had|have|has|was|were|is|are|well|soon|long|far|usual|he|she|they|it|we)\b"
)


def _is_on(rest: str) -> bool:
    asks = re.search(rf"\s(?:not\s+)?to\s+[\w{MASK}]|\sfor\s", rest)
    visits = re.match(
        r"(?:he|she|they|we|I)\b|(?:it|him|her|them|me|us)\b(?!\s+(?:not\s+)?to\b)", rest
    )
    return bool(asks) and not visits and not re.match(r"(?:to|that|whether|as)\b", rest)


def _is_infinitive(rest: str) -> bool:
    return bool(re.match(r"(?:(?:not|never)\s+)?to\s(?!(?:an?|the|this|these)\s)", rest))


def _is_perfect(rest: str) -> bool:
    return bool(re.match(r"to\s+(?:have|be|know|represent|speak)\s", rest))


def _is_question(rest: str) -> bool:
    asks = re.match(r"(?:whether|if|why|how|what|when|where|who)\s", rest)
    return bool(asks) and has_finite(rest)


def _is_as(rest: str) -> bool:
    if fronted := _FRONTED.match(rest):
        return not has_finite(re.split(r"[,;]", rest[fronted.end() :])[0])
    return bool(re.match(rf"[^.;:]{{2,200}}?\sas\s+(?!{_NO_AS})(?=[\w{MASK}\"])", rest))


def _is_of(rest: str) -> bool:
    return bool(re.match(rf"[^.;:]{{2,160}}?\sof\s+(?=[\w{MASK}\"])", rest))


def _is_for(rest: str) -> bool:
    return bool(re.match(r"[^.;:]{2,100}?\sfor\s+\w", rest))


def _is_object(rest: str) -> bool:
    if re.match(r"[^.;:]{0,80}?\b(?:whom?|how|what|where|when|which)\s+to\s", rest):
        return False
    return bool(re.match(r"(?!(?:to|by|on|about)\s)[^.;:]{2,160}?\s(?:not\s+)?to\s+[a-z]", rest))


def _is_named(rest: str) -> bool:
    head = re.split(r"[.,;]", rest)[0]
    if convenes(head):
        return False
    if MASK in rest:
        return True
    return bool(
        re.match(rf"(?i)(?:it|this|that|him|them|her)\s+(?!{_AWAY})\w", head)
        or re.match(
            r"(?i)(?!(?:him|them|it|us|me)\s)(?:the|his|her|its|their|[A-Z][\w'-]+)\s"
            r"[^,.;]{2,70}?\s(?:an?|the|one of)\s+\w",
            head,
        )
    )


# "called him home", "called it off".
_AWAY = (
    r"(?:home|back|in|out|up|off|over|to|into|for|on|at|from|forward|down|away|before|aside|and|or|but|when|while|as|again|today"
    r"|yesterday|here|there|by|with|after|during|because|so|together)\b"
)


def convenes(rest: str) -> bool:
    """Whether somebody is called to come, or something to be held: "called a meeting"."""
    opening = re.findall(r"[\w']+", rest.lower())[:2]
    if not opening or opening[0] in {"for", "on", "upon", "to", "a", "an"}:
        return True
    return bool(set(opening[: 1 if opening[0] in _DEFINITE else 2]) & word_set("convened"))


def _is_gerund(rest: str) -> bool:
    return bool(re.match(r"(?!(?:no|any|some)?thing\b|during\b)(?:not\s+)?[a-z]+ing\b", rest))


_ORDER = (
    Frame.AS,
    Frame.OF,
    Frame.BEEN,
    Frame.NAMED,
    Frame.ON,
    Frame.PERFECT,
    Frame.INFINITIVE,
    Frame.GERUND,
    Frame.QUESTION,
    Frame.OBJECT,
    Frame.LIKENED,
    Frame.AT,
    Frame.SUM,
    Frame.ORDER,
    Frame.MESSAGE,
    Frame.NEED,
    Frame.SEEN,
    Frame.CLAUSE,
    Frame.PHRASE,
    Frame.FOR,
)
_TESTS = {
    Frame.AS: _is_as,
    Frame.OF: _is_of,
    Frame.NAMED: _is_named,
    Frame.ON: _is_on,
    Frame.INFINITIVE: _is_infinitive,
    Frame.PERFECT: _is_perfect,
    Frame.QUESTION: _is_question,
    Frame.LIKENED: objectframes.is_likened,
    Frame.AT: objectframes.is_at,
    Frame.SUM: objectframes.is_sum,
    Frame.ORDER: objectframes.is_order,
    Frame.BEEN: objectframes.is_been,
    Frame.MESSAGE: objectframes.is_message,
    Frame.NEED: objectframes.is_need,
    Frame.SEEN: objectframes.is_seen,
    Frame.GERUND: _is_gerund,
    Frame.OBJECT: _is_object,
    Frame.CLAUSE: _is_clause,
    Frame.PHRASE: _is_phrase,
    Frame.FOR: _is_for,
}


@cache
def adverbial() -> re.Pattern[str]:
    """A preposition that tells where, when or how somebody spoke."""
    return re.compile(rf"(?:{any_of(words('adverbials'))})\s", re.IGNORECASE)
