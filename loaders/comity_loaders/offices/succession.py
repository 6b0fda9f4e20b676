"""Offices told by reference to somebody else's: a counterpart, a predecessor, a successor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from comity.model import Entity, Kind, OfficeStatus, Span, local_entity
from comity_loaders.offices.homes import assembly
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import AND_NAME, HONORIFICS
from comity_loaders.titles.titles import BODIES, Title

_TO_NAME = rf"(?:,|,?[ ]+(?:was|is|being))?[ ]+(?:{HONORIFICS}[ ]+)*"
_COUNTERPART = re.compile(r"(?i)(?:'s)?[ ]+counterpart(?P<many>s)?(?![\w-])")
_JOINT = re.compile(r"(?:,|,?[ ]+and)[ ]+$")
_NAME = re.compile(_TO_NAME)
_PREDECESSOR = re.compile(
    rf"\b(?P<whose>his|her|your)[ ]+(?:[a-z]+[ ]+){{0,3}}?(?P<word>predecessor|successor)"
    rf"(?:[ ]+in[ ]+(?:the[ ]+)?office)?(?i:{_TO_NAME})",
    re.I,
)
_SUCCEEDED = re.compile(
    r"(?:,?[ ]+(?:who|and|which|a role in which (?:he|she)))?"
    r"(?:[ ]+(?:has|had|is to|will|also))*[ ]+"
    r"(?P<verb>succeeded|succeed|succeeds|replaced|replaces|replace|took over from|takes over from|"
    r"as the successor of|as the successor to|as successor to|"
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
    rf"(?:[ ]+as[ ]+(?:the[ ]+)?)?(?i:{_TO_NAME})"
)
_AS = re.compile(r"[ ]+(?:as|to be|to become|in the post of)[ ]+(?:the[ ]+|its[ ]+)?")
_PLANNED = re.compile(r"\b(?:is to|will|to)[ ]+(?:succeed|replace|take over)")


def relative_links(people: People, links: Sequence[OfficeMention]) -> list[OfficeMention]:
    """The offices that the words tie to another's, given those that they tell outright."""
    finder = _Relative(people, links)
    return [
        *finder.counterparts(),
        *finder.predecessors(),
        *finder.theirs(),
        *finder.successions(),
        *finder.handed_over(),
    ]


