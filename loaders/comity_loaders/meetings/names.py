"""The noun phrase around a meeting's noun, and what the meeting is called by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from comity.model import Entity
from comity_loaders.document import Document
from comity_loaders.meetings.meetingwords import MARK, either_case, words
from comity_loaders.meetings.tail import Tail
from comity_loaders.names.mentions import Use
from comity_loaders.sentences.masking import Masked, Slot

_WORD = re.compile(
    rf"(?P<word>(?:[^\W\d_][\w.]*[-–/])*(?:{MARK}(?:['’]s?)?[-–/]?)+[\w-]*|[^\s<>,;:()\"]+) $"
)
_ORDINAL = re.compile(
    r"(?i)\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BRACKETED = re.compile(
    r"(?:(?!(?:At|In|On|The|During|After|Following|For|An?) )(?:[A-Z][\w'-]*|<[BOSN]\d+>)"
    r"(?: (?:of|for|the|and))* )+\((?P<mark><[BO]\d+>)\) $"
)
"""A name with its acronym, of which only the acronym is known."""
_ROUND = re.compile(
    r"(?:<[SC]\d+>|[A-Z][\w-]+)"
    r" (?P<of>rounds? of (?:(?!trade|global|world|multilateral)[a-z-]+ )?)$"
)
"""What a meeting is one of, behind a place: "the Geneva round of talks"."""
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Head:
    """A noun phrase up to its noun, in a masked sentence.

    Args:
        start: where it starts, its article included.
        first: where it starts, its article left out.
        end: where the noun ends.
        noun: the noun, in lower case and singular.
        words: the words before the noun.
        determiner: the article or possessive, in lower case; empty where there is none.
        ordinal: which of a series: "13th".
        is_organ: whether the noun is the last word of an organ's name: "the ASEAN Summit".
    """

    start: int
    first: int
    end: int
    noun: str
    words: tuple[str, ...]
    determiner: str = ""
    ordinal: str = ""
    is_organ: bool = False

    def marks(self, masked: Masked) -> tuple[Slot, ...]:
        """The names and dates in it."""
        return masked.slots_in(self.first, self.end)


def grow(masked: Masked, match: re.Match[str]) -> Head:
    """The noun phrase that ends with a noun."""
    at, found = match.start(), list[str]()
    bracketed = _BRACKETED.search(masked.text, max(at - 90, 0), at)
    if bracketed:
        at, found = bracketed.start(), [bracketed["mark"]]
    series = _ROUND.search(masked.text, max(at - 60, 0), at)
    if series:
        at, found = series.start("of"), series["of"].split()
    while len(found) < _MOST_WORDS and (before := _WORD.search(masked.text, max(at - 60, 0), at)):
        if not _modifies(masked, before, at):
            break
        found.insert(0, before["word"])
        at = before.start()
    first = at
    determiner = re.search(r"(?:^|(?<=[\s\"(]))(?P<word>[A-Za-z]+) $", masked.text[:at])
    has_one = determiner is not None and determiner["word"].lower() in words("determiners")
    return Head(
        start=determiner.start() if determiner and has_one else at,
        first=first,
        end=match.end(),
        noun=_lemma(masked, match),
        words=tuple(found),
        determiner=determiner["word"].lower() if determiner and has_one else "",
        ordinal=next((w.lower() for w in found if _ORDINAL.fullmatch(w)), ""),
        is_organ=match.group().startswith("<"),
    )


def body_of(masked: Masked, head: Head, tail: Tail, before: str) -> Entity | None:
    """The one body or organ whose meeting it is; an organ before its body.

    Args:
        masked: the sentence.
        head: the meeting's noun phrase.
        tail: what follows it.
        before: the masked text before the verb or preposition that the phrase hangs on.
    """
    slots = [*head.marks(masked), *(masked.slots_in(*tail.of) if tail.of else ())]
    return _only_body(slots) or _only_body(_holders(masked, tail, before))


def holder_before(masked: Masked, before: str) -> Entity | None:
    """The body or organ that stands, itself or by its leaders, at the end of a masked text."""
    match = _holder_before().search(before)
    return _only_body([masked.slots[m.strip("<>")] for m in match.groups() if m] if match else [])


def _holders(masked: Masked, tail: Tail, before: str) -> list[Slot]:
    """Those whose leaders hold it ("<B0> leaders held") or act at it (", the heads of <B0>")."""
    match = _holder_before().search(before) if before else None
    if not before.strip():
        match = _holder_behind().match(masked.text, tail.end)
    return [masked.slots[mark.strip("<>")] for mark in (match.groups() if match else ()) if mark]


@cache
def _holder_before() -> re.Pattern[str]:
    roles, aux = either_case(words("holders")), either_case(words("auxiliaries"))
    own = rf"(<[BO]\d+>)(?:['’]s?)?(?: (?:[\w-]+ ){{0,2}}{roles})?(?:, who)?"
    of = rf"{roles}(?: and government)? of (?:the )?(<[BO]\d+>)"
    return re.compile(rf"(?:{own}|{of}),?(?: {aux})*\s*$")


@cache
def _holder_behind() -> re.Pattern[str]:
    roles = either_case(words("holders"))
    own = rf"(<[BO]\d+>)(?:['’]s?)? {roles}"
    of = rf"{roles} of (?:the )?(?:states of the )?(<[BO]\d+>)"
    return re.compile(rf",? (?:the )?(?:{own}|{of})")


def _only_body(slots: Sequence[Slot]) -> Entity | None:
    for mark in "OB":
        found = {entity for slot in slots if slot.mark == mark for entity in slot.entities}
        if len(found) == 1:
            return next(iter(found))
        if found:
            return None
    return None


def label(
    masked: Masked, document: Document, head: Head, tail: Tail, people: Sequence[Entity]
) -> str:
    """What the article calls it, without article, date and passing adjectives."""
    own = [_plain(masked, document, word) for word in head.words if not _passes(word)]
    noun = masked.text[head.first : head.end].rsplit(" ", 1)[-1] if head.is_organ else head.noun
    name = " ".join([*filter(None, own), _plain(masked, document, noun) if head.is_organ else noun])
    named = any(slot.mark in "BOSN" for slot in head.marks(masked))
    for link, at in ((tail.link, tail.of), ("with", tail.partner)):
        if at and not named:
            whom = " ".join(masked.place(*at).of(document.text).split())
            return f"{name} {link} " + (" and ".join(p.name for p in people) or whom)
    return name


def _modifies(masked: Masked, before: re.Match[str], at: int) -> bool:
    """Whether a word before the noun belongs to its phrase."""
    word = before["word"]
    plain = word.lower()
    if re.search(MARK, word):
        return True
    if plain in words("determiners"):
        return False
    if (
        plain in words("premodifiers")
        or _ORDINAL.fullmatch(word)
        or _YEAR.fullmatch(word)
        or re.search(r"\w['’]s$|s['’]$", word)
    ):
        return True
    if plain in {"and", "&"}:
        return _joins(masked, before.start(), at)
    is_first = not masked.text[: before.start()].strip()
    if word[:1].isupper():
        return not (is_first or plain in words("function_words"))
    return "-" in word and word[:1].isalpha()


def _joins(masked: Masked, at: int, right: int) -> bool:
    """Whether "and" stands between two modifiers of one noun."""
    left = _WORD.search(masked.text, max(at - 60, 0), at)
    after = masked.text[right:]
    return bool(
        left and left["word"].lower() in words("premodifiers") and re.match(r"[A-Za-z]+", after)
    )


def _passes(word: str) -> bool:
    """Whether a modifier is no part of the name: a date, "upcoming"."""
    return bool(re.match(r"<D", word)) or word.lower() in words("not_in_name") or word == "-"


def _lemma(masked: Masked, match: re.Match[str]) -> str:
    if match.group().startswith("<"):
        slot = masked.slots_in(*match.span())[0]
        name = slot.entities[0].name.lower()
        return next((noun for noun in ("summit", "meeting") if noun in name), "session")
    noun = " ".join(match["noun"].split())
    return noun if noun[:2].isupper() else noun.lower()


def _plain(masked: Masked, document: Document, word: str) -> str:
    """A word with its marks unfolded, bodies by their acronym where the text gives it."""

    def unfolded(mark: re.Match[str]) -> str:
        slot = masked.slots[mark.group().strip("<>")]
        if slot.date:
            return ""
        return "-".join(_short(document, slot, index) for index in range(len(slot.mentions)))

    plain = re.sub(MARK, unfolded, word)
    return (plain if plain == word else re.sub(r"['’]s?$", "", plain)).strip(" -")


def _short(document: Document, slot: Slot, index: int) -> str:
    mention = slot.mentions[index]
    written = " ".join(mention.span.of(document.text).split())
    if mention.use is Use.ANAPHOR and mention.entity:
        return document.gazetteer.entry(mention.entity).acronym or mention.entity.name
    in_brackets = re.search(r"\((\w[\w-]*)\)$", written)
    return in_brackets[1] if in_brackets else written
