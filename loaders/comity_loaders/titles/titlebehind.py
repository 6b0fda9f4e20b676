"""What stands behind a title of office: bodies, organs, posts."""

from __future__ import annotations

import re

from comity.model import Entity, Kind
from comity_loaders.document import Document
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.titles import titlewords
from comity_loaders.titles.behindwords import (
    AGENCY_BARE,
    AGENCY_BEHIND,
    BRACKET,
    CLOSES,
    COMMITTEE,
    FOR_REGION,
    FORCES,
    GOES_ON,
    HOUSE,
    IN,
    MISSION,
    NATIONS_BODY,
    OF_NATION,
    ORGAN_BEHIND,
    PART_OF_BODY,
    REGION,
    REMIT,
    SEAT,
    SHORT,
    TOPIC,
)
from comity_loaders.titles.remits import MINISTRY

_OF = re.compile(r"[ ]+of[ ]+(?:the[ ]+)?$")


def _is_organisation(body: Entity) -> bool:
    return body.kind in (Kind.ORGANISATION, Kind.ORGAN)


def _is_for(match: re.Match[str], found: tuple[Entity, ...]) -> bool:
    """Whether somebody acts for an organisation: "mediator for the African Union"."""
    return match.group().split()[0].lower() == "for" and _is_organisation(found[0])


