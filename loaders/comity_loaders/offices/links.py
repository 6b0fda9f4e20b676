"""Who holds which office, by the words: titles beside names and verbs of office.

What the words say is collected first (`Link`); whose office it is where they leave that out is
found afterwards (`officebodies`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from comity.model import Entity, Kind, OfficeStatus, Span
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles import officewords, titlewords
from comity_loaders.titles.distributed import distributed
from comity_loaders.titles.titles import Title

STATES = (Kind.STATE, Kind.TERRITORY)


class Linker:
    """Ties titles to the names beside them, in one article."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.text = people.document.text
        self._by_start = {m.span.start: m for m in people.mentions}
        self._titles = {t.span.start: t for t in people.titles}

    def links(self) -> Iterator[OfficeMention]:
        """Every link, in no order; the bodies that the words leave out are None."""
        for title in self.people.titles:
            if title.plural:
                yield from self._plural(title)
            elif title.scope != "none":
                yield from self._before_name(title)
                yield from self._copula_before_name(title)
        for mention in self.people.mentions:
            yield from self._behind(mention)
            yield from self._predicated(mention, mention.span.end)
            yield from self._put_into_office(mention)
            yield from self._heads(mention, mention.span.end)
            for pattern in (officewords.ASIDE, officewords.PROFESSION_WHO):
                aside = pattern.match(self.text, mention.span.end)
                if aside:
                    yield from self._predicated(mention, aside.end())
                    yield from self._heads(mention, aside.end())

    def _before_name(self, title: Title) -> Iterator[OfficeMention]:
        """Of "NATO Secretary General X", and both of "Deputy Premier and Foreign Minister X"."""
        mention = self._name_after(title)
        if not mention:
            return
        chained = self._chained(title)
        body = title.body or (chained.body if chained else None)
        link = self._link(title, mention, "before-name")
        yield replace(link, body=link.body or body)
        if chained:
            own = chained.body or (None if chained.back else body)
            yield replace(self._link(chained, mention, "before-name"), body=own)

    def _name_after(self, title: Title) -> PersonMention | None:
        match = officewords.BEFORE_NAME.match(self.text, title.span.end)
        start = self._past_origin(match.end()) if match else 0
        mention = self._by_start.get(start) if match else None
        if not match or not mention or self._is_anothers(title):
            return None
        if "," not in match.group():
            return mention
        if self._is_behind_name(title) or not self._is_apposition(title, mention):
            return None
        return mention

    def _is_behind_name(self, title: Title) -> bool:
        """Whether a title is that of the name before: "X, Commissioner for Trade, Y, Chair"."""
        before = self.text[max(title.span.start - 3, 0) : title.span.start]
        ends = {m.span.end for m in self.people.mentions}
        return title.determiner == "" and (
            re.search(r",[ ]+$", before) is not None
            and title.span.start - len(before) + len(before.rstrip(", ")) in ends
        )

    def _past_origin(self, at: int) -> int:
        """Where the name starts in "the secretary general, Norway's X"."""
        body = None if at in self._by_start else self._bodies_by_start.get(at)
        match = officewords.ORIGIN_GAP.match(self.text, body[1]) if body else None
        return match.end() if match else at

    def _is_anothers(self, title: Title) -> bool:
        """Whether the name behind may be that of the bearer's spokesman."""
        start = title.span.start - len(title.determiner) - bool(title.determiner)
        before = self.text[max(start - 20, 0) : start]
        return title.determiner == "the" and bool(officewords.SPEAKS_FOR.search(before))

    def _is_apposition(self, title: Title, mention: PersonMention) -> bool:
        """Whether a name behind a title and a comma is the title's, and opens no new clause."""
        of = titlewords.OF_ONLY.match(self.text, mention.span.end)
        origin = self._bodies_by_start.get(of.end()) if of else None
        if officewords.CLOSES.match(self.text, origin[1] if origin else mention.span.end):
            return True
        if title.determiner in {"a", "an"}:
            return False
        if title.determiner == "the" and title.body and self._opens_clause(title, mention):
            return True
        sentence = self.people.document.sentence_at(title.span.start)
        return sentence is not None and not re.search(
            r"\w{4}", self.text[sentence.span.start : title.span.start]
        )

    def _opens_clause(self, title: Title, mention: PersonMention) -> bool:
        """Whether title and name are its subject: "…, the Malian premier, X said that …"."""
        before = self.text[max(title.span.start - 8, 0) : title.span.start]
        acts = officewords.ACTS.match(self.text, mention.span.end)
        return acts is not None and re.search(r"[,\n]\s*(?:the[ ]+)?$", before) is not None

    def _chained(self, title: Title) -> Title | None:
        """The title that is joined to this one from before, with the same bearer."""
        for other in self.people.titles:
            between = self.text[other.span.end : title.span.start]
            joined = between == " " and other.body and title.core.start == title.span.start
            if (joined or officewords.JOINS.fullmatch(between)) and not other.plural:
                same_case = other.core.of(self.text)[0].isupper() == title.text[0].isupper()
                own = title.body is not None and title.span.start < title.core.start
                if own and between == ", " and self._is_chair(other):
                    return other
                if title.determiner or (own and other.head not in titlewords.words("rotating")):
                    continue
                if own and (re.match(r",[ ]+and", between) or self._is_behind_name(other)):
                    continue
                if (
                    (same_case or joined or own)
                    and other.scope != "none"
                    and not (own and other.determiner not in {"", "its"})
                ):
                    return other
        return None

    def _is_chair(self, title: Title) -> bool:
        """Whether it is a body's chair, of which the state's office behind is the bearer's."""
        rotating = title.head in titlewords.words("rotating") and title.scope != "none"
        is_of_body = title.body is not None and title.body.kind not in STATES
        opens = title.determiner == "the" and (is_of_body or title.back == "body")
        return rotating and not self._is_behind_name(title) and (opens or title.back == "body")

    def _copula_before_name(self, title: Title) -> Iterator[OfficeMention]:
        """Of "its Secretary General is X"; "the president at that time was X"."""
        match = officewords.TITLE_IS.match(self.text, title.span.end)
        mention = self._by_start.get(match.end()) if match else None
        if match and mention:
            status = or_said(title.status, officewords.status_of(match["verb"]))
            yield replace(
                self._link(title, mention, "title-is", status),
                trigger=Span(match.start("verb"), match.end("verb")),
                predicated=True,
            )

    def _behind(self, mention: PersonMention) -> Iterator[OfficeMention]:
        """Of "X, secretary general of NATO", "X (the Thai foreign minister)"."""
        match = officewords.OPENS.match(self.text, mention.span.end)
        signed = officewords.SIGNED.match(self.text, mention.span.end)
        title = self._titles.get(match.end()) if match else None
        if signed and not title:
            match, title = signed, self._signed_as(mention, signed)
        if not match or not title or not self._is_apposed(title):
            return
        status = OfficeStatus.FORMER if match.groupdict().get("past") else title.status
        found = [self._link(title, mention, "behind-name", status)]
        yield from self._predicated(mention, title.span.end)
        for further, joint in self._joined_to(title):
            carried = status if joint == "and" and status is OfficeStatus.FORMER else further.status
            found.append(self._link(further, mention, "behind-name", carried))
            yield from self._predicated(mention, further.span.end)
        yield from sharing(found)

    def _joined_to(self, title: Title) -> Iterator[tuple[Title, str]]:
        """The titles that follow in one apposition, and what joins each."""
        while joined := officewords.AND_TITLE.match(self.text, title.span.end):
            following = self._titles.get(joined.end())
            if not following or not self._is_apposed(following) or self._leads_on(following):
                return
            yield following, joined.group().strip(" ,")
            title = following

    def _leads_on(self, title: Title) -> bool:
        """Whether it is of another, named behind the next: "X, judge, and Chad's A and B, Mr Y"."""
        joined = re.compile(r"[ ]+and[ ]+").match(self.text, title.span.end)
        following = self._titles.get(joined.end()) if joined and title.body else None
        return following is not None and self._name_after(following) is not None

    def _is_apposed(self, title: Title) -> bool:
        """Whether a title behind a name and a comma can be that name's."""
        if title.plural or title.scope == "none" or self._name_after(title):
            return False
        if title.determiner in {"his", "her", "their"}:
            return False  # "they arrested X, his prime minister and others"
        return title.determiner == "" or bool(officewords.ENDS.match(self.text, title.span.end))

    def _signed_as(self, mention: PersonMention, match: re.Match[str]) -> Title | None:
        """The title that fills the line below a name that ends a line, as below a letter."""
        title = self._titles.get(match.end())
        start = self.text.rfind("\n", 0, mention.span.start) + 1
        before = self.text[start : mention.span.start]
        if not title or not officewords.OPENS_LINE.fullmatch(before):
            return None
        ends = re.match(r"[ ]*[,.]?[ ]*(?:\n|$)", self.text[title.span.end :])
        return title if ends else None

    def _predicated(self, mention: PersonMention, end: int) -> Iterator[OfficeMention]:
        """Of "X is the head of the OSCE", "X was elected president", "named X foreign minister"."""
        match = officewords.person_is().match(self.text, end)
        title = self._titles.get(match.end()) if match else None
        if match and (not title or title.scope == "none"):
            ends = officewords.past_profession(self.text, match.end())
            title = next((self._titles[at] for at in ends if at in self._titles), None)
        if not match or not title or title.plural or title.scope == "none":
            return
        if self._name_after(title):
            return
        status = or_said(title.status, officewords.status_of(match["verb"]))
        yield replace(
            self._link(title, mention, "person-is", status),
            trigger=Span(match.start("verb"), len(self.text[: match.end()].rstrip())),
            predicated=True,
        )

    def _heads(self, mention: PersonMention, end: int) -> Iterator[OfficeMention]:
        """Of "X, who has headed the OAS since 1994", "X chairs the African Union"."""
        match = officewords.HEADS.match(self.text, end)
        body = self._bodies_by_start.get(match.end()) if match else None
        if not match or not body or body[0].kind not in (Kind.ORGANISATION, Kind.ORGAN):
            return
        if officewords.HEADED_ENDS.match(self.text, body[1]):
            verb = Span(match.start("verb"), match.end("verb"))
            head = "chair" if match["chairs"] else "head"
            is_past = match["past"] and not re.match(r"[ ]+since\b", self.text[body[1] :])
            yield OfficeMention(
                person=mention.entity,
                title=head,
                head=head,
                classes=titlewords.classes().get(head, frozenset()),
                scope="named",
                body=body[0],
                status=OfficeStatus.FORMER if is_past else OfficeStatus.CURRENT,
                span=Span(mention.span.start, body[1]),
                trigger=verb,
                pattern="heads",
                name=mention.span,
                predicated=True,
            )

    def _put_into_office(self, mention: PersonMention) -> Iterator[OfficeMention]:
        """Of "the council appointed X director"."""
        before = officewords.PUT_INTO_OFFICE.search(
            self.text, max(mention.span.start - 40, 0), mention.span.start
        )
        match = officewords.AS_TITLE.match(self.text, mention.span.end) if before else None
        title = self._titles.get(match.end()) if match else None
        if before and title and title.scope != "none" and not title.plural:
            status = or_said(title.status, officewords.put_status(before["verb"]))
            link = self._link(title, mention, "put-into-office", status)
            yield replace(
                link,
                body=link.body or self._deciding(before.start("verb")),
                trigger=Span(before.start("verb"), before.end("verb")),
                predicated=True,
            )

    def _deciding(self, verb: int) -> Entity | None:
        """The state in "Peru has named X ambassador to the OAS", whose office it then is."""
        gap = re.search(r"[ ]+(?:has[ ]+|had[ ]+)?$", self.text[max(verb - 6, 0) : verb])
        end = verb - len(gap.group()) if gap else -1
        states = (m for m in self.people.document.mentions if m.span.end == end and m.entity)
        return next((m.entity for m in states if m.entity and m.entity.kind in STATES), None)

    def _plural(self, title: Title) -> Iterator[OfficeMention]:
        """Of "Presidents X and Y"; "the presidents of Chad and Mali, X and Y"."""
        if title.scope == "none":
            return
        pairs = distributed(self.text, title, self._end_of_name, self._bodies_by_start)
        for start, owner in pairs:
            link = self._link(title, self._by_start[start], "plural")
            yield replace(link, title=officewords.singular(title.text, title.head), body=owner)
        mentions = () if pairs else tuple(self._names_from(title.span.end))
        least = 1 if self._is_one_of(title) else 2
        if len(mentions) < least or (title.bodies and len(title.bodies) != len(mentions)):
            return
        single = officewords.singular(title.text, title.head)
        for index, mention in enumerate(mentions):
            body = title.bodies[index] if title.bodies else None
            link = self._link(title, mention, "plural")
            yield replace(link, title=single, body=body or self._of_body(mention) or link.body)

    def _end_of_name(self, at: int) -> int | None:
        mention = self._by_start.get(at)
        return mention.span.end if mention else None

    def _is_one_of(self, title: Title) -> bool:
        """Whether one of several is named: "one of Iraq's vice presidents, X", "Ministers X"."""
        before = self.text[max(title.span.start - 12, 0) : title.span.start]
        alone = title.body is not None and title.text[0].isupper()
        return alone or bool(re.search(r"(?i)\bone of[ ]+(?:the[ ]+)?$", before))

    def _names_from(self, start: int) -> Iterator[PersonMention]:
        match = officewords.BEFORE_NAME.match(self.text, start)
        while match and (mention := self._by_start.get(match.end())):
            yield mention
            place = self._origin(mention)
            end = place[1] if place else mention.span.end
            match = officewords.AND_NAME.match(self.text, end)

    def _link(
        self,
        title: Title,
        mention: PersonMention,
        pattern: str,
        status: OfficeStatus | None = None,
    ) -> OfficeMention:
        start = min(title.span.start, mention.span.start)
        of = (
            self._of_body(mention) or self._listed_after(title)
            if _is_of_state(title) and not title.back and not self._presides(title, mention)
            else None
        )
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

    def _of_body(self, mention: PersonMention) -> Entity | None:
        """The state in "President X of Senegal", "President X (Senegal)"."""
        found = self._origin(mention)
        return found[0] if found else None

    def _origin(self, mention: PersonMention) -> tuple[Entity, int] | None:
        """The state behind a name that says where its bearer is from, and where that ends."""
        of = titlewords.OF_ONLY.match(self.text, mention.span.end)
        if of:
            return self._bodies_by_start.get(of.end())
        bracket = re.compile(r"[ ]*\([ ]*").match(self.text, mention.span.end)
        found = self._bodies_by_start.get(bracket.end()) if bracket else None
        closes = re.compile(r"[ ]*\)").match(self.text, found[1]) if found else None
        return (found[0], closes.end()) if found and closes else None

    def _listed_after(self, title: Title) -> Entity | None:
        """The state in "X, foreign minister, Senegal; Y, …", as rosters have it."""
        match = re.compile(r",[ ]+").match(self.text, title.span.end)
        found = self._bodies_by_start.get(match.end()) if match else None
        ends = found and re.compile(r"[ ]*(?:[;:\n]|\.?$)").match(self.text, found[1])
        return found[0] if found and ends else None

    @cached_property
    def _bodies_by_start(self) -> dict[int, tuple[Entity, int]]:
        return {
            m.span.start: (m.entity, m.span.end) for m in self.people.document.mentions if m.entity
        }


def _is_of_state(title: Title) -> bool:
    """Whether the state behind a name can be whose office it is: "Ambassador X of Chad"."""
    return title.scope == "state" or title.head in {"ambassador", "permanent representative"}


def sharing(links: list[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices of one apposition, of which one alone names the body: "premier and minister"."""
    bodies = {k.body for k in links if k.body}
    shared = next(iter(bodies)) if len(bodies) == 1 else None
    scopes = {"state"} if shared and shared.kind in STATES else {"org", "named"}
    for link in links:
        yield replace(link, body=shared) if link.scope in scopes and not link.body else link


def or_said(said: OfficeStatus, verb: OfficeStatus) -> OfficeStatus:
    """How somebody stands to an office: what the adjective says, or else what the verb says."""
    return verb if said is OfficeStatus.CURRENT else said
