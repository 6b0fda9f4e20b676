"""Cue clauses: a cue, the subject that speaks, and what follows it.

A cue without a subject of its own shares one: "said it was over, but added", ", warning that",
"Calling for calm, the minister said", "issued a statement saying".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comity_loaders.statements import joints, parsedsubjects, relatives
from comity_loaders.statements.complements import Complement, complement
from comity_loaders.statements.cues import Cue, CueKind, find_cues
from comity_loaders.statements.cuewords import Frame, word_set
from comity_loaders.statements.guests import is_guest
from comity_loaders.statements.newcomers import newcomer_shared
from comity_loaders.statements.nominalcues import find_nominals
from comity_loaders.statements.phrasalcues import find_phrasal
from comity_loaders.statements.speech import MASK, Stretch
from comity_loaders.statements.subjects import Subject, Subjects
from comity_loaders.statements.subjectwords import first_voice
from comity_loaders.statements.voice import Voice, VoiceKind

_TIMES = r"(?:moment|minute|hour|day|week|month|year)s?"
SUBORDINATE = re.compile(
    r"(?:(?:But|And|Yet)\s+)?(?:(?:Immediately|Shortly|Soon|Just|Even|Only|Ever)\s+)?"
    rf"(?:(?:(?:the|a\s+(?:few|couple\s+of)|[\w-]+)\s+)?{_TIMES}\s+(?:after|before|since)"
    rf"|(?:on\s+)?the\s+(?:(?:same|very)\s+)?{_TIMES}\s+(?:when|that)"
    r"|After|When|While|As|Although|Though|Since|Before|Once|Because|If|Whereas)\b",
    re.IGNORECASE,
)
"""How a sentence begins that opens with a clause which is not its main one."""
_PAUSE = re.compile(rf"(?:,|{MASK}(?!{MASK}))\s")
_PEOPLE = re.compile(
    r"(?i)\b(?:ministers|leaders|presidents|heads|members|delegates|delegations|premiers|envoys"
    r"|ambassadors|chiefs|officials|lawmakers|governors|chancellors|participants|signatories)\b"
)
_CLAUSAL = frozenset({None, Frame.CLAUSE, Frame.QUOTE, Frame.QUESTION})
PERSONAL = (VoiceKind.PERSON, VoiceKind.ROLE, VoiceKind.PRONOUN)
"""The kinds of voices that are one person's."""


@dataclass(frozen=True, slots=True)
class CueClause:
    """A cue with its subject and what follows it.

    Args:
        cue: the cue.
        subject: who speaks; None where nobody who can is named.
        follows: what follows, behind those who are told, dates and places.
        shares: whether the subject is that of another verb.
        relay: the agency in "the Example agency quoted her as saying".
    """

    cue: Cue
    subject: Subject | None
    follows: Complement
    shares: bool = False
    relay: Voice | None = None

    @property
    def start(self) -> int:
        """Where its words begin, those of the speaker or the relaying agency first."""
        if self.relay:
            return self.relay.span.start
        if self.subject and not self.subject.behind and not self.shares:
            return min(self.subject.span.start, self.cue.span.start)
        return self.cue.span.start

    @property
    def voice(self) -> Voice | None:
        """Who speaks."""
        return self.subject.voice if self.subject else None

    @property
    def is_said(self) -> bool:
        """Whether somebody who can says something here, or denies or is yet to say it."""
        is_act = self.follows.frame in self.cue.verb.persons
        may = self.is_personal or self._is_attitude or self._is_told_of
        return bool(self.voice) and (may or not is_act)

    @property
    def _is_told_of(self) -> bool:
        """Whether a paper tells of something: "the report revealed an increase"."""
        is_paper = self.voice is not None and self.voice.kind is VoiceKind.DOCUMENT
        return is_paper and self.cue.verb.lemma in word_set("telling")

    @property
    def _is_attitude(self) -> bool:
        """Whether several people think something of it: "the ministers welcomed the vote"."""
        voice = self.voice
        if voice is None or voice.kind is not VoiceKind.GROUP:
            return False
        named = voice.entity is None or _PEOPLE.search(voice.entity.name)
        return bool(named) and self.cue.verb.lemma in word_set("attitudes")

    @property
    def is_personal(self) -> bool:
        """Whether one person speaks."""
        return self.voice is not None and self.voice.kind in PERSONAL


