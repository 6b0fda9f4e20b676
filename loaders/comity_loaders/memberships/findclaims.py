"""What a found wording claims: whose status in what body, since when, and how it is meant.

The wordings are in `words/membership.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from comity.model import Abstention, Claim, Entity, Kind, Modality, Polarity, Predicate
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.memberships.amongmany import among_many
from comity_loaders.memberships.continuations import continued, in_more_bodies
from comity_loaders.memberships.eventdates import dated, is_future, is_loose, when
from comity_loaders.memberships.finds import WORDS, Find, masked_with_standins
from comity_loaders.memberships.foundings import may_be_a_thing
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.homelands import is_homeland
from comity_loaders.memberships.lastbody import bodies_of
from comity_loaders.memberships.likebefore import beside, like
from comity_loaders.memberships.owndays import own_days
from comity_loaders.memberships.rosters import bodied, is_complete
from comity_loaders.memberships.signingdays import day_before
from comity_loaders.sentences import patterns
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.patterns import Pattern
from comity_loaders.sentences.stance import Stance, stance

_ABOUT_BODIES = {Predicate.ENTERED_INTO_FORCE, Predicate.ENLARGEMENT, Predicate.ORIGINATES_FROM}
_STATUSES = {
    Predicate.MEMBER,
    Predicate.OBSERVER,
    Predicate.CANDIDATE,
    Predicate.ASSOCIATE,
    Predicate.PARTNER,
}
_UNTIL = re.compile(r"[^,;.]{0,60}\b(?:until|till|before)\s+(?:\w+\s+){0,3}\d")
_FOR_SOME = re.compile(r"(?i)\W*for (?:the )?<S\d+>")
_FORMER = re.compile(
    r"(?i)\b(?:former|ex-?|once|prospective|would-be|future)"
    r"(?: (?:[\w-]+ ){0,2}(?:members|states|countries|republics|allies) of)? ?(?:the )?$"
)
_WHICH_BEFORE = re.compile(
    r"(?:<O\d+>|\b(?!bloc|group|organi[sz]ation|alliance|body|union|pact|club|treaty|convention"
    r"|(?:to|of|in|into|from|for|by|with)\b)"
    r"[\w'-]+)(?: \([A-Z]+\))?,? which (?:the )?$"
)
_CALLED_TREATY = re.compile(r"(?i)\b(?:treaty|pact|convention|agreement|accord|protocol)$")
_NEGATED = re.compile(r"\b(?:not|no longer|never|cannot)\b|n't")


def claims_of(found: Find, previous: Claim | None) -> Iterator[Claim | Abstention]:
    """What a found wording claims, or why it claims nothing.

    Args:
        found: the wording, with what stands in its places.
        previous: the last claim of the paragraph, which "followed in 1981" is like.
    """
    bodies = tuple(b for b in bodies_of(found) if b.key not in words("parts"))
    reason = _of_somebody(found) or _reason_against(found, bodies)
    if reason:
        yield Abstention(found.sentence.span, reason, _rule(found))
    elif found.pattern.predicate is Predicate.ROSTER:
        yield from _roster(found, bodies)
    elif found.pattern.predicate in _ABOUT_BODIES:
        yield from _of_body(found, bodies[0])
    else:
        pairs = dated(found, found.entities("s"), bodies)
        claims = [
            c
            for state, body, date in pairs
            for c in _claim(found, state, body, date or _signing_day(found, body))
        ]
        if "previous" in found.pattern.needs:
            claims = [c for claim in claims for c in like(previous, claim, found)]
        if "counted" in found.pattern.needs:
            claims = [c for claim in claims for c in among_many(claim, found)]
        if "founders" in found.pattern.needs:
            claims = [c for claim in claims for c in beside(previous, claim)]
        yield from claims
        yield from continued(found, claims)
        yield from in_more_bodies(found, claims)


def _signing_day(found: Find, body: Entity | None) -> FoundDate | None:
    """The day of a signature whose treaty the sentence leaves unsaid, by those before it."""
    unsaid = found.pattern.predicate is Predicate.SIGNED and found.pattern.body == "last"
    return day_before(found.sentence, body) if unsaid and body else None


def _reason_against(found: Find, bodies: tuple[Entity, ...]) -> str:
    pattern, subject = found.pattern, found.group("s")
    if _is_of_what_it_follows(found):
        return "what it is told of is no body that we know"
    if may_be_a_thing(found):
        return "what it is that was founded cannot be told: name it in the sentence"
    if not bodies:
        words = found.trigger.of(found.document.text)
        return (
            f"which body {words!r} is about cannot be told: name it in the sentence or just before"
        )
    if pattern.kind == "treaty" and not _are_treaties(found, bodies):
        return f"{bodies[0].name} is an organisation, and the words are those of a treaty"
    if pattern.kind == "org" and any(body.kind is Kind.TREATY for body in bodies):
        return f"{bodies[0].name} is a treaty, and the words are those of an organisation"
    if subject and len(subject.entities) + len(bodied(found)) < pattern.least and not _more(found):
        return f"one state alone does not make what {pattern.name!r} tells of several"
    if pattern.not_after and pattern.not_after.search(found.match["aux"]):
        return f"it is yet to come, by {found.match['aux'].strip()!r}"
    return ""


def _of_somebody(found: Find) -> str:
    """Why a find is of no state; empty of a roster: "its ministers from Chad and Mali"."""
    subject = found.group("s")
    is_roster = found.pattern.predicate is Predicate.ROSTER
    if subject and not is_roster and is_homeland(found.sentence, subject):
        return "it is told of somebody from that state, and not of the state"
    return ""


def _are_treaties(found: Find, bodies: tuple[Entity, ...]) -> bool:
    """Whether bodies are treaties, or are called by the one that made them: "the Warsaw Pact"."""
    if all(body.kind is Kind.TREATY for body in bodies):
        return True
    named = found.group("b")
    called = [m.span.of(found.document.text) for m in named.mentions] if named else []
    return bool(called) and all(_CALLED_TREATY.search(name) for name in called)


def _is_of_what_it_follows(found: Find) -> bool:
    """Whether it is told of something else in a clause beside it: "the base, which Chad joined"."""
    unsaid = found.pattern.body == "last" and not found.group("b")
    return unsaid and bool(_WHICH_BEFORE.search(found.masked.text, 0, found.match.start()))


def _more(found: Find) -> bool:
    """Whether others are only counted behind the states: "by Peru together with six others"."""
    return bool(patterns.expression(WORDS, "counted_behind").match(found.rest))


def _claim(
    found: Find, subject: Entity | None, body: Entity | None, date: FoundDate | None
) -> Iterator[Claim]:
    """The claim, if what its pattern needs is there."""
    pattern, since = found.pattern, found.group("since")
    if since and since.date and since.date.kind is not DateKind.SINCE:
        return
    if date and date.kind is DateKind.SINCE and "founders" in pattern.needs:
        return  # "Chad, a member since 1960, left in 2001" tells what it was, and not what it did
    polarity, modality = _stance(found)
    if polarity is Polarity.DENIED and _UNTIL.match(_behind(found)):
        return  # "did not join until 2002" denies nothing
    day = None if is_loose(date, pattern.predicate) else when(date, modality)
    begun = since.date if since else date if date and _is_status(pattern, date) else None
    if begun and pattern.predicate not in _STATUSES:
        day, begun = begun.past, None  # "had been in it since 1993" tells when it came in
    future = day is not None and is_future(found, day)
    if "date" in pattern.needs and (day is None or ("past" in pattern.needs and future)):
        return
    if future and modality is Modality.ASSERTED:
        modality = Modality.PLANNED
    yield Claim(
        predicate=pattern.predicate,
        subject=subject,
        object=body,
        passage=passage(found.document, found.trigger),
        rule=_rule(found),
        when=None if pattern.tense or begun else day,
        since=begun.when if begun else None,
        place=_place(found),
        polarity=polarity,
        modality=modality,
    )


def _behind(found: Find) -> str:
    """The words of the sentence behind those that make the claim."""
    return found.document.text[found.trigger.end : found.sentence.span.end]


def _is_status(pattern: Pattern, date: FoundDate) -> bool:
    """Whether the date is the beginning of a status that lasts."""
    return pattern.predicate in _STATUSES and date.kind is DateKind.SINCE


def _stance(found: Find) -> Stance:
    pattern = found.pattern
    if "hedge" in pattern.needs:
        return Polarity.AFFIRMED, Modality.HEDGED
    polarity, modality = stance(found.sentence, found.trigger)
    if pattern.denies:
        return Polarity.DENIED, modality
    if pattern.presupposed:
        return Polarity.AFFIRMED, Modality.ASSERTED
    if pattern.plain:
        return polarity, Modality.ASSERTED if modality is Modality.HOPED else modality
    aux = found.match["aux"] or "" if "aux" in found.match.re.groupindex else ""
    if _NEGATED.search(aux):
        polarity = Polarity.DENIED
    if re.search(r"\bto\b", aux) and modality is Modality.ASSERTED:
        modality = Modality.PLANNED
    return Polarity.AFFIRMED if pattern.keeps_negation else polarity, modality


def _of_body(found: Find, body: Entity) -> Iterator[Claim]:
    """A claim about a body alone, or about a body and the older one that it comes from."""
    if found.pattern.predicate is Predicate.ENTERED_INTO_FORCE and _is_of_some(found):
        return
    hedges = patterns.expression(WORDS, "hedges")
    if "hedge" in found.pattern.needs and not hedges.search(found.masked.text):
        return
    date = dated(found, (body,), (body,))[0][2]
    for claim in _claim(found, body, None, date):
        origin = found.entities("b") if found.pattern.predicate is Predicate.ORIGINATES_FROM else ()
        yield replace(claim, object=origin[0] if origin else None)


def _is_of_some(found: Find) -> bool:
    """Whether a sentence tells of single states: "for Peru, the treaty came into force in 2021"."""
    return bool(_FOR_SOME.match(masked_with_standins(found.sentence).text))


def _place(found: Find) -> str | None:
    """Where a treaty was signed: the first capital or state in the words for the place."""
    if found.pattern.predicate is not Predicate.SIGNED:
        return None
    where = re.search(r"\b(?:in|at) (<[CS]\d+>|[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)", found.match[0])
    if not where:
        return None
    start = found.match.start()
    slots = found.masked.slots_in(start + where.start(1), start + where.end(1))
    return slots[0].mentions[0].span.of(found.document.text) if slots else where[1]


def _roster(found: Find, bodies: tuple[Entity, ...]) -> Iterator[Claim]:
    """A roster; complete where the wording closes the list and nothing stands behind it."""
    listed = found.group("s")
    if listed is None or len(bodies) != 1 or _is_former(found):
        return
    for claim in _claim(found, bodies[0], None, None):
        yield replace(claim, members=listed.entities, complete=is_complete(found, listed))
        for state, day in own_days(listed).items():
            joined = replace(claim, predicate=Predicate.JOINED, subject=state, object=bodies[0])
            yield replace(joined, when=day)


def _is_former(found: Find) -> bool:
    """Whether they were members once: "former Warsaw Pact members - Poland and Hungary -"."""
    body = found.group("b")
    before = found.document.text[: body.span.start] if body else ""
    return bool(_FORMER.search(before[-60:]))


def _rule(found: Find) -> str:
    return f"membership/{found.pattern.name}"
