"""How far a name goes: a run of capitalised words with the small words that names have.

"Ursula von der Leyen", "Abdullah bin Zayed Al Nahyan", "Ban Ki-moon", "George W. Bush" and
"Charles III" are each one name. A name ends before a day of the week, a title, a state, or a word
such as "Council" that no name has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from comity.model import Span
from comity.spelling import normal
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.titles.titles import Title

Gender = Literal["f", "m", ""]

_LETTERS = r"(?:[^\W\d_]|(?<=[ÂÃÄÅ])[\x80-\xbf])+"  # "FranÃ§ois", twice encoded
WORD = rf"{_LETTERS}(?:(?:'(?!s(?!\w))|-){_LETTERS})*"
"""A pattern of one word of a name, without a possessive."""
_SHORTENED = "|".join(wordlists.load("people.yaml")["shortened"])
_PART = re.compile(
    rf"(?P<initial>[A-Z]\.(?:[ ]?[A-Z]\.)*)(?=[ A-Z])|(?:{_SHORTENED})\.(?= [A-Z])|[JS]r\."
    rf"|(?P<word>{WORD})"
)
_GAP = re.compile(r"(?:'(?= (?:al|el|as|ad|an|ar)-[A-Z]))?[ ]+")  # "Shia' al-Sudani"
_MOST_PARTS = 8


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
        return tuple(fold(p) for p in self.parts if not p.endswith(".") or p in listed("suffixes"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word of a name without accents and case."""
    return normal(word).casefold()


@cache
def listed(name: str) -> frozenset[str]:
    """One list of `people.yaml`."""
    return frozenset(wordlists.load("people.yaml")[name])


class Scanner:
    """Finds where names end, in one document."""

    def __init__(self, document: Document, titles: Sequence[Title]) -> None:
        self.document, self.text = document, document.text
        self._titles = {t.core.start: t for t in titles}
        self._mentions = {m.span.start: m for m in document.mentions if m.use is not Use.ANAPHOR}
        self._tagged = [
            Span(e.start_char, e.end_char) for e in document.entities if e.label_ == "PERSON"
        ]

    def name_at(self, start: int) -> Name | None:
        """The name that starts here; None where what stands here cannot be one."""
        parts: list[str] = []
        end = at = start
        most = 2 if self.in_headline(start) else _MOST_PARTS
        while _whole(parts) < most and (found := self._part(at, first=not parts)):
            words, end = found
            parts += words
            gap = _GAP.match(self.text, end)
            if not gap:
                break
            at = gap.end()
        told = parts[1:] if parts[:1] == ["Bill"] else parts
        if not told or self._is_known(start, end) or any(map(_is_no_persons, told)):
            return None
        name = Name(Span(start, end), tuple(parts))
        return name if name.words else None

    def mention_at(self, start: int) -> Mention | None:
        """The state or body that the words here name."""
        return self._mentions.get(start)

    def is_tagged(self, at: int) -> bool:
        """Whether the language model has the name of a person go on here."""
        return any(span.start < at < span.end for span in self._tagged)

    def in_headline(self, at: int) -> bool:
        """Whether nearly every word of the sentence has a capital."""
        sentence = self.document.sentence_at(at)
        return sentence is not None and is_headline(sentence)

    def _part(self, at: int, *, first: bool) -> tuple[list[str], int] | None:
        """The next word of a name with the small words before it, and where it ends."""
        small: list[str] = []
        while match := _PART.match(self.text, at):
            word = match.group()
            if is_capital(word):
                stops = self._stops(match, first=first) and not _is_said(small, word)
                return None if stops else ([*small, word], match.end())
            gap = _GAP.match(self.text, match.end())
            begins = not first or small or word in listed("first_particles")
            if not begins or word not in listed("particles") or not gap or len(small) == 3:
                return None
            small.append(word)
            at = gap.end()
        return None

    def _stops(self, match: re.Match[str], *, first: bool) -> bool:
        word = match.group()
        if match["initial"] and (named := self.mention_at(match.start())) and named.entity:
            return True  # "U.S. Gen. X"
        if len(word) > 1 and word.isupper() and _is_shouted_word(word):
            return True
        if word in listed("months_and_names") and self._is_name(match, first=first):
            return False
        if word in listed("not_names") or (not first and word.lower() in listed("headline_verbs")):
            return word not in listed("suffixes")
        title = self._titles.get(match.start())
        if title and (first or not self._is_surname(title)):
            return True
        if not first and word in listed("not_people"):
            return True
        mention = self.mention_at(match.start())
        if not first and mention and mention.entity and not self.is_tagged(match.start()):
            return True
        return word.isupper() and len(word) > 3 and not first and not self._shouts(match.start())

    def _is_surname(self, title: Title) -> bool:
        """Whether a title is a surname: "Amy Pope", but not "Czech Chancellor Ada Roe"."""
        goes_on = re.match(r"[ ]+[A-Z]", self.text[title.span.end : title.span.end + 3])
        return title.core.of(self.text) in listed("surname_titles") and not goes_on

    def _is_name(self, match: re.Match[str], *, first: bool) -> bool:
        """Whether a word that means a month as well is a name: "Jan Kavan", "Theresa May"."""
        behind = self.text[match.end() : match.end() + 3]
        if first:
            return re.match(r"[ ]+[A-Z]", behind) is not None and not self.in_headline(
                match.start()
            )
        if match.group() == "He":
            return False
        return re.match(r"[ ]+\d|,[ ]\d", behind) is None

    def _shouts(self, at: int) -> bool:
        """Whether the word before is a name's too, as in "Sergei LAVROV"."""
        before = self.text[max(at - 20, 0) : at]
        return bool(re.search(r"[^\W\d_]{2,}[ ]+$|(?<![\w.])[A-Z]\.?[ ]+$", before))

    def _is_known(self, start: int, end: int) -> bool:
        """Whether the gazetteer knows these very words as something else."""
        mention = self.mention_at(start)
        return mention is not None and mention.span.end >= end


