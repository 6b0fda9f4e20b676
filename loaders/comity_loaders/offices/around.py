"""What stands around titles and names in one article, and what a title and a name make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.model import Entity, Kind, OfficeStatus, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.offices.listedbodies import listed_body
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles import officewords, titlewords
from comity_loaders.titles.starts import by_start
from comity_loaders.titles.titles import BODIES, Title

STATES = (Kind.STATE, Kind.TERRITORY)
_FROM = re.compile(r"[ ]+from[ ]+(?:the[ ]+)?")
_FROM_ENDS = re.compile(
    r"[ ]*(?:[,.;:)\n]|$|(?:and|was|is|has|had|will|who|said|says|told|also)\b)(?!\w)"
)


class Around:
    """The names, titles and bodies of an article, by where they start."""

    def __init__(self, people: People) -> None:
        self.document, self.text = people.document, people.document.text
        self.names, self.titles = people.mentions, people.titles
        self.name_at = {m.span.start: m for m in people.mentions}
        self.title_at = by_start(self.text, people.titles)
        self.body_at = {
            m.span.start: (m.entity, m.span.end) for m in self.document.mentions if m.entity
        }

    def link(
        self,
        title: Title,
        mention: PersonMention,
        pattern: str,
        status: OfficeStatus | None = None,
    ) -> OfficeMention:
        """The office that a title gives to a name.

        Args:
            title: the title.
            mention: the name.
            pattern: how the words tie the two, as rules are called.
            status: how the words between put it; as the title says, unless given.
        """
        start = min(title.span.start, mention.span.start)
        of = (
            self.of_body(mention) or self._from(title, mention) or self._owner(mention)
            if _is_of_state(title) and not title.back and not self._presides(title, mention)
            else None
        )
        of = of or (listed_body(self.text, title, self.body_at) if not title.back else None)
        his = "his" if title.determiner in {"his", "her"} else ""
        return OfficeMention(
            person=mention.entity,
            title=title.text,
            head=title.head,
            classes=title.classes,
            scope=title.scope,
            body=title.body or of,
            status=self._status(start, status or title.status),
            span=Span(start, max(title.span.end, mention.span.end)),
            trigger=title.core,
            pattern=pattern,
            name=mention.span,
            back=title.back or his,
        )

    def _presides(self, title: Title, mention: PersonMention) -> bool:
        """Whether a state behind a name is only where a meeting's president is from.

        "The outgoing President, Mr. X of Ecuador" presides over no state.
        """
        between = self.text[title.span.end : mention.span.start]
        return title.head == "president" and title.determiner == "the" and between.startswith(",")

    def _status(self, start: int, status: OfficeStatus) -> OfficeStatus:
        """FORMER as well where the words around say that it is about another time."""
        before = self.text[max(start - 60, 0) : start]
        if officewords.LEFT_BY.search(before):
            return OfficeStatus.FORMER
        if status is OfficeStatus.CURRENT and officewords.ANOTHER_TIME.search(before):
            return OfficeStatus.FORMER
        if status is OfficeStatus.CURRENT and officewords.OFFERED.search(before):
            return OfficeStatus.CANDIDATE
        return status

    def of_body(self, mention: PersonMention) -> Entity | None:
        """The state in "President X of Senegal", "President X (Senegal)"."""
        found = self.origin(mention)
        return found[0] if found else None

    def goes_on(self, mention: PersonMention) -> Iterator[int]:
        """Where a sentence may go on about a name: right behind it, its origin, or an aside."""
        yield mention.span.end
        found = self.origin(mention)
        if found:
            yield found[1]
        for pattern in (officewords.ASIDE, officewords.PROFESSION_WHO):
            aside = pattern.match(self.text, mention.span.end)
            if aside:
                yield aside.end()

    def origin(self, mention: PersonMention) -> tuple[Entity, int] | None:
        """The state behind a name that says where its bearer is from, and where that ends."""
        of = titlewords.OF_ONLY.match(self.text, mention.span.end)
        if of:
            return self.body_at.get(of.end())
        bracket = re.compile(r"[ ]*\([ ]*").match(self.text, mention.span.end)
        found = self.body_at.get(bracket.end()) if bracket else None
        closes = re.compile(r"[ ]*\)").match(self.text, found[1]) if found else None
        return (found[0], closes.end()) if found and closes else None

    def _owner(self, mention: PersonMention) -> Entity | None:
        """The state of "Ghana's X, prime minister from 1957"; no nation, which tells less."""
        start = mention.span.start
        owned = re.search(r"'s?[ ]+$", self.text[max(start - 4, 0) : start])
        at = start - len(owned.group()) if owned else -1
        named = (m for m in self.document.mentions if m.span.end == at and m.use is Use.NAME)
        return next((m.entity for m in named if m.entity and m.entity.kind in STATES), None)

    def _from(self, title: Title, mention: PersonMention) -> Entity | None:
        """The state in "Prime Minister X from Tonga said"; not of who flies from there."""
        beside = not self.text[title.span.end : mention.span.start].strip()
        match = _FROM.match(self.text, mention.span.end) if beside else None
        found = self.body_at.get(match.end()) if match else None
        return found[0] if found and _FROM_ENDS.match(self.text, found[1]) else None


def _is_of_state(title: Title) -> bool:
    """Whether the state behind a name can be whose office it is: "Ambassador X of Chad"."""
    return title.scope == "state" or title.head in {"ambassador", "permanent representative"}


def or_said(said: OfficeStatus, verb: OfficeStatus) -> OfficeStatus:
    """How somebody stands to an office: what the adjective says, or else what the verb says."""
    return verb if said is OfficeStatus.CURRENT else said


def sharing(links: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices of one apposition, of which one alone names the body: "premier and minister"."""
    bodies = {k.body for k in links if k.body}
    shared = next(iter(bodies)) if len(bodies) == 1 else None
    scopes = {"state"} if shared and shared.kind in STATES else {"org", "named"}
    for link in links:
        yield replace(link, body=shared) if link.scope in scopes and not link.body else link


def deciding(document: Document, verb: int, title: Title) -> Entity | None:
    """The state in "Peru has named X ambassador to the OAS", whose office it then is.

    Any body in "the assembly elected X its president".
    """
    kinds = BODIES if title.back == "its" else STATES
    gap = re.search(r"[ ]+(?:has[ ]+|had[ ]+)?$", document.text[max(verb - 6, 0) : verb])
    end = verb - len(gap.group()) if gap else -1
    states = (m for m in document.mentions if m.span.end == end and m.entity)
    return next((m.entity for m in states if m.entity and m.entity.kind in kinds), None)
