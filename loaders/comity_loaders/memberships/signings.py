"""The signing of agreements: by whom, where and when.

A verb of signing is found first; then the agreement that it has as object ("Peru and Chile signed
a pact"), as subject ("a pact that was signed in Lima by both") or behind "of" ("the signing of").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from comity.dates import When
from comity.model import Entity, Kind, Span
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.places import Place
from comity_loaders.meetings.setting import opening_place
from comity_loaders.meetings.tail import Tail, read_tail
from comity_loaders.memberships import signingwords as around
from comity_loaders.memberships.agreements import Agreement, agreements_in, parties_named, words
from comity_loaders.memberships.signingsetting import clause_before, date_around, seat
from comity_loaders.people.people import people_in
from comity_loaders.sentences.masking import Masked, mask


@dataclass(frozen=True, slots=True)
class Signing:
    """Words that tell of the signing of an agreement.

    Args:
        treaty: the agreement.
        actors: who signs, as far as they are states or organisations; empty where the words name
            none, or only people.
        verb: the place of the verb.
        place: where.
        when: when.
        is_given: whether it is taken for granted: "the treaty signed in Lima".
        is_denied: whether "no" agreement was signed.
    """

    treaty: Entity
    actors: tuple[Entity, ...]
    verb: Span
    place: Place | None
    when: When | None
    is_given: bool
    is_denied: bool


@dataclass(frozen=True, slots=True)
class _Link:
    """What ties an agreement to a verb: who signs, where to read on, whether it is presupposed."""

    agreement: Agreement
    actors: tuple[Entity, ...] = ()
    is_joint: bool = False
    start: int = 0
    is_given: bool = False


def signings(sentence: Sentence) -> Iterator[Signing]:
    """The signings that a sentence tells of, of two or more parties, for all it says."""
    masked = mask(sentence)
    if not _cue().search(masked.text):
        return
    agreements = agreements_in(sentence)
    taken = set[int]()
    for verb in sorted(_cue().finditer(masked.text), key=_comes_late):
        link = _link(sentence, masked, verb, agreements) if agreements else None
        if link and link.agreement.start not in taken and (link.is_joint or len(link.actors) > 1):
            taken.add(link.agreement.start)
            yield _signing(sentence, masked, verb, link)


def _comes_late(verb: re.Match[str]) -> bool:
    """Whether a verb says less than one of signing: "concluded in May and signed in June"."""
    return verb.group().startswith("conclu")


def _link(
    sentence: Sentence, masked: Masked, verb: re.Match[str], agreements: Sequence[Agreement]
) -> _Link | None:
    if around.OF.search(verb.group()) and not re.match(
        r" (?:the|an?|its|their) ", masked.text[verb.end() :]
    ):
        return _nominal(masked, verb, agreements)
    if verb.group() in {"sign", "signs"} and around.UNDER.search(masked.text[: verb.start()]):
        return None
    behind = next((a for a in agreements if a.start >= verb.end()), None)
    if behind and not verb.start() and around.OPENING.match(masked.text[: behind.start]):
        return _Link(behind, (), is_joint=True, start=verb.end(), is_given=True)
    if behind and around.LAW.match(masked.text, behind.end):
        return None
    if behind and around.OBJECT.match(masked.text[verb.end() : behind.start]):
        return _active(sentence, masked, verb, behind)
    before = next((a for a in reversed(agreements) if a.end <= verb.start()), None)
    return _passive(sentence, masked, verb, before) if before else None


def _active(
    sentence: Sentence, masked: Masked, verb: re.Match[str], agreement: Agreement
) -> _Link | None:
    """Of "Peru and Chile on Sunday signed the agreement", and "its signing of the agreement"."""
    clause = clause_before(masked, verb.start())
    start = verb.start() - len(clause)
    subject = clause if clause.strip() else around.DASHED.sub(" ", masked.text[: verb.start()])
    if re.search(r"\b(?:was|were|been|be|being)(?: \w+ly)? $", clause):
        return None
    by = around.AGENT.search(clause) if verb.group() == "signing" else None
    start += by.start() if by else 0
    actors = _actors(masked, start, verb.start())
    partner = around.WITH.match(masked.text, agreement.end)
    if partner and partner["who"].startswith("<"):
        actors += tuple(e for e in _actors(masked, *partner.span("who")) if e not in actors)
    pair = around.PAIR.search(clause)
    people = len(_people(sentence, masked, start, verb.start())) + bool(partner) + 2 * bool(pair)
    named = parties_named(sentence, agreement)
    bound = {*actors, *named}
    is_named = bool(named) and " with " in agreement.entity.name
    is_with = is_named or bool(partner and partner["who"].startswith("<"))
    is_many = people > 1 or len(bound) > 1 or is_with or bool(around.MANY.search(subject))
    is_joint = is_many or around.is_of_accession(masked.text, agreement.start, agreement.end)
    is_alone = len(actors) == 1 and agreement.entity.local and not agreement.is_told
    return _Link(
        agreement,
        actors if len(actors) > 1 or is_alone else (),
        is_joint or is_alone,
        agreement.end,
    )


def _passive(
    sentence: Sentence, masked: Masked, verb: re.Match[str], agreement: Agreement
) -> _Link | None:
    """Of "the accord, which was signed by both in 1995", and "the accord that Peru signed"."""
    between = around.ASIDE.sub("", masked.text[agreement.end : verb.start()])
    between = around.IT_WAS.sub(" was ", between)
    by_actor = around.BY_ACTOR.match(between)
    if by_actor:
        at = masked.text.rindex(by_actor["actors"], agreement.end, verb.start())
        actors = _actors(masked, at, at + len(by_actor["actors"]))
        return _Link(agreement, actors, len(actors) > 1, verb.end())
    link = around.LINK.match(between)
    if not link or len(between) > 160 or not _is_participle(verb, link, between):
        return None
    by = around.BY.match(masked.text, verb.end()) or around.BY.search(
        masked.text, verb.end(), verb.end() + 60
    )
    run = around.LIST.match(masked.text, by.end()) if by else None
    actors = _actors(masked, run.start(), run.end()) if run else ()
    next_to = by is not None and by.start() == verb.end()
    start = run.end() if run and next_to else verb.end()
    is_given = not link["aux"] or bool(link["rel"] and link["aux"] in ("was", "were"))
    many = _by_many(sentence, masked, verb)
    return _Link(agreement, actors if len(actors) > 1 else (), many, start, is_given)


def _is_participle(verb: re.Match[str], link: re.Match[str], between: str) -> bool:
    """Whether the verb is said of the agreement, and is not what somebody else did."""
    if link["aux"]:
        return True
    is_close = not link["rel"] and not re.search(r"[a-z]+ $", between.replace(" <", "<"))
    return is_close or (verb.group() != "concluded" and not link["rel"])


def _by_many(sentence: Sentence, masked: Masked, verb: re.Match[str]) -> bool:
    """Whether it is signed by nobody that is named, or by more than one."""
    clause = _ahead(masked, verb.end())
    party = around.PARTY.search(re.split(r",? and [a-z]+ed ", clause)[0])
    if not party:
        return True
    who = party["who"]
    at = verb.end() + party.start("who")
    end = at + len(who)
    listed = re.search(r"(?:>|[A-Z][\w'’-]*),? and (?:the )?(?:[a-z]+ )*(?:<|[A-Z])", who)
    return bool(listed or around.MANY.search(who) or len(_people(sentence, masked, at, end)) > 1)


def _nominal(masked: Masked, verb: re.Match[str], agreements: Sequence[Agreement]) -> _Link | None:
    """Of "the signing of an agreement between the two"."""
    agreement = next((a for a in agreements if a.start > verb.end()), None)
    if agreement is None or not re.match(
        r"(?: ceremony)? (?:of|for) (?:the |an? |its |their |two |three |several )?$",
        masked.text[verb.end() : agreement.start],
    ):
        return None
    by = around.BY.match(masked.text, agreement.end)
    run = around.LIST.match(masked.text, by.end()) if by else None
    actors = _actors(masked, run.start(), run.end()) if run else ()
    before = masked.text[: verb.start()]
    is_held = masked.text.startswith(" ceremony", verb.end()) and around.CEREMONY.search(before)
    granted = bool(is_held or around.TAKEN_FOR_GRANTED.search(before))
    granted = granted or _is_past_subject(masked, verb, agreement.end)
    end = run.end() if run else agreement.end
    return _Link(agreement, actors if len(actors) > 1 else (), granted, end, granted)


def _is_past_subject(masked: Masked, verb: re.Match[str], end: int) -> bool:
    """Whether what a signing did is told, so that it took place: "The signing of X calmed all"."""
    opens = around.OPENS_SUBJECT.search(masked.text[: verb.start()])
    return bool(opens and around.DID.match(masked.text, end))


def _signing(sentence: Sentence, masked: Masked, verb: re.Match[str], link: _Link) -> Signing:
    text = sentence.document.text
    agreement = link.agreement
    purpose = around.PURPOSE.match(masked.text, link.start)
    link_end = purpose.end() if purpose else link.start
    starts = (link_end, verb.end()) if verb.end() < agreement.start else (link_end,)
    tails = [read_tail(masked, sentence.document, start) for start in starts]
    behind = (t.date for t in tails if t.date and not _is_of_more(masked, t, verb, link))
    date = next(behind, None)
    if not date and not around.HAVING.search(masked.text[: verb.start()]):
        date = date_around(masked, verb, agreement)
    place = next((t.place for t in tails if t.place), None)
    at = None if place and date else seat(sentence, masked, verb)
    place = place or (at.place if at else opening_place(masked, text, verb.start()))
    date = date or (at.date if at else None)
    return Signing(
        treaty=agreement.entity,
        actors=link.actors,
        verb=masked.place(*verb.span()),
        place=place,
        when=date.past if date else None,
        is_given=link.is_given,
        is_denied=bool(re.search(r"\b[Nn]o $", masked.text[: agreement.start])),
    )


def _is_of_more(masked: Masked, tail: Tail, verb: re.Match[str], link: _Link) -> bool:
    """Whether a date behind belongs to what was done besides: "signed and ratified in 1990"."""
    other = around.BESIDES.search(masked.text, max(verb.end(), link.start), tail.end)
    return bool(other and tail.date and masked.place(*other.span()) < tail.date.span)


def _ahead(masked: Masked, start: int) -> str:
    return meetingstance.BOUNDARY.split(masked.text[start:])[0]


def _actors(masked: Masked, start: int, end: int) -> tuple[Entity, ...]:
    """The states and organisations in a stretch, which can sign."""
    slots = [s for s in masked.slots_in(start, end) if s.mark in "SB"]
    return tuple(dict.fromkeys(e for s in slots for e in s.entities if e.kind is not Kind.TREATY))


def _people(sentence: Sentence, masked: Masked, start: int, end: int) -> set[Entity]:
    if end <= start:
        return set()
    place = masked.place(start, end)
    return {m.entity for m in people_in(sentence.document).mentions if place.contains(m.span)}


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(
        rf"^Signed\b|\b(?:{'|'.join(words('signed'))}|signing|signature|conclusion)\b|{around.PRESENT}"
    )
