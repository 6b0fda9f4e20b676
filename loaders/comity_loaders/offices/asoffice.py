"""Offices told by "as": "As president of Chad, X …"; "her first visit as premier"; "X's time as".

Whose "as" it is, the parse tells, or whose time, role or visit it is. Verbs that compare or judge
("regarded as a king") tell no office; whom somebody puts into one, other modules find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from comity.model import Entity, OfficeStatus, Span
from comity_loaders import wordlists
from comity_loaders.document import Sentence
from comity_loaders.language.alternatives import any_of
from comity_loaders.offices.chosen import clause_link, counts
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles import officewords
from comity_loaders.titles.titles import Title

_AS = re.compile(r"\b(?P<as>[Aa]s)[ ]+(?:(?:the|an?|its|then|acting)[ ]+)?$")
_BECOMES = re.compile(
    r"(?:\bto[ ]+(?P<verb>become|be)|,[ ]+(?:thus[ ]+|thereby[ ]+)?(?P<ing>becoming))[ ]+"
    r"(?:(?:the|an?|its|his|her)[ ]+)?(?:[\w-]+(?:'s)?[ ]+){0,4}?$"
)
_TO_NAME = re.compile(rf"[^.;\"\n]{{0,60}}?,[ ]+(?:{officewords.HONORIFICS}[ ]+)*")
_CLIMBS = {"advcl", "acl", "xcomp", "conj", "relcl", "dobj", "npadvmod"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_FARTHEST = 8


def as_offices(people: People) -> Iterator[OfficeMention]:
    """The offices that "as" gives somebody in one article."""
    finder = _AsOffices(people)
    for title in people.titles:
        if counts(title):
            yield from finder.find(title)


class _AsOffices:
    def __init__(self, people: People) -> None:
        self.people, self.document = people, people.document
        self.text = people.document.text
        self._by_start = {m.span.start: m for m in people.mentions}
        self._by_end = {m.span.end: m for m in people.mentions}

    def find(self, title: Title) -> Iterator[OfficeMention]:
        """The one office of a title behind "as", whose it is being told."""
        sentence = self.document.sentence_at(title.span.start)
        match = _AS.search(self.text[: title.span.start][-14:]) if sentence else None
        if sentence is None or self._has_name(title) or self._acts(sentence, title):
            return
        if match is None:
            yield from self._becomes(sentence, title)
            return
        if officewords.UNDONE.match(self.text, title.span.end):
            return
        at = title.span.start - len(match.group()) + match.start("as") - match.start()
        place = Span(at, at + 2)
        held = _held().search(self.text[sentence.span.start : at])
        if held:
            person = self._holder(sentence, held, title)
        else:
            person = self._doer(sentence, place) if title.body else None
        if person:
            status = OfficeStatus.FORMER if held and held["out"] else OfficeStatus.CURRENT
            yield replace(clause_link(person, title, place, status), predicated=False)

    def _becomes(self, sentence: Sentence, title: Title) -> Iterator[OfficeMention]:
        """Of "X beat Y to become premier of Chad"; "X won, becoming president of Chad"."""
        match = _BECOMES.search(self.text[max(title.span.start - 60, 0) : title.span.start])
        if match is None or not title.body or not self.document.parses:
            return
        start = max(title.span.start - 60, 0) + match.start(match.lastgroup or 0)
        token = next((t for t in sentence.tokens_in(Span(start, start + 2))), None)
        if token is None or token.head is token or token.head.pos_ not in {"VERB", "AUX"}:
            return
        if match["verb"] and not _has_happened(token.head):
            return
        person = self._subject_above(token)
        if person:
            place = Span(token.head.idx, token.head.idx + len(token.head))
            told = clause_link(person, title, place, OfficeStatus.CURRENT)
            yield replace(told, span=title.span)

    def _holder(self, sentence: Sentence, held: re.Match[str], title: Title) -> Entity | None:
        """Whose time or role it is: "X's tenure as", "in his role as"; "In her time as T, X …"."""
        start = sentence.span.start
        if held["his"] is None:
            owner = self._by_end.get(start + held.start("own"))
            return owner.entity if owner else None
        at = start + held.start("his")
        if not any(start <= m.span.start < at for m in self.people.mentions):
            gap = _TO_NAME.match(self.text, title.span.end)
            behind = self._by_start.get(gap.end()) if gap else None
            if behind:
                return behind.entity
        if self._is_strangers(sentence, Span(at, at + len(held["his"]))):
            return None
        return resolve(self.document, Span(at, at + len(held["his"])))

    def _is_strangers(self, sentence: Sentence, place: Span) -> bool:
        """Whether another's is the verb: "X's brother Y resigned his position as"."""
        token = next((t for t in sentence.tokens_in(place)), None)
        while token is not None and token.head is not token and token.pos_ not in {"VERB", "AUX"}:
            token = token.head
        children = token.children if token is not None else ()
        subject = next((c for c in children if c.dep_ in _SUBJECTS), None)
        if subject is None or subject.pos_ not in {"PROPN", "NOUN"} or self._named_by(subject):
            return False
        return any(c.dep_ == "poss" and self._named_by(c) for c in subject.subtree)

    def _doer(self, sentence: Sentence, place: Span) -> Entity | None:
        """Who does something "as" what, by the parse."""
        if not self.document.parses:
            return None
        token = next((t for t in sentence.tokens_in(place)), None)
        if token is None or token.dep_ != "prep" or _is_open(token.head):
            return None
        person = self._subject_above(token)
        between = (m for m in self.people.mentions if sentence.span.contains(m.span))
        others = [m for m in between if m.entity != person and m.span.end <= place.start]
        gap = self.text[others[-1].span.end : place.start] if others else "x"
        return person if gap.strip(" ,") else None

    def _subject_above(self, token: Token) -> Entity | None:
        """The subject of the verb above "as", or the name that it stands by."""
        head: Token = token.head
        judges = True
        for _ in range(_FARTHEST):
            named = self._named_by(head)
            if named:
                return None if head.i == token.i - 1 else named.entity  # "regard X as", "made X"
            if head.dep_ == "pobj" and head.lower_ in {"power", "office"}:
                head = head.head.head
            if judges and head.lemma_.lower() in _words("lifted_by"):
                objects = (self._named_by(c) for c in head.children if c.dep_ == "dobj")
                lifted = next((name for name in objects if name), None)
                return lifted.entity if lifted else None
            if judges and head.lemma_.lower() in _words("judged_as"):
                return None
            judges = head.dep_ in {"dobj", "npadvmod"}
            subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
            if subject is not None:
                return self._subject(subject)
            if head.dep_ not in _CLIMBS or head.head is head:
                return None
            head = head.head
        return None

    def _subject(self, token: Token) -> Entity | None:
        named = self._named_by(token)
        if named:
            return named.entity
        if token.lower_ in {"he", "she"}:
            return resolve(self.document, Span(token.idx, token.idx + len(token)))
        return None

    def _named_by(self, token: Token) -> PersonMention | None:
        """The name whose last word a token is."""
        return self._by_end.get(token.idx + len(token))

    def _acts(self, sentence: Sentence, title: Title) -> bool:
        """Whether the title's bearer does something: "as the president left"."""
        behind = next((t for t in sentence.tokens if t.idx >= title.span.end), None)
        return behind is not None and behind.tag_ in {"VBD", "VBZ", "VBP", "MD"}

    def _has_name(self, title: Title) -> bool:
        """Whether the title's own bearer stands right behind it: "as Prime Minister X said"."""
        match = officewords.BEFORE_NAME.match(self.text, title.span.end)
        return match is not None and "," not in match.group() and match.end() in self._by_start


