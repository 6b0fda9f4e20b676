"""Meetings across articles, who attended, and what was on the agenda."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comity.fuse.clusters import Part, settle, unions
from comity.fuse.emit import Facts, Related, dates
from comity.fuse.memberships import ACTORS, BODIES
from comity.fuse.moments import Moment, best, compatible
from comity.fuse.records import ClaimRecord, Known, Sources, kind_of
from comity.fuse.topics import Topics
from comity.model import Kind, Modality, Polarity, Predicate, slug

_ABOUT_MEETINGS = (Predicate.HELD, Predicate.ATTENDED, Predicate.ABSENT, Predicate.ON_AGENDA)
_SPOKEN_OF = {Modality.ASSERTED, Modality.PLANNED}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, mentioned in one article or several.

    Args:
        key: its own.
        mentions: the local meetings that are this one.
        body: whose meeting it is: a body, an organ or a state; None where nothing says.
        when: its date.
        places: where it was, as the articles call it.
        claims: all that is claimed of it, in order.
    """

    key: str
    mentions: tuple[str, ...]
    body: str | None
    when: Moment | None
    places: tuple[str, ...]
    claims: tuple[ClaimRecord, ...]

    @property
    def took_place(self) -> bool:
        """Whether anybody says so: that it was held, or that somebody attended it."""
        return bool(self.support)

    @property
    def support(self) -> list[str]:
        """The claims that it took place."""
        held = {Predicate.HELD, Predicate.ATTENDED}
        return [c.key for c in self.claims if c.is_asserted and c.predicate in held]

    def of(self, *predicates: Predicate) -> list[ClaimRecord]:
        """Its claims with one of these predicates."""
        return [claim for claim in self.claims if claim.predicate in predicates]


def meetings(sources: Sources) -> list[Meeting]:
    """Every meeting spoken of, whether or not it took place, in the order of their keys."""
    groups = _same_meetings(_each(sources), sources)
    return sorted((_merged(*group) for group in groups.items()), key=lambda m: m.key)


def homes(sources: Sources) -> dict[str, str]:
    """Of each local meeting, whose it is: meetings of different ones are never the same."""
    return {
        mention: sources.root(meeting.body) if meeting.body else mention
        for meeting in _each(sources)
        for mention in meeting.mentions
    }


def meeting_of(claim: ClaimRecord) -> str | None:
    """The local meeting that a claim is about; None of any other claim."""
    if claim.predicate not in _ABOUT_MEETINGS:
        return None
    at = claim.predicate in {Predicate.ATTENDED, Predicate.ABSENT}
    mention = claim.object if at else claim.subject
    return mention if mention and kind_of(mention) is Kind.MEETING else None


def _each(sources: Sources) -> list[Meeting]:
    by_mention: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in sources.claims:
        if mention := meeting_of(claim):
            by_mention[mention].append(claim)
    return [_alone(mention, claims, sources) for mention, claims in sorted(by_mention.items())]


def add_meetings(found: Iterable[Meeting], facts: Facts) -> None:
    """Facts for the meetings that took place, for who came, and for their agendas."""
    topics = Topics.of(facts.sources)
    for meeting in found:
        if meeting.took_place:
            _add_meeting(meeting, facts)
            _add_attendances(meeting, facts)
        _add_agenda(meeting, topics, facts)


def disputed_agendas(found: Iterable[Meeting], sources: Sources) -> list[Related]:
    """A topic said to be on an agenda by one claim, and not to be by another."""
    topics = Topics.of(sources)
    by_body: dict[str, list[tuple[Meeting, ClaimRecord]]] = defaultdict(list)
    for meeting in found:
        for claim in meeting.of(Predicate.ON_AGENDA):
            if claim.text and claim.modality in _SPOKEN_OF:
                by_body[sources.root(meeting.body) if meeting.body else meeting.key].append(
                    (meeting, claim)
                )
    return [
        Related("agenda", frozenset(group), _agenda_note(body, sources), "conflict/agenda")
        for body, about in sorted(by_body.items())
        for group in _clashes(about, topics)
    ]


