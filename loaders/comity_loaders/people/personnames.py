"""Where people are named: what gives a run of capitalised words away as a person's name.

A title or an honorific before it, a title or a verb of office behind it, a verb of saying beside
it, somebody's predecessor or successor, or the language model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Span as Tokens

from comity.model import Entity
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.people.namescan import (
    WORD,
    Gender,
    Name,
    Scanner,
    gender_of,
    honorific,
    listed,
    past_honorifics,
)
from comity_loaders.titles.distributed import distributed
from comity_loaders.titles.officewords import (
    AS_TITLE,
    BEFORE_NAME,
    CHOICE_OF,
    CHOSEN_AS,
    ENDS,
    HEADS,
    OPENS,
    ORIGIN_GAP,
    PROFESSION_WHO,
    PUT_INTO_OFFICE,
    SIGNED,
    TAKES_OVER,
    TITLE_IS,
    TO_OTHER,
    person_is,
)
from comity_loaders.titles.titles import Title

_SAYING_BEHIND = re.compile(
    r",?[ ]+(?:(?:has|had|also|who|later|then|however)[ ]+)*,?(?P<verb>[a-z]+)\b"
)
_SURNAME = re.compile(rf"(?<![\w'-])(?<![^\W\d_] )(?P<name>{WORD}),[ ]+(?:(?:the|a|an)[ ]+)?$")
_AND_NAME = re.compile(
    r"(?:[ ]+of[ ]+[A-Z][\w' -]{2,30}?|[ ]*\([A-Z][\w' -]{1,30}\))?(?:,|,?[ ]+and)[ ]+(?:and[ ]+)?"
)
IS_A = re.compile(
    r"(?:[ ]*\([^)\n]*\))*(?:,[ ][^.;\n]{0,60},)?[ ]+(?:is|was)[ ]+an?[ ]+(?:[a-z-]+[ ]+){0,2}"
)
"""What stands between a name and the nation of its bearer: "X (born 1950) is a former …"."""
OCCUPATION = re.compile(
    r"[ ]+(?:[a-z-]+,?[ ]+(?:and[ ]+)?){0,3}(?:politician|diplomat|statesman|stateswoman|lawyer"
    r"|jurist|economist|general|officer|soldier|academic|banker|businessman|journalist|judge"
    r"|engineer|physician|doctor|professor|scientist|businesswoman|writer|historian|physicist"
    r"|civil servant)\b"
)
"""What is said of somebody's profession, behind the nation."""
_LINE = re.compile(rf"[^\w\n]*(?P<name>{WORD}(?:[ ]+{WORD}){{1,4}}),[ ]+")
_CAPITAL = re.compile(r"(?<![\w'.-])[A-Z][^\W\d_]+")


def find_names(document: Document, titles: Sequence[Title]) -> tuple[Name, ...]:
    """Every name that has evidence of its own, in order of place, none overlapping another."""
    evidence = _Evidence(document, titles)
    found: dict[int, Name] = {}
    for name in (*evidence.titled(), *evidence.tagged(), *evidence.beside()):
        _add(found, name)
    for name in evidence.kin(tuple(found.values())):
        _add(found, name)
    return tuple(found[start] for start in sorted(found))


def _add(found: dict[int, Name], name: Name) -> None:
    if not any(name.span.overlaps(other.span) for other in found.values()):
        found[name.span.start] = name


