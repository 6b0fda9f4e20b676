"""Offices of which somebody decides: "named X, a judge, as envoy", "X's election as envoy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from comity.model import Entity, OfficeStatus, Span
from comity_loaders import wordlists
from comity_loaders.offices.around import Around, deciding, or_said
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles import officewords
from comity_loaders.titles.starts import by_start
from comity_loaders.titles.titles import Title

_AS = re.compile(
    r"(?:,[ ]+[^.;\"\n]{3,110}?)?,?[ ]+(?:as|to be|to serve as"
    r"|to (?:the|its|his|her) (?:new )?(?:post|position|office|role|job) of)[ ]+"
    r"(?:(?:the|its|an?|his|her|their)[ ]+)?"
)
# "General X, whom the president sacked as army chief".
_WHOM = re.compile(
    rf",?[ ]+(?:whom|who)[ ]+(?:(?!and\b|was\b|is\b|has\b|had\b)[\w'-]+[ ]+){{1,5}}?"
    rf"(?:(?:has|had)[ ]+)?(?P<verb>{officewords.PUT})[ ]+(?:as[ ]+)?"
    r"(?:(?:the|its|his|her|an?)[ ]+)?"
)
_PUT_AS = re.compile(
    rf"\b(?P<verb>{officewords.PUT})[ ]+(?:as|to be|to the post of)[ ]+"
    r"(?:(?:the|its|his|her)[ ]+)?$"
)
_TO_FRIEND = re.compile(
    rf"[ ]+(?:his|her|the|an?)[ ]+(?:[\w'-]+[ ]+){{0,6}}?[\w'-]+,?[ ]+"
    rf"(?:{officewords.HONORIFICS}[ ]+)*(?=[A-Z])"
)
_AND_BEFORE = re.compile(rf"\band[ ]+(?:{officewords.HONORIFICS}[ ]+)*$")
# What makes a choice one that is only thought of: "proposed the appointment of X as envoy".
_THOUGHT_OF = re.compile(
    rf"(?i)\b(?:{'|'.join(wordlists.load('officeverbs.yaml')['thought_of'])})\b"
)


def chosen(people: People) -> Iterator[OfficeMention]:
    """The offices into which, or out of which, somebody is put in one article."""
    finder = _Chosen(people)
    yield from finder.put_into_office()
    yield from finder.put_first()
    yield from finder.choices()


def clause_link(person: Entity, title: Title, verb: Span, status: OfficeStatus) -> OfficeMention:
    """The office that a clause gives somebody by a verb or a noun, as its words tell it."""
    return OfficeMention(
        person=person,
        title=title.text,
        head=title.head,
        classes=title.classes,
        scope=title.scope,
        body=title.body,
        status=or_said(title.status, status),
        span=Span(min(verb.start, title.span.start), title.span.end),
        trigger=verb,
        pattern="clause",
        back=title.back,
        predicated=True,
    )


def counts(title: Title) -> bool:
    """Whether a title is one person's office of a state or an organisation."""
    return not title.plural and title.scope != "none"


class _Chosen:
    def __init__(self, people: People) -> None:
        self.people, self.document = people, people.document
        self.text = people.document.text
        self._titles = by_start(self.text, people.titles)
        self._around = Around(people)

    def put_into_office(self) -> Iterator[OfficeMention]:
        """Of "appointed X, a former judge, as interim president and Y as prime minister"."""
        for mention in self.people.mentions:
            whom = _WHOM.match(self.text, mention.span.end)
            match = whom or _AS.match(self.text, mention.span.end)
            title = self._titles.get(match.end()) if match else None
            verb = self._putting_verb(mention) if title and counts(title) else None
            if whom and title and counts(title):
                verb = Span(whom.start("verb"), whom.end("verb"))
            if title and verb:
                status = officewords.put_status(verb.of(self.text))
                told = clause_link(mention.entity, title, verb, status)
                yield replace(told, body=told.body or deciding(self.document, verb.start, title))

    def put_first(self) -> Iterator[OfficeMention]:
        """Of "appointed as foreign minister his old friend, X": the title stands before whose."""
        by_start = {m.span.start: m for m in self.people.mentions}
        for title in self.people.titles:
            verb = _PUT_AS.search(self.text[max(title.span.start - 40, 0) : title.span.start])
            gap = _TO_FRIEND.match(self.text, title.span.end) if verb and counts(title) else None
            name = by_start.get(gap.end()) if gap else None
            if verb and name:
                start = max(title.span.start - 40, 0)
                place = Span(start + verb.start("verb"), start + verb.end("verb"))
                status = officewords.put_status(verb["verb"])
                yield clause_link(name.entity, title, place, status)

    def _putting_verb(self, mention: PersonMention) -> Span | None:
        """The verb by which somebody is put into office: right before, or before "and"."""
        sentence = self.document.sentence_at(mention.span.start)
        start = sentence.span.start if sentence else 0
        before = self.text[start : mention.span.start]
        verbs = list(_put().finditer(before))
        if not verbs:
            return None
        direct = officewords.PUT_INTO_OFFICE.search(before) is not None
        joined = _AND_BEFORE.search(before) and len(verbs) == 1
        if not direct and not joined and self._has_verb(start + verbs[-1].end(), mention):
            return None
        return Span(start + verbs[-1].start(), start + verbs[-1].end())

    def _has_verb(self, start: int, mention: PersonMention) -> bool:
        """Whether another clause or a comma stands between a verb and the name behind it.

        "Elected the leader of the protests, party chief X, as …" has none: all is one object.
        """
        sentence = self.document.sentence_at(start)
        if sentence is None or not self.document.parses or mention.span.start - start > 90:
            return True
        between = sentence.tokens_in(Span(start, mention.span.start))
        return any(t.pos_ in {"VERB", "AUX", "SCONJ", "PRON"} or t.text in ';:"' for t in between)

    def choices(self) -> Iterator[OfficeMention]:
        """Of "the appointment of X as director", "X's resignation as premier"."""
        for mention in self.people.mentions:
            of = officewords.CHOICE_OF.search(
                self.text, max(mention.span.start - 60, 0), mention.span.start
            )
            own = officewords.CHOSEN_AS.match(self.text, mention.span.end)
            ends = self._around.goes_on(mention) if of else ()
            behind = [own] if own else [m for end in ends if (m := _AS.match(self.text, end))]
            told = (self._titles.get(m.end()) for m in behind)
            title = next((t for t in told if t), None)
            noun = of or own
            if not noun or not title or not counts(title) or self._is_thought_of(noun):
                continue
            if officewords.UNDONE.match(self.text, max(title.span.end, mention.span.end)):
                continue
            is_out = noun["verb"].lower() in wordlists.load("officeverbs.yaml")["out_nouns"]
            status = OfficeStatus.FORMER if is_out else OfficeStatus.CURRENT
            verb = Span(noun.start("verb"), noun.end("verb"))
            yield clause_link(mention.entity, title, verb, status)

    def _is_thought_of(self, noun: re.Match[str]) -> bool:
        """Whether the sentence tells of a choice that has not been made, or not yet."""
        sentence = self.document.sentence_at(noun.start("verb"))
        if sentence is None:
            return True
        before = self.text[sentence.span.start : noun.start("verb")]
        return bool(_THOUGHT_OF.search(before))


@cache
def _put() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{officewords.PUT})\b")
