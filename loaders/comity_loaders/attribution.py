"""Who said what in one stretch, and where what was said begins and ends.

A cue clause stands behind its content ("it will leave, the minister said"), in it ("the talks, he
said, would go on") or before it ("the minister said that it will leave"). A content ends where the
stretch does, or where the next cue clause begins: ", adding that".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from comity.model import Span
from comity_loaders.complements import as_span
from comity_loaders.cueclauses import SUBORDINATE, Clauses, CueClause, is_phrase
from comity_loaders.cues import Cue, CueKind
from comity_loaders.cuewords import Frame, any_of, words
from comity_loaders.frames import has_finite
from comity_loaders.relaying import relayed
from comity_loaders.speech import MASK, Speech, Stretch
from comity_loaders.subjects import Subjects
from comity_loaders.voice import Voice, VoiceKind


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
        clauses = tuple(Clauses(self.subjects).find(stretch, end))
        return _Reading(self.speech.masked, stretch, clauses, end).attributions()


@dataclass(frozen=True)
class _Reading:
    """The cue clauses of one stretch, up to where its relaying clause starts."""

    masked: str
    stretch: Stretch
    clauses: Sequence[CueClause]
    end: int

    def attributions(self) -> tuple[Attribution, ...]:
        found = [a for clause in self.clauses for a in self._around(clause)]
        for clause in self.clauses:
            if not any(a.content.contains(clause.cue.core) or a.cue == clause.cue for a in found):
                found += self._behind(clause)
        return tuple(sorted(found, key=lambda a: a.content))

    # ---- content before its cue

    def _around(self, clause: CueClause) -> Iterator[Attribution]:
        """What stands before a cue clause, and after it where the clause breaks it in two."""
        if clause.shares or not clause.voice or clause.voice.kind is VoiceKind.MEDIUM:
            return
        before = self._before(clause)
        after = self._rest(clause) if before else None
        if before and self._is_enough(before, broken=after is not None):
            yield Attribution(clause.cue, clause.voice, before, Frame.CLAUSE)
        if after:
            yield Attribution(clause.cue, clause.voice, after, Frame.CLAUSE)

    def _is_enough(self, content: Span, *, broken: bool) -> bool:
        words_ = content.of(self.masked)
        return has_finite(words_) or (not broken and len(words_.split()) >= _FEWEST_WORDS)

    def _before(self, clause: CueClause) -> Span | None:
        """The words before a cue clause, if a comma or a quotation ends them."""
        start, frame = self.stretch.span.start, clause.follows.frame
        before = _ARTICLE.sub("", self.masked[start : clause.start])
        if not _PAUSE.search(before) or not clause.follows.ends:
            return None
        if clause.cue.verb.frames == {Frame.QUOTE} and MASK not in before[-2:]:
            return None
        if frame and not (frame is Frame.QUOTE and MASK in before[-2:]):
            return None
        is_nested = clause.cue.kind is CueKind.ACCORDING and any(
            c.is_said for c in self.clauses if c.cue.span.end <= clause.start and c.follows.frame
        )
        opening = _QUOTE_BEHIND_COLON.match(before) or _opener().match(before)
        first = start + (opening.end() if opening else 0)
        return None if is_nested else as_span(first, start + len(before), self.masked)

    def _rest(self, clause: CueClause) -> Span | None:
        """The rest of a content that its cue breaks: ", would go on"."""
        at = clause.follows.start
        if clause.follows.frame is Frame.QUOTE:
            return as_span(at, self._extent(clause, at), self.masked)
        rest = self.masked[at : self.stretch.span.end]
        follows = [c for c in self.clauses if 0 < c.cue.span.start - at < _NEAR]
        goes_on = _AND.match(rest) or _GOES_ON.match(rest)
        if follows or not goes_on or _situation().match(rest) or not has_finite(rest):
            return None
        first = at + goes_on.end(1)
        return as_span(first, self._extent(clause, first), self.masked)

    # ---- content behind its cue

    def _behind(self, clause: CueClause) -> Iterator[Attribution]:
        if clause.cue.kind is CueKind.ACCORDING:
            yield from self._behind_according(clause)
            return
        frame, voice, start = clause.follows.frame, clause.voice, clause.follows.start
        if not frame or not voice or not clause.is_said or self._is_elsewhere(clause):
            return
        content = as_span(start, self._extent(clause, start), self.masked)
        if content:
            denied = clause.cue.verb.denies or clause.follows.denied
            yield Attribution(clause.cue, voice, content, frame, denied)

    def _is_elsewhere(self, clause: CueClause) -> bool:
        """Whether "which" is what was said, or the clause is part of what somebody says."""
        before = self.masked[max(clause.start - 12, 0) : clause.start]
        if re.search(r"\b(?:which|whom|what)\s+(?:the\s+)?$", before):
            return True
        earlier = self.clauses[: self.clauses.index(clause)]
        return any(self._holds(c, clause) for c in earlier)

    def _holds(self, earlier: CueClause, clause: CueClause) -> bool:
        if not earlier.follows.frame or not earlier.is_said:
            return False
        if earlier.cue.kind is CueKind.ACCORDING or (earlier.cue.unsaid and is_phrase(earlier)):
            return False
        start = earlier.follows.start
        return start <= clause.cue.span.start < self._extent(earlier, start)

    def _behind_according(self, clause: CueClause) -> Iterator[Attribution]:
        """Of "according to X, Y"; where Y is itself what somebody said, that alone is given."""
        start = self.stretch.span.start
        before = self.masked[start : clause.cue.span.start]
        voice = clause.voice
        if not voice or voice.kind is VoiceKind.MEDIUM:
            return
        comma = self.masked.find(", ", voice.span.end, self.end)
        later = self.clauses[self.clauses.index(clause) + 1 :]
        is_nested = any(c.is_said and c.follows.frame and not c.cue.unsaid for c in later)
        if comma < 0 or is_nested or (before.strip(" ,") and not _opener().fullmatch(before)):
            return
        content = as_span(comma + 1, self.end, self.masked)
        if content:
            yield Attribution(clause.cue, voice, content, Frame.CLAUSE)

    # ---- where a content ends

    def _extent(self, clause: CueClause, start: int) -> int:
        """Where a content that starts at `start` ends."""
        later = [c for c in self.clauses if c.cue.span.start > start]
        cuts = [self._cut(clause, c, start) for c in later]
        cuts += self._subordinate(clause, start)
        cuts += [m.start() for m in _situation().finditer(self.masked, start, self.end)]
        if is_phrase(clause):
            cuts += [m.start() for m in _aside_of_phrase().finditer(self.masked, start, self.end)]
        opening = self.masked[self.stretch.span.start : clause.cue.span.start].strip(" ,")
        if clause.shares and clause.subject and not opening:
            cuts.append(max(clause.subject.span.start, start))
        return min([self.end, *(cut for cut in cuts if cut is not None)])

    def _subordinate(self, clause: CueClause, start: int) -> list[int]:
        """Where an opening clause ends: "After Chad said that it would leave, Mali stayed"."""
        opening = self.masked[self.stretch.span.start : clause.cue.span.start]
        if not SUBORDINATE.match(opening) or "," in opening:
            return []
        ends = re.compile(r",\s").search(self.masked, start, self.end)
        return [ends.start()] if ends and has_finite(self.masked[start : ends.start()]) else []

    def _cut(self, clause: CueClause, later: CueClause, start: int) -> int | None:
        """Where the words of a later cue begin, if they are no part of this content."""
        before = self.masked[start : later.start]
        if colon := _QUOTE_BEHIND_COLON.match(before):
            return start + colon.end()
        opening = self.masked[self.stretch.span.start : self.stretch.span.start + 12]
        if later.shares:
            match = _JOINED.search(before)
        elif later.cue.kind is CueKind.ACCORDING:
            match = re.search(r",\s*$", before)
        elif is_phrase(clause) or SUBORDINATE.match(opening):
            match = re.search(r"[,;]\s+(?:[a-z]+\s+)?$", before)
        else:
            match = re.search(r"(?:,\s*(?:while|but|whereas|and)|;)\s+(?:the\s+)?$", before)
        return start + match.start() + (match.group()[:1] == MASK) if match else None


_FEWEST_WORDS = 4
_NEAR = 12
_ARTICLE = re.compile(r"(?:\s|\b(?:the|a|an|and|but)\b)+$", re.IGNORECASE)
_QUOTE_BEHIND_COLON = re.compile(rf"[^{MASK}]*:\s*(?=[{MASK}]+,?\s*$)")
_PAUSE = re.compile(rf"(?:[,{MASK}?!—–]|--)$")
_JOINED = re.compile(
    rf"[,{MASK}–—-]\s*(?:(?:and|but|while|yet|then)\s+)?(?:[a-z]+ly\s+|also\s+|later\s+)*$"
    r"|\s+(?:and|but|while)\s+(?:also\s+|then\s+|[a-z]+ly\s+)*$"
)
_AND = re.compile(r"(,\s+(?:and|but))\s")
_GOES_ON = re.compile(
    rf"(,)\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    rf"|because|if|but|and|that|(?!as\b|yes\b)[a-z]+s\b|[a-z]+ed\b|[{MASK}])"
)


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(words('openers'))})\b,?\s*", re.IGNORECASE)


@cache
def _situation() -> re.Pattern[str]:
    """A clause that tells of the speaking: ", responding to a question"."""
    return re.compile(rf",\s+(?:{any_of(words('situations'))})\b", re.IGNORECASE)


@cache
def _aside_of_phrase() -> re.Pattern[str]:
    return re.compile(
        r",\s+(?:amid|just|after|before|as|while|when|following|despite|days|hours|weeks|months|a\s+"
        r"(?:day|week|month|year)|during|one|two|only|although|though|even|hoping|who|with)\b"
    )
