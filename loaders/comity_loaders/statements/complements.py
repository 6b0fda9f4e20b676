"""What follows a cue: the words that tell what was said, and where they begin.

Between a verb of saying and its content may stand those who are told, a date, a place or an
occasion: "told reporters in Geneva on Monday that". What the verb takes decides the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Span
from comity_loaders.statements import complementwords
from comity_loaders.statements.addressees import SUBJUNCTIVE, skipped
from comity_loaders.statements.clauses import (
    begins_clause,
    continues_relative,
    is_called,
    is_relative,
    led_clause,
    told_clause,
)
from comity_loaders.statements.cues import Cue
from comity_loaders.statements.cuewords import Frame, forms, word_set
from comity_loaders.statements.frames import adverbial, frame_of, has_finite
from comity_loaders.statements.objectframes import is_joined, is_likened_before, named_as
from comity_loaders.statements.pauses import behind_pause, fronted
from comity_loaders.statements.speech import MASK, Speech

_ANY_WORD = re.compile(rf"[A-Za-z{MASK}]")
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their)\s")
# What was said stands before: "…, the minister announced this in Oslo".
_THIS = re.compile(
    r"(?:(?:this|it|so|as\s+much)(?=[.,;]|$|\s+(?:in|on|at|to|during|after|before|when|while|by|today|yesterday|tonight|here)\b)|that\b)"
)
# What stands between the verb and a quotation: "said, in an interview with the agency, …".
_ASIDE = re.compile(
    rf"\s*(?:,\s+[^.;:,{MASK}]{{3,90}},|,\s+(?:the\s+)?[A-Z][^.;:,{MASK}]{{2,40}}:|[–—-]+\s*as\s[^.;:{MASK}–—]{{3,90}}[–—-]+)\s*(?=[{MASK}])"
)
# What can only begin a clause behind "said", and what one says without one.
_SUBJECT = re.compile(
    r"(?:the|an?|its|his|her|their|our|all|some|most|many|both|each|every|no|neither|any|more|fewer|less|\d[\d,.]*"
    r"|(?:almost|nearly|about|around|over|only|just|at\s+least|up\s+to)\s+(?:\d[\d,.]*|half|all|every|one|two)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|half|dozens|hundreds|thousands|millions)\b"
    r"(?!\s+(?:\w+\s+)?(?:prayers?|words?|mass|rosary|goodbyes?|farewells?|oaths?|lines?|names?|same|following|things?"
    r"|lot|thing)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|along\s+with|together\s+with)\s+(?!that\b)")
# "the fund is empty, Roe said and promised another".
_AND_DID = re.compile(r"\s+and\s+(?:also\s+|then\s+|[a-z]+ly\s+)?[a-z]+ed\s")
_VERB_BEFORE = re.compile(
    r"(?:,|\b(?:and|but|who|he|she|it|they))\s+(?:[a-z]+ly\s+|also\s+|later\s+)?(?P<verb>[a-z]+)$"
)
_THAT = re.compile(r",?\s+(?P<that>that)\s+(?=\S)")
_BEFORE_QUOTE = re.compile(rf"[^.;{MASK}]*?(?P<pause>[,:])?\s+(?=[{MASK}])")
_PRONOUN = re.compile(r"(?:he|she|they|it|we|I|there)\b")
# What a verb of saying is about has a clause of its own behind it at times, which nobody said.
_TOPIC = re.compile(r"(?:to|with|about|of|over|for)\s+(?:the|an?|its|his|her|their)\s+[a-z]")


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


def complement(speech: Speech, cue: Cue, start: int, end: int) -> Complement:
    """What follows a cue between `start` and `end`."""
    at = skipped(speech, cue, start, end)
    rest = speech.masked[at:end]
    lead = re.match(
        r"[\s,]*(?:(?P<colon>:)\s*|that\b[\s,]*(?!\s*(?:day|year|week|month)\b))?", rest
    )
    if lead and (lead["colon"] or _has_that(speech, cue, at, lead)):
        return Complement(Frame.CLAUSE, at + lead.end())
    quote = re.match(rf"(?:\s*,)?\s*(?=[{MASK}])", rest) or _ASIDE.match(rest)
    if quote:
        return Complement(Frame.QUOTE, at + quote.end())
    if not rest.strip(" .") or re.match(r"\s*[,.;)–—-]", rest) or _is_joined_by(cue, start, rest):
        dated = behind_pause(speech, cue, at, end) or fronted(speech, cue, at, end)
        return Complement(Frame.CLAUSE, dated) if dated is not None else Complement(None, at)
    return _bare(speech, cue, at, end)


def _is_joined_by(cue: Cue, start: int, rest: str) -> bool:
    """Whether more is told behind "Roe said and promised", or "explained Roe and her friend"."""
    also = cue.verb.lemma == "say" and _AND_DID.match(rest)
    return bool(also) or (start > cue.span.end and bool(_AND.match(rest)))


def _has_that(speech: Speech, cue: Cue, at: int, lead: re.Match[str]) -> bool:
    """Whether "that" opens a clause: not in "said in a speech that drew applause"."""
    that = lead.group().find("that")
    if that < 0 or _goes_with_noun(speech, at + that):
        return False
    return (cue.verb.addressee or at == cue.core.end) or not is_relative(
        speech, Span(at + that, at + that + 4)
    )


def _goes_with_noun(speech: Speech, that: int) -> bool:
    """Whether "that" and one noun are all that is rejected: "dismissed that plan, which failed"."""
    tokens = speech.tokens_in(Span(that, that + 4)) if speech.document.parses else ()
    end = next((t.head.idx + len(t.head) for t in tokens if t.dep_ == "det"), that)
    return bool(re.compile(r"that\s+[\w-]+[,.;]").fullmatch(speech.masked, that, end + 1))


def _bare(speech: Speech, cue: Cue, at: int, end: int) -> Complement:
    """A complement that neither "that" nor a colon nor a quotation opens."""
    gap = re.compile(r"\s*").match(speech.masked, at)
    start = gap.end() if gap else at
    rest = speech.masked[start:end]
    claim = (
        complementwords.allegation().match(rest)
        if cue.verb.lemma in word_set("rebutting")
        else None
    )
    if claim:
        return Complement(Frame.CLAUSE, start + claim.end(), denied=True)
    if Frame.THAT in cue.verb.frames and SUBJUNCTIVE.match(rest):
        return Complement(Frame.CLAUSE, start)
    if _THIS.match(rest) and Frame.ON not in cue.verb.frames:
        return Complement(None, start)
    if is_likened_before(speech.masked, cue.span.start, rest, cue.verb.lemma):
        return Complement(Frame.LIKENED, start)
    as_what = Frame.AS in cue.verb.frames
    named = named_as(speech.masked, cue.span.start, start, end) if as_what else None
    if named is not None:
        return Complement(Frame.QUOTE, named)
    told = told_clause(speech, cue.core, start) if cue.verb.lemma == "tell" else None
    if told is not None and told < end:
        return Complement(Frame.CLAUSE, told)
    frame = _frame(speech, cue, start, end)
    is_clause = frame is Frame.CLAUSE
    if frame and not (is_clause and told is None and _is_told_directly(cue, at, rest)):
        return Complement(frame, start)
    consents = cue.verb.lemma == "agree" and re.match(r"(?:not\s+)?to\s", rest)
    is_aside = adverbial().match(rest) and not consents
    return _later(speech, cue, start, end) or Complement(
        None, start, ends=bool(is_aside) or _is_told(cue, rest)
    )


def _later(speech: Speech, cue: Cue, start: int, end: int) -> Complement | None:
    """What was said behind where, when or how it was."""
    rest = speech.masked[start:end]
    quote = _quote_behind(speech, start, rest)
    if quote is not None:
        return Complement(Frame.QUOTE, quote)
    later = _that_behind(speech, start, rest)
    if later is not None and Frame.CLAUSE in cue.verb.frames | _that_frame(cue):
        return Complement(Frame.CLAUSE, later)
    led = led_clause(speech, cue.core, start) if Frame.CLAUSE in cue.verb.frames else None
    led = led or behind_pause(speech, cue, start, end)
    return Complement(Frame.CLAUSE, led) if led is not None and led < end else None


def _is_told(cue: Cue, rest: str) -> bool:
    """Whether only those who are told follow: "told the world on Thursday"."""
    asks = cue.verb.addressee or cue.verb.lemma == "ask"
    return asks and not has_finite(re.split(r"[,.;]", rest)[0])


def _is_told_directly(cue: Cue, at: int, rest: str) -> bool:
    """Whether those who are told follow "told", and no clause: "told the council after it met"."""
    return cue.verb.lemma == "tell" and at == cue.core.end and bool(_ARTICLE.match(rest))


def _that_frame(cue: Cue) -> frozenset[Frame]:
    return frozenset({Frame.CLAUSE}) if Frame.THAT in cue.verb.frames else frozenset()


def _frame(speech: Speech, cue: Cue, start: int, end: int) -> Frame | None:
    """The frame of what follows; no clause where the parse sees none."""
    frames = set(cue.verb.frames)
    rest = speech.masked[start:end]
    if cue.verb.lemma in word_set("before_pronouns") and not _PRONOUN.match(rest):
        frames.discard(Frame.CLAUSE)
    names = Frame.PHRASE in frames or cue.verb.lemma in {"report", "confirm"}
    if Frame.CLAUSE in frames and continues_relative(speech, cue.span, start, names=names):
        return Frame.CLAUSE
    while frame := frame_of(rest, frames):
        if frame is Frame.CLAUSE and (
            begins_clause(speech, start, end) or (cue.verb.lemma == "say" and _SUBJECT.match(rest))
        ):
            return frame
        is_other = (frame is Frame.AS and _appoints(cue, rest)) or (
            frame is Frame.QUESTION and _was_asked(speech, cue)
        )
        is_other = is_other or (cue.verb.lemma in word_set("sorting") and MASK not in rest)
        is_other = is_other or (frame is Frame.LIKENED and not is_joined(rest, cue.verb.lemma))
        if frame is not Frame.CLAUSE and not is_other:
            return frame
        frames.discard(frame)
    return Frame.NAMED if Frame.NAMED in frames and is_called(speech, start, end) else None


def _appoints(cue: Cue, rest: str) -> bool:
    """Whether one is given an office: "named her as the new minister"."""
    is_one = cue.verb.lemma in word_set("appointing")
    return is_one and bool(complementwords.appointed().match(rest))


def _was_asked(speech: Speech, cue: Cue) -> bool:
    """Whether somebody else asks: "The minister, asked whether she would stay, laughed"."""
    before = speech.masked[max(cue.span.start - 8, 0) : cue.span.start]
    return cue.verb.lemma == "ask" and bool(re.search(r"(?:,|\bwhen|\bif)\s+$", before))


def _quote_behind(speech: Speech, start: int, rest: str) -> int | None:
    """Where the quotation starts in "in an interview on Friday: …" and the like."""
    match = _BEFORE_QUOTE.match(rest)
    if match and match["pause"] != ":" and not adverbial().match(rest):
        return None
    found = match and next(
        (q for q in speech.document.quotes if q.span.start == start + match.end()), None
    )
    is_said = found and ((match and match["pause"]) or speech.begins_clause(found))
    return found.span.start if found and is_said and speech.is_sentence_quote(found) else None


def _that_behind(speech: Speech, start: int, rest: str) -> int | None:
    """Where the clause starts in "in an interview published on Friday that" and the like."""
    if not adverbial().match(rest) or _is_topic(rest):
        return None
    for match in _THAT.finditer(rest):
        if _points(speech, start + match.start("that")):
            continue
        if re.search(rf"[.;:{MASK}]\s", rest[: match.start()]):
            return None
        if _is_of_another(rest, match) or _is_told_by(speech, start + match.start("that")):
            return None
        if not is_relative(speech, Span(start + match.start("that"), start + match.end("that"))):
            return start + match.end()
    return None


def _is_of_another(rest: str, that: re.Match[str]) -> bool:
    """Whether another verb of saying takes the clause: "said in Oslo, adding that"."""
    verb = _VERB_BEFORE.search(rest[: that.start()])
    return verb is not None and verb["verb"] in forms()


def _is_told_by(speech: Speech, that: int) -> bool:
    """Whether a finite verb of saying stands right before: "a day after Roe warned that"."""
    tokens = speech.tokens_in(Span(that, that + 4)) if speech.document.parses else ()
    before = [token.nbor(-1) for token in tokens if token.i > 0]
    return any(t.tag_ in {"VBD", "VBZ", "VBP"} and t.lower_ in forms() for t in before)


def _points(speech: Speech, that: int) -> bool:
    """Whether "that" points at something: "in the wake of that storm"."""
    tokens = speech.tokens_in(Span(that, that + 4)) if speech.document.parses else ()
    return any(token.tag_ == "DT" for token in tokens)


def _is_topic(rest: str) -> bool:
    """Whether it is what they spoke of: "objected to the limit that the cartel had set"."""
    return bool(_TOPIC.match(rest)) and not complementwords.addressed().match(f" {rest}")


def as_span(start: int, end: int, text: str) -> Span | None:
    """A span without blanks and punctuation at its edges; None where nothing is left."""
    while start < end and text[start] in " \n,;:-–—":
        start += 1
    while end > start and text[end - 1] in " \n,;:.-–—":
        end -= 1
    return Span(start, end) if start < end and _ANY_WORD.search(text[start:end]) else None