def _clashes(about: Sequence[tuple[Meeting, ClaimRecord]], topics: Topics) -> list[list[str]]:
    """Groups of claims that deny and affirm one topic; each pair of dates and topics once."""
    sides: dict[Polarity, dict[tuple[Moment | None, str], list[str]]] = {
        polarity: defaultdict(list) for polarity in Polarity
    }
    for meeting, claim in about:
        sides[claim.polarity][meeting.when, claim.text or ""].append(claim.key)
    pairs = [
        (key, no[0])
        for (one, denial), no in sides[Polarity.DENIED].items()
        for (other, topic), yes in sides[Polarity.AFFIRMED].items()
        if compatible(one, other) and topics.agree(denial, topic)
        for key in (*no, *yes)
    ]
    return unions(pairs, {key for pair in pairs for key in pair})


def _agenda_note(body: str, sources: Sources) -> str:
    whose = (
        "one meeting"
        if "/" in body and body.startswith("meeting/")
        else f"the {sources.short(body)}"
    )
    return f"This reads both as the same meeting of {whose}; no source says that it is."


def _alone(mention: str, claims: Sequence[ClaimRecord], sources: Sources) -> Meeting:
    """A meeting as one article knows it; planned ones too, so that they can be recognised."""
    held = [c for c in claims if c.predicate is Predicate.HELD and c.polarity is Polarity.AFFIRMED]
    bodies = {c.object for c in held if c.object} or _named_in(sources.label(mention), sources)
    when = {claim.when.edtf: claim.when for claim in held if claim.when}
    places = {slug(c.place): c.place for c in sorted(held, key=_by_place) if c.place}
    return Meeting(
        f"meeting/{mention}",
        (mention,),
        min(bodies) if len(bodies) == 1 else None,
        best(when.values()) if len(when) == 1 else None,
        tuple(places.values()),
        tuple(claims),
    )


def _by_place(claim: ClaimRecord) -> str:
    return claim.place or ""


def _named_in(label: str, sources: Sources) -> set[str]:
    """The bodies whose acronym stands in a meeting's name, as in "OSCE summit"."""
    bearers = _bearers(sources.known)
    words = label.replace("-", " ").split()
    return {body for word in words for body in bearers.get(word, ())}


