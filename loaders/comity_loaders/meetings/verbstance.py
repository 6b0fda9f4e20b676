"""Whether a verb of meeting tells of one meeting, and whether it took place."""

from __future__ import annotations

import re

from comity.model import Modality, Polarity
from comity_loaders.dates.founddates import DateKind
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.meetingwords import either_case, words
from comity_loaders.meetings.setting import THERE
from comity_loaders.meetings.tail import Tail
from comity_loaders.sentences import stance as clauses
from comity_loaders.sentences.masking import Masked

_GERUND = re.compile(
    r"(?:\b(?:after|before|following|while|on|upon|when|since|was|were|is|are)|[,;]) $"
)
_REDUCED = re.compile(rf"(?:<[BO]\d+>|\b{either_case(words('roles') | words('holders'))}) $")
"""Those of whom "meeting in Oslo" is told as "who were meeting" is."""
_COMPOUND = re.compile(
    r"\b(?:at|during|for|of|before|after|to) (?:the|an?|its|their|this)"
    r"(?: (?:[\w'’.-]+|<\w+>)){1,5} $"
)
"""What makes "the ministers meeting" a noun: "at the trade ministers meeting in Lima"."""
_TO_COME = re.compile(r"\b(?:will|would|shall|may|might|could|should|must|(?:is|are) to)\b")
_AS = re.compile(r"\b(?:as|while) (?:[^,;:]{3,80}) $")
_OPEN = re.compile(
    r"(?i)\b(?:when|whenever|if|unless|until|before|after|as|while|once|where|that|which|who|next|soon"
    r"|later) "
)
"""What makes a verb in the present tense tell of no day of its own."""
_WHOM = re.compile(r" (?:with |<[BSN]|[A-Z]|(?:his|her|its|their|the) )")
_HABIT = re.compile(
    r"\b(?:usually|regularly|often|always|normally|traditionally|rarely|annually|every|each"
    r"|twice a|once a|times a|per) "
)


def is_gerund(masked: Masked, match: re.Match[str], before: str) -> bool:
    """Whether "meeting" is told of somebody: "after meeting him", "the ministers meeting in"."""
    if _GERUND.search(before) or THERE.search(before):
        return True
    is_noun = _COMPOUND.search(before) is not None
    told = _REDUCED.search(before) and re.match(r" (?:in|at) ", masked.text[match.end() :])
    return bool(told) and not is_noun


def is_habit(masked: Masked, match: re.Match[str], tail: Tail) -> bool:
    """Whether it tells of more than one meeting: "has met since 1965", "meets twice a year"."""
    around = (
        masked.text[max(match.start() - 30, 0) : match.start()],
        masked.text[match.end() :][:60],
    )
    behind = masked.slots_in(tail.end, min(tail.end + 8, len(masked.text)))
    since = any(s.date and s.date.kind is DateKind.SINCE for s in behind)
    return since or any(_HABIT.search(words_there) for words_there in around)


def verb_stance(sentence: Sentence, masked: Masked, match: re.Match[str]) -> meetingstance.Stance:
    """Whether those met, will, or did not."""
    polarity, modality = clauses.stance(sentence, masked.place(*match.span("verb")))
    is_now = re.search(r"\b(?:is|are) (?:\w+ing)?$", masked.text[: match.end()])
    is_now = is_now or re.search(r"\b(?:is|are) $", masked.text[: match.start()])
    did = re.search(r"\bdid (?:also |indeed )?$", masked.text[: match.start()])
    is_base = (match["verb"] in words("met_now") and not did) or (
        is_now and "<D" in masked.text[match.end() :] and not _is_going_on(sentence, masked, match)
    )
    if match["verb"] == "meeting" and _REDUCED.search(masked.text[: match.start()]):
        behind = meetingstance.BOUNDARY.split(masked.text[match.end() :])[0]
        return meetingstance.PLANNED if _TO_COME.search(behind) else meetingstance.HELD
    if _is_meanwhile(sentence, masked, match) or _is_report(masked, match):
        return polarity, modality
    if is_base and modality is Modality.ASSERTED and polarity is Polarity.AFFIRMED:
        return meetingstance.PLANNED
    return polarity, modality


def _is_going_on(sentence: Sentence, masked: Masked, match: re.Match[str]) -> bool:
    """Whether the article's day is one of those on which they are meeting: "this weekend"."""
    behind = (s.date for s in masked.slots_in(match.end(), len(masked.text)) if s.date)
    date = next(behind, None)
    if date is None or date.words.lower() in words("nowadays"):
        return date is not None
    anchor = sentence.document.article.anchor
    today = anchor.date.earliest if anchor else None
    last = date.end.date.latest if date.end else None
    firsts = [when.date.earliest for when in (date.past, date.future) if when]
    return bool(today and last and any(day and day <= today <= last for day in firsts))


def _is_report(masked: Masked, match: re.Match[str]) -> bool:
    """Whether it is what a digest tells of its day: "The envoy meets Otto Kragh in Oslo."."""
    if match["verb"] != "meets" or not _WHOM.match(masked.text, match.end()):
        return False
    return not ("<D" in masked.text or _OPEN.search(masked.text[: match.start()]))


def _is_meanwhile(sentence: Sentence, masked: Masked, match: re.Match[str]) -> bool:
    """Whether it goes on while something was done: "the news came as the ministers meet"."""
    meanwhile = _AS.search(masked.text[: match.start()])
    if not meanwhile or match["verb"] not in words("met_now") or "<D" in masked.text[match.end() :]:
        return False
    before = masked.place(0, meanwhile.start()) if meanwhile.start() else None
    verbs = [t for t in sentence.tokens_in(before) if t.pos_ in ("VERB", "AUX")] if before else []
    return any(t.tag_ in ("VBD", "VBZ", "VBP") for t in verbs) and not any(
        t.tag_ == "MD" for t in verbs
    )