def _whole(parts: Sequence[str]) -> int:
    """How many words of a name are no initials."""
    return sum(len(part) > 1 and not part.endswith(".") for part in parts)


def _is_no_persons(word: str) -> bool:
    """Whether a name with this word is a thing's, in capitals too: "Meeting", "STATION"."""
    plain = word.title() if word.isupper() and len(word) > 2 else word
    return plain in listed("not_people")


def _is_said(small: list[str], word: str) -> bool:
    """Whether it is the Arabic name and no verb: "Qaboos bin Said"."""
    return word == "Said" and bool(small)


def _is_shouted_word(word: str) -> bool:
    """Whether a word in capitals is one that no name has: "THE", "WELCOMED"."""
    plain = word.lower()
    is_verb = {plain, plain.removesuffix("d"), plain.removesuffix("ed")} & listed("headline_verbs")
    return word.title() in listed("not_names") or bool(is_verb) or plain in listed("saying")


def is_headline(sentence: Sentence) -> bool:
    """Whether nearly every word of it has a capital, as headlines in English have."""
    words = re.findall(r"[^\W\d_]{4,}", sentence.text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 3 and capitals >= 0.75 * len(words) and not sentence.text.endswith(".")


def is_capital(word: str) -> bool:
    """Whether a word can be a name's: "Assad", "al-Assad", "d'Estaing"."""
    if word[0].isupper():
        return True
    head, _, rest = word.replace("'", "-", 1).partition("-")
    return rest[:1].isupper() and (head in listed("particles") or len(head) == 1)


@cache
def honorific() -> re.Pattern[str]:
    """An honorific or rank before a name, grouped by the gender that it tells."""
    groups = [
        f"(?P<{gender}>{any_of({*names, *(name.upper() for name in names)})})"
        for gender, names in wordlists.load("people.yaml")["honorifics"].items()
    ]
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(groups)})[ ]+(?=[A-Z])")


def past_honorifics(text: str, start: int) -> tuple[int, Gender]:
    """Where a name starts behind honorifics and ranks, and the gender that they tell."""
    gender: Gender = ""
    while match := honorific().match(text, start):
        kind = match.lastgroup or ""
        gender = "f" if kind == "feminine" else "m" if kind == "masculine" else gender
        start = match.end()
    return start, gender


def gender_of(head: str) -> Gender:
    """The gender that a title tells."""
    if head in listed("feminine_titles"):
        return "f"
    return "m" if head in listed("masculine_titles") else ""
