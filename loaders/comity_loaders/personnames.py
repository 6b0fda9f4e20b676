"""Where people are named: titles before a name, the tagger, and who is said to speak.

A name is a run of capitalised words with the small words that names have ("von der", "bin").
That a run names a person needs evidence: a title or an honorific before it, a title behind it, a
verb of saying beside it, or the language model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from comity.gazetteer import normal
from comity.model import Span
from comity_loaders import wordlists
from comity_loaders.mentions import Use
from comity_loaders.titles import Title

if TYPE_CHECKING:
    from comity_loaders.document import Document

Gender = Literal["f", "m", ""]

_PART = re.compile(
    r"(?P<initial>[A-Z]\.(?:[ ]?[A-Z]\.)*)(?=[ A-Z])"
    r"|(?P<word>[^\W\d_]+(?:(?:'(?!s(?!\w))|-)[^\W\d_]+)*)"
)
_GAP = re.compile(r"[ ]+")
_BESIDE = re.compile(r",?[ ]+(?:(?:has|had|also|who|later|then|however)[ ]+)*,?(?P<verb>[a-z]+)\b")
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A place where somebody is named.

    Args:
        span: the name's place, without titles, honorifics and the possessive.
        parts: its words.
        gender: what the title or honorific before it tells.
        titled: whether a title or an honorific stands before it.
    """

    span: Span
    parts: tuple[str, ...]
    gender: Gender = ""
    titled: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded for comparison, without initials."""
        return tuple(fold(p) for p in self.parts if not p.endswith(".") or p in _set("suffixes"))


def fold(word: str) -> str:
    """A word of a name without accents and case."""
    return normal(word).casefold()


def find_names(document: Document, titles: Sequence[Title]) -> tuple[Name, ...]:
    """Every name that has evidence of its own, in order of place, none overlapping another."""
    scanner = Scanner(document, titles)
    found: dict[int, Name] = {}
    for name in (*scanner.titled(), *scanner.tagged(), *scanner.beside()):
        if not any(name.span.overlaps(other.span) for other in found.values()):
            found[name.span.start] = name
    return tuple(found[start] for start in sorted(found))


class Scanner:
    """Finds names in one document."""

    def __init__(self, document: Document, titles: Sequence[Title]) -> None:
        self.document, self.text, self.titles = document, document.text, titles
        self._title_starts = {t.core.start: t for t in titles}
        self._named = [m for m in document.mentions if m.use is not Use.ANAPHOR]
        self._at = {m.span.start: m for m in self._named}
        self._people = {e.start_char: e.end_char for e in document.doc.ents if e.label_ == "PERSON"}

    def titled(self) -> Iterator[Name]:
        """Names behind a title or an honorific."""
        for title in self.titles:
            for start in self._after_title(title):
                yield from self._named_at(start, _gender_of(title.head))
        for match in _honorific_pattern().finditer(self.text):
            start, gender = self._past_honorifics(match.start())
            yield from self._named_at(start, gender)

    def tagged(self) -> Iterator[Name]:
        """Names that the language model takes for people's."""
        for entity in self.document.doc.ents:
            if entity.label_ != "PERSON":
                continue
            start, gender = self._past_honorifics(entity.start_char)
            name = self.name_at(start)
            if name and (len(name.parts) > 1 or self._often_person(name)):
                yield Name(name.span, name.parts, gender, gender != "")

    def beside(self) -> Iterator[Name]:
        """Names of two words or more beside a verb of saying, or before a title and a comma."""
        end = 0
        for match in re.finditer(r"(?<![\w'.-])[A-Z][^\W\d_]+", self.text):
            name = self.name_at(match.start()) if match.start() >= end else None
            if name and len(name.parts) > 1 and not self._is_body(name):
                end = name.span.end
                if self._speaks(name) or self._is_titled_behind(name):
                    yield name

    def name_at(self, start: int) -> Name | None:
        """The name that starts here; None where what stands here cannot be one."""
        parts: list[str] = []
        end = at = start
        while len(parts) < _MOST_PARTS and (found := self._part(at, first=not parts)):
            words, end = found
            parts += words
            gap = _GAP.match(self.text, end)
            if not gap:
                break
            at = gap.end()
        if not parts or (
            len(parts) == 1 and (parts[0].endswith(".") or self._is_known(start, end))
        ):
            return None
        return None if set(parts) & _set("not_people") else Name(Span(start, end), tuple(parts))

    def _part(self, at: int, *, first: bool) -> tuple[list[str], int] | None:
        """The next word of a name with the small words before it, and where it ends."""
        small: list[str] = []
        while match := _PART.match(self.text, at):
            word = match.group()
            if _is_capital(word):
                stops = self._stops(match, first=first)
                return None if stops else ([*small, word], match.end())
            gap = _GAP.match(self.text, match.end())
            if first or word not in _set("particles") or not gap or len(small) == 3:
                return None
            small.append(word)
            at = gap.end()
        return None

    def _stops(self, match: re.Match[str], *, first: bool) -> bool:
        word = match.group()
        if word in _set("not_names") or (not first and word.lower() in _set("headline_verbs")):
            return word not in _set("suffixes")
        if match.start() in self._title_starts or (not first and word in _set("not_people")):
            return True
        mention = self._at.get(match.start())
        if not first and mention and mention.entity and not self._tagged_over(match.start()):
            return True
        return word.isupper() and len(word) > 3 and not first and not self._shouts(match.start())

    def _shouts(self, at: int) -> bool:
        """Whether the words before are in capitals too, as in "Sergei LAVROV" or a headline."""
        return bool(re.search(r"[^\W\d_]{2,}[ ]+$", self.text[max(at - 20, 0) : at]))

    def _tagged_over(self, at: int) -> bool:
        return any(start < at < end for start, end in self._people.items())

    def _is_known(self, start: int, end: int) -> bool:
        """Whether the gazetteer knows these very words as something else."""
        mention = self._at.get(start)
        return bool(mention) and mention.span.end >= end  # type: ignore[union-attr]  # bool(mention)

    def _is_body(self, name: Name) -> bool:
        if any(m.span.overlaps(name.span) and m.entity for m in self._named):
            return not self._tagged_over(name.span.end - 1)
        labels = {
            e.label_
            for e in self.document.doc.ents
            if e.start_char <= name.span.start and name.span.end <= e.end_char
        }
        return bool(labels) and not labels & {"PERSON", "NORP", "GPE"}

    def _named_at(self, start: int, gender: Gender) -> Iterator[Name]:
        name = self.name_at(start)
        if name:
            yield Name(name.span, name.parts, gender, titled=True)

    def _after_title(self, title: Title) -> Iterator[int]:
        """Where a name may start behind a title; two places after a plural."""
        match = re.compile(r",?[ ]+").match(self.text, title.span.end)
        if not match or (match.group().startswith(",") and not _takes_comma(title)):
            return
        start, _ = self._past_honorifics(match.end())
        yield start
        if title.plural:
            yield from self._listed_from(start)

    def _listed_from(self, start: int) -> Iterator[int]:
        """Where the further names of "Presidents X, Y and Z" start."""
        name = self.name_at(start)
        while name:
            match = re.compile(r"(?:,|,?[ ]+and)[ ]+").match(self.text, name.span.end)
            name = self.name_at(match.end()) if match else None
            if name:
                yield name.span.start

    def _past_honorifics(self, start: int) -> tuple[int, Gender]:
        gender: Gender = ""
        while match := _honorific_pattern().match(self.text, start):
            kind = match.lastgroup or ""
            gender = {"feminine": "f", "masculine": "m"}.get(kind, gender)  # type: ignore[assignment]  # of a fixed set
            start = match.end()
        return start, gender

    def _often_person(self, name: Name) -> bool:
        """Whether the model takes a single word for a person wherever it stands."""
        words = name.span.of(self.text)
        before = self.text[max(name.span.start - 5, 0) : name.span.start]
        labels = [e.label_ for e in self.document.doc.ents if e.text.removesuffix("'s") == words]
        people = labels.count("PERSON")
        return people * 2 > len(labels) and not re.search(r"\b[Tt]he[ ]+$", before)

    def _speaks(self, name: Name) -> bool:
        after = _BESIDE.match(self.text, name.span.end)
        if after and after["verb"] in _set("saying"):
            return True
        before = re.search(
            r"([a-z]+)[ ]+$", self.text[max(name.span.start - 14, 0) : name.span.start]
        )
        return bool(before) and before[1] in _set("saying")  # type: ignore[index]  # bool(before)

    def _is_titled_behind(self, name: Name) -> bool:
        match = re.compile(r"[ ]*(?:,|\(|-|--|–|—)[ ]*(?:(?:the|a|an|its|his|her)[ ]+)?").match(
            self.text, name.span.end
        )
        return bool(match) and any(t.span.start == match.end() for t in self.titles)  # type: ignore[union-attr]