@lru_cache(maxsize=2)
def _bearers(known: Known) -> dict[str, list[str]]:
    """The bodies of each acronym."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for key, names in known.names.items():
        for acronym in names.acronyms if kind_of(key) in BODIES else ():
            bodies[acronym].append(key)
    return bodies


def _same_meetings(alone: Iterable[Meeting], sources: Sources) -> dict[str, list[Meeting]]:
    """Meetings by the key of what they are: one key, one meeting.

    Only what has a body and a date to the month or the day can be the same as another.
    """
    groups: dict[str, list[Meeting]] = defaultdict(list)
    keyed: dict[str, list[tuple[tuple[Part, ...], Meeting]]] = defaultdict(list)
    for meeting in alone:
        if meeting.body and meeting.when and len(meeting.places) < 2 and _month(meeting.when):
            keyed[sources.root(meeting.body)].append((_parts(meeting, sources), meeting))
        else:
            groups[meeting.key].append(meeting)
    for body, several in keyed.items():
        settled = settle((parts for parts, _ in several), missing=1)
        for parts, meeting in several:
            groups[_key(body, settled[parts])].append(meeting)
    return groups


def _parts(meeting: Meeting, sources: Sources) -> tuple[Part, ...]:
    edtf = meeting.when.edtf if meeting.when and meeting.when.edtf else ""
    organ = meeting.body if meeting.body and sources.root(meeting.body) != meeting.body else None
    place = slug(meeting.places[0]) if meeting.places else None
    return edtf[:7], edtf[8:] or None, place, organ


def _month(moment: Moment) -> bool:
    return moment.edtf is not None and len(moment.edtf) >= 7


def _key(body: str, parts: tuple[Part, ...]) -> str:
    month, day, place, organ = parts
    date = f"{month}-{day}" if day else str(month)
    tail = f"/{slug(str(organ).replace('/', ' '))}" if organ else ""
    return f"meeting/{body}/{date.lower()}/{place or 'unplaced'}{tail}"


def _merged(key: str, several: Sequence[Meeting]) -> Meeting:
    bodies = {meeting.body for meeting in several if meeting.body}
    moments = [meeting.when for meeting in several if meeting.when]
    precise = max((len(moment.edtf or "") for moment in moments), default=0)
    return Meeting(
        key,
        tuple(sorted(mention for meeting in several for mention in meeting.mentions)),
        min(bodies, key=lambda body: (kind_of(body) is not Kind.ORGAN, body), default=None),
        best(moment for moment in moments if len(moment.edtf or "") == precise),
        tuple(sorted({place for meeting in several for place in meeting.places})),
        tuple(sorted((c for m in several for c in m.claims), key=lambda claim: claim.key)),
    )


def _add_meeting(meeting: Meeting, facts: Facts) -> None:
    labels = Counter(facts.sources.label(mention) for mention in meeting.mentions)
    facts.add(
        meeting.key,
        "Meeting",
        "meeting/same-body-date-place" if len(meeting.mentions) > 1 else "meeting/one-mention",
        meeting.support,
        [claim.key for claim in meeting.of(Predicate.HELD) if claim.is_denied],
        rdfs_label=min(labels, key=lambda label: (-labels[label], -len(label), label)),
        body=facts.node(meeting.body) if meeting.body else None,
        place=meeting.places,
        mentionedAs=facts.nodes(meeting.mentions),
        **dates(meeting.when),
    )


def _add_attendances(meeting: Meeting, facts: Facts) -> None:
    came: dict[str, set[str]] = defaultdict(set)
    stayed: dict[str, set[str]] = defaultdict(set)
    for claim in meeting.of(Predicate.ATTENDED, Predicate.ABSENT):
        who = facts.who.get(claim.subject or "", claim.subject)
        if who and (kind_of(who) in ACTORS or who in facts.who.values()):
            attended = (claim.predicate is Predicate.ATTENDED) == claim.is_asserted
            if claim.is_asserted or claim.is_denied:
                (came if attended else stayed)[who].add(claim.key)
    for who in sorted({*came, *stayed}):
        _add_attendance(meeting, who, came[who], stayed[who], facts)


def _add_attendance(
    meeting: Meeting, who: str, came: set[str], stayed: set[str], facts: Facts
) -> None:
    facts.add(
        f"attendance/{meeting.key.partition('/')[2]}/{who}",
        "Attendance",
        "attendance/attended" if came else "attendance/absent",
        came or stayed,
        stayed if came else (),
        meeting=facts.node(meeting.key),
        attendee=facts.node(who),
        attended=bool(came),
    )


def _add_agenda(meeting: Meeting, topics: Topics, facts: Facts) -> None:
    claims = [claim for claim in meeting.of(Predicate.ON_AGENDA) if claim.text]
    denied = [(claim.key, claim.text or "") for claim in claims if claim.is_denied]
    took_place = meeting.took_place
    by_topic: Mapping[str, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        if claim.is_asserted:
            by_topic[(claim.text or "").casefold()].append(claim)
    for topic, about in sorted(by_topic.items()):
        digest = hashlib.sha256(topic.encode()).hexdigest()[:8]
        facts.add(
            f"agenda-item/{meeting.key.partition('/')[2]}/{digest}",
            "AgendaItem",
            "agenda/stated-topic",
            [claim.key for claim in about],
            [key for key, denial in denied if topics.agree(denial, about[0].text or "")],
            meeting=facts.node(meeting.key) if took_place else None,
            body=facts.node(meeting.body) if meeting.body else None,
            text=min(claim.text for claim in about if claim.text),
        )
