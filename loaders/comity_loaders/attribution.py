"""Who said what in one stretch: cues, their subjects and the extent of what was said.

A cue clause stands behind its content ("it will leave, the minister said"), in it, or before it
("the minister said that it will leave"). A content ends where the stretch does, or where the next
cue of the same speaker begins: ", adding that".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from comity.model import Span
from comity_loaders.complements import Complement, as_span, complement, has_finite
from comity_loaders.cues import Cue, CueKind, find_cues
from comity_loaders.cuewords import Frame, any_of, words
from comity_loaders.relaying import relayed
from comity_loaders.speakers import Speakers, Subject, first_voice
from comity_loaders.speech import MASK, Speech, Stretch
from comity_loaders.voices import Voice, VoiceKind

_PERSONAL = (VoiceKind.PERSON, VoiceKind.ROLE, VoiceKind.PRONOUN)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One content and its cue.

    Args:
        cue: the cue.
        voice: who speaks, as the text says; None where the text does not tell.
        content: the place of what was said.
        frame: as what it follows or precedes the cue.
    """

    cue: Cue
    voice: Voice | None
    content: Span
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Clause:
    """A cue with its subject and what follows it."""

    cue: Cue
    subject: Subject | None
    follows: Complement
    inherits: bool = False

    @property
    def start(self) -> int:
        if self.subject and not self.subject.behind:
            return min(self.subject.span.start, self.cue.span.start)
        return self.cue.span.start

    @property
    def voice(self) -> Voice | None:
        return self.subject.voice if self.subject else None


