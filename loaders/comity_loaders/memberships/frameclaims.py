"""The claims that the frames of a sentence make: with date, polarity and modality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.dates import When
from comity.model import Claim, Entity, Modality, Polarity, Predicate
from comity_loaders.dates.founddates import FoundDate
from comity_loaders.document import Sentence
from comity_loaders.memberships import clauses, company, framedates, nounevents, parties
from comity_loaders.memberships.bodyleftout import body_left_out
from comity_loaders.memberships.continuations import going_on
from comity_loaders.memberships.eventdates import is_after, is_loose, is_of_editor, when
from comity_loaders.memberships.everbefore import was_ever
from comity_loaders.memberships.finds import masked_with_standins
from comity_loaders.memberships.frames import told
from comity_loaders.memberships.lastbody import headed
from comity_loaders.memberships.marked import Marked
from comity_loaders.memberships.oneother import one_and_other
from comity_loaders.memberships.signingdays import day_in_brackets, signing_day
from comity_loaders.memberships.told import Told
from comity_loaders.names.mentions import Use
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked, Slot
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.stance import stance

_WORDS = "membership-frames.yaml"
_SIGNS = re.compile(r"\b(?:sign(?:s|ed)|ratif(?:ies|ied))\b")
_UNTIL = re.compile(r"[^,;.]{0,60}\b(?:until|till|before)\s+(?:\w+\s+){0,3}\d")
_OF_NEWS = re.compile(r"(?i)\b(?:last|this|ago|yesterday|today|(?:mon|tues|wednes|thurs|fri)day)\b")
_OF_OLD = re.compile(r"\b(?:[Ff]ormer|[Ee]x)[ -](?:[\w-]+ ){0,4}$")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_BE = {"is", "are", "was", "were", "be", "been", "'s", "'re"}
_AT_ONCE = re.compile(r"\b(?:with immediate effect|effective immediately|immediately|forthwith)\b")
_AS_DID = re.compile(
    r"(?:,? (?:as|and so|so) (?:did|had|has|were|was|have))(?: the)? (?P<s><S\d+>)"
    r"(?:,? (?P<d><D\d+>))?"
)


def frame_claims(sentence: Sentence) -> Iterator[tuple[Told, list[Claim]]]:
    """What each verb and noun of a sentence claims; none where the sentence has no parse."""
    if not sentence.document.parses or not patterns.has_cue(_WORDS, sentence.text):
        return
    masked = masked_with_standins(sentence)
    if not any(name[0] in "SN" for name in masked.slots) and not _SIGNS.search(sentence.text):
        return
    marked = Marked(sentence, masked)
    for found in told(marked):
        yield found, list(_claims(found))


def _claims(found: Told) -> Iterator[Claim]:
    unsaid = not found.bodies
    if found.is_noun and _is_of_anything(found):
        return
    body = body_left_out(found) if unsaid else None
    bodies = found.bodies or ((body,) if body else ())
    dated = framedates.dates(found)
    leans = unsaid and found.frame.unsaid == "dated"
    leans = leans and not (_is_clear(found, body) or was_ever(found))
    lacks = found.frame.needs_date or leans
    if not bodies or (lacks and not _is_dated(found, bodies[0], dated)):
        return
    if found.is_noun and not nounevents.happened(found, dated=_is_past(found, dated)):
        return
    if unsaid and found.frame.predicate is Predicate.LEFT and _of_person(found):
        return  # "Peru's president walked out" of a room
    if "joins" in found.frame.name and (_in_doing(found) or _was_in(found, bodies[0])):
        return
    present = found.word.tag_ in {"VBP", "VBZ"} and not dated
    if found.frame.predicate is Predicate.FOUNDED and present:
        return  # "Chad and Gabon form a union" tells who is in it
    claims = [
        c for state, b, date in _pairs(found, bodies, dated) for c in _claim(found, state, b, date)
    ]
    yield from claims
    yield from _in_more_bodies(found, claims)
    yield from _continued(found, claims, dated)


def _of_person(found: Told) -> bool:
    """Whether it is one who speaks for a state of whom it is told."""
    subject = clauses.subject(found.word) if found.frame.spoken else None
    return subject is not None and parties.is_speaker(subject)


def _is_of_anything(found: Told) -> bool:
    """Whether no body stands by what a people did: "the group took over upon Italian defeat"."""
    demonyms = all(m.use is Use.DEMONYM for m in found.states.mentions)
    near = (
        m.span.end > found.states.span.start - 5
        for m in found.marked.sentence.mentions
        if m.entity in found.bodies
    )
    return demonyms and not any(near)


def _is_dated(found: Told, body: Entity, dated: Sequence[tuple[FoundDate, Slot]]) -> bool:
    # Without the article's day, "in July last year" is a day all the same.
    text = found.marked.sentence.document.text
    joins = not found.bodies and found.frame.predicate is Predicate.JOINED
    own = any(d.past for _, d in found.states.own)
    told = own or any(d.past or (joins and _OF_NEWS.search(d.span.of(text))) for d, _ in dated)
    return told or signing_day(found, body) is not None or _is_late(found)


def _is_late(found: Told) -> bool:
    """Whether it "did not join until 1955", which tells when it did."""
    if framedates.until(found) is None:
        return False
    document, end = found.marked.sentence.document, found.marked.sentence.span.end
    denied = stance(found.marked.sentence, found.meant_at)[0] is Polarity.DENIED
    return denied and bool(_UNTIL.match(document.text[found.trigger.end : end]))


def _is_clear(found: Told, body: Entity | None) -> bool:
    """Whether the article is about a body, so that one needs no date to think of it."""
    sentence = found.marked.sentence
    if body is not None and found.noun and found.noun in body.name.lower().split():
        return True
    of_page = body is not None and body == headed(sentence.document)
    return of_page and not found.is_noun and not _YEAR.search(sentence.text)


def _is_past(found: Told, dated: Sequence[tuple[FoundDate, Slot]]) -> bool:
    return any(d.past and not _is_to_come(found, d.past) for d, _ in dated)


def _is_to_come(found: Told, date: When) -> bool:
    document = found.marked.sentence.document
    return is_after(document, date) and not is_of_editor(document, date, found.word)


def _in_doing(found: Told) -> bool:
    """Whether a body is joined in doing something: "in calling for", "in its call"."""
    after = found.marked.word(found.end + 1), found.marked.unit(found.end + 2)
    return after[0] == "in" and getattr(after[1], "tag_", "") in {"VBG", "PRP$"}


def _was_in(found: Told, body: Entity) -> bool:
    """Whether it is told as what they had left: "former members of the pact joined the bloc"."""
    text, start = found.marked.sentence.document.text, found.marked.sentence.span.start
    named = (m.span.start for m in found.marked.sentence.mentions if m.entity == body)
    return any(_OF_OLD.search(text, start, at) for at in named if at < found.trigger.start)


def _pairs(
    found: Told, bodies: Sequence[Entity], dated: Sequence[tuple[FoundDate, Slot]]
) -> list[tuple[Entity, Entity, FoundDate | None]]:
    states = found.states.entities
    dated = one_and_other(found) or dated
    own = {m.entity: date for m, date in found.states.own}
    if len(dated) > 1 and len(dated) == len(states) * len(bodies):
        pairs = [(s, b) for b in bodies for s in states]
        return [(s, b, d) for (s, b), (d, _) in zip(pairs, dated, strict=True)]
    if len(dated) > 1 and len(states) == len(bodies) == 1:
        return [(states[0], bodies[0], d) for d, _ in dated]  # "suspended in 1994 and 2003"
    date = dated[0][0] if len(dated) == 1 else None
    if len(own) > 1 and date in own.values():
        date = None  # that of the last of a list
    days = {b: None if dated else _day_of(found, b) for b in bodies}
    return [(s, b, own.get(s, date or days[b])) for b in bodies for s in states]


def _day_of(found: Told, body: Entity) -> FoundDate | None:
    return signing_day(found, body) or day_in_brackets(found, body)


def _claim(found: Told, state: Entity, body: Entity, date: FoundDate | None) -> Iterator[Claim]:
    sentence = found.marked.sentence
    polarity, modality = stance(sentence, found.meant_at)
    if found.is_noun:
        polarity, modality = Polarity.AFFIRMED, Modality.ASSERTED
    rest = sentence.document.text[found.trigger.end : sentence.span.end]
    if polarity is Polarity.DENIED and _UNTIL.match(rest):
        polarity, date = Polarity.AFFIRMED, framedates.until(found)
        if date is None:
            return  # "did not join until later" denies nothing
    if _is_under_way(found, rest) and modality is Modality.ASSERTED:
        modality = Modality.PLANNED
    day = None if is_loose(date, found.frame.predicate) else when(date, modality)
    if day and day.date.edtf.startswith("X"):
        return  # "on 10 October" of a year that the page told long before
    if day and _is_to_come(found, day) and modality is Modality.ASSERTED:
        modality = Modality.PLANNED
    yield Claim(
        predicate=found.frame.predicate,
        subject=state,
        object=body,
        passage=passage(sentence.document, found.trigger),
        rule=f"membership/{found.frame.name}",
        when=day,
        polarity=polarity,
        modality=modality,
    )


def _is_under_way(found: Told, rest: str) -> bool:
    """Whether it "was leaving" and had not left yet."""
    helpers = {c.lower_ for c in found.word.children if c.dep_ == "aux"}
    return found.word.tag_ == "VBG" and bool(helpers & _BE) and not _AT_ONCE.search(rest)


def _continued(
    found: Told, claims: Sequence[Claim], dated: Sequence[tuple[FoundDate, Slot]]
) -> Iterator[Claim]:
    """Further states with the verb left out: "…, Greece in 1981", "…, as did Chad"."""
    first = next((c for c in claims if c.is_asserted), None)
    if first is None:
        return
    masked = found.marked.masked
    at = _end(found, dated)
    if at is None:
        return
    founds = found.frame.predicate is Predicate.FOUNDED
    loose = found.frame.spoken or founds or bool(dated)
    for more in (company.behind(masked.text, at, loose=loose), _AS_DID.match(masked.text, at)):
        # One may join a body alongside those who are in it: then no date tells of both.
        apart = more and "alongside" in more[0] and not (dated or founds)
        slot = masked.slots[more["s"][1:-1]] if more and not apart else None
        own = _own_day(masked, more)
        for entity in slot.entities if slot else ():
            yield replace(first, subject=entity, when=own or first.when)
    yield from going_on(masked, at, claims)


def _own_day(masked: Masked, more: re.Match[str] | None) -> When | None:
    """The day of those who did the same: ", as did Chad the next year"."""
    told = more.groupdict().get("d") if more else None
    slot = masked.slots[told[1:-1]] if told else None
    return slot.date.past if slot and slot.date else None


def _in_more_bodies(found: Told, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Who became a member of further bodies: "the 20th member of one and the 27th of the other"."""
    masked, unit = found.marked.masked, found.marked.unit(found.end)
    ends = [masked.text.index(f"<{n}>") + len(n) + 2 for n, s in masked.slots.items() if s is unit]
    if found.frame.name != "becomes-member" or not ends:
        return
    more = patterns.expression("membership.yaml", "more_bodies").match(masked.text, ends[0])
    slot = masked.slot(more, "b") if more else None
    for entity in slot.entities if slot else ():
        yield from (replace(claim, object=entity) for claim in claims if claim.is_asserted)


def _end(found: Told, dated: Sequence[tuple[FoundDate, Slot]]) -> int | None:
    told = [slot for _, slot in dated if slot.span.start > found.trigger.start]
    unit, masked = found.marked.unit(found.end), found.marked.masked
    told = told[-1:] or [unit for unit in (unit, found.states) if isinstance(unit, Slot)]
    last = max(told, key=lambda slot: slot.span.start, default=None)
    names = [name for name, slot in masked.slots.items() if slot is last]
    return masked.text.index(f"<{names[0]}>") + len(names[0]) + 2 if names else None