def _is_open(head: Token) -> bool:
    """Whether what has "as" beside it is yet to be decided: "seeking election as"."""
    sought = head.head.lemma_.lower() in _words("sought_by")
    return _is_to_be(head) or (sought and head.lower_ in _words("put_nouns"))


def _is_to_be(verb: Token) -> bool:
    """Whether it is yet to be done, and not what somebody "went on to be": "to be sworn in as"."""
    signs = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return {"to", "be"} <= signs and verb.head.tag_ not in {"VBD", "VBN"}


def _has_happened(verb: Token) -> bool:
    """Whether it is what somebody did, and not only may do, to be put into an office."""
    is_told = verb.lemma_.lower() in _words("becomes_by") and verb.tag_ in {"VBD", "VBZ", "VBN"}
    return is_told and not any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children)


@cache
def _held() -> re.Pattern[str]:
    """Whose time or role a text tells of, up to "as"."""
    words = wordlists.load("officeverbs.yaml")
    nouns, out = any_of([*words["held_nouns"], *words["put_nouns"]]), any_of(words["out_nouns"])
    return re.compile(
        r"(?:\b(?P<his>[Hh]is|[Hh]er)|(?P<own>'s?))[ ]+(?:[\w-]+[ ]+){0,3}?"
        rf"(?:{nouns}|(?P<out>{out}))"
        r"(?:[ ]+(?!and\b|or\b|but\b|was\b|is\b)[\w'-]+){0,4}?[ ]+$"
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(wordlists.load("officeverbs.yaml")[name])
