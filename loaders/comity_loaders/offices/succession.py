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
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import HONORIFICS, ORIGIN_GAP
from comity_loaders.titles.titles import Title

_PREDECESSOR = re.compile(
    rf"\b(?P<whose>his|her|your)[ ]+(?:[a-z]+[ ]+){{0,3}}?(?P<word>predecessor|successor)"
    rf"(?:[ ]+in[ ]+(?:the[ ]+)?office)?(?i:{TO_NAME})",
    re.I,
)
_SUCCEEDED = re.compile(
    r"(?:,?[ ]+(?:who|and|which|a role in which (?:he|she)))?"
    r"(?:[ ]+(?:has|had|is to|will|also))*[ ]+"
    r"(?P<verb>succeeded|succeed|succeeds|replaced|replaces|replace"
    r"|(?:took|takes|take|taken) over (?:(?:in|on|this|next|last) [\w ]{3,18} )?from"
    r"|(?:(?:as|is|was|became|becomes) )?(?:the|his|her) (?:direct |immediate )?successor (?:of|to)"
    r"|as successor (?:to|of)|inherits? the (?:post|job|office|role) from|"
    r"taking over from|succeeding|replacing)[ ]+"
    rf"(?:(?:his|her)[ ]+[A-Z]\w+[ ]+counterpart,?[ ]+)?(?:{HONORIFICS}[ ]+)*"
)
_SUCCEEDED_BY = re.compile(
    r"(?:,?[ ]+(?:who|and))?(?:[ ]+(?:has|had|was|is|were|been|to be|later|then))*[ ]+"
    r"(?P<verb>succeeded by|replaced by|followed by|handed over to|gave way to|made way for)[ ]+"
    rf"(?:{HONORIFICS}[ ]+)*"
)
_THEIRS = re.compile(
    rf"'s?[ ]+(?:[a-z]+[ ]+){{0,3}}?(?P<word>predecessor|successor)(?:[ ]+in[ ]+office)?"
    rf"(?:[ ]+as[ ]+(?:the[ ]+)?)?(?i:{TO_NAME})"
)
_AS = re.compile(r"[ ]+(?:as|to be|to become|in the post of)[ ]+(?:the[ ]+|its[ ]+)?")
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
# "The minister took over from X at the OECD": not as a minister.
_AT = re.compile(r"[ ]+(?:at|as|in charge)\b")
_PLANNED = re.compile(r"\b(?:is to|will|to)[ ]+(?:succeed|replace|take over)")


def relative_links(people: People, links: Sequence[OfficeMention]) -> list[OfficeMention]:
    """The offices that the words tie to another's, given those that they tell outright."""
    placed = sorted(links, key=lambda link: link.span)
    finder = _Relative(people, placed)
    return [
        *Counterparts(people, placed).find(),
        *finder.predecessors(),
        *finder.theirs(),
        *finder.successions(),
        *finder.handed_over(),
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

    def successions(self) -> Iterator[OfficeMention]:
        """Of "X succeeded Y": the office that one of them is known to hold, is the other's too."""
        for match in _SUCCEEDED.finditer(self.text):
            earlier = self._by_start.get(self._past_nation(match.end()))
            later = self._person_before(match.start()) if earlier else None
            if not earlier or not later or later == earlier.entity:
                continue
            span = Span(match.start() + 1, earlier.span.end)
            title = self._as_title(earlier)
            if title:
                yield from self._both(title, later, earlier.entity, match)
                continue
            goes_on = _AT.match(self.text, earlier.span.end) or self._follows_title(match)
            like = None if goes_on else self._office_of(later, span)
            if like and (like.body or like.scope != "named"):
                yield same_office(like, earlier, span, OfficeStatus.FORMER)
                verb = Span(match.start("verb"), match.end("verb"))
                yield replace(like, span=span, trigger=verb, predicated=True, name=None)

    def _past_nation(self, at: int) -> int:
        """Where the name starts in "succeeding Chadian X"."""
        nation = next((m for m in self.people.document.mentions if m.span.start == at), None)
        gap = ORIGIN_GAP.match(self.text, nation.span.end) if nation and nation.entity else None
        return gap.end() if gap and at not in self._by_start else at

    def _follows_title(self, match: re.Match[str]) -> bool:
        """Whether a title that is nobody's yet stands right before: "as chair, succeeding"."""
        at = match.start() - int(self.text[match.start() - 1] == ",")
        ends = {t.span.end for t in self.people.titles}
        return at in ends and not any(link.span.start < at <= link.span.end for link in self.links)

    def handed_over(self) -> Iterator[OfficeMention]:
        """Of "X was succeeded by Y": the office that one is known to have held, is the other's."""
        for match in _SUCCEEDED_BY.finditer(self.text):
            later = self._by_start.get(match.end())
            earlier = self._person_before(match.start()) if later else None
            is_plan = re.search(r"\b(?:be|being)$", self.text[: match.start("verb")].rstrip()[-8:])
            if not later or not earlier or earlier == later.entity or is_plan:
                continue
            title = self._as_title(later)
            if title:
                yield from self._both(title, later.entity, earlier, match)
                continue
            own = [k for k in self.links if k.person == earlier and k.span.start < match.start()]
            if own and (own[-1].body or own[-1].scope != "named"):
                span = Span(match.start() + 1, later.span.end)
                yield same_office(own[-1], later, span, OfficeStatus.CURRENT)

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
                earlier = self._person_before(at)
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
        yield replace(told, status=OfficeStatus.FORMER)
        planned = bool(_PLANNED.search(match.group()))
        status = OfficeStatus.ELECT if planned else OfficeStatus.CURRENT
        yield replace(told, person=later, status=status, predicated=True)

    def _person_before(self, at: int) -> Entity | None:
        """The subject: the last named before in the sentence, titles and asides left out."""
        sentence = self.people.document.sentence_at(at)
        if not sentence:
            return None
        named = [
            m.entity
            for m in self.people.mentions
            if sentence.span.start <= m.span.start and m.span.end <= at
        ]
        if named:
            return named[-1] if len(set(named)) == 1 or self._adjoins(at) else None
        return None

    def _adjoins(self, at: int) -> bool:
        return any(m.span.end == at for m in self.people.mentions)

    def _office_of(self, person: Entity, span: Span) -> OfficeMention | None:
        """The office that a person is said to hold nearest before."""
        own = [k for k in self.links if k.person == person and k.status is not OfficeStatus.FORMER]
        sentence = self.people.document.sentence_at(span.start)
        here = [k for k in own if sentence and sentence.span.overlaps(k.span)]
        found = here or own
        return found[-1] if found else None
