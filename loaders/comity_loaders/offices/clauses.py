"""Offices told of somebody whose name stands elsewhere in the sentence, or only as a pronoun.

"He served as Deputy Foreign Minister (2001-2004) and ambassador to Spain"; "she was a lawyer and
became prime minister"; "elected president of the court in 2010, X …"; "the council appointed X, a
retired general, as interim president and Y as prime minister".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Entity, OfficeStatus, Span
from comity_loaders.document import Sentence
from comity_loaders.offices.asoffice import as_offices
from comity_loaders.offices.bodies import Bodies
from comity_loaders.offices.chosen import chosen, clause_link, counts
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.gapped import gapped
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.postholders import postholders
from comity_loaders.offices.presidencies import presidencies
from comity_loaders.people.people import People
from comity_loaders.titles import officewords
from comity_loaders.titles.starts import by_start
from comity_loaders.titles.titles import Title

_PRONOUN = re.compile(r"(?<![\w'-])(?P<word>[Hh]e|[Ss]he)(?:[ ]+\w+ly)?$")
_ADVERBS = re.compile(
    r"(?:[ ]+(?:currently|now|also|then|still|already|later|since|once|previously|formerly|today"
    r"|both|unanimously|officially|formally|recently|just|again|long|briefly|never|not))*[ ]+$"
)
_JOINED = re.compile(r"(?:,?[ ]+(?:and(?: then| later)?|who|but)|,)$")
_AND_TITLE = re.compile(
    r"(?:[ ]*\([^()]{4,25}\))?(?:,?[ ]+and[ ]+|,[ ]+)(?:(?:as|later|then|also|the|an?|its)[ ]+)*"
)
_TO_NAME = re.compile(rf"[^,.;\"\n]{{0,60}},[ ]+(?:{officewords.HONORIFICS}[ ]+)*")
_BECOMING = re.compile(
    r"(?:^|(?<=[.\"\n] ))\W*(?:(?:Before|After|Since|Prior to|Following|On|Upon|Until)[ ]+)?"
    r"(?P<verb>(?i:(?:being[ ]+)?(?:re-?)?(?:elected|appointed|named|sworn in|confirmed|chosen)"
    r"|becoming|serving|taking (?:office|over)))(?:[ ]+as)?[ ]+(?:the[ ]+|an?[ ]+)?$"
)
_ON_ELECTION = re.compile(
    r"(?:[ ]+of[ ]+(?:the[ ]+)?[A-Z][\w' -]{2,40}?)?,?[ ]+(?:up)?on[ ]+"
    r"(?:his|her|your|their|the)[ ]+"
    r"(?:[\w-]+[ ]+){0,4}?(?P<verb>(?:re-?)?(?:election|appointment|assumption|inauguration))[ ]+"
    r"(?:as|to be|to the (?:(?:high )?(?:post|office|position) of|presidency of))[ ]+(?:the[ ]+)?"
)


def clause_offices(people: People, known: tuple[OfficeMention, ...]) -> tuple[OfficeMention, ...]:
    """The offices that clauses tell, given those that names and titles side by side tell."""
    found = _links(people, known)
    filled = Bodies(people, [*known, *found]).resolved()
    return tuple(link for link in filled if link.pattern == "clause")


def _links(people: People, known: tuple[OfficeMention, ...]) -> list[OfficeMention]:
    finder = _Clauses(people)
    found = [
        *finder.predicates(),
        *chosen(people),
        *finder.openings(),
        *finder.elections(),
        *presidencies(people),
    ]
    found += gapped(people, (*known, *found))
    told = {(f.person, f.span.end) for f in (*known, *found)}
    found += [f for f in as_offices(people) if (f.person, f.span.end) not in told]
    found += postholders(people, (*known, *found))
    taken = {(k.person, k.trigger) for k in known} | {(k.person, k.span) for k in known}
    return [f for f in found if (f.person, f.trigger) not in taken]


class _Clauses:
    """Finds clauses about offices in one article."""

    def __init__(self, people: People) -> None:
        self.people, self.document = people, people.document
        self.text = people.document.text
        self._titles = by_start(self.text, people.titles)
        self._ends = {m.span.end for m in people.mentions}
        self._by_start = {m.span.start: m for m in people.mentions}

    def predicates(self) -> Iterator[OfficeMention]:
        """Of "he was appointed ambassador", "… is a graduate of it and was president"."""
        for match in _verb().finditer(self.text):
            title = self._titles.get(match.end())
            if not title or title.scope == "none":
                title = self._besides(match.end())
            if not title or not counts(title) or self._has_name(title):
                continue
            verb = Span(match.start("verb"), match.end("verb"))
            person = self._subject(match.start("verb"))
            if person:
                status = officewords.status_of(match["verb"])
                yield from self._chain(person, title, verb, status)

    def _besides(self, at: int) -> Title | None:
        """The title in "he is a Polish lawyer and minister"."""
        ends = officewords.past_profession(self.text, at)
        return next((self._titles[end] for end in ends if end in self._titles), None)

    def _subject(self, at: int) -> Entity | None:
        """Whose verb it is; None where it is a name's right before it, which is told already."""
        before = _ADVERBS.sub("", self.text[max(at - 60, 0) : at])
        end = max(at - 60, 0) + len(before)
        pronoun = _PRONOUN.search(before)
        if pronoun:
            start = end - len(pronoun.group())
            return resolve(self.document, Span(start, start + len(pronoun["word"])))
        joined = _JOINED.search(before)
        sentence = self.document.sentence_at(at)
        if not joined or sentence is None:
            return None
        return self._of_sentence(sentence, end - len(joined.group()))

    def _of_sentence(self, sentence: Sentence, at: int) -> Entity | None:
        """The one person of a sentence so far, who is its subject."""
        named = [m for m in self.people.mentions if sentence.span.start <= m.span.start < at]
        opening = re.match(r"\W*(?:[A-Za-z]+[ ]+){0,3}?([Hh]e|[Ss]he)\b", sentence.text)
        if not named and opening:
            start = sentence.span.start + opening.start(1)
            return resolve(self.document, Span(start, start + len(opening[1])))
        persons = {m.entity for m in named}
        if len(persons) != 1 or at in self._ends:
            return None
        verb = self.text[named[0].span.end : at]
        return named[0].entity if re.search(r"\b(?:is|was|has|had|[a-z]+ed)\b", verb) else None

    def _chain(
        self, person: Entity, title: Title, verb: Span, status: OfficeStatus
    ) -> Iterator[OfficeMention]:
        """The title and those that follow it in a list."""
        following: Title | None = title
        while following and counts(following) and not self._has_name(following):
            yield clause_link(person, following, verb, status)
            joined = _AND_TITLE.match(self.text, following.span.end)
            following = self._titles.get(joined.end()) if joined else None

    def openings(self) -> Iterator[OfficeMention]:
        """Of "Elected president of Ghana in 2016, X …", "Before becoming premier, X …"."""
        for title in self.people.titles:
            sentence = self.document.sentence_at(title.span.start)
            if sentence is None or not counts(title):
                continue
            match = _BECOMING.search(self.text[sentence.span.start : title.span.start])
            gap = _TO_NAME.match(self.text, title.span.end) if match else None
            mention = self._by_start.get(gap.end()) if gap else None
            if match and mention:
                start = sentence.span.start
                verb = Span(start + match.start("verb"), start + match.end("verb"))
                yield clause_link(mention.entity, title, verb, OfficeStatus.CURRENT)

    def elections(self) -> Iterator[OfficeMention]:
        """Of "I congratulate Mr. X on his election as President of the General Assembly"."""
        for mention in self.people.mentions:
            match = _ON_ELECTION.match(self.text, mention.span.end)
            title = self._titles.get(match.end()) if match else None
            if match and title and counts(title):
                verb = Span(match.start("verb"), match.end("verb"))
                yield clause_link(mention.entity, title, verb, OfficeStatus.CURRENT)

    def _has_name(self, title: Title) -> bool:
        match = officewords.BEFORE_NAME.match(self.text, title.span.end)
        return match is not None and "," not in match.group() and match.end() in self._by_start


@cache
def _verb() -> re.Pattern[str]:
    """What stands between a subject and the title that a verb gives it."""
    source = officewords.verb_to_title()
    return re.compile(rf"(?:(?<=[a-z,)])|(?<=[a-z,)][ ])){source}")
