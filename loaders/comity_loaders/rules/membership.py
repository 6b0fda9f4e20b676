"""Who joined, left, founded, signed or belongs to what.

The wordings are in `words/membership.yaml`; this module finds them in masked sentences and works
out whose status in what body, on what date, and how it is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from comity.dates import DateBasis, When
from comity.model import Abstention, Claim, Entity, Kind, Modality, Polarity, Predicate, Span
from comity_loaders import patterns
from comity_loaders.datewords import DateKind, FoundDate
from comity_loaders.document import Document, Sentence
from comity_loaders.masking import Masked, Slot, mask, stretch
from comity_loaders.mentions import Mention
from comity_loaders.patterns import Pattern
from comity_loaders.stance import Stance, stance

WORDS = "membership.yaml"
_EVENT_KINDS = {DateKind.ON, DateKind.RANGE, DateKind.SINCE}
_FIRST_WORDS = re.compile(r"^(?:\W|\w+ ){0,4}$")
_BEFORE_DATE = re.compile(
    r"^[\"')]*,?(?: (?:it|them|together|again|formally|officially|only|early|late|later|shortly|"
    r"along|alongside|with|as|at|the|a|an|its|their|full|founding|members?|summit|ceremony|former|"
    r"in|and|by|of|treaty|pact|alliance|bloc|[\w'-]+|<[SBCON]\d+>)){0,7},? ?$"
)


@dataclass(frozen=True, slots=True)
class Find:
    """One match of a pattern in a sentence."""

    sentence: Sentence
    masked: Masked
    pattern: Pattern
    match: re.Match[str]

    def group(self, name: str) -> Slot | None:
        """The slot in this group."""
        return self.masked.slot(self.match, name)

    @property
    def trigger(self) -> Span:
        """The place of the words that claim it, auxiliaries left out."""
        return self.masked.place(*(stretch(self.match, "t") or self.match.span()))


def find(document: Document) -> Iterator[Claim | Abstention]:
    """The claims of membership in a document, and the places where one was left out."""
    previous: Claim | None = None
    for sentence in document.sentences:
        masked = mask(sentence)
        finds = [
            Find(sentence, masked, pattern, match)
            for pattern in patterns.load(WORDS)
            for match in pattern.regex.finditer(masked.text)
        ]
        if previous and not _same_paragraph(document, previous.passage, sentence):
            previous = None
        for finding in (f for match in _best(finds) for f in _claims(match, previous)):
            yield finding
            previous = finding if isinstance(finding, Claim) else previous


def _same_paragraph(document: Document, passage: Span, sentence: Sentence) -> bool:
    return document.paragraphs[sentence.paragraph].contains(passage)


def _best(finds: Iterable[Find]) -> list[Find]:
    """Of matches of one predicate that share their claiming words, the first pattern's."""
    kept: list[Find] = []
    for found in finds:
        if not any(
            other.pattern.predicate == found.pattern.predicate
            and other.trigger.overlaps(found.trigger)
            for other in kept
        ):
            kept.append(found)
    return kept


def _claims(found: Find, previous: Claim | None) -> Iterator[Claim | Abstention]:
    subject, body = found.group("s"), _body(found)
    reason = _reason_against(found, subject, body)
    if reason:
        yield Abstention(found.sentence.span, reason, _rule(found))
        return
    claim = _claim(found, body)
    if claim and "previous" in found.pattern.needs:
        claim = _like(previous, claim)
    if claim is None:
        return
    if found.pattern.predicate is Predicate.ROSTER and subject:
        yield _roster(found, claim, subject)
    elif found.pattern.predicate in _ABOUT_BODIES:
        yield replace(claim, subject=body, object=_origin(found))
    elif subject:
        yield from (replace(claim, subject=state) for state in subject.entities)
        yield from _continued(found, claim)


def _like(previous: Claim | None, claim: Claim) -> Claim | None:
    """The claim that "Greece followed in 1981" makes, by the sentence before it."""
    if previous is None or previous.when is None or not previous.is_asserted:
        return None
    return replace(claim, predicate=previous.predicate, object=previous.object)


