"""Articles about an invented world, and what a reader finds in them: no language model needed.

They look to the store, the rules of fusion and the shapes as real ones do: dated events, lists of
members, denials, offices, quotations with their chain, meetings. One in twenty-five dates is wrong.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from bench.world import DAYS, FIRST_DAY, OUTLETS, TITLE, World
from comity.dates import DateBasis, PartialDate, When
from comity.model import (
    Article,
    Claim,
    Entity,
    Form,
    Kind,
    OfficeStatus,
    Polarity,
    Predicate,
    Quotation,
    Reading,
    Span,
    local_entity,
)

_TOPICS = (
    "trade",
    "fisheries",
    "grain",
    "customs",
    "tariffs",
    "visas",
    "pipelines",
    "satellites",
    "railways",
    "ports",
    "vaccines",
    "forests",
    "rivers",
    "debt",
    "prices",
    "wages",
    "migration",
    "borders",
    "elections",
    "prisons",
    "energy",
    "water",
    "roads",
    "schools",
    "standards",
    "courts",
    "patents",
    "shipping",
    "tourism",
    "mining",
)
_PLACES = ("Bern", "Vienna", "Nairobi", "Lima", "Hanoi", "Oslo", "Accra", "Doha")
_WRONG = 0.04


@dataclass
class _Page:
    """One article in the making."""

    lot: Random
    day: dt.date
    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    def say(self, words: str) -> Span:
        """Add a sentence, and give its place."""
        span = Span(len(self.text), len(self.text) + len(words))
        self.text += f"{words}\n"
        self.sentences.append(span)
        return span

    def claim(self, predicate: Predicate, subject: Entity, words: str, **details: object) -> None:
        """Add a sentence and the claim that it makes."""
        passage = self.say(words)
        rule = f"bench/{predicate}"
        self.claims.append(
            Claim(predicate=predicate, subject=subject, passage=passage, rule=rule, **details)  # type: ignore[arg-type]  # a claim's own fields
        )


def reading(world: World, seed: int, number: int) -> Reading:
    """The article of this number, and what it says; the same each time."""
    lot = Random(f"{seed} {number}")
    page = _Page(lot, FIRST_DAY + dt.timedelta(days=lot.randrange(DAYS)))
    bodies = lot.choices(world.bodies, world.weights, k=2)
    title = page.say(f"{bodies[0].name} in the news, {page.day.isoformat()}")
    for body in dict.fromkeys(bodies):
        _memberships(page, world, body)
        _rosters(page, world, body)
        _head(page, world, body)
    _meeting(page, world, bodies[0])
    article = Article(
        page.text,
        f"{number:06d}",
        published=When(PartialDate.of_day(page.day), DateBasis.METADATA),
        outlet=lot.choice(OUTLETS),
        title=title,
    )
    claims = tuple(sorted(page.claims, key=lambda c: (c.passage, c.predicate)))
    return Reading(article, tuple(page.sentences), tuple(page.quotations), claims, reader="bench 1")


def _memberships(page: _Page, world: World, body: Entity) -> None:
    for state, stay in page.lot.sample([*world.members[body].items()], 4):
        year = stay.start + (page.lot.random() < _WRONG)
        if year <= page.day.year:
            _event(page, Predicate.JOINED, state, body, year)
        if stay.end and stay.end <= page.day.year:
            _event(page, Predicate.LEFT, state, body, stay.end)
        elif stay.holds_in(page.day.year):
            words = f"{state.name} is a member of {body.name}."
            page.claim(Predicate.MEMBER, state, words, object=body)
    outside = page.lot.choice(world.states)
    if outside not in world.members[body]:
        words = f"{outside.name} is not a member of {body.name}."
        page.claim(Predicate.MEMBER, outside, words, object=body, polarity=Polarity.DENIED)


def _event(page: _Page, predicate: Predicate, state: Entity, body: Entity, year: int) -> None:
    when = When(PartialDate.of(year), words=f"in {year}")
    words = f"{state.name} {predicate} {body.name} in {year}."
    page.claim(predicate, state, words, object=body, when=when)


def _rosters(page: _Page, world: World, body: Entity) -> None:
    members = world.members_in(body, page.day.year)
    if len(members) < 2:
        return
    if page.lot.random() < 0.1:
        names = ", ".join(state.name for state in members)
        words = f"The members of {body.name} are {names}."
        page.claim(Predicate.ROSTER, body, words, members=tuple(members), complete=True)
    else:
        words = f"{body.name} has {len(members)} members."
        page.claim(Predicate.MEMBER_COUNT, body, words, count=len(members))


def _head(page: _Page, world: World, body: Entity) -> None:
    """Who heads the body, and what they say; now and then through another outlet."""
    lot, person = page.lot, local_entity(Kind.PERSON, world.head(body, page.day.year))
    words = f"{person.name} is the {TITLE} of {body.name}."
    status = OfficeStatus.CURRENT
    page.claim(Predicate.HOLDS_OFFICE, person, words, object=body, text=TITLE, status=status)
    page.claim(Predicate.NAMED, person, f"The head is {person.name}.", text=person.name)
    state = lot.choice(world.states)
    topics = ", ".join(lot.sample(_TOPICS, 6))
    said = f"{body.name} works with {state.name} on {topics} in {page.day.year}"
    passage = page.say(f"“{said}”, {person.name} said.")
    content = Span(passage.start + 1, passage.start + 1 + len(said))
    page.quotations.append(
        Quotation(
            speaker=person,
            content=content,
            passage=passage,
            cue="said",
            form=Form.DIRECT,
            rule="bench/said",
            chain=(lot.choice(OUTLETS),) if lot.random() < 0.2 else (),
            about=(body, state),
        )
    )
    denied = Claim(
        predicate=Predicate.PROPOSITION,
        subject=state,
        passage=content,
        rule="bench/proposition",
        said_in=content,
    )
    page.claims.append(denied)


def _meeting(page: _Page, world: World, body: Entity) -> None:
    lot, place = page.lot, page.lot.choice(_PLACES)
    meeting = local_entity(Kind.MEETING, f"{body.name} summit")
    when = When(PartialDate.of_day(page.day), DateBasis.RELATIVE, "on the day")
    words = f"The {meeting.name} took place in {place} on the day."
    page.claim(Predicate.HELD, meeting, words, object=body, when=when, place=place)
    for state in lot.sample([*world.members[body]], 3):
        words = f"{state.name} attended the {meeting.name}."
        page.claim(Predicate.ATTENDED, state, words, object=meeting)
    topic = f"{lot.choice(_TOPICS)} and {lot.choice(_TOPICS)}"
    words = f"On the agenda of the {meeting.name} is {topic}."
    page.claim(Predicate.ON_AGENDA, meeting, words, text=topic)