@dataclass(frozen=True)
class Attributor:
    """Finds the attributions of one article's stretches."""

    speech: Speech
    speakers: Speakers

    def attributions(self, stretch: Stretch) -> tuple[Attribution, ...]:
        """What is said by whom in a stretch, in order of place."""
        relay = relayed(self.speech, stretch)
        end = relay.start if relay else stretch.span.end
        clauses = list(self._clauses(stretch, end))
        found = list(self._behind_content(stretch, clauses))
        for index, clause in enumerate(clauses):
            if not any(_covers(a, clause) for a in found):
                found += self._before_content(stretch, clauses, index, end)
        return tuple(sorted(found, key=lambda a: a.content))

    def _clauses(self, stretch: Stretch, end: int) -> Iterator[_Clause]:
        previous: Subject | None = None
        for cue in find_cues(self.speech, stretch):
            if cue.span.start >= end:
                return
            subject = self.speakers.subject(cue, stretch)
            inherits = False
            if not subject and (
                self._is_elliptic(cue, stretch) or self._is_participial(cue, stretch)
            ):
                subject, inherits = self._shared(cue, stretch, previous), True
            after = max(cue.span.end, subject.span.end if subject and subject.behind else 0)
            yield _Clause(
                cue,
                subject,
                complement(self.speech, cue, after, end),
                inherits,
            )
            previous = subject if subject and not cue.unsaid else previous

    # ---- subjects that stand elsewhere

    def _is_elliptic(self, cue: Cue, stretch: Stretch) -> bool:
        """Whether "and", "but" or "while" joins the cue to a verb with the same subject."""
        at = self.speakers.start_of_words(stretch.span.start, cue.span.start)
        before = self.speech.masked[max(at - 12, stretch.span.start) : at]
        return cue.kind is not CueKind.ACCORDING and bool(_connector().search(before))

    def _is_participial(self, cue: Cue, stretch: Stretch) -> bool:
        """Whether the cue is ", adding", "by saying" or "a statement saying"."""
        if cue.kind is not CueKind.PARTICIPLE:
            return False
        at = self.speakers.start_of_words(stretch.span.start, cue.span.start)
        before = self.speech.masked[stretch.span.start : at].rstrip()
        if not before or before[-1] in {",", MASK, "-", "–", "—", ")"}:
            return True
        return bool(_document_before().search(before[-70:]))

    def _shared(self, cue: Cue, stretch: Stretch, previous: Subject | None) -> Subject | None:
        """The subject of the verb that a cue without one is joined to."""
        opening = not self.speech.masked[stretch.span.start : cue.span.start].strip(" ,")
        told, voice = self.speakers.governing(cue, stretch) if not opening else (False, None)
        if voice:
            return Subject(voice)
        if previous and not (told and cue.kind is CueKind.FINITE):
            return previous
        return None if told else self._main(cue, stretch)

    def _main(self, cue: Cue, stretch: Stretch) -> Subject | None:
        """The subject of the sentence that a cue without one stands in."""
        voices = self.speakers.in_span(stretch.span)
        before = [v for v in voices if v.span.end <= cue.span.start]
        opening = not self.speech.masked[stretch.span.start : cue.span.start].strip(" ,")
        if opening or not before:
            comma = self.speech.masked.find(", ", cue.span.end, stretch.span.end)
            behind = [v for v in voices if comma >= 0 and v.span.start >= comma]
            voice = self._with_verb(behind)
        else:
            voice = first_voice(before, self.speech.masked)
        return Subject(voice) if voice else None

    def _with_verb(self, voices: Sequence[Voice]) -> Voice | None:
        """The first voice right behind a comma: "Calling for calm, the minister said"."""
        for voice in voices:
            before = self.speech.masked[: voice.span.start].rstrip()
            if before.endswith((",", ", the", ", The")) and re.match(
                r",?\s+[a-z]", self.speech.masked[voice.span.end : voice.span.end + 3]
            ):
                return voice
        return None

    # ---- content before its cue

    def _behind_content(
        self, stretch: Stretch, clauses: Sequence[_Clause]
    ) -> Iterator[Attribution]:
        for clause in clauses:
            if clause.inherits or not clause.subject or clause.voice is None:
                continue
            if clause.voice.kind is VoiceKind.MEDIUM or clause.cue.verb.lemma in _NEVER_BEHIND:
                continue
            content = self._content_before(stretch, clause, clauses)
            if content:
                after = self._content_after(stretch, clause, clauses)
                if not after or has_finite(content.of(self.speech.masked)):
                    yield Attribution(clause.cue, clause.voice, content, Frame.CLAUSE)
                if after:
                    yield Attribution(clause.cue, clause.voice, after, Frame.CLAUSE)

    def _content_before(
        self, stretch: Stretch, clause: _Clause, clauses: Sequence[_Clause]
    ) -> Span | None:
        masked = self.speech.masked
        head = masked[stretch.span.start : clause.start]
        before = re.sub(r"(?:\s|\b(?:the|a|an|and|but)\b)+$", "", head, flags=re.IGNORECASE)
        if not before or (
            before[-1] not in {",", MASK, "?", "!", "—", "–"} and not before.endswith("--")
        ):
            return None
        if not clause.follows.ends or clause.follows.frame not in (None, Frame.QUOTE):
            return None
        if clause.follows.frame and MASK not in before[-2:]:
            return None
        start = stretch.span.start + self._opening(before)
        earlier = [
            c for c in clauses if c.cue.span.end <= clause.start and c.voice and not c.cue.unsaid
        ]
        words_ = before[start - stretch.span.start :]
        if not has_finite(words_) and len(words_.split()) < _FEWEST_WORDS:
            return None
        if clause.cue.kind is CueKind.ACCORDING and any(
            c.voice.kind is not VoiceKind.MEDIUM for c in earlier if c.voice
        ):
            return None
        return as_span(start, stretch.span.start + len(before), masked)

    def _content_after(
        self, stretch: Stretch, clause: _Clause, clauses: Sequence[_Clause]
    ) -> Span | None:
        """The rest of a content that its cue breaks: "The talks, he said, would go on"."""
        masked, at = self.speech.masked, clause.follows.start
        if clause.follows.frame is Frame.QUOTE:
            return as_span(at, self._end(stretch, clause, clauses, at, stretch.span.end), masked)
        if masked[at : at + 1] != ",":
            return None
        rest = masked[at + 1 : stretch.span.end]
        if _situation().match(rest) or any(
            c.cue.span.start - at < 12 for c in clauses if c.cue.span.start > at
        ):
            return None
        if not re.match(r"\s+(?:[a-z]+|\ufffc)", rest) or not has_finite(rest):
            return None
        verb_first = re.match(
            r"\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|because|if|but|and|\ufffc|[a-z]+s\b|[a-z]+ed\b)",
            rest,
        )
        if not verb_first:
            return None
        return as_span(
            at + 1, self._end(stretch, clause, clauses, at + 1, stretch.span.end), masked
        )

    def _opening(self, words_: str) -> int:
        """How many characters at the start are no part of what is said."""
        match = _opener().match(words_)
        return match.end() if match else 0

    # ---- content behind its cue

    def _before_content(
        self, stretch: Stretch, clauses: Sequence[_Clause], index: int, end: int
    ) -> Iterator[Attribution]:
        clause = clauses[index]
        frame, start = clause.follows.frame, clause.follows.start
        if clause.cue.kind is CueKind.ACCORDING:
            yield from self._after_according(stretch, clauses, index, end)
            return
        if not frame or not clause.subject or self._is_for_people_only(clause):
            return
        if any(
            self._is_content(c)
            and _holds(c, clause, self._end(stretch, c, clauses, c.follows.start, end))
            for c in clauses[:index]
        ):
            return
        content = as_span(
            start, self._end(stretch, clause, clauses, start, end), self.speech.masked
        )
        if content:
            yield Attribution(clause.cue, clause.voice, content, frame)

    def _after_according(
        self, stretch: Stretch, clauses: Sequence[_Clause], index: int, end: int
    ) -> Iterator[Attribution]:
        """Of "According to X, Y"; where Y is itself what somebody said, that alone is given."""
        clause = clauses[index]
        comma = self.speech.masked.find(
            ", ", clause.voice.span.end if clause.voice else clause.cue.span.end, end
        )
        others = [
            c for c in clauses[index + 1 :] if c.subject and not c.cue.unsaid and c.follows.frame
        ]
        is_first = not self.speech.masked[stretch.span.start : clause.cue.span.start].strip(
            " ,"
        ) or _opener().fullmatch(self.speech.masked[stretch.span.start : clause.cue.span.start])
        if comma < 0 or others or not is_first or not clause.voice:
            return
        content = as_span(comma + 1, end, self.speech.masked)
        if content:
            yield Attribution(clause.cue, clause.voice, content, Frame.CLAUSE)

    def _is_content(self, clause: _Clause) -> bool:
        return clause.subject is not None and not self._is_for_people_only(clause)

    def _is_for_people_only(self, clause: _Clause) -> bool:
        frame = clause.follows.frame
        return (
            frame in clause.cue.verb.persons
            and clause.voice is not None
            and clause.voice.kind not in _PERSONAL
        )

    def _end(
        self, stretch: Stretch, clause: _Clause, clauses: Sequence[_Clause], start: int, end: int
    ) -> int:
        """Where a content that starts at `start` ends."""
        masked = self.speech.masked
        for later in clauses:
            if later.cue.span.start > start:
                cut = self._cut(later, start)
                if cut is not None:
                    end = min(end, cut)
        for match in _situation_inside().finditer(masked, start, end):
            end = min(end, match.start())
        if clause.follows.frame is Frame.PHRASE:
            match_ = _aside_of_phrase().search(masked, start, end)
            end = min(end, match_.start()) if match_ else end
        opening = masked[stretch.span.start : clause.cue.span.start].strip(" ,")
        if clause.cue.kind is CueKind.PARTICIPLE and not opening and clause.subject:
            end = min(end, max(clause.subject.span.start, start))
        return end

    def _cut(self, later: _Clause, start: int) -> int | None:
        """Where the words of another cue begin, if it is not part of this content."""
        before = self.speech.masked[start : later.start]
        if later.cue.kind is CueKind.ACCORDING:
            match = re.search(r",\s*$", before)
        elif later.inherits:
            match = re.search(
                r"[,\ufffc–—-]\s*(?:(?:and|but|while|yet|then)\s+)?(?:[a-z]+ly\s+|also\s+|later\s+)*$|\s+(?:and|but|while)\s+(?:also\s+|then\s+|[a-z]+ly\s+)*$",
                before,
            )
        else:
            match = re.search(r"(?:,\s*(?:while|but|whereas|and)|;)\s+(?:the\s+)?$", before)
        return start + match.start() + (match.group()[:1] == MASK) if match else None


