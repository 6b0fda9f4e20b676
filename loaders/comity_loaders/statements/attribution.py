"""Who said what in one stretch, and where what was said begins and ends.

A cue clause stands behind its content ("it will leave, the minister said"), in it ("the talks, he
said, would go on") or before it ("the minister said that it will leave"). A content ends where the
stretch does, or where the next cue clause begins: ", adding that".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.model import Span
from comity_loaders.statements import according, asclauses, brokenclauses
from comity_loaders.statements.complements import as_span
from comity_loaders.statements.cueclauses import SUBORDINATE, Clauses, CueClause, is_phrase
from comity_loaders.statements.cues import Cue, CueKind
from comity_loaders.statements.cuewords import Frame
from comity_loaders.statements.extents import Extents, situation
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.preceding import content_before, opener, opens_quote
from comity_loaders.statements.relaying import relayed
from comity_loaders.statements.speech import MASK, Speech, Stretch
from comity_loaders.statements.subjects import Subjects
from comity_loaders.statements.voice import Voice


@dataclass(frozen=True, slots=True)
class Attribution:
    """One content and its cue.

    Args:
        cue: the cue.
        voice: who speaks.
        content: the place of what was said, quotation marks included.
        frame: as what it follows or precedes the cue.
        denied: whether the speaker denies it.
    """

    cue: Cue
    voice: Voice
    content: Span
    frame: Frame
    denied: bool = False


@dataclass(frozen=True)
class Attributor:
    """Finds the attributions of one article.

    Args:
        speech: the article.
        subjects: who can speak in it.
    """

    speech: Speech
    subjects: Subjects

    def attributions(self, stretch: Stretch) -> tuple[Attribution, ...]:
        """What is said by whom in a stretch, in order of place."""
        relay = relayed(self.speech, stretch)
        end = relay.start if relay else stretch.span.end
        found = self._up_to(stretch, end)
        return found or (self._up_to(stretch, stretch.span.end) if relay else ())

    def _up_to(self, stretch: Stretch, end: int) -> tuple[Attribution, ...]:
        clauses = tuple(Clauses(self.subjects).find(stretch, end))
        return _Reading(self.speech.masked, stretch, clauses, end).attributions()


@dataclass(frozen=True)
class _Reading:
    """The cue clauses of one stretch, up to where its relaying clause starts."""

    masked: str
    stretch: Stretch
    clauses: Sequence[CueClause]
    end: int

    @property
    def _extents(self) -> Extents:
        return Extents(self.masked, self.stretch, self.clauses, self.end)

    def attributions(self) -> tuple[Attribution, ...]:
        found = [a for clause in self.clauses for a in self._around(clause)]
        for clause in self.clauses:
            if self._is_in_speech(clause) or not any(_tells(a, clause) for a in found):
                found += self._behind(clause)
        others = [a for a in found if not _is_open(a.voice)]
        return tuple(
            a
            for a in sorted(found, key=lambda a: a.content)
            if not (_is_open(a.voice) and any(a.content.overlaps(o.content) for o in others))
        )

    # ---- content before its cue

    def _around(self, clause: CueClause) -> Iterator[Attribution]:
        """What stands before a cue clause, and after it where the clause breaks it in two."""
        span = self.stretch.span
        if clause.shares or not clause.voice or clause.cue.kind is CueKind.NOMINAL:
            return
        if according.is_joined(self.masked, span.start, span.end, clause):
            return
        before = content_before(self.masked, self.stretch, self.clauses, clause)
        whole = self._whole(clause)
        if whole:
            yield Attribution(clause.cue, clause.voice, whole, Frame.CLAUSE)
            return
        after = self._rest(clause) if before or self._is_led_in(clause) else None
        hangs = _HANGS.search(self.masked[self.stretch.span.start : clause.start])
        if hangs and (after or _TO.match(self.masked, clause.follows.start)):
            before = None
        if before and self._is_enough(before, broken=after is not None):
            yield Attribution(clause.cue, clause.voice, before, Frame.CLAUSE)
        after = after or (self._behind_semicolon(clause) if before else None)
        if after:
            yield Attribution(clause.cue, clause.voice, after, Frame.CLAUSE)

    def _behind_semicolon(self, clause: CueClause) -> Span | None:
        """What goes on being said behind a semicolon, if nobody else speaks there."""
        is_last = clause is self.clauses[-1]
        end = self.stretch.span.end
        return brokenclauses.behind_semicolon(self.masked, end, clause) if is_last else None

    def _whole(self, clause: CueClause) -> Span | None:
        """The clause that a cue clause breaks: "The vote, she said, was a farce"."""
        span, earlier = self.stretch.span, self.clauses[: self.clauses.index(clause)]
        said = [c.cue.span.end for c in earlier if c.is_said and c.follows.frame]
        apart = self.masked.rfind("; ", said[-1], clause.start) if said else -1
        if said and apart < 0:
            return None
        first = apart + 2 if said else span.start
        opening = opener().match(self.masked, first, clause.start)
        start = opening.end() if opening else first
        end = self._extents.end_of(clause, clause.follows.start + 2)
        return brokenclauses.whole(self.masked, start, end, clause)

    def _is_enough(self, content: Span, *, broken: bool) -> bool:
        words_ = content.of(self.masked)
        if broken:
            return has_finite(words_)
        if _ASKED.match(words_):
            return False
        if SUBORDINATE.match(words_) and MASK not in words_ and "," not in words_:
            return False  # "As the leaders met, the minister replied from afar"
        return has_finite(words_)

    def _is_led_in(self, clause: CueClause) -> bool:
        """Whether a few words lead in: "In Mali, he said, the war would go on"."""
        words_ = self.masked[self.stretch.span.start : clause.start]
        is_short = _LEAD_IN.fullmatch(words_) is not None and not has_finite(words_)
        is_one = clause.cue.kind is CueKind.FINITE or self._is_view(clause, words_)
        return is_short and is_one and clause.is_personal

    def _is_view(self, clause: CueClause, words_: str) -> bool:
        """Whether a view follows the lead-in, and nothing else that somebody says."""
        later = self.clauses[self.clauses.index(clause) + 1 :]
        is_first = clause.cue.kind is CueKind.ACCORDING and not opener().fullmatch(words_)
        return is_first and not any(c.is_said and c.follows.frame for c in later)

    def _rest(self, clause: CueClause) -> Span | None:
        """The rest of a content that its cue breaks: ", would go on"."""
        at = clause.follows.start
        if clause.follows.frame is Frame.QUOTE or opens_quote(self.masked, clause):
            return as_span(at, self._extents.end_of(clause, at), self.masked)
        rest = self.masked[at : self.stretch.span.end]
        if self.masked[: clause.start].rstrip().endswith(MASK) and MASK not in rest:
            return None  # what is told behind a quotation is the outlet's
        follows = [c for c in self.clauses if 0 < c.cue.span.start - at < _NEAR]
        opens = bool(SUBORDINATE.match(self.masked[self.stretch.span.start : clause.start]))
        goes_on = _AND.match(rest) or _GOES_ON.match(rest) or (opens and _COMMA.match(rest))
        opens = opens or self._is_led_in(clause)
        goes_on = goes_on or (_COMMA.match(rest) if opens else None)
        if follows or not goes_on or situation().match(rest) or not has_finite(rest):
            return None
        first = at + goes_on.end(1)
        return as_span(first, self._extents.end_of(clause, first), self.masked)

    # ---- content behind its cue

    def _behind(self, clause: CueClause) -> Iterator[Attribution]:
        if clause.cue.kind is CueKind.ACCORDING:
            yield from self._behind_according(clause)
            return
        frame, voice, start = clause.follows.frame, clause.voice, clause.follows.start
        beside = asclauses.content_behind(
            self.masked, self.stretch.span.start, self._extents.end_of(clause, start), clause
        )
        if beside and voice:
            yield Attribution(clause.cue, voice, beside, Frame.CLAUSE)
        if not frame or not voice or self._is_elsewhere(clause) or self._gives_notice(clause):
            return
        content = as_span(start, self._extents.end_of(clause, start), self.masked)
        if content and (clause.is_said or content.of(self.masked).count(MASK) >= _QUOTED):
            denied = clause.cue.verb.denies or clause.follows.denied
            yield Attribution(clause.cue, voice, content, frame, denied)

    def _gives_notice(self, clause: CueClause) -> bool:
        """Whether a state leaves a treaty: "denounced the Havana Convention"."""
        is_act = clause.cue.verb.lemma == "denounce" and not clause.is_personal
        return is_act and bool(_TREATY.match(self.masked, clause.follows.start, self.end))

    def _is_elsewhere(self, clause: CueClause) -> bool:
        """Whether "which" is what was said, or the clause is part of what somebody says."""
        before = self.masked[max(clause.start - 12, 0) : clause.start]
        if self._is_in_speech(clause):
            return False
        relative = re.search(r"\b(?P<word>which|whom|what)\s+(?:the\s+)?$", before)
        if relative and not self._is_said_of(clause, relative["word"]):
            return True
        earlier = self.clauses[: self.clauses.index(clause)]
        return any(self._holds(c, clause) for c in earlier)

    def _is_in_speech(self, clause: CueClause) -> bool:
        """Whether a speech is told of in which somebody said it: "a speech in which he called"."""
        before = self.masked[max(clause.start - 12, 0) : clause.start]
        return clause.is_personal and bool(re.search(r"\bin\s+which\s+$", before))

    def _is_said_of(self, clause: CueClause, word: str) -> bool:
        """Whether words of the speaker follow: "which he said is safe", "what he called a"."""
        rest = self.masked[clause.follows.start : self.end]
        if word == "what":
            return clause.follows.frame in {Frame.NAMED, Frame.QUOTE} and MASK in rest[:60]
        if clause.follows.frame is Frame.LIKENED:
            return True
        is_whole = _CLAUSE.match(rest) and has_finite(rest.split(",")[0])
        return clause.follows.frame is Frame.CLAUSE and bool(_PREDICATE.match(rest) or is_whole)

    def _holds(self, earlier: CueClause, clause: CueClause) -> bool:
        if not earlier.follows.frame or not earlier.is_said:
            return False
        if earlier.cue.kind is CueKind.ACCORDING or (earlier.cue.unsaid and is_phrase(earlier)):
            return False
        if _is_open(earlier.voice):
            return False
        start = earlier.follows.start
        return start <= clause.cue.span.start < self._extents.end_of(earlier, start)

    def _behind_according(self, clause: CueClause) -> Iterator[Attribution]:
        later = self.clauses[self.clauses.index(clause) + 1 :]
        start = self.stretch.span.start
        found = according.content_behind(self.masked, start, self.end, clause, later)
        if found and clause.voice:
            yield Attribution(clause.cue, clause.voice, *found)


def _is_open(voice: Voice | None) -> bool:
    return voice is not None and voice.is_open


def _tells(attribution: Attribution, clause: CueClause) -> bool:
    """Whether a cue clause is in what somebody says, or gave it: what a paper reports is open."""
    inside = attribution.content.contains(clause.cue.core) and not _is_open(attribution.voice)
    return inside or attribution.cue == clause.cue


# "It is no member and, the minister said, will not be one": only the rest is said.
_HANGS = re.compile(r"\b(?:and|but|or|which|who|that|because|as|since),?\s*$")
# "He is no friend of it, and she hopes to leave": what she hopes stands behind.
_TO = re.compile(r"\s*to\s+[a-z]")
_TREATY = re.compile(
    r"(?:the|its|that)?\s*(?:[A-Z][\w-]*\s+(?:(?:of|on|for|and|the)\s+){0,2}){0,6}"
    r"(?:Treaty|Pact|Convention|Protocol|Charter|Covenant|Accords?|Agreement|Statute)\b"
)
# "Asked if it was safe, she answered in the affirmative"
_ASKED = re.compile(r"(?i)(?:(?:when|once|upon\s+being)\s+)?(?:asked|questioned|pressed|quizzed)\s")
_LEAD_IN = re.compile(r"(?:[\w'-]+\s+){0,6}[\w'-]+,\s+")
_NEAR = 12
# From how many quoted code points on an act, such as a promise of a state, is told in its words.
_QUOTED = 20
_PREDICATE = re.compile(
    r"(?:now\s+|also\s+|still\s+|already\s+|never\s+)?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b"
    r"|(?:now\s+|also\s+|still\s+)?(?:[a-z]{3,}s|[a-z]+ed|took|left|came|made|gave|led|went|cost|brought|meant)\s"
)
# "which she said the two states would sign"
_CLAUSE = re.compile(r"(?:the|its|his|her|their|he|she|they|it|all|both|[A-Z][\w'-]+)\s")
_COMMA = re.compile(r"(,)\s")
_AND = re.compile(r"(,\s+(?:and|but))\s")
_GOES_ON = re.compile(
    rf"(,)\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    rf"|because|if|but|and|that|(?!as\b|yes\b)[a-z]+s\b|[a-z]+ed\b|[{MASK}])"
)