@dataclass(frozen=True)
class Clauses:
    """Finds the cue clauses of one article.

    Args:
        subjects: who can speak in it.
    """

    subjects: Subjects

    def find(self, stretch: Stretch, end: int) -> Iterator[CueClause]:
        """The cue clauses of a stretch up to `end`, in order of place."""
        previous: Subject | None = None
        for cue in self._cues(stretch):
            if cue.span.start >= end:
                return
            subject, shares = self._own(cue, stretch), False
            if not subject and self._may_share(cue, stretch):
                subject, shares = self._shared(cue, stretch, previous), True
            after = max(cue.span.end, subject.span.end if subject and subject.behind else 0)
            follows = complement(self.subjects.speech, cue, after, self._end(stretch, after, end))
            if self._is_act(cue, subject, follows):
                continue
            if cue.limit is None:
                cue = replace(cue, limit=self._limit(cue, follows))
            is_relayed = cue.kind is CueKind.RELAYED
            relay = self.subjects.ending(cue.span.start, stretch) if is_relayed else None
            clause = CueClause(cue, subject, follows, shares, relay)
            yield clause
            previous = subject if subject and self._is_main(clause, stretch) else previous

    def _limit(self, cue: Cue, follows: Complement) -> int | None:
        """Where what was said ends, because another deed of the speaker follows."""
        speech = self.subjects.speech
        at = parsedsubjects.relative_end(speech, cue)
        if at is None and follows.frame not in _CLAUSAL:
            at = parsedsubjects.next_deed(speech, cue)
        return at if at is not None and at > follows.start + 1 else None

    def _is_main(self, clause: CueClause, stretch: Stretch) -> bool:
        """Whether a verb behind may share the subject, which no relative clause has."""
        if clause.cue.unsaid or clause.cue.kind is CueKind.NOMINAL:
            return False
        starts = (clause.start, *(() if clause.follows.frame else (clause.cue.span.start,)))
        return not any(relatives.is_inside(self._words(stretch, start)) for start in starts)

    def _cues(self, stretch: Stretch) -> list[Cue]:
        speech = self.subjects.speech
        phrasal = [*find_phrasal(speech, stretch), *find_nominals(speech, stretch)]
        verbs = find_cues(speech, stretch)
        alone = (v for v in verbs if not any(v.core.overlaps(other.span) for other in phrasal))
        return sorted((*phrasal, *alone), key=lambda cue: cue.span)

    def _is_act(self, cue: Cue, subject: Subject | None, follows: Complement) -> bool:
        """Whether it is no saying: "raised taxes", or what a body "continues to demand"."""
        if cue.verb.weak and follows.frame not in cue.verb.frames:
            return True
        is_np = follows.frame is Frame.PHRASE and Frame.PHRASE in cue.verb.persons
        if subject and is_np and self._is_it(subject.voice, follows):
            return True
        document = self.subjects.speech.document
        if follows.frame is Frame.PHRASE and is_guest(document, cue.verb.lemma, follows.start):
            return True
        is_led = follows.frame is Frame.PHRASE and self._is_led(cue)
        return is_led and subject is not None and subject.voice.kind not in PERSONAL

    def _is_it(self, voice: Voice, follows: Complement) -> bool:
        """Whether "it" speaks, which is a body mostly, and quotes nothing."""
        masked = self.subjects.speech.masked
        is_one = voice.kind is VoiceKind.PRONOUN and voice.span.of(masked).lower() == "it"
        return is_one and MASK not in masked[follows.start : follows.start + 80]

    def _own(self, cue: Cue, stretch: Stretch) -> Subject | None:
        """The subject of a cue; nobody where it owns who speaks: "according to Roe's critics"."""
        subject = self.subjects.subject(cue, stretch)
        if subject and cue.kind in {CueKind.ACCORDING, CueKind.RELAYED}:
            end = subject.span.end
            limit = cue.speaker.end if cue.speaker else stretch.span.end
            owns = self.subjects.speech.masked[end : end + 3] == "'s "
            return None if owns and end + 3 < limit else subject
        return subject

    def _end(self, stretch: Stretch, after: int, end: int) -> int:
        """Where the clause of a cue ends at the latest: an opening one at its comma."""
        opening = self._words(stretch, after)
        if not SUBORDINATE.match(opening) or "," in opening:
            return end
        comma = self.subjects.speech.masked.find(", ", after, end)
        return comma if comma > after else end

    def _may_share(self, cue: Cue, stretch: Stretch) -> bool:
        """Whether "and", a comma or a participle joins the cue to another verb."""
        if cue.kind in {CueKind.ACCORDING, CueKind.NOMINAL}:
            return False
        at = self.subjects.start_of_words(stretch.span.start, cue.span.start)
        before = self._words(stretch, at)
        if joints.connector().search(before[-12:]) or self._is_led(cue):
            return True
        if cue.kind is not CueKind.PARTICIPLE:
            return False
        direct = self._words(stretch, cue.span.start).rstrip()
        stripped = before.rstrip() if direct[-1:] != "," else direct
        if not stripped or stripped[-1] in {",", MASK, "-", "–", "—", ")"}:
            return True
        return bool(joints.joins_participle().search(stripped[-70:])) or self._hangs(cue)

    def _hangs(self, cue: Cue) -> bool:
        """Whether a participle tells how somebody acts: "left the room accusing the board of"."""
        token = next(iter(self.subjects.speech.tokens_in(cue.core)), None)
        may = cue.verb.lemma in word_set("hanging")
        is_adverbial = token is not None and token.dep_ == "advcl" and token.head.i < token.i
        return may and is_adverbial and self.subjects.speech.document.parses

    def _words(self, stretch: Stretch, end: int) -> str:
        return self.subjects.speech.masked[stretch.span.start : end]

    def _is_of_its_own(self, cue: Cue, previous: Subject | None) -> bool:
        """Whether something else says so: "sank two boats, suggesting that it was war"."""
        if cue.kind is CueKind.FINITE:
            return parsedsubjects.has_own(self.subjects.speech, cue)
        is_deed = cue.kind is CueKind.PARTICIPLE and cue.verb.lemma in word_set("evident")
        return is_deed and not previous

    def _shared(self, cue: Cue, stretch: Stretch, previous: Subject | None) -> Subject | None:
        """The subject of the verb that a cue without one is joined to."""
        if self._is_of_its_own(cue, previous):
            return None
        if not self._words(stretch, cue.span.start).strip(" ,"):
            return _subject(self._behind_comma(cue, stretch))
        inside = self.subjects.in_span(stretch.span)
        told, voice = parsedsubjects.governing(self.subjects.speech, cue, inside)
        masked = self.subjects.speech.masked
        if previous and (self._is_coordinate(cue, stretch) or _is_spoken_of(voice, masked)):
            return previous
        if self._is_led(cue):
            return _subject(voice or self._first(cue, stretch))
        if voice and (not previous or voice.kind in PERSONAL):
            return Subject(voice)
        if previous or told:
            return previous or _subject(self._newcomer(cue, stretch))
        if cue.kind is CueKind.FINITE:
            return None
        return _subject(self._first(cue, stretch))

    def _newcomer(self, cue: Cue, stretch: Stretch) -> Voice | None:
        """The unknown name whose the verb is that the cue is joined to."""
        voice = newcomer_shared(self.subjects.speech, cue)
        is_here = voice is not None and stretch.span.contains(voice.span)
        taken = is_here and any(v.span.overlaps(voice.span) for v in self.subjects.voices if voice)
        return voice if is_here and not taken else None

    def _is_led(self, cue: Cue) -> bool:
        """Whether another verb leads to the cue, such as "used her speech to warn"."""
        return not cue.unsaid and cue.span.of(self.subjects.speech.masked).startswith("to ")

    def _first(self, cue: Cue, stretch: Stretch) -> Voice | None:
        """The first voice before a cue that is no part of a longer phrase."""
        voices = self.subjects.in_span(stretch.span)
        before = [v for v in voices if v.span.end <= cue.span.start]
        return first_voice(before, self.subjects.speech.masked)

    def _is_coordinate(self, cue: Cue, stretch: Stretch) -> bool:
        """Whether a comma and "and" join the cue: not to a verb inside what was said."""
        if cue.kind is not CueKind.FINITE:
            return False
        at = self.subjects.start_of_words(stretch.span.start, cue.span.start)
        return bool(re.search(r",\s+(?:and|but)$", self._words(stretch, at)))

    def _behind_comma(self, cue: Cue, stretch: Stretch) -> Voice | None:
        """The subject of the main clause: "Calling for calm, the minister said"."""
        masked = self.subjects.speech.masked
        pause = _PAUSE.search(masked, cue.span.end, stretch.span.end)
        voices: Sequence[Voice] = self.subjects.in_span(stretch.span) if pause else ()
        for voice in voices:
            start = pause.start() if pause else 0
            before = masked[start : voice.span.start] if voice.span.start > start else ""
            follows = masked[voice.span.end : voice.span.end + 3]
            if re.search(rf"[,{MASK}]\s+(?:the\s+)?$", before) and re.match(r",?\s+[a-z]", follows):
                return voice
        return None


def _is_spoken_of(voice: Voice | None, masked: str) -> bool:
    """Whether a pronoun means those whom they spoke of: "He said they were late, adding"."""
    return voice is not None and voice.span.of(masked) in {"it", "they"}


def _subject(voice: Voice | None) -> Subject | None:
    return Subject(voice) if voice else None


def is_phrase(clause: CueClause) -> bool:
    """Whether a noun phrase is what was said."""
    return clause.follows.frame is Frame.PHRASE