_FEWEST_WORDS = 4
_NEVER_BEHIND = frozenset({"call", "accuse", "describe", "urge"})


def _covers(attribution: Attribution, clause: _Clause) -> bool:
    return attribution.content.contains(clause.cue.core) or attribution.cue == clause.cue


def _holds(earlier: _Clause, clause: _Clause, end: int) -> bool:
    """Whether a cue stands inside what an earlier cue introduces."""
    is_content = bool(earlier.follows.frame and earlier.subject) and not earlier.cue.unsaid
    is_unknown = earlier.cue.kind is CueKind.ACCORDING
    return is_content and not is_unknown and earlier.follows.start <= clause.cue.span.start < end


@cache
def _connector() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,\ufffc])(?:{any_of(words('connectors'))})\s*$", re.IGNORECASE)


@cache
def _document_before() -> re.Pattern[str]:
    documents = any_of(words("documents"))
    return re.compile(
        rf"\b(?:{documents})s?\b[^,.;]{{0,45}}$|\b(?:by|while|before|after|and|but)$", re.IGNORECASE
    )


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(words('openers'))})\b,?\s*", re.IGNORECASE)


@cache
def _situation() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(words('situations'))})\b", re.IGNORECASE)


@cache
def _situation_inside() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{any_of(words('situations'))})\b", re.IGNORECASE)


@cache
def _aside_of_phrase() -> re.Pattern[str]:
    return re.compile(
        r",\s+(?:amid|just|after|before|as|while|when|following|despite|days|hours|weeks|months|a\s+(?:day|week|"
        r"month|year)|during|one|two|only|although|though|even|hoping|who|with)\b"
    )
