"""Names of those who are told by another: "replaces Chad's X", "succeeds the late Y of Peru".

Between the verb and the name may stand where the one named is from, what he or she was, and that
both are of one country; where somebody is from, tells whose office it cannot be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Entity, Kind
from comity_loaders.names.mentions import Use
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import BEFORE_NAME, HONORIFICS, ORIGIN_GAP, OTHER_LEAD
from comity_loaders.titles.titles import Title

STATES = (Kind.STATE, Kind.TERRITORY)
_LEAD = re.compile(rf"{OTHER_LEAD}(?:{HONORIFICS}[ ]+)*")
_OF = re.compile(r"[ ]+of[ ]+(?:the[ ]+)?|,[ ]+(?:an?|another|also)[ ]+(?:an?[ ]+)?")


@dataclass(frozen=True, slots=True)
class OtherName:
    """Somebody named behind such a verb.

    Args:
        name: the place of the name.
        nation: where the words say that its bearer is from.
        title: the title that stands before it.
    """

    name: PersonMention
    nation: Entity | None
    title: Title | None = None


class OtherNames:
    """Finds them in one article."""

    def __init__(self, people: People) -> None:
        self.people, self.text = people, people.document.text
        self._names = {m.span.start: m for m in people.mentions}
        self._titles = {t.span.start: t for t in people.titles if not t.plural}
        self._nations = {
            m.span.start: m
            for m in people.document.mentions
            if m.entity and m.entity.kind in STATES and m.use is not Use.ANAPHOR
        }

    def at(self, at: int) -> OtherName | None:
        """Who is named where a verb has its object, behind what is said of him or her."""
        nation = title = None
        for _ in range(4):
            if name := self._names.get(at):
                return OtherName(name, nation or self._origin(name), title)
            title = self._titles.get(at)
            past, said = self._past(at)
            if past == at:
                return None
            at, nation = past, said or nation
        return None

    def _past(self, at: int) -> tuple[int, Entity | None]:
        """Where the next words start, and the nation that these tell."""
        title = self._titles.get(at)
        gap = BEFORE_NAME.match(self.text, title.span.end) if title else None
        if title and gap and gap.end() in self._names:
            state = title.body if title.body and title.body.kind in STATES else None
            return gap.end(), state
        mention = self._nations.get(at)
        behind = ORIGIN_GAP.match(self.text, mention.span.end) if mention else None
        if mention and behind:
            return behind.end(), mention.entity
        lead = _LEAD.match(self.text, at)
        return (lead.end() if lead else at), None

    def _origin(self, name: PersonMention) -> Entity | None:
        """The state in "X of Chad", "X, a Chadian"."""
        of = _OF.match(self.text, name.span.end)
        state = self._nations.get(of.end()) if of else None
        return state.entity if state else None