class _Relative:
    def __init__(self, people: People, links: Sequence[OfficeMention]) -> None:
        self.people, self.links = people, sorted(links, key=lambda link: link.span)
        self.text = people.document.text
        self._by_start = {m.span.start: m for m in people.mentions}
        self._titles = {t.span.start: t for t in people.titles}

    def counterparts(self) -> Iterator[OfficeMention]:
        """Of "met his Russian counterpart, X": the same title, of the state named.

        Also of "his Russian and Polish counterparts, X and Y", in order.
        """
        for match in _COUNTERPART.finditer(self.text):
            states = list(self._states_to(match))
            names = list(self._names_from(match.end(), len(states)))
            like = self._like(match) if states and len(names) == len(states) else None
            for state, name in zip(states, names, strict=False) if like else ():
                if like and like.body != state and like.person != name.entity:
                    span = Span(match.start(), name.span.end)
                    same = self._same(like, name, span, OfficeStatus.CURRENT)
                    yield replace(same, body=state, pattern="counterpart")

    def _states_to(self, match: re.Match[str]) -> Iterator[Entity]:
        """The states of "his Greek, Cypriot and French counterparts", in order."""
        found: list[Entity] = []
        end = match.start()
        by_end = {m.span.end: m for m in self.people.document.mentions}
        while (mention := by_end.get(end)) and mention.entity and mention.entity.kind in BODIES:
            found.insert(0, mention.entity)
            before = self.text[: mention.span.start]
            joint = _JOINT.search(before[-10:]) if match["many"] else None
            end = mention.span.start - len(joint.group()) if joint else -1
        if match["many"] is None or len(found) > 1:
            yield from found

    def _names_from(self, at: int, most: int) -> Iterator[PersonMention]:
        """The names behind "counterparts", as many as there are states."""
        gap = _NAME.match(self.text, at)
        for _ in range(most):
            name = self._by_start.get(gap.end()) if gap else None
            if not name:
                return
            yield name
            gap = AND_NAME.match(self.text, name.span.end)

    def _like(self, match: re.Match[str]) -> OfficeMention | None:
        """The office of the one whose counterpart somebody is: named before, or only titled."""
        before = self._before(Span(match.start(), match.end()))
        if re.search(r"(?i)\bmy\b", self.text[max(match.start() - 60, 0) : match.start()]):
            return self.links[0] if self.links else None
        return before or self._untied(match.start())

    def _untied(self, at: int) -> OfficeMention | None:
        """The office of "the Greek foreign minister", whom the sentence does not name."""
        sentence = self.people.document.sentence_at(at)
        titles = [
            t
            for t in self.people.titles
            if sentence and sentence.span.start <= t.span.start < at and t.body and not t.plural
        ]
        if not titles or titles[-1].scope == "none":
            return None
        return office_of(self._nobody, titles[-1])

    @cached_property
    def _nobody(self) -> Entity:
        return local_entity(Kind.PERSON, "")

    def predecessors(self) -> Iterator[OfficeMention]:
        """Of "her predecessor was X": the same office, held before."""
        for match in _PREDECESSOR.finditer(self.text):
            name = self._by_start.get(match.end())
            is_yours = match["whose"].lower() == "your"
            like = None if is_yours else self._before(Span(match.start(), match.end()))
            if name and is_yours and match["word"].lower() == "predecessor":
                yield from self._of_assembly(name, Span(match.start(), name.span.end))
            if name and like and like.person != name.entity:
                later = match["word"].lower() == "successor"
                status = OfficeStatus.CURRENT if later else OfficeStatus.FORMER
                yield self._same(like, name, Span(match.start(), name.span.end), status)

    def theirs(self) -> Iterator[OfficeMention]:
        """Of "President X's predecessor, Y": the same office, held before."""
        for mention in self.people.mentions:
            match = _THEIRS.match(self.text, mention.span.end)
            name = self._by_start.get(match.end()) if match else None
            like = self._office_of(mention.entity, mention.span) if name else None
            if match and name and like and like.person != name.entity:
                later = match["word"] == "successor"
                status = OfficeStatus.CURRENT if later else OfficeStatus.FORMER
                yield self._same(like, name, Span(mention.span.start, name.span.end), status)

    def _of_assembly(self, name: PersonMention, span: Span) -> Iterator[OfficeMention]:
        """The one before the president to whom a speech in the General Assembly is addressed."""
        body = assembly(self.people.document)
        if body:
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
            earlier = self._by_start.get(match.end())
            later = self._person_before(match.start()) if earlier else None
            if not earlier or not later or later == earlier.entity:
                continue
            span = Span(match.start() + 1, earlier.span.end)
            title = self._as_title(earlier)
            if title:
                yield from self._both(title, later, earlier.entity, match)
                continue
            like = self._office_of(later, span)
            if like and (like.body or like.scope != "named"):
                yield self._same(like, earlier, span, OfficeStatus.FORMER)
                verb = Span(match.start("verb"), match.end("verb"))
                yield replace(like, span=span, trigger=verb, predicated=True, name=None)

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
                yield self._same(own[-1], later, span, OfficeStatus.CURRENT)

    def _as_title(self, name: PersonMention) -> Title | None:
        """The title in "succeeded X as director general"."""
        match = _AS.match(self.text, name.span.end)
        return self._titles.get(match.end()) if match else None

    def _both(
        self, title: Title, later: Entity, earlier: Entity, match: re.Match[str]
    ) -> Iterator[OfficeMention]:
        """The office of the one who comes and of the one who goes."""
        if not title.body or title.scope == "none" or title.plural:
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

    def _same(
        self, like: OfficeMention, name: PersonMention, span: Span, status: OfficeStatus
    ) -> OfficeMention:
        return replace(
            like,
            person=name.entity,
            status=status,
            span=span,
            trigger=span,
            name=name.span,
            pattern="succession",
            predicated=False,
            since=None,
            until=None,
        )

    def _before(self, span: Span) -> OfficeMention | None:
        """The office spoken of last, in this sentence or the one before."""
        sentences = self.people.document.sentences
        here = self.people.document.sentence_at(span.start)
        index = sentences.index(here) if here else 0
        start = sentences[max(index - 1, 0)].span.start if here else 0
        near = [link for link in self.links if start <= link.span.start < span.start]
        inside = [link for link in near if here and here.span.start <= link.span.start]
        found = inside[:1] or near[-1:]
        return found[0] if found else None

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