class _Evidence:
    """Finds names in one document, by what gives them away."""

    def __init__(self, document: Document, titles: Sequence[Title]) -> None:
        self.document, self.text, self.titles = document, document.text, titles
        self.scanner = Scanner(document, titles)
        self._title_starts = {t.span.start: t for t in titles}

    def titled(self) -> Iterator[Name]:
        """Names behind a title or an honorific."""
        for title in self.titles:
            for start, _ in distributed(self.text, title, self._end_of_name, self._bodies):
                yield from self._named_at(start, gender_of(title.head), titled=False)
            for start in self._after_title(title):
                yield from self._named_at(start, gender_of(title.head), titled=True)
            copula = TITLE_IS.match(self.text, title.span.end)
            if copula:
                yield from self._named_at(copula.end(), gender_of(title.head), titled=False)
        for match in honorific().finditer(self.text):
            start, gender = past_honorifics(self.text, match.start())
            yield from self._named_at(start, gender, titled=True)

    def _end_of_name(self, at: int) -> int | None:
        name = self.scanner.name_at(at)
        return name.span.end if name and len(name.words) > 1 else None

    @cached_property
    def _bodies(self) -> dict[int, tuple[Entity, int]]:
        return {m.span.start: (m.entity, m.span.end) for m in self.document.mentions if m.entity}

    def tagged(self) -> Iterator[Name]:
        """Names that the language model takes for people's."""
        for entity in self.document.doc.ents:
            if entity.label_ != "PERSON" or self.scanner.in_headline(entity.start_char):
                continue
            start, gender = past_honorifics(self.text, self._grown_left(entity.start_char))
            name = self.scanner.name_at(start)
            if name and (len(name.words) > 1 or self._acts(name)):
                yield Name(name.span, name.parts, gender, gender != "")

    def beside(self) -> Iterator[Name]:
        """Names of two words or more beside a verb of saying or of office, or before a title."""
        for name in self._runs:
            speaks = self._speaks(name) and not self._is_tagged_otherwise(name)
            if (
                speaks
                or self._is_titled_behind(name)
                or self._is_other(name)
                or self._lives(name)
                or self._heads(name)
            ):
                yield name
        yield from self._surnames()
        yield from self._lines()

    def _lines(self) -> Iterator[Name]:
        """Names that open a line of a list, before a title that ends it: "X, envoy of Chad"."""
        for title in self.titles:
            start = self.text.rfind("\n", 0, title.span.start) + 1
            match = _LINE.fullmatch(self.text, start, title.span.start)
            name = self.scanner.name_at(match.start("name")) if match else None
            if match and name and name.span.end == match.end("name") and len(name.words) > 1:
                yield name

    def _surnames(self) -> Iterator[Name]:
        """Names of one word that recurs, before a body's title: "X, the Thai minister, said"."""
        for title in self.titles:
            match = _SURNAME.search(self.text, max(title.span.start - 40, 0), title.span.start)
            name = self.scanner.name_at(match.start("name")) if match and title.body else None
            if not match or not name or name.span.end != match.end("name") or self._has_name(title):
                continue
            again = re.findall(rf"(?<![\w-]){re.escape(match['name'])}(?![\w-])", self.text)
            if len(again) > 1 and ENDS.match(self.text, title.span.end):
                yield name

    def kin(self, known: Sequence[Name]) -> Iterator[Name]:
        """Names of two words or more that share a surname with a known one, or begin with it.

        They are the same person's or a relative's: either way the surname alone is to tell so.
        """
        single = {name.words[0] for name in known if len(name.words) == 1}
        last = {name.words[-1] for name in known}
        for name in self._runs:
            if name.words[0] in single or name.words[-1] in last:
                yield name

    @cached_property
    def _runs(self) -> tuple[Name, ...]:
        """The runs of two capitalised words or more that can be names, outside headlines."""
        found: list[Name] = []
        for match in _CAPITAL.finditer(self.text):
            if (found and match.start() < found[-1].span.end) or not self._may_open(match.start()):
                continue
            name = self.scanner.name_at(match.start())
            if name and len(name.words) > 1 and not self._names_body(name):
                found.append(name)
        return tuple(found)

    def _may_open(self, at: int) -> bool:
        """Whether a capitalised word can be a name's first: not in headlines, nor as "Visiting"."""
        sentence = self.document.sentence_at(at)
        if sentence is None or self.scanner.in_headline(at):
            return False
        if sentence.span.start != at:
            return True
        return not self.document.parses or sentence.tokens[0].pos_ in {"PROPN", "NOUN", "X"}

    def _named_at(self, start: int, gender: Gender, *, titled: bool) -> Iterator[Name]:
        name = self.scanner.name_at(start)
        alone = titled and (not self.scanner.in_headline(start) or (name and self._ends(name)))
        if name and (alone or len(name.words) > 1):
            yield Name(name.span, name.parts, gender, titled)

    def _ends(self, name: Name) -> bool:
        """Whether a name of one word is whole in a headline: "President X and …"."""
        return (
            re.compile(r"[ ]*(?:$|[\n,;:.]|(?:and|of|to|on|in|with|at)\b)").match(
                self.text, name.span.end
            )
            is not None
        )

    def _after_title(self, title: Title) -> Iterator[int]:
        """Where a name may start behind a title; several places after a plural."""
        match = BEFORE_NAME.match(self.text, title.span.end)
        mark = match.group()[:1] if match else ":"
        if not match or mark == ":" or (mark == "," and not _takes_comma(title)):
            return
        start, _ = past_honorifics(self.text, match.end())
        mention = self.scanner.mention_at(start)
        gap = ORIGIN_GAP.match(self.text, mention.span.end) if mention else None
        yield gap.end() if gap and self.scanner.name_at(start) is None else start
        if title.plural:
            yield from self._listed_from(start)

    def _listed_from(self, start: int) -> Iterator[int]:
        """Where the further names of "Presidents X, Y and Z" start."""
        name = self.scanner.name_at(start)
        while name:
            match = _AND_NAME.match(self.text, name.span.end)
            name = self.scanner.name_at(match.end()) if match else None
            if name:
                yield name.span.start

    def _grown_left(self, start: int) -> int:
        """Where the name starts, of which the model may have left out the first word."""
        before = re.search(
            r"(?<![\w'.-])([A-Z][^\W\d_]+)[ ]+$", self.text[max(start - 25, 0) : start]
        )
        if before:
            at = start - len(before.group())
            name = self.scanner.name_at(at)
            if self._may_open(at) and name and name.span.end > start:
                return at
        return start

    def _acts(self, name: Name) -> bool:
        """Whether the model has a single word act as a person somewhere: a weapon does not."""
        words = name.span.of(self.text)
        same = [e for e in self.document.doc.ents if e.text.removesuffix("'s") == words]
        people = [e for e in same if e.label_ == "PERSON"]
        if len(people) * 2 <= len(same) or any(_is_thing(e) for e in same):
            return False
        return any(t.dep_ in {"nsubj", "nsubjpass"} for e in people for t in e)

    def _names_body(self, name: Name) -> bool:
        overlapping = [
            m
            for m in self.document.mentions
            if m.entity and m.use is not Use.ANAPHOR and m.span.overlaps(name.span)
        ]
        return bool(overlapping) and not self.scanner.is_tagged(name.span.end - 1)

    def _is_tagged_otherwise(self, name: Name) -> bool:
        labels = {
            e.label_
            for e in self.document.doc.ents
            if e.start_char <= name.span.start and name.span.end <= e.end_char
        }
        return bool(labels) and not labels & {"PERSON", "NORP", "GPE"}

    def _speaks(self, name: Name) -> bool:
        after = _SAYING_BEHIND.match(self.text, name.span.end)
        before = re.search(
            r"(?P<verb>[a-z]+)[ ]+$", self.text[max(name.span.start - 14, 0) : name.span.start]
        )
        return any(m is not None and m["verb"] in listed("saying") for m in (after, before))

    def _is_titled_behind(self, name: Name) -> bool:
        """Whether a title follows, as an apposition or behind a verb of office."""
        put = PUT_INTO_OFFICE.search(self.text, max(name.span.start - 40, 0), name.span.start)
        put = put or CHOICE_OF.search(self.text, max(name.span.start - 60, 0), name.span.start)
        for pattern in (OPENS, SIGNED, person_is(), CHOSEN_AS, *([AS_TITLE] if put else [])):
            match = pattern.match(self.text, name.span.end)
            title = self._title_starts.get(match.end()) if match else None
            if title and not title.plural and not self._has_name(title):
                return True
        return False

    def _heads(self, name: Name) -> bool:
        """Whether a body follows that somebody is said to head."""
        aside = PROFESSION_WHO.match(self.text, name.span.end)
        match = HEADS.match(self.text, aside.end() if aside else name.span.end)
        return match is not None and self.scanner.mention_at(match.end()) is not None

    def _lives(self, name: Name) -> bool:
        """Whether the text says of what profession it is: "X (born 1950) is a Malian lawyer"."""
        match = IS_A.match(self.text, name.span.end)
        mention = self.scanner.mention_at(match.end()) if match else None
        at = mention.span.end if mention else match.end() - 1 if match else 0
        return bool(match and OCCUPATION.match(self.text, at))

    def _has_name(self, title: Title) -> bool:
        """Whether another name follows a title right away, whose it then is."""
        match = BEFORE_NAME.match(self.text, title.span.end)
        return (
            match is not None
            and "," not in match.group()
            and (self.scanner.name_at(match.end()) is not None)
        )

    def _is_other(self, name: Name) -> bool:
        """Whether it stands where a predecessor or successor is named."""
        if TO_OTHER.search(self.text[max(name.span.start - 50, 0) : name.span.start]):
            return True
        match = TAKES_OVER.match(self.text, name.span.end)
        return match is not None and self.scanner.name_at(match.end()) is not None


def _is_thing(entity: Tokens) -> bool:
    """Whether it stands as things do: "the Oreshnik", "Oreshnik missile"."""
    before = entity.doc[entity.start - 1].lower_ if entity.start else ""
    return before == "the" or entity.root.dep_ == "compound"


def _takes_comma(title: Title) -> bool:
    definite = title.determiner in {"the", "a", "an", "his", "her", "its"} or bool(title.body)
    return len(title.bodies) > 1 if title.plural else definite
