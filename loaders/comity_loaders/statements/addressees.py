"""Who is told, and when: what stands between a verb of saying and what was said."""

from __future__ import annotations

import re

from comity_loaders.statements import complementwords
from comity_loaders.statements.cues import Cue
from comity_loaders.statements.cuewords import Frame
from comity_loaders.statements.relays import find_sources
from comity_loaders.statements.speech import MASK, Speech

SUBJUNCTIVE = re.compile(
    r"(?:the|an?|its|his|her|their|all|[A-Z])[^,.;:]{0,60}?\s(?:not\s+)?be\s\w"
)
"""A clause with "be" for what is wanted: "requested the summit be moved"."""
# Where those who are spoken of are part of the content: "called her a friend".
_OBJECT_FRAMES = {
    Frame.NAMED,
    Frame.OF,
    Frame.AS,
    Frame.FOR,
    Frame.OBJECT,
    Frame.ON,
    Frame.LIKENED,
    Frame.AT,
    Frame.BEEN,
}
_ORDERS = {Frame.OBJECT, Frame.ORDER}
_TO_ACT = re.compile(r"\s+(?:not\s+)?to\s+[a-z]")
_ACTS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|who|which|said)\b")
# "Said her country would leave" tells nobody, and "told her the country would" does.
_HERS = re.compile(
    r"\s+her\s+(?!(?:the|an?|that|this|these|those|there|its?|his|their|he|she|they|we|I|you|all|both|no|some|to|on|in|at"
    r"|by|of|about|during|before|after|when|while|how|why|what|who|where|whether|if|not|as|for|from|over|last|this)\b"
    r"|[a-z]+ly\b)[a-z]"
)
_TOLD_THAT = re.compile(
    rf"(?:\s+(?!to\s)[^\s,.;:{MASK}]+){{1,10}}?(?=,?\s+that\s|\s*[,:]?\s*{MASK})"
)
# To whom, or of what: "wrote to the leaders that", "said of the euro that".
_TO_WHOM = re.compile(
    rf"\s+(?:to|before|of|about)\s+(?:(?!that\s)[^\s,.;:{MASK}]+\s+){{0,7}}?[^\s,.;:{MASK}]+(?=\s+that\s)"
)
# What stands between the verb and its clause: "demanding, to general surprise, that".
_ASIDE_BEFORE = re.compile(rf",\s+[^,.;:{MASK}]{{3,60}},(?=\s+that\b)")


def skipped(speech: Speech, cue: Cue, start: int, end: int) -> int:
    """Where the words behind a cue go on past dates, adverbs and those who are told."""
    at = start
    text = speech.masked
    while True:
        date = next((d for d in speech.document.dates if d.span.start == at + _gap(text, at)), None)
        match = complementwords.adverb().match(text, at, end) or _addressee(speech, cue, at, end)
        source = _source(speech, at) if cue.verb.addressee and at == cue.core.end else None
        if date and date.span.end <= end and text[date.span.end : date.span.end + 2] != "'s":
            at = date.span.end
        elif source and source < end:
            at = source
        elif match and match.end() > at:
            at = match.end()
        else:
            return at


def _source(speech: Speech, at: int) -> int | None:
    """Where the agency or paper ends that is told: "told dpa he saw no reason"."""
    start = at + _gap(speech.masked, at)
    sources = speech.document.once(find_sources)
    return next((s.span.end for s in sources if s.span.start == start), None)


def _gap(text: str, at: int) -> int:
    return len(text[at : at + 4]) - len(text[at : at + 4].lstrip())


def _addressee(speech: Speech, cue: Cue, at: int, end: int) -> re.Match[str] | None:
    text = speech.masked
    takes_object = cue.verb.frames & _OBJECT_FRAMES and not cue.verb.addressee
    found = None if takes_object else complementwords.addressed().match(text, at, end)
    if found and _HERS.match(text, at, end):
        return None
    is_object = bool({Frame.PHRASE, Frame.MESSAGE} & cue.verb.frames) and not cue.verb.addressee
    is_bare = found is not None and not found["to"]
    if is_bare and (is_object or (not cue.verb.addressee and at == cue.core.end)):
        found = None  # "called for members to pay", "said officials from Chad would go"
    if found and Frame.THAT in cue.verb.frames and SUBJUNCTIVE.match(text[at:end].lstrip()):
        return None
    if found and cue.verb.frames & _ORDERS and _TO_ACT.match(text, found.end(), end):
        return None  # "advised members to go ahead"
    if found or not cue.verb.addressee or cue.verb.lemma == "say" or at != cue.core.end:
        return found or _ASIDE_BEFORE.match(text, at, end) or _to_whom(cue, text, at, end)
    that = _TOLD_THAT.match(text, at, end)
    if that and not _ACTS.search(that.group()) and not _names_only(speech, that.end()):
        return that
    return complementwords.told_name().match(text, at, end)


def _to_whom(cue: Cue, text: str, at: int, end: int) -> re.Match[str] | None:
    """To whom, or of what, it is said in a clause with "that": "wrote to the leaders that"."""
    says = Frame.CLAUSE in cue.verb.frames and at == cue.core.end
    return _TO_WHOM.match(text, at, end) if says else None


def _names_only(speech: Speech, at: int) -> bool:
    """Whether a title in quotation marks follows: "told the hosts of "Good Morning"."""
    start = at + _gap(speech.masked, at)
    quote = next((q for q in speech.document.quotes if q.span.start == start), None)
    return quote is not None and not speech.is_sentence_quote(quote)
