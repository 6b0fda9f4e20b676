"""Where people are named: what gives a run of capitalised words away as a person's name.

A title or an honorific before it, a title or a verb of office behind it, a verb of saying beside
it, somebody's predecessor or successor, or the language model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from comity.model import Entity
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.people.listednames import listed_names
from comity_loaders.people.namescan import (
    WORD,
    Gender,
    Name,
    Scanner,
    gender_of,
    honorific,
    past_honorifics,
)
from comity_loaders.people.namesigns import Signs
from comity_loaders.titles.distributed import distributed
from comity_loaders.titles.officewords import (
    BEFORE_NAME,
    BEFORE_ORIGIN,
    ENDS,
    ORIGIN_GAP,
    TITLE_IS,
)
from comity_loaders.titles.titles import Title

_SURNAME = re.compile(rf"(?<![\w'-])(?<![^\W\d_] )(?P<name>{WORD}),[ ]+(?:(?:the|a|an)[ ]+)?$")
_AND_NAME = re.compile(
    r"(?:[ ]+of[ ]+[A-Z][\w' -]{2,30}?|[ ]*\([A-Z][\w' -]{1,30}\))?(?:,|,?[ ]+and)[ ]+(?:and[ ]+)?"
)
_LINE = re.compile(
    rf"[^\w\n]*(?P<name>{WORD}(?:[ ]+(?:{WORD}|(?:[A-Z]\.){{1,3}})){{0,3}}[ ]+{WORD}),[ ]+"
)
_WITH_SURNAME = 2
_CAPITAL = re.compile(r"(?<![\w'.-])(?:[A-Z][^\W\d_]+|(?:[A-Z]\.){1,3}(?=[ ][A-Z][^\W\d_]))")
"""A name's first word, or the initials with which it opens: "J.K. Strand"."""


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
    is_outlet = name.parts[-1] in _outlets() and len(name.parts) == 1
    if not is_outlet and not any(name.span.overlaps(other.span) for other in found.values()):
        found[name.span.start] = name


@cache
def _outlets() -> frozenset[str]:
    """Agencies and papers, which nobody is called."""
    return frozenset(wordlists.load("chains.yaml")["outlets"])


class _Evidence:
    """Finds names in one document, by what gives them away."""

    def __init__(self, document: Document, titles: Sequence[Title]) -> None:
        self.document, self.text, self.titles = document, document.text, titles
        self.scanner = Scanner(document, titles)
        self._signs = Signs(document, titles, self.scanner)

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
        for entity in self.document.entities:
            if entity.label_ != "PERSON" or self.scanner.in_headline(entity.start_char):
                continue
            start, gender = past_honorifics(self.text, self._grown_left(entity.start_char))
            start = self._past_nation(start)
            name = self.scanner.name_at(start)
            if name and (len(name.words) > 1 or self._signs.act(name)):
                yield Name(name.span, name.parts, gender, gender != "")

    def beside(self) -> Iterator[Name]:
        """Names of two words or more beside a verb of saying or of office, or before a title."""
        yield from (name for name in self._runs if self._signs.show(name))
        yield from self._surnames()
        yield from self._lines()
        yield from listed_names(self.text, self.titles, self.scanner)

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
            if (
                not match
                or not name
                or name.span.end != match.end("name")
                or self._signs.has_name(title)
            ):
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
        if sentence is None or self.scanner.in_headline(at) or self._is_nation(at):
            return False
        if sentence.span.start != at:
            return True
        return not self.document.parses or sentence.tokens[0].pos_ in {"PROPN", "NOUN", "X"}

    def _is_nation(self, at: int) -> bool:
        """Whether it is where somebody is from, and no given name: "succeeding Chadian X Y"."""
        mention = self.scanner.mention_at(at)
        if mention is None or mention.entity is None or mention.use is not Use.DEMONYM:
            return False
        tagged = any(e.start_char == at and e.label_ == "PERSON" for e in self.document.entities)
        name = self.scanner.name_at(at)
        return not tagged or (name is not None and len(name.words) > _WITH_SURNAME)

    def _past_nation(self, at: int) -> int:
        """Where a name starts behind a nation, or a body in short: "envoy to NATO Ada Roe"."""
        mention = self.scanner.mention_at(at)
        in_short = mention is not None and mention.span.of(self.text).isupper()
        mention = mention if in_short or self._is_nation(at) else None
        gap = ORIGIN_GAP.match(self.text, mention.span.end) if mention else None
        return gap.end() if gap else at

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
        lead = BEFORE_ORIGIN.match(self.text, match.end())
        if lead and self._is_nation(lead.end()):
            start = lead.end()
        else:
            start, _ = past_honorifics(self.text, match.end())
        mention = self.scanner.mention_at(start)
        gap = ORIGIN_GAP.match(self.text, mention.span.end) if mention else None
        yield gap.end() if gap and self._is_origin(start, gap.end()) else start
        if title.plural:
            yield from self._listed_from(start)

    def _is_origin(self, start: int, at: int) -> bool:
        """Whether a nation is no given name: "envoy Chadian X Y", and not "envoy Finn Y"."""
        name = self.scanner.name_at(at)
        is_whole = name is not None and len(name.words) > 1
        return self.scanner.name_at(start) is None or (is_whole and self._is_nation(start))

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

    def _names_body(self, name: Name) -> bool:
        overlapping = [
            m
            for m in self.document.mentions
            if m.entity and m.use is not Use.ANAPHOR and m.span.overlaps(name.span)
        ]
        return bool(overlapping) and not self.scanner.is_tagged(name.span.end - 1)


def _takes_comma(title: Title) -> bool:
    definite = title.determiner in {"the", "a", "an", "his", "her", "its"} or bool(title.body)
    return len(title.bodies) > 1 if title.plural else definite
