"""Offices told by reference to somebody else's: a predecessor, a successor, a counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.model import Entity, OfficeStatus, Span
from comity_loaders.offices.counterparts import Counterparts
from comity_loaders.offices.homes import assembly
from comity_loaders.offices.likeoffices import TO_NAME, last_office, same_office
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.offices.successions import Successions, person_before
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import HONORIFICS

_PREDECESSOR = re.compile(
    rf"\b(?P<whose>his|her|your)[ ]+(?:[a-z]+[ ]+){{0,3}}?(?P<word>predecessor|successor)"
    rf"(?:[ ]+in[ ]+(?:the[ ]+)?office)?(?i:{TO_NAME})",
    re.I,
)
_THEIRS = re.compile(
    rf"'s?[ ]+(?:[a-z]+[ ]+){{0,3}}?(?P<word>predecessor|successor)(?:[ ]+in[ ]+office)?"
    rf"(?:[ ]+as[ ]+(?:the[ ]+)?)?(?i:{TO_NAME})"
)
# "X was replaced as premier by Y"; "Y took over as premier from X".
_AS_BY = re.compile(r"(?P<verb>succeeded|replaced|followed)[ ]+as[ ]+(?:the[ ]+|its[ ]+)?$")
_BY = re.compile(
    rf"(?:[ ]+(?:in|on|last|this)[ ]+[\w ]{{3,20}}?)?,?[ ]+by[ ]+(?:{HONORIFICS}[ ]+)*"
)
_OVER_AS = re.compile(r"(?:took|takes|taken|taking)[ ]+over[ ]+as[ ]+(?:the[ ]+|its[ ]+)?$")
_FROM = re.compile(rf"[ ]+from[ ]+(?:{HONORIFICS}[ ]+)*")
# "Replaced the veteran minister X with Y".
_REPLACED = re.compile(
    r"\b(?<!be )(?<!to )(?:replaced|replaces|replacing)[ ]+(?:(?:its|his|her|the|their)[ ]+)?"
    r"(?:[a-z-]+[ ]+){0,2}$"
)
_WITH = re.compile(rf"(?:,[^,.;\n]{{3,60}})?,?[ ]+(?:with|by)[ ]+(?:{HONORIFICS}[ ]+)*")


def relative_links(people: People, links: Sequence[OfficeMention]) -> list[OfficeMention]:
    """The offices that the words tie to another's, given those that they tell outright."""
    placed = sorted(links, key=lambda link: link.span)
    finder = _Relative(people, placed)
    return [
        *Counterparts(people, placed).find(),
        *finder.predecessors(),
        *finder.theirs(),
        *Successions(people, placed).find(),
        *finder.replaced_as(),
        *finder.replaced_with(),
    ]


class _Relative:
    def __init__(self, people: People, links: Sequence[OfficeMention]) -> None:
        self.people, self.links = people, links
        self.text = people.document.text
        self._by_start = {m.span.start: m for m in people.mentions}
        self._titles = {t.span.start: t for t in people.titles}

    def predecessors(self) -> Iterator[OfficeMention]:
        """Of "her predecessor was X": the same office, held before."""
        for match in _PREDECESSOR.finditer(self.text):
            name = self._by_start.get(match.end())
            span = Span(match.start(), match.end())
            if match["whose"].lower() == "your":
                yield from self._of_assembly(match, name)
            elif name and (like := last_office(self.people.document, self.links, span)):
                yield from self._of_other(like, match, name, span)

    def _of_other(
        self, like: OfficeMention, match: re.Match[str], name: PersonMention, span: Span
    ) -> Iterator[OfficeMention]:
        if like.person != name.entity:
            later = match["word"].lower() == "successor"
            status = OfficeStatus.CURRENT if later else OfficeStatus.FORMER
            yield same_office(like, name, Span(span.start, name.span.end), status)

    def theirs(self) -> Iterator[OfficeMention]:
        """Of "President X's predecessor, Y": the same office, held before."""
        for mention in self.people.mentions:
            match = _THEIRS.match(self.text, mention.span.end)
            name = self._by_start.get(match.end()) if match else None
            like = self._office_of(mention.entity, mention.span) if name else None
            if match and name and like:
                yield from self._of_other(like, match, name, mention.span)

    def _of_assembly(
        self, match: re.Match[str], name: PersonMention | None
    ) -> Iterator[OfficeMention]:
        """The one before the president to whom a speech in the General Assembly is addressed."""
        body = assembly(self.people.document)
        if body and name and match["word"].lower() == "predecessor":
            span = Span(match.start(), name.span.end)
            yield OfficeMention(
                person=name.entity,
                title="President",
                head="president",
                classes=frozenset({"head", "state"}),
                scope="named",
                body=body,
                status=OfficeStatus.FORMER,
                span=span,
                trigger=span,
                pattern="succession",
                name=name.span,
            )

    def replaced_as(self) -> Iterator[OfficeMention]:
        """Of "X was replaced as premier of Chad by Y", "Y took over as premier from X"."""
        for title in self.people.titles:
            before = self.text[max(title.span.start - 30, 0) : title.span.start]
            by, over = _AS_BY.search(before), _OVER_AS.search(before)
            gap = (_BY if by else _FROM).match(self.text, title.span.end) if by or over else None
            name = self._by_start.get(gap.end()) if gap else None
            if name and by and not re.search(r"\b(?:will|to|be)\b", before[: by.start()]):
                at = title.span.start - len(before) + by.start()
                verb = Span(at, at + len(by["verb"]))
                earlier = person_before(self.people, at)
                if earlier and earlier != name.entity and title.body:
                    told = replace(office_of(earlier, title, "succession"), trigger=verb)
                    yield replace(told, status=OfficeStatus.FORMER)
                    yield replace(told, person=name.entity, status=OfficeStatus.CURRENT)
            elif name and over and title.body:
                told = office_of(name.entity, title, "succession")
                yield replace(told, status=OfficeStatus.FORMER)

    def replaced_with(self) -> Iterator[OfficeMention]:
        """Of "Chad has replaced its oil minister, X, with Y": the same office."""
        for link in self.links:
            before = self.text[max(link.span.start - 60, 0) : link.span.start]
            gap = _WITH.match(self.text, link.span.end) if _REPLACED.search(before) else None
            name = self._by_start.get(gap.end()) if gap else None
            if name and name.entity != link.person:
                span = Span(link.span.start, name.span.end)
                yield same_office(link, name, span, OfficeStatus.CURRENT)

    def _office_of(self, person: Entity, span: Span) -> OfficeMention | None:
        """The office that a person is said to hold nearest before."""
        own = [k for k in self.links if k.person == person and k.status is not OfficeStatus.FORMER]
        sentence = self.people.document.sentence_at(span.start)
        here = [k for k in own if sentence and sentence.span.overlaps(k.span)]
        found = here or own
        return found[-1] if found else None
