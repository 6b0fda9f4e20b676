"""Who speaks at a cue, as the text says it: the subject before or behind the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Span
from comity_loaders.statements import (
    asides,
    parsedsubjects,
    relatives,
    rolenames,
    subjectwords,
    voicewords,
)
from comity_loaders.statements.cues import Cue, CueKind
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.newcomers import (
    body_beside,
    issuer,
    newcomer,
    newcomer_at,
    newcomer_beside,
)
from comity_loaders.statements.speech import Stretch
from comity_loaders.statements.stretchvoices import Voices
from comity_loaders.statements.voice import Voice, VoiceKind

_LONGEST = 160
# More words of what was said, not where and when: "said Roe on Thursday".
_GOES_ON = re.compile(
    r"\s+(?!(?:on|in|at|during|after|before|while|when|late|early|to|as|by|from|who|and|here|today|yesterday"
    r"|speaking|following)\b)[a-z\"\ufffc]"
)
# What may part what was said from a verb whose subject follows.
_PARTING = frozenset({",", '"', "?", "!", "'"})

_OWNED = re.compile(r"(?:its|their|his|her)\s")

_BESIDE = {
    VoiceKind.ROLE: newcomer_beside,
    VoiceKind.UNNAMED: newcomer_beside,
    VoiceKind.BODY: body_beside,
}
# Voices that are not meant where they are part of a longer phrase: "Maltese officials".
_WHOLE = (VoiceKind.BODY, VoiceKind.GROUP)


@dataclass(frozen=True, slots=True)
class Subject:
    """The noun phrase that speaks at a cue.

    Args:
        voice: the phrase.
        behind: whether it stands behind the verb.
    """

    voice: Voice
    behind: bool = False

    @property
    def span(self) -> Span:
        """Its place."""
        return self.voice.span


@dataclass(frozen=True)
class Subjects(Voices):
    """Finds the subjects of cues in one article.

    Args:
        speech: the article.
    """

    def subject(self, cue: Cue, stretch: Stretch) -> Subject | None:
        """The subject of a cue that has one of its own."""
        if cue.kind is CueKind.ACCORDING:
            return self._according(cue, stretch)
        if cue.kind is CueKind.NOMINAL and cue.speaker:
            return self._owner(cue.speaker, stretch)
        if cue.speaker:
            return self._quoted(cue.speaker, stretch)
        if cue.kind is CueKind.PARTICIPLE:
            return self._document(cue, stretch)
        behind = self._behind(cue, stretch)
        if behind:
            return behind
        voice = self._before(cue, stretch) or self._newcomer(cue, stretch)
        if not self._may_follow(cue, stretch):
            return Subject(voice) if voice else None
        voice = voice or newcomer_at(self.speech, cue.span.end)
        return Subject(voice, behind=voice.span.start >= cue.span.end) if voice else None

    def _may_follow(self, cue: Cue, stretch: Stretch) -> bool:
        """Whether what was said may stand before the verb, and its subject behind it."""
        before = self.speech.text[stretch.span.start : cue.span.start].rstrip()
        may = cue.verb.inverted and cue.kind is CueKind.FINITE
        return may and (before[-1:] in _PARTING or before in {"", "As"})

    def _newcomer(self, cue: Cue, stretch: Stretch) -> Voice | None:
        """The name at a cue that nothing else in the article tells of."""
        voice = newcomer(self.speech, cue)
        if voice is None or not stretch.span.contains(voice.span):
            return None
        return None if any(v.span.overlaps(voice.span) for v in self.voices) else voice

    def _according(self, cue: Cue, stretch: Stretch) -> Subject | None:
        """Who stands behind "according to", or in "in her view"."""
        start = cue.speaker.start if cue.speaker else cue.span.end
        pronoun = subjectwords.OBJECT.match(self.speech.masked, start)
        if pronoun:
            span = Span(pronoun.start("word"), pronoun.end("word"))
            return Subject(Voice(span, VoiceKind.PRONOUN), behind=True)
        voice = self._starting(start, stretch) or newcomer_at(self.speech, start)
        if voice and voice.kind is VoiceKind.DOCUMENT and not self._is_told(voice):
            voice = self._author(start, stretch) or voice
        return Subject(voice, behind=True) if voice else None

    def _is_told(self, paper: Voice) -> bool:
        """Whether it is known whose a paper is: not of "a statement by Haiti's premier"."""
        return bool(paper.entity) and not self.speech.masked.startswith("'s ", paper.span.end)

    def _author(self, start: int, stretch: Stretch) -> Voice | None:
        """Who is told by an office to have made a paper: "a statement by Haiti's premier"."""
        paper = voicewords.document().match(self.speech.masked, start)
        return self._starting(paper.end(), stretch) if paper and paper["link"] else None

    def _quoted(self, who: Span, stretch: Stretch) -> Subject | None:
        """Whom an agency quotes: "quoted the minister as saying", "quoted him as saying"."""
        if who.of(self.speech.masked) in {"him", "her"}:
            return Subject(Voice(who, VoiceKind.PRONOUN))
        voice = self._starting(who.start, stretch)
        is_part = voice is not None and voice.kind in _WHOLE and voice.span.end < who.end
        return Subject(voice) if voice and not is_part else None

    def _owner(self, whose: Span, stretch: Stretch) -> Subject | None:
        """Whose "his warning" or "the minister's warning" is."""
        words_ = whose.of(self.speech.masked)
        if words_ in {"His", "Her"}:
            return Subject(Voice(whose, VoiceKind.PRONOUN))
        if words_[0].isupper() or words_.startswith("the "):
            found = self._starting(whose.start, stretch)
            return Subject(found, behind=True) if found and found.span.end == whose.end else None
        if words_.startswith("'"):
            voice = self.ending(whose.start, stretch)
        else:
            before = self.in_span(Span(stretch.span.start, whose.start))
            people = [v for v in before if v.kind in {VoiceKind.PERSON, VoiceKind.PRONOUN}]
            people = [
                v for v in people if v.span.of(self.speech.text).lower() not in {"it", "they"}
            ]
            voice = people[0] if len(people) == 1 else None
        return Subject(voice) if voice else None

    def _document(self, cue: Cue, stretch: Stretch) -> Subject | None:
        """The author of "a statement from the bank saying"; who is "with the minister saying"."""
        beside = asides.beside(self.speech.masked, self.in_span(stretch.span), cue.span.start)
        if beside:
            return Subject(beside)
        voice = self.ending(cue.span.start, stretch)
        is_authored = voice and voice.kind is VoiceKind.DOCUMENT and voice.entity
        if voice and voice.kind is VoiceKind.DOCUMENT and not voice.entity:
            giver = issuer(self.speech, voice.span, stretch.span.start)
            return Subject(giver) if giver else None
        with_it = voice and re.search(r"\bwith\s+$", self.speech.masked[: voice.span.start][-6:])
        return Subject(voice) if voice and (is_authored or with_it) else None

    # ---- behind the verb: "said the minister"

    def _behind(self, cue: Cue, stretch: Stretch) -> Subject | None:
        if not self._may_follow(cue, stretch):
            return None
        if self.ending(cue.span.start, stretch):
            return None
        inside = self.in_span(stretch.span)
        voice = self._starting(cue.span.end, stretch)
        voice = (
            rolenames.of_body(self.speech, inside, voice) or voice
            if voice
            else rolenames.behind(self.speech, inside, cue.span.end, stretch.span.end)
        )
        if voice is None or subjectwords.ACTS.match(self.speech.masked, voice.span.end):
            return None
        if self.speech.masked[voice.span.end : voice.span.end + 1] == "'":
            return None  # "said Norway's plan was …"
        if _OWNED.match(voice.span.of(self.speech.text)) and parsedsubjects.is_led(
            self.speech, cue
        ):
            return None  # "Chad and Mali, both members, recalled their envoys"
        if parsedsubjects.acts(self.speech, voice, cue) or self._follows_aside(voice, cue, stretch):
            return None  # "said Norway stood ready", "Roe, the envoy, said Norway …"
        return Subject(voice, behind=True)

    def _follows_aside(self, voice: Voice, cue: Cue, stretch: Stretch) -> bool:
        """Whether a name with an aside stands before the verb, and more behind the voice."""
        goes_on = _GOES_ON.match(self.speech.masked, voice.span.end)
        before = self.speech.masked[stretch.span.start : cue.span.start].rstrip()
        return bool(goes_on and before.endswith(",") and self._aside(cue, stretch))

    def _starting(self, start: int, stretch: Stretch) -> Voice | None:
        """The voice that starts here, or a person named before the next comma."""
        masked = self.speech.masked
        end = min(stretch.span.end, start + _LONGEST)
        breaks = subjectwords.BREAK.search(masked, start + 1, end)
        region = Span(start, max(breaks.start() if breaks else end, start + 1))
        inside = self.in_span(region)
        gap = re.compile(r"(?:\s|the\s|a\s|an\s|its\s|their\s|his\s|her\s)*", re.IGNORECASE).match(
            masked, start
        )
        first = gap.end() if gap else start
        at_start = [v for v in inside if v.span.start <= first]
        people = subjectwords.heads(masked, inside)
        lists = [v for v in at_start if v.kind is VoiceKind.GROUP]
        if lists:
            return max(lists, key=lambda v: v.span.end)
        if len({v.entity for v in people}) == 1:
            ahead = masked[start : people[0].span.start]
            if not (subjectwords.INSIDE_PHRASE.search(ahead) or has_finite(ahead)):
                return people[0]
        best = max(at_start, key=lambda v: v.span.end, default=None)
        return self._named_behind(best, stretch) if best else None

    def _named_behind(self, voice: Voice, stretch: Stretch) -> Voice:
        """The name in apposition to a role: "said the chairwoman, Jane Roe"."""
        if voice.kind not in {VoiceKind.ROLE, VoiceKind.UNNAMED}:
            return voice
        masked = self.speech.masked
        comma = subjectwords.BEHIND_ROLE.match(masked, voice.span.end)
        people = (v for v in self.in_span(stretch.span) if v.kind is VoiceKind.PERSON)
        known = next((v for v in people if comma and v.span.start == comma.end()), None)
        new = known or (newcomer_at(self.speech, comma.end()) if comma else None)
        if new is None or (not known and " " not in new.span.of(self.speech.text)):
            return voice
        is_closed = masked[new.span.end : new.span.end + 1] in {",", "."}
        return new if voice.kind is VoiceKind.ROLE or is_closed else voice

    # ---- before the verb: "the minister said"

    def _before(self, cue: Cue, stretch: Stretch) -> Voice | None:
        end = self.start_of_words(stretch.span.start, cue.span.start)
        least = max(end - 60, stretch.span.start)
        who = relatives.WHO.search(self.speech.masked, least, end)
        if who and who.start() > stretch.span.start:
            before = self.in_span(Span(stretch.span.start, who.start()))
            found = self.ending(who.start(), stretch)
            voice = relatives.antecedent(who, found, before, self.speech.masked)
            return None if voice and voice is not found and cue.plural else voice
        direct = self.ending(cue.span.start, stretch)
        inside = self.in_span(stretch.span)
        if direct and not subjectwords.is_inside(direct, self.speech.masked):
            direct = asides.opening(self.speech.masked, direct, inside, stretch.span.start)
            named = rolenames.before(self.speech, inside, direct, cue.span.end)
            return named or relatives.giver(self.speech.masked, direct, inside) or direct
        if speaking := relatives.speaking(self.speech.masked, inside, cue.span.start):
            return speaking
        parsed = parsedsubjects.of_cue
        found = self._aside(cue, stretch) or parsed(self.speech, cue, inside)
        return self._beside(found, inside) or self._placed(end, stretch)

    def _beside(self, voice: Voice | None, inside: list[Voice]) -> Voice | None:
        """The name before a role that the parse takes for the subject, or the voice itself."""
        found = asides.named(self.speech.masked, voice, inside)
        if voice is None or found is not voice or voice.entity:
            return found
        is_apart = self.speech.masked[voice.span.end :][:1] == ","
        beside = {VoiceKind.ROLE: newcomer_beside, VoiceKind.BODY: body_beside}.get(voice.kind)
        new = beside(self.speech, voice.span, voice.span.end + 1) if beside and is_apart else None
        return new or found

    def _placed(self, end: int, stretch: Stretch) -> Voice | None:
        """The voice before the places where it is: "the court in Bergamo, Italy, said"."""
        start = subjectwords.placed(self.speech.masked, stretch.span.start, end)
        voice = self.ending(start, stretch) if start < end else None
        is_one = voice is not None and voice.kind in {VoiceKind.PERSON, VoiceKind.GROUP}
        return (
            voice
            if is_one and voice and not subjectwords.is_inside(voice, self.speech.masked)
            else None
        )

    def _aside(self, cue: Cue, stretch: Stretch) -> Voice | None:
        """The voice before an aside: "Roe, who chairs the panel, said"."""
        end = self.start_of_words(stretch.span.start, cue.span.start)
        masked = self.speech.masked
        if masked[end - 1 : end] not in {",", ")", "-", "–", "—"}:
            return None
        start = max(stretch.span.start, masked.rfind(";", 0, end - 1) + 1)
        if start >= end:
            return None
        found = asides.before(masked, self.in_span(Span(start, end)), end)
        beside = _BESIDE.get(found.kind) if found and not found.entity else None
        return (beside(self.speech, found.span, end) if found and beside else None) or found
