"""Whom "he" and "she" mean: the one last spoken of who can be meant."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from comity.model import Entity, Span
from comity_loaders.document import Sentence
from comity_loaders.offices.roles import Roles, sentences_before
from comity_loaders.people.namescan import Gender
from comity_loaders.people.people import People
from comity_loaders.titles import titlewords

GENDERS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
"""The pronouns, and the gender that each tells."""
_FINITE = {"VBD", "VBZ", "MD"}
# How a sentence opens in which one speaks to somebody, meets or is like somebody, and what may
# stand before the name.
_ADDRESSED = re.compile(
    r"\W*(?:(?:But|And|Yet),?\s+)?(?:"
    r"(?:Speaking|Talking|Writing|Replying|Responding|Asked|Pressed|Questioned|Interviewed|Flanked"
    r"|Accompanied|Joined|Addressing|Answering)\b[^,;:]*?"
    r"\b(?:to|by|with|alongside|beside|addressing|answering)"
    r"|(?:In|At|During|After|Before|Following)\s[^,;:]*?\b(?:with|to)"
    r"|(?:(?:Much|Just)\s+)?(?:Like|Unlike|Alongside|Besides?|Together\s+with|Along\s+with)"
    r")\s+(?:[^,;:]{2,60}\s+)?",
    re.IGNORECASE,
)
_REACH = 6
"""How many sentences back the person that a pronoun means may have been named."""


class Pronouns:
    """Finds whom pronouns mean, in one article."""

    def __init__(self, people: People, roles: Roles) -> None:
        self.people, self.document, self.roles = people, people.document, roles
        self.text = self.document.text
        self._known: dict[int, Entity | None] = {}
        self._genders: dict[Entity, Gender] = dict(people.genders)
        self._learn_genders()

    def antecedent(self, span: Span, gender: Gender) -> Entity | None:
        """Whom the pronoun at `span` means; None where that is open."""
        if span.start not in self._known:
            self._known[span.start] = None  # of a circle of pronouns, none means anybody
            self._known[span.start] = self._found(span, gender)
        return self._known[span.start]

    def _learn_genders(self) -> None:
        """Note whom several pronouns agree on, so that "she" is not taken for him elsewhere."""
        votes: dict[Entity, Counter[Gender]] = defaultdict(Counter)
        for match in re.finditer(r"\b(?:[Hh]e|[Ss]he)\b", self.text):
            gender = GENDERS[match.group().lower()]
            person = self.antecedent(Span(match.start(), match.end()), gender)
            if person:
                votes[person][gender] += 1
        for person, genders in votes.items():
            gender, most = genders.most_common(1)[0]
            if len(genders) == 1 and most > 1:
                self._genders.setdefault(person, gender)
        self._known.clear()

    def _found(self, span: Span, gender: Gender) -> Entity | None:
        inside = self.document.quote_around(span)
        here = self.document.sentence_at(span.start)
        for sentence in sentences_before(self.document, span, _REACH):
            references = self._references(sentence, span.start)
            if sentence == here:
                references = [r for r in references if not self._is_addressed(sentence, r[0])]
            people = [
                (place, person)
                for place, person in references
                if self._may_be(person, gender)
                and (inside is not None or not self.document.quote_around(place))
            ]
            people = [p for p in people if p[1] not in self._talked_about(span)]
            if not people and self._opens_with_stranger(sentence, span.start):
                return None
            if not people:
                continue
            if len({person for _, person in people}) == 1:
                return people[0][1]
            return self._subject(sentence, people)
        return None

    def _is_addressed(self, sentence: Sentence, place: Span) -> bool:
        """Whether it opens with one who is only met or like him: "Speaking to Roe, he"."""
        return bool(_ADDRESSED.fullmatch(self.text, sentence.span.start, place.start))

    def _talked_about(self, span: Span) -> set[Entity]:
        """Whom the quotation beside a pronoun names: nobody says "the minister" of himself."""
        here = self.document.sentence_at(span.start)
        if here is None or self.document.quote_around(span) or not self._speaks(span):
            return set()
        quotes = [q.span for q in self.document.quotes if q.span.overlaps(here.span)]
        references = self._references(here, here.span.end)
        return {person for place, person in references if any(q.contains(place) for q in quotes)}

    def _opens_with_stranger(self, sentence: Sentence, before: int) -> bool:
        """Whether a sentence is about somebody whom only a title names, and who stays unknown."""
        return any(
            t.core.end <= before
            and sentence.span.contains(t.core)
            and (t.determiner == "the" or t.body)
            and self._is_subject(sentence, t.core)
            and not self.document.quote_around(t.core)
            and self.roles.bearer(t) is None
            for t in self.roles.alone
        )

    def _may_be(self, person: Entity, gender: Gender) -> bool:
        return self._genders.get(person, gender) == gender

    def _references(self, sentence: Sentence, before: int) -> list[tuple[Span, Entity]]:
        """Who is named in a sentence, or meant there by a role or a pronoun, in order."""
        found = [
            (m.span, m.entity)
            for m in self.people.mentions
            if sentence.span.contains(m.span) and m.span.end <= before
        ]
        for title in self.roles.alone:
            if not (title.determiner or title.body or title.back or title.text[:1].isupper()):
                continue  # "as a young secretary, he" means none of whom one knows
            if sentence.span.contains(title.core) and title.core.end <= before:
                person = self.roles.bearer(title)
                if person:
                    found.append((title.core, person))
        found += self._pronouns_in(sentence, before)
        return sorted(found, key=lambda reference: reference[0])

    def _pronouns_in(self, sentence: Sentence, before: int) -> list[tuple[Span, Entity]]:
        found = []
        end = min(sentence.span.end, before)
        for match in re.compile(r"\b(?:[Hh]e|[Ss]he)\b").finditer(
            self.text, sentence.span.start, end
        ):
            span = Span(match.start(), match.end())
            person = self.antecedent(span, GENDERS[match.group().lower()])
            if person:
                found.append((span, person))
        return found

    def _subject(self, sentence: Sentence, people: list[tuple[Span, Entity]]) -> Entity | None:
        """Of several people in a sentence, the one who speaks or acts in it."""
        outside = [p for p in people if not self.document.quote_around(p[0])]
        subjects = [p for p in outside if self._is_subject(sentence, p[0])]
        speakers = [p for p in subjects if self._speaks(p[0])]
        for group in (speakers, subjects[:1], outside):
            if len({person for _, person in group}) == 1:
                return group[0][1]
        return None

    def _is_subject(self, sentence: Sentence, span: Span) -> bool:
        if not self.document.parses:
            return sentence.span.start == span.start or self._speaks(span)
        tokens = sentence.tokens_in(span)
        if any(t.dep_ in {"nsubj", "nsubjpass"} for t in tokens):
            return True
        following = [t for t in sentence.tokens if t.idx >= span.end][:2]
        return next((t.tag_ for t in following if t.pos_ != "ADV"), "") in _FINITE

    def _speaks(self, span: Span) -> bool:
        after = re.compile(r"(?:,?[ ]+(?:also|has|had|who|later|then))*[ ]+([a-z]+)").match(
            self.text, span.end
        )
        before = re.search(r"([a-z]+)[ ]+$", self.text[max(span.start - 14, 0) : span.start])
        verbs = titlewords.saying()
        return any(m is not None and m[1] in verbs for m in (after, before))
