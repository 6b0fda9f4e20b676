"""What stands before a title of office: bodies, adjectives, ranks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Entity, Kind, OfficeStatus
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.titles import titlewords
from comity_loaders.titles.modifiers import is_private, modifiers
from comity_loaders.titles.sidewords import (
    AGENCY_BEFORE,
    APPOINTED,
    CAPITAL_BEFORE,
    LONE_AGENCY,
    LONE_BODY,
    TRAIT,
    is_others,
    is_own,
    not_names,
    titled_word,
)

_CAPITAL = re.compile(r"(?<![\w'-])(?P<word>[A-Z][a-z]+)[ ]+$")
_ACRONYM_BEFORE = re.compile(r"(?<![\w'-])(?P<word>[A-Z]{3,8})[ ]+$")
_ITS = re.compile(r"(?i)\b(?:its|their)[ ]+$")
_JOINT = re.compile(r"(?:,|,?[ ]+and)[ ]+$")
_RANK = re.compile(
    r"(?<![\w-])(?P<word>(?:[Ff]irst |[Ss]econd )?(?:[Dd]eputy|[Vv]ice|[Aa]ssistant|[Cc]hief"
    r"|[Ss]enior|[Ll]ead))[ ]+$"
)
_MISSION_BEFORE = re.compile(rf"(?<!\w){any_of(titlewords.words('missions'))}[ ]+$")


@dataclass(frozen=True, slots=True)
class Places:
    """The bodies that are named, by where they end and where they start."""

    by_end: dict[int, Mention]
    by_start: dict[int, Mention]


class Left:
    """What stands before a title, read from right to left.

    Attributes:
        start: where all of it starts.
        core: where the title itself starts: with an organ, "Commission President".
        kept: adjectives that belong to the title, such as "interim".
        is_other: whether the name before is part of another's: "Air France president".
        has_organ: whether the office is one of an organ whose body is not named.
        is_demonym: whether the body is told by a demonym, which may be that of the bearer only.
        is_of_state: whether it is a state's that is not named: "U.N. ambassador", "army chief".
    """

    def __init__(self, text: str, start: int, by_end: dict[int, Mention], head: str) -> None:
        self.text, self.by_end, self.head = text, by_end, head
        self.start = self.core = start
        self.body: Entity | None = None
        self.back = self.determiner = self.kept = ""
        self.is_other = self.has_organ = self.is_of_state = self.is_demonym = False
        self.status = OfficeStatus.CURRENT

    def grow(self) -> None:
        """Take what belongs to the title, until something does not."""
        while (
            self._organ()
            or self._mission()
            or self._adjective()
            or self._body()
            or self._rank()
            or self._noun()
            or self._modifiers()
        ):
            pass
        self._agency()
        self._lone_agency()
        self._lone_body()
        match = self._before(titlewords.DETERMINER)
        possessor = None if self.body or self.back else self._before(titlewords.POSSESSOR)
        if possessor:
            is_body = possessor["noun"].lower() in titlewords.words("body_nouns")
            self.back, self.start = "body" if is_body else "owner", possessor.start()
        elif match:
            self.determiner = match["word"].lower()
            if self.determiner in {"its", "their"} and not self.body:
                self.back = self.back or "its"
        elif not self.body and not self.back:
            self.is_other = self._is_of_unknown() or is_private(self.text, self.start, self.head)

    def bodies(self) -> tuple[Entity, ...]:
        """All the states of "the Czech, Polish and Slovak premiers", in order."""
        found = [self.body] if self.body else []
        start = self.start
        while found and (joint := _JOINT.search(self.text, max(start - 8, 0), start)):
            mention = self.by_end.get(joint.start())
            if not mention or not mention.entity or mention.entity.kind is not Kind.STATE:
                break
            found.insert(0, mention.entity)
            start = mention.span.start
        return tuple(found)

    def _is_of_unknown(self) -> bool:
        """Whether the name of something else stands right before: "Export Bank president"."""
        match = CAPITAL_BEFORE.search(self.text, max(self.start - 40, 0), self.start)
        if not match and self.text[self.start : self.start + 1].islower():
            match = _CAPITAL.search(self.text, max(self.start - 40, 0), self.start)
        if not match and not self.text[self.start : self.start + 8].isupper():
            match = _ACRONYM_BEFORE.search(self.text, max(self.start - 12, 0), self.start)
        if not match or APPOINTED.search(self.text, max(self.start - 80, 0), self.start):
            return False  # "named X minister"
        if match.group().rstrip().endswith(("'s", "'")):
            self.back = "owner"
            return False  # "Mandela's minister", "Heineken's president": the article tells
        known = {*not_names(), *titlewords.words("party_words")}
        known |= {word.capitalize() for word in titlewords.words("adjectives")}
        return match["word"] not in known and not titled_word(match["word"])

    def _organ(self) -> bool:
        match = self._before(titlewords.organ())
        if not match or self.body or self.start != self.core or self._mention_before(self.start):
            return False
        if not self._mention_before(match.start()):
            # "Commission President X": the body is told by the article.
            named = CAPITAL_BEFORE.search(self.text, max(match.start() - 40, 0), match.start())
            of_state = titlewords.is_states(match["organ"], self.head)
            if named or not (of_state or match["organ"] in titlewords.words("lone_organs")):
                return False  # not of "Refugee Council"
            self.is_of_state = of_state
            self.has_organ = not self.is_of_state
        self.start = self.core = match.start("organ")
        return True

    def _mission(self) -> bool:
        """Take the part of "OSCE mission chief" that stands between the body and the head."""
        match = self._before(_MISSION_BEFORE) if self.start == self.core and not self.body else None
        mention = self._mention_before(match.start()) if match else None
        if not match or not mention or not mention.entity:
            return False
        if mention.entity.kind not in (Kind.ORGANISATION, Kind.ORGAN):
            return False
        self.start = self.core = match.start()
        return True

    def _modifiers(self) -> bool:
        """Take "emergency relief" between the body and the head."""
        start, own = self.start, not self.body and not self.back and self.start == self.core
        if own:
            self.start = self.core = modifiers(self.text, start, self.by_end, self.head)
        return self.start < start

    def _adjective(self) -> bool:
        match = self._before(titlewords.adjective())
        if not match:
            return False
        word = match["word"].lower()
        status = titlewords.statuses().get(word)
        if status and self.status is not OfficeStatus.FORMER:
            self.status = status
        if word in titlewords.words("kept_in_title"):
            self.kept = f"{match['word']} {self.kept}".strip()
        self.start = match.start("word")
        return True

    def _body(self) -> bool:
        mention = None if self.body or self.back else self._mention_before(self.start)
        if not mention:
            return False
        if trait := TRAIT.search(self.text[: mention.span.start][-15:]):
            self.start = mention.span.start - len(trait.group())
            return True
        self.is_other = is_others(self.text, mention)
        self.body, self.start = mention.entity, mention.span.start
        self.is_demonym = mention.use is Use.DEMONYM
        owner = self._mention_before(self.start)
        if owner and self._owns(owner):
            # "Turkey's EU minister" is Turkey's.
            self.body, self.core, self.start = owner.entity, self.start, owner.span.start
        elif self.is_demonym and self._is_origin(owner):
            # "OPEC's Chadian secretary general" and "its Chadian chief" are not Chad's.
            self.body, self.is_demonym = (owner.entity if owner else None), False
            self.start = owner.span.start if owner else self.start
        elif self._is_posted_to(mention):
            self.body, self.core, self.is_of_state = None, self.start, True
        return True

    def _is_origin(self, owner: Mention | None) -> bool:
        """Whether a nation tells where the bearer is from: an organisation stands before it."""
        if owner:
            of_body = owner.entity is not None and owner.entity.kind is Kind.ORGANISATION
            return of_body and self.text.startswith("'", owner.span.end)
        noun = self._before(titlewords.POSSESSOR)
        if noun:
            return noun["noun"].lower() in titlewords.words("body_nouns")
        of_org = titlewords.scopes()[self.head] == "org"
        return of_org and _ITS.search(self.text[: self.start][-7:]) is not None

    def _is_posted_to(self, mention: Mention) -> bool:
        """Whether the body is where a state has an ambassador: "the U.N. ambassador"."""
        of_body = mention.entity is not None and mention.entity.kind is Kind.ORGANISATION
        return (
            of_body
            and self.head in {"ambassador", "permanent representative"}
            and str(mention.entity and mention.entity.key)
            not in titlewords.words("sends_ambassadors")
        )

    def _rank(self) -> bool:
        """Take a rank before the state: "Deputy Malaysian Prime Minister"."""
        match = self._before(_RANK) if self.body else None
        if not match:
            return False
        self.kept, self.start = f"{match['word']} {self.kept}".strip(), match.start()
        return True

    def _agency(self) -> None:
        """Take "Kenya's Intelligence Service director"; of a demonym and of a possessive only."""
        near = [at for at in self.by_end if self.start - 90 < at < self.start]
        mention = self.by_end[max(near)] if near and not self.body and not self.back else None
        if mention is None or mention.entity is None or mention.entity.kind is not Kind.STATE:
            return
        match = AGENCY_BEFORE.match(self.text, mention.span.end)
        if match and match.end() == self.start and is_own(self.text, match, mention):
            self.body, self.start, self.is_other = mention.entity, mention.span.start, False
            self.core = match.start("agency")

    def _lone_agency(self) -> None:
        """Take "Treasury spokesman", "House of Commons Speaker": some state's, told elsewhere."""
        told = self.body or self.back or titlewords.scopes()[self.head] == "none"
        match = None if told else self._before(LONE_AGENCY)
        before = CAPITAL_BEFORE.search(self.text[: match.start()][-40:]) if match else None
        whole = not before or before["word"] in not_names()
        if match and (whole or self._mention_before(match.start())):
            self.start, self.core, self.is_of_state = match.start(), match.start("agency"), True
            self._body()

    def _lone_body(self) -> None:
        """Take "Tribunal spokeswoman": of the organisation that the article speaks of."""
        told = self.body or self.back or titlewords.scopes()[self.head] == "none"
        match = None if told else self._before(LONE_BODY)
        if match and not CAPITAL_BEFORE.search(self.text[: match.start()][-40:]):
            self.back, self.start = "body", match.start()

    def _owns(self, owner: Mention) -> bool:
        """Whether a state stands before an organisation's name as its office's: "Turkey's EU"."""
        of_state = owner.entity is not None and owner.entity.kind is Kind.STATE
        possessive = self.text.startswith("'", owner.span.end) or owner.use is Use.DEMONYM
        joined = self.body is not None and self.body.kind is Kind.ORGANISATION
        national = self.head in map(titlewords.plain, titlewords.words("national"))
        return national and of_state and possessive and joined

    def _noun(self) -> bool:
        match = None if self.body or self.back else self._before(titlewords.back())
        if not match:
            return False
        self.back, self.start = "country", match.start()
        return True

    def _mention_before(self, at: int) -> Mention | None:
        match = titlewords.GAP_BEFORE.search(self.text, max(at - 4, 0), at)
        return self.by_end.get(match.start()) if match else None

    def _before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.text, max(self.start - 50, 0), self.start)