_ABOUT_BODIES = {Predicate.ENTERED_INTO_FORCE, Predicate.ENLARGEMENT, Predicate.ORIGINATES_FROM}


def _reason_against(found: Find, subject: Slot | None, body: Entity | None) -> str:
    pattern = found.pattern
    if body is None:
        return f"which body it is about cannot be told ({pattern.name})"
    if pattern.kind == "treaty" and body.kind is not Kind.TREATY:
        return f"{body.name} is no treaty ({pattern.name})"
    if subject and len(subject.entities) < pattern.least:
        return f"the list is too short ({pattern.name})"
    if pattern.not_after and pattern.not_after.search(found.match["aux"]):
        return f"said to be, or to come ({pattern.name})"
    return ""


def _body(found: Find) -> Entity | None:
    """The body named in the match; for a pattern without one, the last named before it."""
    if found.pattern.predicate is Predicate.ORIGINATES_FROM:
        slot = found.group("s")
        return slot.entities[0] if slot and len(slot.entities) == 1 else None
    if found.pattern.body == "last":
        return _last_body(found)
    slot = found.group("b")
    if slot:
        return slot.entities[0] if len(slot.entities) == 1 else None
    return _body_of_organ(found)


def _body_of_organ(found: Find) -> Entity | None:
    organ = found.group("o")
    gazetteer = found.sentence.document.gazetteer
    key = gazetteer.entry(organ.entities[0]).organ_of if organ else ""
    return gazetteer.entries[key].entity if key in gazetteer.entries else None


def _origin(found: Find) -> Entity | None:
    if found.pattern.predicate is not Predicate.ORIGINATES_FROM:
        return None
    slot = found.group("b")
    return slot.entities[0] if slot and slot.entities else None


def _last_body(found: Find) -> Entity | None:
    """The last body named before the match, near it or if it is what the article is about."""
    document, sentence = found.sentence.document, found.sentence
    start = found.masked.place(*found.match.span()).start
    named = [m for m in document.mentions if _is_body(m) and m.span.end <= start]
    if found.pattern.kind == "treaty":
        named = [m for m in named if m.entity and m.entity.kind is Kind.TREATY]
    if not named:
        return None
    last = named[-1]
    opening = document.sentences[max(document.sentences.index(sentence) - 2, 0)]
    near = last.span.start >= max(opening.span.start, document.paragraphs[sentence.paragraph].start)
    return last.entity if near or last.entity == _topic(document) else None


