"""Claims by chance: a family of predicates a function; their places come from the article."""

from __future__ import annotations

from dataclasses import replace

from comity.dates import DateBasis, When
from comity.model import Claim, Entity, Modality, OfficeStatus, Polarity, Predicate, Span
from tests.synthetic.chance import Chance, maybe, several
from tests.synthetic.stock import (
    CONDITIONS,
    DATES,
    PLACES,
    TITLES,
    TOPICS,
    WORDS,
    Stock,
    when_of,
)

P = Predicate
RULE = "made-up/by-chance"
_MEMBERSHIP = (
    *(P.MEMBER, P.FOUNDED, P.SIGNED, P.RATIFIED, P.ACCEDED, P.JOINED, P.READMITTED, P.APPLIED),
    *(P.CANDIDATE, P.INVITED, P.OBSERVER, P.ASSOCIATE, P.PARTNER, P.NOTIFIED_WITHDRAWAL, P.LEFT),
    *(P.EXPELLED, P.MEMBERSHIP_SUSPENDED, P.COMMITMENTS_IN_FORCE, P.PARTICIPATION_SUSPENDED),
    *(P.NOT_PARTICIPATING, P.RESUMED),
)
_OFTEN = (*[P.JOINED] * 4, *[P.MEMBER] * 6, *[P.LEFT] * 3, *[P.SIGNED] * 2, P.READMITTED)
_POLARITIES = (*[Polarity.AFFIRMED] * 3, Polarity.DENIED)
_MODALITIES = (*[Modality.ASSERTED] * 12, *Modality)


def date(chance: Chance, one_in: int = 3) -> When | None:
    """A date, whole or partial, however it is known; or none."""
    edtf = maybe(chance, DATES, one_in)
    return when_of(edtf, chance.one_of([*DateBasis]), chance.one_of(WORDS))


def claim(chance: Chance, stock: Stock) -> Claim:
    """A claim of any family, in any manner."""
    made = chance.one_of(_FAMILIES)(chance, stock)
    return replace(made, polarity=chance.one_of(_POLARITIES), modality=chance.one_of(_MODALITIES))


def membership(chance: Chance, stock: Stock) -> Claim:
    made = _claim(
        chance.one_of(_MEMBERSHIP + _OFTEN), chance.one_of(stock.actors), _body(chance, stock)
    )
    return replace(
        made,
        when=date(chance),
        since=maybe(chance, [date(chance, 1000)], 6),
        until=maybe(chance, [date(chance, 1000)], 8),
        place=maybe(chance, PLACES, 2) if made.predicate is P.SIGNED else None,
    )


def roster(chance: Chance, stock: Stock) -> Claim:
    listed = tuple(several(chance, stock.actors[:8], 1, 4))
    made = _claim(P.ROSTER, _body(chance, stock))
    return replace(
        made, members=listed, complete=chance.one_of([True, True, False]), when=date(chance)
    )


def body(chance: Chance, stock: Stock) -> Claim:
    """Of a body as such: how many members, from what it comes, whether it grows or acts."""
    about = _body(chance, stock)
    return chance.one_of(
        [
            replace(_claim(P.MEMBER_COUNT, about), count=chance.count(1, 4), when=date(chance)),
            _claim(P.ORIGINATES_FROM, about, chance.one_of(stock.bodies)),
            replace(_claim(P.ENLARGEMENT, about), when=date(chance)),
            replace(_claim(P.INTERVENED, about), when=date(chance), place=maybe(chance, PLACES)),
            replace(_claim(P.ASSISTS_ON_CONDITION, about), text=maybe(chance, CONDITIONS, 5)),
            replace(_claim(P.ENTERED_INTO_FORCE, stock.treaties[0]), when=date(chance)),
        ]
    )


def founding(chance: Chance, stock: Stock) -> Claim:
    """What many do on one day: found, sign; and what a body goes back to."""
    who, treaty, body = chance.one_of(stock.actors), stock.treaties[0], stock.organisations[0]
    day = when_of(chance.one_of(DATES[:2]))
    return chance.one_of(
        [
            replace(_claim(P.SIGNED, who, treaty), when=day, place=maybe(chance, PLACES)),
            replace(_claim(P.FOUNDED, who, body), when=day),
            _claim(P.ORIGINATES_FROM, body, treaty),
        ]
    )


def office(chance: Chance, stock: Stock) -> Claim:
    where = chance.one_of((*stock.states, *stock.organisations, stock.organs[0][0]))
    made = _claim(P.HOLDS_OFFICE, chance.one_of(stock.people), where)
    return replace(
        made,
        text=chance.one_of(TITLES),
        status=chance.one_of([None, OfficeStatus.CURRENT, *OfficeStatus]),
        when=date(chance),
        since=maybe(chance, [date(chance, 1000)], 4),
        until=maybe(chance, [date(chance, 1000)], 8),
    )


def naming(chance: Chance, stock: Stock) -> Claim:
    person = chance.one_of(stock.people)
    called = chance.one_of([person.name, person.name.split()[-1], "the head of the union"])
    return replace(_claim(P.NAMED, person), text=called)


def meeting(chance: Chance, stock: Stock) -> Claim:
    place, about = maybe(chance, PLACES), chance.one_of(stock.meetings)
    who = chance.one_of((*stock.actors, *stock.people))
    return chance.one_of(
        [
            replace(_claim(P.HELD, about, _body(chance, stock)), when=date(chance), place=place),
            _claim(P.HELD, about),
            _claim(P.ATTENDED, who, about),
            _claim(P.ABSENT, who, about),
            replace(_claim(P.ON_AGENDA, about), text=chance.one_of(TOPICS)),
        ]
    )


def request(chance: Chance, stock: Stock) -> Claim:
    asked = maybe(chance, (*stock.bodies, stock.states[0]), 3)
    made = _claim(P.REQUESTED_ASSISTANCE, chance.one_of(stock.actors), asked)
    return replace(made, text=maybe(chance, TOPICS), when=date(chance))


def proposition(chance: Chance, stock: Stock) -> Claim:
    about = maybe(chance, (*stock.known, *stock.people), 3)
    return _claim(P.PROPOSITION, about)


def _body(chance: Chance, stock: Stock) -> Entity:
    """A body; now and then an organ of one, or one that only the article knows."""
    if chance.count(1, 8) == 8:
        return chance.one_of((stock.organs[0][0], stock.others[-1]))
    return chance.one_of(stock.bodies)


def _claim(predicate: Predicate, subject: Entity | None, of: Entity | None = None) -> Claim:
    return Claim(
        predicate=predicate,
        subject=subject,
        object=of,
        passage=Span(0, 1),
        rule=RULE,
    )


_FAMILIES = (
    *[membership] * 6,
    *[meeting] * 3,
    *[office] * 2,
    *[body] * 3,
    *[founding] * 3,
    *[roster] * 2,
    naming,
    request,
    proposition,
)