def _takes_comma(title: Title) -> bool:
    return not title.plural and (
        title.determiner in {"the", "his", "her", "its"} or bool(title.body)
    )


def _is_capital(word: str) -> bool:
    if word[0].isupper():
        return True
    head, _, rest = word.replace("'", "-", 1).partition("-")
    return rest[:1].isupper() and (head in _set("particles") or len(head) == 1)


def _gender_of(head: str) -> Gender:
    if head in _set("feminine_titles"):
        return "f"
    return "m" if head in _set("masculine_titles") else ""


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(wordlists.load("people.yaml")[name])


def _honorifics() -> str:
    named: dict[str, list[str]] = wordlists.load("people.yaml")["honorifics"]
    every = sorted((h for names in named.values() for h in names), key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, every))})"


HONORIFICS = _honorifics()
"""A pattern of one honorific or rank before a name."""


@cache
def _honorific_pattern() -> re.Pattern[str]:
    groups = [
        f"(?P<{gender}>{'|'.join(re.escape(h) for h in sorted(names, key=len, reverse=True))})"
        for gender, names in wordlists.load("people.yaml")["honorifics"].items()
    ]
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(groups)})[ ]+(?=[A-Z])")


def may_stand_alone(document: Document, span: Span) -> bool:
    """Whether a surname here is not a part of something else: a square, another's name."""
    if any(
        m.entity and m.use is not Use.ANAPHOR and m.span.overlaps(span) for m in document.mentions
    ):
        return False
    before = re.search(
        r"([^\W\d_][\w.'-]*)[ ]+$", document.text[max(span.start - 30, 0) : span.start]
    )
    after = re.match(r"(?:[ ]+|-)([A-Z][\w'-]*)", document.text[span.end : span.end + 30])
    if after and after[1] in _set("not_people") - {"General"}:
        return False
    if not before or not before[1][0].isupper():
        return True
    return not _could_be_name(before[1]) or _ends_otherwise(document, span.start)


def _could_be_name(word: str) -> bool:
    known = _set("not_names") | _set("not_people")
    return word not in known and not _honorific_pattern().match(f"{word} A") and not word.isupper()


def _ends_otherwise(document: Document, at: int) -> bool:
    """Whether the capitalised word before a name is a linked name, or opens the sentence."""
    sentence = document.sentence_at(at)
    start = len(document.text[:at].rstrip())
    if any(m.span.end in {start, start - 2} for m in document.mentions if m.entity):
        return True
    return sentence is not None and " " not in document.text[sentence.span.start : at].strip()
