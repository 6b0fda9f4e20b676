"""Offices told by the noun for them: "won the presidency of Chad"; "during X's premiership"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Entity, OfficeStatus, Span
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.offices.around import STATES
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles import officewords, titlewords

_OF = re.compile(r"[ ]+of[ ]+(?:the[ ]+)?")
_OWNER = re.compile(r"'s?[ ]+(?:[a-z-]+[ ]+)?$")
_THE = re.compile(r"(?:the[ ]+)?$")
_TO_NAME = re.compile(rf"[ ]+of[ ]+(?:{officewords.HONORIFICS}[ ]+)*")


def presidencies(people: People) -> Iterator[OfficeMention]:
    """The offices of states that the nouns for them tell in one article."""
    finder = _Presidencies(people)
    for match in _noun().finditer(people.document.text):
        yield from finder.find(match)


class _Presidencies:
    def __init__(self, people: People) -> None:
        self.document, self.text = people.document, people.document.text
        self._by_start = {m.span.start: m for m in people.mentions}
        self._by_end = {m.span.end: m for m in people.mentions}
        states = [m for m in self.document.mentions if m.entity and m.entity.kind in STATES]
        self._states_from = {m.span.start: m for m in states}
        self._states_to = {m.span.end: m for m in states}

    def find(self, match: re.Match[str]) -> Iterator[OfficeMention]:
        """The office of whose the noun is, or of who wins, holds or loses it."""
        body, start, end = self._body(match)
        gap = _TO_NAME.match(self.text, match.end())
        whose = self._by_start.get(gap.end()) if gap else None
        owner = _OWNER.search(self.text[: match.start()][-20:])
        if whose is None and owner:
            whose = self._by_end.get(match.start() - len(owner.group()))
        if whose:
            yield self._office(whose, match, body, Span(match.start(), match.end()))
            return
        the = _THE.search(self.text[:start][-5:])
        at = start - (len(the.group()) if the else 0)
        verb = _verb().search(self.text[max(at - 60, 0) : at])
        name = self._by_end.get(max(at - 60, 0) + verb.start()) if verb else None
        if verb and name and body:
            yield self._office(name, match, body, Span(max(at - 60, 0) + verb.start("verb"), end))

    def _body(self, match: re.Match[str]) -> tuple[Entity | None, int, int]:
        """The state of "the presidency of Chad", "the Chadian presidency", and all that is read."""
        of = _OF.match(self.text, match.end())
        behind = self._states_from.get(of.end()) if of else None
        if behind:
            return behind.entity, match.start(), behind.span.end
        gap = re.search(r"(?:'s?)?[ ]+$", self.text[: match.start()][-4:])
        before = self._states_to.get(match.start() - len(gap.group())) if gap else None
        if before:
            return before.entity, before.span.start, match.end()
        return None, match.start(), match.end()

    def _office(
        self, name: PersonMention, match: re.Match[str], body: Entity | None, verb: Span
    ) -> OfficeMention:
        head = _heads()[match["noun"].lower()]
        return OfficeMention(
            person=name.entity,
            title=head,
            head=head,
            classes=titlewords.classes().get(head, frozenset()),
            scope="state",
            body=body,
            status=OfficeStatus.CURRENT,
            span=Span(min(name.span.start, match.start()), max(name.span.end, match.end())),
            trigger=verb,
            pattern="clause",
            predicated=True,
        )


@cache
def _heads() -> dict[str, str]:
    nouns: dict[str, str] = wordlists.load("officeverbs.yaml")["office_nouns"]
    return nouns


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?P<noun>{any_of(_heads())})\b(?![ ]+of[ ]+(?:the[ ]+)?(?-i:EU)\b)")


@cache
def _verb() -> re.Pattern[str]:
    verbs = any_of(wordlists.load("officeverbs.yaml")["wins_office"], gap="[ ]+")
    return re.compile(
        rf"(?:,?[ ]+who)?(?:[ ]+(?:has|had|then|later|first))*[ ]+(?P<verb>{verbs})[ ]+$"
    )