def _topic(document: Document) -> Entity | None:
    """The body that an article names most; None where two are named as often."""
    counts = Counter(m.entity for m in document.mentions if _is_body(m)).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def _is_body(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind in (Kind.ORGANISATION, Kind.TREATY)


def _claim(found: Find, body: Entity | None) -> Claim | None:
    """The claim without its subject; None where what the pattern needs is not there."""
    pattern = found.pattern
    since = found.group("since")
    if since and since.date and since.date.kind is not DateKind.SINCE:
        return None
    polarity, modality = _stance(found)
    date = _date(found)
    when = _when(date, modality)
    if "date" in pattern.needs and (
        when is None or ("past" in pattern.needs and _is_future(found, when))
    ):
        return None
    if "hedge" in pattern.needs:
        if not patterns.expression(WORDS, "hedges").search(found.masked.text):
            return None
        polarity, modality = Polarity.AFFIRMED, Modality.HEDGED
    if when and _is_future(found, when) and modality is Modality.ASSERTED:
        modality = Modality.PLANNED
    return Claim(
        predicate=pattern.predicate,
        subject=None,
        object=body,
        passage=_passage(found),
        rule=_rule(found),
        when=None if pattern.tense or since else when,
        since=since.date.when if since and since.date else None,
        place=_place(found),
        polarity=polarity,
        modality=modality,
    )


def _stance(found: Find) -> Stance:
    pattern = found.pattern
    if pattern.plain:
        return Polarity.AFFIRMED, Modality.ASSERTED
    polarity, modality = stance(found.sentence, found.trigger)
    aux = found.match["aux"] if "aux" in found.match.re.groupindex else ""
    if re.search(r"\b(?:not|no longer|never|cannot)\b|n't", aux or ""):
        polarity = Polarity.DENIED
    if re.search(r"\bto\b", aux or "") and modality is Modality.ASSERTED:
        modality = Modality.PLANNED
    if pattern.keeps_negation:
        polarity = Polarity.AFFIRMED
    return polarity, modality


def _passage(found: Find) -> Span:
    """The sentence; of a sentence partly quoted, the part on the match's side of the mark."""
    sentence, trigger = found.sentence.span, found.trigger
    quote = found.sentence.document.quote_around(trigger)
    if quote is None:
        return sentence
    start, end = max(sentence.start, quote.inner.start), min(sentence.end, quote.inner.end)
    return Span(start, end) if start < end else sentence


def _date(found: Find) -> FoundDate | None:
    """The date that belongs to the match: inside it, right behind it, or opening the sentence."""
    masked, match = found.masked, found.match
    inside = [s.date for s in masked.slots_in(*match.span()) if s.date]
    for slot in masked.slots_in(match.end(), len(masked.text)):
        if slot.date:
            between = masked.text[match.end() : masked.text.index(_mark(masked, slot), match.end())]
            if _BEFORE_DATE.match(between) and slot.date.kind in _EVENT_KINDS:
                return slot.date
            break
    inside = [d for d in inside if d.kind in _EVENT_KINDS]
    if inside:
        return inside[-1]
    first = next((s for s in masked.slots.values() if s.date), None)
    if (
        first
        and first.date
        and _FIRST_WORDS.match(masked.text[: masked.text.index(_mark(masked, first))])
    ):
        return first.date if first.date.kind in _EVENT_KINDS else None
    return None


def _mark(masked: Masked, slot: Slot) -> str:
    return next(f"<{name}>" for name, other in masked.slots.items() if other is slot)


def _when(date: FoundDate | None, modality: Modality) -> When | None:
    if date is None:
        return None
    return date.future if modality is not Modality.ASSERTED else date.past


def _is_future(found: Find, when: When) -> bool:
    published = found.sentence.document.article.published
    if published is None or published.date.latest is None or when.date.earliest is None:
        return False
    return when.basis is not DateBasis.EXTERNAL and when.date.earliest > published.date.latest


def _place(found: Find) -> str | None:
    """Where a treaty was signed: the first capital or state in the words for the place."""
    if found.pattern.predicate is not Predicate.SIGNED:
        return None
    text = found.sentence.document.text
    where = re.search(r"\b(?:in|at) (<[CS]\d+>|[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)", found.match[0])
    if not where:
        return None
    slots = found.masked.slots_in(
        found.match.start() + where.start(1), found.match.start() + where.end(1)
    )
    return slots[0].mentions[0].span.of(text) if slots else where[1]


def _roster(found: Find, claim: Claim, listed: Slot) -> Claim:
    """A roster; complete where the wording closes the list and nothing stands behind it."""
    rest = found.masked.text[found.match.end("s") :]
    is_open = patterns.expression(WORDS, "open_ends").search(rest)
    return replace(
        claim,
        subject=claim.object,
        object=None,
        members=listed.entities,
        complete=found.pattern.complete and not is_open and all(m.entity for m in listed.mentions),
        when=None,
    )


def _continued(found: Find, claim: Claim) -> Iterator[Claim]:
    """Further states with dates of their own, the verb left out."""
    if claim.when is None or not claim.is_asserted:
        return
    at = (
        found.masked.text.index(">", found.match.end() - 1) + 1
        if ">" in found.masked.text[found.match.end() - 1 :]
        else found.match.end()
    )
    while match := patterns.expression(WORDS, "continuation").match(found.masked.text, at):
        states, date = found.masked.slot(match, "s"), found.masked.slot(match, "d")
        if states and date and date.date and date.date.when:
            yield from (
                replace(claim, subject=state, when=date.date.when) for state in states.entities
            )
        at = match.end()


def _rule(found: Find) -> str:
    return f"membership/{found.pattern.name}"
