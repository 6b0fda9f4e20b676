"""What a world is made of: whom and what articles speak of, the dates they give, their words."""

from __future__ import annotations

from dataclasses import dataclass

from comity.dates import DateBasis, PartialDate, When
from comity.model import Entity, Kind, local_entity

SPAN = ("1992-05-15", "1992-05", "1992", "199X", "1993-01-01", "1993", "2004-05-01", "2004")
DATES = (*SPAN, "2019-11-28", "2019-11", "19XX", "XXXX-11-28", "XXXX-11", "0987", "XXXX-02-29")
PUBLISHED = ("1993-01-01", "2004-05-01", "2019-11-28", "2019-12-02", "2020-12", "XXXX-12-02")
WORDS = ("", "on Wednesday", "in May", "on 15\u00a0May")
OUTLETS = ("The Example", "Alpine Post", "alpine post", "Вестник", "Wire 𝔖ervice")
RELAYS = ("a news agency", "TV Example", "The Example", "Вестник")
PLACES = ("Oslo", "Rīga", "Riga", "São Tomé")
TOPICS = ("the Zolta pipeline", "ZOLTA", "fishing quotas", "Straße 🐟 fishing", "İzmir e\u0301")
CONDITIONS = ("at the request of a member", "if all agree", "if its ﬁsh are in danger")
TITLES = ("president", "secretary general", "chief", "spokesperson", "foreign minister")
CUES = ("said", "denied that", "did not rule out that", "has\u00a0said")
SENTENCES = (
    "Help, including money for harvests, is given when a member of the union asks for it first",
    "When a member of the union asks, help is given, including money for harvests in bad years",
    "The quotas for cod and herring stay as the fisheries ministers set them in the last spring",
    "The quotas for cod and herring do not stay as the fisheries ministers set them last spring",
    "Nothing\r\nhas changed since the fishing treaty of 1992 👩\u200d🚀 and nobody expects it to",
    "We have 7 ships, e\u0301lan\u00a0and Zolta",
    "Ŵe\u200bare “not” leaving𝔰",
)


@dataclass(frozen=True)
class Stock:
    """Whom and what a world's articles speak of.

    Args:
        states: states, and a territory.
        organisations: organisations of the reference.
        treaties: treaties of the reference.
        organs: each with the organisation that it is part of.
        people: people whom articles name, some only by a part of their name.
        others: groups and bodies known within one article only.
        meetings: meetings, known within one article only.
    """

    states: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    treaties: tuple[Entity, ...]
    organs: tuple[tuple[Entity, Entity], ...]
    people: tuple[Entity, ...]
    others: tuple[Entity, ...]
    meetings: tuple[Entity, ...]

    @property
    def bodies(self) -> tuple[Entity, ...]:
        return self.organisations + self.treaties

    @property
    def actors(self) -> tuple[Entity, ...]:
        """Whoever can be a member: organisations too."""
        return self.states + self.organisations[-1:]

    @property
    def speakers(self) -> tuple[Entity, ...]:
        """Whoever can say something; the unnamed and groups too."""
        organs = tuple(organ for organ, _ in self.organs)
        return self.people + self.others + organs[:1] + self.states[:1]

    @property
    def known(self) -> tuple[Entity, ...]:
        """What the reference describes."""
        return self.states + self.bodies + tuple(organ for organ, _ in self.organs)


_LAKES = Entity(Kind.ORGANISATION, "org/lakes-union", "Lakes Union")
_LEAGUE = Entity(Kind.ORGANISATION, "org/coast-league", "Coast League")
SMALL = Stock(
    states=(
        Entity(Kind.STATE, "state/fin", "Finland"),
        Entity(Kind.STATE, "state/ken", "Kenya"),
        Entity(Kind.STATE, "state/prt", "Portugal"),
        Entity(Kind.TERRITORY, "territory/faroe-islands", "Faroe Islands"),
    ),
    organisations=(_LAKES, _LEAGUE),
    treaties=(Entity(Kind.TREATY, "treaty/harbour-treaty", "Harbour Treaty"),),
    organs=(
        (Entity(Kind.ORGAN, "organ/lakes-council", "Council of the Lakes Union"), _LAKES),
        (Entity(Kind.ORGAN, "organ/coast-secretariat", "Secretariat of the League"), _LEAGUE),
    ),
    people=tuple(
        local_entity(Kind.PERSON, name)
        for name in ("Ásta Brandt", "Asta Brandt", "Jon Okoth", "J. Okoth", "the spokesperson")
    ),
    others=(
        local_entity(Kind.GROUP, "officials"),
        local_entity(Kind.ORGANISATION, "Fisherfolk’s Union"),
    ),
    meetings=(
        local_entity(Kind.MEETING, "summit"),
        local_entity(Kind.MEETING, "Lakes Union summit"),
    ),
)


def stock_of(size: int) -> Stock:
    """A stock that grows with a world, so that what it says spreads over more and more."""
    organisations = tuple(_entity(Kind.ORGANISATION, "Union", n) for n in range(size))
    organs = tuple((_entity(Kind.ORGAN, "Council", n), org) for n, org in enumerate(organisations))
    return Stock(
        states=tuple(_entity(Kind.STATE, "State", n) for n in range(2 * size)),
        organisations=organisations,
        treaties=tuple(_entity(Kind.TREATY, "Treaty", n) for n in range(size)),
        organs=organs,
        people=tuple(local_entity(Kind.PERSON, f"Jo {_letters(n)}") for n in range(2 * size)),
        others=SMALL.others,
        meetings=SMALL.meetings,
    )


def when_of(edtf: str | None, basis: DateBasis = DateBasis.STATED, words: str = "") -> When | None:
    return When(PartialDate(edtf), basis, words) if edtf else None


def _entity(kind: Kind, name: str, number: int) -> Entity:
    return Entity(kind, f"{kind}/{name.lower()}-{number}", f"{name} {_letters(number)}")


def _letters(number: int) -> str:
    """A name of its own for each number: Bab, Beb, …, Babeb, …"""
    syllables = [f"{c}{v}{d}" for c in "bdfgklmnprst" for v in "aeiou" for d in "klmnrst"]
    name, rest = "", number
    while True:
        rest, place = divmod(rest, len(syllables))
        name += syllables[place]
        if not rest:
            return name.capitalize()
