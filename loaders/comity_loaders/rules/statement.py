"""Quotations: who said what, in which form, when, through whom.

Every stretch of the article is read for cues; a quotation that has no cue of its own is given to
whoever spoke right before it. What nobody known says is left out, and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from comity.model import (
    Abstention,
    Claim,
    Entity,
    Form,
    Modality,
    Polarity,
    Quotation,
    Span,
)
from comity_loaders.document import Document
from comity_loaders.language.quotes import Quote
from comity_loaders.statements import transcripts
from comity_loaders.statements.apart import apart
from comity_loaders.statements.attribution import Attribution, Attributor
from comity_loaders.statements.chains import Chains
from comity_loaders.statements.cues import CueKind
from comity_loaders.statements.nameless import nameless
from comity_loaders.statements.rendering import Rendering, trimmed
from comity_loaders.statements.signatures import signature
from comity_loaders.statements.speakers import Last, Speakers
from comity_loaders.statements.speech import MASK, Speech, Stretch
from comity_loaders.statements.subjects import Subjects
from comity_loaders.statements.subjectwords import first_voice
from comity_loaders.statements.voice import Voice, VoiceKind

_THOUGHT = "it is only told what somebody thought"
_SIGNED = "-"
"""The cue of a quotation that a name behind a dash signs."""
_MARK = '"'
"""The cue of a quotation that its mark alone shows to be one."""


def find(document: Document) -> Iterable[Quotation | Claim | Abstention]:
    """The quotations of an article, and what looked like one."""
    return document.once(_read)


def quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of an article, for rules that look at what is said."""
    return tuple(found for found in find(document) if isinstance(found, Quotation))


def _read(document: Document) -> tuple[Quotation | Claim | Abstention, ...]:
    return tuple(_Reader(document).read())


