"""Offices told by who succeeds whom: "X took over from Y", "X was succeeded by Chad's Y".

Who comes, or who goes, is said elsewhere to hold an office; it is the other's as well. Where
somebody is from tells whose office it cannot be: nobody succeeds a Tunisian as Egypt's minister.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from comity.model import Entity, Kind, OfficeStatus, Span
from comity_loaders import wordlists
from comity_loaders.offices.likeoffices import same_office
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.offices.othernames import STATES, OtherName, OtherNames
from comity_loaders.offices.successionwords import PLANNED, SUCCEEDED, SUCCEEDED_BY
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.titles import Title

Subject = Callable[[int], Entity | None]

_AS = re.compile(
    r"(?:[ ]+(?:(?:early|late|earlier)[ ]+)?(?:in|on|last|this)[ ]+[\w ]{3,20}?)?"
    r"[ ]+(?:as|to be|to become|in the post of)[ ]+(?:the[ ]+|its[ ]+)?"
)
# "The minister took over from X at the OECD": not as a minister. "Replaced X with Y": both others'.
_AT = re.compile(r"[ ]+(?:at|as|in charge|with)\b|,[^,.;\n]{3,60},[ ]+with\b")
_OPEN = re.compile(
    rf"\b(?:{'|'.join(wordlists.load('officeverbs.yaml')['open'])})\b[^,.;:]{{0,40}}$"
)
_ONCE = re.compile(r",[ ]+(?:an?|one)[ ]+(?:former|ex-)[ ]*(?:[\w-]+[ ]+){0,4}$|,[ ]+an?[ ]+$")
_BE = re.compile(r"\b(?:be|being)$")
_OF_BODY = (Kind.ORGANISATION, Kind.ORGAN)


class Successions:
    """Finds them in one article.

    Args:
        people: those of the article.
        links: the offices that are known.
        subject: who it is whose verb starts at a place; who is named before it, unless given.
    """

    def __init__(
        self, people: People, links: Sequence[OfficeMention], subject: Subject | None = None
    ) -> None:
        self.people, self.links = people, links
        self.text = people.document.text
        self._subject = subject or (lambda at: person_before(people, at))
        self._names = OtherNames(people)
        self._titles = {t.span.start: t for t in people.titles}

    def find(self) -> Iterator[OfficeMention]:
        """The offices of those who come and of those who go."""
        yield from self._successions()
        yield from self._handed_over()

    def _successions(self) -> Iterator[OfficeMention]:
        """Of "X succeeded Y": the office that one of them is known to hold, is the other's too."""
        for match in SUCCEEDED.finditer(self.text):
            other = self._names.at(match.end())
            later = self._subject(match.start()) if other else None
            if not other or not later or later == other.name.entity:
                continue
            title = self._as_title(other.name)
            if title:
                yield from self._both(title, later, other.name.entity, match)
            elif not (_AT.match(self.text, other.name.span.end) or self._follows_title(match)):
                yield from self._shared(match, other, later)

    def _shared(
        self, match: re.Match[str], other: OtherName, later: Entity
    ) -> Iterator[OfficeMention]:
        """The office of the one who comes, of the one who goes as well."""
        span = Span(match.start() + 1, other.name.span.end)
        like = self._office_of(later, span, other)
        is_open = _OPEN.search(self.text, max(match.start() - 60, 0), match.start("verb"))
        if like and not is_open and (like.body or like.scope != "named"):
            planned = PLANNED.search(match.group())
            yield same_office(
                like, other.name, span, OfficeStatus.CURRENT if planned else OfficeStatus.FORMER
            )
            if not planned:
                verb = Span(match.start("verb"), match.end("verb"))
                yield replace(like, span=span, trigger=verb, predicated=True, name=None)

    def _follows_title(self, match: re.Match[str]) -> bool:
        """Whether a title that is nobody's yet stands right before: "as chair, succeeding"."""
        at = match.start() - int(self.text[match.start() - 1] == ",")
        ends = {t.span.end for t in self.people.titles}
        return at in ends and not any(link.span.start < at <= link.span.end for link in self.links)

    def _handed_over(self) -> Iterator[OfficeMention]:
        """Of "X was succeeded by Y": the office that one is known to have held, is the other's."""
        for match in SUCCEEDED_BY.finditer(self.text):
            other = self._names.at(match.end())
            earlier = self._subject(match.start()) if other else None
            is_plan = _BE.search(self.text[: match.start("verb")].rstrip()[-8:])
            is_plan = is_plan or PLANNED.search(match.group())
            if not other or not earlier or earlier == other.name.entity or is_plan:
                continue
            title = self._as_title(other.name)
            if title:
                yield from self._both(title, other.name.entity, earlier, match)
                continue
            own = [k for k in self.links if k.person == earlier and k.span.start < match.start()]
            own = [k for k in own if _can_be(k, other) and not self._was_once(k)]
            if own and (own[-1].body or own[-1].scope != "named"):
                span = Span(match.start() + 1, other.name.span.end)
                yield same_office(own[-1], other.name, span, OfficeStatus.CURRENT)

    def _was_once(self, link: OfficeMention) -> bool:
        """Whether it is only what somebody had been before: "X, a former minister of Chad"."""
        before = self.text[max(link.trigger.start - 40, 0) : link.trigger.start]
        return link.status is OfficeStatus.FORMER and bool(_ONCE.search(before))

    def _as_title(self, name: PersonMention) -> Title | None:
        """The title in "succeeded X as director general"."""
        match = _AS.match(self.text, name.span.end)
        return self._titles.get(match.end()) if match else None

    def _both(
        self, title: Title, later: Entity, earlier: Entity, match: re.Match[str]
    ) -> Iterator[OfficeMention]:
        """The office of the one who comes and of the one who goes."""
        is_told = title.body is not None or title.scope in {"org", "state"}
        if not is_told or title.scope == "none" or title.plural:
            return
        verb = Span(match.start("verb"), match.end("verb"))
        told = replace(
            office_of(earlier, title, "succession"),
            span=Span(match.start() + 1, title.span.end),
            trigger=verb,
        )
        planned = bool(PLANNED.search(match.group()))
        yield replace(told, status=OfficeStatus.CURRENT if planned else OfficeStatus.FORMER)
        status = OfficeStatus.ELECT if planned else OfficeStatus.CURRENT
        yield replace(told, person=later, status=status, predicated=True)

    def _office_of(self, person: Entity, span: Span, other: OtherName) -> OfficeMention | None:
        """The office that a person is said to hold nearest before: the one just taken, if any."""
        own = [k for k in self.links if k.person == person and k.status is not OfficeStatus.FORMER]
        own = [k for k in own if _can_be(k, other)]
        sentence = self.people.document.sentence_at(span.start)
        here = [k for k in own if sentence and sentence.span.overlaps(k.span)]
        before = [k for k in own if k.span.start < span.start]
        taken = [k for k in before if k.predicated and k.body and k.body.kind in _OF_BODY]
        found = here or taken or before or own
        return found[-1] if found else None


def person_before(people: People, at: int) -> Entity | None:
    """The subject: the last named before in the sentence, titles and asides left out."""
    sentence = people.document.sentence_at(at)
    if not sentence:
        return None
    named = [m for m in people.mentions if sentence.span.start <= m.span.start and m.span.end <= at]
    alone = len({m.entity for m in named}) == 1
    return named[-1].entity if named and (alone or named[-1].span.end == at) else None


def _can_be(link: OfficeMention, other: OtherName) -> bool:
    """Whether somebody of such a nation and title can have had this office.

    Of another state, nobody can; and "replaced the defence minister, X" makes X no president.
    """
    is_states = link.body is not None and link.body.kind in STATES
    fits = other.nation is None or not is_states or link.body == other.nation
    title = other.title
    return fits and (
        title is None or title.status is OfficeStatus.FORMER or title.head == link.head
    )