class Right:
    """What stands behind a title.

    Attributes:
        end: where all of it ends.
        core: where the title itself ends; an envoy's post is part of the title.
        bodies: whose office it is.
        is_part: whether the office is one of a part of the body only.
        has_part: whether the office is one of a part that is named with it.
        has_organ: whether the office is one of an organ that has no name of its own.
        is_posted: whether the office is one for the dealings with a body that is named.
        is_of_state: whether it is a state's that goes without its name: "of the Republic".
    """

    def __init__(self, text: str, end: int, by_start: dict[int, Mention]) -> None:
        self.text, self.by_start = text, by_start
        self.end = self.core = end
        self.bodies: tuple[Entity, ...] = ()
        self.is_part = self.has_part = self.has_organ = self.is_posted = self.is_of_state = False

    def take_part(self) -> None:
        """Take "of the Presidential Administration", which is part of the title."""
        match = titlewords.of_part().match(self.text, self.end)
        if match and not any(match.start() < at < match.end() for at in self.by_start):
            self.core = self.end = match.end()
            self.has_part = True

    def take_house(self, head: str) -> None:
        """Take "of the Senate", "of the Supreme Court": some state's, part of the title."""
        match = HOUSE.match(self.text, self.end)
        is_office = titlewords.scopes()[head] != "none"
        if match and is_office and head not in titlewords.words("professions"):
            self.core = self.end = match.end()
            self.is_of_state = True

    def take_state(self) -> None:
        """Take "of the Republic", of a state that the article names elsewhere."""
        match = None if self.bodies else titlewords.OF_STATE.match(self.text, self.end)
        if match:
            self.core = self.end = match.end()
            self.is_of_state = True

    def take_bracket(self) -> None:
        """Take "(Chad)", as lists of ministers have it."""
        match = None if self.bodies else BRACKET.match(self.text, self.end)
        state = self.by_start.get(match.end()) if match else None
        of_state = state and state.entity and state.entity.kind is Kind.STATE
        if state and state.entity and of_state and state.use is not Use.DEMONYM:
            closes = CLOSES.match(self.text, state.span.end)
            self.bodies = (state.entity,) if closes else ()
            self.end = closes.end() if closes else self.end

    def is_of_unknown(self) -> bool:
        """Whether the office is of something that is no body: "President of the Senate"."""
        return not self.bodies and bool(titlewords.OF_UNKNOWN.match(self.text, self.end))

    def is_of_acronym(self) -> bool:
        """Whether the office is of a body that nobody knows, and that is named in short."""
        return not self.bodies and bool(titlewords.OF_ACRONYM.match(self.text, self.end))

    def take_organ(self, head: str) -> None:
        """Take "of the Parliamentary Assembly", which is part of the title."""
        match = titlewords.of_organ().match(self.text, self.end)
        if match and match.end("the") not in self.by_start:
            self.core = self.end = match.end()
            self.is_of_state = titlewords.is_states(match["organ"], head)
            self.has_organ = not self.is_of_state

    def take_ministry(self) -> None:
        """Take ", Ministry of Law", "of the Polish Ministry of Health": a state's either way."""
        match = MINISTRY.match(self.text, self.end)
        nation = self.by_start.get(match.start("nation")) if match else None
        if match and (nation or not match["nation"] or match["nation"] in ("Foreign ", "Federal ")):
            self.core = match.end("unit") if match["unit"] else self.core
            self.end, self.is_of_state = match.end(), True
            nation = nation or self._ministrys(match)
            self.end = max(self.end, nation.span.end) if nation else self.end
            self.bodies = (nation.entity,) if nation and nation.entity else self.bodies

    def _ministrys(self, match: re.Match[str]) -> Mention | None:
        """The state behind a ministry: "Permanent Secretary of the Ministry of Trade of Chad"."""
        near = (m for at, m in self.by_start.items() if match.start() < at <= match.end() + 8)
        states = [m for m in near if m.entity and m.entity.kind is Kind.STATE]
        of = (m for m in states if _OF.search(self.text, match.start(), m.span.start))
        return next((m for m in of if m.span.end >= match.end() and m.use is Use.NAME), None)

    def take_short(self, document: Document) -> None:
        """Take "of the Tribunal", where the article names one body that is called so."""
        match = None if self.bodies else SHORT.match(self.text, self.end)
        if not match or self.is_of_state or self.has_organ:
            return
        word = re.compile(rf"\b{re.sub('i[sz]a', 'i[sz]a', match['noun'])}\b")
        found = {
            m.entity
            for m in document.mentions
            if m.entity and m.entity.kind in (Kind.ORGANISATION, Kind.ORGAN)
            if word.search(m.entity.name)
        }
        if len(found) == 1:
            self.bodies, self.end = tuple(found), match.end()

    def take_nation(self) -> None:
        """Take "for the Chadian army", "of the Chadian Space Agency": Chad's, part of the title."""
        match = None if self.bodies else OF_NATION.match(self.text, self.end)
        nation = self.by_start.get(match.end()) if match else None
        if not nation or not nation.entity or nation.use is not Use.DEMONYM:
            return
        body = NATIONS_BODY.match(self.text, nation.span.end)
        if body and nation.entity.kind is Kind.STATE:
            self.bodies, self.core, self.end = (nation.entity,), body.end(), body.end()

    def take_region(self) -> None:
        """Take "for Africa" of an organisation's vice president, which is part of the title."""
        match = FOR_REGION.match(self.text, self.end)
        if match:
            self.core = self.end = match.end()

    def take_remit(self) -> None:
        """Pass over "for Foreign Affairs" behind an organisation, before a comma and a name."""
        match = REMIT.match(self.text, self.end)
        if match and len(self.bodies) == 1 and _is_organisation(self.bodies[0]):
            self.end = match.end()

    def take_committee(self) -> None:
        """Take "of the Third Committee", as the United Nations number theirs."""
        match = None if self.bodies else COMMITTEE.match(self.text, self.end)
        if match:
            self.core = self.end = match.end()
            self.has_organ = True

    def take_country(self) -> str:
        """Take "of the country"; how it refers back, empty where it does not."""
        match = None if self.bodies else titlewords.OF_COUNTRY.match(self.text, self.end)
        if match is None or self.is_of_state:
            return ""
        self.end = match.end()
        return "country" if match["country"] else "body"

    def take_bodies(self, link: re.Pattern[str] = titlewords.OF) -> None:
        """Take "of Chad and Mali"."""
        match = link.match(self.text, self.end)
        found, end = self._named_from(match) if match else ((), 0)
        if found:
            self.bodies, self.end = found, end
            agency = (AGENCY_BARE if self._is_short(end) else AGENCY_BEHIND).match(self.text, end)
            if agency and len(found) == 1 and found[0].kind is Kind.STATE:
                self.core = self.end = agency.end()
                return
            own = (
                NATIONS_BODY.match(self.text, end + 2) if self.text.startswith("'s", end) else None
            )
            if own and len(found) == 1 and found[0].kind is Kind.STATE:
                self.core = self.end = own.end()  # "the head of Chad's delegation"
                return
            organ = ORGAN_BEHIND.match(self.text, end)
            if organ and len(found) == 1:  # "the chairman of NATO's military committee"
                self.core = self.end = organ.end()
                return
            mission = MISSION.match(self.text, end)
            if mission and (_is_organisation(found[-1]) or FORCES.search(mission["mission"])):
                self.core, self.end = mission.end("mission"), mission.end()
                return
            self.is_part = bool(PART_OF_BODY.match(self.text, end))
            self.is_part = self.is_part or bool(GOES_ON.match(self.text, end))

    def _is_short(self, end: int) -> bool:
        """Whether the body that ends here stands as adjectives do: "of the UK Space Agency"."""
        written = next((m.span for m in self.by_start.values() if m.span.end == end), None)
        return written is not None and written.of(self.text).isupper()

    def take_posting(self, *, has_body: bool) -> None:
        """Take "of France to the United Nations"; only France is whose office it is."""
        if not has_body:
            self.take_bodies(titlewords.OF_ONLY)
        match = titlewords.POSTING.match(self.text, self.end)
        found, end = self._listed(match.end()) if match else ((), 0)
        region = REGION.match(self.text, match.end()) if match and not found else None
        if region:
            self.core = self.end = region.end()
        topic = None if found or region or self.bodies else TOPIC.match(self.text, self.end)
        if topic:
            self.core = self.end = topic.end()
        if match and found and not has_body and not self.bodies and _is_for(match, found):
            self.bodies = found[:1]
        if found:
            self.core, self.end = (end, end) if not self.bodies else (self.core, end)
            self.is_posted = True
        if found or has_body or self.bodies:
            self._past_seat()

    def _past_seat(self) -> None:
        """Pass over where an envoy sits: "Ambassador to the Republic of Chad in N'Djamena X"."""
        organs_seat = SEAT.match(self.text, self.end)
        if organs_seat:
            self.end = organs_seat.end()
            return
        match = IN.match(self.text, self.end)
        seat = self.by_start.get(match.end()) if match else None
        if seat and seat.use is Use.CAPITAL and re.match(r"[ ]+[A-Z]", self.text[seat.span.end :]):
            self.end = seat.span.end

    def _named_from(self, match: re.Match[str]) -> tuple[tuple[Entity, ...], int]:
        """The bodies behind a link, of whose name "the Republic of" is or is not a part."""
        whole = re.search(r"(?i)republic of[ ]+$", match.group())
        named = self._listed(match.start() + whole.start()) if whole else ((), 0)
        return named if named[0] else self._listed(match.end())

    def _listed(self, start: int) -> tuple[tuple[Entity, ...], int]:
        found: list[Entity] = []
        end = start
        while mention := self.by_start.get(start):
            if mention.entity is None or mention.use is Use.DEMONYM:
                break
            found.append(mention.entity)
            end = mention.span.end
            link = titlewords.AND.match(self.text, end)
            if not link or self._has_title(link.end()):
                break
            start = link.end()
        return tuple(found), end

    def _has_title(self, start: int) -> bool:
        """Whether the body here has a title of its own: "of Chile and UN envoy"."""
        mention = self.by_start.get(start)
        gap = re.compile(r"(?:'s?)?[ ]+").match(self.text, mention.span.end) if mention else None
        return gap is not None and titlewords.core().match(self.text, gap.end()) is not None