@dataclass
class _Reader:
    document: Document
    last: Last = field(default_factory=Last)

    def __post_init__(self) -> None:
        self.speech = Speech(self.document)
        self.subjects = Subjects(self.speech)
        self.speakers = Speakers(self.speech)
        self.rendering = Rendering(self.speech)
        self.attributor = Attributor(self.speech, self.subjects)
        self.chains = Chains(self.speech)
        self.relays: dict[Entity, tuple[str, ...]] = {}
        self.owner = transcripts.owner(self.document)
        self.waiting: list[tuple[Stretch, Quote]] = []
        self.unspoken: Stretch | None = None

    def read(self) -> Iterator[Quotation | Abstention]:
        """Stretch by stretch, in order of place."""
        found: list[Quotation | Abstention] = []
        before: Stretch | None = None
        for stretch in self.speech.stretches:
            found += self._stretch(stretch, before)
            before = stretch
        said = [item.content for item in found if isinstance(item, Quotation)]
        for item in (*found, *self._turns(), *self._apart(said)):
            if isinstance(item, Abstention):
                yield item
            elif item.speaker != self.owner:
                yield replace(item, chain=item.chain or self.relays.get(item.speaker, ()))

    def _turns(self) -> Iterator[Quotation]:
        """The turns of an interview; they have no cue but a name and a colon."""
        for turn in transcripts.turns(self.document):
            yield Quotation(
                speaker=turn.speaker,
                content=turn.content,
                passage=Span(turn.label.start, turn.content.end),
                cue=":",
                form=Form.DIRECT,
                rule="statement/turn",
                about=self.rendering.about(turn.content),
            )

    def _apart(self, said: Sequence[Span]) -> Iterator[Quotation]:
        """What stands apart from the words that say whose it is."""
        for found in apart(self.speech, self.subjects, self.speakers, said):
            yield Quotation(
                speaker=found.speaker,
                content=found.content,
                passage=found.passage,
                cue=found.cue,
                form=found.form,
                rule="statement/apart",
                about=self.rendering.about(found.content),
            )

    def _stretch(
        self, stretch: Stretch, before: Stretch | None
    ) -> Iterator[Quotation | Abstention]:
        attributions = self.attributor.attributions(stretch)
        contents = [a.content for a in attributions]
        spoken = False
        for attribution in attributions:
            for item in self._item(stretch, attribution, contents):
                spoken = True
                yield item
        signed = None if spoken else self._signed(stretch, before)
        if signed:
            yield from signed
        elif not spoken and stretch.quotes:
            yield from self._orphans(stretch, before)
        elif spoken and self.waiting:
            yield from self._continued(stretch)
        self.unspoken = None if spoken or signed else stretch
        self.waiting = self._left_open(stretch, spoken=spoken)

    # ---- quotations that a name signs

    def _signed(self, stretch: Stretch, before: Stretch | None) -> list[Quotation]:
        """The quotations of a stretch, or of the one before, that a name behind a dash signs."""
        who = signature(self.speech, stretch, before)
        voices = self.subjects.in_span(who) if who else []
        voice = next((v for v in voices if v.kind is VoiceKind.PERSON), None)
        speaker = self.speakers.resolve(voice, self._lately(stretch)) if voice else None
        held = stretch if stretch.quotes else before
        if not speaker or not held or (held is before and self.unspoken is not before):
            return []
        passage = Span(held.span.start, stretch.span.end)
        said = [q for q in held.quotes if self.speech.is_sentence_quote(q)]
        return [self._quotation(quote, passage, speaker, _SIGNED) for quote in said]

    # ---- quotations that a paragraph leaves open, and the next one ends

    def _left_open(self, stretch: Stretch, *, spoken: bool) -> list[tuple[Stretch, Quote]]:
        """The open quotation that ends a stretch without a speaker, behind those before it."""
        last = stretch.quotes[-1] if stretch.quotes else None
        if spoken or not last or not last.is_open or self.last.paragraph == stretch.paragraph:
            return []
        return [*self.waiting, (stretch, last)]

    def _continued(self, stretch: Stretch) -> Iterator[Quotation]:
        """Open quotations before a stretch that begins with their end and tells who speaks."""
        first = stretch.quotes[0] if stretch.quotes else None
        if not first or first.span.start != stretch.span.start or not self.last.speaker:
            return
        for earlier, quote in self.waiting:
            if self.speech.is_sentence_quote(quote):
                yield self._quotation(quote, earlier.span, self.last.speaker, self.last.cue)

    def _item(
        self, stretch: Stretch, attribution: Attribution, contents: Sequence[Span]
    ) -> Iterator[Quotation | Abstention]:
        cue, voice = attribution.cue, attribution.voice
        reason = cue.not_said
        speaker = None if reason else self._speaker(stretch, voice)
        if speaker is None:
            if voice.kind is VoiceKind.UNNAMED and not reason:
                self.last = Last(paragraph=stretch.paragraph, end=stretch.span.end, unnamed=True)
            yield Abstention(stretch.span, reason or "who speaks cannot be told", "statement/cue")
            return
        content, form = self.rendering.formed(stretch, attribution)
        if content is None:
            return
        if cue.thought and form is Form.INDIRECT and not self._speaks(speaker, stretch):
            yield Abstention(stretch.span, _THOUGHT, "statement/cue")
            return
        words = " ".join(self.speech.masked[cue.span.start : cue.span.end].split())
        chain = self.chains.chain(stretch, contents, speaker.name)
        chain = tuple(name for name in chain if name != speaker.name)
        relay = self.chains.relay(stretch)
        if relay:
            self.relays[speaker] = relay
        if cue.kind is not CueKind.NOMINAL and voice.kind is not VoiceKind.MEDIUM:
            self.last = Last(speaker, words, stretch.paragraph, chain, stretch.span.end)
        yield Quotation(
            speaker=speaker,
            content=content,
            passage=stretch.span,
            cue=words,
            form=form,
            rule=f"statement/{attribution.frame}",
            polarity=Polarity.DENIED
            if attribution.denied and not cue.negated
            else Polarity.AFFIRMED,
            modality=Modality.HEDGED if cue.hedged or cue.negated else Modality.ASSERTED,
            when=self.rendering.when(stretch, cue, contents),
            chain=chain,
            about=self.rendering.about(content),
        )

    def _speaker(self, stretch: Stretch, voice: Voice) -> Entity | None:
        if voice.kind is VoiceKind.MEDIUM:
            return self.chains.outlet(voice.span)
        found = self.speakers.resolve(voice, self._lately(stretch))
        return found or nameless(self.document, voice)

    def _speaks(self, speaker: Entity, stretch: Stretch) -> bool:
        """Whether somebody's words were just told, so that what "she believed" is of them."""
        return self.last.speaker == speaker and stretch.paragraph - self.last.paragraph <= 1

    def _lately(self, stretch: Stretch) -> Last:
        """Who spoke last, unless it is more than two paragraphs ago."""
        return self.last if stretch.paragraph - self.last.paragraph <= _REACH else Last()

    # ---- quotations without a cue

    def _orphans(self, stretch: Stretch, before: Stretch | None) -> Iterator[Quotation]:
        """Quotations whose speaker the words before tell."""
        speaker, cue = self._implied(stretch, before)
        if not speaker:
            return
        for quote in stretch.quotes:
            if not self._is_said(quote, stretch):
                continue
            self.last = replace(
                self.last,
                speaker=speaker,
                cue=cue,
                paragraph=stretch.paragraph,
                end=stretch.span.end,
            )
            yield self._quotation(quote, self._joined(stretch, before), speaker, cue)

    def _quotation(self, quote: Quote, passage: Span, speaker: Entity, cue: str) -> Quotation:
        return Quotation(
            speaker=speaker,
            content=trimmed(quote, self.speech.text),
            passage=passage,
            cue=cue,
            form=Form.DIRECT,
            rule="statement/continued",
            chain=self.last.chain,
            about=self.rendering.about(quote.inner),
        )

    def _is_said(self, quote: Quote, stretch: Stretch) -> bool:
        return (
            self.speech.is_sentence_quote(quote)
            and self.speech.begins_clause(quote)
            and (
                stretch.is_quote(self.speech.text)
                or self.speech.masked[: quote.span.start].rstrip().endswith(":")
            )
        )

    def _implied(self, stretch: Stretch, before: Stretch | None) -> tuple[Entity | None, str]:
        colon = re.search(
            rf":\s*[{MASK}]", self.speech.masked[stretch.span.start : stretch.span.end]
        )
        if colon:
            voices = self.subjects.in_span(
                Span(stretch.span.start, stretch.span.start + colon.start() + 1)
            )
            at = len(self.speech.masked[: stretch.span.start + colon.start()].rstrip())
            named = next((v for v in voices if v.kind in _PERSONAL and v.span.end == at), None)
            last = self._lately(stretch)
            found = (named, first_voice(voices, self.speech.masked))
            known = (self.speakers.resolve(voice, last) for voice in found if voice)
            return next((speaker for speaker in known if speaker), None), ":"
        if not before or not stretch.is_quote(self.speech.text):
            return None, ""
        if self.last.speaker and self._follows(stretch, before):
            return self.last.speaker, self.last.cue
        if before.paragraph == stretch.paragraph:
            return self._only_person(before), _MARK
        return None, ""

    def _follows(self, stretch: Stretch, before: Stretch) -> bool:
        """Whether the stretch right before is the last speaker's."""
        if before.paragraph == stretch.paragraph == self.last.paragraph:
            return True
        return (
            self.last.paragraph == before.paragraph
            and stretch.paragraph - before.paragraph == 1
            and bool(before.quotes)
        )

    def _only_person(self, before: Stretch) -> Entity | None:
        """Who acts in the sentence before: "The minister was blunt."."""
        voices = [v for v in self.subjects.in_span(before.span) if v.kind in _PERSONAL]
        voice = first_voice(voices, self.speech.masked)
        return self.speakers.resolve(voice, self._lately(before)) if voice else None

    def _joined(self, stretch: Stretch, before: Stretch | None) -> Span:
        if before and before.paragraph == stretch.paragraph:
            return Span(before.span.start, stretch.span.end)
        return stretch.span


_REACH = 2
_PERSONAL = (VoiceKind.PERSON, VoiceKind.ROLE, VoiceKind.PRONOUN)
