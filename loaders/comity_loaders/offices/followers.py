"""Those who came after somebody: "X succeeded her"; "he was followed as premier by X (1990-95)".

The one before is the only person of the sentence before; a list of names with years in brackets,
behind "followed by", tells of office, not of who spoke next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Entity, OfficeStatus, Span
from comity_loaders import wordlists
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.likeoffices import same_office
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.othernames import OtherNames
from comity_loaders.offices.successions import person_before
from comity_loaders.offices.successionwords import SUCCEEDED_BY
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import HONORIFICS

_PRONOUN = re.compile(r"\b[Hh]e\b|\b[Ss]he\b")
_THEM = re.compile(
    r"(?:,[^,.;:\"\n]{3,60},)?[ ]+(?:(?:has|had|duly|then|later|formally)[ ]+)*"
    rf"(?P<verb>{'|'.join(wordlists.load('officeverbs.yaml')['after_them'])})[ ]+(?:him|her)"
    r"(?:[ ]+as[ ]+(?:(?:the|its)[ ]+)?(?P<title>[a-z][a-z -]*?))?"
    r"(?=[ ]*(?:[.,;]|$|\n|\b(?:in(?! the\b| his\b| her\b| a\b)|on|after|when|last|this)\b))"
)
_ELECTED = re.compile(r"\bto[ ]")
_YEARS = re.compile(r"[ ]*\([^()]{0,15}?\d{4}[ ]?(?:[-–—]|to)[ ]?(?P<to>\d{2,4})?[^()]{0,10}\)")
_SINCE = re.compile(r"[ ]*\((?:since[ ]|from[ ])?[^()]{0,15}?\d{4}\)")
_NEXT = re.compile(rf"(?:,[ ]*(?:and[ ]+)?|[ ]+and[ ]+)(?:{HONORIFICS}[ ]+)*")
_AS_BY = re.compile(
    r"[ ]+(?:and[ ]+)?(?:was|were|been)[ ]+(?P<verb>succeeded|replaced|followed)[ ]+as[ ]+"
    r"(?:the[ ]+|its[ ]+)?(?:[a-z]+[ ]+)?$"
)
_BY = re.compile(rf",?[ ]+by[ ]+(?:{HONORIFICS}[ ]+)*")
_NATION = re.compile(r"[ ]+(?:of|from)[ ]+(?:the[ ]+)?")


class Followers:
    """Finds them in one article.

    Args:
        people: those of the article.
        known: the offices that are told elsewhere.
    """

    def __init__(self, people: People, known: Sequence[OfficeMention]) -> None:
        self.people, self.document, self.known = people, people.document, known
        self.text = people.document.text
        self._others = OtherNames(people)
        self._names = {m.span.start: m for m in people.mentions}
        self._nations = {m.span.start: m.span.end for m in people.document.mentions if m.entity}

    def find(self) -> Iterator[OfficeMention]:
        """The offices of those who came after."""
        yield from self._after_them()
        yield from self._listed()
        yield from self._replaced_as()

    def _after_them(self) -> Iterator[OfficeMention]:
        """Of "X of Ghana succeeded her", "X was elected to succeed him"."""
        for mention in self.people.mentions:
            match = _THEM.match(self.text, self._past_nation(mention))
            earlier = self._only_one_before(mention.span) if match else None
            like = self._office_of(earlier, mention.span.start) if earlier else None
            if match and like and match["title"] not in {None, like.title.lower(), like.head}:
                continue
            if match and like and like.person != mention.entity:
                plans = _ELECTED.search(match["verb"])
                status = OfficeStatus.ELECT if plans else OfficeStatus.CURRENT
                yield same_office(like, mention, Span(mention.span.start, match.end()), status)

    def _listed(self) -> Iterator[OfficeMention]:
        """Of "he was followed by X of Chad (1974-1988), Y (1988-2001) and Z (since 2001)"."""
        for match in SUCCEEDED_BY.finditer(self.text):
            other = self._others.at(match.end())
            earlier = self._subject(match.start()) if other else None
            like = self._office_of(earlier, match.start()) if earlier else None
            mention = other.name if other else None
            while like and mention and (years := self._years(mention)):
                status = OfficeStatus.FORMER if years[1] else OfficeStatus.CURRENT
                yield same_office(like, mention, Span(mention.span.start, years[0]), status)
                gap = _NEXT.match(self.text, years[0])
                mention = self._names.get(gap.end()) if gap else None

    def _replaced_as(self) -> Iterator[OfficeMention]:
        """Of "he was succeeded as president by X", where the office is known in full."""
        for title in self.people.titles:
            before = _AS_BY.search(self.text, max(title.span.start - 50, 0), title.span.start)
            by = _BY.match(self.text, title.span.end) if before and not title.body else None
            name = self._names.get(by.end()) if by else None
            earlier = self._subject(before.start()) if before and name else None
            like = self._office_of(earlier, title.span.start, title.head) if earlier else None
            if name and like and like.person != name.entity:
                span = Span(title.span.start, name.span.end)
                yield same_office(like, name, span, OfficeStatus.CURRENT)

    def _years(self, mention: PersonMention) -> tuple[int, bool] | None:
        """Where the years in brackets behind a name end, and whether they are over."""
        at = self._past_nation(mention)
        over, since = _YEARS.match(self.text, at), _SINCE.match(self.text, at)
        if over:
            return over.end(), over["to"] is not None
        return (since.end(), False) if since else None

    def _past_nation(self, mention: PersonMention) -> int:
        """The end of a name and of where its bearer is from."""
        of = _NATION.match(self.text, mention.span.end)
        end = self._nations.get(of.end()) if of else None
        return end or mention.span.end

    def _subject(self, at: int) -> Entity | None:
        """Whose verb starts here: a pronoun's, or the one named before it in the sentence."""
        pronoun = re.search(r"\b(?:[Hh]e|[Ss]he)$", self.text[max(at - 4, 0) : at])
        start = at - len(pronoun.group()) if pronoun else at
        meant = resolve(self.document, Span(start, at)) if pronoun else None
        return meant or person_before(self.people, at)

    def _only_one_before(self, span: Span) -> Entity | None:
        """The one person of whom the sentence before tells, by name or as "he" or "she"."""
        sentences = self.document.sentences
        here = self.document.sentence_at(span.start)
        index = sentences.index(here) if here else 0
        last = sentences[index - 1].span if index else None
        if here is None or last is None:
            return None
        own = any(here.span.start <= m.span.start < span.start for m in self.people.mentions)
        named = {m.entity for m in self.people.mentions if last.contains(m.span)}
        for match in _PRONOUN.finditer(self.text, last.start, last.end):
            meant = resolve(self.document, Span(match.start(), match.end()))
            named |= {meant} if meant else set()
        return next(iter(named)) if len(named) == 1 and not own else None

    def _office_of(self, person: Entity, at: int, head: str = "") -> OfficeMention | None:
        """The office that somebody is said to hold, or to have held, last before a place."""
        own = [k for k in self.known if k.person == person and k.span.start < at]
        own = [k for k in own if k.body and head in {"", k.head}]
        return max(own, key=lambda k: k.span) if own else None
